"""The check of the document store: every file that a case names is there, and is what its name says."""

from collections.abc import Iterator

from sqlalchemy import func, select, union

from domain.bilingual import Words
from domain.case.checks import Check, Checked, Tell
from domain.case.keeping import FileDamaged, FileMissing, StoreAway, StoreUnusable
from domain.case.system_work import Found, Trouble
from register.database import Database
from register.store import DocumentStore
from register.tables import documents, dossiers, files, uploads

UNNAMED = Words(
    "另有 {uploaded} 个文件已上传、没有案件引用，{other} 个没有登记（模板版本、重做的预览、中断的写入）；"
    "清除中断的上传 {swept} 个",
    "{uploaded} more files were uploaded and are named by no case, {other} are named nowhere (editions of templates, "
    "previews made anew, writes that were broken off); uploads broken off and removed: {swept}",
)


class StoreChecks:
    def __init__(self, database: Database, store: DocumentStore) -> None:
        self._database = database
        self._store = store

    def files(self, tell: Tell = lambda done, all_: None, *, quick: bool = False) -> Checked:
        """Look for every file that a case names; `quick` asks for being there and for the size alone.

        What no case names counts for nothing, and is counted. A store that is away says nothing of any file.
        """
        try:
            self._store.look()
            return self._files(tell, quick=quick)
        except (StoreAway, StoreUnusable) as error:
            away = Found(Trouble.STORE_AWAY, "store", error.why.en)
            return Checked(Check.FILES, 0, (away,), whole=False)

    def _files(self, tell: Tell, *, quick: bool) -> Checked:
        named, found = self._named(), list[Found]()
        sizes = self._sizes() if quick else {}
        for done, sha256 in enumerate(sorted(named), start=1):
            found.extend(self._small(sha256, sizes) if quick else self._whole(sha256))
            tell(done, len(named))
        spare = [name for name in self._store.names() if name not in named]
        uploaded = len(self._uploaded() & set(spare))
        swept = 0 if quick else self._store.sweep()
        counted = UNNAMED.filled(uploaded=uploaded, other=len(spare) - uploaded, swept=swept)
        note = counted if spare or swept else None
        return Checked(Check.FILES, len(named), tuple(found), note, whole=not quick)

    def _whole(self, sha256: str) -> Iterator[Found]:
        try:
            self._store.open(sha256).close()
        except FileMissing:
            yield self._found(Trouble.FILE_MISSING, sha256)
        except (FileDamaged, OSError) as error:
            yield self._found(
                Trouble.FILE_DAMAGED, sha256, "" if isinstance(error, FileDamaged) else str(error.strerror)
            )

    def _small(self, sha256: str, sizes: dict[str, int]) -> Iterator[Found]:
        try:
            size = self._store.size(sha256)
        except FileMissing:
            yield self._found(Trouble.FILE_MISSING, sha256)
        except (FileDamaged, OSError):
            yield self._found(Trouble.FILE_DAMAGED, sha256)
        else:
            if size != sizes.get(sha256, size or 1):
                yield self._found(Trouble.FILE_DAMAGED, sha256, f"{size} ≠ {sizes.get(sha256, '?')} bytes")

    def _found(self, trouble: Trouble, sha256: str, detail: str = "") -> Found:
        """Name the first case that names the file, or whose sealed dossier it is."""
        named = [
            select(t.c.agency, t.c.number).where(t.c.sha256 == sha256).limit(1) for t in (files, dossiers)
        ]
        with self._database.reading() as connection:
            row = next((r for s in named if (r := connection.execute(s).one_or_none())), None)
        agency, number = (row.agency, row.number) if row else ("", "")
        where = f"{agency}/{number}" if row else ""
        return Found(trouble, sha256, " ".join(part for part in (where, detail) if part), agency, number)

    def _named(self) -> set[str]:
        columns = (
            files.c.sha256,
            documents.c.content_sha256,
            documents.c.preview_sha256,
            documents.c.file_sha256,
            dossiers.c.sha256,
        )
        statement = union(*(select(column).where(column.is_not(None)) for column in columns))
        with self._database.reading() as connection:
            return set(connection.scalars(statement))

    def _uploaded(self) -> set[str]:
        with self._database.reading() as connection:
            return set(connection.scalars(select(uploads.c.sha256).distinct()))

    def _sizes(self) -> dict[str, int]:
        statement = select(uploads.c.sha256, func.max(uploads.c.size)).group_by(uploads.c.sha256)
        with self._database.reading() as connection:
            return {sha256: size for sha256, size in connection.execute(statement)}
