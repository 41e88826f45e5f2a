"""The command `tingshu`: what it offers. Each command's own work stands in the module of its subject."""

from importlib.metadata import version
from typing import Annotated, Final

import typer

from cli import BROKEN_PIPE, BY_CTRL_C, say_interrupted
from cli.lazy import Place, lazy
from cli.usage import ToldGroup

COMMANDS: Final = {
    "case": Place("cli.cases", "app", "案件：启动、查看、办理 · open, look at and move cases"),
    "work": Place("cli.case_reading", "work", "待办：什么在等我 · what waits for me"),
    "deadlines": Place(
        "cli.case_deadlines",
        "all_deadlines",
        "期限：各案最紧迫的在前 · running clocks of all cases, most pressing first",
    ),
    "moves": Place(
        "cli.moves",
        "moves",
        "操作：由谁、填写什么、怎么写 · every move, its fields, and a command that works",
    ),
    "people": Place("cli.people", "people", "人员：可以用 --as 指明谁 · who may be named with --as"),
    "document": Place(
        "cli.documents",
        "app",
        "文书和文件：预览、对比、打印、空白文书、上传、检查模板 · documents, forms to sign, files, templates",
    ),
    "dossier": Place("cli.dossiers", "app", "案卷：离线核验 · dossiers verified offline"),
    "numbers": Place("cli.numbers", "app", "文号：查看、续号 · document numbers"),
    "law": Place("cli.law", "app", "法律数据：期限、筛查、节假日 · the law as data"),
    "status": Place(
        "cli.status",
        "status",
        "现在是否一切正常，有故障时退出码为 1 · whether all is well; the exit code is 1 where it is not",
    ),
    "check": Place(
        "cli.checking",
        "check",
        "全面检查，有故障时退出码为 1 · check everything; the exit code is 1 where there is a fault",
    ),
    "outbox": Place("cli.outbox", "app", "外发：上报和邮件 · reports and mails that wait"),
    "journal": Place(
        "cli.journals",
        "app",
        "全过程记录：核验、核验点、导出 · the record proven, its checkpoints, its export",
    ),
    "register": Place("cli.machinery", "register", "登记簿 · the register"),
    "schedule": Place(
        "cli.machinery", "schedule", "定时计划：每日提醒、每夜检查 · the daily reminder, the nightly check"
    ),
    "engine": Place("cli.machinery", "engine", "引擎 · the engine"),
    "up": Place(
        "cli.serving", "up", "启动引擎、工作进程和 API，直到 Ctrl-C · engine, worker and API until Ctrl-C"
    ),
    "worker": Place("cli.serving", "worker", "运行工作进程 · run a worker"),
    "api": Place("cli.serving", "api", "运行 HTTP API · run the HTTP API"),
    "platform": Place("cli.serving", "platform", "运行监督平台的接收端 · run the receiver of reports"),
    "setup": Place(
        "cli.setting_up", "setup", "准备引擎、字体和登记簿 · bring engine, fonts and register here"
    ),
    "demo": Place(
        "cli.setting_up", "demo", "走完整个案件流程的演示 · whole cases from draft decision to closed file"
    ),
}


class Tingshu(lazy(COMMANDS), ToldGroup):  # type: ignore[misc]  # a class that is made of the table
    """The group of everything."""


EXIT_CODES: Final = (
    "退出码 exit codes：0 办妥 done；1 依法不能办理、无权办理，或者检查发现故障 refused, or a fault was found；"
    "2 写得不对，或者没有 not understandable, or not there；3 引擎、登记簿或者程序没有应答 engine, register or "
    "programme failed；130、143 被中断 interrupted；141 输出无人接收 nobody reads the output。"
    "补全 completion：tingshu --install-completion"
)

app = typer.Typer(
    cls=Tingshu,
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="听述 Tingshu：审前听述案件系统 · pre-decision hearings of statements as durable workflows",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tingshu {version('tingshu')}")
        raise typer.Exit


@app.callback()
def tingshu(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 · the version")
    ] = False,
) -> None:
    """听述 Tingshu：审前听述案件系统 · pre-decision hearings of statements as durable workflows."""


def call() -> int:
    """Run the command and return its exit code."""
    try:
        app()
    except SystemExit as ended:
        if _stopped_by(ended, KeyboardInterrupt):
            say_interrupted()
            return BY_CTRL_C
        if _stopped_by(ended, BrokenPipeError):
            return BROKEN_PIPE
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    except KeyboardInterrupt:
        say_interrupted()
    return BY_CTRL_C


def _stopped_by(ended: SystemExit, kind: type[BaseException]) -> bool:
    """Whether this is what made the command end: typer gives it an exit code of its own."""
    found: BaseException | None = ended
    while found is not None:
        if isinstance(found, kind):
            return True
        found = found.__cause__ or found.__context__
    return False
