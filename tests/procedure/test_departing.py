"""Leaving without a decision: withdrawal, termination, transfer; death and end of a party, successors, new names."""

from datetime import date
from typing import Any

import pytest

from domain.case.documents import DocumentKind
from domain.procedure import waiting
from domain.procedure.chapters.documents import DocumentsProduced, Preview
from domain.procedure.clocks.deadlines import State, due_instants
from domain.procedure.language import machine_moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of, company

WHY = {"ground": "立案后查明不属于应当立案的情形", "reason": "产品经复检符合标准"}
TO = {"agency": "扬州市示例市场监督管理局"}
WAYS = {
    "withdraw_case": (WHY, DocumentKind.WITHDRAWAL_DECISION, "withdrawn:2026-06-03"),
    "terminate_case": (WHY, DocumentKind.TERMINATION_DECISION, "terminated:2026-06-03"),
    "transfer_to_agency": (WHY | TO, DocumentKind.TRANSFER_LETTER, "transferred:2026-06-03"),
}
every_way = pytest.mark.parametrize("move", WAYS)


def served(*parties: dict[str, Any]) -> Scene:
    scene = Scene().open("2026-05-18", parties=list(parties) or [company()]).reviewed("2026-05-20")
    for number in range(1, len(scene.case.parties.all) + 1):
        scene.issued("2026-05-25", number).served("2026-06-01", number)
    return scene


def gone(move: str, scene: Scene | None = None) -> Scene:
    scene = scene or served()
    scene.do("2026-06-03", "head-chen", move, **WAYS[move][0])
    return scene


def awaited(scene: Scene, on: str) -> set[str]:
    return {work.move for work in waiting(scene.case, date.fromisoformat(on))}


@every_way
def test_whoever_is_undecided_leaves_and_is_told(move):
    scene = gone(move, served(company(1), company(2)))
    assert not any(scene.case.undecided)
    assert {str(p.left.on) for p in scene.case.parties.all if p.left} == {"2026-06-03"}
    made = [d for d in scene.case.documents.all if d.kind is WAYS[move][1]]
    own = [d.party for d in made]
    assert own == ([None] if move == "transfer_to_agency" else [1, 2])
    assert all(d.approved_by == "head-chen" and d.number for d in made)


@every_way
def test_nothing_more_is_decided_on_who_left(move):
    scene = gone(move)
    body = {"channel": "paper", "received_at": shanghai("2026-06-03").isoformat(), "text": "请求从轻处罚。"}
    assert codes_of(scene, "2026-06-03", "officer-li", "submit_statement", party=1, **body) == {"PartyLeft"}
    assert codes_of(scene, "2026-06-03", "officer-li", "submit_for_review") >= {"AllDecided"}
    assert codes_of(scene, "2026-06-03", "head-chen", "impose", party=1, content="x") >= {"PartyLeft"}
    assert codes_of(scene, "2026-06-03", "head-chen", move, **WAYS[move][0]) == {"AllDecided"}
    paid = {"party": 1, "on": "2026-06-03", "amount": "1.00", "proof": SCAN}
    assert codes_of(scene, "2026-06-03", "officer-li", "record_payment", **paid) == {"PartyLeft"}


@every_way
def test_the_clocks_of_who_left_end_on_that_day(move):
    scene = gone(move)
    assert scene.clock("statement", "2026-07-01").state is State.LAPSED
    assert str(scene.clock("statement", "2026-07-01").ended_on) == "2026-06-03"
    assert scene.clock("decide", "2026-07-01").state is State.MET
    assert {settled.term for _, settled, _ in due_instants(scene.case)} == {"close_case"}


@every_way
def test_samr77_the_case_is_closed_once_the_document_is_sealed(move):
    scene = gone(move)
    assert awaited(scene, "2026-06-03") == {"record_sealing"}
    assert codes_of(scene, "2026-06-03", "officer-li", "close_case", form=SCAN) == {"DepartureNotTold"}
    scene.sealed("2026-06-04")
    assert "close_case" in awaited(scene, "2026-06-04")
    # Fifteen working days after Wednesday 06-03: 06-19 is a holiday, so Thursday 06-25.
    assert str(scene.clock("close_case", "2026-06-04").last_day) == "2026-06-25"
    scene.do("2026-06-04", "officer-li", "close_case", form=SCAN)
    assert scene.case.closing.trigger == WAYS[move][2]


def test_a_withdrawal_is_served_and_a_letter_to_an_agency_is_not():
    scene = gone("withdraw_case").sealed("2026-06-04")
    assert "record_service" in awaited(scene, "2026-06-04")
    scene.served("2026-06-05", kind=DocumentKind.WITHDRAWAL_DECISION)
    assert awaited(scene, "2026-06-05") == {"close_case"}
    assert "record_service" not in awaited(gone("transfer_to_agency").sealed("2026-06-04"), "2026-06-04")


@every_way
def test_a_ground_and_a_reason_are_given(move):
    empty = dict.fromkeys(WAYS[move][0], "　")
    assert codes_of(served(), "2026-06-03", "head-chen", move, **empty) == {"FieldMissing"}
    assert codes_of(served(), "2026-06-03", "officer-li", move, **WAYS[move][0]) >= {"RoleRequired"}


def test_a_case_is_not_transferred_to_the_agency_that_has_it():
    scene = served()
    body = WHY | {"agency": scene.case.identity.agency.name}
    assert codes_of(scene, "2026-06-03", "head-chen", "transfer_to_agency", **body) == {"TransferredToItself"}


def test_notices_that_never_left_are_not_sealed_any_more():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25").approved("2026-05-25")
    assert "record_sealing" in awaited(scene, "2026-05-25")
    scene.do("2026-05-25", "head-chen", "withdraw_case", **WHY)
    scene.sealed("2026-05-26")
    assert awaited(scene, "2026-05-26") == {"close_case", "record_service"}


# Changes of a party


def changed(scene: Scene, kind: str, party: int = 1, **new: str) -> Scene:
    body = {"party": party, "kind": kind, "on": "2026-06-02", "proof": SCAN, **new}
    scene.do("2026-06-03", "officer-li", "record_party_change", **body)
    return scene


def changing(scene: Scene, kind: str, **new: str) -> set[str]:
    body = {"party": 1, "kind": kind, "on": "2026-06-02", "proof": SCAN, **new}
    return codes_of(scene, "2026-06-03", "officer-li", "record_party_change", **body)


def ended(scene: Scene, party: int = 1) -> Scene:
    scene.do("2026-06-03", "head-chen", "end_against_party", party=party, reason="登记机关证明已注销")
    return scene


SUCCESSOR = {
    "new_name": "镇江示例食品合并有限公司",
    "identifier": company(7)["identifier"],
    "address": "镇江市示例路7号",
    "representative": "吕示例",
}


def test_samr47_a_party_that_has_ended_leaves_and_the_others_stay():
    scene = changed(served(company(1), company(2)), "dissolution")
    assert ("end_against_party", 1) in {
        (w.move, w.party) for w in waiting(scene.case, date.fromisoformat("2026-06-03"))
    }
    scene = ended(scene)
    assert [p.id for p in scene.case.undecided] == [2]
    (document,) = [d for d in scene.case.documents.all if d.kind is DocumentKind.TERMINATION_DECISION]
    assert document.party is None  # kept in the file: there is nobody on whom it could be served
    scene.sealed("2026-06-04")
    assert not {"close_case", "record_service", "end_against_party"} & awaited(scene, "2026-06-04")


def test_samr47_nobody_is_ended_of_whom_no_end_is_recorded():
    scene = changed(served(), "new_address", address="镇江市示例路8号")
    body = {"party": 1, "reason": "查无此人"}
    assert codes_of(scene, "2026-06-03", "head-chen", "end_against_party", **body) == {"PartyStillThere"}
    scene = ended(changed(served(), "dissolution"))
    (found,) = scene.judged("2026-06-03", "head-chen", "end_against_party", **body)
    assert found.code == "PartyLeft"
    assert "无须送达" in found.cure.zh
    assert "record_service" not in found.cure.zh


def test_nobody_is_punished_who_is_no_more():
    scene = changed(Scene().open("2026-05-18").reviewed("2026-05-20"), "dissolution")
    plan = {"place": "听述室", "presider": "officer-wang", "recorder": "clerk-zhao", "time": "09:00"}
    body = {"party": 1, "interview": plan | {"working_days_after_service": 4}}
    assert codes_of(scene, "2026-06-03", "officer-li", "prepare_notices", **body) == {"PartyEnded"}
    assert "PartyEnded" in codes_of(scene, "2026-06-03", "head-chen", "impose", party=1, content="x")
    assert awaited(scene, "2026-06-03") == {"end_against_party"}


def test_an_organisation_does_not_die_and_its_end_is_shown_by_a_paper():
    assert changing(served(), "death") == {"ChangeOfAnotherKind"}
    assert changing(served(), "dissolution", proof="") == {"FieldMissing"}
    assert changing(served(), "dissolution", on="2026-06-04") == {"DateInTheFuture"}
    assert changing(served(), "dissolution") == set()


def test_with_a_change_stands_what_is_new_and_nothing_else():
    assert changing(served(), "new_name") == {"FieldMissing"}
    assert changing(served(), "new_name", new_name="镇江示例食品有限责任公司", address="甲路1号") == {
        "NotOfThisChange"
    }
    assert changing(served(), "succession", new_name="甲公司") == {"FieldMissing"}


def test_a_successor_has_an_identifier_of_its_own():
    assert changing(served(), "succession", **SUCCESSOR) == set()
    assert changing(served(), "succession", **SUCCESSOR | {"identifier": "91320000MA00000000"}) == {
        "SuccessorIdentifierWrong"
    }
    known = {"identifier": company(1)["identifier"]}
    assert changing(served(), "succession", **SUCCESSOR | known) == {"SuccessorIsAParty"}


def test_art44_a_successor_is_notified_anew():
    scene = changed(served(), "succession", **SUCCESSOR)
    party = scene.case.party(1)
    assert (party.name, party.identifier) == (SUCCESSOR["new_name"], SUCCESSOR["identifier"])
    assert party.changes[0].was == company(1)["name"]
    assert party.last_notices is None
    assert "NoticesNotServed" in codes_of(scene, "2026-06-03", "head-chen", "impose", party=1, content="x")
    assert str(scene.clock("statement", "2026-06-03").ended_on) == "2026-06-03"


def test_a_new_name_leaves_issued_notices_as_they_are():
    scene = changed(served(), "new_name", new_name="镇江示例食品有限责任公司")
    assert scene.case.party(1).name == "镇江示例食品有限责任公司"
    assert scene.case.party(1).last_notices is not None


def test_notices_with_the_old_name_that_were_not_issued_are_prepared_anew():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25").approved("2026-05-25")
    changed(scene, "new_name", new_name="镇江示例食品有限责任公司")
    assert awaited(scene, "2026-06-03") == {"prepare_notices"}
    scene.issued("2026-06-03")
    assert [d.void for d in scene.case.documents.all if d.party == 1] == [True, True, False, False]


def test_what_a_party_that_is_no_more_was_to_be_told_does_not_go_out():
    scene = changed(Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25"), "dissolution")
    assert awaited(scene, "2026-06-03") == {"end_against_party"}
    assert changing(scene, "dissolution") == {"EndRecordedAlready"}


def test_the_others_are_decided_on_without_who_is_no_more():
    scene = changed(served(company(1), company(2)), "dissolution", party=2)
    scene.waived("2026-06-03", "hearing").waived("2026-06-03", "statement").interview("2026-06-05")
    scene.reviewed("2026-06-08").filed("2026-06-08").acknowledged("2026-06-09")
    body = scene.discussion_body("2026-06-10", conclusions=[scene.concluded(scene.case.party(1))])
    assert codes_of(scene, "2026-06-10", "clerk-zhao", "record_discussion", **body) == set()


def lacking(scene: Scene, kind: DocumentKind) -> Scene:
    """Let the world say that the document lacks a glyph."""
    document = next(d for d in scene.case.documents.all if d.kind is kind and not d.void)
    gap = Preview(document=document.id, content="c", preview="p", missing_glyphs=("𠮷",))
    scene._state(
        DocumentsProduced(incomplete=(gap,)), machine_moment(scene.case, shanghai("2026-06-03T10:00"))
    )
    return scene


@every_way
def test_a_document_that_lacks_something_is_made_anew_and_the_day_stays(move):
    scene = served()
    scene.printer_away = True
    scene = lacking(gone(move, scene), WAYS[move][1])
    assert awaited(scene, "2026-06-03") == {move}
    scene.printer_away = False
    scene.do("2026-06-04", "head-chen", move, **WAYS[move][0])
    scene.sealed("2026-06-04")
    assert [d.void for d in scene.case.documents.all if d.kind is WAYS[move][1]] == [True, False]
    scene.do("2026-06-04", "officer-li", "close_case", form=SCAN)
    assert scene.case.closing.trigger == WAYS[move][2]


def test_samr47_the_document_of_a_party_that_is_no_more_is_made_anew_too():
    scene = changed(served(), "dissolution")
    scene.printer_away = True
    scene = lacking(ended(scene), DocumentKind.TERMINATION_DECISION)
    assert awaited(scene, "2026-06-03") == {"end_against_party"}
    scene.printer_away = False
    assert awaited(ended(scene).sealed("2026-06-04"), "2026-06-04") == {"close_case"}


def test_what_waits_to_be_confirmed_lapses_with_the_leaving():
    scene = served()
    body = {"parties": [1], "error": "wrong_basis", "reason": "适用条款有误"}
    move = scene.read("return_to_notifying", body)
    scene._state(move, scene.moment("officer-li", shanghai("2026-06-02T10:00"), move))
    assert "confirm" in awaited(scene, "2026-06-02")
    assert "confirm" not in awaited(gone("withdraw_case", scene), "2026-06-03")


def test_a_suspension_is_not_told_to_a_party_that_is_no_more():
    scene = changed(served(company(1), company(2)), "dissolution", party=2)
    scene.do("2026-06-03", "head-chen", "suspend", ground="因不可抗力暂时无法调查", reason="经营场所进水")
    told = [d.party for d in scene.case.documents.all if d.kind is DocumentKind.SUSPENSION_NOTICE]
    assert told == [1]


def test_a_suspended_case_can_be_terminated():
    scene = served()
    scene.do("2026-06-02", "head-chen", "suspend", ground="因不可抗力暂时无法调查", reason="经营场所进水")
    scene = gone("terminate_case", scene)
    assert scene.clock("decide", "2026-06-03").state is State.MET
    assert "resume" not in awaited(scene, "2026-06-03")
