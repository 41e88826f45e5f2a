"""Each kind of document is composed from a case that is told in full, and no required field of it stays empty."""

from itertools import chain

import pytest

from desk.rehearsing.running import told
from documents.kinds import compose
from domain.case.documents import DocumentKind
from domain.law.rulebook import rulebook_for
from domain.procedure import fold
from installation.examples import EXAMPLES
from installation.rehearsing import cast

FULL = {
    "announcement": ("interview_letter", "penalty_notice", "service_announcement"),
    "interview-lapsed": ("interview_rescheduling",),
    "gate-9-new-evidence": ("new_evidence_notice",),
    "gate-3-hearing": ("hearing_notice",),
    "hearing-too-late": ("hearing_declined",),
    "filing": ("review_opinion", "interview_report"),
    "decision": ("discussion_record", "penalty_decision"),
    "suspending": (
        "not_established_decision",
        "suspension_notice",
        "resumption_notice",
        "extension_approval",
    ),
    "recusing": ("recusal_decision",),
    "departing": ("transfer_letter",),
    "party-changes": ("termination_decision",),
    "after-the-decision": ("proof_of_service",),
    "around-the-case": (
        "withdrawal_decision",
        "correction_order",
        "supervision_urging",
        "supervision_notice",
    ),
    "judiciary-transfer": ("criminal_transfer",),
    "mending": ("variation_decision", "text_correction"),
    "annulling": ("revocation_decision",),
    "publishing": ("publication_withdrawal",),
    "decision-filing": ("decision_filing_report", "filing_correction_notice"),
    "deferring": ("deferral_decision",),
}
"""Rehearsals, each with the kinds that it shows whole."""
ELSEWHERE = {
    "no_penalty_decision",  # test_composing.py, with its reasons
    "payment_demand",  # test_composing.py, while the demand stands
    "enforcement_application",  # test_composing.py
    "supervision_opinion",  # composed as the notice is
    "supervision_decision",  # composed as the notice is
}


def test_every_kind_is_shown_whole_somewhere():
    assert {*chain.from_iterable(FULL.values())} | ELSEWHERE == {kind.value for kind in DocumentKind}


@pytest.mark.parametrize("name", FULL)
def test_a_case_that_is_told_in_full_leaves_no_required_field_of_its_documents_empty(name):
    _, entries = told((EXAMPLES / "rehearsals" / f"{name}.yaml").read_bytes(), cast(), rulebook_for)
    case = fold(entries)
    for kind in FULL[name]:
        lacking = [
            tuple(compose(case, d).gaps()) for d in case.documents.all if d.kind == kind and not d.void
        ]
        assert () in lacking, (kind, lacking)
