"""What holds for every route: an actor, a problem for every error, a description with an example for every move."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from api.app import create_app
from api.asking import identified
from api.catalogue import PUBLIC
from domain.case.people import Person
from domain.procedure import MOVES
from installation.examples import bodies
from tests.api.installation import Installation, problem, serving

pytestmark = pytest.mark.engine


def routes(api: Installation) -> list[tuple[str, str]]:
    return [
        (method.upper(), path)
        for path, item in api.app.openapi()["paths"].items()
        for method in item
        if path not in PUBLIC
    ]


def filled(path: str) -> str:
    return re.sub(r"\{\w+\}", "x-1", path)


async def test_every_route_asks_who_it_is(api: Installation):
    assert len(routes(api)) > len(MOVES)
    for method, path in routes(api):
        answer = await api.http.request(method, filled(path), headers={"Idempotency-Key": "x"}, content=b"{}")
        assert answer.status_code == 401, (method, path, answer.text)


class Badges:
    """Identities of another kind: one badge, of one person."""

    demo = False

    def __init__(self, person: Person) -> None:
        self._person = person

    async def of_token(self, token: str) -> Person | None:
        return self._person if token == "badge" else None

    async def of_id(self, person: str) -> Person | None:
        return None


async def test_an_id_is_no_token(api: Installation):
    answer = await api.http.get("/v1/work", headers={"Authorization": "Bearer officer-li"})
    problem(answer, 401, "NotIdentified")


async def test_tokens_of_another_kind_are_asked_at_the_one_port(api: Installation):
    identities = Badges(api.parts.directory.persons["officer-li"])
    app = create_app(replace(api.services, identities=identities))
    async with serving(app) as address, httpx.AsyncClient(base_url=address) as http:
        allowed = await http.get("/v1/work", headers={"Authorization": "Bearer badge"})
        assert allowed.status_code == 200
        of_the_directory = await http.get("/v1/work", headers=api.person("officer-li"))
        problem(of_the_directory, 401, "NotIdentified")
        assert "demo_identities" not in (await http.get("/health")).json()


def flattened(found: list[Any]) -> Iterator[APIRoute]:
    for route in found:
        if isinstance(route, APIRoute):
            yield route
        else:
            yield from flattened(getattr(getattr(route, "original_router", route), "routes", []))


def test_every_route_requires_an_actor(api: Installation):
    declared = list(flattened(api.app.routes))
    assert declared
    for route in declared:
        if route.path not in PUBLIC:
            assert identified in [d.call for d in route.dependant.dependencies], route.path


@pytest.mark.parametrize("move", sorted(MOVES))
def test_every_move_has_an_example_that_is_read_strictly(move: str):
    MOVES[move].model_validate(bodies()[move], extra="forbid")


def test_there_are_no_examples_of_other_moves():
    assert bodies().keys() == MOVES.keys()


def test_every_move_has_one_route_of_its_name_with_its_example(api: Installation):
    described = {
        operation["operationId"]: operation
        for item in api.app.openapi()["paths"].values()
        for operation in item.values()
    }
    for move, example in bodies().items():
        content = described[move]["requestBody"]["content"]["application/json"]
        assert content["example"] == example
        assert content["schema"] == {"$ref": f"#/components/schemas/{MOVES[move].__name__}"}


async def test_openapi_is_3_1_and_every_reference_in_it_resolves(api: Installation):
    found = (await api.http.get("/openapi.json")).json()
    assert found["openapi"].startswith("3.1")
    assert found["info"]["title"] == "听述 Tingshu"
    references = re.findall(r'"\$ref": ?"#/components/(\w+)/(\w+)"', json.dumps(found))
    assert references
    assert all(name in found["components"][kind] for kind, name in references)
    operations = [o for item in found["paths"].values() for o in item.values()]
    ids = [o["operationId"] for o in operations]
    assert len(ids) == len(set(ids))
    for path, item in found["paths"].items():
        for operation in item.values():
            declared = {p["name"] for p in operation["parameters"] if p.get("in") == "path"}
            assert declared == set(re.findall(r"\{(\w+)\}", path)), path
            assert all(r.get("description") or r["$ref"] for r in operation["responses"].values())


async def test_the_catalogue_lists_every_move_with_schema_article_and_example(api: Installation):
    found = (await api.get("/v1/moves")).json()["items"]
    assert [m["move"] for m in found] == list(MOVES)
    for move in found:
        assert move["title"]
        assert move["article"]
        assert move["by"]
        assert move["schema"]["additionalProperties"] is False
        assert move["example"] == bodies()[move["move"]]


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("accept", [BROWSER, "text/html"])
async def test_a_browser_at_the_bare_address_is_led_to_the_description(api: Installation, accept: str):
    answer = await api.http.get("/", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")
    assert (await api.http.get("/docs", headers={"Accept": accept})).status_code == 200


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html;q=0, */*"])
async def test_a_client_at_the_bare_address_is_told_where_everything_is(api: Installation, accept: str):
    answer = await api.http.get("/", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    for address in answer.json()["links"].values():
        found = await api.http.get(address, headers=api.person("officer-li"))
        assert found.status_code == 200, address
    problem(await api.http.get("/?page=1"), 422, "Malformed")


async def test_an_unknown_address_and_a_wrong_method_are_problems_too(api: Installation):
    problem(await api.get("/v1/nothing"), 404, "NotFound")
    answer = await api.http.request("DELETE", "/v1/work", headers=api.person("officer-li"))
    problem(answer, 405, "MethodNotAllowed")
    assert answer.headers["allow"]
    problem(await api.move("/v1/cases/zj-market/x-1", "no_such_move"), 404, "NotFound")


async def test_what_nobody_foresaw_leaks_nothing(api: Installation, monkeypatch: pytest.MonkeyPatch):
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of 镇江示例食品有限公司")

    monkeypatch.setattr(api.services.reading, "work", broken)
    answer = await api.get("/v1/work", **{"X-Request-ID": "mine-1"})
    problem(answer, 500, "Internal")
    assert "secret" not in answer.text
    assert "镇江示例" not in answer.text
    assert answer.headers["x-request-id"] == "mine-1"


async def test_every_answer_has_its_request_id_and_careful_headers(api: Installation):
    for path in ("/health", "/v1/work", "/v1/nothing", "/openapi.json"):
        answer = await api.http.get(path)
        assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
    answer = await api.http.get("/health", headers={"X-Request-ID": "bad id\twith spaces"})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])


async def test_an_api_that_starts_says_where(api: Installation):
    async with serving(api.app) as address, httpx.AsyncClient(base_url=address) as http:
        assert (await http.get("/health")).status_code == 200
