"""A case of five parties and thirty pieces of evidence, shortly before its decisions: what the pages are weighed with."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bench import large
from bench.caps import CLOCK
from domain.canonical import sha256
from tests.api.installation import Installation, until

PARTIES, EVIDENCE = 5, 30
_MOST = 100
"""Documents of this case, at the most."""
Named = tuple[int, str]
"""A document by its number, and what the list of documents calls its content or file."""
_STANDS_FOR: Final[Mapping[str, Named]] = {
    sha256(said.format(number).encode()): (number, field)
    for number in range(1, _MOST)
    for said, field in (("content {}", "content_sha256"), ("{}", "file_sha256"))
}
"""The hashes that the bench's own printer answers (bench.script), and for what they stand."""


async def broad_case(at: Installation, number: str) -> str:
    """Open it and make every move up to the drafts of the decisions; return its number."""
    draft = large.draft(number, PARTIES, EVIDENCE)
    opened = await at.post("/v1/cases", draft, **{"X-Tingshu-Clock": CLOCK})
    assert opened.status_code == 201, opened.text
    case = str(opened.headers["location"])
    await at.recorded(case, opened.json()["position"])
    for by in ("clerk-zhao", "officer-li"):
        await at.upload(large.SCAN, by)
    agency = str(draft["agency"])
    checklist = await at.services.desk.checklist(agency, number)
    papers = (await at.get(case)).json()["papers_version"]
    for step in large.steps(PARTIES, papers, tuple(checklist)):
        if step.move == "impose":  # the bench's decisions leave out what a real one must say
            break
        await _make(at, case, step)
    return number


async def _make(at: Installation, case: str, step: large.Step) -> None:
    """Make a move as soon as its documents are there."""

    async def made() -> bool:
        standing = {key: _STANDS_FOR[value] for key, value in step.body.items() if _is_stand_in(value)}
        known = await _bytes_of(at, case, standing.values()) if standing else {}
        if None in known.values():
            return False
        body = step.body | {key: known[one] for key, one in standing.items()}
        answer = await at.move(case, step.move, body, step.by)
        assert answer.status_code in (200, 409), (step, answer.text)
        return answer.status_code == 200

    await until(made)


async def _bytes_of(at: Installation, case: str, wanted: Iterable[Named]) -> dict[Named, str | None]:
    """Return the hashes of the documents that the worker made; nothing of those that are still to come."""
    listed = (await at.get(f"{case}/documents")).json()["items"]
    by_number = {one["document"]: one for one in listed}
    return {(number, field): by_number.get(number, {}).get(field) for number, field in wanted}


def _is_stand_in(value: Any) -> bool:
    return isinstance(value, str) and value in _STANDS_FOR
