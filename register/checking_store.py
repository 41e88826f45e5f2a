"""The check of the document store: every file that a case names is there, and is what its name says.

A case names files and long texts in its facts, and the contents of its documents, former versions among them; a content names the
edition of the templates in which it is read. What nobody names is counted: uploads that wait to be used, and what was written and
never recorded, which counts for nothing.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import func, select, union

from domain.bilingual import Words
from domain.case.checks import Check, Checked, Tell
from domain.case.keeping import FileDamaged, FileMissing, StoreAway, StoreUnusable
from domain.case.system_work import Found, Trouble
from domain.procedure.chapters.documents import DocumentsNumbered, DocumentsPreviewed
from register.database import Database
from register.depots import is_name
from register.store import DocumentStore
from register.tables import cases, documents, dossiers, files, journal, uploads

UNNAMED = Words(
    "另有 {uploaded} 个文件已上传、没有案件引用，{other} 个无处登记（写入之后、登记之前中断的，不属于任何案件）；"
    "清除中断的上传 {swept} 个",
    "besides: {uploaded} uploaded and named by no case, {other} named nowhere (written, and broken off before they were "
    "recorded: they belong to no case); uploads broken off and removed: {swept}",
)
NOT_TOLD_APART = Words(
    "另有 {uploaded} 个文件已上传、没有案件引用，{other} 个未读内容、不能区分（模板版本、没有登记的文件）",
    "besides: {uploaded} uploaded and named by no case, {other} not told apart without reading contents (editions of "
    "templates, files named nowhere)",
)
_MAKE_CONTENTS = (DocumentsPreviewed.__name__, DocumentsNumbered.__name__)


class CaseKey(NamedTuple):
    """By which case a file is named."""

    agency: str
    number: str


class StoreChecks:
    def __init__(self, database: Database, store: DocumentStore, edition_of: Callable[[bytes], str]) -> None:
        """`edition_of` returns the SHA-256 of the edition that a document's content names, or nothing."""
        self._database = database
        self._store = store
        self._edition_of = edition_of

    def files(self, tell: Tell = lambda done, all_: None, *, quick: bool = False) -> Checked:
        """Look for every file that a case names; `quick` asks for being there and for the size alone.

        What no case names counts for nothing, and is counted. A store that is away says nothing of any file.
        """
        try:
            self._store.look()
            return self._quick(tell) if quick else self._whole(tell)
        except (StoreAway, StoreUnusable) as error:
            away = Found(Trouble.STORE_AWAY, "store", error.why.en)
            return Checked(Check.FILES, 0, (away,), whole=False)

    def _quick(self, tell: Tell) -> Checked:
        contents, sizes, found = self._contents(), self._sizes(), list[Found]()
        named = self._named() | contents.keys()
        for done, sha256 in enumerate(sorted(named), start=1):
            found.extend(self._small(sha256, sizes, contents.get(sha256)))
            tell(done, len(named))
        uploaded, nowhere = self._unnamed(named)
        counted = NOT_TOLD_APART.filled(uploaded=uploaded, other=len(nowhere))
        note = counted if uploaded or nowhere else None
        return Checked(Check.FILES, len(named), tuple(found), note, whole=False)

    def _whole(self, tell: Tell) -> Checked:
        contents, editions, found = self._contents(), dict[str, CaseKey](), list[Found]()
        named = self._named() | contents.keys()
        for done, sha256 in enumerate(sorted(named), start=1):
            if case := contents.get(sha256):
                found.extend(self._content(sha256, case, editions))
            else:
                found.extend(self._read(sha256))
            tell(done, len(named))
        for sha256, case in sorted(editions.items()):
            found.extend(self._read(sha256, case))
        uploaded, nowhere = self._unnamed(named | editions.keys())
        swept = self._store.sweep()
        counted = UNNAMED.filled(uploaded=uploaded, other=len(nowhere), swept=swept)
        note = counted if uploaded or nowhere or swept else None
        return Checked(Check.FILES, len(named | editions.keys()), tuple(found), note, unnamed=nowhere)

    def _unnamed(self, named: set[str]) -> tuple[int, tuple[str, ...]]:
        """Return how many files were uploaded and are not named, and which are known to nobody at all."""
        spare = {name for name in self._store.names() if name not in named}
        nowhere = spare - self._uploaded()
        return len(spare) - len(nowhere), tuple(sorted(nowhere))

    def _read(self, sha256: str, case: CaseKey | None = None) -> Iterator[Found]:
        try:
            self._store.open(sha256).close()
        except (FileMissing, FileDamaged, OSError) as error:
            yield self._found(sha256, error, case)

    def _content(self, sha256: str, case: CaseKey, editions: dict[str, CaseKey]) -> Iterator[Found]:
        """Read a document's content, and remember which edition it names."""
        try:
            edition = self._edition_of(self._store.read(sha256))
        except (FileMissing, FileDamaged, OSError) as error:
            yield self._found(sha256, error, case)
        else:
            if edition:
                editions.setdefault(edition, case)

    def _small(self, sha256: str, sizes: Mapping[str, int], case: CaseKey | None) -> Iterator[Found]:
        try:
            size = self._store.size(sha256)
        except (FileMissing, FileDamaged, OSError) as error:
            yield self._found(sha256, error, case)
        else:
            if size != sizes.get(sha256, size or 1):
                detail = f"{size} ≠ {sizes.get(sha256, '?')} bytes"
                yield self._found(sha256, FileDamaged(sha256), case, detail)

    def _found(self, sha256: str, error: Exception, case: CaseKey | None = None, detail: str = "") -> Found:
        """Name the first case that names the file, or whose sealed dossier it is."""
        trouble = Trouble.FILE_MISSING if isinstance(error, FileMissing) else Trouble.FILE_DAMAGED
        if isinstance(error, OSError):
            detail = str(error.strerror)
        agency, number = case or self._case_of(sha256) or CaseKey("", "")
        where = f"{agency}/{number}" if agency else ""
        return Found(trouble, sha256, " ".join(part for part in (where, detail) if part), agency, number)

    def _case_of(self, sha256: str) -> CaseKey | None:
        named = [
            select(t.c.agency, t.c.number).where(t.c.sha256 == sha256).limit(1) for t in (files, dossiers)
        ]
        with self._database.reading() as connection:
            row = next((r for s in named if (r := connection.execute(s).one_or_none())), None)
        return CaseKey(*row) if row else None

    def _named(self) -> set[str]:
        columns = (
            files.c.sha256,
            documents.c.preview_sha256,
            documents.c.file_sha256,
            dossiers.c.sha256,
        )
        statement = union(*(select(column).where(column.is_not(None)) for column in columns))
        with self._database.reading() as connection:
            return set(connection.scalars(statement))

    def _contents(self) -> dict[str, CaseKey]:
        """Return every content of a document, and of which case: two versions can be compared as long as both are there.

        The tables have the last ones, of documents that came from another case as well; the journals have them all.
        """
        last = select(documents.c.content_sha256, documents.c.agency, documents.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(last.where(documents.c.content_sha256.is_not(None)))
            found = {row.content_sha256: CaseKey(row.agency, row.number) for row in rows}
            for case in connection.execute(select(cases.c.agency, cases.c.number)).all():
                of_case = (journal.c.agency == case.agency, journal.c.number == case.number)
                bodies = select(journal.c.body).where(*of_case, journal.c.fact.in_(_MAKE_CONTENTS))
                for body in connection.scalars(bodies):
                    for sha256 in _contents_in(body):
                        found.setdefault(sha256, CaseKey(case.agency, case.number))
        return found

    def _uploaded(self) -> set[str]:
        with self._database.reading() as connection:
            return set(connection.scalars(select(uploads.c.sha256).distinct()))

    def _sizes(self) -> dict[str, int]:
        statement = select(uploads.c.sha256, func.max(uploads.c.size)).group_by(uploads.c.sha256)
        with self._database.reading() as connection:
            return {sha256: size for sha256, size in connection.execute(statement)}


def _contents_in(entry: str) -> list[str]:
    """Return the contents that an entry of a journal names; one that is broken is found where journals are checked."""
    try:
        made = [one.get("content", "") for one in json.loads(entry)["body"]["documents"]]
    except (ValueError, LookupError, TypeError, AttributeError):
        return []
    return [sha256 for sha256 in made if is_name(sha256)]
