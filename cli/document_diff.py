"""`tingshu document diff`: what two versions of a prepared document say otherwise."""

from typing import Annotated

import typer
from rich.text import Text

from cli import showing
from cli.reading import Desk, read
from cli.running import Agency, As, Json, Number
from desk.comparing import DocumentDifference
from domain.bilingual import Words
from domain.case.documents import DocumentKind
from domain.case.sections import Section

STYLES = {"same": "", "removed": "red strike", "added": "green underline"}
MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""Around a passage, for who sees no colours."""
SAME = Words("文字相同", "the words are the same")


def diff(
    agency: Agency,
    number: Number,
    document: Annotated[int, typer.Argument(min=1, help="文书在本案中的序号 · number in the case")],
    before: Annotated[
        int | None,
        typer.Option(
            "--from", min=1, metavar="V", help="第几版，不写为前一版 · version, else the one before"
        ),
    ] = None,
    after: Annotated[
        int | None,
        typer.Option("--to", min=1, metavar="V", help="第几版，不写为最后一版 · version, else the last one"),
    ] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """对比文书两版的文字 · compare two versions of a document: [-removed-] {+added+}."""

    async def asked(desk: Desk) -> DocumentDifference:
        return await desk.comparing.difference(desk.by, agency, number, document, before=before, after=after)

    found = read(asked, as_, json_=json_, case=(agency, number))
    if json_:
        showing.as_json(found)
    else:
        _show(found)


def _show(found: DocumentDifference) -> None:
    kind = DocumentKind(found["kind"])
    showing.line(f"《{kind.zh}》 {found['document']}：第{found['before']}版 → 第{found['after']}版", "bold")
    for one in found["versions"]:
        edit = f"{Section(one['section']).zh}：{one['reason']}" if "section" in one else "制作 prepared"
        showing.line(f"   第{one['version']}版 {one['at'][:16]} {one['by']} {edit}")
    for section in found["sections"]:
        showing.line(f"{section['title']} {section['section']}", "bold")
        text = Text()
        for passage in section["passages"]:
            opening, closing = MARKS[passage["how"]]
            text.append(f"{opening}{passage['text']}{closing}", STYLES[passage["how"]])
        showing.out.print(text, soft_wrap=True)
    if not found["sections"]:
        showing.line(f"（{SAME}）")
    if found["besides"]:
        showing.line(f"案件内容的其他变动 · also changed by the case：{'、'.join(found['besides'])}")
