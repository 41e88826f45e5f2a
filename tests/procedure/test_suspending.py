"""Suspending, resuming, extending: the time to decide alone stands still or is prolonged.

Accepted on Monday 2026-03-16: ninety days end on Sunday 06-14, and so on Monday 06-15.
"""

import pytest

from domain.case.documents import DocumentKind
from domain.law.rulebook import rulebook_for
from domain.law.terms import TermKey
from domain.procedure import read, waiting
from domain.procedure.clocks.deadlines import State, due_instants
from domain.procedure.clocks.ending_terms import TermEnded
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of

GROUND = "因不可抗力暂时无法调查"


def suspended(scene: Scene, when: str) -> Scene:
    scene.do(when, "head-chen", "suspend", ground=GROUND, reason="经营场所进水")
    return scene


def resumed(scene: Scene, when: str) -> Scene:
    scene.do(when, "head-chen", "resume", reason="已恢复经营")
    return scene


def extending(scene: Scene, when: str, days: int, **more: str) -> set[str]:
    return codes_of(scene, when, "head-chen", "extend", days=days, reason="案情复杂", **more)


def opened() -> Scene:
    return Scene().open("2026-05-18")


def last_day(scene: Scene, today: str) -> str:
    return str(scene.clock("decide", today).last_day)


def test_samr64_time_from_the_day_after_the_suspension_to_the_resumption_is_not_counted():
    scene = resumed(suspended(opened(), "2026-05-20"), "2026-05-30")
    # 05-21 to 05-30 are ten days: 06-14 becomes Wednesday 06-24.
    assert last_day(scene, "2026-05-30") == "2026-06-24"


def test_samr64_a_suspension_that_ends_on_its_day_moves_nothing():
    assert last_day(resumed(suspended(opened(), "2026-05-20"), "2026-05-20"), "2026-05-20") == "2026-06-15"


def test_samr64_two_suspensions_count_one_after_the_other():
    scene = resumed(suspended(opened(), "2026-05-20"), "2026-05-25")
    assert last_day(resumed(suspended(scene, "2026-05-27"), "2026-05-30"), "2026-05-30") == "2026-06-22"


def test_samr64_a_suspension_within_a_hearing_counts_once():
    """Asked for on 06-03, held on 06-23: twenty days, of which 06-11 to 06-15 were suspended as well."""
    scene = opened().reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-03")
    scene = suspended(scene.hearing_notified("2026-06-08", "2026-06-23"), "2026-06-10")
    assert last_day(resumed(scene, "2026-06-15"), "2026-06-15") == "2026-07-06"


def made(scene: Scene, kind: DocumentKind) -> tuple[bool, str]:
    """Whether the document of a kind is complete, and the head who approved it."""
    scene.at(shanghai("2026-07-14"))
    document = next(d for d in scene.case.documents.all if d.kind is kind)
    return document.complete and bool(document.file), document.approved_by


def test_the_party_is_told_of_suspension_and_resumption_and_an_extension_has_its_form():
    scene = resumed(suspended(opened(), "2026-05-20"), "2026-05-30")
    scene.do("2026-06-15", "head-chen", "extend", days=30, reason="案情复杂")
    for kind in ("SUSPENSION_NOTICE", "RESUMPTION_NOTICE", "EXTENSION_APPROVAL"):
        assert made(scene, DocumentKind[kind]) == (True, "head-chen")


def test_a_clock_that_stands_still_has_no_last_day_and_nobody_is_late():
    scene = suspended(opened(), "2026-05-20")
    clock = scene.clock("decide", "2026-07-01")
    assert (clock.state, clock.last_day, clock.open) == (State.STOPPED, None, False)
    assert "decide" not in {day.term for _, day, _ in due_instants(scene.case)}


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-06-13", State.STOPPED), ("2026-06-14", State.RUNNING), ("2026-06-15", State.RUNNING)],
)
def test_a_suspension_stops_only_a_clock_that_has_days_left(on, state):
    """On Sunday 06-14 the ninety days are counted in full: what is left is the move to the next working day."""
    assert suspended(opened(), on).clock("decide", on).state is state


def test_a_suspended_case_is_not_decided_and_everything_else_goes_on():
    scene = suspended(Scene().to_discussed().decision_prepared("2026-06-11"), "2026-06-11")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", **body) == {"Suspended"}
    assert "impose" not in {w.move for w in waiting(scene.case, shanghai("2026-06-12").date())}
    scene.statement("2026-06-12")
    assert codes_of(resumed(scene, "2026-06-12"), "2026-06-12", "head-chen", "impose", **body) == {
        "NotRechecked"
    }


def test_the_periods_of_a_party_run_on():
    scene = opened().reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    assert str(suspended(scene, "2026-06-02").clock("statement", "2026-06-02").last_day) == "2026-06-08"


def test_resuming_waits_for_the_head_as_long_as_it_lasts():
    scene = suspended(opened(), "2026-05-20")
    (work,) = (w for w in waiting(scene.case, shanghai("2026-05-21").date()) if w.move == "resume")
    assert (work.role.value, str(work.since)) == ("head", "2026-05-20")
    today = shanghai("2026-05-22").date()
    assert "resume" not in {w.move for w in waiting(resumed(scene, "2026-05-22").case, today)}


def test_samr46_a_ground_stands_on_the_list_of_the_profile():
    wrong = codes_of(opened(), "2026-05-20", "head-chen", "suspend", ground="工作忙", reason="人手不足")
    assert wrong == {"GroundNotListed"}
    assert codes_of(opened(), "2026-05-20", "head-chen", "suspend", ground=GROUND, reason="　") == {
        "FieldMissing"
    }
    assert codes_of(opened(), "2026-05-20", "officer-li", "suspend", ground=GROUND, reason="台风") == {
        "RoleRequired"
    }


def test_a_case_is_suspended_once_at_a_time_and_resumed_only_when_it_is():
    scene = suspended(opened(), "2026-05-20")
    again = codes_of(scene, "2026-05-21", "head-chen", "suspend", ground=GROUND, reason="台风")
    assert again == {"SuspendedAlready"}
    assert codes_of(opened(), "2026-05-20", "head-chen", "resume", reason="已消除") == {"NotSuspended"}


def test_art60_without_a_rule_of_the_sector_nothing_is_prolonged_or_suspended():
    scene = Scene().open("2026-05-18", profile="national")
    assert extending(scene, "2026-05-20", 30) == {"NoExtension"}
    assert codes_of(scene, "2026-05-20", "head-chen", "suspend", ground=GROUND, reason="台风") >= {
        "NoSuspension"
    }


def test_samr64_the_head_prolongs_by_thirty_days_at_most_until_the_last_day():
    scene = opened()
    assert extending(scene, "2026-06-15", 31) == {"ExtensionLength"}
    assert extending(scene, "2026-06-15", 0) == {"ExtensionOfNoLength"}
    assert extending(scene, "2026-06-16", 30) == {"ExtendedTooLate"}
    scene.do("2026-06-15", "head-chen", "extend", days=30, reason="案情复杂")
    # 120 days from 03-16: Tuesday 07-14.
    assert last_day(scene, "2026-06-15") == "2026-07-14"


def test_samr64_once_more_only_the_heads_together_with_their_record():
    scene = opened()
    scene.do("2026-06-15", "head-chen", "extend", days=30, reason="案情复杂")
    assert extending(scene, "2026-07-14", 20) == {"DecidedByTheHeads"}
    assert extending(scene, "2026-07-15", 20, record=SCAN) == {"ExtendedTooLate"}
    scene.do("2026-07-14", "head-chen", "extend", days=20, reason="仍未核对完毕", record=SCAN)
    # 140 days: Monday 08-03.
    assert last_day(scene, "2026-07-14") == "2026-08-03"
    assert extending(scene, "2026-08-03", 5, record=SCAN) == {"NoFurtherExtension"}


# The reminder, assumed: every thirty days, weekends and all


def reminded(scene: Scene) -> list[str]:
    told = (read(e) for e in scene.entries if e.fact == "TermEnded")
    return [
        str(fact.day.last_day)
        for fact in told
        if isinstance(fact, TermEnded) and fact.day.term == "suspension_reminder" and not fact.overdue
    ]


@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2026-06-19T23:59", []),
        ("2026-06-20T00:00", ["2026-06-19"]),
        ("2026-07-19T23:59", ["2026-06-19"]),
        ("2026-07-20T00:00", ["2026-06-19", "2026-07-19"]),
    ],
)
def test_a_suspension_is_reminded_of_every_thirty_days_and_nobody_is_late(today, days):
    """Suspended on Wednesday 05-20: thirty days end on Friday 06-19, a holiday, and thirty more on Sunday 07-19."""
    scene = suspended(opened(), "2026-05-20")
    scene.at(shanghai(today))
    assert reminded(scene) == days


def test_the_head_is_reminded_before_the_day_until_the_case_is_resumed():
    scene = suspended(opened(), "2026-05-20")
    running = scene.clock("suspension_reminder", "2026-06-18")
    assert (running.owner.value, str(running.remind_by), running.open) == ("head", "2026-06-19", True)
    scene.at(shanghai("2026-06-25"))
    first, second = scene.clocks("suspension_reminder", "2026-06-25")
    assert (first.state, second.state, str(second.last_day)) == (State.OVER, State.RUNNING, "2026-07-19")
    assert [d.open for d in resumed(scene, "2026-06-25").clocks("suspension_reminder", "2026-09-01")] == [
        False,
        False,
    ]
    assert reminded(scene) == ["2026-06-19"]


def test_a_case_that_nobody_is_left_in_is_reminded_of_no_more():
    scene = suspended(opened(), "2026-05-20")
    why = {"ground": "不属于应当立案的情形", "reason": "已查明"}
    scene.do("2026-05-25", "head-chen", "withdraw_case", **why)
    scene.at(shanghai("2026-09-01"))
    assert reminded(scene) == []


def test_how_often_is_the_profile_s_to_say_and_rules_of_before_say_nothing(tmp_path):
    (tmp_path / "local.toml").write_text(
        'title = "示例"\nlayer = true\n\n[switches]\nsuspension_reminder_days = 10\n', encoding="utf-8"
    )
    rules = rulebook_for("market+local", folder=tmp_path)
    scene = suspended(Scene(rules).open("2026-05-18"), "2026-05-20")
    assert str(scene.clock("suspension_reminder", "2026-05-21").last_day) == "2026-05-30"
    before = rules.model_copy(
        update={"terms": tuple(t for t in rules.terms if t.key is not TermKey.SUSPENSION_REMINDER)}
    )
    assert (
        suspended(Scene(before).open("2026-05-18"), "2026-05-20").clocks("suspension_reminder", "2026-07-01")
        == []
    )
