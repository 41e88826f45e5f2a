"""What a form asks only where it is needed (按需填写): what is seldom needed, what an answer makes needed, what must be said.

A model leaves open what only some of its moves need. An officer should not have to know which: a form says so.
"""

from dataclasses import dataclass

from domain.law.switches import Switches


@dataclass(frozen=True)
class When:
    """The answer of another field with which a field is asked."""

    name: str
    """The dotted name of that field, as it stands in the form."""
    answers: tuple[str, ...]


RARE: frozenset[tuple[str, str]] = frozenset(
    {
        ("open_case", "case_source"),
        ("open_case", "opened_all_the_same"),
        ("open_case", "parties.identifier_kind"),
        ("open_case", "parties.born_on"),
        ("open_case", "parties.representative_identifier"),
        ("open_case", "parties.licence"),
        ("open_case", "parties.proposal.article"),
        ("open_case", "evidence.obtained_on"),
        ("open_case", "evidence.file"),
        ("open_case", "evidence.checked"),
        ("open_case", "evidence.excluded"),
        ("open_case", "basis.verbatim"),
        ("amend_draft", "evidence.obtained_on"),
        ("amend_draft", "evidence.file"),
        ("amend_draft", "evidence.checked"),
        ("amend_draft", "evidence.excluded"),
        ("amend_draft", "basis.verbatim"),
        ("hold_interview", "interpreter"),
        ("hold_interview", "guardian"),
        ("hold_interview", "evidence"),
        ("hold_interview", "refusal"),
        ("hold_hearing", "refusal"),
        ("end_hearing", "record"),
        ("recheck", "answers.passage"),
        ("give_opinion", "points.advice"),
        ("record_discussion", "absentees"),
        ("record_discussion", "on_objection"),
        ("prepare_decision", "performance"),
        ("record_service", "service.late_reason"),
        ("request_hearing", "agent"),
        ("withdraw_hearing_request", "agent"),
        ("waive", "posted_on"),
        ("waive", "agent"),
        ("record_party_change", "identifier"),
        ("record_execution", "begun_on"),
        ("record_execution", "remainder"),
    }
)
"""What is seldom needed, by move and path."""

ON_PAPER = frozenset({"together_with", "signed"})
"""Needed only where an agency has it countersigned on paper."""


def is_rare(move: str, path: str) -> bool:
    return path in ON_PAPER or (move, path) in RARE


_SENT = ("post", "entrusted", "forwarded")
_SIGNED_FOR = ("direct", *_SENT)

WHEN: dict[tuple[str, str], When] = {
    ("record_service", "service.sent_on"): When("service.mode", _SENT),
    ("record_service", "service.ground"): When("service.mode", _SENT),
    ("record_service", "service.receiver"): When("service.mode", (*_SIGNED_FOR, "electronic")),
    ("record_service", "service.receiver_kind"): When("service.mode", _SIGNED_FOR),
    ("record_service", "service.signed"): When("service.mode", _SIGNED_FOR),
    ("record_service", "service.relation"): When("service.receiver_kind", ("authorised",)),
    ("record_service", "service.authority"): When("service.receiver_kind", ("authorised",)),
    ("record_service", "service.refusal"): When("service.mode", ("left",)),
    ("record_service", "service.witness"): When("service.mode", ("left",)),
    ("record_service", "service.returned_because"): When("service.mode", ("post",)),
    ("record_service_attempt", "refused_by"): When("failure", ("refused",)),
    ("record_service_attempt", "looked_for"): When("failure", ("whereabouts_unknown",)),
    ("record_service_attempt", "proof"): When("failure", ("whereabouts_unknown",)),
    ("submit_statement", "posted_on"): When("channel", ("post",)),
    ("request_hearing", "posted_on"): When("channel", ("post",)),
    ("prepare_decision", "ground"): When("outcome", ("no_penalty",)),
    ("prepare_decision", "ground_evidence"): When("outcome", ("no_penalty",)),
    ("prepare_decision", "education"): When("outcome", ("no_penalty",)),
    ("prepare_decision", "unproven_because"): When("outcome", ("not_established",)),
    ("prepare_decision", "penalties"): When("outcome", ("penalty",)),
    ("prepare_decision", "discretion"): When("outcome", ("penalty",)),
    ("prepare_decision", "discretion_reasons"): When("outcome", ("penalty",)),
    ("prepare_decision", "discretion_article"): When("outcome", ("penalty",)),
}
"""By move and path; until the other field is answered it is not asked, and what stands in it stays in sight."""

WANTED: frozenset[tuple[str, str]] = frozenset(
    {
        ("record_service", "service.receiver"),
        ("record_service", "service.receiver_kind"),
        ("record_service", "service.relation"),
        ("record_service", "service.authority"),
        ("record_service", "service.refusal"),
        ("record_service", "service.witness"),
        ("record_service", "service.proof"),
        ("record_service_attempt", "refused_by"),
        ("record_service_attempt", "looked_for"),
        ("record_service_attempt", "proof"),
        ("prepare_decision", "ground"),
        ("prepare_decision", "unproven_because"),
        ("prepare_decision", "penalties"),
    }
)
"""What must be given where it is asked, though the model leaves it open: it is not called optional."""

ON_NOTICE: dict[str, str] = {
    "proposal.reasons": "",
    "proposal.to_correct": "order_to_correct",
    "findings.nature": "basis_roles",
    "basis.role": "basis_roles",
}
"""What the notice says of the draft, by the end of its path: always, or where a switch of the profile asks for it."""
ON_DECISION = frozenset({"discretion_reasons"})


def is_for_documents(move: str, path: str, switches: Switches | None) -> bool:
    """Whether a document is incomplete without it, though the draft may leave it open for now.

    Before a case has its rules `switches` are not known: every profile that comes with the programme asks for all of it.
    """
    if move == "prepare_decision":
        return path in ON_DECISION
    if move not in ("open_case", "amend_draft"):
        return False
    asked = next((switch for end, switch in ON_NOTICE.items() if f".{path}".endswith(f".{end}")), None)
    return asked is not None and (not asked or switches is None or bool(getattr(switches, asked)))


NOT_HERE: dict[tuple[str, str], frozenset[str]] = {
    ("record_service", "service.mode"): frozenset({"announcement"}),
    ("record_service_attempt", "mode"): frozenset({"announcement"}),
    ("submit_statement", "channel"): frozenset({"online"}),
    ("request_hearing", "channel"): frozenset({"online"}),
    ("withdraw_hearing_request", "channel"): frozenset({"online"}),
}
"""Answers that nobody can give on a screen of the agency: announcing is a move of its own, online is what a party sends itself."""
