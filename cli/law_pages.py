"""`tingshu law page`: the pages that a lawyer reads, as text or as PDF to be signed."""

from pathlib import Path
from typing import Annotated

import typer

from cli import showing
from cli.law_reading import answered
from cli.refusals import BAD_INPUT, FAILED
from cli.running import Json, settings
from desk import nearest
from desk.clock import civil_now
from desk.errors import Fault, Malformed
from domain.bilingual import Words, listed
from installation.pages import page_on_paper, page_text, pages

NO_SUCH_PAGE = Words("没有这一页：{name}", "there is no such page: {name}")

THERE_ARE = Words("请写作：{known}", "write one of these: {known}")


def _known(given: str) -> list[str]:
    return [name for name in pages() if name.startswith(given)]


def page(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="statute 期限数额 · procedure 程序 · rights 角色与操作 · questions 须由律师确认的项目 · … · which page",
            autocompletion=_known,
        ),
    ],
    pdf: Annotated[
        Path | None,
        typer.Option(
            "--pdf",
            metavar="OUT",
            dir_okay=False,
            help="写成 PDF，例如 out/statute.pdf · write it as PDF, such as out/statute.pdf",
        ),
    ] = None,
    json_: Json = False,
) -> None:
    """供律师核对的页面：文字，或者可以签署的 PDF · a page for lawyers: as text, or as PDF to be signed."""
    if pdf is None:
        text = answered(lambda: page_text(_page(name), settings()), json_)
        if json_:
            showing.as_json({"page": name, "text": text})
        else:
            typer.echo(text, nl=False)
        return
    today = civil_now().date()
    made = answered(lambda: page_on_paper(_page(name), settings(), dated=today), json_)
    _write(pdf, made.pdf, json_)
    if json_:
        showing.as_json({"page": name, "path": str(pdf), "pages": made.pages, "sha256": made.sha256})
    else:
        showing.line(f"{pdf}（{made.pages}页 · {made.pages} pages）")


def _page(name: str) -> str:
    if name not in pages():
        known = listed(nearest.nearest(name, pages()) or pages())
        raise Malformed(Fault("NAME", NO_SUCH_PAGE.filled(name=name), THERE_ARE.filled(known=known)))
    return name


def _write(place: Path, data: bytes, json_: bool) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        showing.problem(
            f"{error.filename} 已经存在，请另写一个文件名 · exists already: name another in --pdf",
            json_=json_,
            code="Exists",
        )
        raise typer.Exit(BAD_INPUT) from error
    except OSError as error:
        showing.problem(
            f"{place} 不能写入（{error.strerror}），请另写一处 · cannot be written: name another place in --pdf",
            json_=json_,
            code="NotWritten",
        )
        raise typer.Exit(FAILED) from error
