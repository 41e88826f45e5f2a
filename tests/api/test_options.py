"""What may be done now, over HTTP: by pages that make one whole, narrowed, and never more work than was asked for."""

from typing import Any

import pytest

from demo.fitting import credit_code
from domain.procedure import MOVES, judging
from tests.api.installation import Installation, drafted, problem

pytestmark = pytest.mark.engine


async def of_parties(api: Installation, count: int) -> str:
    draft = drafted()
    finding = draft["findings"][0] | {"parties": list(range(1, count + 1))}
    parties = [{**draft["parties"][0], "identifier": credit_code(f"TK{n}")} for n in range(1, count + 1)]
    return await api.open(parties=parties, findings=[finding])


def listed(found: dict[str, Any]) -> list[tuple[str, int | None]]:
    return [(o["move"], o["party"]) for o in (*found["available"], *found["barred"])]


async def whole(api: Installation, case: str, query: str = "") -> list[tuple[str, int | None]]:
    found = (await api.get(f"{case}/moves?limit=1000{query}")).json()
    assert found["cursor"] is None
    return listed(found)


async def test_pages_make_one_whole_without_a_gap_or_a_double(api: Installation):
    case = await of_parties(api, 3)
    pages, cursor = list[tuple[str, int | None]](), ""
    while cursor is not None:
        found = (await api.get(f"{case}/moves?limit=7{cursor and f'&cursor={cursor}'}")).json()
        assert len(listed(found)) <= 7
        pages += listed(found)
        cursor = found["cursor"]
    assert len(pages) == len(set(pages))
    assert set(pages) == set(await whole(api, case))
    assert {move for move, _ in pages} == {move for move, kind in MOVES.items() if not kind.opens}


async def test_what_is_open_and_what_is_not_are_the_whole(api: Installation):
    case = await of_parties(api, 3)
    can = (await api.get(f"{case}/moves?open=true")).json()
    cannot = (await api.get(f"{case}/moves?open=false")).json()
    assert (can["barred"], cannot["available"]) == ([], [])
    assert ("prepare_notices", 3) in listed(can)
    assert ("record_service", 3) in listed(cannot)
    assert set(listed(can)) | set(listed(cannot)) == set(await whole(api, case))


async def test_the_list_is_narrowed_to_one_move_and_one_party(api: Installation):
    case = await of_parties(api, 3)
    assert await whole(api, case, "&move=waive") == [("waive", 1), ("waive", 2), ("waive", 3)]
    assert await whole(api, case, "&move=waive&party=2") == [("waive", 2)]
    assert {party for _, party in await whole(api, case, "&party=2")} == {2}
    assert await whole(api, case, "&move=waive&open=true") == []


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("move=nonsense", "move", "NotHere"),
        ("party=9", "party", "NotHere"),
        ("cursor=nonsense", "cursor", "NotHere"),
        ("cursor=WyJ4IiwgMV0=", "cursor", "NotHere"),
        ("cursor=WyJ3YWl2ZSIsICIxIl0=", "cursor", "NotHere"),
        ("limit=0", "limit", "Malformed"),
        ("limit=1001", "limit", "Malformed"),
        ("open=yes", "open", "Malformed"),
        ("opened=true", "opened", "Malformed"),
    ],
)
async def test_what_narrows_nothing_is_refused(api: Installation, query: str, field: str, code: str):
    case = await of_parties(api, 1)
    told = problem(await api.get(f"{case}/moves?{query}"), 422, code)
    assert [f["field"] for f in told["fields"]] == [field]
    assert all(field in f["cure"]["zh"] for f in told["fields"] if field != "opened")


async def test_another_agency_is_not_told_that_a_party_is_unknown(api: Installation):
    case = await of_parties(api, 1)
    problem(await api.get(f"{case}/moves?party=9", "officer-ma"), 404, "Unknown")


async def test_nothing_beyond_the_page_is_judged(api: Installation, monkeypatch: pytest.MonkeyPatch):
    case = await of_parties(api, 5)
    judged, option = [], judging._option

    def counted(now: Any, kind: Any, party: int | None, refused: Any) -> Any:
        judged.append((kind.name, party))
        return option(now, kind, party, refused)

    monkeypatch.setattr(judging, "_option", counted)
    await api.get(f"{case}/moves?move=waive&party=4")
    assert judged == [("waive", 4)]
    judged.clear()
    found = (await api.get(f"{case}/moves?limit=3")).json()
    # What opens a case is no move of an open one (two), and one more tells that there is a next page.
    assert len(judged) == 6
    judged.clear()
    await api.get(f"{case}/moves?limit=3&cursor={found['cursor']}")
    assert len(judged) == 4
