"""What the world is told: reports of numbers and days, messages to persons of the case; no names, no statements."""

from datetime import UTC
from functools import partial
from typing import Any

from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.journal import Entry
from domain.procedure import Message, Report, deadlines, fold, messages, reports
from domain.procedure.language import civil
from tests.procedure.playing import Play, shanghai, standard
from tests.procedure.scene import Scene, codes_of


def steps(played: Play) -> list[list[Entry]]:
    """The entries of a journal by the step that made them together."""
    grouped: list[list[Entry]] = []
    for entry in played.entries:
        if grouped and (grouped[-1][0].at, grouped[-1][0].move) == (entry.at, entry.move):
            grouped[-1].append(entry)
        else:
            grouped.append([entry])
    return grouped


def told(played: Play) -> list[Report]:
    case: Case | None = None
    found: list[Report] = []
    before: Any = ()
    for entries in steps(played):
        case = fold(entries, case)
        after = deadlines(case, civil(entries[-1].at))
        found += reports(before, after, case, entries)
        before = after
    return found


def last_reports(scene: Scene, step: Any) -> list[tuple[str, Any]]:
    """The reports that one step of a scene makes, as kind and term."""
    before, known = deadlines(scene.case, civil(scene.entries[-1].at)), len(scene.entries)
    step()
    entries = scene.entries[known:]
    after = deadlines(scene.case, civil(entries[-1].at))
    return [
        (r.kind, r.body.get("term", r.body.get("what"))) for r in reports(before, after, scene.case, entries)
    ]


def last_messages(scene: Scene, step: Any) -> dict[str, Message]:
    known = len(scene.entries)
    step()
    return {m.person: m for m in messages(scene.case, scene.entries[known:])}


def served() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")


# Reports


def test_a_service_sets_the_deadlines_of_the_party_s_rights():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    made = last_reports(scene, lambda: scene.served("2026-06-01"))
    assert made == [("deadline_set", "statement"), ("deadline_set", "hearing_request")]


def test_a_deadline_met_is_reported_once():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "officer-li", "submit_for_review")
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    assert last_reports(scene, lambda: scene.opinion("2026-05-20")) == [("deadline_met", "legal_review")]


def test_two_rounds_of_one_day_are_two_deadlines():
    scene = Scene().open("2026-05-18").reviewed("2026-05-19", "correct")
    answers = [{"heading": scene.case.rulebook.switches.checklist[0], "answer": "已补正"}]

    def answered() -> None:
        scene.do("2026-05-19T15:00", "officer-li", "answer_opinion", answers=answers)

    assert last_reports(scene, answered) == [("deadline_set", "legal_review")]


def test_a_last_day_passed_in_vain_is_reported_overdue():
    scene = Scene().open("2026-05-18")  # ninety days from 03-16 end on Monday 2026-06-15
    made = last_reports(scene, lambda: scene.at(shanghai("2026-06-16")))
    assert made == [("deadline_overdue", "decide")]


def test_a_right_spent_is_no_overdue_deadline():
    scene = served()
    assert last_reports(scene, lambda: scene.at(shanghai("2026-06-10"))) == []


def test_an_excluded_time_moves_the_ninety_days():
    scene = served().hearing_requested("2026-06-03")
    assert ("deadline_shifted", "decide") in last_reports(
        scene, lambda: scene.hearing_notified("2026-06-10", "2026-06-23")
    )


def annulled(scene: Scene, when: str, act: str, **more: Any) -> None:
    body = {"act": act, "reason": "误录", "together_with": "head-chen", **more}
    scene.do(when, "officer-li", "annul", **body)


def test_deadlines_of_an_annulled_service_are_dropped():
    scene = served().waived("2026-06-02", "statement")
    made = last_reports(scene, lambda: annulled(scene, "2026-06-03", "service", party=1))
    assert made == [("deadline_dropped", "statement"), ("deadline_dropped", "hearing_request")]


def test_a_deadline_runs_again_when_what_had_ended_it_is_annulled():
    scene = served().waived("2026-06-02", "statement")
    made = last_reports(scene, lambda: annulled(scene, "2026-06-03", "waiver", party=1))
    assert made == [("deadline_reopened", "statement")]


def test_an_annulled_acknowledgement_is_reported():
    scene = Scene().to_discussed()
    made = last_reports(scene, lambda: annulled(scene, "2026-06-12", "filing_acknowledgement"))
    assert made == [("filing", "filing_acknowledgement_annulled"), ("deadline_reopened", "filing_response")]


def test_filings_are_reported_as_they_go():
    assert [r.body["what"] for r in told(standard()) if r.kind == "filing"] == [
        "filed",
        "filing_acknowledged",
        "decision_filed",
        "decision_filing_acknowledged",
    ]


def test_every_deadline_of_the_standard_case_is_set_once_and_met_at_most_once():
    made = [
        (r.kind, r.body["term"], r.body.get("party"), r.body["start"])
        for r in told(standard())
        if r.kind in ("deadline_set", "deadline_met")
    ]
    assert len(made) == len(set(made))


def test_a_report_names_agency_and_case_and_its_place_in_the_journal():
    played = standard()
    found = told(played)
    assert {(r.body["agency"], r.body["number"]) for r in found} == {("zj-market", "2026-0001")}
    places = [(r.seq, r.position) for r in found]
    assert len(places) == len(set(places))


def test_a_report_carries_no_names_and_no_statements():
    written = "".join(r.model_dump_json() for r in told(standard()))
    for personal in ("沈示例", "镇江示例食品有限公司", "91321102MA1TK3T07W", "示例路18号", "召回"):
        assert personal not in written


def test_the_day_of_a_filing_is_the_day_in_shanghai():
    scene = Scene().to_heard().reviewed("2026-06-09")
    known = len(scene.entries)
    scene.do(
        "2026-06-10T07:00",
        "officer-li",
        "file_interview_report",
        together_with="head-chen",
        summary="听述情况",
    )
    elsewhere = [e.model_copy(update={"at": e.at.astimezone(UTC)}) for e in scene.entries[known:]]
    (report,) = [r for r in reports((), (), scene.case, elsewhere) if r.kind == "filing"]
    assert report.body["on"] == "2026-06-10"


# Messages


def test_the_officers_are_told_but_not_who_did_it_himself():
    scene = served()
    assert set(last_messages(scene, lambda: scene.statement("2026-06-02"))) == {"officer-wang"}


def test_the_reviewer_is_told_that_a_case_waits_for_him():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-19", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    assert "reviewer-sun" in last_messages(
        scene, lambda: scene.do("2026-05-19", "officer-li", "submit_for_review")
    )


def test_the_presider_and_the_recorder_of_a_hearing_are_told():
    scene = served().hearing_requested("2026-06-03")
    body = scene.hearing_body("2026-06-23")
    made = last_messages(scene, lambda: scene.do("2026-06-10", "presider-he", "notify_hearing", **body))
    assert {"presider-he", "clerk-zhao"} <= set(made)


def test_every_head_is_told_of_what_waits_to_be_confirmed():
    scene = Scene().to_heard().reviewed("2026-06-09")
    told = last_messages(
        scene, lambda: scene.do("2026-06-10", "officer-li", "file_interview_report", summary="听述情况")
    )
    assert set(told) >= {"head-chen", "head-zhang", "head-xu"}


def test_who_proposed_is_told_that_it_was_confirmed_or_sent_back():
    answers: dict[str, dict[str, Any]] = {
        "confirm": {"content": "$proposed"},
        "send_back": {"reason": "请补充采纳情况"},
    }
    for answer, body in answers.items():
        scene = Scene().to_heard().reviewed("2026-06-09")
        scene.do("2026-06-10", "officer-li", "file_interview_report", summary="听述情况")
        body["proposal"] = scene.case.proposals.count
        answering = partial(scene.do, "2026-06-10T10:00", "head-chen", answer, **body)
        assert "officer-li" in last_messages(scene, answering)


def test_one_move_is_one_message_a_person():
    scene = served()
    known = len(scene.entries)
    scene.interview("2026-06-05", "请求从轻")
    made = [m.person for m in messages(scene.case, scene.entries[known:])]
    assert len(made) == len(set(made))


def test_a_message_names_the_case_and_no_party():
    scene = served()
    (message,) = last_messages(scene, lambda: scene.statement("2026-06-02")).values()
    assert "2026-0001" in message.subject
    assert "示例食品" not in message.subject + message.text


def test_the_clock_tells_the_officers_that_a_last_day_passed():
    scene = served()
    assert set(last_messages(scene, lambda: scene.at(shanghai("2026-06-09")))) == {
        "officer-li",
        "officer-wang",
    }


# Gate 7: what waits for a party's term waits for its latest day; the agency is reminded by the earliest; only a settled
# day is told


def provisional() -> Scene:
    """The decision served on Wednesday 2026-08-05: six months end on Friday 2027-02-05, in a year not yet published."""
    scene = Scene().to_decided()
    return scene.served("2026-08-05", kind=DocumentKind.PENALTY_DECISION)


def test_a_term_that_reaches_an_unpublished_year_is_provisional():
    clock = provisional().clock("lawsuit", "2026-08-05")
    # 春节 is on 2027-02-06: off may be 02-04 to 02-14, a Sunday; so Monday 02-15 at the latest.
    assert (clock.last_day, str(clock.earliest), str(clock.latest), clock.state) == (
        None,
        "2027-02-05",
        "2027-02-15",
        "provisional",
    )


def test_nothing_is_told_of_a_provisional_day():
    scene = provisional()
    scene.at(shanghai("2027-02-16"))
    assert "lawsuit" not in {t.term for t in scene.case.last_days.passed}


def test_a_provisional_right_is_over_after_its_latest_day_only():
    scene = provisional()
    assert scene.clock("lawsuit", "2027-02-06").state == "provisional"
    assert scene.clock("lawsuit", "2027-02-15").state == "provisional"
    assert scene.clock("lawsuit", "2027-02-16").state == "over"


def test_the_agency_is_reminded_by_the_earliest_day():
    clock = provisional().clock("lawsuit", "2026-08-05")
    assert str(clock.remind_by) == "2027-02-05"
    assert clock.settled_day is None


def late_in_the_year() -> Scene:
    """Served on Monday 2026-12-28: Tue 29, Wed 30, Thu 31, and two more days of 2027, which is not published.

    Latest: 元旦 may be off until Sunday 01-03, so Mon 01-04 and Tuesday 01-05. Earliest: only weekends are off, and two
    of their days may be worked, so Fri 01-01 and Saturday 01-02.
    """
    scene = Scene().open("2026-11-02").reviewed("2026-11-03").issued("2026-12-25").served("2026-12-28")
    return scene.waived("2026-12-29", "interview").waived("2026-12-29", "hearing")


def test_gate_2_waits_for_the_latest_day_of_the_statement_term():
    scene = late_in_the_year()
    clock = scene.clock("statement", "2026-12-29")
    assert (clock.last_day, str(clock.earliest), str(clock.latest)) == (None, "2027-01-02", "2027-01-05")
    assert codes_of(scene, "2027-01-05", "officer-li", "submit_for_review") == {"StatementPeriodRunning"}
    assert codes_of(scene, "2027-01-06", "officer-li", "submit_for_review") == set()


def test_until_it_is_settled_the_party_reads_not_before():
    (found,) = late_in_the_year().judged("2026-12-30", "officer-li", "submit_for_review")
    assert "不早于2027-01-02" in found.cure.zh


def test_a_statement_on_the_latest_day_is_in_time():
    for day, in_time in (("2027-01-05", True), ("2027-01-06", False)):
        assert late_in_the_year().statement(day).state.party(1).statements[-1].in_time is in_time
