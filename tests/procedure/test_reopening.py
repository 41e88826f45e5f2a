"""Reopening (行政处罚法 第47条, 市场监督管理行政处罚程序规定 第77条) [I], and what a closed case still takes."""

from datetime import date

import pytest

from domain.procedure import MOVES, available, waiting
from domain.procedure.clocks.deadlines import State, due_instants
from domain.procedure.gates.closed import AFTER_CLOSING
from domain.procedure.language import Moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of
from tests.procedure.test_executing import closed
from tests.structure.test_moves import lines

WHY = {"reason": "复议决定撤销原决定，责令重新作出"}


def reopened(scene: Scene | None = None, when: str = "2026-07-01", by: str = "head-chen") -> Scene:
    scene = scene or closed()
    scene.do(when, by, "reopen", **WHY)
    return scene


def remake_ordered(scene: Scene, when: str = "2026-07-20") -> Scene:
    body = {"party": 1, "kind": "reconsideration", "lodged_on": "2026-06-22", "organ": "镇江市人民政府"}
    scene.do("2026-06-22", "officer-li", "record_remedy", **body, proof=SCAN)
    end = {"result": "remake_ordered", "ended_on": when, "ruling": SCAN}
    scene.do(when, "officer-li", "record_remedy", **body, proof=SCAN, **end)
    return scene


def awaited(scene: Scene, on: str) -> dict[str, date]:
    return {work.move: work.since for work in waiting(scene.case, date.fromisoformat(on))}


@pytest.mark.parametrize("by", ["head-chen", "supervisor-wu"])
def test_a_closed_case_is_open_again_and_what_was_closed_stays_written(by):
    scene = reopened(by=by)
    closing = scene.case.closing
    assert closing.closed_on is None
    (before,) = closing.reopened
    assert (str(before.closed_on), before.trigger, before.form) == ("2026-06-17", "executed:2026-06-16", SCAN)
    assert (str(before.on), before.reason) == ("2026-07-01", WHY["reason"])
    assert scene.entries[-1].fact == "CaseReopened"


def test_only_a_closed_case_is_reopened_and_only_with_a_reason_by_whom_it_belongs_to():
    assert codes_of(Scene().to_discussed(), "2026-06-12", "head-chen", "reopen", **WHY) == {"NotClosed"}
    assert codes_of(closed(), "2026-07-01", "head-chen", "reopen", reason="　") == {"FieldMissing"}
    assert codes_of(closed(), "2026-07-01", "officer-li", "reopen", **WHY) == {"RoleRequired"}
    assert codes_of(reopened(), "2026-07-01", "head-chen", "reopen", **WHY) == {"NotClosed"}


def test_samr_art77_the_clock_of_the_closing_begins_anew_with_the_reopening_when_nothing_is_left():
    """Executed on Tuesday 06-16 and closed on the 17th; reopened on Wednesday 07-01: 15 working days end on 07-22."""
    first, second = reopened().clocks("close_case", "2026-07-22")
    assert (first.state, str(first.start), str(first.ended_on)) == (State.MET, "2026-06-16", "2026-06-17")
    assert (second.state, str(second.start), str(second.last_day)) == (
        State.RUNNING,
        "2026-07-01",
        "2026-07-22",
    )
    assert reopened().clocks("close_case", "2026-07-23")[-1].state is State.OVERDUE
    assert awaited(reopened(), "2026-07-01")["close_case"] == date(2026, 7, 1)


def test_samr_art77_it_does_not_begin_while_the_decision_is_to_be_made_anew():
    scene = reopened(remake_ordered(closed()), "2026-07-21")
    (before,) = scene.clocks("close_case", "2026-12-01")
    assert before.state is State.MET
    assert codes_of(scene, "2026-07-21", "officer-li", "close_case", form=SCAN) == {"NotExecuted"}
    assert not any(settled.term == "close_case" for _, settled, _ in due_instants(scene.case))


@pytest.mark.parametrize(("on", "works"), [("2026-07-19", False), ("2026-07-20", True), ("2026-07-21", True)])
def test_a_head_is_told_when_a_remedy_leaves_something_to_do_in_a_closed_case(on, works):
    assert ("reopen" in awaited(remake_ordered(closed()), on)) is works
    assert "reopen" not in awaited(closed(), on)
    assert "reopen" not in awaited(reopened(remake_ordered(closed()), "2026-07-21"), "2026-07-21")


def test_the_next_closing_seals_anew_and_can_be_undone_again():
    scene = reopened()
    scene.do("2026-07-02", "officer-li", "close_case", form=SCAN)
    assert (str(scene.case.closing.closed_on), scene.case.closing.trigger) == (
        "2026-07-02",
        "executed:2026-07-01",
    )
    reopened(scene, "2026-08-03")
    assert [str(before.closed_on) for before in scene.case.closing.reopened] == ["2026-06-17", "2026-07-02"]
    ended = [str(clock.ended_on) for clock in scene.clocks("close_case", "2026-08-03")]
    assert ended == ["2026-06-17", "2026-07-02", "None"]


# What a closed case still takes


def test_the_moves_of_a_closed_case_are_moves_of_the_procedure():
    assert {line.move for line in lines()} >= AFTER_CLOSING


def test_a_closed_case_takes_remedies_and_payments_and_nothing_of_what_the_closing_ended():
    scene = remake_ordered(closed())
    officer = scene.person("officer-li")
    assert officer is not None
    now = Moment(case=scene.case, actor=officer, at=shanghai("2026-07-21"))
    barred = {o.move for o in available(now) if "ClosedAlready" in {r["code"] for r in o.refusals}}
    assert barred == set(MOVES) - AFTER_CLOSING


@pytest.mark.parametrize(
    ("by", "move", "body"),
    [
        ("officer-li", "close_case", {"form": SCAN}),
        ("officer-li", "correct_record", {"record": "contact", "of": "1", "reads": "x", "reason": "x"}),
        ("officer-li", "demand_payment", {"party": 1}),
        ("head-chen", "suspend", {"ground": "x", "reason": "x"}),
    ],
)
def test_what_it_does_not_take_is_lawful_again_once_it_is_reopened(by, move, body):
    assert "ClosedAlready" in codes_of(closed(), "2026-07-01", by, move, **body)
    assert "ClosedAlready" not in codes_of(reopened(), "2026-07-01", by, move, **body)
