"""`tingshu document public …` and `tingshu document ofd …`: papers for the public, and a final document as OFD."""

from pathlib import Path
from typing import Annotated

import typer

from cli import showing
from cli.paper_forms import NO_SUCH_FORM, saved, show_saved
from cli.running import Agency, As, Json, Number, person, run, the_desk
from desk import nearest
from desk.errors import Fault, Malformed
from domain.procedure.public_papers import PublicPaper

NAMES = {"summary": PublicPaper.SUMMARY, "copy": PublicPaper.COPY}

Withheld = Annotated[
    list[str] | None,
    typer.Option(
        "--withhold",
        metavar="TEXT",
        help="另须隐去的文字，如商业秘密，可写多次 · words to keep back besides, such as a trade secret; may be repeated",
    ),
]


def public(
    paper: Annotated[
        str,
        typer.Argument(metavar="summary|copy", help="摘要 summary 或者公开文本 copy · which paper"),
    ],
    case: Annotated[
        tuple[str, str], typer.Option("--case", metavar="AGENCY NUMBER", help="案件 · of which case")
    ],
    party: Annotated[int, typer.Option(min=1, help="当事人序号 · number of the party")] = 1,
    withheld: Withheld = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", dir_okay=False, help="存为 · where to save it")
    ] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """打印公示文本：自然人姓名和号码已隐去 · print what is made public, without names and numbers of persons."""
    agency, number = case

    async def work() -> tuple[Path, int]:
        if paper not in NAMES:
            known = nearest.cure(paper, list(NAMES), where="tingshu document public --help")
            raise Malformed(Fault("PAPER", NO_SUCH_FORM.filled(typed=paper), known))
        async with the_desk(engine=False) as services:
            by = await person(services.identities, as_)
            printed = await services.public_papers.print(
                by, agency, number, NAMES[paper], party, tuple(withheld or ())
            )
        return saved(out or Path(f"{number}-{paper}-{party}.pdf"), printed.pdf), printed.pages

    place, pages = run(work(), json_=json_)
    show_saved(place, pages, json_=json_)
    if json_:
        return
    showing.line("公示前请人工核对：系统只隐去案件中登记的姓名和各类号码。")
    showing.line(
        "Read it before it is published: only names that stand in the case, and numbers, are kept back.",
        "dim",
    )


def ofd(
    agency: Agency,
    number: Number,
    document: Annotated[int, typer.Argument(min=1, help="文书编号 · number of the document")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", dir_okay=False, help="存为 · where to save it")
    ] = None,
    as_: As = "",
    json_: Json = False,
) -> None:
    """导出定稿文书的 OFD 版 · a final document as OFD (GB/T 33190)."""

    async def work() -> Path:
        async with the_desk(engine=False) as services:
            by = await person(services.identities, as_)
            made = await services.ofd_copies.of(by, agency, number, document)
        return saved(out or Path(f"{number}-{document}.ofd"), made)

    place = run(work(), json_=json_)
    show_saved(place, json_=json_)
