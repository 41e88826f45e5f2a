"""`tingshu document preview` and `tingshu document lint`: what a document would look like, and an agency's own wording checked."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli import showing
from cli.case_documents import open_with_viewer
from cli.reading import Desk, read
from cli.refusals import REFUSED
from cli.running import As, Json, run, settings
from desk import nearest
from desk.drafting import Drafting, Rendering
from desk.errors import Fault, Malformed
from documents.asking import Fault as InTemplate
from domain.bilingual import Titled, Words, listed
from domain.case.documents import DocumentKind
from domain.procedure.lists import DocumentRow
from domain.procedure.paper_forms import PaperForm
from domain.procedure.public_papers import PublicPaper
from installation.drafts import OfficeDrafts
from installation.storing import document_store
from installation.templates import faults_of, place_of

NO_SUCH_KIND = Words("没有文书种类 {typed}", "there is no kind of document {typed}")
NOT_IN_CASE = (
    Words("本案没有《{kind}》", "the case has no {kind}"),
    Words(
        "本案有 {kinds}；没有的文书可以看示例（--example）",
        "it has {kinds}; of any other an example is shown (--example)",
    ),
)
PRINTED_ON_DEMAND = (
    Words("《{kind}》不是案件的文书，按需打印", "{kind} is no document of a case: it is printed on demand"),
    Words(
        "空白文书用 document form，公示文本用 document public；看示例用 --example",
        "print a form by `document form`, a paper for the public by `document public`; see an example by --example",
    ),
)
SEVERAL = (
    Words("本案有几份《{kind}》", "the case has several: {kind}"),
    Words("请用 --number 指明编号：{numbers}", "name one by --number: {numbers}"),
)
ONE_OF = (
    Words("{names} 只能写一个", "only one of {names}"),
    Words("请保留其中一个", "leave one of them"),
)
NOT_WRITTEN = (
    Words("不能写入 {path}（{reason}）", "{path} cannot be written ({reason})"),
    Words("请用 --out 另选文件", "name another file by --out"),
)
NO_TEMPLATES = (
    Words("没有指明模板目录", "no folder of templates is named"),
    Words("请写明目录，或者设置 TINGSHU_TEMPLATES", "name the folder, or set TINGSHU_TEMPLATES to it"),
)


Kind = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help="文书种类，如 penalty_notice；示例也可以是空白文书、行政处罚信息摘要 · kind of document; of an example"
        " also a form, or the summary for the public",
    ),
]
OfCase = Annotated[
    tuple[str, str] | None,
    typer.Option("--case", metavar="AGENCY NUMBER", help="哪一案的文书 · of this case"),
]
Within = Annotated[
    int | None, typer.Option("--number", min=1, help="本案中的编号 · its number within the case")
]
Example = Annotated[
    bool, typer.Option("--example", help="虚构的示例（默认） · an invented example, the default")
]
Html = Annotated[bool, typer.Option("--html", help="供阅读的网页 · a page to read")]
Pdf = Annotated[bool, typer.Option("--pdf", help="预览 PDF（默认） · as it would be set, the default")]
Docx = Annotated[bool, typer.Option("--docx", help="供编辑的 DOCX · to be edited")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE", dir_okay=False, help="存为；不写则打开 · save it, else it is opened"
    ),
]


def preview(
    kind: Kind,
    case: OfCase = None,
    number: Within = None,
    example: Example = False,
    html: Html = False,
    pdf: Pdf = False,
    docx: Docx = False,
    out: Out = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """文书的样子：--example 用虚构的示例，--case 用一件案件 · how a document looks; none of it is ever issued."""

    async def chosen() -> tuple[Titled, Rendering]:
        one_of("--example --case", example, case)
        one_of("--html --pdf --docx", html, pdf, docx)
        found = _kind(kind)
        if case is not None and not isinstance(found, DocumentKind):
            raise Malformed(Fault("KIND", PRINTED_ON_DEMAND[0].filled(kind=found), PRINTED_ON_DEMAND[1]))
        return found, _rendering(html=html, docx=docx, out=None if pdf else out)

    wanted, rendering = run(chosen(), json_=json_)
    if case is None:
        data = run(_example(wanted, rendering), json_=json_)
    else:
        agency, case_number = case

        async def asked(desk: Desk) -> bytes:
            rows = await desk.reading.documents(desk.by, agency, case_number)
            given = settings()
            drafting = Drafting(desk.reading, OfficeDrafts(given, document_store(given)))
            document = _document(rows, wanted, number)
            return await drafting.draft(desk.by, agency, case_number, document, rendering)

        data = read(asked, as_, json_=json_, case=case)
    _show(run(_saved(data, wanted, rendering, out), json_=json_), opened=out is None, json_=json_)


async def _example(kind: Titled, rendering: Rendering) -> bytes:
    return await asyncio.to_thread(OfficeDrafts(settings()).of_example, kind, rendering)


def one_of(names: str, *given: object) -> None:
    """Refuse options of which only one may be given.

    Raises:
        Malformed: Several are.
    """
    if sum(map(bool, given)) > 1:
        said = listed(names.split())
        raise Malformed(Fault(names.split()[0], ONE_OF[0].filled(names=said), ONE_OF[1]))


def _kind(typed: str) -> Titled:
    """Return what has a wording by its code or its title.

    Raises:
        Malformed: There is none; which may have been meant.
    """
    every: tuple[Titled, ...] = (*DocumentKind, *PaperForm, PublicPaper.SUMMARY)
    for kind in every:
        if typed in (kind.value, kind.zh):
            return kind
    known = nearest.cure(
        typed, [k for kind in every for k in (kind.value, kind.zh)], where="docs/templates.md"
    )
    raise Malformed(Fault("KIND", NO_SUCH_KIND.filled(typed=typed), known))


def _rendering(*, html: bool, docx: bool, out: Path | None) -> Rendering:
    """As it is asked for; else by the ending of the file; else as PDF."""
    if html:
        return Rendering.HTML
    if docx:
        return Rendering.DOCX
    ending = out.suffix.lower().removeprefix(".") if out else ""
    return Rendering(ending) if ending in set(Rendering) else Rendering.PDF


def _document(rows: Sequence[DocumentRow], kind: Titled, number: int | None) -> int:
    """Return the number of the document that is meant: the only one of its kind that is not void, or the one named.

    Raises:
        Malformed: There is none, or there are several.
    """
    meant = [row["document"] for row in rows if row["kind"] == kind and number in (None, row["document"])]
    standing = [row["document"] for row in rows if row["document"] in meant and row["state"] != "void"]
    if len(meant) == 1 or len(standing) == 1:
        return (standing or meant)[0]
    if not meant:
        kinds = (
            listed(dict.fromkeys(row["kind"] for row in rows)) if rows else Words("没有文书", "no document")
        )
        raise Malformed(Fault("KIND", NOT_IN_CASE[0].filled(kind=kind), NOT_IN_CASE[1].filled(kinds=kinds)))
    raise Malformed(Fault("--number", SEVERAL[0].filled(kind=kind), SEVERAL[1].filled(numbers=listed(meant))))


async def _saved(data: bytes, kind: Titled, rendering: Rendering, out: Path | None) -> Path:
    """Write a draft where it was asked for, else into a folder of its own.

    Raises:
        Malformed: It cannot be written there.
    """
    place = out or Path(tempfile.mkdtemp(prefix="tingshu-")) / f"{kind}-preview.{rendering}"
    try:
        place.write_bytes(data)
    except OSError as error:
        why = NOT_WRITTEN[0].filled(path=place, reason=error.strerror)
        raise Malformed(Fault("--out", why, NOT_WRITTEN[1])) from error
    return place


def _show(place: Path, *, opened: bool, json_: bool) -> None:
    if json_:
        showing.as_json({"path": str(place)})
        return
    showing.line(str(place))
    if opened:
        open_with_viewer(place)


def lint(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER", help="模板目录，不写则为 TINGSHU_TEMPLATES · the folder of templates"
        ),
    ] = None,
    json_: Json = False,
) -> None:
    """检查自己的文书模板，有误时退出码为 1 · check an agency's own templates; the exit code is 1 where there is a fault."""

    async def checked() -> tuple[Path, tuple[InTemplate, ...]]:
        place = folder or settings().templates
        if place is None:
            raise Malformed(Fault("FOLDER", *NO_TEMPLATES))
        return place, await asyncio.to_thread(faults_of, place)

    place, found = run(checked(), json_=json_)
    if json_:
        showing.as_json([_as_dict(place, one) for one in found])
    else:
        for one in found:
            typer.echo(f"{place_of(place, one)}: {one.why.zh} → {one.cure.zh} · {one.why.en} → {one.cure.en}")
        if not found:
            showing.line("没有发现错误 · no fault was found")
    if found:
        raise typer.Exit(REFUSED)


def _as_dict(folder: Path, fault: InTemplate) -> dict[str, object]:
    return {
        "file": place_of(folder, fault).removesuffix(f":{fault.line}"),
        "line": fault.line,
        "why": fault.why.as_dict(),
        "cure": fault.cure.as_dict(),
    }
