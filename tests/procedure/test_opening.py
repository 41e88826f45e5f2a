"""Opening: what a draft decision must bring, and the screening of it."""

from datetime import date
from typing import Any

import pytest

from domain.law.identifiers import valid_citizen_id
from domain.law.rulebook import rulebook_for
from domain.procedure import available, fold, read, stage
from domain.procedure.language import Moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene, codes_of, company, opening


def refused(**changes) -> set[str]:
    return codes_of(Scene(), "2026-05-18", "officer-li", "open_case", **opening(**changes))


def test_a_complete_draft_opens_the_case():
    scene = Scene().open("2026-05-18")
    assert list(scene.facts()) == [
        "CaseOpened",
        "RulebookAdopted",
        "OfficersNamed",
        "PapersLaid",
        "PartiesNamed",
        "Screened",
    ]


def test_an_open_case_is_not_opened_again():
    assert codes_of(Scene().open("2026-05-18"), "2026-05-18", "officer-li", "open_case", **opening()) == {
        "AlreadyOpen"
    }


def test_nothing_is_done_in_a_case_that_is_not_open():
    assert codes_of(Scene(), "2026-05-18", "officer-li", "submit_for_review") == {"CaseNotOpen"}


@pytest.mark.parametrize("number", ["", "2026/1", "案1", "x" * 41])
def test_a_case_number_stands_in_urls(number):
    assert refused(number=number) == {"CaseNumberForm"}


def test_a_case_number_of_forty_characters_is_one():
    assert refused(number="x" * 40) == set()


@pytest.mark.parametrize(
    ("field", "day"),
    [
        ("act_to", "2026-01-04"),  # the act began on 01-05
        (
            "discovered_on",
            "2026-01-04",
        ),  # an act that goes on is discovered before its end, never before it began
        ("accepted_on", "2026-03-01"),  # it was discovered on 03-02
        ("investigation_ended_on", "2026-03-15"),  # the case was accepted on 03-16
    ],
)
def test_no_date_stands_before_the_event_it_follows(field, day):
    assert refused(**{field: day}) == {"DateBeforeItsEvent"}


@pytest.mark.parametrize("act_to", ["2026-03-02", "2026-03-03", "2026-03-17", "2026-05-18", None])
def test_art36_2_an_act_may_go_on_after_its_discovery_and_the_acceptance_of_the_case(act_to):
    """Discovered on 03-02, accepted on 03-16, investigated until 05-15; opened on 05-18."""
    assert refused(act_to=act_to) == set()


def test_art36_2_an_act_that_goes_on_has_no_last_day_to_come():
    assert refused(act_to="2026-05-19") == {"DateInTheFuture"}


@pytest.mark.parametrize(("act_to", "runs"), [("2026-03-02", True), ("2026-03-03", False), (None, False)])
def test_art36_2_limitation_has_not_begun_while_the_act_goes_on(act_to, runs):
    scene = Scene().open("2026-05-18", act_to=act_to)
    assert bool(scene.clocks("limitation", "2026-05-18")) is runs
    ended = scene.case.screening.limitation
    assert (ended.answer, str(ended.article)) == (
        (False, "行政处罚法第三十六条第一款") if runs else (False, "行政处罚法第三十六条第二款")
    )
    assert fold(scene.entries) == scene.case


@pytest.mark.parametrize("word", ["national", "market", "market+zhenjiang", "environment", "emergency"])
def test_art86_what_the_law_does_not_say_of_a_day_is_refused_with_why_and_cure(word):
    """The act of 2021 is in force since Thursday 2021-07-15; of the law of the day before, nothing is carried."""
    days = {"accepted_on": "2021-06-01", "act_from": "2021-03-01", "act_to": "2021-04-30"}
    dates = {**days, "discovered_on": "2021-05-10", "investigation_ended_on": "2021-07-01"}
    body = opening(**dates, profile=word, opened_all_the_same="集中整治")
    scene = Scene(rulebook_for(word))
    (found,) = scene.judged("2021-07-14", "officer-li", "open_case", **body)
    assert (found.code, str(found.article)) == ("LawUnknown", "行政处罚法第八十六条")
    assert "2021-07-14" in found.why.zh
    assert "[[terms]]" in found.cure.zh
    assert codes_of(scene, "2021-07-15", "officer-li", "open_case", **body) == set()


def test_what_the_law_does_not_say_bars_a_move_and_not_the_list_of_all_moves():
    rules = rulebook_for("market+zhenjiang")
    ended = {"until": date(2026, 5, 31)}
    terms = tuple(t.model_copy(update=ended) if t.key == "statement" else t for t in rules.terms)
    scene = (
        Scene(rules.model_copy(update={"terms": terms}))
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .issued("2026-05-25")
        .served("2026-06-01")
    )
    scene.interview("2026-06-05")
    when, officer = shanghai("2026-06-09"), scene.person("officer-li")
    assert officer is not None
    barred = {
        o.move: {r["code"] for r in o.refusals}
        for o in available(Moment(case=scene.case, actor=officer, at=when))
    }
    assert barred["submit_for_review"] == {"LawUnknown"}
    assert barred["add_evidence"] == set()
    assert stage(scene.case, when) == "collecting_statements"
    assert codes_of(scene, "2026-06-09", "officer-li", "submit_for_review") == {"LawUnknown"}


@pytest.mark.parametrize("field", ["act_to", "accepted_on", "discovered_on", "act_from"])
@pytest.mark.parametrize("day", ["0001-01-01", "1949-10-01", "1996-09-30", "2020-05-06", "9999-12-31"])
def test_a_day_far_away_is_refused_or_taken_and_never_raised(field, day):
    known = {"LawUnknown", "DateInTheFuture", "DateBeforeItsEvent", "DayOutOfReach"}
    assert refused(**{field: day}) <= known


def test_no_date_is_still_to_come():
    assert refused(investigation_ended_on="2026-05-19") == {"DateInTheFuture"}


def test_the_day_of_the_opening_itself_is_no_future():
    assert refused(investigation_ended_on="2026-05-18") == set()


def test_art59_an_identifier_has_right_check_digits():
    wrong = {**company(), "identifier": "91321102MA1TK3T07X"}
    assert refused(parties=[wrong]) == {"IdentifierWrong"}


def test_art59_nobody_is_born_after_today():
    number = next(n for check in "0123456789X" if valid_citizen_id(n := f"32010220261231001{check}"))
    party = {**company(), "kind": "citizen", "identifier": number}  # of 2026-12-31, and it is 2026-05-18
    assert refused(parties=[party]) == {"IdentifierWrong"}


def test_art59_an_organisation_has_a_representative():
    assert refused(parties=[{**company(), "representative": ""}]) == {"RepresentativeMissing"}


@pytest.mark.parametrize("field", ["name", "address"])
def test_art59_a_party_has_name_and_address(field):
    assert refused(parties=[{**company(), field: " "}]) == {"FieldMissing"}


def test_a_case_has_a_party():
    assert "NoParty" in refused(parties=[])


def test_art9_a_draft_decision_intends_a_penalty():
    assert refused(parties=[{**company(), "proposal": {"penalties": []}}]) == {"NoPenaltyIntended"}


@pytest.mark.parametrize("amount", [None, "0.00", "-1.00"])
def test_art59_a_fine_has_an_amount_above_zero(amount):
    fine = {"kind": "fine", "amount": amount}
    assert refused(parties=[{**company(), "proposal": {"penalties": [fine]}}]) == {"PenaltyAmount"}


@pytest.mark.parametrize("judgement", ["complex_case", "influence", "public_interest"])
def test_each_judgement_has_its_reason(judgement):
    assert refused(**{judgement: {"answer": False, "reason": ""}}) == {"FieldMissing"}


def test_art46_a_finding_rests_on_checked_evidence():
    unchecked = {"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1"], "checked": False}
    assert refused(evidence=[unchecked]) == {"PapersIncomplete"}


def test_art46_excluded_evidence_proves_nothing():
    excluded = {"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1"], "excluded": True}
    assert refused(evidence=[excluded]) == {"PapersIncomplete"}


def test_art59_a_finding_has_a_legal_basis():
    assert refused(basis=[]) == {"PapersIncomplete"}


def test_art40_a_party_has_a_finding():
    findings = [{"id": "F1", "text": "销售。", "parties": [1]}]
    assert refused(parties=[company(1), company(2)], findings=findings) == {"PapersIncomplete"}


def test_what_is_incomplete_is_named_with_the_field_that_cures_it():
    unchecked = {"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1", "F9"], "checked": False}
    found = Scene().judged("2026-05-18", "officer-li", "open_case", **opening(evidence=[unchecked]))
    assert [(r.why.zh, str(r.article)) for r in found] == [
        ("案卷材料不完整，证据指向不存在的违法事实：F9", "行政处罚法第五十九条"),
        ("案卷材料不完整，违法事实没有经查证属实的证据：F1", "行政处罚法第四十六条"),
    ]
    assert [r.cure.en for r in found] == [
        "put it right in evidence.proves of the draft (open_case, amend_draft)",
        "put it right in evidence of the draft (open_case, amend_draft)",
    ]


def test_evidence_that_proves_nothing_of_the_case_is_told_what_there_is_to_prove():
    scene = Scene().open("2026-05-18")
    evidence = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F9"]}
    (found,) = scene.judged("2026-05-19", "officer-li", "add_evidence", evidence=evidence, reason="补充")
    assert found.code == "EvidenceProvesNothing"
    assert "F1" in found.cure.zh


def test_the_facts_of_an_opening_say_what_they_are_in_both_languages():
    play = Scene().open("2026-05-18")
    said = {e.fact: list(read(e).said(play.case)) for e in play.entries}
    assert said["CaseOpened"] == [("程序规定 market+zhenjiang+demo", "profile market+zhenjiang+demo")]
    (source, party) = said["Screened"]
    assert source.zh.startswith("筛查：")
    assert party.zh.endswith("；听证权：有")
    assert "fine of 120,000.00 yuan; right to a hearing: yes" in party.en
    assert all(said.values())


def test_ids_stand_once():
    findings = [{"id": "F1", "text": text, "parties": [1]} for text in ("甲", "乙")]
    assert refused(findings=findings) == {"PapersIncomplete"}


def test_who_opens_is_an_officer_of_the_case():
    body = opening(officers=["officer-wang", "officer-li"])
    scene = Scene().known("officer-old", certificate_until=None)
    assert "OpenedByAnother" in codes_of(scene, "2026-05-18", "officer-old", "open_case", **body)


def test_an_officer_of_another_agency_opens_nothing_here():
    assert codes_of(Scene(), "2026-05-18", "officer-ma", "open_case", **opening()) == {"RoleRequired"}


def test_the_agency_s_own_system_opens_for_named_officers():
    assert codes_of(Scene(), "2026-05-18", "system-market", "open_case", **opening()) == set()


def test_who_is_no_officer_of_the_agency_is_none_of_the_case():
    assert "NotAnOfficer" in refused(officers=["officer-li", "head-chen"])


# Screening


def test_what_is_not_major_is_not_for_this_procedure():
    minor = {**company(), "proposal": {"penalties": [{"kind": "fine", "amount": "99999.99"}]}}
    assert refused(parties=[minor]) == {"NotForThisProcedure"}


def test_art63_the_threshold_itself_is_reached():
    major = {**company(), "proposal": {"penalties": [{"kind": "fine", "amount": "100000.00"}]}}
    assert refused(parties=[major]) == set()


def test_what_is_not_major_is_opened_all_the_same_with_a_reason():
    minor = {**company(), "proposal": {"penalties": [{"kind": "fine", "amount": "99999.99"}]}}
    assert refused(parties=[minor], opened_all_the_same="集中整治") == set()


@pytest.mark.parametrize("judgement", ["complex_case", "influence"])
def test_what_is_complex_or_influential_is_for_this_procedure(judgement):
    minor = {**company(), "proposal": {"penalties": [{"kind": "fine", "amount": "99999.99"}]}}
    assert refused(parties=[minor], **{judgement: {"answer": True, "reason": "多个法律关系"}}) == set()


def test_the_screening_names_threshold_reason_and_article():
    finding = Scene().open("2026-05-18").case.screening.hearing[1]
    assert (finding.answer, str(finding.threshold)) == (True, "100000")
    assert finding.reason
    assert finding.article


def test_zhenjiang_files_before_the_decision_and_market_alone_does_not():
    assert Scene().open("2026-05-18").case.screening.filing.answer is True
    scene = Scene(rules=rulebook_for("market")).open("2026-05-18", profile="market")
    assert scene.case.screening.filing.answer is False


# Gate 7 at the opening: a threshold that the system does not know


def unknown() -> Scene:
    """A penalty of which a head must say whether it is heavy (63.1(5)): the case opens and waits."""
    other = {**company(), "proposal": {"penalties": [{"kind": "other", "subject": "责令限期拆除"}]}}
    return Scene().open("2026-05-18", parties=[other])


def test_where_the_law_is_unknown_the_case_opens():
    assert unknown().case.screening.major.answer is None


def test_where_the_law_is_unknown_no_notices_are_prepared():
    interview = {
        "working_days_after_service": 4,
        "time": "09:00",
        "place": "听述室",
        "presider": "officer-wang",
        "recorder": "clerk-zhao",
    }
    body = {"party": 1, "interview": interview}
    assert codes_of(unknown(), "2026-05-19", "officer-li", "prepare_notices", **body) == {"LawUnknown"}


# Limitation (行政处罚法 第36条)


def late(**changes: Any) -> dict[str, Any]:
    """The act ended on 2024-03-01: two years end on Sunday 2026-03-01; limitation is no period of procedure and does not roll."""
    return {"act_from": "2024-02-01", "act_to": "2024-03-01", "discovered_on": "2026-03-02", **changes}


def test_art36_limitation_over_the_case_opens_and_shows_it():
    assert Scene().open("2026-05-18", **late()).case.screening.limitation.answer is True


@pytest.mark.parametrize(
    ("day", "over"), [("2026-02-28", False), ("2026-03-01", False), ("2026-03-02", True)]
)
def test_art36_two_years_from_the_end_of_the_act(day, over):
    scene = Scene().open("2026-05-18", **late(discovered_on=day))
    assert scene.case.screening.limitation.answer is over


def test_art36_five_years_where_life_or_health_was_harmed():
    assert Scene().open("2026-05-18", **late(harm=True)).case.screening.limitation.answer is False


def test_art36_limitation_over_nobody_imposes():
    scene = (
        Scene()
        .open("2026-05-18", **late())
        .decision_prepared("2026-05-18", outcome="no_penalty", ground="36")
    )
    scene.reviewed("2026-05-18")
    body = {"party": 1, "content": scene.content()}
    assert codes_of(scene, "2026-05-19", "head-chen", "decide_no_penalty", **body) == set()
    scene = (
        Scene().open("2026-05-18", **late()).reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    )
    scene.decision_prepared("2026-06-02")
    found = codes_of(scene, "2026-06-02", "head-chen", "impose", party=1, content=scene.content())
    assert "LimitationOver" in found


def test_evidence_of_a_day_to_come_is_refused():
    scene = Scene().open("2026-05-18")
    evidence = {
        "id": "E2",
        "kind": "document",
        "title": "台账",
        "proves": ["F1"],
        "obtained_on": "2026-05-20",
    }
    found = codes_of(scene, "2026-05-19", "officer-li", "add_evidence", evidence=evidence, reason="补充")
    assert found == {"DateInTheFuture"}


def test_evidence_keeps_the_old_and_makes_a_new_papers_version():
    scene = Scene().open("2026-05-18")
    before = scene.case.papers_version
    evidence = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}
    scene.do("2026-05-19", "officer-li", "add_evidence", evidence=evidence, reason="补充")
    assert [e.id for e in scene.case.papers.evidence] == ["E1", "E2"]
    assert scene.case.papers_version != before


def test_an_id_of_evidence_is_not_used_twice():
    scene = Scene().open("2026-05-18")
    evidence = {"id": "E1", "kind": "document", "title": "台账", "proves": ["F1"]}
    found = codes_of(scene, "2026-05-19", "officer-li", "add_evidence", evidence=evidence, reason="补充")
    assert found == {"EvidenceIdTaken"}
