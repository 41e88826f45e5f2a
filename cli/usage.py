"""What is wrong with the command line itself (用法): an option, an argument, a command, said as any other refusal is."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from enum import Enum
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from cli.called import as_called, called

BAD_INPUT = 2
Said = tuple[str, str]
"""In Chinese and in English. No `Words` here: what is right loads nothing for it."""

_NO_OPTION: Final = ("没有选项 {what}", "there is no option {what}")
_MISSING: Final = ("没有填写 {what}", "{what} is missing")
_NO_VALUE: Final = ("选项 {what} 之后没有值", "option {what} has no value")
_WRONG: Final = ("{what} 不能是这个值：{reason}", "{what} cannot be that: {reason}")
_NONE_OF: Final = ("{what} 没有 {typed} 这个值", "{what} has no such value: {typed}")
_NO_NUMBER: Final = ("{what} 不能是 {typed}", "{what} cannot be {typed}")
_NO_COMMAND: Final = ("没有命令 {what}", "there is no command {what}")
_MISUSED: Final = ("命令写得不对：{reason}", "the command is not written like this: {reason}")
_DAY_WITHOUT_OPTION: Final = ("{typed} 之前没有写明选项", "{typed} stands without its option")
_WRITE_OPTION: Final = ("请写作 {options}", "write {options}")
_SEE: Final = ("用法见 {command} --help", "see {command} --help")
_ONE_OF: Final = ("请填写其中之一：{known}", "give one of these: {known}")
_MEANT: Final = ("是否为 {near}？用法见 {command} --help", "did you mean {near}? See {command} --help")
_RANGE: Final = {
    "greater_than_equal": ("请填写不小于 {ge} 的整数", "give a whole number of {ge} or more"),
    "less_than_equal": ("请填写不大于 {le} 的整数", "give a whole number of {le} or less"),
    "int_parsing": ("请填写整数", "give a whole number"),
}

_EXTRA: Final = re.compile(r"unexpected extra argument\S* \((?P<typed>.+)\)$")
_LIKE_A_DAY: Final = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}(T\S*)?")


class ToldGroup(TyperGroup):
    """The whole command: whatever is wrong with it is told in one place, in both languages."""

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **more: Any) -> Any:
        # Usage is printed as it can be typed; a script of completion knows the command by its name alone.
        name = info_name if any("-completion" in one for one in args) else called()
        self.epilog = as_called(self.epilog or "")
        return _told(lambda: super(ToldGroup, self).make_context(name, args, *rest, **more))

    def invoke(self, ctx: Any) -> Any:
        return _told(lambda: super(ToldGroup, self).invoke(ctx))


def _told(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        _show(error)
        raise typer.Exit(BAD_INPUT) from error


def _show(error: TyperException) -> None:
    import sys

    from cli import refusals  # only now: the happy command loads nothing for it
    from desk.errors import Fault, Malformed
    from domain.bilingual import Words

    where, why, cure = _said(error)
    refusals.show(Malformed(Fault(where, Words(*why), Words(*cure))), json_="--json" in sys.argv)


def _said(error: TyperException) -> tuple[str, Said, Said]:
    """Return where, why and cure."""
    ctx, param = getattr(error, "ctx", None), getattr(error, "param", None)
    command = ctx.command_path if ctx is not None else called()
    what = str(getattr(error, "option_name", "") or (param.get_error_hint() if param else "")).strip("'")
    sort = type(error).__name__
    see = _filled(_SEE, command=command)
    if sort == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        return (
            what,
            _filled(_NO_OPTION, what=what),
            _filled(_MEANT, near=near, command=command) if near else see,
        )
    if sort == "MissingParameter":
        cure = _filled(_WRITE_OPTION, options=f"{what} 2026-06-01") if _is_day(param) else see
        return what, _filled(_MISSING, what=what), cure
    if sort == "BadOptionUsage":
        return what, _filled(_NO_VALUE, what=what), see
    if sort == "BadParameter":
        return (what, *_wrong(error, param, what, see))
    if sort == "NoSuchCommand":
        near = ", ".join(getattr(error, "possibilities", ()))
        why = _filled(_NO_COMMAND, what=error.message)
        return command, why, _filled(_MEANT, near=near, command=command) if near else see
    if (found := _EXTRA.search(error.message)) and (said := _day_without_option(found["typed"], ctx)):
        return said
    return command, _filled(_MISUSED, reason=error.message), see


def _is_day(param: Any) -> bool:
    return getattr(param, "metavar", None) == "DATE"


def _day_without_option(typed: str, ctx: Any) -> tuple[str, Said, Said] | None:
    """Say of a day that no option of a command precedes that there is none such, or to which options it may belong."""
    from cli.law_reading import day_of
    from desk.errors import Malformed

    day = next((word for word in typed.split() if _LIKE_A_DAY.fullmatch(word)), None)
    options = [one.opts[0] for one in ctx.command.params if _is_day(one)] if day else []
    if day is None or not options:
        return None
    try:
        day_of(day, options[0])
    except Malformed as error:
        (fault,) = error.faults
        return fault.field, fault.why, fault.cure
    written = " · ".join(f"{option} {day}" for option in options)
    return options[0], _filled(_DAY_WITHOUT_OPTION, typed=day), _filled(_WRITE_OPTION, options=written)


class NoSuchCommand(TyperException):
    """A command that a group does not have, and those that are most like it."""

    exit_code = BAD_INPUT

    def __init__(self, typed: str, known: Iterable[str], ctx: Any) -> None:
        super().__init__(typed)
        self.possibilities = get_close_matches(typed, list(known))
        self.ctx = ctx


def _wrong(error: TyperException, param: Any, what: str, see: Said) -> tuple[Said, Said]:
    """Say of a value that it is none of those there are, or not within its limits."""
    found: list[Any] = getattr(error.__cause__, "errors", list)()
    typed = found[0]["input"] if found else ""
    if known := _choices(param.get_runtime_param().annotation if param else None):
        return _filled(_NONE_OF, what=what, typed=typed), _filled(_ONE_OF, known=known)
    if found and (said := _RANGE.get(found[0]["type"])):
        return _filled(_NO_NUMBER, what=what, typed=typed), _filled(said, **found[0].get("ctx", {}))
    return _filled(_WRONG, what=what, reason=error.message), see


def _choices(annotation: Any) -> str:
    inner = getattr(annotation, "__args__", (annotation,))[0]
    if isinstance(inner, type) and issubclass(inner, Enum):
        return ", ".join(str(one.value) for one in inner)
    return ""


def _filled(said: Said, **values: Any) -> Said:
    return said[0].format(**values), said[1].format(**values)
