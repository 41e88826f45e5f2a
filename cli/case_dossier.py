"""`tingshu case dossier`: the dossier of a case as one PDF, bound as the case stands, or as it was sealed."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import Annotated, Any

import typer

from cli import showing
from cli.progress import progress
from cli.reading import Desk, read
from cli.running import Agency, As, Json, Number
from desk.dossiers import Dossier
from desk.errors import Fault, Malformed
from domain.bilingual import Words
from domain.case.dossier import DossierEdition, DossierPart

IN_THE_WAY = Words("{path} 已经存在", "{path} is there already")
NOT_WRITTEN = Words("不能写入 {path}（{reason}）", "{path} cannot be written ({reason})")
ANOTHER = Words("请另写一个路径（--out FILE）", "name another path (--out FILE)")
COLUMNS = ("版次", "卷", "截至", "页数", "字节", "SHA-256")
_CHUNK = 1024 * 1024


WhichPart = Annotated[
    DossierPart,
    typer.Option(
        help="正卷 main、副卷 inner，或者全部 all；当事人只能取正卷 · a party gets the main volume alone"
    ),
]
WhichEdition = Annotated[
    int | None,
    typer.Option(
        min=0,
        help="已封存的版次，0 是最新的；不填则按案件现状装订 · a sealed edition, 0 for the newest; left out, as the case stands",
    ),
]


def dossier(
    agency: Agency,
    number: Number,
    part: WhichPart = DossierPart.ALL,
    edition: WhichEdition = None,
    editions: Annotated[
        bool, typer.Option("--editions", help="列出已封存的各版 · list the sealed editions")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", dir_okay=False, help="写入文件 · where to write it"),
    ] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """案卷：装订成一个 PDF，或者取出已封存的 · the dossier as one PDF, as it stands or as it was sealed."""
    case = (agency, number)
    if editions:
        _list(
            read(lambda desk: desk.dossiers.editions(desk.by, *case), as_, json_=json_, case=case),
            json_=json_,
        )
        return
    with _shown(quiet=json_) as tell:

        async def fetched(desk: Desk) -> dict[str, Any]:
            found = await desk.dossiers.fetch(desk.by, *case, part=part, edition=edition, tell=tell)
            return _written(found, out or Path(found.name))

        done = read(fetched, as_, json_=json_, case=case)
    if json_:
        showing.as_json(done)
        return
    showing.line(done["path"])
    showing.note(f"SHA-256 {done['sha256']}；核验 verify：tingshu dossier verify {done['path']}")


@contextmanager
def _shown(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show how many pieces are in, on a terminal."""
    if quiet or not showing.err.is_terminal:
        yield lambda done, of: None
        return
    with progress() as shown:
        task = shown.add_task("装订 · binding", total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)


def _list(found: Sequence[DossierEdition], *, json_: bool) -> None:
    def row(one: DossierEdition) -> tuple[object, ...]:
        return one.edition, one.part.zh, f"第{one.position}项", one.pages, one.size, one.sha256

    if json_:
        showing.as_json([one.model_dump(mode="json") for one in found])
    else:
        showing.table("封存的案卷 · sealed editions", COLUMNS, map(row, found))


def _written(found: Dossier, place: Path) -> dict[str, Any]:
    """Write a dossier whole or not at all, and over nothing.

    Raises:
        Malformed: Something lies there, or nothing can be written there.
    """
    with found.content:
        try:
            _write(found, place)
        except FileExistsError as error:
            raise Malformed(Fault("--out", IN_THE_WAY.filled(path=place), ANOTHER)) from error
        except OSError as error:
            why = NOT_WRITTEN.filled(path=place, reason=error.strerror)
            raise Malformed(Fault("--out", why, ANOTHER)) from error
        return {"path": str(place), "sha256": found.sha256, "size": found.content.size}


def _write(found: Dossier, place: Path) -> None:
    descriptor, name = mkstemp(dir=place.parent, prefix=f".{place.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            while chunk := found.content.read(_CHUNK):
                file.write(chunk)
        os.link(name, place)
    finally:
        Path(name).unlink(missing_ok=True)
