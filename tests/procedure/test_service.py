"""Service: modes lawful next, proof, days; the clocks run from the day of service."""

import pytest

from domain.case.documents import DocumentKind
from domain.case.service import CompletedService, Mode
from domain.procedure.gates.serving import lawful_modes
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of, company

CONSENT = {"address": "shen@tingshu.invalid", "signed_on": "2026-05-15", "form": SCAN}


def issued(**party) -> Scene:
    """Issued on Monday 2026-05-25."""
    return (
        Scene()
        .open("2026-05-18", parties=[{**company(), **party}])
        .reviewed("2026-05-20")
        .issued("2026-05-25")
    )


def serving(scene: Scene, when: str, by: str = "officer-li", **service) -> set[str]:
    body = {"documents": scene.to_serve(1), "service": scene.service(service.pop("on", when[:10]), **service)}
    return codes_of(scene, when, by, "record_service", party=1, **body)


# Which mode (民事诉讼法 第88至95条): a table, not a chain

ALWAYS = {Mode.DIRECT}
INDIRECT = {Mode.POST, Mode.ENTRUSTED}


@pytest.mark.parametrize(
    ("attempts", "open_"),
    [
        ([], ALWAYS),
        ([("refused", "direct")], ALWAYS | INDIRECT | {Mode.LEFT}),
        ([("absent", "direct")], ALWAYS | INDIRECT),
        ([("returned", "post")], ALWAYS),
        ([("absent", "direct"), ("returned", "post")], ALWAYS | INDIRECT | {Mode.ANNOUNCEMENT}),
        ([("refused", "direct"), ("returned", "post")], ALWAYS | INDIRECT | {Mode.LEFT}),
        ([("whereabouts_unknown", "direct")], ALWAYS | INDIRECT | {Mode.ANNOUNCEMENT}),
    ],
)
def test_cpl_the_modes_lawful_after_what_was_tried(attempts, open_):
    scene = issued()
    for failure, mode in attempts:
        scene.attempted("2026-05-26", failure, mode)
    assert set(lawful_modes(scene.state.party(1), scene.to_serve(1))) == open_


def test_art61_electronic_service_is_open_whenever_consented_in_writing():
    scene = issued(consent=CONSENT)
    assert set(lawful_modes(scene.state.party(1), scene.to_serve(1))) == ALWAYS | {Mode.ELECTRONIC}


def test_cpl_art95_who_consented_to_electronic_service_is_tried_by_it_before_an_announcement():
    scene = (
        issued(consent=CONSENT).attempted("2026-05-26", "absent").attempted("2026-05-26", "returned", "post")
    )
    assert Mode.ANNOUNCEMENT not in lawful_modes(scene.state.party(1), scene.to_serve(1))
    scene.attempted("2026-05-26", "not_delivered", "electronic")
    assert Mode.ANNOUNCEMENT in lawful_modes(scene.state.party(1), scene.to_serve(1))


def test_attempts_at_other_documents_do_not_count():
    scene = issued().attempted("2026-05-26", "absent").served("2026-05-27").hearing_requested("2026-05-28")
    scene.hearing_notified("2026-05-28", "2026-06-15", served=False)
    notice = scene.to_serve(1, DocumentKind.HEARING_NOTICE)
    assert set(lawful_modes(scene.state.party(1), notice)) == ALWAYS


def test_cpl_art89_nothing_is_left_before_it_was_refused():
    leaving = {"mode": "left", "refusal": "拒绝签收", "witness": "居委会陈某"}
    assert serving(issued(), "2026-05-26", **leaving) == {"ModeNotLawful"}
    assert serving(issued().attempted("2026-05-26", "refused"), "2026-05-26", **leaving) == set()


def test_the_refusal_says_which_modes_are_open_and_why():
    scene = issued().attempted("2026-05-26", "whereabouts_unknown")
    body = {
        "party": 1,
        "documents": scene.to_serve(1),
        "service": scene.service("2026-05-26", mode="announcement"),
    }
    (found,) = scene.judged("2026-05-26", "officer-li", "record_service", **body)
    assert found.why.zh.startswith(
        "现在不能记录为公告送达；可以采用：直接送达：直接送达为原则（第88条）、邮寄送达："
    )
    assert "direct service: direct service is the rule (art. 88), service by post: " in found.why.en
    assert "（第95条）" not in found.why.zh, "an announcement is ordered by its own move"


def test_cpl_art91_nothing_is_posted_before_direct_service_was_tried():
    assert serving(issued(), "2026-05-26", mode="post") == {"ModeNotLawful"}


def test_an_announcement_is_not_recorded_as_a_service():
    scene = issued().attempted("2026-05-26", "whereabouts_unknown")
    assert serving(scene, "2026-05-26", mode="announcement") == {"ModeNotLawful"}


# Proof (民事诉讼法 第87条)


@pytest.mark.parametrize(
    "missing", [{"proof": ""}, {"receiver": ""}, {"receiver_kind": None}, {"signed": False}]
)
def test_cpl_art87_direct_service_is_proven_by_a_signed_return(missing):
    assert serving(issued(), "2026-05-26", **missing) == {"ProofOfServiceIncomplete"}


@pytest.mark.parametrize("missing", [{"refusal": ""}, {"witness": ""}, {"proof": ""}])
def test_cpl_art89_leaving_is_proven_by_refusal_and_witness(missing):
    scene = issued().attempted("2026-05-26", "refused")
    leaving = {"mode": "left", "refusal": "拒绝签收", "witness": "居委会陈某", **missing}
    assert serving(scene, "2026-05-26", **leaving) == {"ProofOfServiceIncomplete"}


def test_what_the_proof_lacks_is_named_by_label_and_key():
    scene = issued()
    service = scene.service("2026-05-26", receiver="", signed=False)
    body = {"party": 1, "documents": scene.to_serve(1), "service": service}
    (found,) = scene.judged("2026-05-26", "officer-li", "record_service", **body)
    assert found.cure.zh == "请在 service 中补齐：签收人（receiver）、已签名（signed）"
    assert found.cure.en == "give in `service`: receiver (`receiver`), signed (`signed`)"


def test_a_relation_in_words_of_an_older_journal_is_still_read():
    older = {"documents": [1], "mode": "direct", "served_on": "2026-05-26", "handed_over_on": "2026-05-26"}
    service = CompletedService.model_validate({**older, "receiver": "沈示例", "relation": "法定代表人"})
    assert (service.receiver_kind, service.received_as) == (None, "法定代表人")


@pytest.mark.parametrize("lacking", [{"relation": ""}, {"authority": ""}])
def test_cpl_art88_somebody_else_shows_how_he_stands_to_the_party_and_his_authority(lacking):
    someone = {"receiver_kind": "authorised", "relation": "姐姐", "authority": SCAN}
    assert serving(issued(), "2026-05-26", **someone) == set()
    assert serving(issued(), "2026-05-26", **{**someone, **lacking}) == {"ProofOfServiceIncomplete"}


def test_cpl_art88_the_refusal_says_who_may_receive():
    scene = issued()
    service = scene.service("2026-05-26", receiver_kind="adult_family")
    body = {"party": 1, "documents": scene.to_serve(1), "service": service}
    (found,) = scene.judged("2026-05-26", "officer-li", "record_service", **body)
    assert found.why.zh.startswith(
        "同住成年家属不能代当事人1（镇江示例食品有限公司1）签收；有权签收的：法定代表人、主要负责人、"
    )


def test_cpl_art91_a_ground_belongs_to_its_mode():
    scene = issued().attempted("2026-05-26", "absent")
    assert serving(scene, "2026-05-26", mode="post", ground="prisoner") == {"GroundOfAnotherMode"}
    assert serving(scene, "2026-05-26", ground="elsewhere") == {"GroundOfAnotherMode"}
    assert serving(scene, "2026-05-26", mode="post", ground="elsewhere") == set()


def test_a_service_names_its_documents():
    body = {"party": 1, "documents": [], "service": issued().service("2026-05-26")}
    assert codes_of(issued(), "2026-05-26", "officer-li", "record_service", **body) == {"FieldMissing"}


def test_a_document_of_another_party_is_not_served_on_this_one():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.issued("2026-05-25", 1).issued("2026-05-25", 2)
    body = {"party": 1, "documents": scene.to_serve(2), "service": scene.service("2026-05-26")}
    assert codes_of(scene, "2026-05-26", "officer-li", "record_service", **body) == {"NotADocumentOfTheParty"}


# Days


def test_a_service_is_not_dated_before_the_issue():
    late = {"late_reason": "补录"}
    assert serving(issued(), "2026-05-26", on="2026-05-24", **late) == {"DateBeforeItsEvent"}
    assert serving(issued(), "2026-05-26", on="2026-05-25", **late) == set()


def test_a_service_is_not_dated_into_the_future():
    assert serving(issued(), "2026-05-26", on="2026-05-27") == {"DateInTheFuture"}


@pytest.mark.parametrize(
    ("recorded", "refused"),
    [
        ("2026-05-29", set()),  # Friday: one working day after Thursday
        ("2026-06-01", set()),  # Monday: two
        ("2026-06-02", {"RecordedLateWithoutReason"}),  # Tuesday: three
    ],
)
def test_art47_a_service_recorded_more_than_two_working_days_later_needs_a_reason(recorded, refused):
    assert serving(issued(), recorded, on="2026-05-28") == refused


def test_art47_with_a_reason_it_is_recorded_late():
    assert serving(issued(), "2026-06-02", on="2026-05-28", late_reason="回证在途") == set()


def test_the_clock_starts_on_the_day_of_service_not_of_its_recording():
    scene = issued().served("2026-06-02", on="2026-05-28", late_reason="回证在途")
    assert str(scene.clock("statement", "2026-06-02").start) == "2026-05-28"
    # Thursday 05-28: Fri, Mon, Tue, Wed, Thursday 06-04.
    assert str(scene.clock("statement", "2026-06-02").last_day) == "2026-06-04"


def test_a_posted_decision_is_handed_over_on_the_day_of_posting():
    scene = Scene().to_decided()  # decided on Friday 2026-06-12: seven working days end on Wednesday 06-24
    kind = DocumentKind.PENALTY_DECISION
    attempt = {"party": 1, "documents": scene.to_serve(1, kind), "mode": "direct", "on": "2026-06-15"}
    scene.do(
        "2026-06-15",
        "officer-li",
        "record_service_attempt",
        **attempt,
        by_whom="李示例",
        failure="absent",
        why="无人",
    )
    scene.served("2026-06-26", kind=kind, mode="post", sent_on="2026-06-24", on="2026-06-25")
    clock = scene.clock("serve_decision", "2026-06-26")
    assert (str(clock.last_day), str(clock.ended_on), clock.state) == ("2026-06-24", "2026-06-24", "met")
    assert str(scene.clock("payment", "2026-06-26").start) == "2026-06-25"


def test_nothing_is_received_before_it_was_sent():
    scene = issued().attempted("2026-05-26", "absent")
    assert serving(scene, "2026-05-28", mode="post", on="2026-05-27", sent_on="2026-05-28") == {
        "DateBeforeItsEvent"
    }


# The delivery system


@pytest.mark.parametrize(
    ("mode", "refused"), [("electronic", set()), ("post", set()), ("direct", {"NotTheirMode"})]
)
def test_a_delivery_system_reports_electronic_and_postal_service_only(mode, refused):
    scene = issued(consent=CONSENT).attempted("2026-05-26", "absent")
    assert serving(scene, "2026-05-26", by="delivery-platform", mode=mode) == refused


# Announcement (民事诉讼法 第95条)


def untraceable() -> Scene:
    return issued().attempted("2026-06-04", "whereabouts_unknown")


def ordering(scene: Scene, **changes) -> set[str]:
    body = {"party": 1, "documents": scene.to_serve(1), "reason": "下落不明", "course": "6月4日直接送达未果"}
    return codes_of(
        scene,
        "2026-06-04",
        "officer-li",
        "serve_by_announcement",
        **{**body, "together_with": "head-chen", **changes},
    )


def announced(scene: Scene, published: str = "2026-06-05") -> Scene:
    body = {"party": 1, "documents": scene.to_serve(1), "reason": "下落不明", "course": "6月4日直接送达未果"}
    scene.do("2026-06-04T11:00", "officer-li", "serve_by_announcement", **body, together_with="head-chen")
    scene.sealed("2026-06-04T12:00")
    scene.do(published, "officer-li", "record_publication", party=1, on=published, where="公告栏", proof=SCAN)
    return scene


def test_cpl_art95_no_announcement_before_all_else_failed():
    assert ordering(issued().attempted("2026-06-04", "absent")) == {"AnnouncementNotYetLawful"}


@pytest.mark.parametrize("field", ["reason", "course"])
def test_cpl_art95_reason_and_course_stand_in_the_file(field):
    assert ordering(untraceable(), **{field: " "}) == {"FieldMissing"}


def test_an_announcement_is_ordered_with_the_head():
    assert ordering(untraceable(), together_with="officer-wang") == {"NothingToConfirm"}


def test_an_announcement_is_no_attempt():
    scene = issued()
    body = {"party": 1, "documents": scene.to_serve(1), "mode": "announcement", "on": "2026-05-26"}
    found = codes_of(
        scene,
        "2026-05-26",
        "officer-li",
        "record_service_attempt",
        **body,
        by_whom="x",
        failure="absent",
        why="x",
    )
    assert found == {"AnnouncementIsNoAttempt"}


def test_a_second_announcement_waits_for_the_first():
    scene = announced(untraceable())
    body = {
        "party": 1,
        "documents": scene.to_serve(1),
        "reason": "x",
        "course": "x",
        "together_with": "head-chen",
    }
    assert codes_of(scene, "2026-06-08", "officer-li", "serve_by_announcement", **body) == {
        "AnnouncedAlready"
    }


def test_an_unsealed_announcement_is_not_published():
    scene = untraceable()
    body = {
        "party": 1,
        "documents": scene.to_serve(1),
        "reason": "x",
        "course": "x",
        "together_with": "head-chen",
    }
    scene.do("2026-06-04T11:00", "officer-li", "serve_by_announcement", **body)
    published = {"party": 1, "on": "2026-06-04", "where": "公告栏", "proof": SCAN}
    found = codes_of(scene, "2026-06-04T12:00", "officer-li", "record_publication", **published)
    assert found == {"DocumentNotSealed"}


def test_an_announcement_is_not_published_before_its_seal():
    scene = untraceable()
    body = {
        "party": 1,
        "documents": scene.to_serve(1),
        "reason": "x",
        "course": "x",
        "together_with": "head-chen",
    }
    scene.do("2026-06-04T11:00", "officer-li", "serve_by_announcement", **body)
    scene.sealed("2026-06-05")
    published = {"party": 1, "on": "2026-06-04", "where": "公告栏", "proof": SCAN}
    found = codes_of(scene, "2026-06-05T12:00", "officer-li", "record_publication", **published)
    assert found == {"DateBeforeItsEvent"}


def test_cpl_art95_published_on_06_05_it_is_served_on_sunday_07_05():
    scene = announced(untraceable())  # Friday 2026-06-05 + 30 days; no roll
    scene.at(shanghai("2026-07-05T23:59"))
    assert scene.state.party(1).notices_served_on is None
    scene.at(shanghai("2026-07-06T00:00"))
    assert str(scene.state.party(1).notices_served_on) == "2026-07-05"


def test_the_terms_count_from_the_day_after_the_announced_service():
    scene = announced(untraceable())
    scene.at(shanghai("2026-07-06T00:00"))
    # Sunday 07-05: Mon, Tue, Wed, Thu, Friday 07-10.
    assert str(scene.clock("statement", "2026-07-06").last_day) == "2026-07-10"
    assert str(scene.clock("hearing_request", "2026-07-06").last_day) == "2026-07-10"


def test_who_is_found_during_the_announcement_is_served_by_hand_and_the_announcement_is_needless():
    scene = announced(untraceable()).served("2026-06-15")
    scene.at(shanghai("2026-07-10"))
    assert [s.mode for s in scene.state.party(1).services] == ["direct"]
    assert str(scene.state.party(1).notices_served_on) == "2026-06-15"
    assert scene.state.party(1).announcement is None
