"""Mail to the address that a party confirmed, and what comes back from it (送达地址确认书)."""

from typing import Any

import pytest

from domain.case.service import Mode
from domain.law.rulebook import rulebook_for
from domain.procedure.gates.serving import lawful_modes
from tests.procedure.scene import SCAN, Scene, codes_of

CONFIRMED = {"party": 1, "address": "镇江市示例路2号", "recipient": "沈示例", "form": SCAN}


def confirmed(on: str, profile: str = "market+zhenjiang") -> Scene:
    """Issued on Monday 2026-05-25; the address confirmed; nobody met on Tuesday 05-26."""
    scene = Scene(rulebook_for(profile)).open("2026-05-18", opened_all_the_same="示例")
    scene.reviewed("2026-05-20").issued("2026-05-25")
    scene.do("2026-05-26", "officer-li", "confirm_address", on=on, **CONFIRMED)
    return scene.attempted("2026-05-26", "absent")


def posted(scene: Scene, **changes: object) -> dict[str, object]:
    """Posted on Wednesday 05-27, back on Monday 06-01."""
    said: dict[str, Any] = {
        "mode": "post",
        "sent_on": "2026-05-27",
        "receiver": "",
        "signed": False,
        "receiver_kind": None,
    }
    service = scene.service("2026-06-01", **said) | {"returned_because": "原址查无此人", **changes}
    return {"party": 1, "documents": scene.to_serve(), "service": service}


def serving(scene: Scene, **changes: object) -> set[str]:
    return codes_of(scene, "2026-06-01", "officer-li", "record_service", **posted(scene, **changes))


@pytest.mark.parametrize("signed_on", ["2026-05-25", "2026-05-26"])
def test_samr_p83_mail_to_the_confirmed_address_is_served_on_the_day_it_comes_back(signed_on):
    scene = confirmed(signed_on)
    scene.do("2026-06-01", "officer-li", "record_service", **posted(scene))
    assert str(scene.state.party(1).notices_served_on) == "2026-06-01"
    # The terms count from the day after it: Tuesday 06-02 is the first of five working days.
    assert str(scene.clock("statement", "2026-06-01").last_day) == "2026-06-08"


def test_samr_p83_not_where_no_address_was_confirmed_nor_one_after_the_posting():
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .issued("2026-05-25")
        .attempted("2026-05-26", "absent")
    )
    assert serving(scene) == {"NotToTheConfirmedAddress"}
    scene.do("2026-05-28", "officer-li", "confirm_address", on="2026-05-28", **CONFIRMED)
    assert serving(scene) == {"NotToTheConfirmedAddress"}
    assert serving(scene, sent_on="2026-05-28") == set()


def test_samr_p83_it_is_of_the_post_alone():
    assert serving(confirmed("2026-05-25"), mode="direct", sent_on=None, signed=True) == {
        "NotToTheConfirmedAddress"
    }


def test_what_came_back_is_proven_by_its_cover():
    assert serving(confirmed("2026-05-25"), proof="") == {"ProofOfServiceIncomplete"}


@pytest.mark.parametrize("profile", ["environment+zhenjiang"])
def test_a_sector_without_such_an_article_serves_nobody_so(profile):
    assert serving(confirmed("2026-05-25", profile)) == {"ReturnedMailServesNobody"}


def test_cpl_art95_the_confirmed_address_is_tried_before_an_announcement():
    """Found gone by the registrar alone, at no address: not enough where one was confirmed."""
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    scene.do("2026-05-26", "officer-li", "confirm_address", on="2026-05-26", **CONFIRMED)
    scene.attempted("2026-05-27", "whereabouts_unknown", mode="entrusted")
    assert Mode.ANNOUNCEMENT not in lawful_modes(scene.state.party(1), scene.to_serve())
    scene.attempted("2026-05-28", "returned", mode="direct")
    assert Mode.ANNOUNCEMENT in lawful_modes(scene.state.party(1), scene.to_serve())
