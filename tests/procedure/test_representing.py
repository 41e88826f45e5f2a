"""Agents (行政处罚法 第64条第5项) and addresses for service (第61条): as the party said on signed paper."""

from typing import Any

import pytest

from tests.procedure.scene import SCAN, Scene, codes_of

GENERAL = {"name": "吕示例", "authority": "general"}
SPECIAL = {"name": "施示例", "authority": "special"}


def served() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")


def appointing(scene: Scene, *agents: dict[str, Any], **changes: Any) -> set[str]:
    body = {"party": 1, "on": "2026-06-02", "agents": agents, "form": SCAN, **changes}
    return codes_of(scene, "2026-06-02", "officer-li", "appoint_agent", **body)


def appointed(*agents: dict[str, Any], scene: Scene | None = None) -> Scene:
    scene = scene or served()
    scene.do("2026-06-02", "officer-li", "appoint_agent", party=1, on="2026-06-02", agents=agents, form=SCAN)
    return scene


def waiving(scene: Scene, agent: str) -> set[str]:
    body = {"party": 1, "right": "statement", "form": SCAN, "on": "2026-06-03", "agent": agent}
    return codes_of(scene, "2026-06-03", "officer-li", "waive", **body)


def test_art64_5_one_or_two_agents_each_once():
    assert appointing(served(), GENERAL, SPECIAL) == set()
    assert appointing(served(), GENERAL, SPECIAL, {**GENERAL, "name": "孔示例"}) == {"TooManyAgents"}
    assert appointing(served(), GENERAL, GENERAL) == {"NamedTwice"}
    assert appointing(served(), GENERAL, {**GENERAL, "authority": "special"}) == {"SameAgentTwice"}
    assert appointing(served()) == {"NoAgents"}


def test_art64_5_a_power_of_attorney_is_signed_and_not_of_tomorrow():
    assert appointing(served(), GENERAL, form="") == {"FieldMissing"}
    assert appointing(served(), {**GENERAL, "name": "　"}) == {"FieldMissing"}
    assert appointing(served(), GENERAL, on="2026-06-03") == {"DateInTheFuture"}


by_whom = pytest.mark.parametrize(
    ("agent", "refused"),
    [("施示例", set()), ("吕示例", {"AgentWithoutAuthority"}), ("孔示例", {"AgentNotNamed"}), ("", set())],
)


@by_whom
def test_art62_who_waives_for_a_party_has_special_authority(agent, refused):
    assert waiving(appointed(GENERAL, SPECIAL), agent) == refused


@by_whom
def test_art64_5_who_asks_for_a_hearing_for_a_party_has_special_authority(agent, refused):
    scene = appointed(GENERAL, SPECIAL)
    body = {"party": 1, "channel": "paper", "on": "2026-06-03", "text": "要求听证。", "agent": agent}
    assert codes_of(scene, "2026-06-03", "officer-li", "request_hearing", **body) == refused


@by_whom
def test_art64_5_who_withdraws_that_for_a_party_has_special_authority(agent, refused):
    scene = appointed(GENERAL, SPECIAL).hearing_requested("2026-06-03")
    body = {"party": 1, "channel": "paper", "on": "2026-06-04", "file": SCAN, "agent": agent}
    assert codes_of(scene, "2026-06-04", "officer-li", "withdraw_hearing_request", **body) == refused


def test_art64_5_who_acted_for_the_party_stands_beside_request_and_withdrawal():
    scene = appointed(SPECIAL).hearing_requested("2026-06-03", agent="施示例")
    scene.hearing_withdrawn("2026-06-04", agent="施示例").hearing_requested("2026-06-05")
    first, second = scene.state.party(1).last_notices.hearing_requests
    assert (first.agent, first.withdrawal.agent, second.agent) == ("施示例", "施示例", "")


def test_an_agent_is_one_until_others_are_named_or_all_are_revoked():
    scene = appointed(GENERAL, scene=appointed(SPECIAL))
    assert waiving(scene, "施示例") == {"AgentNotNamed"}
    assert waiving(appointed(scene=scene), "吕示例") == {"AgentNotNamed"}


def test_art61_consent_on_the_form_opens_electronic_service():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    body = {"party": 1, "address": "镇江市示例路2号", "recipient": "沈示例", "on": "2026-05-26", "form": SCAN}
    scene.do("2026-05-26", "officer-li", "confirm_address", **body)
    assert scene.case.party(1).consent is None
    scene.do("2026-05-26", "officer-li", "confirm_address", **body, electronic="shen@tingshu.invalid")
    consent = scene.case.party(1).consent
    assert consent is not None
    assert (consent.address, str(consent.signed_on)) == ("shen@tingshu.invalid", "2026-05-26")


def test_art61_an_address_is_confirmed_in_writing():
    scene = served()
    body = {"party": 1, "address": "　", "recipient": "", "on": "2026-06-02", "form": SCAN}
    assert codes_of(scene, "2026-06-02", "officer-li", "confirm_address", **body) == {"FieldMissing"}
