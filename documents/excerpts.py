"""Excerpts (摘录) of a case, as the parts that several documents share."""

from collections.abc import Iterable, Iterator
from datetime import date

from documents.parts import (
    AnsweredPoint,
    Discretion,
    DocumentLine,
    Evidence,
    Hearing,
    Interview,
    LateFine,
    Lawsuit,
    PartyBlock,
    PartyRight,
    Payment,
    PenaltyLine,
    Period,
    ReachableOrgan,
    Reconsideration,
)
from domain.case.case import Case
from domain.case.identity import identified_by
from domain.case.papers import Discretion as Tier
from domain.case.papers import Proposal
from domain.case.parties import Notices, Party, Right
from domain.law.articles import Article, art, numeral
from domain.law.errors import LawUnknown
from domain.law.money import capital
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty, PenaltyKind
from domain.law.tables.after_decision import ADD_ON_RATES
from domain.law.terms import Certainty, Term, TermKey

EXCEPTED = "校验位不符，经核实号码属实"
APL, CPL, ARL, ALL = "行政处罚法", "民事诉讼法", "行政复议法", "行政诉讼法"

LATE_FINE = LateFine(
    rate_a_day=f"百分之{numeral(ADD_ON_RATES[-1].percent_a_day)}",
    basis=(f"《中华人民共和国{APL}》{str(ADD_ON_RATES[-1].source).removeprefix(APL)}",),
)
"""The present row of the add-on fine (加处罚款), as a decision tells it."""


_REPRESENTATIVES = {
    PartyKind.CITIZEN: "法定代理人",
    PartyKind.SOLE_TRADER: "经营者",
    PartyKind.ORGANISATION: "法定代表人（负责人）",
}
PAID = (PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_GAINS)
"""Penalties that are paid in money; the amount of any other is a value."""


def cite(article: Article) -> str:
    """Cite a provision as documents do, with the act's full title.

    >>> cite(art("行政处罚法", "64(1)"))
    '《中华人民共和国行政处罚法》第六十四条第一项'
    """
    place = str(article).removeprefix(article.statute)
    title = article.statute
    if title in (APL, CPL, ARL, ALL):
        title = f"中华人民共和国{title}"
    return title + place if title.startswith("《") else f"《{title}》{place}"


def term_of(case: Case, key: TermKey, on: date) -> Term | None:
    """Return the term that holds on `on`; nothing where the law is unknown, which the document then lacks."""
    try:
        return case.rulebook.term(key, on)
    except LawUnknown:
        return None


def period(term: Term | None) -> Period | None:
    return Period(length=term.length, unit=term.unit) if term else None


def sources(term: Term | None) -> tuple[str, ...]:
    """Cite where the term stands; an assumption of ours is no law and is not cited."""
    return (cite(term.source),) if term and term.certainty is not Certainty.A else ()


def organ(case: Case) -> ReachableOrgan:
    agency = case.identity.agency
    return ReachableOrgan(
        name=agency.name, address=agency.address, contact=agency.contact, phone=agency.phone
    )


def party_block(party: Party) -> PartyBlock:
    natural = party.kind is PartyKind.CITIZEN
    return PartyBlock(
        you="你" if natural else "你单位",
        name=party.name,
        identifier_title=identified_by(party).zh,
        identifier=party.identifier,
        identifier_note=EXCEPTED if party.identifier_exception else "",
        born_on=party.born_on,
        representative_title=_REPRESENTATIVES[party.kind] if party.representative or not natural else "",
        representative=party.representative,
        address=party.address,
        contact=party.contact,
    )


def findings(case: Case, ids: Iterable[str]) -> tuple[str, ...]:
    wanted = set(ids)
    return tuple(f.text for f in case.papers.findings if f.id in wanted)


def evidence(case: Case, ids: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the evidence that proves these findings; what was not verified or was excluded proves nothing (46)."""
    return tuple(Evidence(kind=e.kind.zh, title=e.title) for e in case.papers.relied_on_for(ids))


def penalties(imposed: Iterable[Penalty]) -> tuple[PenaltyLine, ...]:
    return tuple(_penalty(p) for p in imposed)


def _penalty(penalty: Penalty) -> PenaltyLine:
    return PenaltyLine(
        title=penalty.kind.zh,
        subject=penalty.subject,
        amount=penalty.amount,
        capitals=_capitals(penalty),
        valued=penalty.kind not in PAID,
        duration=str(penalty.duration) if penalty.duration else "",
    )


def _capitals(penalty: Penalty) -> str:
    try:
        return capital(penalty.amount) if penalty.amount is not None else ""
    except ValueError:
        return ""


def discretion(tier: Tier, reasons: str, article: str) -> Discretion:
    return Discretion(tier=tier.zh, reasons=reasons, basis=article)


def proposed(proposal: Proposal) -> Discretion:
    return discretion(proposal.discretion, proposal.reasons, proposal.article)


def statement_right(case: Case, on: date) -> PartyRight:
    term = term_of(case, TermKey.STATEMENT, on)
    return PartyRight(period=period(term), basis=(cite(art(APL, "45")), *sources(term)))


def silence_basis(case: Case, on: date) -> tuple[str, ...]:
    """Cite the rule by which silence gives the right up, where there is one (市场监督管理行政处罚程序规定 第57条)."""
    term = term_of(case, TermKey.STATEMENT, on)
    return sources(term) if term and "视为放弃" in term.quote else ()


def hearing_right(case: Case, party: Party, on: date) -> PartyRight | None:
    if not case.has_hearing_right(party.id):
        return None
    scope = case.screening.hearing[party.id].article or art(APL, "63")
    term = term_of(case, TermKey.HEARING_REQUEST, on)
    return PartyRight(period=period(term), basis=(cite(scope), *sources(term)))


def reconsideration(case: Case, on: date) -> Reconsideration:
    agency, term = case.identity.agency, term_of(case, TermKey.RECONSIDERATION, on)
    return Reconsideration(
        organ=agency.reconsideration_organ,
        period=period(term),
        basis=sources(term),
        channel=agency.reconsideration_channel,
    )


def lawsuit(case: Case, on: date) -> Lawsuit:
    term = term_of(case, TermKey.LAWSUIT, on)
    return Lawsuit(court=case.identity.agency.court, period=period(term), basis=sources(term))


def payment(case: Case, imposed: Iterable[Penalty], on: date) -> Payment | None:
    kinds = {p.kind for p in imposed if p.amount is not None}
    if not kinds.intersection(PAID):
        return None
    term = term_of(case, TermKey.PAYMENT, on)
    return Payment(
        period=period(term),
        account=case.identity.agency.payment_account,
        basis=sources(term),
        late=LATE_FINE if PenaltyKind.FINE in kinds else None,
    )


def interview(notices: Notices | None) -> Interview | None:
    if notices is None or notices.outcome is None:
        return None
    plan, outcome = notices.summons, notices.outcome
    named = {plan.presider: plan.presider_name, plan.recorder: plan.recorder_name}
    return Interview(
        held=outcome.held,
        on=outcome.on,
        place=outcome.place or plan.place,
        presider=named.get(outcome.presider) or outcome.presider,
        recorder=named.get(outcome.recorder) or outcome.recorder,
        attendance=outcome.attendance,
        note=outcome.note,
    )


def interview_waived_on(party: Party, notices: Notices | None) -> date | None:
    service = party.service_of(notices.notice) if notices else None
    waived = notices.waived(Right.INTERVIEW, service.served_on) if notices and service else None
    return waived.on if waived else None


def hearing(case: Case, notices: Notices | None) -> Hearing | None:
    """Return the hearing of these notices, where it was held or ended."""
    if notices is None or notices.hearing_plan is None:
        return None
    presider = notices.hearing_plan.presider_name or notices.hearing_plan.presider
    if end := notices.hearing_end:
        return Hearing(on=end.on, presider=presider, ended=end.ground.zh, basis=(cite(art(APL, "64(6)")),))
    if held := notices.hearing:
        shown = tuple(e.title for e in case.papers.evidence if e.id in held.put_forward)
        return Hearing(on=held.on, presider=presider, put_forward=shown, questioned=held.questioned)
    return None


def hearing_on(notices: Notices | None) -> date | None:
    return notices.hearing.on if notices and notices.hearing else None


def answers(party: Party, notices: Notices | None) -> tuple[AnsweredPoint, ...]:
    """Return what the party said under these notices, point by point, with the answer of the re-check."""
    said = {p.id: p.text for p in party.points} | {
        s.id: s.text or "书面陈述申辩材料" for s in party.statements
    }
    return tuple(
        AnsweredPoint(
            text=a.passage or said.get(a.point, ""),
            outcome=a.outcome.zh,
            reason=a.reason,
        )
        for recheck in (notices.rechecks if notices else ())
        for a in recheck.answers
    )


def lines(case: Case, ids: Iterable[int]) -> Iterator[DocumentLine]:
    """Name documents of the case by title and number."""
    for number in ids:
        if document := case.documents.get(number):
            yield DocumentLine(title=document.kind.zh, number=document.number)


def number_of(case: Case, document: int | None) -> str:
    found = case.documents.get(document) if document else None
    return found.number if found else ""


def person(case: Case, id_: str) -> str:
    """Return the name of a person of the case."""
    known = [
        *case.people.officers,
        *case.people.past_officers,
        *([case.review.reviewer] if case.review.reviewer else []),
    ]
    return next((p.name for p in known if p.id == id_ and p.name), id_)
