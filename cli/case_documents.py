"""`tingshu case documents`: the documents of a case with the hashes that moves ask for; opened, or saved in a folder."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import completing, showing
from cli.document_zip import Member, write_zip
from cli.reading import Desk, read
from cli.running import Agency, As, Json, Number
from desk import nearest
from desk.errors import Fault, Malformed
from desk.uploading import Uploads
from domain.bilingual import Words, listed
from domain.case.documents import DocumentKind, DocumentState
from domain.case.people import Person
from domain.procedure.lists import DocumentRow

HASHES = (
    ("content_sha256", "内容 content"),
    ("preview_sha256", "预览 preview"),
    ("file_sha256", "定稿 file   "),
)
"""By the name under which programs have them."""
NO_SUCH_DOCUMENT = Words("本案没有文书 {typed}", "there is no document {typed} in this case")
SEVERAL = (
    Words("{typed} 有几份", "there are several of {typed}"),
    Words("请写明编号：{numbers}", "name one by its number: {numbers}"),
)
NOT_MADE = (
    Words("文书 {number} 还没有制成", "document {number} has not been made yet"),
    Words(
        "请稍候再试；状态见 tingshu case documents", "wait a moment; tingshu case documents shows its state"
    ),
)
IN_THE_WAY = (
    Words("{path} 已经存在，内容不同", "{path} is there already, with other content"),
    Words("请另选目录（--save DIR）", "name another folder (--save DIR)"),
)
ANOTHER_ZIP = Words("请另写一个路径（--zip FILE）", "name another path (--zip FILE)")
NO_FOLDER = (
    Words("不能写入目录 {path}（{reason}）", "nothing can be written to the folder {path} ({reason})"),
    Words("请另选可以写入的目录（--save DIR）", "name a folder that can be written to (--save DIR)"),
)


Zip = Annotated[
    Path | None,
    typer.Option(
        "--zip", metavar="FILE", dir_okay=False, help="打包成 ZIP，附清单 · as one ZIP with their list"
    ),
]


def documents(
    agency: Agency,
    number: Number,
    kind: Annotated[
        DocumentKind | None, typer.Option(help="只列此种文书 · only documents of this kind")
    ] = None,
    party: Annotated[int | None, typer.Option(min=1, help="只列此当事人的 · only of this party")] = None,
    open_: Annotated[
        str | None,
        typer.Option(
            "--open",
            metavar="KIND|NUMBER",
            help="打开这一份：定稿，没有定稿的打开预览 · open it: the final file, else the preview",
            autocompletion=completing.documents,
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="DIR", file_okay=False, help="存入此目录 · save them in this folder"),
    ] = None,
    zip_: Zip = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """案件文书及其哈希；--open 打开，--save 保存，--zip 打包 · the documents of a case with their hashes."""

    async def asked(desk: Desk) -> tuple[list[DocumentRow], list[Path]]:
        every = await desk.reading.documents(desk.by, agency, number)
        found = [
            row
            for row in every
            if kind in (None, row["kind"]) and (party is None or row["party"] in (None, party))
        ]
        if open_ is not None:
            row, folder = _chosen(found, open_), save or Path(tempfile.mkdtemp(prefix="tingshu-"))
            return [row], [await _saved(desk.uploads, desk.by, row, folder)]
        if zip_ is not None:
            return found, [await _zipped(desk, found, zip_)]
        if save is None:
            return found, []
        made = [row for row in found if _file(row)]
        return made, [await _saved(desk.uploads, desk.by, row, save) for row in made]

    found, saved = read(asked, as_, json_=json_, case=(agency, number))
    _show(found, saved, opened=open_ is not None, json_=json_)


def _show(found: Sequence[DocumentRow], saved: list[Path], *, opened: bool, json_: bool) -> None:
    if json_:
        paths = [{"path": str(path)} for path in saved] or [{} for _ in found]
        if len(paths) == 1:
            paths *= len(found)  # one ZIP of them all
        showing.as_json([{**row, **path} for row, path in zip(found, paths, strict=True)])
    elif not saved:
        _list(found)
    for path in saved if not json_ else ():
        showing.line(str(path))
    if opened and saved and not json_:
        open_with_viewer(saved[0])


def _list(found: Sequence[DocumentRow]) -> None:
    showing.line("文书 · documents", "bold")
    if not found:
        showing.line(showing.NOTHING)
    for row in found:
        showing.line(" ".join(_about(row)), "bold")
        for name, title in HASHES:
            if sha256 := row[name]:  # type: ignore[literal-required]  # HASHES names keys of it
                showing.line(f"   {title} {sha256}")


def _about(row: DocumentRow) -> list[str]:
    kind, state = DocumentKind(row["kind"]), DocumentState(row["state"])
    parts: list[Any] = [
        f"{row['document']:>2}",
        f"{kind.zh} {kind}",
        f"当事人 {row['party']}" if row["party"] is not None else "",
        row["document_number"] or "",
        f"{state.zh} {state}",
        f"{row['pages']} 页" if row["pages"] else "",
    ]
    return [str(part) for part in parts if part]


def _chosen(found: Sequence[DocumentRow], typed: str) -> DocumentRow:
    """Return the document of a number, or the only one of a kind.

    Raises:
        Malformed: There is none, or there are several.
    """
    meant = [row for row in found if typed in (str(row["document"]), row["kind"], row["document_number"])]
    if len(meant) == 1:
        return meant[0]
    if meant:
        numbers = listed(row["document"] for row in meant)
        why, cure = SEVERAL[0].filled(typed=typed), SEVERAL[1].filled(numbers=numbers)
        raise Malformed(Fault("--open", why, cure))
    cure = nearest.cure(typed, {row["kind"] for row in found}, where="tingshu case documents")
    raise Malformed(Fault("--open", NO_SUCH_DOCUMENT.filled(typed=typed), cure))


def _file(row: DocumentRow) -> str | None:
    return row["file_sha256"] or row["preview_sha256"]


async def _saved(uploads: Uploads, by: Person, row: DocumentRow, folder: Path) -> Path:
    """Save a document under a name that says what it is; the same one lying there already stays.

    Raises:
        Malformed: It has not been made, or something else lies in its place.
    """
    sha256 = _file(row)
    if sha256 is None:
        raise Malformed(Fault("--open", *(words.filled(number=row["document"]) for words in NOT_MADE)))
    place = folder / _name(row)
    found = await uploads.fetch(by, sha256)
    with found.content:
        data = found.content.read()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if place.exists() and place.read_bytes() != data:
            raise Malformed(Fault("--save", *(words.filled(path=place) for words in IN_THE_WAY)))
        place.write_bytes(data)
    except OSError as error:
        why, cure = NO_FOLDER[0].filled(path=folder, reason=error.strerror), NO_FOLDER[1]
        raise Malformed(Fault("--save", why, cure)) from error
    return place


async def _zipped(desk: Desk, rows: Sequence[DocumentRow], place: Path) -> Path:
    """Pack what was made; what was not is in the list alone.

    Raises:
        Malformed: Something lies there, or nothing can be written there.
    """
    members = [Member(row, _name(row), await _bytes(desk, row)) for row in rows]
    try:
        write_zip(members, place)
    except FileExistsError as error:
        raise Malformed(Fault("--zip", IN_THE_WAY[0].filled(path=place), ANOTHER_ZIP)) from error
    except OSError as error:
        why = NO_FOLDER[0].filled(path=place, reason=error.strerror)
        raise Malformed(Fault("--zip", why, ANOTHER_ZIP)) from error
    return place


async def _bytes(desk: Desk, row: DocumentRow) -> bytes | None:
    sha256 = _file(row)
    if sha256 is None:
        return None
    found = await desk.uploads.fetch(desk.by, sha256)
    with found.content:
        return found.content.read()


def _name(row: DocumentRow) -> str:
    """Such as `03-penalty_notice-1.pdf`; a preview says that it is one."""
    party = f"-{row['party']}" if row["party"] is not None else ""
    preview = "" if row["file_sha256"] else "-preview"
    return f"{row['document']:02}-{row['kind']}{party}{preview}.pdf"


def open_with_viewer(path: Path) -> None:
    """Hand it to whatever shows such files here; its path has been said already."""
    command = "open" if sys.platform == "darwin" else "xdg-open"
    if shutil.which(command) is None:
        showing.note(f"没有找到 {command}，请自行打开该文件 · there is no {command}: open the file yourself")
        return
    if subprocess.run([command, str(path)], capture_output=True, check=False).returncode:
        showing.note(f"{command} 没有打开它，请自行打开 · {command} did not open it: open the file yourself")
