"""Rehearsals: a case in a file, run by the real procedure; what is wrong in a file is named by line, field and cure."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from desk.errors import Malformed
from desk.rehearsing.format import KINDS, instant
from desk.rehearsing.results import RehearsalResult, StepResult
from desk.rehearsing.running import rehearse
from desk.rehearsing.schema import written
from desk.rehearsing.supplying import may_be_left_out
from installation.examples import bodies
from tests.procedure.playing import DIRECTORY, EXAMPLES

DOCS = Path(__file__).parents[2] / "docs"
OPENED = "- {move: open_case, by: officer-li, at: 2026-05-18}"


def run(text: str | bytes) -> RehearsalResult:
    data = text.encode() if isinstance(text, str) else text
    return rehearse(data, DIRECTORY)


def steps(*lines: str, head: str = "base: standard") -> RehearsalResult:
    return run("\n".join(["title: 示例", head, "steps:", *(f"  {line}" for line in (OPENED, *lines))]))


def last(*lines: str, **more: Any) -> StepResult:
    return steps(*lines, **more).steps[-1]


def faults(text: str | bytes) -> list[tuple[str, str, str]]:
    with pytest.raises(Malformed) as raised:
        run(text)
    return [(fault.field, fault.why.zh, fault.cure.zh) for fault in raised.value.faults]


def story(name: str) -> bytes:
    told = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    made: dict[str, Any] = {"title": told["title"], "supply": {"seals": False}}
    if told.get("calendar"):
        made["calendar"] = json.loads((EXAMPLES / told["calendar"]).read_text(encoding="utf-8"))
    made["steps"] = [
        {k: step[k] for k in ("move", "by", "at", "body")} | {"expect": step.get("refused") or "accepted"}
        for step in told["steps"]
    ]
    return json.dumps(made).encode()


@pytest.mark.parametrize("name", ["first", "standard", "two_parties", "late_hearing", "off_the_main_line"])
def test_a_story_of_the_demonstration_is_a_rehearsal(name):
    found = run(story(name))
    assert [step.unmet for step in found.steps if step.unmet] == []
    assert found.holds


def test_the_example_of_the_documentation_runs():
    (example,) = re.findall(r"```yaml\n(.*?)```", (DOCS / "rehearsal.md").read_text(encoding="utf-8"), re.S)
    found = run(example)
    assert found.holds
    assert [step.accepted for step in found.steps] == [True, True, False, True, True, True, True, True, True]


def test_the_schema_is_fresh():
    assert (DOCS / "rehearsal.schema.json").read_text(encoding="utf-8") == written()


def test_a_refused_step_says_everything_and_the_rest_goes_on():
    found = steps(
        '- {move: impose, by: head-chen, at: 2026-05-18, body: {content: ""}}',
        "- {move: submit_for_review, by: officer-li, at: 2026-05-18}",
    )
    refused, after = found.steps[1:]
    assert [r.code for r in refused.refusals] == [
        "DecisionNotPrepared",
        "NoticesNotServed",
        "NotReviewed",
        "NotFiled",
        "NotDiscussed",
    ]
    assert refused.refusals[1].article == "行政处罚法第四十四条"
    assert all(r.why["zh"] and r.why["en"] and r.cure["zh"] and r.cure["en"] for r in refused.refusals)
    assert refused.facts == ()
    assert after.accepted


def test_art86_a_step_before_the_act_of_2021_answers_that_its_law_is_unknown():
    found = run(
        "title: t\nbase: standard\nsteps:\n"
        "- {move: open_case, by: officer-li, at: 2021-07-14}\n"
        "- {move: submit_for_review, by: officer-li, at: 2021-07-14}\n"
        "- {move: open_case, by: officer-li, at: 2021-07-15}\n"
    )
    assert [[r.code for r in step.refusals] for step in found.steps] == [["LawUnknown"], ["LawUnknown"], []]


def test_a_step_tells_stage_deadlines_facts_in_words_and_who_may_do_what_next():
    step = steps().steps[0]
    assert (step.stage, step.stage_title) == ("drafted", "拟处罚")
    assert next((d.term, str(d.last_day)) for d in step.deadlines) == ("decide", "2026-06-15")  # Monday
    assert step.facts[0].title == {"zh": "案件已启动", "en": "case opened"}
    awaited = {(one.move, one.by) for one in step.awaited}
    assert ("submit_for_review", ("officer-li", "officer-wang")) in awaited
    assert ("suspend", ("head-chen",)) in {(one.move, one.by) for one in step.open}
    assert "impose" not in {one.move for one in step.open}


def test_what_else_may_be_done_is_told_after_the_last_step_or_after_each_if_asked():
    file = f"title: 启动\nbase: standard\nsteps:\n{OPENED}\n{OPENED}\n".encode()
    assert [bool(step.open) for step in rehearse(file, DIRECTORY).steps] == [False, True]
    assert [bool(step.open) for step in rehearse(file, DIRECTORY, always_open=True).steps] == [True, True]
    assert all(step.awaited for step in rehearse(file, DIRECTORY).steps)


def test_time_passes_between_steps():
    step = last("- {move: submit_for_review, by: officer-li, at: 2026-06-16}")
    assert [(fact.kind, str(fact.on)) for fact in step.passed] == [("TermEnded", "2026-06-16")]


def test_what_is_supplied_is_told_and_nothing_else_is_supplied():
    opened = steps().steps[0]
    assert opened.supplied["parties"]
    assert opened.supplied["cause"] == "销售标注虚假生产日期的食品"
    given = steps().steps[0].supplied.keys()
    assert "opened_all_the_same" not in given


def test_without_a_base_an_opening_is_whole():
    ((field, why, cure),) = faults(f"title: t\nsteps:\n  {OPENED}\n")
    assert field == "steps.0.body"
    assert "第3行" in why
    assert "base: standard" in cure


def test_an_opening_against_nobody_stays_one():
    opened = last(OPENED.replace("}", ", body: {parties: []}}"))
    assert not opened.accepted
    assert "parties" not in opened.supplied


def test_each_party_of_the_standard_case_has_a_code_of_its_own():
    found = run(
        "title: t\nbase: standard\nsteps:\n"
        "- {move: open_case, by: officer-li, at: 2026-05-18, body: {parties: [{}, {name: 乙公司}]}, expect: accepted}\n"
    )
    assert found.holds


COUNTERSIGNED = (
    "- {move: return_to_notifying, by: officer-li, at: 2026-05-20,"
    " body: {error: wrong_basis, reason: 适用条款有误, together_with: head-chen}}"
)


NOTIFIED = (
    "- {move: submit_for_review, by: officer-li, at: 2026-05-18}",
    "- {move: assign_reviewer, by: head-chen, at: 2026-05-18, body: {reviewer: reviewer-sun}}",
    "- {move: give_opinion, by: reviewer-sun, at: 2026-05-18, body: {verdict: agree}}",
    "- {move: prepare_notices, by: officer-li, at: 2026-05-19, body: {interview: {working_days_after_service: 4,"
    " time: 09:00, place: 室, presider: officer-wang, recorder: clerk-zhao}}}",
    "- {move: approve_notices, by: head-chen, at: 2026-05-19}",
    "- {move: issue_notices, by: clerk-zhao, at: 2026-05-19}",
)


def test_the_second_person_confirms_at_once_and_it_is_said():
    step = last(*NOTIFIED, COUNTERSIGNED)
    assert step.accepted
    assert step.confirmed_by == "head-chen"
    assert [fact.kind for fact in step.facts][:2] == ["Proposed", "Confirmed"]


def test_where_the_second_person_may_not_confirm_nothing_is_proposed():
    found = steps(
        *NOTIFIED,
        COUNTERSIGNED.replace("head-chen", "clerk-zhao"),
        "- {move: confirm, by: head-chen, at: 2026-05-20, body: {proposal: 1}, expect: NothingToConfirm}",
    )
    proposed, _ = found.steps[-2:]
    assert not proposed.accepted
    assert proposed.facts == ()
    assert found.holds


def test_documents_are_previewed_numbered_and_sealed_unless_the_file_does_it():
    opinion = (
        "- {move: submit_for_review, by: officer-li, at: 2026-05-18}",
        "- {move: assign_reviewer, by: head-chen, at: 2026-05-18, body: {reviewer: reviewer-sun}}",
        "- {move: give_opinion, by: reviewer-sun, at: 2026-05-18, body: {verdict: agree}}",
    )
    assert [fact.kind for fact in last(*opinion).afterwards] == ["DocumentsNumbered"]
    assert last(*opinion, head="base: standard\nsupply: {numbers: false}").afterwards == ()


def test_art42_a_person_may_be_otherwise_than_in_the_cast():
    opened = steps(head="base: standard\npeople: {officer-li: {certificate_until: 2026-05-17}}").steps[0]
    assert [r.code for r in opened.refusals] == ["CertificateInvalid"]


@pytest.mark.parametrize(
    ("expectation", "said"),
    [
        ("expect: NotReviewed", "预期拒绝（NotReviewed），实际准予办理（accepted）"),
        ("stage: notifying", "预期约谈告知，实际拟处罚"),
        ("deadlines: {legal_review: 2026-06-02}", "期限 legal_review 预期 2026-06-02，实际 2026-06-01"),
        ("cures: 1", "第1步没有被拒绝，无须补救"),
    ],
)
def test_an_expectation_that_does_not_hold_is_told(expectation, said):
    step = last(f"- {{move: submit_for_review, by: officer-li, at: 2026-05-18, {expectation}}}")
    assert [one["zh"] for one in step.unmet] == [said]


def test_a_reference_to_what_is_not_there_is_refused_and_the_rest_goes_on():
    found = steps(
        "- {move: record_sealing, by: clerk-zhao, at: 2026-05-18, body: {document: $document:penalty_notice:1}, expect: Malformed}",
        "- {move: submit_for_review, by: officer-li, at: 2026-05-18, expect: accepted}",
    )
    assert found.holds


@pytest.mark.parametrize("opening", [(), ({"move": "open_case", "by": "officer-li", "at": "2026-05-18"},)])
def test_every_move_is_answered_whether_or_not_the_case_has_what_it_leaves_out(opening):
    for name, kind in KINDS.items():
        if name not in bodies() or kind.opens:
            continue
        left_out = may_be_left_out(kind)
        body = {field: value for field, value in bodies()[name].items() if field not in left_out}
        step = {"move": name, "by": "head-chen", "at": "2026-05-18", "body": body, "expect": "RoleRequired"}
        found = run(json.dumps({"title": "t", "base": "standard", "steps": [*opening, step]}))
        if not opening:
            assert [r.code for r in found.steps[-1].refusals] == ["CaseNotOpen"], name


ONE = "title: t\nbase: standard\nsteps:\n" + OPENED + "\n"


@pytest.mark.parametrize(
    ("text", "field", "why"),
    [
        (
            ONE + "- {move: submit_for_reviw, by: officer-li, at: 2026-05-18}",
            "steps.1.move",
            "第5行：没有这个操作",
        ),
        (
            ONE + "- {move: submit_for_review, by: officer-no, at: 2026-05-18}",
            "steps.1.by",
            "第5行：没有这个人",
        ),
        (
            ONE + "- {move: submit_for_review, by: officer-li, at: 2026-05-17}",
            "steps.1.at",
            "第5行：早于上一步",
        ),
        (
            ONE + "- {move: submit_for_review, by: officer-li, at: 2026-02-30}",
            "steps.1.at",
            "第5行：没有这一天",
        ),
        (
            ONE + "- {move: submit_for_review, by: officer-li, at: 18.5.2026}",
            "steps.1.at",
            "第5行：此处不是日期",
        ),
        (
            ONE + "- {move: submit_for_review, by: officer-li, at: 2026-05-18, stage: end}",
            "steps.1.stage",
            "第5行",
        ),
        (
            ONE + "- {move: submit_for_review, by: officer-li, at: 2026-05-18, cures: 2}",
            "steps.1.cures",
            "第5行",
        ),
        (
            ONE + "- move: assign_reviewer\n  by: head-chen\n  at: 2026-05-18\n  body:\n    reviewer: nobody",
            "steps.1.body.reviewer",
            "第9行：没有这个人",
        ),
        (ONE + "- {move: take_over_case, by: officer-li, at: 2026-05-18}", "steps.1.move", "第5行"),
        ("title: t\ntitle: u\nsteps: []", "title", "第2行：同一字段写了两次"),
        ("title: &a t\nsteps: []", "title", "第1行：使用了锚点"),
        ("title: t\nnote: *a\nsteps: []", "note", "第2行：使用了锚点"),
        ("title: !!python/name:os.system x\nsteps: []", "title", "第1行：使用了锚点"),
        ("title: t\nsteps: []\n---\ntitle: u", "FILE", "第3行：文件中有多个文档"),
        (b"title: t\nnote: \xff", "FILE", "第2行：不是 UTF-8 编码"),
        ("title: [t", "FILE", "不是有效的 YAML"),
        ("- 1", "FILE", "第1行：不是由字段组成的对象"),
        ("title: t\nsteps: []", "steps", "第2行：没有步骤"),
        ("title: t\nnote: " + "[" * 200 + "]" * 200, "note.0.0.0", "第2行：嵌套过深"),
        ("title: t\nnote: [" + "1," * 60_000 + "1]", "FILE", "第2行：超过 50,000 个值"),
        ("title: t\n# " + "x" * 10 * 1024 * 1024, "FILE", "文件超过 1 MB"),
        ("title: t\u202e\nsteps: []", "title", "第1行：含有"),
        (ONE + "- {move: submit_for_review, by: officer-li, at: 2026-05-18}\n" * 500, "steps", "有501项"),
    ],
)
def test_what_is_wrong_is_named_by_line_field_and_cure(text, field, why):
    first = faults(text)[0]
    assert first[0] == field
    assert why in first[1]
    assert first[2]


def test_every_step_is_checked_before_the_first_is_made():
    found = faults(
        ONE + "- {move: nothing, by: nobody, at: 2026-05-17}\n- {move: waive, by: x, at: 2026-05-18}"
    )
    assert {field for field, _, _ in found} >= {"steps.1.move", "steps.1.by", "steps.1.at", "steps.2.by"}


def test_json_is_read_with_its_tabs_and_halves_of_characters():
    text = '{\n\t"title": "\\ud83d\\ude00 \\\\ud83d",\n\t"base": "standard", "steps": [{"move":"open_case","by":"officer-li","at":"2026-05-18"}]}'
    assert run(text).title == "😀 \\ud83d"


def test_yaml_says_what_it_says_and_guesses_nothing():
    text = (
        "title: no\nbase: standard\nsteps:\n"
        "- {move: open_case, by: officer-li, at: 2026-05-18, body: {number: 2026-0007, act_from: 2026-01-06}}\n"
    )
    found = run(text)
    assert found.title == "no"
    assert found.steps[0].accepted


def test_a_day_alone_is_nine_o_clock_in_shanghai():
    assert instant("2026-06-01").isoformat() == "2026-06-01T09:00:00+08:00"
    assert instant("2026-06-01T14:30").isoformat() == "2026-06-01T14:30:00+08:00"
