"""`tingshu journal …`: the record proven, its daily checkpoint sent away, the journal of a case given out."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import completing, showing
from cli.files import CHECK_PATH, UNREADABLE
from cli.paging import whole
from cli.progress import progress
from cli.reading import Desk, read
from cli.refusals import REFUSED
from cli.running import Agency, As, Json, Number, run, settings
from desk.clock import civil_now
from desk.errors import Fault, Malformed, Unknown
from desk.proving import exported
from domain.bilingual import Words
from domain.case import checkpoint_file, journal_file
from domain.case.checkpoint_file import Sent
from domain.case.proof import BadCheckpoint, Chained, Checkpoint, Flaw
from domain.procedure.lists import JournalRow
from installation.office import opened
from register.checkpoints import Checkpoints
from register.proving import Proofs

app = typer.Typer(
    no_args_is_help=True,
    help="全过程记录：核验、核验点、导出 · the record proven, its checkpoints, its export",
)

THE_NUMBER_TOO = Fault(
    "NUMBER",
    Words("只写了机关，没有案号", "the agency is named, and no case number"),
    Words("请写明两项，或者都不写以核验全部", "name both, or neither to prove all"),
)
THERE_ALREADY = Words("{path} 已经存在，内容不同", "{path} is there already, with another content")
ANOTHER_NAME = Words("请另取文件名", "give another name")
ONE_EXPORTED = Words(
    "请用 tingshu journal export --out 写出的文件",
    "give a file that tingshu journal export --out has written",
)
FILE_OR_CASE = Fault(
    "--file",
    Words("写了文件，又写了案件", "a file is named, and a case as well"),
    Words("请只写一项", "name one of them"),
)
NOT_IN_IT = Words("核验点中没有这个案件", "the checkpoint says nothing of this case")
A_LATER_ONE = Words("请用立案之后的核验点", "give one that was made after the case was opened")
ONE_OF_OURS = Words(
    "请用 tingshu journal checkpoint --out 写出的文件",
    "give a file that tingshu journal checkpoint --out has written",
)
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", dir_okay=False, help="写入文件 · write it to a file")
]


@app.command()
def verify(
    agency: Annotated[
        str | None,
        typer.Argument(
            metavar="AGENCY",
            help="只核验此案：机关代码 · one case only: its agency",
            autocompletion=completing.agencies,
        ),
    ] = None,
    number: Annotated[
        str | None,
        typer.Argument(metavar="NUMBER", help="案号 · case number", autocompletion=completing.numbers),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="FILE", help="与送出的核验点比对 · hold it against a checkpoint sent away"
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="FILE", help="离线核验导出的记录 · prove an exported journal, offline"
        ),
    ] = None,
    json_: Json = False,
) -> None:
    """核验全过程记录、查阅日志和核验点，逐项指出改动；有改动时退出码为 1 · name every row that was changed; then it exits 1."""

    async def work() -> tuple[list[Flaw], dict[str, int]]:
        sent = await asyncio.to_thread(_read_checkpoint, against) if against else None
        if file:
            if agency:
                raise Malformed(FILE_OR_CASE)
            return await asyncio.to_thread(_of_a_file, file, sent)
        with opened(settings()) as parts:
            return await asyncio.to_thread(_verified, Proofs(parts.database), _case(agency, number), sent)

    flaws, looked_at = run(work(), json_=json_)
    if json_:
        showing.as_json({**looked_at, "flaws": [_as_json(flaw) for flaw in flaws]})
    else:
        _show(flaws, looked_at)
    if flaws:
        raise typer.Exit(REFUSED)


@app.command()
def checkpoint(out: Out = None, json_: Json = False) -> None:
    """今天的核验点：没有的就作成；--out 写成可以打印、送出的文件 · today's checkpoint, made where there is none."""

    async def work() -> Checkpoint:
        with opened(settings()) as parts:
            book = Checkpoints(parts.database)
            made = await asyncio.to_thread(book.make, civil_now())
            if out:
                sent = await asyncio.to_thread(book.sent, made.place)
                _write(out, checkpoint_file.written(sent))
            return made

    made = run(work(), json_=json_)
    plain = {"on": made.on.isoformat(), "place": made.place, "cases": made.cases, "entries": made.entries}
    showing.pairs({**plain, "root": made.root, "head": made.head, "file": str(out or "")}, json_=json_)


@app.command()
def export(agency: Agency, number: Number, out: Out = None, as_: As = "") -> None:
    """导出一案的全过程记录，逐项附校验值，不用本系统也能核对 · each entry with its hash, to be proven without this system."""

    async def entries(desk: Desk) -> list[JournalRow]:
        return await whole(lambda **page: desk.reading.journal(desk.by, agency, number, **page))

    found = read(entries, as_, json_=False, case=(agency, number))
    lines, follows = exported(agency, number, found)
    if out:
        run(_written(out, lines))
    else:
        typer.echo(lines, nl=False)
    if not follows:
        showing.note(
            f"记录不衔接，请运行 tingshu journal verify {agency} {number}"
            f" · its entries do not follow: run tingshu journal verify {agency} {number}"
        )
        raise typer.Exit(REFUSED)


async def _written(out: Path, text: str) -> None:
    _write(out, text)


def _case(agency: str | None, number: str | None) -> tuple[str, str] | None:
    if agency and not number:
        raise Malformed(THE_NUMBER_TOO)
    return (agency, number) if agency and number else None


def _verified(
    proofs: Proofs, case: tuple[str, str] | None, sent: Sent | None
) -> tuple[list[Flaw], dict[str, int]]:
    if case:
        flaws = proofs.case(case, sent)
        many = proofs.entries(case)
        if not flaws and not many:
            raise Unknown
        return flaws, {"journal": many}
    with progress() as shown:
        task = shown.add_task("", total=None)

        def looking(chained: Chained, done: int, of: int) -> None:
            shown.update(task, description=str(chained.words), completed=done, total=of)

        return proofs.all(looking, sent), proofs.sizes()


def _of_a_file(path: Path, sent: Sent | None) -> tuple[list[Flaw], dict[str, int]]:
    """Prove an exported journal, which needs neither register nor engine."""
    try:
        exported = journal_file.read(_read(path))
    except journal_file.BadJournalFile as error:
        raise Malformed(Fault(str(path), error.why, ONE_EXPORTED)) from error
    if sent and not exported.named_in(sent):
        raise Malformed(Fault("--against", NOT_IN_IT, A_LATER_ONE))
    found = exported.flaws() + (exported.flaws_against(sent) if sent else [])
    return list(dict.fromkeys(found)), {Chained.JOURNAL: len(exported.rows)}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Malformed(Fault(str(path), UNREADABLE.filled(reason=error), CHECK_PATH)) from error


def _read_checkpoint(path: Path) -> Sent:
    try:
        return checkpoint_file.read(_read(path))
    except BadCheckpoint as error:
        raise Malformed(Fault(str(path), error.why, ONE_OF_OURS)) from error


def _write(path: Path, text: str) -> None:
    """Write a file anew, and never over another one: what was sent away must stay as it was."""
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        if path.read_bytes() != text.encode():
            raise Malformed(Fault("--out", THERE_ALREADY.filled(path=path), ANOTHER_NAME)) from error
    except OSError as error:
        raise Malformed(Fault("--out", UNREADABLE.filled(reason=error), CHECK_PATH)) from error


def _show(flaws: list[Flaw], looked_at: dict[str, int]) -> None:
    if flaws:
        rows = ((flaw.chained.zh, _where(flaw), str(flaw.said)) for flaw in flaws)
        showing.table("与写入时不同 · not as it was written", ("记录", "案件", "情况"), rows)
    counted = "，".join(f"{Chained(name).zh} {many} 项" for name, many in looked_at.items())
    in_english = ", ".join(f"{many} of {Chained(name).en}" for name, many in looked_at.items())
    showing.line(f"已核验{counted}；改动 {len(flaws)} 处 · proven: {in_english}; flaws: {len(flaws)}")


def _where(flaw: Flaw) -> str:
    return f"{flaw.agency}/{flaw.number}" if flaw.number else ""


def _as_json(flaw: Flaw) -> dict[str, Any]:
    return {**vars(flaw), "what": flaw.said.as_dict()}
