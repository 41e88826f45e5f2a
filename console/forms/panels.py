"""What a case says beside a form (案情): findings, evidence, penalty, what was said and decided, whom a document is to reach."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from console.case.findings import cited
from console.case.parties import identity
from desk.fields.source import Known
from domain.bilingual import Words, listed
from domain.case.parties import Party
from domain.case.rechecks import Answer
from domain.law.terms import TermKey
from domain.procedure.clocks.deadlines import deadlines
from domain.procedure.language import civil


@dataclass(frozen=True)
class Row:
    """One line of what a case says, with what belongs to it."""

    key: Words | str
    said: Words
    more: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Panel:
    """Rows under a heading."""

    title: Words
    rows: tuple[Row, ...]


def panels_of(move: str, known: Known, party: int | None) -> tuple[Panel, ...]:
    """Return what is to be in sight beside the form of a move."""
    return tuple(panel for make in PANELS.get(move, ()) for panel in make(known, party) if panel.rows)


FINDINGS = Words("违法事实", "Findings")
EVIDENCE = Words("证据", "Evidence")
BASIS = Words("法律依据", "Legal basis")
PENALTY = Words("拟处罚", "Intended penalties")
OPINION = Words("最近一次审核意见", "The last review opinion")
ROUND = Words("第{number}轮审核意见（{on}）", "Opinion of round {number} ({on})")
OTHER_PAPERS = Words(
    "此后案卷材料有改动（见“审核”页的比较）", "the papers have changed since (compared under Review)"
)
SAME_PAPERS = Words("案卷材料没有改动", "on the same papers")
STATEMENTS = Words("陈述申辩和听述中的意见", "What the parties have said")
DISCUSSED = Words("集体讨论结论", "Conclusion of the discussion")
PROVES = Words("证明 {what}", "proves {what}")
NOT_RELIED_ON = Words("不采用", "not relied on")


def _findings(known: Known, party: int | None) -> Iterator[Panel]:
    case = known.case
    rows = []
    for one in case.papers.findings:
        if party is None or party in one.parties:
            names = listed(case.party(p).name for p in one.parties if case.has_party(p))
            rows.append(Row(one.id, _written(one.text), (names,)))
    yield Panel(FINDINGS, tuple(rows))


def _evidence(known: Known, party: int | None) -> Iterator[Panel]:
    case = known.case
    of_party = {one.id for one in case.papers.findings if party is None or party in one.parties}
    rows = []
    for one in case.papers.evidence:
        if of_party.intersection(one.proves):
            proves = PROVES.filled(what=listed(one.proves))
            more = (one.kind.words, proves, *(() if one.relied_on else (NOT_RELIED_ON,)))
            rows.append(Row(one.id, _written(one.title), more))
    yield Panel(EVIDENCE, tuple(rows))


def _basis(known: Known, party: int | None) -> Iterator[Panel]:
    case = known.case
    rows = (
        Row(one.id, _written(cited(one)), (_written(one.text),) if one.text else ())
        for one in case.papers.basis
    )
    yield Panel(BASIS, tuple(rows))


def _penalties(known: Known, party: int | None) -> Iterator[Panel]:
    case = known.case
    rows = []
    for one in case.parties.all:
        if party in (None, one.id):
            said = listed(penalty.said for penalty in one.proposal.penalties)
            more = (one.proposal.discretion.words, _written(one.proposal.reasons))
            rows.append(Row(one.name, said, tuple(words for words in more if words.zh)))
    yield Panel(PENALTY, tuple(rows))


def _opinion(known: Known, party: int | None) -> Iterator[Panel]:
    case = known.case
    last = next((one.opinion for one in reversed(case.review.rounds) if one.opinion), None)
    if last is not None:
        rows = tuple(Row(one.heading, _written(one.finding)) for one in last.points if not one.agreed)
        yield Panel(OPINION, (Row("", last.verdict.words), *rows))


def _opinions(known: Known, party: int | None) -> Iterator[Panel]:
    """What the rounds before said, the last first: who reviews again sees what was objected to, and whether it is another version."""
    case = known.case
    for one in reversed(case.review.rounds):
        if one.opinion is not None:
            objected = tuple(
                Row(point.heading, _written(point.finding), (_written(point.advice),) if point.advice else ())
                for point in one.opinion.points
                if not point.agreed
            )
            changed = OTHER_PAPERS if one.papers != case.papers_version else SAME_PAPERS
            said = Row("", one.opinion.verdict.words, (changed,))
            yield Panel(ROUND.filled(number=one.number, on=one.opinion.on), (said, *objected))


def _statements(known: Known, party: int | None) -> Iterator[Panel]:
    case = known.case
    rows = [row for one in case.parties.all if party in (None, one.id) for row in _said_by(one)]
    yield Panel(STATEMENTS, tuple(rows))


def _said_by(party: Party) -> Iterator[Row]:
    answers: dict[str, Answer] = {}
    for notices in party.notices:
        for recheck in notices.rechecks:
            answers |= {one.point: one for one in recheck.answers}
    for point in party.points:
        found = answers.get(point.id)
        more = (found.outcome.words, _written(found.reason)) if found else ()
        yield Row(point.id, _written(point.text), more)


def _discussed(known: Known, party: int | None) -> Iterator[Panel]:
    case = known.case
    if case.discussions.all:
        last = case.discussions.all[-1]
        yield Panel(DISCUSSED, (Row("", _written(last.conclusion)),))


def _written(text: str) -> Words:
    return Words(text, text)


PREPARED = Words("拟作出的决定", "The decision as it is prepared")
WHOM = Words("送达给谁", "Whom it is to reach")
TRIED = Words("以前没有送达成", "What was tried in vain")
ATTEMPT = Words("{on}{mode}，{failure}", "{on}, {mode}: {failure}")
UNTIL = Words("期限", "Periods")
LAST_DAY = Words("最后一日 {day}", "last day {day}")


def _prepared(known: Known, party: int | None) -> Iterator[Panel]:
    for one in known.case.parties.all:
        if party == one.id and (decision := one.prepared_decision):
            reasons = decision.discretion_reasons or decision.unproven_because
            tier = decision.discretion.words if decision.penalties else _written("")
            said = (listed(penalty.said for penalty in decision.penalties), tier, _written(reasons))
            more = tuple(words for words in said if words.zh)
            yield Panel(PREPARED, (Row(one.name, decision.outcome.words, more),))


def _whom(known: Known, party: int | None) -> Iterator[Panel]:
    if party is not None:
        rows = identity(known.case.party(party))
        yield Panel(WHOM, tuple(Row(label, _all(value)) for label, value in rows))


def _all(value: object) -> Words:
    """Say what is known of a party, which may be several things."""
    if isinstance(value, tuple):
        return listed(map(_all, value))
    words = value if isinstance(value, Words) else getattr(value, "words", None)
    return words if isinstance(words, Words) else _written(str(value))


def _tried(known: Known, party: int | None) -> Iterator[Panel]:
    rows = []
    for one in known.case.parties.all:
        for tried in one.attempts if party in (None, one.id) else ():
            said = ATTEMPT.filled(on=tried.on, mode=tried.mode, failure=tried.failure)
            rows.append(Row(one.name if party is None else "", said, (_written(tried.why),)))
    yield Panel(TRIED, tuple(rows))


def _periods(known: Known, party: int | None) -> Iterator[Panel]:
    """Until when a party may speak, and ask for a hearing."""
    wanted = (TermKey.STATEMENT, TermKey.HEARING_REQUEST)
    found = deadlines(known.case, civil(known.at)) if known.at else ()
    rows = (
        Row(one.term.words, LAST_DAY.filled(day=one.last_day))
        for one in found
        if one.term in wanted and party == one.party and one.last_day
    )
    yield Panel(UNTIL, tuple(rows))


PANELS: dict[str, tuple[Callable[[Known, int | None], Iterator[Panel]], ...]] = {
    "prepare_notices": (_findings, _penalties),
    "approve_notices": (_findings, _penalties, _opinion),
    "record_service": (_whom, _tried),
    "record_service_attempt": (_whom, _tried),
    "serve_by_announcement": (_whom, _tried),
    "submit_statement": (_periods, _findings, _penalties),
    "request_hearing": (_periods, _findings, _penalties),
    "recheck": (_findings, _evidence, _penalties),
    "give_opinion": (_opinions, _findings, _evidence, _basis, _penalties, _statements),
    "answer_opinion": (_opinion,),
    "record_discussion": (_findings, _penalties, _opinion, _statements),
    "prepare_decision": (_penalties, _discussed, _statements, _opinion),
    "impose": (_prepared, _discussed, _statements, _opinion),
    "decide_no_penalty": (_prepared, _findings, _opinion),
    "decide_not_established": (_prepared, _findings, _opinion),
    "confirm": (_penalties, _statements, _opinion),
    "send_back": (_penalties, _opinion),
    "hold_interview": (_findings, _penalties),
    "hold_hearing": (_findings, _evidence, _penalties),
    "amend_draft": (_opinion,),
    "notify_new_evidence": (_findings,),
}
"""By move."""
