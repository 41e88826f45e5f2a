"""Gate 6: a document leaves only complete, numbered and sealed; electronically only with the signed consent."""

from typing import Any

from domain.case.documents import DocumentKind
from domain.procedure import read
from domain.procedure.chapters.documents import DocumentsProduced, Preview, PreviewsRendered
from domain.procedure.language import machine_moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of, company

CONSENT = {"address": "shen@tingshu.invalid", "signed_on": "2026-05-15", "form": SCAN}


def drafted(**changes: Any) -> Scene:
    return Scene().open("2026-05-18", parties=[{**company(), **changes}]).reviewed("2026-05-20")


def approving(scene: Scene, when: str, **changes: str) -> set[str]:
    contents = [scene.document(n).content for n in scene.state.party(1).last_notices.documents]
    body = {"letter": contents[0], "notice": contents[1], **changes}
    return codes_of(scene, when, "head-chen", "approve_notices", party=1, **body)


def rendered(scene: Scene, **gaps: tuple[str, ...]) -> Scene:
    """Let the printer answer once more."""
    letter, notice = scene.state.party(1).last_notices.documents
    previews = (
        Preview(document=letter, content="c1", preview="p1", **gaps),
        Preview(document=notice, content="c2", preview="p2"),
    )
    scene._state(
        PreviewsRendered(documents=previews), machine_moment(scene.case, shanghai("2026-05-25T09:00"))
    )
    return scene


def test_a_preview_that_lacks_a_field_is_not_approved():
    scene = rendered(drafted().prepared("2026-05-25"), gaps=("地址",))
    assert approving(scene, "2026-05-25") == {"PreviewIncomplete"}


def test_a_preview_that_lacks_a_glyph_is_not_approved():
    scene = rendered(drafted().prepared("2026-05-25"), missing_glyphs=("𠮷",))
    assert approving(scene, "2026-05-25") == {"PreviewIncomplete"}


def test_what_is_approved_is_what_was_shown():
    assert approving(drafted().prepared("2026-05-25"), "2026-05-25", letter="0" * 64) == {"ContentChanged"}


def test_what_a_preview_lacks_is_said_with_the_way_to_cure_it():
    scene = rendered(drafted().prepared("2026-05-25"), gaps=("地址",), missing_glyphs=("𠮷",))
    contents = [scene.document(n).content for n in scene.state.party(1).last_notices.documents]
    body = {"party": 1, "letter": contents[0], "notice": contents[1]}
    (found,) = scene.judged("2026-05-25", "head-chen", "approve_notices", **body)
    assert found.why == ("文书2缺少：地址、𠮷", "document 2 lacks: 地址, 𠮷")
    assert "prepare_notices" in found.cure.en
    previewed = [e for e in scene.entries if e.fact == "DocumentsPreviewed"][-1]
    assert [words.zh for words in read(previewed).said(scene.case)] == [
        "预览 《审前听述约谈函》：缺少 地址、𠮷",
        "预览 《行政处罚告知书》：完整",
    ]


def test_the_notices_say_for_when_the_party_is_summoned():
    scene = drafted().prepared("2026-05-25")
    (prepared,) = [e for e in scene.entries if e.fact == "NoticesPrepared"]
    (words,) = read(prepared).said(scene.case)
    assert "听述时间：送达后第" in words.zh
    assert "intended: fine of 120,000.00 yuan" in words.en


def test_art59_notices_are_not_issued_before_each_is_sealed():
    scene = drafted().prepared("2026-05-25").approved("2026-05-25")
    assert codes_of(scene, "2026-05-25", "clerk-zhao", "issue_notices", party=1) == {"DocumentNotSealed"}
    letter = scene.document(scene.state.party(1).last_notices.letter)
    seal = {"document": letter.id, "file": letter.file, "scan": SCAN, "on": "2026-05-25"}
    scene.do("2026-05-25", "clerk-zhao", "record_sealing", **seal)
    assert codes_of(scene, "2026-05-25", "clerk-zhao", "issue_notices", party=1) == {"DocumentNotSealed"}
    assert codes_of(scene.sealed("2026-05-25"), "2026-05-25", "clerk-zhao", "issue_notices", party=1) == set()


def test_notices_are_not_issued_before_they_are_approved():
    scene = drafted().prepared("2026-05-25")
    assert codes_of(scene, "2026-05-25", "clerk-zhao", "issue_notices", party=1) == {"NoticesNotApproved"}


def test_issued_notices_are_not_prepared_again():
    scene = drafted().issued("2026-05-25")
    interview = {
        "working_days_after_service": 4,
        "time": "09:00",
        "place": "x",
        "presider": "officer-wang",
        "recorder": "clerk-zhao",
    }
    found = codes_of(scene, "2026-05-26", "officer-li", "prepare_notices", party=1, interview=interview)
    assert found == {"NoticesApprovedAlready"}


def sealing(scene: Scene, **changes: Any) -> set[str]:
    letter = scene.document(scene.state.party(1).last_notices.letter)
    body = {"document": letter.id, "file": letter.file, "scan": SCAN, "on": "2026-05-25", **changes}
    return codes_of(scene, "2026-05-25", "clerk-zhao", "record_sealing", **body)


def test_the_seal_goes_on_the_final_file_and_no_other():
    assert sealing(drafted().prepared("2026-05-25").approved("2026-05-25"), file="f" * 64) == {
        "AnotherFileSealed"
    }


def test_a_seal_without_its_scan_is_not_recorded():
    assert sealing(drafted().prepared("2026-05-25").approved("2026-05-25"), scan="") == {"FieldMissing"}


def test_what_waits_for_its_seal_is_named():
    scene = drafted().prepared("2026-05-25").approved("2026-05-25")
    body = {"document": 9, "file": "f" * 64, "scan": SCAN, "on": "2026-05-25"}
    (found,) = scene.judged("2026-05-25", "clerk-zhao", "record_sealing", **body)
    letter, notice = scene.state.party(1).last_notices.documents
    assert found.cure.zh == f"请在 document 中填写待盖章的文书：{letter}、{notice}"


def test_a_document_is_not_sealed_before_it_was_approved():
    assert sealing(drafted().prepared("2026-05-22").approved("2026-05-25"), on="2026-05-24") == {
        "DateBeforeItsEvent"
    }


def test_an_unnumbered_document_is_not_sealed():
    assert sealing(drafted().prepared("2026-05-25")) == {"NothingToSeal"}


def serving(scene: Scene, when: str, kind: DocumentKind | None = None, **service: Any) -> set[str]:
    body = {"documents": scene.to_serve(1, kind), "service": scene.service(when[:10], **service)}
    return codes_of(scene, when, "officer-li", "record_service", party=1, **body)


def test_what_is_not_issued_is_not_served():
    scene = drafted().prepared("2026-05-25").approved("2026-05-25").sealed("2026-05-25")
    assert serving(scene, "2026-05-26") == {"NothingToServe"}


def test_art44_letter_and_notice_are_served_together():
    scene = drafted().issued("2026-05-25")
    letter = scene.state.party(1).last_notices.letter
    body = {"party": 1, "documents": [letter], "service": scene.service("2026-05-26")}
    assert codes_of(scene, "2026-05-26", "officer-li", "record_service", **body) == {"NoticesGoTogether"}


def test_what_was_served_is_not_served_again():
    scene = drafted().issued("2026-05-25").served("2026-05-26").hearing_requested("2026-05-27")
    scene.hearing_notified("2026-05-27", "2026-06-15", served=False)
    assert serving(scene, "2026-05-27") == {"ServedAlready"}


def test_art61_no_electronic_service_without_a_consent():
    assert serving(drafted().issued("2026-05-25"), "2026-05-26", mode="electronic") == {
        "NoConsentToElectronicService"
    }


def test_art61_a_consent_without_its_signed_form_is_none():
    scene = drafted(consent={**CONSENT, "form": ""}).issued("2026-05-25")
    assert serving(scene, "2026-05-26", mode="electronic") == {"NoConsentToElectronicService"}


def test_art61_a_consent_signed_after_the_sending_is_none():
    scene = drafted(consent={**CONSENT, "signed_on": "2026-05-18"}).issued("2026-05-25")
    found = serving(scene, "2026-05-26", mode="electronic", sent_on="2026-05-17")
    assert found == {"NoConsentToElectronicService", "DateBeforeItsEvent"}  # which is before the issue too


def test_art61_with_the_signed_consent_electronic_service_is_lawful_at_once():
    assert serving(drafted(consent=CONSENT).issued("2026-05-25"), "2026-05-26", mode="electronic") == set()


def test_arl_art22_a_decision_served_electronically_names_the_online_channel():
    found = {}
    for channel in ("", "复议网上申请平台"):
        scene = Scene().agency(reconsideration_channel=channel)
        scene.open("2026-05-18", parties=[{**company(), "consent": CONSENT}]).reviewed("2026-05-20")
        scene.issued("2026-05-25").served("2026-06-01").interview("2026-06-05").reviewed("2026-06-09")
        scene.filed("2026-06-10").acknowledged("2026-06-10").discussed("2026-06-11").decision_prepared(
            "2026-06-11"
        )
        scene.imposed("2026-06-12")
        found[channel] = serving(scene, "2026-06-12T15:00", DocumentKind.PENALTY_DECISION, mode="electronic")
    assert found == {"": {"NoOnlineRemedy"}, "复议网上申请平台": set()}


def test_a_decision_is_not_published_before_it_is_sealed():
    scene = Scene().to_discussed().decision_prepared("2026-06-11", publish=True)
    scene.do("2026-06-12", "head-chen", "impose", party=1, content=scene.content())
    body = {"party": 1, "on": "2026-06-12", "where": "公示系统"}
    assert codes_of(scene, "2026-06-12", "officer-li", "publicise", **body) == {"DocumentNotSealed"}
    assert codes_of(scene.sealed("2026-06-12"), "2026-06-12", "officer-li", "publicise", **body) == set()


def test_the_head_decides_on_the_content_that_was_shown():
    scene = Scene().to_discussed().decision_prepared("2026-06-11")
    found = codes_of(scene, "2026-06-12", "head-chen", "impose", party=1, content="0" * 64)
    assert found == {"DecisionContentChanged"}


def test_a_decision_prepared_on_older_papers_is_prepared_again():
    scene = Scene().to_discussed().decision_prepared("2026-06-11")
    scene.do(
        "2026-06-11",
        "officer-li",
        "add_evidence",
        evidence={"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]},
        reason="补充",
    )
    assert "DecisionOutdated" in codes_of(
        scene, "2026-06-12", "head-chen", "impose", party=1, content=scene.content()
    )


def test_between_an_order_and_its_result_a_second_click_is_refused():
    scene = drafted().prepared("2026-05-25")
    scene.printer_away = True
    scene.approved("2026-05-25")
    assert approving(scene, "2026-05-25") == {"NoticesApprovedBefore"}
    assert codes_of(scene, "2026-05-25", "clerk-zhao", "issue_notices", party=1) == {"DocumentIncomplete"}


def test_what_cannot_be_printed_is_named_and_not_pending():
    scene = Scene().to_heard().reviewed("2026-06-09")
    move = {"together_with": "head-chen", "summary": "听述情况"}
    scene.printer_away = True
    scene.do("2026-06-10", "officer-li", "file_interview_report", **move)
    number = scene.state.filing.last.document
    assert scene.document(number).pending
    incomplete = DocumentsProduced(
        incomplete=(Preview(document=number, content="c", preview="p", gaps=("电话",)),)
    )
    scene._state(incomplete, machine_moment(scene.case, shanghai("2026-06-10T10:00")))
    assert not scene.document(number).pending
    assert scene.document(number).gaps == ("电话",)
