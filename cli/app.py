"""The command `tingshu`: what it offers. Each command's own work stands in the module of its subject."""

import contextlib
import importlib
from typing import Annotated

import typer

from cli import cases, documents, law, machinery, serving, showing
from cli.running import run, settings

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="听述 Tingshu：审前听述案件系统 · pre-decision hearings of statements as durable workflows",
)
app.add_typer(cases.app, name="case")
app.command()(cases.work)
app.add_typer(documents.app, name="document")
app.add_typer(machinery.schedule, name="schedule")
app.add_typer(machinery.engine, name="engine")
app.add_typer(machinery.register, name="register")
app.add_typer(machinery.journal, name="journal")
app.add_typer(law.app, name="law")


@app.command()
def up() -> None:
    """启动引擎、工作进程和 API，直到 Ctrl-C · engine, worker and API until Ctrl-C."""
    run(serving.up(settings(), say=showing.line))


@app.command()
def worker() -> None:
    """运行工作进程 · run a worker."""
    run(serving.worker(settings()))


@app.command()
def api() -> None:
    """运行 HTTP API · run the HTTP API."""
    run(serving.api(settings()))


@app.command()
def platform(
    port: Annotated[
        int, typer.Option(envvar="TINGSHU_PLATFORM_PORT", help="端口，0 为任意 · 0 takes a free one")
    ] = 8001,
) -> None:
    """运行监督平台的接收端 · run the receiver of reports."""
    run(serving.receiver(settings(), port))


@app.command()
def setup() -> None:
    """准备引擎和字体 · bring engine and fonts here."""
    raise typer.Exit(importlib.import_module("installation.setup").main())


@app.command()
def demo() -> None:
    """走完整个案件流程的演示 · whole cases from draft decision to closed file."""
    raise typer.Exit(importlib.import_module("demo").main() or 0)


def call() -> int:
    """Run the command and return its exit code."""
    with contextlib.suppress(KeyboardInterrupt):
        try:
            app()
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return 130
