"""`tingshu document form …`: forms that people sign on paper, listed, printed, and known again by the code on a scan."""

from pathlib import Path
from typing import Annotated

import typer

from cli import showing
from cli.running import Agency, As, Json, Number, person, run, the_desk
from desk import nearest
from desk.errors import Fault, Malformed
from desk.paper_forms import FormRow
from domain.bilingual import Words
from domain.procedure.paper_forms import PaperForm

NO_SUCH_FORM = Words("没有表单 {typed}", "there is no form {typed}")
IN_THE_WAY = (
    Words("{path} 已经存在", "{path} is there already"),
    Words("请用 --out 另写文件名", "name another file by --out"),
)


def forms(agency: Agency, number: Number, as_: As = "", json_: Json = False) -> None:
    """列出供手工签署的空白文书 · the forms of a case that people sign on paper."""

    async def work() -> list[FormRow]:
        async with the_desk(engine=False) as services:
            return await services.forms.listed(await person(services.identities, as_), agency, number)

    found = run(work(), json_=json_)
    if json_:
        showing.as_json(found)
        return
    showing.line("供手工签署的空白文书 · forms that people sign on paper", "bold")
    for row in found:
        _say(row)


def _say(row: FormRow) -> None:
    party = f" 当事人 {row['party']}" if row["party"] is not None else ""
    state = "可以打印 ready" if row["ready"] else "没有可以填写的事项 nothing to be written on it"
    source = row["article"] or "[I] 栏目为本系统拟定 our own fields"
    showing.line(f"{row['title']} {row['form']}{party}：{state}", "bold" if row["ready"] else "")
    showing.line(f"   扫描件 scan → {row['move_title']} {row['move']} {row['field']}=@FILE；{source}")


def form(
    form: Annotated[
        str, typer.Argument(metavar="FORM", help="表单，见 document forms · as `document forms` lists them")
    ],
    case: Annotated[
        tuple[str, str], typer.Option("--case", metavar="AGENCY NUMBER", help="案件 · of which case")
    ],
    party: Annotated[int | None, typer.Option(min=1, help="当事人序号 · number of the party")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", dir_okay=False, help="存为 · where to save it")
    ] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """打印一份空白文书，供手工填写、签署 · print a form to be filled in and signed by hand."""
    agency, number = case
    place = out or Path(f"{number}-{form}{'' if party is None else f'-{party}'}.pdf")

    async def work() -> int:
        if form not in PaperForm.__members__.values():
            known = nearest.cure(form, [one.value for one in PaperForm], where="tingshu document forms")
            raise Malformed(Fault("FORM", NO_SUCH_FORM.filled(typed=form), known))
        async with the_desk(engine=False) as services:
            by = await person(services.identities, as_)
            printed = await services.forms.print(by, agency, number, form, party)
        saved(place, printed.pdf)
        return printed.pages

    pages = run(work(), json_=json_)
    show_saved(place, pages, json_=json_)


def saved(place: Path, data: bytes) -> Path:
    """Save a file that is not there yet.

    Raises:
        Malformed: One is.
    """
    try:
        with place.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise Malformed(Fault("--out", *(words.filled(path=place) for words in IN_THE_WAY))) from error
    return place


def show_saved(place: Path, pages: int | None = None, *, json_: bool) -> None:
    """Say where a file was saved, and of how many pages it is where that is known."""
    if json_:
        showing.as_json({"path": str(place)} | ({} if pages is None else {"pages": pages}))
    else:
        showing.line(str(place) if pages is None else f"{place}（{pages} 页）")


def recognise(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="扫描件上的表单编码 tingshu:form/… · the code on the scan")
    ],
    as_: As = "",
    json_: Json = False,
) -> None:
    """由扫描件上的编码找到案件和操作 · find case and move by the code on a scan."""

    async def work() -> tuple[str, str, FormRow]:
        async with the_desk(engine=False) as services:
            found, row = await services.forms.recognise(await person(services.identities, as_), code)
            return found.agency, found.number, row

    agency, number, row = run(work(), json_=json_)
    if json_:
        showing.as_json({"agency": agency, "number": number, **row})
        return
    _say(row)
    party = f" party={row['party']}" if row["party"] is not None else ""
    showing.line(f"tingshu case do {agency} {number} {row['move']}{party} {row['field']}=@FILE …")


def printout(
    agency: Agency,
    number: Number,
    document: Annotated[
        int, typer.Argument(min=1, metavar="DOCUMENT", help="文书编号 · number of the document")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", dir_okay=False, help="存为 · where to save it")
    ] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """取得打印件：印有当事人查询地址的文书 · a document as it is to be printed, with its address for the party."""

    async def work() -> Path:
        async with the_desk(engine=False) as services:
            by = await person(services.identities, as_)
            found = await services.printouts.of(by, agency, number, document)
        place = out or Path(found.name)
        saved(place, found.pdf)
        return place

    place = run(work(), json_=json_)
    show_saved(place, json_=json_)
