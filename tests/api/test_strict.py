"""Strict: what is mistyped, doubled or written otherwise is refused by name, and never passed over or guessed."""

import json
import re
from typing import Any

import pytest

from api.methods import routes_in
from desk.bodies import read_json
from desk.errors import Malformed
from tests.api.installation import OPENED_AT, Installation, drafted, problem


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("dryrun=true", "dryrun"),
        ("dry-run=true", "dry-run"),
        ("DRY_RUN=true", "DRY_RUN"),
        ("dry_run=true&dry_run=false", "dry_run"),
        ("dry_run=yes", "dry_run"),
        ("dry_run=1", "dry_run"),
        ("dry_run=", "dry_run"),
        ("dry_run=True", "dry_run"),
    ],
)
async def test_a_mistyped_dry_run_makes_nothing(api: Installation, query: str, field: str):
    draft = drafted()
    told = problem(await api.post(f"/v1/cases?{query}", draft), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == [field]
    problem(await api.get(f"/v1/cases/zj-market/{draft['number']}"), 404, "Unknown")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/cases?stages=drafted",
        "/v1/cases?limit=1_0",
        "/v1/cases?limit=%205",
        "/v1/cases?limit=05",
        "/v1/cases?overdue=1",
        "/v1/deadlines?due_before=0",
        "/v1/deadlines?due_before=2026-05-21T00:00:00Z",
        "/v1/deadlines?due_before=20260521",
        "/v1/work?limit=5&limit=5",
        "/v1/moves?x=1",
        "/health?x=1",
    ],
)
async def test_every_route_knows_its_parameters(api: Installation, path: str):
    problem(await api.get(path), 422, "Malformed")


async def test_who_is_not_known_is_told_nothing_of_parameters(api: Installation):
    answer = await api.http.get("/v1/cases?stages=drafted")
    assert answer.status_code == 401


async def test_parameters_as_they_are_published_are_taken(api: Installation):
    for path in ("/v1/cases?overdue=false&limit=5", "/v1/deadlines?due_before=2026-05-21", "/health"):
        assert (await api.get(path)).status_code == 200


OTHERWISE: list[tuple[str, Any]] = [
    ("accepted_on", 0),
    ("accepted_on", "0"),
    ("accepted_on", "1779321600"),
    ("accepted_on", 86400.0),
    ("accepted_on", "2026-05-21T00:00:00Z"),
    ("harm", "yes"),
    ("harm", "t"),
    ("harm", 1),
]


@pytest.mark.parametrize(("field", "value"), OTHERWISE)
async def test_no_day_and_no_truth_is_guessed(api: Installation, field: str, value: Any):
    told = problem(await api.post("/v1/cases?dry_run=true", drafted(**{field: value})), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == [field]


@pytest.mark.parametrize("amount", ["1e3", "1_000", " 1000", "1000 ", "0x10", True])
async def test_an_amount_has_one_written_form(api: Installation, amount: Any):
    draft = drafted()
    draft["parties"][0]["proposal"]["penalties"] = [{"kind": "fine", "amount": amount}]
    told = problem(await api.post("/v1/cases?dry_run=true", draft), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["parties.0.proposal.penalties.0.amount"]


@pytest.mark.parametrize("party", ["1", "1_0", True, 1.0])
async def test_a_party_is_a_whole_number(api: Installation, party: Any):
    draft = drafted()
    draft["findings"][0]["parties"] = [party]
    told = problem(await api.post("/v1/cases?dry_run=true", draft), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["findings.0.parties.0"]


def test_of_two_values_under_one_name_none_wins():
    body = json.dumps(drafted())[:-1] + ', "cause": "另一案由"}'
    with pytest.raises(Malformed) as malformed:
        read_json(body.encode())
    assert [f.field for f in malformed.value.faults] == ["cause"]


async def test_how_long_an_answer_takes_tells_no_stranger_whether_a_case_exists(
    api: Installation, monkeypatch
):
    """A dry run that names a position waits for the register: not for whoever may not know of the case."""
    waited = list[str]()

    async def at_least(*asked: Any, **more: Any) -> bool:
        waited.append(asked[1])
        return True

    monkeypatch.setattr(api.parts.queries, "at_least", at_least)
    for number in ("2026-0001", "none-there"):
        answer = await api.post(
            f"/v1/cases/zj-market/{number}/moves/submit_for_review?dry_run=true",
            {},
            "officer-ma",
            **{"If-Match": '"5"'},
        )
        problem(answer, 404, "Unknown")
    assert waited == []


async def test_what_may_be_read_may_be_asked_for_by_its_headers(api: Installation):
    case = await api.open()
    await api.recorded(case, 6)
    whole = await api.get(case)
    headers = await api.http.head(case, headers=api.person("officer-li"))
    assert (headers.status_code, headers.content) == (200, b"")
    for name in ("etag", "content-length", "content-type", "x-content-type-options"):
        assert headers.headers[name] == whole.headers[name]
    assert (await api.http.head(case)).status_code == 401
    assert (await api.http.head("/v1/documents", headers=api.person("officer-li"))).status_code == 405


async def test_head_says_what_get_says_at_every_address(api: Installation):
    case, sha256 = await api.open(), await api.upload(b"%PDF-1.7 asked for by its head")
    known = {"term": "case_closing", "signal": "none", "sha256": sha256}
    known |= {"document": "1", "form": "waiver", "paper": "publication_copy"}
    for route in routes_in(api.app.routes):
        if "GET" not in (route.methods or ()):
            continue
        path = re.sub("/v1/cases/{agency}/{number}", case, route.path).format(**known)
        whole = await api.get(path)
        bare = await api.http.head(path, headers=api.person("officer-li"))
        assert (bare.status_code, bare.content) == (whole.status_code, b""), path
        changing = ("date", "x-request-id")
        told, said = ({n: v for n, v in a.headers.items() if n not in changing} for a in (whole, bare))
        # How a working installation counts changes from one moment to the next, and with it the length.
        assert said.keys() == told.keys(), path
        if path not in ("/v1/operations", "/ready"):
            assert said == told, path
            assert int(said["content-length"]) == len(whole.content)


ADDRESSES = [
    ("/v1/cases", "GET, HEAD, OPTIONS, POST"),
    ("/v1/cases/zj-market/x-1", "GET, HEAD, OPTIONS"),
    ("/v1/cases/zj-market/x-1/moves/impose", "OPTIONS, POST"),
    ("/v1/cases/zj-market/x-1/signals/approve", "OPTIONS, POST"),
    ("/v1/cases/zj-market/x-1/signals/of-mine", "GET, HEAD, OPTIONS"),
    ("/v1/documents", "OPTIONS, POST"),
    ("/health", "GET, HEAD, OPTIONS"),
    ("/docs", "GET, HEAD, OPTIONS"),
    ("/", "GET, HEAD, OPTIONS"),
]


@pytest.mark.parametrize(("path", "methods"), ADDRESSES)
async def test_an_address_says_its_methods(api: Installation, path: str, methods: str):
    asked = await api.http.options(path)
    assert (asked.status_code, asked.headers["allow"], asked.content) == (204, methods, b"")
    wrong = await api.http.request("DELETE", path)
    told = problem(wrong, 405, "MethodNotAllowed")
    assert wrong.headers["allow"] == methods
    assert "Allow" in told["cure"]["en"]


async def test_where_a_signal_is_sent_nothing_is_read(api: Installation):
    problem(await api.get("/v1/cases/zj-market/x-1/signals/approve"), 405, "MethodNotAllowed")


async def test_an_address_that_is_not_there_has_no_methods(api: Installation):
    problem(await api.http.options("/v1/nothing"), 404, "NotFound")


HEADERS: list[tuple[str, str, list[tuple[str, str]], str]] = [
    ("POST", "/v1/cases", [("Idempotency-Key", "a key")], "Idempotency-Key"),
    ("POST", "/v1/cases", [("Idempotency-Key", "k" * 65)], "Idempotency-Key"),
    ("POST", "/v1/cases", [("Idempotency-Key", "a"), ("Idempotency-Key", "b")], "Idempotency-Key"),
    ("POST", "/v1/cases", [("X-Tingshu-Clock", "2026-05-18 09:00")], "X-Tingshu-Clock"),
    ("POST", "/v1/cases", [("X-Tingshu-Clock", "2026-02-31T09:00:00+08:00")], "X-Tingshu-Clock"),
    ("POST", "/v1/cases", [("X-Tingshu-Clcok", "2026-05-18T09:00:00+08:00")], "x-tingshu-clcok"),
    ("POST", "/v1/cases", [("If-Match", '"1"')], "if-match"),
    ("POST", "/v1/cases", [("If-None-Match", "*")], "if-none-match"),
    ("POST", "/v1/cases/zj-market/x-1/moves/close_case", [("If-Match", "1")], "If-Match"),
    ("POST", "/v1/cases/zj-market/x-1/moves/close_case", [("If-Match", 'W/"1"')], "If-Match"),
    ("POST", "/v1/cases/zj-market/x-1/moves/close_case", [("If-Match", '"1", "2"')], "If-Match"),
    ("GET", "/v1/work", [("X-Tingshu-Clock", "2026-05-18T09:00:00+08:00")], "x-tingshu-clock"),
    ("GET", "/v1/work", [("X-Request-Id", "two words")], "X-Request-Id"),
    ("GET", "/health", [("X-Request-Id", "a"), ("X-Request-Id", "b")], "X-Request-Id"),
]


@pytest.mark.parametrize(("method", "path", "headers", "field"), HEADERS)
async def test_a_header_has_one_written_form(
    api: Installation, method: str, path: str, headers: list[tuple[str, str]], field: str
):
    sent = [("Authorization", api.person("officer-li")["Authorization"]), *headers]
    if method == "POST":
        sent += [("Content-Type", "application/json")]
        sent += [] if "Idempotency-Key" in dict(headers) else [("Idempotency-Key", "of-its-own")]
    answer = await api.http.request(method, path, headers=sent, content=b"{}" if method == "POST" else None)
    assert [f["field"] for f in problem(answer, 422, "Malformed")["fields"]] == [field]


async def test_headers_of_http_that_we_do_not_read_are_passed_over(api: Installation):
    foreign = {"X-Forwarded-For": "192.0.2.1", "Cookie": "a=b", "DNT": "1", "Accept-Language": "zh"}
    assert (await api.get("/v1/work", **foreign)).status_code == 200


@pytest.mark.parametrize("given", [["Bearer a", "Bearer a"], ["Basic YTpi"], ["Bearer"], ["Bearer a, b"]])
async def test_a_doubled_or_foreign_token_is_nobodys(api: Installation, given: list[str]):
    token = api.person("officer-li")["Authorization"].removeprefix("Bearer ")
    headers = [("Authorization", one.replace("a", token)) for one in given]
    answer = await api.http.get("/v1/work", headers=headers)
    problem(answer, 401, "NotIdentified")
    assert answer.headers["www-authenticate"].startswith("Bearer")


CONTENT = [
    ({"Content-Type": "text/plain"}, 415, "MediaTypeNotTaken"),
    ({"Content-Type": "application/json; charset=gbk"}, 415, "MediaTypeNotTaken"),
    ({"Content-Type": "application/x-www-form-urlencoded"}, 415, "MediaTypeNotTaken"),
    ({"Content-Type": ""}, 415, "MediaTypeNotTaken"),
    ({"Content-Encoding": "gzip"}, 415, "BodyEncoded"),
    ({"Accept": "text/html"}, 406, "NotAcceptable"),
    ({"Accept": "application/json;q=0, */*"}, 406, "NotAcceptable"),
    ({"Accept": "nonsense"}, 406, "NotAcceptable"),
]


@pytest.mark.parametrize(("headers", "status", "code"), CONTENT)
async def test_another_format_is_refused(api: Installation, headers: dict[str, str], status: int, code: str):
    problem(await api.post("/v1/cases?dry_run=true", drafted(), **headers), status, code)


@pytest.mark.parametrize("accept", ["*/*", "application/*;q=0.5", "text/html, application/json;q=0.1"])
async def test_whoever_takes_json_gets_it(api: Installation, accept: str):
    assert (await api.get("/v1/work", Accept=accept)).status_code == 200


async def test_json_in_utf_8_may_say_so(api: Installation):
    sent = {"Content-Type": "application/json; charset=UTF-8", "X-Tingshu-Clock": OPENED_AT}
    assert (await api.post("/v1/cases?dry_run=true", drafted(), **sent)).status_code == 200


@pytest.mark.parametrize("amount", [1000, 1000.5, "1000.12345", "1" * 16, "+1", ".5", "01"])
async def test_an_amount_is_a_string_of_digits(api: Installation, amount: Any):
    draft = drafted()
    draft["parties"][0]["proposal"]["penalties"] = [{"kind": "fine", "amount": amount}]
    told = problem(await api.post("/v1/cases?dry_run=true", draft), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["parties.0.proposal.penalties.0.amount"]


@pytest.mark.parametrize(
    "day", ["1899-12-31", "2100-01-01", "9999-12-31", "0001-01-01", "2026-02-30", "2026-5-21"]
)
async def test_a_day_is_one_of_our_time(api: Installation, day: str):
    told = problem(await api.post("/v1/cases?dry_run=true", drafted(accepted_on=day)), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["accepted_on"]


@pytest.mark.parametrize("cursor", ["", "%00", "a b"])
async def test_a_cursor_is_as_a_page_gave_it(api: Installation, cursor: str):
    """The first page has none: an empty one is a slip of the caller, which would read the first page for ever."""
    told = problem(await api.get(f"/v1/cases?cursor={cursor}"), 422, "Malformed")
    assert [f["field"] for f in told["fields"]] == ["cursor"]


async def test_a_field_is_called_by_its_path_and_a_party_by_its_number(api: Installation):
    """Form and rules call the same field the same: places in a path count from 0, as in JSON, parties from 1."""
    draft = drafted()
    first, second = draft["parties"][0], draft["parties"][0] | {"name": "", "identifier": "1"}
    answer = await api.post("/v1/cases?dry_run=true", draft | {"parties": [first, second]})
    told = {o["code"]: o for o in answer.json()["obstacles"]}
    assert "parties.1.name" in told["FieldMissing"]["why"]["zh"]
    assert "party 2" in told["IdentifierWrong"]["why"]["en"]
    answer = await api.post("/v1/cases?dry_run=true", draft | {"parties": [first, second | {"name": 7}]})
    assert [f["field"] for f in answer.json()["fields"]] == ["parties.1.name"]


async def test_the_description_is_read_without_anything_from_elsewhere(api: Installation):
    page = await api.http.get("/docs")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"<script|<img|<link|src=|https?://|@import|url\(", page.text)
    linked, there = (set(re.findall(sought, page.text)) for sought in (r'href="#([^"]+)"', r'id="([^"]+)"'))
    assert linked <= there
    for said in (
        "demo-officer-li",
        "启动案件 · open case",
        "IdentifierWrong",
        "证件号码 · identifier",
        "镇江示例食品有限公司",
    ):
        assert said in page.text
