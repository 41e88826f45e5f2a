"""Supervision of a case: a complaint that is looked into, a notice of the supervising office that the head answers."""

from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.case.issuing import issuer_of
from domain.case.oversight import SupervisionForm
from domain.procedure import options, read, stage, waiting
from domain.procedure.clocks.deadlines import State
from domain.procedure.language import Moment
from domain.procedure.lists import MoveFilter
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of
from tests.procedure.test_issuer import THEIR_CLERK

ORAL = {"complainant": "匿名", "channel": "oral", "text": "承办人没有出示执法证件。"}
WANTING = {"problem": "没有写明复核结论", "demand": "补充复核结论"}


def begun() -> Scene:
    """Opened on Monday 2026-05-18; nobody was told of anything yet."""
    return Scene().open("2026-05-18")


def complained(scene: Scene, when: str, **changes: Any) -> Scene:
    scene.do(when, "officer-li", "record_complaint", **{"received_on": when, **ORAL, **changes})
    return scene


def complaining(scene: Scene, when: str, by: str = "officer-li", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "record_complaint", **{"received_on": when, **ORAL, **changes})


def answering(scene: Scene, when: str, **changes: Any) -> set[str]:
    body = {"outcome": "unfounded", "answer": "录像表明已出示证件", **changes}
    return codes_of(scene, when, "officer-li", "answer_complaint", **body)


def answered(scene: Scene, when: str, **changes: Any) -> Scene:
    body = {"outcome": "unfounded", "answer": "录像表明已出示证件", **changes}
    scene.do(when, "officer-li", "answer_complaint", **body)
    return scene


def noticing(scene: Scene, when: str, by: str = "supervisor-wu", **changes: Any) -> set[str]:
    body = {"form": "supervision_notice", **WANTING, **changes}
    return codes_of(scene, when, by, "issue_supervision_notice", **body)


def noticed(scene: Scene, when: str, form: str = "supervision_notice", issued: bool = True) -> Scene:
    scene.do(when, "supervisor-wu", "issue_supervision_notice", form=form, **WANTING)
    return sealed(scene, when) if issued else scene


def sealed(scene: Scene, when: str) -> Scene:
    document = scene.state.documents.all[-1]
    body = {"document": document.id, "file": document.file, "scan": SCAN, "on": when[:10]}
    scene.do(when, THEIR_CLERK, "record_sealing", **body)
    return scene


def replying(scene: Scene, when: str, by: str = "head-chen", **changes: Any) -> set[str]:
    return codes_of(scene, when, by, "answer_supervision_notice", **{"answer": "已补充", **changes})


def replied(scene: Scene, when: str, **changes: Any) -> Scene:
    scene.do(when, "head-chen", "answer_supervision_notice", **{"answer": "已补充", **changes})
    return scene


def work(scene: Scene, when: str) -> dict[str, tuple[str, str, str]]:
    """Who is waited for, since when, until when; whatever waits can be made."""
    now = shanghai(when)
    found = {w.move: (w.role.value, str(w.since), str(w.until)) for w in waiting(scene.case, now.date())}
    for move, person in (("answer_complaint", "officer-li"), ("answer_supervision_notice", "head-chen")):
        actor = scene.person(person)
        assert actor is not None
        (option,) = options(Moment(case=scene.case, actor=actor, at=now), MoveFilter(move=move))
        assert option.open is (move in found), move
    return found


# Complaints


def test_art75_2_a_complaint_waits_for_the_officer_fifteen_working_days():
    """Received on Monday 05-18: 05-19 to 06-08 are fifteen working days (Monday to Friday, three weeks)."""
    scene = complained(begun(), "2026-05-18T10:00", received_on="2026-05-18")
    assert work(scene, "2026-05-18")["answer_complaint"] == ("officer", "2026-05-18", "2026-06-08")
    assert scene.clock("answer_complaint", "2026-06-08").state is State.RUNNING
    assert scene.clock("answer_complaint", "2026-06-09").state is State.OVERDUE
    assert answering(scene, "2026-06-09") == set()


def test_art75_2_an_answered_complaint_waits_for_nobody():
    scene = answered(complained(begun(), "2026-05-19"), "2026-06-09", outcome="mistake")
    assert "answer_complaint" not in work(scene, "2026-06-09")
    assert scene.clock("answer_complaint", "2026-06-09").state is State.MET
    assert answering(scene, "2026-06-09") == {"NoComplaintWaits"}
    assert scene.state.oversight.complaints[0].outcome.zh == "经审查有错误，主动改正"


def test_art75_2_of_two_complaints_the_answer_names_its_own_and_the_older_one_presses():
    scene = complained(complained(begun(), "2026-05-19"), "2026-05-26")
    assert work(scene, "2026-05-26")["answer_complaint"] == ("officer", "2026-05-19", "2026-06-09")
    assert answering(scene, "2026-05-26") == {"WhichComplaint"}
    assert answering(scene, "2026-05-26", complaint=3) == {"WhichComplaint"}
    answered(scene, "2026-05-27", complaint=1)
    assert work(scene, "2026-05-27")["answer_complaint"] == ("officer", "2026-05-26", "2026-06-16")
    assert answering(scene, "2026-05-28") == set()
    assert [c.number for c in scene.state.oversight.complaints] == [1, 2]


@pytest.mark.parametrize(
    ("received_on", "refused"),
    [("2026-05-19", set()), ("2026-05-20", set()), ("2026-05-21", {"DateInTheFuture"})],
)
def test_a_complaint_has_come_before_it_is_recorded(received_on, refused):
    assert complaining(begun(), "2026-05-20", received_on=received_on) == refused


def test_an_officer_records_a_complaint_whoever_made_it_and_keeps_what_came_on_paper():
    assert complaining(begun(), "2026-05-19", by="supervisor-wu") == {"RoleRequired"}
    assert complaining(begun(), "2026-05-19", text=" ") == {"FieldMissing"}
    assert complaining(begun(), "2026-05-19", channel="paper") == {"FieldMissing"}
    assert complaining(begun(), "2026-05-19", channel="post", file=SCAN) == set()
    assert answering(complained(begun(), "2026-05-19"), "2026-05-20", answer="") == {"FieldMissing"}


def test_who_complained_is_told_to_nobody():
    scene = complained(begun(), "2026-05-19", complainant="邻店经营者")
    (entry,) = [e for e in scene.entries if e.fact == "ComplaintRecorded"]
    said = "".join(map(str, read(entry).said(scene.case)))
    assert ORAL["text"] in said
    assert "邻店经营者" not in said
    assert scene.state.oversight.complaints[0].complainant == "邻店经营者"


# Notices of the supervising office


@pytest.mark.parametrize("form", list(SupervisionForm))
def test_a_notice_of_any_form_is_numbered_sealed_and_issued_by_the_supervising_office(form):
    scene = noticed(begun(), "2026-05-19", form, issued=False)
    document = scene.state.documents.all[-1]
    assert document.kind is DocumentKind(form.value)
    assert issuer_of(scene.state, document).code == "zj-justice"
    assert document.approved_by == "supervisor-wu"
    seal = {"document": document.id, "file": document.file, "scan": SCAN, "on": "2026-05-20"}
    assert codes_of(scene, "2026-05-20", "clerk-zhao", "record_sealing", **seal) == {"AnotherIssuer"}
    assert replying(scene, "2026-05-20") == {"NoSupervisionNoticeWaits"}
    assert "answer_supervision_notice" not in work(scene, "2026-05-20")
    sealed(scene, "2026-05-20")
    assert replying(scene, "2026-05-20") == set()


def test_a_notice_waits_for_the_head_ten_working_days_from_its_issue():
    """Made on Tuesday 05-19, issued on Wednesday 05-20: 05-21 to Wednesday 06-03 are ten working days."""
    scene = sealed(noticed(begun(), "2026-05-19", issued=False), "2026-05-20")
    assert work(scene, "2026-05-20")["answer_supervision_notice"] == ("head", "2026-05-20", "2026-06-03")
    assert scene.clock("answer_supervision", "2026-06-03").state is State.RUNNING
    assert scene.clock("answer_supervision", "2026-06-04").state is State.OVERDUE
    assert replying(scene, "2026-06-04") == set()
    replied(scene, "2026-06-04")
    assert scene.clock("answer_supervision", "2026-06-04").state is State.MET_LATE
    assert "answer_supervision_notice" not in work(scene, "2026-06-04")


def test_of_two_notices_the_answer_names_its_own():
    scene = noticed(noticed(begun(), "2026-05-19"), "2026-05-20", "supervision_urging")
    first, second = (n.document for n in scene.state.oversight.notices)
    assert replying(scene, "2026-05-21") == {"WhichSupervisionNotice"}
    assert replying(scene, "2026-05-21", notice=99) == {"WhichSupervisionNotice"}
    replied(scene, "2026-05-21", notice=second)
    assert work(scene, "2026-05-21")["answer_supervision_notice"][1] == "2026-05-19"
    replied(scene, "2026-05-22")
    assert replying(scene, "2026-05-22", notice=first) == {"NoSupervisionNoticeWaits"}


def test_only_a_supervisor_of_the_agency_writes_and_only_its_head_answers():
    assert noticing(begun(), "2026-05-19", by="head-chen") == {"RoleRequired"}
    assert noticing(begun(), "2026-05-19", by="filing-zhou") == {"RoleRequired"}
    elsewhere = begun().known("supervisor-wu", supervises=("zj-ecology",))
    assert noticing(elsewhere, "2026-05-19") == {"RoleRequired"}
    assert noticing(begun(), "2026-05-19", demand="　") == {"FieldMissing"}
    assert replying(noticed(begun(), "2026-05-19"), "2026-05-20", by="officer-li") == {"RoleRequired"}
    assert replying(noticed(begun(), "2026-05-19"), "2026-05-20", answer="") == {"FieldMissing"}


def test_an_office_that_the_directory_does_not_know_numbers_nothing():
    assert noticing(begun().known("supervisor-wu", agency="nowhere"), "2026-05-19") == {"OfficeNotKnown"}


def test_art43_a_supervisor_related_to_a_party_writes_no_notice():
    scene = begun()
    scene.known("supervisor-wu", related_to=(scene.case.party(1).identifier,))
    assert noticing(scene, "2026-05-19") == {"RelatedToParty"}


# No effect on the case


def test_no_gate_waits_for_a_complaint_or_a_notice():
    scene = noticed(complained(Scene().to_decided(), "2026-06-15"), "2026-06-15")
    scene.served("2026-06-15", kind=DocumentKind.PENALTY_DECISION)
    paid = {"party": 1, "on": "2026-06-16", "amount": "120000.00", "proof": SCAN}
    scene.do("2026-06-16", "officer-li", "record_payment", **paid)
    scene.do("2026-06-16", "officer-li", "file_decision", together_with="head-chen")
    scene.sealed("2026-06-16")
    scene.do("2026-06-17", "officer-li", "close_case", form=SCAN)
    assert stage(scene.case, shanghai("2026-06-17")).value == "closed"
    assert complaining(scene, "2026-06-18") == set()
    assert noticing(scene, "2026-06-18") == set()
    assert {"answer_complaint", "answer_supervision_notice"} <= set(work(scene, "2026-06-18"))
    answered(replied(scene, "2026-06-18"), "2026-06-18")
    assert set(work(scene, "2026-06-18")) == {"acknowledge_decision_filing", "publicise"}


def test_a_complaint_and_a_notice_leave_the_papers_as_they_are():
    scene = begun()
    before = scene.case.papers_version
    assert noticed(complained(scene, "2026-05-19"), "2026-05-19").case.papers_version == before
