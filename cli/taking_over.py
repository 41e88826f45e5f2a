"""`tingshu case take-over`: cases begun on paper, one or many; `--trial` says of each whether it would be taken over."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import showing
from cli.case_moves import Clock, DryRun, Key
from cli.files import NO_JSON, NO_OBJECT, UNREADABLE, read_object
from cli.refusals import REFUSED, said_of
from cli.running import As, Json, the_desk
from desk.errors import DeskError, Fault, Malformed, Unavailable
from domain.bilingual import Words

if TYPE_CHECKING:
    from desk.services import Services
    from domain.case.people import Person

NO_FILE = (
    Words("没有写明文件", "no file is named"),
    Words(
        "请写明 FILE；示例见 tingshu case take-over --example",
        "name FILE; tingshu case take-over --example prints one",
    ),
)
NONE_IN_IT = (
    Words("其中没有案件", "there is no case in it"),
    Words(
        "请写明一个 JSON 文件、每行一个案件的 JSONL 文件，或者存有 JSON 文件的目录",
        "name a JSON file, a JSONL file with a case in each line, or a folder of JSON files",
    ),
)
ONE_A_LINE = Words("请在此行写一个 JSON 对象", "write one JSON object into this line")
KEY_OF_ONE = (
    Words("一个幂等键只属于一个案件", "a key belongs to one case"),
    Words("请删去 --key：各案的幂等键由其内容得出", "leave out --key: each case has one by its content"),
)
COLUMNS = ("行 row", "案号 number", "结果", "编码 code", "字段或条文", "理由和办法 · why and cure")


def take_over(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="JSON；或者 JSONL、目录，多个案件 · JSON; JSONL or a folder for many"
        ),
    ] = None,
    as_: As = "",
    trial: Annotated[
        bool, typer.Option("--trial", help="只试办，逐案报告，不写入 · only try them, with a report of each")
    ] = False,
    example: Annotated[bool, typer.Option("--example", help="输出示例 · print an example")] = False,
    key: Key = None,
    clock: Clock = None,
    dry_run: DryRun = False,
    json_: Json = False,
) -> None:
    """接收纸质案件；--trial 试办一批 · take over cases begun on paper; --trial tries many.

    已办步骤按当时的日期逐步审查 · each step is judged on its own day. 扫描件先上传 · scans are uploaded first:
    tingshu document put。示例 an example: tingshu case take-over --example；全部字段 all fields: tingshu moves take_over_case
    """
    if example:
        from installation.examples import EXAMPLES

        sys.stdout.write((EXAMPLES / "taken_over.json").read_text(encoding="utf-8"))
        return
    from cli.running import run  # loads the desk and the engine's SDK

    run(_work(file, _Asking(as_, key, clock, trial, dry_run, json_)), json_=json_)


@dataclass(frozen=True)
class _Asking:
    """How it was asked for."""

    as_: str
    key: str | None
    clock: str | None
    trial: bool
    dry_run: bool
    json_: bool

    @property
    def writes(self) -> bool:
        return not (self.trial or self.dry_run)


@dataclass(frozen=True)
class _Row:
    """A case of the file; what could not be read has its error in the place of its body."""

    name: str
    body: dict[str, Any] | Malformed


async def _work(file: Path | None, asking: _Asking) -> None:
    from cli.case_making import civil_clock
    from cli.running import person

    if file is None:
        raise Malformed(Fault("FILE", *NO_FILE))
    rows = list(_rows(file))
    if not rows:
        raise Malformed(Fault(str(file), *NONE_IN_IT))
    async with the_desk(engine=asking.writes) as services:
        by = await person(services.identities, asking.as_)
        at = civil_clock(services, asking.clock) or services.opens_at()
        office = _Office(services, by, at, asking)
        if not asking.trial and file.suffix != ".jsonl" and file.is_file():
            await office.one(rows[0])
            return
        if asking.key:
            raise Malformed(Fault("--key", *KEY_OF_ONE))
        failed = await office.many(rows)
    if failed:
        raise typer.Exit(REFUSED)


class _Office:
    def __init__(self, services: "Services", by: "Person", at: datetime | None, asking: _Asking) -> None:
        self._services = services
        self._by = by
        self._at = at
        self._asking = asking
        self._beside: set[str] = set()

    async def one(self, row: _Row) -> None:
        from cli.case_making import show
        from cli.running import key_or_new

        show(await self._made(row, key_or_new(self._asking.key)), None, self._asking.json_)

    async def many(self, rows: list[_Row]) -> bool:
        """Try or take over each, whatever becomes of the others; say whether one was refused."""
        reports = []
        with _progress(len(rows)) as done:
            for row in rows:
                reports.append(await self._reported(row))
                done()
        refused = [report for report in reports if not report["taken"]]
        if self._asking.json_:
            showing.as_json(reports)
        else:
            _show(reports, len(refused), writes=self._asking.writes)
        return bool(refused)

    async def _reported(self, row: _Row) -> dict[str, Any]:
        number = row.body.get("number") if isinstance(row.body, dict) else None
        try:
            made = await self._made(row, None)
        except Unavailable:
            raise  # the rest would only wait for it too; what was taken over answers again
        except DeskError as error:
            said = [
                {"code": s.code, "where": s.where, "why": s.why.as_dict(), "cure": s.cure.as_dict()}
                for s in said_of(error)
            ]
            return {"row": row.name, "number": number, "taken": False, "refusals": said}
        return {"row": row.name, "number": number, "taken": True, "stage": made.stage}

    async def _made(self, row: _Row, key: str | None) -> Any:
        """Take it over, or try it; in a file of many its key follows from its content, so that it may be sent again."""
        from desk.requests import Asked

        if isinstance(row.body, Malformed):
            raise row.body
        asked = Asked(self._by, "take_over_case", row.body, key or "")
        if not self._asking.writes:
            beside = self._beside if self._asking.trial else None
            return await self._services.desk.dry_taking_over(asked, clock=self._at, beside=beside)
        if not key:
            asked = Asked(self._by, asked.move, asked.body, f"take-over-{asked.digest[:32]}")
        return await self._services.desk.take_over(asked, clock=self._at)


def _rows(file: Path) -> Iterator[_Row]:
    """Yield the cases of a file or a folder, each by its name or line."""
    if file.is_dir():
        for one in sorted(file.glob("*.json")):
            yield _Row(one.name, _read(read_object, one))
    elif file.suffix == ".jsonl":
        for place, line in enumerate(_lines(file), start=1):
            if line.strip():
                name = f"{file.name}:{place}"
                yield _Row(name, _read(_object, line, name))
    else:
        yield _Row(file.name, read_object(file))


def _read(read: Callable[..., dict[str, Any]], *of: Any) -> dict[str, Any] | Malformed:
    """What cannot be read is a row all the same, and refused as one."""
    try:
        return read(*of)
    except Malformed as error:
        return error


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Malformed(Fault(str(file), UNREADABLE.filled(reason=error), NONE_IN_IT[1])) from error


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise Malformed(Fault(name, NO_JSON.filled(reason=error), ONE_A_LINE)) from error
    if not isinstance(found, dict):
        raise Malformed(Fault(name, NO_OBJECT, ONE_A_LINE))
    return found


def _progress(total: int) -> Any:
    """A bar on a terminal; what is entered is called once a case."""
    if not sys.stderr.isatty():
        return nullcontext(lambda: None)
    from rich.progress import Progress

    return _Bar(Progress(console=showing.err, transient=True), total)


class _Bar:
    def __init__(self, progress: Any, total: int) -> None:
        self._progress, self._total = progress, total

    def __enter__(self) -> Callable[[], None]:
        self._progress.start()
        task = self._progress.add_task("逐案审查 · judging", total=self._total)
        return lambda: self._progress.advance(task)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


def _show(reports: list[dict[str, Any]], refused: int, *, writes: bool) -> None:
    showing.table("", COLUMNS, _cells(reports))
    done = "已接收" if writes else "可以接收"
    not_written = "" if writes else "，没有写入 · nothing was written"
    showing.line(
        f"{len(reports) - refused} 件{done}，{refused} 件不能接收 · {refused} of {len(reports)} refused{not_written}"
    )


def _cells(reports: Iterable[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for report in reports:
        if report["taken"]:
            yield report["row"], report["number"], "✓", "", "", ""
        for said in report.get("refusals", ()):
            why, cure = Words(**said["why"]), Words(**said["cure"])
            yield report["row"], report["number"], "✗", said["code"], said["where"], why.followed_by(cure).zh
