"""`tingshu setup`, `tingshu demo`: the first things that one types."""

import typer

import demo as demonstration
from cli.running import run, settings
from installation.setup import main


def setup() -> None:
    """准备引擎、字体和登记簿 · bring engine, fonts and register here."""
    _check_settings()
    raise typer.Exit(main())


def demo() -> None:
    """走完整个案件流程的演示 · whole cases from draft decision to closed file."""
    raise typer.Exit(demonstration.main() or 0)


def _check_settings() -> None:
    """Say what is wrong in the environment before anything is fetched."""

    async def read() -> None:
        settings()

    run(read())
