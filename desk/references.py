"""References (指代): in a body, what the case itself brings forth, by name instead of by hash or number.

$papers                        the papers version (案卷材料版本) at that moment
$document:penalty_notice:1     the number of the newest document of this kind for party 1
$document:interview_report     … of this kind, where it is the case's
$content:penalty_notice:1      the SHA-256 of its content, as previewed
$final:penalty_notice:1        the SHA-256 of its final file
$proposal                      the number of the newest proposal that waits to be confirmed
$proposed                      the SHA-256 of its content
$rulebook                      the SHA-256 of the rules that there are now, where somebody adopts them
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any


def resolve(body: Any, state: dict[str, Any], upload: Callable[[str], str]) -> Any:
    """Return the body with every reference replaced by what it names in this state."""
    if isinstance(body, dict):
        return {key: resolve(value, state, upload) for key, value in body.items()}
    if isinstance(body, list):
        return [resolve(value, state, upload) for value in body]
    if not isinstance(body, str) or not body.startswith("$"):
        return body
    what, _, name = body[1:].partition(":")
    if what == "papers":
        return state["papers_version"]
    if what in ("proposal", "proposed"):
        waiting = state["proposals"]["waiting"]
        if not waiting:
            raise LookupError("no proposal to be confirmed")
        return waiting[-1]["number" if what == "proposal" else "content"]
    if what == "rulebook":
        return state["rulebook_now"]
    if what == "upload":
        return upload(name)
    document = newest(state, *name.split(":"))
    return document[{"document": "id", "content": "content", "final": "file"}[what]]


def newest(state: Mapping[str, Any], kind: str, party: str = "") -> Mapping[str, Any]:
    """Return the newest document of a kind that is not void.

    Raises:
        LookupError: There is none.
    """
    for document in reversed(state["documents"]["all"]):
        if (document["kind"], str(document.get("party") or "")) == (kind, party) and not document.get("void"):
            found: Mapping[str, Any] = document
            return found
    raise LookupError(f"no document {kind} {party}".rstrip())


def references(body: Any) -> Iterator[str]:
    """Yield the references in a body."""
    values = body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    for value in values:
        yield from references(value)
    if isinstance(body, str) and body.startswith("$"):
        yield body
