"""Terms and moves (期限与操作): which moves set a term running, end it, prolong it, are awaited within it, or ask whether it is over.

What is awaited and what asks is read off the moves. What starts and ends stands here: a clock reads facts, and knows no move.
The journals of every story are held against it by a test.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from domain.law.articles import numeral
from domain.law.terms import TermKey
from domain.pages.markdown import move_link
from domain.pages.prohibitions import GATES
from domain.pages.refusals import PACKAGE, modules, terms_asked
from domain.procedure import CLOCKS, MOVES, title_of
from domain.procedure.measuring import Clock


class Life(NamedTuple):
    """What happens to a term in a case, by the names of moves."""

    starts: tuple[str, ...]
    ends: tuple[str, ...] = ()
    prolongs: tuple[str, ...] = ()


_LEAVING: Final = ("withdraw_case", "terminate_case", "transfer_to_agency", "end_against_party")
_DECIDING: Final = ("impose", "decide_no_penalty", "decide_not_established")
_RENEWED: Final = ("return_to_notifying", "record_party_change")
_SETTLED: Final = (*_DECIDING, *_LEAVING, "split_case")
_NOTICES_SERVED: Final = ("record_service", "confirm_receipt", "end_term")

LIVES: Final[Mapping[TermKey, Life]] = {
    TermKey.LIMITATION: Life(("open_case",)),
    TermKey.LIMITATION_WITH_HARM: Life(("open_case",)),
    TermKey.LEGAL_REVIEW: Life(
        ("submit_for_review", "answer_opinion", "order_second_review"),
        ("give_opinion", "submit_for_review", *_DECIDING, *_LEAVING),
        ("extend_review",),
    ),
    TermKey.STATEMENT: Life(_NOTICES_SERVED, ("waive", *_RENEWED, *_SETTLED)),
    TermKey.HEARING_REQUEST: Life(
        _NOTICES_SERVED, ("request_hearing", "grant_hearing", "waive", *_RENEWED, *_SETTLED)
    ),
    TermKey.NEW_EVIDENCE_ANSWER: Life(("record_service",), ("waive", *_SETTLED)),
    TermKey.HEARING_REPORT: Life(("hold_hearing",), ("report_hearing",)),
    TermKey.FILING_RESPONSE: Life(
        ("record_sealing",), ("acknowledge_filing", "object_to_filing", "withdraw_filing", *_LEAVING)
    ),
    TermKey.ANSWER_OBJECTION: Life(("object_to_filing",), ("answer_objection", "withdraw_filing", *_LEAVING)),
    TermKey.LIFT_OBJECTION: Life(("answer_objection",), ("lift_objection", "maintain_objection", *_LEAVING)),
    TermKey.DECIDE: Life(
        ("open_case", "remake_decision", "answer_join"),
        (*_DECIDING, *_LEAVING, "end_as_joined"),
        (
            *("suspend", "resume", "extend", "record_publication", "record_service"),
            *("notify_hearing", "hold_hearing", "end_hearing", "withdraw_hearing_request"),
        ),
    ),
    TermKey.SERVE_DECISION: Life(_DECIDING, ("record_service", "record_publication", "set_aside_decision")),
    TermKey.PUBLIC_NOTICE_SERVICE: Life(("record_publication",), ("end_term", "record_service")),
    TermKey.PUBLICISE: Life(("impose", "withdraw_publication"), ("publicise",)),
    TermKey.WITHDRAW_PUBLICATION: Life(("record_remedy", "set_aside_decision"), ("withdraw_publication",)),
    TermKey.PAYMENT: Life(
        ("record_service",),
        ("record_payment", "record_remedy", "set_aside_decision"),
        ("defer_payment", "pay_by_instalments"),
    ),
    TermKey.DECISION_FILING: Life(("impose", "set_aside_decision"), ("file_decision",)),
    TermKey.RECONSIDERATION: Life(("record_service",), ("record_remedy",)),
    TermKey.LAWSUIT: Life(("record_service",), ("record_remedy",)),
    TermKey.LAWSUIT_AFTER_RECONSIDERATION: Life(("record_remedy",), ("record_remedy",)),
    TermKey.DEMAND_PAYMENT: Life(("record_service",), ("record_payment",)),
    TermKey.APPLY_ENFORCEMENT: Life(("end_term", "record_remedy"), ("record_sealing", "record_payment")),
    TermKey.CLOSE_CASE: Life(
        (
            *("record_service", "record_payment", "record_execution", "record_refund", "record_remedy"),
            *("record_enforcement", "reopen", *_LEAVING, "end_as_joined"),
            # Of who is not punished, where the profile counts from the decision.
            *("decide_no_penalty", "decide_not_established", "set_aside_decision"),
        ),
        ("close_case",),
    ),
    TermKey.ANSWER_COMPLAINT: Life(("record_complaint",), ("answer_complaint",)),
    TermKey.ANSWER_SUPERVISION: Life(("record_sealing",), ("answer_supervision_notice",)),
    TermKey.SUSPENSION_REMINDER: Life(("suspend", "end_term"), ("resume", *_LEAVING)),
    TermKey.DECIDE_TRANSFER: Life(("transfer_to_judiciary",)),
    TermKey.SEND_TRANSFER: Life(("transfer_to_judiciary",), ("record_sealing",)),
}
"""Annulling or confirming, remaking a decision, splitting and joining undo or carry over any of them, and stand at none."""

BY_SCREENING: Final[Mapping[TermKey, int]] = {TermKey.LIMITATION: 7, TermKey.LIMITATION_WITH_HARM: 7}
"""Gates that ask about a term by what the screening of the opening has found."""
OF_LISTS: Final = frozenset({"progress"})
"""What asks about a term only to say since when something is awaited."""


@cache
def clocks() -> Mapping[TermKey, Clock]:
    return {clock.term: clock for clock in CLOCKS}


@cache
def asked_by(term: TermKey) -> tuple[str, ...]:
    """Return the moves whose rules ask about a term: whether it is over, or how long it still runs."""
    return tuple(name for name, kind in MOVES.items() if terms_asked(kind).get(term, frozenset()) - OF_LISTS)


def awaited_within(term: TermKey) -> tuple[str, ...]:
    return tuple(name for name, kind in MOVES.items() if kind.within is term)


def gates_asking(term: TermKey) -> tuple[int, ...]:
    """Return the gates that ask about a term."""
    asking = {module for name in asked_by(term) for module in terms_asked(MOVES[name])[term]}
    of_rules = {number for module, number in _gates_by_module() if module in asking}
    return tuple(sorted(of_rules | ({BY_SCREENING[term]} if term in BY_SCREENING else set())))


@cache
def _gates_by_module() -> tuple[tuple[str, int], ...]:
    """The modules of the gates, each with the number under which its refusals stand."""
    number_of = {id(refusal): gate.number for gate in GATES for refusal in gate.refusals}
    return tuple(
        (module.__name__.removeprefix(f"{PACKAGE}."), number_of[id(value)])
        for module in modules()
        if module.__name__.startswith(f"{PACKAGE}.gates.")
        for value in vars(module).values()
        if id(value) in number_of
    )


def of_term(term: TermKey) -> Iterator[str]:
    """Write what moves have to do with a term."""
    life = LIVES.get(term)
    parts = (
        ("起算的操作 started by", life.starts if life else ()),
        ("终结的操作 ended by", life.ends if life else ()),
        ("延长、扣除的操作 prolonged by", life.prolongs if life else ()),
        ("期内应办的操作 awaited within it", awaited_within(term)),
        ("以其为条件的操作 asked by", asked_by(term)),
    )
    for label, names in parts:
        if names:
            links = "、".join(move_link(name, title_of(name).zh, "procedure.md") for name in names)
            yield f"- **{label}**：{links}"
    if gates := gates_asking(term):
        links = "、".join(f"[第{numeral(number)}道](#gate-{number})" for number in gates)
        yield f"- **关口 gates**：{links}"
    if clock := clocks().get(term):
        whose = "每名当事人" if clock.per_party else "全案"
        yield f"- **计时 clock**：{whose}；届满时{at_end(clock)}；负责：{clock.owner.zh}"
    if not any(names for _, names in parts):
        yield "- 本系统自案件启动起办理，不计这一期限：列出供核对（before the case comes here: not counted, listed to be checked）"


def at_end(clock: Clock) -> str:
    """Say what happens when the last day has passed."""
    if clock.limits:
        return "不再给予行政处罚"
    if clock.at_end:
        return "视为送达"
    if clock.silence:
        return "案件可以继续"
    return "权利用尽，案件可以继续" if clock.right else "再次提醒" if clock.reminds else "逾期"


def of_move(name: str) -> Iterator[str]:
    """Write what a move has to do with the terms of the law."""
    within = getattr(MOVES.get(name), "within", None)
    asked = terms_asked(MOVES[name]) if name in MOVES else {}
    parts = (
        ("起算", [term for term, life in LIVES.items() if name in life.starts]),
        ("终结", [term for term, life in LIVES.items() if name in life.ends]),
        ("延长、扣除", [term for term, life in LIVES.items() if name in life.prolongs]),
        ("应在期内办理", [within] if within else []),
        ("以其届满或者期内为条件", [term for term in TermKey if asked.get(term, frozenset()) - OF_LISTS]),
    )
    said = (f"{label}：{'、'.join(map(_link, terms))}" for label, terms in parts if terms)
    if line := "；".join(said):
        yield f"- **期限** clocks：{line}"


def _link(term: TermKey) -> str:
    return f"[{term.zh}](statute.md#{term})"
