"""The map (docs/map.md): of every kind of state a case can be in, who is waited for, which moves are open, and the way to an end.

A kind of state is a stage and what holds the case there. The states are walked elsewhere; here stands what is said of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Final, NamedTuple

from domain.bilingual import Titled, listed
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.review import Verdict
from domain.law.errors import LawError
from domain.pages.markdown import GENERATED, page, table
from domain.procedure import MOVES, Stage, concerned, stage, title_of, waiting
from domain.procedure.chapters.proposing import to_confirm
from domain.procedure.gates import joining, new_evidence
from domain.procedure.language import Moment, Move


class Hold(Titled):
    """What holds a case off the main line (案件的状况), beside its stage."""

    SUSPENDED = "suspended", "案件中止", "suspended"
    RECUSAL_ASKED = "recusal_asked", "回避待决定", "a recusal is to be decided"
    PROPOSED = "proposed", "有事项待会签", "something waits to be countersigned"
    OPINION_OPPOSED = "opinion_opposed", "审核意见未同意", "the reviewer does not agree"
    OPINION_DISPUTED = "opinion_disputed", "审核意见有争议，已交复审", "disputed, under a second review"
    HEARING_ASKED = "hearing_asked", "已要求听证", "a hearing was asked for"
    NEW_EVIDENCE = "new_evidence", "有告知后的补充证据", "evidence came after the notice"
    RETURNED = "returned", "退回重新告知", "new notices are due"
    OBJECTED = "objected", "报备有异议", "the filing is objected to"
    OBJECTION_MAINTAINED = "objection_maintained", "异议已维持", "the objection is maintained"
    PARTY_ENDED = "party_ended", "当事人死亡或者终止", "the party is dead or no more"
    LEFT = "left", "未作决定而了结", "the party left without a decision"
    SPARED = "spared", "拟不予或者决定不予处罚", "decided, or to be decided, without a penalty"
    CORRECTION_ASKED = "correction_asked", "备案待补正", "the decision filing is to be corrected"
    REMEDY_PENDING = "remedy_pending", "复议或者诉讼未结", "a remedy is pending"
    DECISION_VARIED = "decision_varied", "决定已被变更", "the decision was varied"
    DECISION_SET_ASIDE = "decision_set_aside", "决定已被撤销或者确认无效", "the decision was set aside"
    REMAKE_ORDERED = "remake_ordered", "责令重新作出决定", "a new decision was ordered"
    DEFERRED = "deferred", "准予延期或者分期缴纳", "more time to pay was given"
    BEFORE_COURT = "before_court", "已申请法院强制执行", "before the court for enforcement"
    AT_THE_JUDICIARY = "at_the_judiciary", "已移送司法机关", "at the judiciary"
    JOIN_ORDERED = "join_ordered", "等待并案结果", "another case is awaited"
    COMPLAINED = "complained", "有待处理的申诉、检举", "a complaint waits"
    SUPERVISED = "supervised", "执法监督文书待答复", "a supervision notice waits"


def _set_aside(party: Party) -> bool:
    return party.recovery.revoked is not None and not party.recovery.remake_ordered


def _varied(party: Party) -> bool:
    return party.recovery.changing is not None and party.recovery.revoked is None


def _hearing_asked(party: Party) -> bool:
    notices = party.last_notices
    asked = notices is not None and notices.hearing_request is not None
    return party.undecided and asked and notices is not None and notices.hearing_settled_on is None


def _spared(party: Party) -> bool:
    decision = party.decision or (party.prepared_decision if party.undecided else None)
    return decision is not None and decision.outcome is not Outcome.PENALTY


def _opposed(case: Case) -> bool:
    last = case.review.last
    return bool(last and last.opinion and last.opinion.verdict is not Verdict.AGREE and any(case.undecided))


def _objection(case: Case, *, maintained: bool) -> bool:
    filed = case.filing.current
    objection = filed.objection if filed and any(case.undecided) else None
    if objection is None:
        return False
    return bool(objection.maintained_on) if maintained else objection.settled_on is None


OF_A_PARTY: Final[Mapping[Hold, Callable[[Party], bool]]] = {
    Hold.HEARING_ASKED: _hearing_asked,
    Hold.RETURNED: lambda p: p.undecided and p.unnotified and p.last_return is not None,
    Hold.PARTY_ENDED: lambda p: p.undecided and p.ended is not None,
    Hold.LEFT: lambda p: p.left is not None,
    Hold.SPARED: _spared,
    Hold.REMEDY_PENDING: lambda p: p.recovery.pending is not None,
    Hold.DECISION_VARIED: _varied,
    Hold.DECISION_SET_ASIDE: _set_aside,
    Hold.REMAKE_ORDERED: lambda p: p.recovery.remake_ordered,
    Hold.DEFERRED: lambda p: p.recovery.plan is not None,
    Hold.BEFORE_COURT: lambda p: p.recovery.application is not None,
}
OF_THE_CASE: Final[Mapping[Hold, Callable[[Case], bool]]] = {
    Hold.SUSPENDED: lambda case: case.timing.suspended is not None,
    Hold.RECUSAL_ASKED: lambda case: bool(case.recusals.waiting),
    Hold.PROPOSED: lambda case: any(to_confirm(case)),
    Hold.OPINION_OPPOSED: lambda case: _opposed(case) and case.review.second is None,
    Hold.OPINION_DISPUTED: lambda case: case.review.second is not None and any(case.undecided),
    Hold.NEW_EVIDENCE: lambda case: any(new_evidence.since_the_notice(case, p) for p in case.undecided),
    Hold.OBJECTED: partial(_objection, maintained=False),
    Hold.OBJECTION_MAINTAINED: partial(_objection, maintained=True),
    Hold.CORRECTION_ASKED: lambda case: any(f.correction for f in case.decision_filing.all),
    Hold.AT_THE_JUDICIARY: lambda case: any(transfer.away for transfer in case.judiciary.transfers),
    Hold.JOIN_ORDERED: lambda case: joining.ordered(case) is not None,
    Hold.COMPLAINED: lambda case: any(c.answered_on is None for c in case.oversight.complaints),
    Hold.SUPERVISED: lambda case: any(n.answered_on is None for n in case.oversight.notices),
}


class Kind(NamedTuple):
    """A kind of state: the stage, and what holds the case in it."""

    stage: Stage
    holds: frozenset[Hold]


def kind_of(case: Case, at: datetime) -> Kind:
    """Return of which kind the state of an opened case is."""
    held = [hold for hold, holds in OF_THE_CASE.items() if holds(case)]
    held += [hold for hold, holds in OF_A_PARTY.items() if any(map(holds, case.parties.all))]
    return Kind(stage(case, at), frozenset(held))


Work = tuple[str, Role]
"""A move, and the role in whose list it stands."""


def waiting_in(case: Case, today: date) -> frozenset[Work]:
    """Return which moves stand in whose list."""
    return frozenset((work.move, work.role) for work in waiting(case, today))


def open_in(moments: Iterable[Moment]) -> frozenset[str]:
    """Return the moves that nothing bars for some party, asked for each person of their roles."""
    people = tuple(moments)
    return frozenset(name for name, kind in MOVES.items() if any(_open(now, kind) for now in people))


def _open(now: Moment, kind: type[Move]) -> bool:
    if set(kind.by).isdisjoint(now.actor.roles):
        return False
    return any(not _barred(now, kind, party) for party in concerned(now.case, kind))


def _barred(now: Moment, kind: type[Move], party: int | None) -> bool:
    try:
        return any(kind.bars(now, party))
    except LawError:
        return True


LAST_DAY = ""
"""A step that nobody makes: a last day passes."""


class Row(NamedTuple):
    """What the map says of one kind of state."""

    kind: Kind
    waits: frozenset[Work]
    opens: frozenset[str]
    way: tuple[str, ...]
    """The moves by which a case of this kind comes to its end; none where it is there."""


def map_page(rows: Iterable[Row]) -> str:
    """Render the whole page as Markdown."""
    by_stage: dict[Stage, list[Row]] = {one: [] for one in Stage}
    for row in sorted(rows, key=_place):
        by_stage[row.kind.stage].append(row)
    return page([_head(), *(_stage(one, found) for one, found in by_stage.items() if found)])


def _place(row: Row) -> tuple[int, int, list[int]]:
    stages, holds = list(Stage), list(Hold)
    held = sorted(holds.index(hold) for hold in row.kind.holds)
    return stages.index(row.kind.stage), len(held), held


def _head() -> Iterator[str]:
    yield "# 案件地图 · The map of the procedure"
    yield ""
    yield GENERATED
    yield (
        "案件的每一种状况（阶段，加上使案件停留于此的事由）：谁的待办里有什么、还可以办什么、如何走到结案。"
        "由程序从启动起逐步试办每一项操作得出，不是写出来的。"
    )
    yield (
        "For every kind of state (a stage, and what holds the case there): what stands in whose work list, what else is"
        " open, and the way to the end. Computed by trying every move from the opening on."
    )
    yield "“期满”是不由人办理的一步：期限届满（a last day passes, which nobody makes）。操作见 [procedure.md](procedure.md)。"


def _stage(one: Stage, rows: list[Row]) -> Iterator[str]:
    always = frozenset.intersection(*(row.opens for row in rows))
    yield f"## {one.zh} · {one.en}"
    yield ""
    if always:
        yield f"本阶段各种状况下均可办理 open in every state of this stage：{_by_role(always)}。"
        yield ""
    heads = ("状况 · state", "待办 · waits for", "还可以办理 · also open", "走到结案 · way to the end")
    yield from table(heads, (_row(row, always) for row in rows))


def _row(row: Row, always: frozenset[str]) -> tuple[str, str, str, str]:
    held = "；".join(f"{hold.zh} {hold.en}" for hold in Hold if hold in row.kind.holds)
    waits = "、".join(f"{title_of(move).zh} `{move}`（{role.zh}）" for move, role in sorted(row.waits))
    way = " → ".join(f"{title_of(move).zh} `{move}`" if move else "期满" for move in row.way)
    return (
        held or "–",
        waits or "–",
        _by_role(row.opens - always - {move for move, _ in row.waits}) or "–",
        way or "已结案",
    )


def _by_role(moves: frozenset[str]) -> str:
    """The moves by who makes them, in the order of the procedure."""
    makers: dict[str, list[str]] = {}
    for name, kind in MOVES.items():
        if name in moves:
            makers.setdefault(listed(kind.by).zh, []).append(f"{kind.title.zh} `{name}`")
    return "；".join(f"{by}：{'、'.join(found)}" for by, found in makers.items())
