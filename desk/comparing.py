"""Comparing (对比): what two versions of a prepared document say otherwise, section by section, with who edited it and why.

A version is a content that was previewed; the journal names its hash, and the document store has kept it.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from desk.errors import DOCUMENT, Fault, NotHere, Unknown
from desk.ports import Store
from desk.reading import Reading
from domain.bilingual import Words, listed
from domain.case.differences import differences
from domain.case.documents import KINDS, DocumentKind
from domain.case.people import Person
from domain.case.sections import Section
from domain.procedure.lists import Instant, JournalRow, Sha256

PAGE = 1_000
"""Entries of the journal that are read at once."""
NO_SUCH_VERSION = Words("文书{document}没有第{version}版", "document {document} has no version {version}")
ONE_VERSION = Words(
    "文书{document}没有两版可以对比", "document {document} has no two versions that could be compared"
)
THESE_VERSIONS = Words(
    "请填写其中一版：{known}；修改之后（edit_document）才有下一版",
    "name one of these: {known}; there is another after an edit (edit_document)",
)
ON_PAPER = (
    Words(
        "文书{document}是纸质文书，没有可以对比的文字",
        "document {document} is on paper, and has no text to be compared",
    ),
    Words("请对照扫描件（tingshu case documents）", "compare the scans (tingshu case documents)"),
)
BESIDE_THE_TEXT = {"edited", "template", "layout"}
"""Fields of a content that are no text of the page."""


class Version(TypedDict):
    """One content that was previewed."""

    version: int
    """From 1."""
    content_sha256: Sha256
    at: Instant
    by: str
    """Who prepared the document, or edited it."""
    section: NotRequired[Section]
    """Which section was edited; none where the document was prepared."""
    reason: NotRequired[str]


class Passage(TypedDict):
    """A passage, and whether both versions have it."""

    how: Literal["same", "removed", "added"]
    text: str


class SectionDifference(TypedDict):
    """A section that says something else."""

    section: Section
    title: str
    passages: list[Passage]


class DocumentDifference(TypedDict):
    """What two versions of a document say otherwise."""

    document: int
    kind: DocumentKind
    before: int
    after: int
    versions: list[Version]
    """All that there are, the first one first."""
    sections: list[SectionDifference]
    besides: list[str]
    """Fields of the content that are otherwise without an edit: the case says something else."""


class Comparing:
    """Compares the versions of documents for who may read the case."""

    def __init__(self, reading: Reading, store: Store) -> None:
        self._reading = reading
        self._store = store

    async def difference(
        self,
        by: Person,
        agency: str,
        number: str,
        document: int,
        *,
        before: int | None = None,
        after: int | None = None,
        request: str = "",
    ) -> DocumentDifference:
        """Return what a version says otherwise than another: without either, the last than the one before it.

        Raises:
            Unknown: No such case or document, or not this person's to read.
            NotHere: There is no such version, or nothing to compare.
        """
        rows = await self._reading.documents(by, agency, number, request=request)
        row = next((row for row in rows if row["document"] == document), None)
        if row is None:
            raise Unknown(DOCUMENT)
        known = versions(await self._journal(by, agency, number, request), document)
        new = _version(known, document, "to", after or len(known))
        old = _version(known, document, "from", before or max(new["version"] - 1, 1))
        if old is new and before is None:
            raise NotHere(_no_version("from", ONE_VERSION.filled(document=document), known))
        contents = await asyncio.to_thread(lambda: [self._content(document, one) for one in (old, new)])
        kind = DocumentKind(row["kind"])
        return DocumentDifference(
            document=document,
            kind=kind,
            before=old["version"],
            after=new["version"],
            versions=list(known),
            sections=_sections(kind, *contents),
            besides=_besides(kind, *contents),
        )

    async def _journal(self, by: Person, agency: str, number: str, request: str) -> Sequence[JournalRow]:
        found, cursor = list[JournalRow](), None
        while True:
            page = await self._reading.journal(by, agency, number, cursor=cursor, limit=PAGE, request=request)
            found += page.items
            cursor = page.cursor
            if cursor is None:
                return found

    def _content(self, document: int, version: Version) -> Mapping[str, Any]:
        with self._store.open(version["content_sha256"]) as file:
            data = file.read()
        try:
            found = json.loads(data)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise NotHere(Fault("document", *(words.filled(document=document) for words in ON_PAPER)))
        return found


def versions(journal: Sequence[JournalRow], document: int) -> Sequence[Version]:
    """Return the contents of a document that were previewed, each with who had it prepared or edited it."""
    found: list[Version] = []
    made: JournalRow | None = None
    for row in journal:
        if _makes(row, document):
            made = row
        elif row["fact"] == "DocumentsPreviewed":
            for content in _previewed(row["body"], document):
                if made and not (found and found[-1]["content_sha256"] == content):
                    found.append(
                        _of(
                            made,
                            Version(
                                version=len(found) + 1, content_sha256=content, at=row["at"], by=made["by"]
                            ),
                        )
                    )
    return found


def _makes(row: JournalRow, document: int) -> bool:
    """Whether a document was ordered first by this fact, or edited."""
    body: Mapping[str, Any] = row["body"]
    if row["fact"] == "SectionEdited":
        return bool(body["document"] == document)
    ordered = body.get("documents", ()) if row["fact"] == "DocumentsOrdered" else ()
    return any(new["id"] == document for new in ordered)


def _of(made: JournalRow, version: Version) -> Version:
    body: Mapping[str, Any] = made["body"]
    if made["fact"] == "SectionEdited":
        version |= {"section": Section(body["section"]), "reason": body["reason"]}
    return version


def _previewed(body: Mapping[str, Any], document: int) -> list[str]:
    return [one["content"] for one in body["documents"] if one["document"] == document]


def _version(known: Sequence[Version], document: int, field: str, version: int) -> Version:
    found = next((one for one in known if one["version"] == version), None)
    if found is None:
        why = NO_SUCH_VERSION if known else ONE_VERSION
        raise NotHere(_no_version(field, why.filled(document=document, version=version), known))
    return found


def _no_version(field: str, why: Words, known: Sequence[Version]) -> Fault:
    return Fault(field, why, THESE_VERSIONS.filled(known=listed(str(one["version"]) for one in known)))


def _sections(
    kind: DocumentKind, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[SectionDifference]:
    found = []
    for section, path in KINDS[kind].sections.items():
        old, new = _text(before, path), _text(after, path)
        if old != new:
            passages = [Passage(how=piece.how, text=piece.text) for piece in differences(old, new)]
            found.append(SectionDifference(section=section, title=section.zh, passages=passages))
    return found


def _text(content: Mapping[str, Any], path: str) -> str:
    value: Any = content
    for name in path.split("."):
        value = value.get(name, "") if isinstance(value, dict) else ""
    return "\n".join(value) if isinstance(value, list) else str(value)


def _besides(kind: DocumentKind, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    fields = {**before, **after}.keys() - BESIDE_THE_TEXT
    paths = [path.split(".") for path in KINDS[kind].sections.values()]
    return sorted(
        name for name in fields if _but(before.get(name), name, paths) != _but(after.get(name), name, paths)
    )


def _but(value: Any, name: str, paths: Sequence[Sequence[str]]) -> Any:
    """A field without what of it is a section."""
    for top, *inner in paths:
        if top == name:
            value = (
                {k: v for k, v in value.items() if [k] != inner}
                if inner and isinstance(value, dict)
                else None
            )
    return value
