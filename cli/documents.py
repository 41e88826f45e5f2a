"""`tingshu document …`: files in and out of the document store, under the same rights as over HTTP; previews and templates."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli import paper_forms, publication, showing
from cli.document_diff import diff
from cli.fields import Upload, uploaded
from cli.lazy import Place, lazy
from cli.printing import print_batch
from cli.running import As, Json, person, run, the_desk
from desk.uploading import Uploads
from domain.bilingual import Words
from domain.case.dangers import Danger, Release, words_of
from domain.case.people import Person

KEPT_APART = Words(
    "已隔离保管：{dangers}；由另一名承办人或者负责人查验后解除（tingshu document release）",
    "kept apart: {dangers}; another officer or the head looks at it and releases it (tingshu document release)",
)


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
    help="文书和文件：预览、对比、打印、空白文书、上传、检查模板 · documents, forms to sign, files, templates",
)
app.command()(paper_forms.forms)
app.command()(paper_forms.form)
app.command()(paper_forms.recognise)
app.command("print-batch")(print_batch)
app.command()(paper_forms.printout)
app.command()(publication.public)
app.command()(publication.ofd)
app.command()(diff)


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

    async def work() -> tuple[str, Sequence[Danger]]:
        async with the_desk(engine=False) as services:
            by = await person(services.identities, as_)
            upload = uploader(services.uploads, by, name)
            sha256 = await uploaded("--name" if name else "FILE", file, upload)
            return sha256, await services.uploads.kept_apart(by, sha256)

    sha256, kept_apart = run(work(), json_=json_)
    if json_:
        showing.as_json({"sha256": sha256, "name": file.name, "kept_apart": sorted(kept_apart)})
    else:
        showing.line(sha256)
    if kept_apart:
        showing.note(str(KEPT_APART.filled(dangers=words_of(kept_apart))))


@app.command()
def release(
    sha256: Annotated[str, typer.Argument(help="SHA-256")],
    reason: Annotated[str, typer.Option("--reason", help="如何查验、为何可以打开 · how it was looked at")],
    as_: As = "",
    json_: Json = False,
) -> None:
    """解除文件的隔离 · release a file that is kept apart for what is dangerous in it."""

    async def work() -> Release:
        async with the_desk(engine=False) as services:
            by = await person(services.identities, as_)
            return await services.uploads.release(by, sha256, reason)

    done = run(work(), json_=json_)
    showing.pairs({**vars(done), "at": done.at.isoformat()}, json_=json_)


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
        async with the_desk(engine=False) as services:
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
