"""Orders to correct: what, by when, served on the party (行政处罚法 第28条第1款)."""

from datetime import date
from typing import Any

import pytest

from documents.kinds import compose
from documents.kinds.correcting import CorrectionOrderNotice
from domain.case.documents import DocumentKind
from domain.procedure import waiting
from domain.procedure.chapters.documents import DocumentsProduced, Preview
from domain.procedure.language import machine_moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import SCAN, Scene, codes_of, company

WHAT = {"party": 1, "what": "召回已售出的产品", "until": "2026-06-15"}


def ordered(scene: Scene, when: str, **changes: Any) -> Scene:
    scene.do(when, "head-chen", "order_correction", **WHAT | changes)
    return scene


def ordering(scene: Scene, by: str = "head-chen", **changes: Any) -> set[str]:
    return codes_of(scene, "2026-06-12", by, "order_correction", **WHAT | changes)


def awaited(scene: Scene, on: str) -> set[str]:
    return {work.move for work in waiting(scene.case, date.fromisoformat(on))}


def test_art28_1_the_order_is_sealed_and_served_on_the_party():
    scene = ordered(Scene().open("2026-05-18"), "2026-06-01")
    assert "record_sealing" in awaited(scene, "2026-06-01")
    scene.sealed("2026-06-01")
    assert "record_service" in awaited(scene, "2026-06-01")
    scene.served("2026-06-02", kind=DocumentKind.CORRECTION_ORDER)
    assert "record_service" not in awaited(scene, "2026-06-02")
    (order,) = scene.case.party(1).correction_orders
    assert (order.what, str(order.until), str(order.ordered_on)) == (WHAT["what"], "2026-06-15", "2026-06-01")
    assert scene.document(order.document).approved_by == "head-chen"


def test_art28_1_the_document_says_what_was_done_what_to_do_and_until_when():
    scene = ordered(Scene().open("2026-05-18"), "2026-06-01")
    (document,) = [d for d in scene.case.documents.all if d.kind is DocumentKind.CORRECTION_ORDER]
    said = compose(scene.case, document)
    assert isinstance(said, CorrectionOrderNotice)
    assert list(said.gaps()) == []
    assert said.findings == ("销售标注虚假生产日期的食品。",)
    assert (said.what, str(said.until)) == ("召回已售出的产品", "2026-06-15")
    assert said.legal_basis == ("《中华人民共和国行政处罚法》第二十八条第一款",)


@pytest.mark.parametrize(
    ("until", "codes"),
    [("2026-06-11", {"CorrectionDayPast"}), ("2026-06-12", set()), ("2026-06-13", set())],
)
def test_art28_1_the_last_day_is_today_or_later(until, codes):
    assert ordering(Scene().open("2026-05-18"), until=until) == codes


def test_art28_1_what_is_said_and_it_is_the_head_who_orders():
    assert ordering(Scene().open("2026-05-18"), what="　") == {"FieldMissing"}
    assert ordering(Scene().open("2026-05-18"), by="officer-li") >= {"RoleRequired"}


def test_art28_1_a_party_that_is_spared_or_punished_is_ordered_to_correct_all_the_same():
    assert ordering(Scene().to_decided()) == set()


def test_a_party_that_left_or_is_no_more_is_ordered_nothing():
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)])
    died = {"party": 1, "kind": "dissolution", "on": "2026-06-02", "proof": SCAN}
    scene.do("2026-06-03", "officer-li", "record_party_change", **died)
    assert ordering(scene) == {"PartyEnded"}
    scene.do("2026-06-12", "head-chen", "end_against_party", party=1, reason="已注销")
    assert ordering(scene) == {"PartyLeft"}
    assert ordering(scene, party=2) == set()


def test_it_is_no_penalty_and_changes_nothing_of_the_papers():
    scene = Scene().to_discussed().decision_prepared("2026-06-11")
    before = scene.case.papers_version
    ordered(scene, "2026-06-12")
    assert scene.case.papers_version == before
    scene.imposed("2026-06-12")


def test_an_order_whose_document_lacks_something_is_made_anew():
    scene = Scene().open("2026-05-18")
    scene.printer_away = True
    ordered(scene, "2026-06-01")
    (made,) = [d for d in scene.case.documents.all if d.kind is DocumentKind.CORRECTION_ORDER]
    gap = Preview(document=made.id, content="c", preview="p", gaps=("管辖法院",))
    at = machine_moment(scene.case, shanghai("2026-06-01T10:00"))
    scene._state(DocumentsProduced(incomplete=(gap,)), at)
    assert "order_correction" in awaited(scene, "2026-06-01")
    scene.printer_away = False
    ordered(scene, "2026-06-02")
    assert "order_correction" not in awaited(scene, "2026-06-02")
    assert [o.document for o in scene.case.party(1).correction_orders] != [made.id]
    assert scene.document(made.id).void
