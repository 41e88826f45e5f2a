"""Splitting (分案): a party that must go on alone goes on in a case of its own, with all that is true of it (57)."""

import json
from typing import Any

import pytest

from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.journal import Entry
from domain.case.snapshot import snapshot
from domain.case.splits import Onward
from domain.procedure import deadlines, fold, waiting
from domain.procedure.chapters.splitting import AnswerSplit
from domain.procedure.language import Moment, machine_moment
from domain.procedure.parting import beginning
from register.projection import CaseProjection
from register.recording import Rows
from tests.procedure.playing import Play, shanghai
from tests.procedure.scene import SCAN, Scene, company
from tests.procedure.test_two_parties import played as two_parties
from tests.proof.working import undoable

NUMBER = "2026-0001-2"
REASON = "该当事人要求听证，其他当事人不应因此等待。"


def served() -> Scene:
    """Two companies, both notified by hand on Monday 2026-06-01."""
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    for party in (1, 2):
        scene.issued("2026-05-25", party)
    return scene.served("2026-06-01", 1).served("2026-06-01", 2)


def split(scene: Scene, when: str = "2026-06-03", number: str = NUMBER, party: int = 2) -> Scene:
    scene.do(when, "head-chen", "split_case", party=party, number=number, reason=REASON)
    return scene


def answered(scene: Scene, when: str, *, opened: bool) -> Scene:
    scene._state(AnswerSplit(party=2, opened=opened), machine_moment(scene.case, shanghai(when)))
    return scene


def onward(scene: Scene) -> Onward:
    left = scene.case.party(2).left
    assert left is not None
    assert left.onward is not None
    return left.onward


def going_on(scene: Scene, party: int = 2) -> Scene:
    """The case of its own, as it begins from the journal of the other."""
    first = beginning(scene.entries[: onward(scene).seq], party, onward(scene).number)
    other = Scene(scene.rules)
    other.entries, other.case = [first], fold([first])
    return other


def beginning_of(scene: Scene) -> Entry:
    return going_on(scene).entries[0]


def tables(entries: list[Entry]) -> Rows:
    """What the register's tables say of a case."""
    return CaseProjection().rows(CaseProjection().fold(None, entries), entries[-1])


def refused(
    scene: Scene, when: str, move: str = "split_case", by: str = "head-chen", **body: object
) -> set[str]:
    given = {"party": 2, "number": NUMBER, "reason": REASON} if move == "split_case" else {}
    return scene.codes(when, by, move, **{**given, **body})


def awaited(scene: Scene, when: str) -> set[tuple[str, int | None]]:
    return {(w.move, w.party) for w in waiting(scene.case, shanghai(when).date())}


def running(case: Case, when: str) -> set[tuple[str, int | None, str]]:
    found = deadlines(case, shanghai(when).date())
    return {(d.term, d.party, str(d.last_day)) for d in found if d.open}


# What goes with the party


def test_art57_a_party_goes_on_with_all_that_is_true_of_it():
    scene = served().statement("2026-06-02", 2).waived("2026-06-02", "hearing", 2)
    other = going_on(split(scene))
    was, party = scene.case.party(2), other.case.party(2)
    assert (party.name, party.identifier) == (was.name, was.identifier)
    assert (party.services, party.statements) == (was.services, was.statements)
    assert party.notices[0].waivers == was.notices[0].waivers
    assert [p.id for p in other.case.parties.all] == [2]
    assert other.case.people == scene.case.people
    assert other.case.papers.accepted_on == scene.case.papers.accepted_on


def test_art57_findings_evidence_and_basis_are_the_party_s_alone():
    findings = [
        {"id": "F1", "text": "共同销售。", "parties": [1, 2]},
        {"id": "F2", "text": "单独销售。", "parties": [1]},
    ]
    evidence = [
        {"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1", "F2"]},
        {"id": "E2", "kind": "document", "title": "台账", "proves": ["F2"]},
    ]
    basis = [
        {"id": "B1", "statute": "食品安全法", "article": "125(2)", "findings": ["F1"]},
        {"id": "B2", "statute": "食品安全法", "article": "124.1(3)", "findings": ["F2"]},
    ]
    changes = {"findings": findings, "evidence": evidence, "basis": basis}
    scene = split(Scene().open("2026-05-18", parties=[company(1), company(2)], **changes), "2026-05-19")
    papers = going_on(scene).case.papers
    assert [(f.id, f.parties) for f in papers.findings] == [("F1", (2,))]
    assert [(e.id, e.proves) for e in papers.evidence] == [("E1", ("F1",))]
    assert [(b.id, b.findings) for b in papers.basis] == [("B1", ("F1",))]
    assert papers.findings_against(2)


def test_documents_keep_their_numbers_and_say_from_which_case_they_come():
    scene = split(served())
    case = going_on(scene).case
    told = [d for d in case.documents.all if d.kind is DocumentKind.PENALTY_NOTICE]
    assert [(d.party, d.number, d.origin) for d in told] == [(2, "〔2026〕5号", "2026-0001")]
    assert {d.party for d in case.documents.all} == {None, 2}
    assert case.documents.known(5).seal == scene.case.documents.known(5).seal


def test_a_number_is_entered_once_by_the_case_that_took_it():
    case = going_on(split(served())).case
    assert [d for d in case.documents.all if d.taken] == []
    rows = tables([beginning_of(split(served()))])
    assert rows.numbers == []
    assert len(rows.documents) == len(case.documents.all)


def test_the_new_case_knows_whence_it_comes_and_the_journals_hold_on_to_each_other():
    scene = split(served())
    origin = going_on(scene).case.identity.origin
    left = next(e for e in scene.entries if e.fact == "CaseSplit")
    assert origin is not None
    assert (origin.number, origin.party, origin.position, origin.head) == (
        "2026-0001",
        2,
        left.seq,
        left.head,
    )


def test_it_begins_the_same_way_whenever_it_is_asked_and_is_carried_as_it_is():
    scene = split(served())
    before = beginning_of(scene)
    scene.interview("2026-06-05").reviewed("2026-06-09")
    assert beginning_of(scene).stored == before.stored
    case = fold([before])
    assert Case.model_validate(json.loads(json.dumps(snapshot(case)))) == case


# What was agreed to


def test_art58_a_review_of_the_whole_stands_for_each_party():
    """The review before the notice agreed to the papers of both; the papers of one are a part of them [I]."""
    scene = split(served())
    case = going_on(scene).case
    assert case.papers_version != scene.case.papers_version
    assert [r.papers for r in case.review.rounds] == [case.papers_version]
    assert case.party(2).notices[0].papers == case.papers_version


def test_a_split_case_is_brought_to_its_decision():
    other = going_on(split(served()))
    other.waived("2026-06-03", "hearing", 2).waived("2026-06-03", "statement", 2)
    other.interview("2026-06-05", parties=(2,)).reviewed("2026-06-09").filed("2026-06-10")
    other.acknowledged("2026-06-10")
    body = other.discussion_body("2026-06-11", conclusions=[other.concluded(other.case.party(2))])
    other.do("2026-06-11", "clerk-zhao", "record_discussion", **body)
    other.decision_prepared("2026-06-11", 2)
    other.do("2026-06-12", "head-chen", "impose", party=2, content=other.content(2))
    other.sealed("2026-06-12").served("2026-06-15", 2, DocumentKind.PENALTY_DECISION)
    assert other.case.party(2).decision_service is not None
    # What is made here is numbered on from what came along, and by this case.
    assert [d.origin for d in other.case.documents.all if d.kind is DocumentKind.PENALTY_DECISION] == [""]


def test_the_others_are_decided_on_without_who_left():
    scene = split(served())
    scene.waived("2026-06-03", "hearing").waived("2026-06-03", "statement").interview("2026-06-05")
    scene.reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
    body = scene.discussion_body("2026-06-11", conclusions=[scene.concluded(scene.case.party(1))])
    assert scene.codes("2026-06-11", "clerk-zhao", "record_discussion", **body) == set()


# Clocks and work


def test_art45_the_terms_of_the_party_run_on_there_and_end_here():
    """Served on Monday 06-01: five working days end on Monday 06-08."""
    scene = split(served())
    terms = {("statement", 2, "2026-06-08"), ("hearing_request", 2, "2026-06-08")}
    assert terms <= running(going_on(scene).case, "2026-06-03")
    assert not [d for d in running(scene.case, "2026-06-03") if d[1] == 2]
    assert ("statement", 1, "2026-06-08") in running(scene.case, "2026-06-03")


def test_art60_the_time_to_decide_is_counted_from_the_same_acceptance_in_both():
    scene = split(served())
    decide = {d for d in running(scene.case, "2026-06-03") if d[0] == "decide"}
    assert decide == {d for d in running(going_on(scene).case, "2026-06-03") if d[0] == "decide"}


def test_a_term_that_has_passed_is_not_said_again():
    scene = served()
    scene.at(shanghai("2026-06-09T10:00"))
    other = going_on(split(scene, "2026-06-09T11:00"))
    other.at(shanghai("2026-06-10"))
    assert [e.fact for e in other.entries] == ["CaseSplitOff"]


def test_the_party_s_work_is_done_there_and_waits_here_for_nobody():
    scene = split(served(), "2026-06-09")
    assert not [w for w in awaited(scene, "2026-06-09") if w[1] == 2]
    assert awaited(going_on(scene), "2026-06-09")
    letter = {"channel": "paper", "received_at": shanghai("2026-06-09").isoformat(), "text": "晚到。"}
    assert scene.codes("2026-06-09", "officer-li", "submit_statement", party=2, **letter) == {
        "PartyElsewhere"
    }


def test_art61_an_announcement_under_way_serves_the_party_there_alone():
    """Published on Friday 06-05: thirty days later, on Sunday 07-05, it is served; here nobody is."""
    whole = two_parties("2026-06-06")
    whole.do("2026-06-08", "head-chen", "split_case", party=2, number=NUMBER, reason=REASON)
    place = next(e.seq for e in whole.entries if e.fact == "CaseSplit")
    other = Play()
    other.entries = [beginning(whole.entries[:place], 2, NUMBER)]
    other.case = fold(other.entries)
    for one in (whole, other):
        one.at(shanghai("2026-07-06T09:00"))
    assert str(other.case.party(2).notices_served_on) == "2026-07-05"
    assert whole.case.party(2).notices_served_on is None


# Drafts and documents under way


def test_drafts_stay_behind_and_are_made_anew_there():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.prepared("2026-05-25", 2).approved("2026-05-25", 2)
    other = going_on(split(scene, "2026-05-26"))
    assert other.case.party(2).notices == ()
    assert [d for d in other.case.documents.all if d.party == 2] == []
    other.issued("2026-05-26", 2).served("2026-06-01", 2)
    assert other.case.party(2).notices_served_on is not None
    # Here they are void: they never went out, and never will.
    assert {r["state"] for r in tables(scene.entries).documents if r["party"] == 2} == {"void"}


def test_what_is_being_sealed_is_sealed_first():
    scene = served()
    scene.do("2026-06-02", "head-chen", "suspend", ground="因不可抗力暂时无法调查", reason="经营场所进水")
    assert refused(scene, "2026-06-02") == {"DocumentsUnderWay"}
    assert refused(scene.sealed("2026-06-02"), "2026-06-02") == set()


def test_a_suspension_goes_on_in_both():
    scene = served()
    scene.do("2026-06-02", "head-chen", "suspend", ground="因不可抗力暂时无法调查", reason="经营场所进水")
    other = going_on(split(scene.sealed("2026-06-02")))
    assert other.case.timing.suspended == scene.case.timing.suspended is not None


# Who may be split off


def test_a_head_alone_splits_a_case():
    assert refused(served(), "2026-06-03", by="officer-li") == {"RoleRequired"}
    assert refused(served(), "2026-06-03", reason=" ") == {"FieldMissing"}


def test_of_one_party_there_is_nothing_to_split():
    scene = Scene().open("2026-05-18")
    assert refused(scene, "2026-05-19", party=1) == {"NobodyStaysBehind"}
    scene = split(served())
    assert refused(scene, "2026-06-04", party=1, number="2026-0001-1") == {"NobodyStaysBehind"}


def test_nobody_is_split_off_twice_nor_after_its_decision():
    scene = split(served())
    assert refused(scene, "2026-06-04", number="2026-0001-3") == {"PartyElsewhere"}
    scene = served().decision_prepared("2026-06-03", 2, outcome="no_penalty")
    scene.do("2026-06-04", "head-chen", "decide_no_penalty", party=2, content=scene.content(2))
    assert refused(scene, "2026-06-05") == {"AlreadyDecided"}


@pytest.mark.parametrize("number", ["2026/1", "", "〔2026〕1号", "x" * 41])
def test_the_number_of_the_new_case_is_one_that_a_case_can_have(number):
    assert refused(served(), "2026-06-03", number=number)


def test_the_number_of_the_new_case_is_not_this_one_s():
    assert refused(served(), "2026-06-03", number="2026-0001") == {"SplitNumberInUse"}


# Between the two


def test_while_the_new_case_is_not_there_nothing_is_done_about_the_party_here():
    scene = split(served())
    assert onward(scene).awaited
    assert not [w for w in awaited(scene, "2026-06-03") if w[1] == 2]
    answered(scene, "2026-06-03T10:00", opened=True)
    assert onward(scene).opened_on is not None
    assert refused(scene, "2026-06-04", number="2026-0001-3") == {"PartyElsewhere"}


def test_where_the_number_was_taken_a_head_gives_another_and_nothing_is_lost():
    scene = answered(split(served()), "2026-06-03T10:00", opened=False)
    assert ("split_case", 2) in awaited(scene, "2026-06-03")
    who = scene.person("head-chen")
    assert who is not None
    assert [*undoable(scene, Moment(case=scene.case, actor=who, at=shanghai("2026-06-03T11:00")))] == []
    assert refused(scene, "2026-06-04") == {"SplitNumberInUse"}
    first = beginning_of(scene)
    split(scene, "2026-06-04", "2026-0001-3")
    assert (onward(scene).number, onward(scene).awaited) == ("2026-0001-3", True)
    assert str(scene.case.party(2).settled_on) == "2026-06-03"
    assert ("split_case", 2) not in awaited(scene, "2026-06-04")
    again = beginning_of(scene)
    assert fold([again]).parties == fold([first]).parties
    assert fold([again]).identity.number == "2026-0001-3"


def test_a_draft_can_be_amended_there_under_the_number_that_the_party_has():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)])
    other = going_on(split(scene, "2026-05-19"))
    text = "销售标注虚假生产日期的食品，货值一万元。"

    def amended(party: int) -> dict[str, Any]:
        return {"findings": [{"id": "F1", "text": text, "parties": [party]}], "reason": "补正货值"}

    assert other.codes("2026-05-20", "officer-li", "amend_draft", **amended(2)) == set()
    other.do("2026-05-20", "officer-li", "amend_draft", **amended(2))
    assert list(other.case.screening.hearing) == [2]
    assert other.codes("2026-05-20", "officer-li", "amend_draft", **amended(1)) == {"PapersIncomplete"}


def test_a_case_all_of_whose_parties_are_done_is_closed():
    scene = answered(split(served()), "2026-06-03T10:00", opened=True)
    ground = {"ground": "违法事实不属于本机关管辖", "reason": "经核查"}
    scene.do("2026-06-04", "head-chen", "withdraw_case", **ground)
    scene.sealed("2026-06-04").do("2026-06-05", "officer-li", "close_case", form=SCAN)
    assert scene.case.closing.trigger == "split+withdrawn:2026-06-04"
