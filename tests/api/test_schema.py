"""The published schema says exactly what is taken and what is answered: thousands of calls, right ones and wrong ones.

Right by the schema is never refused by form, wrong by the schema is never taken, and each answer is one that is published:
status, media type, headers, body. Whoever may not, and whatever the law bars, is refused all the same.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.schemas import APIOperation

from desk.forms import INSTANT
from installation.examples import EXAMPLES
from tests.api.installation import Installation

pytestmark = pytest.mark.engine

TAKEN_OVER = json.loads((EXAMPLES / "taken_over.json").read_text(encoding="utf-8"))
PERSONS = {
    "officer": "officer-li",
    "reviewer": "reviewer-sun",
    "head": "head-chen",
    "clerk": "clerk-zhao",
    "supervisor": "supervisor-wu",
    "filing_clerk": "filing-zhou",
    "system": "system-market",
    "party": "party-demo",
    "operator": "operator-gu",
    "delivery": "delivery-platform",
    "elsewhere": "officer-ma",
    "nobody": "",
}
REHEARSED = {"move": "open_case", "by": "officer-li", "at": "2026-05-18", "body": {}}
MAY_REFUSE = ["2xx", "401", "403", "404", "409", "412", "422", "503"]
"""What is right by form may still be against the law, not this person's, or of something that is not there."""
BY_FORM = {"Malformed", "MediaTypeNotTaken", "BodyEncoded", "NotAcceptable", "BodyTooLarge", "NotHttp"}


@schemathesis.check
def taken_by_form(ctx: Any, response: Any, case: Case[Any]) -> None:
    """What is right by the schema is not refused by form."""
    positive = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
    if positive and response.status_code >= 400 and response.json().get("code") in BY_FORM:
        raise Failure(operation=case.operation.label, title="Refused by form", message=response.text[:2_000])


@schemathesis.check
def code_is_published(ctx: Any, response: Any, case: Case[Any]) -> None:
    """A problem names a code that stands beside its status, or the refusals of the rules."""
    if response.status_code < 400 or response.headers["content-type"] == ["application/json"]:
        return
    told = response.json()
    components = case.operation.schema.raw_schema["components"]["responses"]
    codes = components.get(str(response.status_code), {}).get("x-codes", [])
    if told["code"] not in codes and not told.get("obstacles") and response.status_code != 405:
        raise Failure(operation=case.operation.label, title="Unpublished code", message=told["code"])


def days() -> Any:
    return st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(str)


def instants() -> Any:
    hours = st.integers(-23, 23).map(lambda h: timezone(timedelta(hours=h)))
    clocks = st.times(timezones=hours).map(lambda at: at.replace(microsecond=0).isoformat())
    return st.builds("{}T{}".format, days(), clocks)


schemathesis.openapi.format("date", days())
schemathesis.openapi.format("date-time", instants())


def whole(value: Any) -> Any:
    """To JSON Schema 1.0 is a whole number like 1; the desk takes whole numbers written as such alone."""
    if isinstance(value, dict):
        return {key: whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [whole(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass
class Calls:
    """Calls of one person against the installation, in a thread of their own."""

    address: str
    headers: dict[str, str]
    case: dict[str, str]
    schema: Any

    def __post_init__(self) -> None:
        self.made = 0
        self.session = requests.Session()

    def operations(self) -> Iterator[APIOperation[Any, Any, Any, Any]]:
        for found in self.schema.get_all_operations():
            yield found.ok()

    def make(self, case: Case[Any]) -> None:
        self.made += 1
        answer = case.call(base_url=self.address, session=self.session, headers=self.headers, timeout=60)
        case.validate_response(answer, headers=self.headers)

    def right(self, operation: APIOperation[Any, Any, Any, Any], number: int) -> None:
        self._generated(operation, GenerationMode.POSITIVE, number)

    def wrong(self, operation: APIOperation[Any, Any, Any, Any], number: int) -> None:
        self._generated(operation, GenerationMode.NEGATIVE, number)

    def edges(self, operation: APIOperation[Any, Any, Any, Any]) -> None:
        """Each bound of each value, what is missing, doubled or of another type, and methods that there are not."""
        modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
        config = self.schema.config.generation
        for case in self.schema.iter_coverage_cases(
            operation, generation_modes=modes, generation_config=config
        ):
            if self._is_right(case):
                case.path_parameters.update(self._known(operation))
                _as_published(case)
            self.make(case)

    def _is_right(self, case: Case[Any]) -> bool:
        return case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE

    def _known(self, operation: APIOperation[Any, Any, Any, Any]) -> dict[str, str]:
        return {name: value for name, value in self.case.items() if f"{{{name}}}" in operation.path}

    def _generated(
        self, operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, number: int
    ) -> None:
        strategy = operation.as_strategy(mode, path_parameters=self._known(operation))

        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @seed(20260601)
        @given(case=strategy)
        def run(case: Case[Any]) -> None:
            if mode is GenerationMode.POSITIVE:
                case.body = whole(case.body)
                _as_published(case)
            self.make(case)

        run()


def _as_published(case: Case[Any]) -> None:
    """Give values of ours where the tool's are not right, though it says so, or would be waited for.

    A position that the case does not have yet is waited for, two seconds each time. The tool takes the quotes off an
    ETag, and gives up on the pattern of an instant.
    """
    if "at_least" in case.query:
        case.query["at_least"] = 1
    if "If-Match" in case.headers:
        case.headers["If-Match"] = '"1"'
    if not INSTANT.fits(case.headers.get("X-Tingshu-Clock", "")):
        case.headers.pop("X-Tingshu-Clock", None)


async def calls_of(api: Installation, person: str) -> Calls:
    published = (await api.http.get("/openapi.json")).json()
    # The bodies of its steps are those of other moves, and which paper belongs to which step no schema can say.
    taking_over = deepcopy(published["components"]["schemas"]["TakeOverCase"])
    taking_over["properties"] |= {field: {"const": TAKEN_OVER[field]} for field in ("so_far", "documents")}
    taking_over["required"] = [*taking_over["required"], "so_far", "documents"]
    published["paths"]["/v1/cases/take-over"]["post"]["requestBody"]["content"]["application/json"] = {
        "schema": taking_over
    }
    # The bodies of the steps of a rehearsal are those of moves too, and its persons those of its cast.
    rehearsal = deepcopy(published["components"]["schemas"]["Rehearsal"])
    given: dict[str, Any] = {
        "base": "standard",
        "people": {},
        "agencies": {},
        "calendar": None,
        "steps": [REHEARSED],
    }
    rehearsal["properties"] |= {field: {"const": value} for field, value in given.items()}
    rehearsal["required"] = [*rehearsal["required"], "base"]
    content = published["paths"]["/v1/rehearsals"]["post"]["requestBody"]["content"]
    content |= {kind: {"schema": rehearsal} for kind in content}
    schema = schemathesis.openapi.from_dict(published)
    schema.config.checks.positive_data_acceptance.expected_statuses = MAY_REFUSE
    # What else there is, the fonts of an installation may not have; that no schema can say.
    schema.config.generation.codec = "gb2312"
    agency, number = (await api.open()).split("/")[-2:]
    headers = api.person(person) if person else {}
    known = {"agency": agency, "number": number}
    return Calls(str(api.http.base_url).rstrip("/"), headers, known, schema)


async def in_a_thread(work: Callable[[], None]) -> None:
    """The installation answers in this thread, and so the calls are made in another."""
    await asyncio.to_thread(work)


async def test_every_operation_takes_what_is_right_and_refuses_what_is_wrong(api: Installation):
    calls = await calls_of(api, "officer-li")

    def work() -> None:
        for operation in calls.operations():
            calls.right(operation, 2)
            calls.wrong(operation, 1)

    await in_a_thread(work)
    assert calls.made > 150


@pytest.mark.parametrize("path", ["/v1/work", "/v1/cases/{agency}/{number}", "/v1/documents/{sha256}"])
async def test_every_bound_of_a_few_operations(api: Installation, path: str):
    calls = await calls_of(api, "officer-li")
    (operation,) = (one for one in calls.operations() if one.path == path)
    await in_a_thread(lambda: calls.edges(operation))
    assert calls.made > 20


@pytest.mark.slow
@pytest.mark.parametrize("who", PERSONS)
async def test_whoever_calls_meets_the_published_schema(api: Installation, who: str):
    """Of 10,000 calls those that are drawn at random: twelve persons, some 700 each."""
    calls = await calls_of(api, PERSONS[who])

    def work() -> None:
        for operation in calls.operations():
            calls.right(operation, 6)
            calls.wrong(operation, 6)

    await in_a_thread(work)
    assert calls.made > 500


@pytest.mark.slow
async def test_every_bound_of_every_operation(api: Installation):
    """Of 10,000 calls those at the bounds of each value, with what is missing, doubled, or of another type or method."""
    calls, found = await calls_of(api, "officer-li"), dict[str, str]()

    def work() -> None:
        for operation in calls.operations():
            try:
                calls.edges(operation)
            except FailureGroup as failures:
                found[operation.label] = "\n".join(map(str, failures.exceptions))[:2_000]

    await in_a_thread(work)
    assert found == {}
    assert calls.made > 3_000
