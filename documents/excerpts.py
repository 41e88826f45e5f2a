"""Excerpts (摘录) of a case, as the parts that several documents share."""

from collections.abc import Iterable, Iterator
from datetime import date

from documents.citing import cite as cite
from documents.citing import cited_as_written
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
from documents.wording import yuan
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.identity import identified_by
from domain.case.papers import Discretion as Tier
from domain.case.papers import Evidence as Piece
from domain.case.papers import EvidenceKind, Proposal
from domain.case.parties import Notices, Party, Right
from domain.case.sessions import HearingPlan
from domain.law.articles import art, numeral
from domain.law.errors import LawUnknown
from domain.law.money import capital
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty, PenaltyKind
from domain.law.provisions import Provision
from domain.law.rulebook import Rulebook
from domain.law.tables.after_decision import ADD_ON_RATES
from domain.law.terms import Certainty, Term, TermKey

EXCEPTED = "校验位不符，经核实号码属实"
APL = "行政处罚法"

LATE_FINE = LateFine(
    rate_a_day=f"百分之{numeral(ADD_ON_RATES[-1].percent_a_day)}",
    basis=(cite(ADD_ON_RATES[-1].source),),
)
"""The present row of the add-on fine (加处罚款), as a decision tells it."""


_REPRESENTATIVES = {
    PartyKind.CITIZEN: "法定代理人",
    PartyKind.SOLE_TRADER: "经营者",
    PartyKind.ORGANISATION: "法定代表人（负责人）",
}
_ATTENDING = {
    PartyKind.CITIZEN: "",
    PartyKind.SOLE_TRADER: "经营者",
    PartyKind.ORGANISATION: "法定代表人（负责人）",
}
RECORDS = ("勘验笔录", "现场笔录")
"""The two records that 行政处罚法 第46条第1款第8项 names as one class."""
PAID = (PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_GAINS)
"""Penalties that are paid in money; the amount of any other is a value."""


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


def own(case: Case, subject: Provision) -> tuple[str, ...]:
    """Cite what the sector itself says of a subject, beside the national article; nothing where nobody has read it."""
    article = case.rulebook.articles.get(subject)
    return (cite(article),) if article is not None and not article.mark else ()


def organ(case: Case) -> ReachableOrgan:
    agency = case.identity.agency
    return ReachableOrgan(
        name=agency.name, address=agency.address, contact=agency.contact, phone=agency.phone
    )


def maker(case: Case, kind: DocumentKind) -> str:
    """Name the unit of the agency that makes a kind of document, as the agency calls it, else as its profile does."""
    return case.identity.agency.legal_unit or case.rulebook.switches.senders.get(kind, "")


def organ_of_hearing(case: Case, plan: HearingPlan) -> ReachableOrgan:
    """Whom to ask about a hearing: its recorder, who never is an investigator; the agency's contact may be one (64(2))."""
    return organ(case).model_copy(update={"contact": plan.recorder_name or plan.recorder})


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
        representative_identifier=party.representative_identifier,
        attending=_ATTENDING[party.kind],
        licence=party.licence,
        address_title="住址" if natural else "住所",
        address=party.address,
        contact=party.contact,
    )


def findings(case: Case, ids: Iterable[str]) -> tuple[str, ...]:
    wanted = set(ids)
    return tuple(f.text for f in case.papers.findings if f.id in wanted)


def evidence(case: Case, ids: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the evidence that proves these findings; what was not verified or was excluded proves nothing (46)."""
    return tuple(Evidence(kind=kind_of(e), title=e.title) for e in case.papers.relied_on_for(ids))


def evidence_of_ground(case: Case, ids: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the evidence that proves a ground of no penalty, such as that the act was corrected in time."""
    wanted = set(ids)
    return tuple(Evidence(kind=kind_of(e), title=e.title) for e in case.papers.evidence if e.id in wanted)


def kind_of(piece: Piece) -> str:
    """Name the kind of a piece of evidence; of the class 勘验笔录、现场笔录 the one that it is, where its title says so."""
    if piece.kind is EvidenceKind.RECORD:
        return next((one for one in RECORDS if one.removesuffix("笔录") in piece.title), piece.kind.zh)
    return piece.kind.zh


def penalties(imposed: Iterable[Penalty]) -> tuple[PenaltyLine, ...]:
    return tuple(_penalty(p) for p in imposed)


def _penalty(penalty: Penalty) -> PenaltyLine:
    return PenaltyLine(
        title=penalty.kind.zh,
        code=penalty.kind.value,
        subject=penalty.subject,
        amount=penalty.amount,
        capitals=_capitals(penalty),
        valued=penalty.kind not in PAID,
        duration=str(penalty.duration) if penalty.duration else "",
    )


def penalties_written(imposed: Iterable[Penalty]) -> str:
    """Write penalties in one line, with the amounts as documents write them."""
    return "、".join(
        f"{p.kind.zh}{f'（{p.subject}）' if p.subject else ''}{yuan(p.amount) if p.amount is not None else ''}"
        for p in imposed
    )


def _capitals(penalty: Penalty) -> str:
    try:
        return capital(penalty.amount) if penalty.amount is not None else ""
    except ValueError:
        return ""


def discretion(tier: Tier, reasons: str, article: str) -> Discretion:
    return Discretion(tier=tier.zh, reasons=reasons, basis=cited_as_written(article))


def proposed(proposal: Proposal) -> Discretion:
    return discretion(proposal.discretion, proposal.reasons, proposal.article)


def statement_right(case: Case, on: date) -> PartyRight:
    term = term_of(case, TermKey.STATEMENT, on)
    basis = (cite(art(APL, "45")), *sources(term), *own(case, Provision.NO_HEAVIER))
    return PartyRight(period=period(term), basis=basis)


def silence_basis(case: Case, on: date) -> tuple[str, ...]:
    """Cite the rule by which silence gives the right up, where there is one (市场监督管理行政处罚程序规定 第57条)."""
    term = term_of(case, TermKey.STATEMENT, on)
    return sources(term) if term and "视为放弃" in term.quote else ()


def hearing_right(case: Case, party: Party, on: date) -> PartyRight | None:
    if not case.has_hearing_right(party.id):
        return None
    granted = art(APL, "63.1")
    scope = case.screening.hearing[party.id].article or granted
    # The right is granted by the act itself: what a sector's rule says of its scope stands beside that, never in its place.
    own_scope = scope.statute == APL and scope.article.startswith("63")
    term = term_of(case, TermKey.HEARING_REQUEST, on)
    basis = (cite(scope),) if own_scope else (cite(granted), cite(scope))
    return PartyRight(period=period(term), basis=(*basis, *sources(term)))


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
    term, fined = term_of(case, TermKey.PAYMENT, on), PenaltyKind.FINE in kinds
    # 第67条第3款 is of fines alone; what else is to be paid is performed as the decision states it (第66条第1款).
    national = sources(term) if fined else (cite(art(APL, "66.1")),)
    return Payment(
        period=period(term),
        account=case.identity.agency.payment_account,
        basis=(*national, *own(case, Provision.PAYING)),
        deferral_basis=(cite(art(APL, "66.2")), *own(case, Provision.DEFERRAL)) if fined else (),
        late=LATE_FINE if fined else None,
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
    plan = notices.hearing_plan
    planned = Hearing(
        place=plan.place,
        public=plan.open,
        presider=plan.presider_name or plan.presider,
        recorder=plan.recorder_name or plan.recorder,
    )
    if end := notices.hearing_end:
        ended = {"on": end.on, "ended": end.ground.zh, "basis": (cite(art(APL, "64(6)")),)}
        return planned.model_copy(update=ended)
    if held := notices.hearing:
        shown = tuple(e.title for e in case.papers.evidence if e.id in held.put_forward)
        course = {"on": held.on, "put_forward": shown, "questioned": held.questioned}
        return planned.model_copy(update=course)
    return None


def hearing_on(notices: Notices | None) -> date | None:
    return notices.hearing.on if notices and notices.hearing else None


def said_by(party: Party) -> dict[str, str]:
    """Return what the party said, by point: of what it handed in as a file no more than what it is."""
    return {p.id: p.text for p in party.points} | {
        s.id: s.text or "书面陈述申辩材料" for s in party.statements
    }


def answers(party: Party, notices: Notices | None) -> tuple[AnsweredPoint, ...]:
    """Return what the party said under these notices, point by point, with the answer of the re-check."""
    said = said_by(party)
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
            yield DocumentLine(title=title_of(document.kind, case.rulebook), number=document.number)


def title_of(kind: DocumentKind, rules: Rulebook) -> str:
    """Return what a kind of document is called under these rules (标题)."""
    return rules.switches.titles.get(kind, kind.zh)


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
