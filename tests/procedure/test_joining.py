"""Joining (并案): another case of the agency comes in before anybody was told of either (57)."""

from typing import Any

import pytest

from activities.joining import JoinOrder
from domain.case.people import CLOCK
from domain.procedure import obstacles, waiting
from domain.procedure.chapters.joining import AnswerJoin, EndAsJoined
from domain.procedure.gates import joining
from domain.procedure.language import Moment, machine_moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, company
from tests.proof.working import undoable

OTHER = "2026-0007"
REASON = "两案当事人向同一供货商购进同一批次食品。"


def opened(number: str, *parties: dict[str, Any], **changes: Any) -> Scene:
    return Scene().open("2026-05-18", number=number, parties=list(parties), **changes)


def two(*, same: bool = False) -> tuple[Scene, Scene]:
    """One case of company 1, another of company 2, or of both where one is the same."""
    others = [company(1), company(2)] if same else [company(2)]
    return opened("2026-0001", company(1)), opened(OTHER, *others)


def refused(scene: Scene, when: str = "2026-05-20", by: str = "head-chen", **body: Any) -> set[str]:
    given = {"number": OTHER, "ground": "connected", "reason": REASON}
    return scene.codes(when, by, "join_cases", **{**given, **body})


def ordered(scene: Scene, when: str = "2026-05-20", **body: Any) -> Scene:
    given = {"number": OTHER, "ground": "connected", "reason": REASON}
    scene.do(when, "head-chen", "join_cases", **{**given, **body})
    return scene


def asked(scene: Scene) -> EndAsJoined:
    """What the other case is asked, as the order says it."""
    join = joining.ordered(scene.case)
    assert join is not None
    order = JoinOrder.of(scene.case, join)
    return EndAsJoined(
        into=order.number,
        order=order.position,
        ordered_by=order.ordered_by,
        reason=order.reason,
        profile=order.profile,
        identifiers=order.identifiers,
    )


def at(other: Scene, when: str) -> Moment:
    head = other.person("head-chen")
    assert head is not None
    officers = {p.id: p for p in (head, *other.case.people.officers)}
    return Moment(case=other.case, actor=CLOCK, at=shanghai(when), people=officers)


def came_in(scene: Scene, other: Scene, when: str = "2026-05-20T10:00") -> Scene:
    """Let the other case end, and bring what it has."""
    move, before, now = asked(scene), other.case, at(other, when)
    assert obstacles(now, move) == ()
    other._state(move, now)
    last = other.entries[-1]
    answer = AnswerJoin(brought=before, position=last.seq, head=last.head)
    scene._state(answer, machine_moment(scene.case, shanghai(when)))
    return scene


def codes(other: Scene, move: EndAsJoined, when: str = "2026-05-20T10:00") -> set[str]:
    return {r.code for r in obstacles(at(other, when), move)}


def awaited(scene: Scene, when: str) -> set[tuple[str, int | None]]:
    return {(w.move, w.party) for w in waiting(scene.case, shanghai(when).date())}


# What comes in


def test_art57_parties_findings_evidence_and_basis_come_in_with_their_facts():
    scene, other = two()
    version = scene.case.papers_version
    came_in(ordered(scene), other)
    case = scene.case
    assert [(p.id, p.name) for p in case.parties.all] == [(1, company(1)["name"]), (2, company(2)["name"])]
    assert [(f.id, f.parties) for f in case.papers.findings] == [("F1", (1,)), (f"{OTHER}-F1", (2,))]
    assert [(e.id, e.proves) for e in case.papers.evidence][1] == (f"{OTHER}-E1", (f"{OTHER}-F1",))
    assert [(b.id, b.findings) for b in case.papers.basis][1] == (f"{OTHER}-B1", (f"{OTHER}-F1",))
    assert case.papers_version != version
    assert sorted(case.screening.hearing) == [1, 2]


def test_the_other_case_ends_as_joined_and_is_closed():
    scene, other = two()
    came_in(ordered(scene), other)
    assert not list(other.case.undecided)
    assert awaited(other, "2026-05-20") == {("close_case", None)}
    assert other.codes("2026-05-20T11:00", "officer-li", "prepare_decision", **other.decision_body(1)) == {
        "PartyElsewhere"
    }
    other.do("2026-05-21", "officer-li", "close_case", form=SCAN)
    assert other.case.closing.trigger == "joined:2026-05-20"


def test_what_came_in_is_reviewed_notified_and_decided_with_the_rest():
    scene, other = two()
    came_in(ordered(scene), other).reviewed("2026-05-21")
    for party in (1, 2):
        scene.issued("2026-05-25", party)
    scene.served("2026-06-01", 1).served("2026-06-01", 2)
    for party in (1, 2):
        scene.waived("2026-06-02", "hearing", party).waived("2026-06-02", "statement", party)
    scene.interview("2026-06-05", parties=(1, 2)).reviewed("2026-06-08").filed("2026-06-08")
    scene.acknowledged("2026-06-09").discussed("2026-06-10")
    for party in (1, 2):
        findings = [f.id for f in scene.case.papers.findings_against(party)]
        basis = [b.id for b in scene.case.papers.basis_against(party)]
        scene.decision_prepared("2026-06-10", party, findings=findings, basis=basis)
        scene.do("2026-06-11", "head-chen", "impose", party=party, content=scene.content(party))
    assert not list(scene.case.undecided)


def test_art58_what_was_agreed_to_before_is_agreed_to_no_more():
    scene, other = two()
    scene.reviewed("2026-05-19").prepared("2026-05-19").approved("2026-05-19")
    came_in(ordered(scene), other)
    last = scene.case.party(1).notices[-1]
    assert last.approved_on is None
    assert all(scene.case.documents.known(d).void for d in last.documents)
    assert ("prepare_notices", 1) in awaited(scene, "2026-05-20")
    assert ("submit_for_review", None) in awaited(scene, "2026-05-20")


def test_art60_the_time_to_decide_runs_from_the_earlier_acceptance():
    """Accepted on 2026-04-13 and on 2026-03-30: ninety days from the earlier."""
    scene = opened("2026-0001", company(1), accepted_on="2026-04-13")
    other = opened(OTHER, company(2), accepted_on="2026-03-30")
    came_in(ordered(scene), other)
    assert str(scene.case.papers.accepted_on) == "2026-03-30"
    assert str(scene.clock("decide", "2026-05-20").start) == "2026-03-30"


def test_gate1_an_officer_of_the_other_case_reviews_neither():
    scene = opened("2026-0001", company(1))
    other = opened(OTHER, company(2))
    came_in(ordered(scene), other)
    assert {p.id for p in scene.case.people.past_officers} >= {"officer-li", "officer-wang"}
    assert [p.id for p in scene.case.people.officers] == ["officer-li", "officer-wang"]


def test_a_paper_of_the_other_dossier_comes_along():
    scene, other = two()
    paper = {"document_title": "投诉人说明", "dated": "2026-05-18", "origin": "投诉人", "file": SCAN}
    other.do("2026-05-19", "officer-li", "add_document", **paper, reason="与违法事实有关")
    came_in(ordered(scene), other)
    assert [a.title for a in scene.case.dossier.added] == ["投诉人说明"]


# The same party


def test_art29_a_party_of_both_stands_here_once_with_all_its_findings():
    scene, other = two(same=True)
    came_in(ordered(scene, ground="same_party"), other)
    assert [p.id for p in scene.case.parties.all] == [1, 2]
    assert [f.id for f in scene.case.papers.findings_against(1)] == ["F1", f"{OTHER}-F1"]


def test_art29_what_is_intended_against_it_is_proposed_anew_before_it_is_told():
    scene, other = two(same=True)
    came_in(ordered(scene, ground="same_party"), other)
    assert ("amend_draft", None) in awaited(scene, "2026-05-20")
    assert ("prepare_notices", 1) not in awaited(scene, "2026-05-20")
    assert ("prepare_notices", 2) in awaited(scene, "2026-05-20")
    assert list(undoable(scene, at(scene, "2026-05-20T11:00"))) == []
    plan = {"place": "听述室", "presider": "officer-wang", "recorder": "clerk-zhao", "time": "09:00"}
    body = {"party": 1, "interview": plan | {"working_days_after_service": 4}}
    assert scene.codes("2026-05-20T11:00", "officer-li", "prepare_notices", **body) == {"ProposalNotUnited"}
    more = {
        "penalties": [{"kind": "fine", "amount": "180000.00"}],
        "reasons": "两项违法行为分别裁量，合并处罚。",
    }
    amended = {"proposals": [{"party": 1, "proposal": more}], "reason": "并案"}
    scene.do("2026-05-20T12:00", "officer-li", "amend_draft", **amended)
    assert scene.codes("2026-05-20T13:00", "officer-li", "prepare_notices", **body) == set()
    assert ("amend_draft", None) not in awaited(scene, "2026-05-20")


def test_the_same_party_is_asked_for_where_that_is_the_ground():
    scene, other = two()
    assert codes(other, asked(ordered(scene, ground="same_party"))) == {"NoPartyInCommon"}


# Which cases are joined


def test_art44_after_a_notice_nothing_is_joined_in_either_case():
    scene, other = two()
    other.reviewed("2026-05-18").issued("2026-05-19")
    assert codes(other, asked(ordered(scene))) == {"IssuedAlready"}
    scene, _ = two()
    scene.reviewed("2026-05-18").prepared("2026-05-19").approved("2026-05-19").sealed("2026-05-19")
    assert refused(scene) == set()
    scene.do("2026-05-19T10:00", "clerk-zhao", "issue_notices", party=1)
    assert refused(scene) == {"IssuedAlready"}


def test_a_head_alone_joins_cases_and_says_why():
    scene, _ = two()
    assert refused(scene, by="officer-li") == {"RoleRequired"}
    assert refused(scene, reason=" ") == {"FieldMissing"}
    assert refused(scene, number="2026-0001") == {"JoinedWithItself"}
    assert refused(scene, number="〔2026〕7号") == {"CaseNumberForm"}


def test_nobody_ends_a_case_as_joined_by_hand():
    _, other = two()
    body = {"into": "2026-0001", "order": 7, "ordered_by": "head-chen", "reason": REASON, "profile": "market"}
    for by in ("head-chen", "officer-li", "operator-gu"):
        assert other.codes("2026-05-20", by, "end_as_joined", **body) == {"RoleRequired"}


def test_two_cases_that_are_to_come_into_each_other_both_stay():
    scene, other = two()
    ordered(scene), ordered(other, number="2026-0001")
    assert codes(other, asked(scene)) == {"JoinUnderWay"}
    assert codes(scene, asked(other)) == {"JoinUnderWay"}


def test_cases_under_other_profiles_are_not_joined():
    scene, other = two()
    move = asked(ordered(scene)).model_copy(update={"profile": "national"})
    assert codes(other, move) == {"ProfileDiffers"}


def test_art36_what_is_under_limitation_is_handled_apart():
    """The act ended on 2023-03-01 and was found on 2026-04-08: two years were over."""
    long_ago = {"act_from": "2023-02-01", "act_to": "2023-03-01"}
    scene, other = opened("2026-0001", company(1)), opened(OTHER, company(2), **long_ago)
    assert codes(other, asked(ordered(scene))) == {"JoinedOutOfTime"}


# Between the two


def test_while_it_is_ordered_nothing_is_issued_or_decided_here():
    scene, _ = two()
    scene.reviewed("2026-05-18").prepared("2026-05-19").approved("2026-05-19").sealed("2026-05-19")
    ordered(scene)
    assert scene.codes("2026-05-20", "clerk-zhao", "issue_notices", party=1) == {"JoinUnderWay"}
    body = {"party": 1, "number": "2026-0001-1", "reason": REASON}
    assert "JoinUnderWay" in scene.codes("2026-05-20", "head-chen", "split_case", **body)
    assert "JoinUnderWay" in scene.codes("2026-05-20", "head-chen", "impose", party=1, content="x")
    assert "JoinUnderWay" in scene.codes("2026-05-20", "officer-li", "close_case", form=SCAN)
    assert refused(scene) == {"JoinUnderWay"}


def test_what_the_other_case_refuses_is_seen_and_stops_nothing():
    scene, _ = two()
    ordered(scene)
    answer = AnswerJoin(code="IssuedAlready", because="已向当事人发出文书")
    scene._state(answer, machine_moment(scene.case, shanghai("2026-05-20T10:00")))
    (join,) = scene.case.identity.joins
    assert (join.refused, str(join.refused_on), join.joined_on) == ("IssuedAlready", "2026-05-20", None)
    assert scene.entries[-1].fact == "JoinRefused"
    assert refused(scene, "2026-05-21") == set()


def test_an_answer_that_comes_twice_says_nothing_new():
    scene, other = two()
    came_in(ordered(scene), other)
    before = len(scene.entries)
    scene._state(AnswerJoin(brought=other.case), machine_moment(scene.case, shanghai("2026-05-20T12:00")))
    assert len(scene.entries) == before


@pytest.mark.parametrize("number", [OTHER, "2026-0008"])
def test_another_case_may_come_in_after_the_first(number):
    scene, other = two()
    came_in(ordered(scene), other)
    assert refused(scene, "2026-05-21", number=number) == set()
