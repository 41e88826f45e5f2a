"""How a command runs: who asks, what it exits with, and what an error becomes."""

import asyncio
import os
from collections.abc import Coroutine
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError

from cli import refusals, showing
from cli.refusals import BAD_INPUT, FAILED
from desk.directory import BadDirectory
from desk.errors import DeskError, Fault, Malformed
from desk.identities import Identities
from domain.bilingual import Words
from domain.case.keeping import KeepingError
from domain.case.people import Person
from domain.law.errors import LawError
from engine.errors import EngineError
from installation.fonts import FontsUnavailable
from settings import Settings

NOBODY_ASKS = Words("没有说明以谁的身份", "nobody is named who asks")
SAY_WHO = Words("请用 --as PERSON 或者环境变量 TINGSHU_AS 说明", "say who asks: --as PERSON, or TINGSHU_AS")
SAY_WHO_OF_THE_DEMO = Words(
    "请用 --as PERSON 或者环境变量 TINGSHU_AS 说明，例如 officer-li；全部人员见 examples/directory.toml",
    "say who asks: --as PERSON, or TINGSHU_AS, such as officer-li; all are in examples/directory.toml",
)

T = TypeVar("T")

As = Annotated[
    str,
    typer.Option("--as", envvar="TINGSHU_AS", metavar="PERSON", help="以谁的身份 · the person who asks"),
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]
Agency = Annotated[str, typer.Argument(metavar="AGENCY", help="执法机关代码 · code of the agency")]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="案号 · case number")]


def settings() -> Settings:
    """Return the settings, or end with what is wrong in them."""
    try:
        return Settings()
    except ValidationError as error:
        for wrong in error.errors(include_url=False, include_input=False):
            name = "_".join(map(str, wrong["loc"])).upper()
            showing.problem(
                f"TINGSHU_{name}: {wrong['msg']}" if name else wrong["msg"], json_=False, code="Settings"
            )
        raise typer.Exit(BAD_INPUT) from error


def run(work: Coroutine[Any, Any, T], *, json_: bool = False) -> T:
    """Run a command's work; what it raises becomes a sentence and an exit code."""
    try:
        return asyncio.run(work)
    except DeskError as error:
        refusals.show(error, json_=json_)
        raise typer.Exit(refusals.exit_code(error)) from error
    except LawError as error:
        refusals.show(error, json_=json_)
        raise typer.Exit(BAD_INPUT) from error
    except KeepingError as error:
        refusals.show(error, json_=json_)
        raise typer.Exit(FAILED) from error
    except BadDirectory as error:
        showing.problem(str(error), json_=json_, code=type(error).__name__)
        raise typer.Exit(BAD_INPUT) from error
    except (EngineError, FontsUnavailable) as error:
        showing.problem(str(error), json_=json_, code=type(error).__name__)
        raise typer.Exit(FAILED) from error


async def person(identities: Identities, who: str) -> Person:
    """Return who asks: by id where the identities are the demo's, by token everywhere.

    Raises:
        Malformed: Nobody is named, or nobody of that name is known.
    """
    found = await identities.of_token(who) or await identities.of_id(who)
    if found is not None:
        return found
    why = Words("没有这个人或令牌：{who}", "no such person or token: {who}") if who else NOBODY_ASKS
    raise Malformed(Fault("--as", why.filled(who=who), SAY_WHO_OF_THE_DEMO if identities.demo else SAY_WHO))


def key_or_new(key: str | None) -> str:
    """Return the idempotency key, a fresh one where none is given."""
    return key or f"cli-{os.urandom(12).hex()}"
