"""Gate 9: evidence that came after the notice is told to the party, and the party heard on it (行政处罚法 第44、45条)."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.papers import Evidence
from domain.case.parties import Party, Right
from domain.case.renotifying import NewEvidence
from domain.law.articles import art
from domain.law.counting import Reckoning
from domain.law.terms import TermKey
from domain.procedure.language import APL, Moment, Refusal, Refused
from domain.procedure.periods import period, until


def since_the_notice(case: Case, party: Party) -> tuple[Evidence, ...]:
    """Evidence that supports a finding against the party, or of its prepared penalty, and did not stand in its notice."""
    notices = party.issued_notices
    if notices is None or notices.evidence is None:
        return ()
    found = case.papers.relied_on_for(_findings(case, party))
    return tuple(e for e in found if e.id not in notices.evidence)


def _findings(case: Case, party: Party) -> tuple[str, ...]:
    prepared = party.prepared_decision
    if prepared and prepared.outcome is Outcome.PENALTY and prepared.papers == case.papers_version:
        return prepared.findings
    return tuple(f.id for f in case.papers.findings_against(party.id))


def told(party: Party) -> dict[str, NewEvidence]:
    """What the party was told of since its last notices, by the evidence."""
    notices = party.last_notices
    return {e: item for item in notices.new_evidence for e in item.pieces} if notices else {}


def served_on(party: Party, item: NewEvidence) -> date | None:
    service = party.service_of(item.document)
    return service.served_on if service else None


def to_tell(case: Case, party: Party) -> tuple[Evidence, ...]:
    """The evidence of which the party was not told yet."""
    known = told(party)
    return tuple(e for e in since_the_notice(case, party) if e.id not in known)


NEW_EVIDENCE_NOT_TOLD = Refusal(
    "NewEvidenceNotTold",
    art(APL, "44"),
    Words(
        "告知之后补充的证据（{evidence}）没有告知当事人{party}",
        "party {party} was not told of evidence that came after its notice: {evidence}",
    ),
    Words(
        "请告知补充证据（notify_new_evidence）并听取意见，或者重新告知（return_to_notifying）",
        "tell it of them and hear it (notify_new_evidence), or notify it anew (return_to_notifying)",
    ),
)
NEW_EVIDENCE_NOT_SERVED = Refusal(
    "NewEvidenceNotServed",
    art(APL, "44"),
    Words(
        "补充证据告知书（文书{document}）尚未送达当事人{party}",
        "the notice of new evidence (document {document}) is not served on party {party} yet",
    ),
    Words(
        "请盖章（record_sealing）并送达（record_service）",
        "have it sealed (record_sealing) and serve it (record_service)",
    ),
)
NEW_EVIDENCE_PERIOD_RUNNING = Refusal(
    "NewEvidencePeriodRunning",
    art(APL, "45"),
    Words(
        "当事人{party}对补充证据陈述申辩的期限尚未届满，也未明确放弃",
        "party {party} may still answer the new evidence, and has not waived that right",
    ),
    Words(
        "请等待期限届满（{until}），当事人明确放弃的，登记其放弃（waive）",
        "wait for the end of the period ({until}), or record the party's express waiver (waive)",
    ),
)


def heard_on_it(now: Moment, party: Party) -> Iterator[Refused]:
    """Refuse a penalty on evidence of which the party was not told, or on which it may still be heard."""
    used = since_the_notice(now.case, party)
    known = told(party)
    if unknown := [e for e in used if e.id not in known]:
        yield NEW_EVIDENCE_NOT_TOLD(
            party=party.id, evidence=listed(f"{e.id} {e.title}".strip() for e in unknown)
        )
    for item in {known[e.id].document: known[e.id] for e in used if e.id in known}.values():
        served = served_on(party, item)
        if served is None:
            yield NEW_EVIDENCE_NOT_SERVED(document=item.document, party=party.id)
        elif waiver_of(party, served) is None:
            counted = answer_period(now.case, party, served)
            if counted.waits_for >= now.today:
                yield NEW_EVIDENCE_PERIOD_RUNNING(party=party.id, until=until(counted))


def waiver_of(party: Party, served: date) -> date | None:
    """The day on which the party gave up its answer to what was served on that day."""
    notices = party.last_notices
    waiver = notices.waived(Right.NEW_EVIDENCE, served) if notices else None
    return waiver.on if waiver else None


def answer_period(case: Case, party: Party, served: date) -> Reckoning:
    return period(case, TermKey.NEW_EVIDENCE_ANSWER, served, party=party.id)[1]
