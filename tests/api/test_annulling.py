"""Annulling over HTTP: what falls is named before it is done, and the register reads what stands."""

import pytest

from domain.law.rulebook import rulebook_for
from tests.api.installation import Installation

pytestmark = pytest.mark.engine


async def test_an_opinion_is_annulled_by_two_and_waits_to_be_given_again(api: Installation):
    case = await api.open()
    await api.move(case, "submit_for_review")
    await api.move(case, "assign_reviewer", {"reviewer": "reviewer-sun"}, "head-chen")
    papers = (await api.get(f"{case}?source=workflow")).json()["papers_version"]
    points = [
        {"heading": heading, "agreed": True, "finding": "已阅"}
        for heading in rulebook_for("market+zhenjiang").switches.checklist
    ]
    opinion = {"round": 1, "papers": papers, "verdict": "agree", "points": points}
    given = await api.move(case, "give_opinion", opinion, "reviewer-sun")
    assert given.status_code == 200, given.text
    await api.recorded(case, given.json()["position"])  # a trial is judged on what is recorded

    body = {"act": "opinion", "reason": "误录"}
    trial = (await api.move(case, "annul?dry_run=true", body)).json()
    assert [fact["kind"] for fact in trial["facts"]] == ["Proposed"]
    named = [fact["kind"] for fact in trial["once_confirmed"]]
    assert named == ["ActAnnulled", "OpinionUndone", "DocumentsVoided"]
    assert (await api.move(case, "annul", body)).status_code == 200

    state = (await api.get(f"{case}?source=workflow")).json()
    [proposal] = state["proposals"]["waiting"]
    content = {"proposal": proposal["number"], "content": proposal["content"]}
    confirmed = await api.move(case, "confirm", content, "head-chen")
    assert confirmed.status_code == 200, confirmed.text
    await api.recorded(case, confirmed.json()["position"])
    read = (await api.get(case)).json()
    assert [act["kind"] for act in read["annulments"]["acts"]] == ["opinion"]
    assert "opinion" not in read["review"]["rounds"][0]
