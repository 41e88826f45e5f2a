"""How a command runs: who asks, what it exits with, and what an error becomes."""

import asyncio
import os
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cli import completing, interrupts, refusals, showing
from cli.refusals import BAD_INPUT, FAILED
from desk import nearest
from desk.bodies import fault_of
from desk.directory import BadDirectory, Directory
from desk.errors import DeskError, Fault, Malformed
from desk.identities import Identities
from domain.bilingual import Words
from domain.case.keeping import KeepingError
from domain.case.people import Person
from domain.law.errors import LawError
from engine.errors import EngineError
from installation.fonts import FontsUnavailable
from settings import Settings, WrongSettings

if TYPE_CHECKING:
    from desk.services import Services

NOBODY_KNOWN = Words("没有这个人或令牌：{who}", "no such person or token: {who}")
NOBODY_ASKS = Words("没有说明以谁的身份", "nobody is named who asks")
SAY_WHO = Words("请用 --as PERSON 或者环境变量 TINGSHU_AS 说明", "say who asks: --as PERSON, or TINGSHU_AS")
SAY_WHO_OF_THE_DEMO = Words(
    "请用 --as PERSON 或者环境变量 TINGSHU_AS 说明，例如 officer-li；全部人员见 tingshu people",
    "say who asks: --as PERSON, or TINGSHU_AS, such as officer-li; tingshu people lists all",
)

T = TypeVar("T")

As = Annotated[
    str,
    typer.Option(
        "--as",
        envvar="TINGSHU_AS",
        metavar="PERSON",
        help="以谁的身份，见 tingshu people · the person who asks",
        autocompletion=completing.people,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON · print JSON")]
Agency = Annotated[
    str,
    typer.Argument(
        metavar="AGENCY", help="执法机关代码 · code of the agency", autocompletion=completing.agencies
    ),
]
Number = Annotated[
    str,
    typer.Argument(metavar="NUMBER", help="案号 · case number", autocompletion=completing.numbers),
]


def settings() -> Settings:
    """Return the settings.

    Raises:
        Malformed: A variable is wrong; each is named, with its cure.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise Malformed(*map(_fault, error.errors(include_url=False, include_input=False))) from error


def _fault(wrong: ErrorDetails) -> Fault:
    """Say what is wrong with a variable; our own rules say their cure themselves, in both languages."""
    name = "_".join(map(str, wrong["loc"])).upper()
    said = wrong.get("ctx", {}).get("error")
    if isinstance(said, WrongSettings):
        return Fault(said.variables, Words(*said.why), Words(*said.cure))
    return fault_of(wrong, name if name.startswith(("TINGSHU_", "TEMPORAL_")) else f"TINGSHU_{name}")


def the_desk(*, engine: bool) -> "AbstractAsyncContextManager[Services]":
    """Open the whole desk for one command; it is loaded here, since no help needs it."""
    from installation.desk import counter

    return counter(settings(), engine=engine)


def run(work: Coroutine[Any, Any, T], *, json_: bool = False) -> T:
    """Run a command's work; what it raises becomes a sentence and an exit code."""
    try:
        return asyncio.run(interrupts.in_good_order(work))
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
    why = NOBODY_KNOWN.filled(who=who) if who else NOBODY_ASKS
    raise Malformed(Fault("--as", why, _say_who(identities, who)))


def _say_who(identities: Identities, who: str) -> Words:
    if not identities.demo:
        return SAY_WHO
    if who and isinstance(identities, Directory):
        return nearest.cure(who, identities.persons, where="tingshu people")
    return SAY_WHO_OF_THE_DEMO


def key_or_new(key: str | None) -> str:
    """Return the idempotency key, a fresh one where none is given."""
    return key or f"cli-{os.urandom(12).hex()}"
