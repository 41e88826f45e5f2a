"""Recusal (行政处罚法 第43条): asked for by the person or a party, decided by the head, and who takes over obeys gate 1."""

from datetime import date

from domain.case.documents import DocumentKind
from domain.procedure import waiting
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of

THIRD = "presider-he"


def opened() -> Scene:
    scene = Scene()
    scene.known(
        THIRD, roles=("officer", "presider"), certificate="示例-0009", certificate_until=date(2029, 12, 31)
    )
    return scene.open("2026-05-18").reviewed("2026-05-20")


def asked(person: str = "officer-wang", by: str = "officer-li", **more: int) -> Scene:
    scene = opened()
    scene.do("2026-05-21", by, "request_recusal", person=person, ground="其配偶在当事人处任职", **more)
    return scene


def deciding(scene: Scene, granted: bool = True, by: str = "head-chen", **more: str) -> set[str]:
    body = {"recusal": 1, "granted": granted, "reason": "经核实", **more}
    return codes_of(scene, "2026-05-22", by, "decide_recusal", **body)


def decided(scene: Scene, granted: bool = True, **more: str) -> Scene:
    body = {"recusal": 1, "granted": granted, "reason": "经核实", **more}
    scene.do("2026-05-22", "head-chen", "decide_recusal", **body)
    return scene


def test_art43_a_party_asks_and_the_head_names_who_takes_over():
    scene = decided(asked(party=1), replacement=THIRD)
    assert [o.id for o in scene.case.people.officers] == ["officer-li", THIRD]
    assert scene.case.people.ever_officer("officer-wang")


def test_art43_the_party_that_asked_is_told_of_the_decision():
    scene = decided(asked(party=1), replacement=THIRD)
    scene.at(shanghai("2026-05-25"))
    document = next(d for d in scene.case.documents.all if d.kind is DocumentKind.RECUSAL_DECISION)
    assert (document.party, document.complete, document.approved_by) == (1, True, "head-chen")
    own = decided(asked("reviewer-sun", "reviewer-sun"), granted=False)
    assert DocumentKind.RECUSAL_DECISION not in {d.kind for d in own.case.documents.all}


def test_art43_who_stands_back_does_nothing_more_in_the_case():
    scene = decided(asked(party=1), replacement=THIRD)
    piece = {"id": "E9", "kind": "document", "title": "台账", "proves": ["F1"]}
    refused = codes_of(scene, "2026-05-23", "officer-wang", "add_evidence", evidence=piece, reason="补充")
    assert "RoleRequired" in refused
    plan = {
        "place": "听述室",
        "presider": "officer-wang",
        "recorder": "clerk-zhao",
        "working_days_after_service": 4,
    }
    named = codes_of(
        scene, "2026-05-25", "officer-li", "prepare_notices", party=1, interview={**plan, "time": "09:00"}
    )
    assert named == {"StandsBack"}
    again = {"officers": ["officer-li", "officer-wang"], "reason": "换回"}
    assert "StandsBack" in codes_of(scene, "2026-05-25", "head-chen", "reassign", **again)


def test_art43_the_investigation_goes_on_until_it_is_decided():
    scene = asked(party=1)
    piece = {"id": "E9", "kind": "document", "title": "台账", "proves": ["F1"]}
    assert (
        codes_of(scene, "2026-05-21", "officer-wang", "add_evidence", evidence=piece, reason="补充") == set()
    )
    (work,) = (w for w in waiting(scene.case, shanghai("2026-05-21").date()) if w.move == "decide_recusal")
    assert (work.role.value, str(work.since)) == ("head", "2026-05-21")


def test_art43_a_request_that_is_refused_changes_nothing_and_may_come_again():
    scene = decided(asked(party=1), granted=False)
    assert [o.id for o in scene.case.people.officers] == ["officer-li", "officer-wang"]
    assert "decide_recusal" not in {w.move for w in waiting(scene.case, shanghai("2026-05-22").date())}
    body = {"person": "officer-wang", "party": 1, "ground": "另有新的事实"}
    assert codes_of(scene, "2026-05-23", "officer-li", "request_recusal", **body) == set()


def test_art43_an_officer_who_goes_needs_a_replacement_that_gate_1_lets_in():
    scene = asked(party=1)
    assert deciding(scene) == {"ReplacementNeeded"}
    assert "CertificateInvalid" in deciding(scene, replacement="officer-old")
    assert "NotAnOfficer" in deciding(scene, replacement="officer-ma")
    assert "OfficerReviewed" in deciding(scene, replacement="reviewer-sun")


def test_art43_a_reviewer_who_goes_is_replaced_by_one_who_never_investigated():
    scene = asked("reviewer-sun", "reviewer-sun")
    assert deciding(scene) == {"ReplacementNeeded"}
    assert "ReviewerInvestigated" in deciding(scene, replacement="officer-li")
    scene.known("reviewer-new", legal_qualification=True)
    reviewer = decided(scene, replacement="reviewer-new").case.review.reviewer
    assert reviewer is not None
    assert reviewer.id == "reviewer-new"


def test_art43_without_a_party_one_asks_for_oneself_alone_and_once():
    body = {"person": "officer-wang", "ground": "其配偶在当事人处任职"}
    assert codes_of(opened(), "2026-05-21", "officer-li", "request_recusal", **body) == {"OnlyOneself"}
    assert codes_of(asked(party=1), "2026-05-21", "officer-wang", "request_recusal", **body) == {
        "StandsBackAlready"
    }


def test_art43_the_head_s_own_recusal_is_decided_by_the_heads_together():
    scene = asked("head-chen", "officer-li", party=1)
    assert deciding(scene) == {"OwnRecusal", "HeadsRecordMissing"}
    scene.known("clerk-zhao", roles=("head",))
    assert deciding(scene, by="clerk-zhao") == {"HeadsRecordMissing"}
    assert deciding(scene, by="clerk-zhao", record=SCAN) == set()


def test_art43_only_what_waits_is_decided():
    assert deciding(opened()) == {"NoRecusalWaits"}
    assert codes_of(
        asked(party=1), "2026-05-22", "head-chen", "decide_recusal", recusal=7, granted=False, reason="无"
    ) == {"NoSuchRecusal"}


# Who should sit at the hearing


def heard_by(recorder: str, presider: str = "presider-he") -> Scene:
    """A hearing on 2026-06-23 of which the notice was served, before these."""
    scene = Scene().known("officer-tang", roles=("officer", "presider", "recorder"))
    scene.open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-03")
    body = scene.hearing_body("2026-06-23", presider=presider, recorder=recorder)
    scene.do("2026-06-10", presider, "notify_hearing", **body)
    return scene.sealed("2026-06-10").served("2026-06-10", 1, DocumentKind.HEARING_NOTICE)


def stood_back(scene: Scene, when: str) -> Scene:
    scene.do(
        when, "officer-li", "request_recusal", person="officer-tang", ground="其配偶在当事人处任职", party=1
    )
    scene.do(when, "head-chen", "decide_recusal", recusal=1, granted=True, reason="经核实")
    return scene


def holding(scene: Scene, by: str = "presider-he") -> set[str]:
    return codes_of(scene, "2026-06-24", by, "hold_hearing", **scene.held_body("2026-06-23"))


def told_anew(scene: Scene) -> set[str]:
    body = scene.hearing_body("2026-06-29")
    return codes_of(scene, "2026-06-16", "presider-he", "notify_hearing", **body)


def waits(scene: Scene, day: str) -> set[str]:
    return {work.move for work in waiting(scene.case, date.fromisoformat(day)) if "hearing" in work.move}


def test_art43_no_hearing_whose_recorder_stands_back():
    assert holding(heard_by("officer-tang")) == set()
    assert holding(stood_back(heard_by("officer-tang"), "2026-06-16")) == {"SitsNoMore"}


def test_art43_who_is_told_on_the_day_of_the_hearing_to_stand_back_keeps_no_record_of_it():
    assert holding(stood_back(heard_by("officer-tang"), "2026-06-23")) == {"SitsNoMore"}


def test_art43_what_was_recorded_before_the_recusal_stands():
    assert holding(stood_back(heard_by("officer-tang"), "2026-06-24")) == set()


def test_art43_a_hearing_whose_recorder_stands_back_is_notified_anew_at_once():
    assert told_anew(heard_by("officer-tang")) == {"HearingNotifiedAlready"}
    scene = stood_back(heard_by("officer-tang"), "2026-06-16")
    assert told_anew(scene) == set()
    assert waits(scene, "2026-06-16") == {"notify_hearing"}


def test_art43_a_hearing_whose_presider_stands_back_is_notified_anew_at_once():
    scene = stood_back(heard_by("clerk-zhao", presider="officer-tang"), "2026-06-16")
    assert told_anew(scene) == set()
    assert waits(scene, "2026-06-16") == {"notify_hearing"}
