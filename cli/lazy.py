"""Commands that are imported when they run: who asks for help or for a last day waits for no engine and no register.

The line of a command in the overview stands here as data; its own help comes with its module.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from cli.called import as_called
from cli.usage import NoSuchCommand


class Place(NamedTuple):
    """Where a command stands."""

    module: str
    name: str
    """The `typer.Typer` of a group of commands, or the function of one."""
    help: str
    command: str = ""
    """The class of the command in its module, where it has one of its own."""

    def load(self) -> Any:
        module = import_module(self.module)
        found = getattr(module, self.name)
        if isinstance(found, typer.Typer):
            return _as_called(get_group(found))
        alone = typer.Typer(add_completion=False)
        alone.command(cls=getattr(module, self.command) if self.command else None)(found)
        return _as_called(get_command(alone))


def _as_called(command: Any) -> Any:
    """Return a command whose help names others as they are typed here."""
    command.help = as_called(command.help or "")
    for parameter in command.params:
        parameter.help = as_called(getattr(parameter, "help", None) or "")
    for inner in getattr(command, "commands", {}).values():
        _as_called(inner)
    return command


def lazy(places: Mapping[str, Place]) -> type[TyperGroup]:
    """Return a group that has these commands beside its own."""

    class Lazy(TyperGroup):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            for name, place in places.items():
                self.add_command(TyperCommand(name, help=place.help))

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args[0] in places:
                return args[0], places[args[0]].load(), args[1:]
            if args[0] not in self.commands and not args[0].startswith("-"):
                raise NoSuchCommand(args[0], self.commands, ctx)
            return super().resolve_command(ctx, args)

    return Lazy
