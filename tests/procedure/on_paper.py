"""A case that was begun on paper: what a story did up to some step, written down as it is handed in."""

from datetime import datetime
from typing import Any

from demo.story import Step, Story, paper
from desk.directory import Directory
from desk.lane import Lane
from desk.limits import Limits
from desk.on_paper import OnPaper, on_paper
from desk.requests import Asked, MayName, Requests
from domain.canonical import sha256
from domain.case.documents import Document
from domain.law.rulebook import rulebook_for
from domain.procedure.chapters.taking_over import TakeOverCase
from tests.procedure.playing import DIRECTORY, play, shanghai

TAKER = "officer-li"


SCANS: dict[str, bytes] = {}
"""What was scanned, by its hash: to be uploaded where there is a document store."""


def scanned(name: str) -> str:
    """The hash of the scan of a paper."""
    scan = paper(name)
    SCANS[sha256(scan)] = scan
    return sha256(scan)


def body_of(story: Story, until: str = "", **changes: Any) -> dict[str, Any]:
    """Return the body of a taking over: the steps before the first one of this move, and the documents they made."""
    steps: list[dict[str, Any]] = []
    for step in story.steps:
        if step.move == until:
            break
        if step.move == "confirm":
            steps[-1]["confirmed"] = _dated(step)
        else:
            steps.append(_step(step))
    documents = [made_on_paper(d) for d in play(story, until).case.documents.all]
    return {
        "agency": story.agency,
        "number": story.number,
        "so_far": steps,
        "documents": documents,
        **changes,
    }


def _dated(step: Step) -> dict[str, Any]:
    return {"by": step.by, "on": step.at.date().isoformat(), "time": f"{step.at:%H:%M}"}


def _step(step: Step) -> dict[str, Any]:
    proof = scanned(f"{step.move} {step.at:%Y-%m-%d %H:%M}")
    return {"move": step.move, **_dated(step), "body": _uploaded(step.body), "proof": proof}


def _uploaded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _uploaded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_uploaded(inner) for inner in value]
    is_file = isinstance(value, str) and value.startswith("$upload:")
    return scanned(value.removeprefix("$upload:")) if is_file else value


def made_on_paper(document: Document) -> dict[str, Any]:
    """Return a document as it was made on paper, numbered 100 and more in its year."""
    word = rulebook_for("market+zhenjiang").switches.number_words.get(document.kind, "")
    serial = 100 + document.id
    number = {"number": f"镇市监{word}〔2026〕{serial}号"} if document.rule.numbered else {}
    party = {"party": document.party} if document.party else {}
    scan = scanned(f"{document.kind.zh} {document.id}")
    return {"kind": document.kind.value, **party, **number, "scan": scan, "pages": 1}


def renumbered(body: dict[str, Any], first: int) -> dict[str, Any]:
    """The same with other document numbers: in one register no two cases have the same."""
    for place, document in enumerate(body["documents"]):
        if "number" in document:
            document["number"] = f"{document['number'].partition('〕')[0]}〕{first + place}号"
    return body


class AllFiles:
    """A document store in which everything lies."""

    def has(self, sha256: str) -> bool:
        return True

    def put(self, data: bytes) -> str:
        return sha256(data)


class AllGlyphs:
    def missing(self, text: str) -> tuple[str, ...]:
        return ()


def requests(directory: Directory = DIRECTORY, may_name: MayName = lambda by, sha256: True) -> Requests:
    return Requests(directory, AllFiles(), rulebook_for, may_name, Limits(AllGlyphs()), Lane())


def taken(
    body: dict[str, Any], at: str | datetime, *, by: str = TAKER, directory: Directory = DIRECTORY
) -> OnPaper:
    """Judge a taking over at an instant, without an engine."""
    actor = directory.person(by)
    assert actor is not None, by
    asked = Asked(actor, "take_over_case", body, "key")
    desk = requests(directory)
    move = desk.understood(asked)
    assert isinstance(move, TakeOverCase)
    return on_paper(desk, asked, move, shanghai(at) if isinstance(at, str) else at)
