"""`tingshu document …`: files in and out of the document store, under the same rights as over HTTP; previews and templates."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import typer

from cli import showing
from cli.fields import Upload, uploaded
from cli.lazy import Place, lazy
from cli.running import As, Json, person, run, settings
from desk.uploading import Uploads
from domain.case.people import Person
from installation.desk import counter

app = typer.Typer(
    cls=lazy(
        {
            "preview": Place(
                "cli.document_previews",
                "preview",
                "文书的样子：--example 用虚构的示例，--case 用一件案件 · how a document looks",
            ),
            "lint": Place(
                "cli.document_previews",
                "lint",
                "检查自己的文书模板，有误时退出码为 1 · check an agency's own templates",
            ),
        }
    ),
    no_args_is_help=True,
    help="文件和文书：上传、取回、预览、检查模板 · files in and out, previews, templates",
)


def uploader(uploads: Uploads, by: Person, name: str = "") -> Upload:
    """Return what uploads a file as this person, by its own name where no other is given, and gives back its SHA-256."""

    async def upload(path: Path) -> str:
        note = await uploads.receive(by, _chunks(path), name=name or path.name, media_type="", key=None)
        return note.sha256

    return upload


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            yield chunk


@app.command()
def put(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="文件 · the file")],
    name: Annotated[
        str, typer.Option("--name", help="文件名，不填用其本名 · its name, where it is not its own")
    ] = "",
    as_: As = "",
    json_: Json = False,
) -> None:
    """上传文件，得到其 SHA-256 · upload a file and learn its SHA-256."""

    async def work() -> str:
        async with counter(settings(), engine=False) as services:
            upload = uploader(services.uploads, await person(services.identities, as_), name)
            return await uploaded("--name" if name else "FILE", file, upload)

    sha256 = run(work(), json_=json_)
    if json_:
        showing.as_json({"sha256": sha256, "name": file.name})
    else:
        showing.line(sha256)


@app.command()
def get(
    sha256: Annotated[str, typer.Argument(help="SHA-256")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="存为 · where to save it; by its own name otherwise")
    ] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """取回文件 · fetch a file."""

    async def work() -> tuple[Path, int]:
        async with counter(settings(), engine=False) as services:
            found = await services.uploads.fetch(await person(services.identities, as_), sha256)
            place = output or Path(Path(found.name).name or sha256)
            with found.content, place.open("xb") as file:
                while chunk := found.content.read(1024 * 1024):
                    file.write(chunk)
            return place, found.content.size

    try:
        place, size = run(work(), json_=json_)
    except FileExistsError as error:
        showing.problem(
            f"{error.filename} 已经存在 · exists already: name another by -o", json_=json_, code="Exists"
        )
        raise typer.Exit(2) from error
    if json_:
        showing.as_json({"path": str(place), "size": size})
    else:
        showing.line(f"{place}（{size} 字节）")
