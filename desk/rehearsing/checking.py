"""Checking a rehearsal file as a whole (预演文件的检查), before its first step is made: nothing is half run."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from desk.bodies import check_text, fault_of
from desk.directory import Directory
from desk.errors import Fault, Malformed
from desk.limits import Limits
from desk.rehearsing import opening, supplying
from desk.rehearsing.cast import NO_AGENCY, NOBODY, Cast, cast_of
from desk.rehearsing.format import KINDS, Rehearsal, Step
from desk.rehearsing.reading import Path, Written, read
from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.law.calendars import CalendarYear
from domain.law.errors import BadCalendar, LawError
from domain.law.holidays_file import parse_calendar
from domain.law.terms import TermKey
from domain.pages.refusals import all_refusals
from domain.procedure import Stage
from domain.procedure.language import Move
from domain.record import Names, marker_of

ACCEPTED: Final = "accepted"
MALFORMED: Final = Malformed.code

NO_MOVE = (
    Words("没有这个操作：{typed}", "there is no move of this name: {typed}"),
    Words(
        "{near}请在 {field} 中填写 tingshu moves 所列的操作",
        "{near}give in {field} a move that `tingshu moves` lists",
    ),
)
NO_STEPS = (
    Words("没有步骤", "there are no steps"),
    Words(
        "请在 steps 中至少写一步，第一步一般是 open_case",
        "give at least one in `steps`; the first is mostly open_case",
    ),
)
NO_INSTANT = (
    Words("此处不是日期或者时刻", "this is neither a day nor an instant"),
    Words(
        "请在 {field} 中填写日期或者时刻，写作 2026-06-01 或者 2026-06-01T14:30",
        "give in {field} a day or an instant, written as 2026-06-01 or 2026-06-01T14:30",
    ),
)
BACKWARD = (
    Words("早于上一步（{before}）", "it is before the step above ({before})"),
    Words("请更正 {field}，各步骤按时间先后书写", "correct {field}: steps stand in order of time"),
)
NO_CODE = (
    Words("没有这个拒绝编码：{typed}", "there is no refusal of this code: {typed}"),
    Words(
        "{near}请在 {field} 中填写 accepted，或者 docs/refusals.md 所列的编码",
        "{near}give in {field} `accepted`, or a code of docs/refusals.md",
    ),
)
NO_TERM = (
    Words("没有这个期限：{typed}", "there is no such term: {typed}"),
    Words(
        "{near}请写作期限或者 期限@当事人，如 statement@1（tingshu law terms）",
        "{near}write a term or term@party, such as statement@1 (tingshu law terms)",
    ),
)
NO_STAGE = (
    Words("没有这个阶段：{typed}", "there is no such stage: {typed}"),
    Words("请在 {field} 中填写：{known}", "give one of these in {field}: {known}"),
)
NO_STEP = (
    Words("前面没有这一步：{typed}", "there is no such step before it: {typed}"),
    Words(
        "请在 {field} 中填写前面步骤的序号（从1起）或者 name",
        "give in {field} the number of an earlier step, from 1, or its `name`",
    ),
)
NAME_TWICE = (
    Words("前面已有同名的步骤：{typed}", "a step before it has this name: {typed}"),
    Words("请在 {field} 中换一个名称", "give another name in {field}"),
)
NOT_WHOLE = (
    Words("启动案件的字段没有填写：{missing}", "an opening lacks: {missing}"),
    Words(
        "请在 {field} 中逐项填写，或者在文件开头写 base: standard，取标准的虚构案件",
        "give each of them in {field}; or write `base: standard` at the top, for the invented standard case",
    ),
)


class NoFonts:
    """A rehearsal prints nothing: every character can be written."""

    def missing(self, text: str) -> str:
        return ""


LIMITS: Final = Limits(NoFonts())
MEANT: Final = Words("是否为 {near}？", "did you mean {near}? ")


@dataclass(frozen=True)
class Checked:
    """A file in which nothing is wrong, as far as can be told before it is run."""

    rehearsal: Rehearsal
    written: Written
    cast: Cast
    calendar: CalendarYear | None


def checked(data: bytes, known: Directory) -> Checked:
    """Read and check a file; `known` is the cast that every file has.

    Raises:
        Malformed: Whatever is wrong in it, by line, field and cure.
    """
    written = read(data)
    rehearsal = _read(written)
    cast, faults = cast_of(rehearsal, written, known)
    calendar = _calendar(rehearsal, written, faults)
    faults.extend(_in_steps(rehearsal, written, cast))
    if faults:
        raise Malformed(*faults)
    return Checked(rehearsal, written, cast, calendar)


def _read(written: Written) -> Rehearsal:
    try:
        check_text(written.value)
        found = Rehearsal.model_validate_json(json.dumps(written.value), strict=True)
        LIMITS.check(found)
    except ValidationError as error:
        raise Malformed(*_of_model(error, written)) from error
    except Malformed as error:
        raise at_line(error, written, ()) from error
    if not found.steps:
        raise Malformed(written.fault(("steps",), *NO_STEPS))
    return found


def at_line(error: Malformed, written: Written, path: Path) -> Malformed:
    """Say of the faults of a part of a file on which lines they are; `path` is where the part stands."""

    def placed(fault: Fault) -> Fault:
        inner = (int(one) if one.isdigit() else one for one in fault.field.split("."))
        return written.fault((*path, *inner), fault.why, fault.cure)

    return Malformed(*map(placed, error.faults))


def _of_model(error: ValidationError, written: Written) -> Iterator[Fault]:
    for wrong in error.errors(include_url=False, include_input=False):
        place = wrong["loc"]
        said = fault_of(wrong, ".".join(map(str, place)))
        if wrong["type"] == "value_error":
            yield written.fault(place, *NO_INSTANT)
        else:
            yield written.fault(place, said.why, said.cure)


def _calendar(rehearsal: Rehearsal, written: Written, faults: list[Fault]) -> CalendarYear | None:
    if rehearsal.calendar is None:
        return None
    try:
        return parse_calendar(json.dumps(rehearsal.calendar, ensure_ascii=False))
    except BadCalendar as error:
        faults.append(written.fault(("calendar",), error.why, error.cure))
        return None


def _in_steps(rehearsal: Rehearsal, written: Written, cast: Cast) -> Iterator[Fault]:
    before: Step | None = None
    names: dict[str, int] = {}
    for place, step in enumerate(rehearsal.steps):
        path: Path = ("steps", place)
        if before is not None and step.instant < before.instant:
            yield _said(written, (*path, "at"), BACKWARD, before=before.at)
        if cast.person(step.by) is None:
            yield _said(written, (*path, "by"), NOBODY, who=step.by, near=_near(step.by, cast.persons))
        yield from _expected(step, written, path, names, place)
        yield from _move(rehearsal, step, written, path, cast)
        before = step
        if step.name:
            names[step.name] = place


def _expected(step: Step, written: Written, path: Path, names: dict[str, int], place: int) -> Iterator[Fault]:
    for code in step.expected:
        if code != ACCEPTED and code not in _codes():
            yield _said(written, (*path, "expect"), NO_CODE, typed=code, near=_near(code, _codes()))
    for term in step.deadlines:
        key, _, party = term.partition("@")
        if key not in list(TermKey) or (party and not party.isdigit()):
            yield _said(written, (*path, "deadlines", term), NO_TERM, typed=term, near=_near(key, TermKey))
    if step.stage and step.stage not in list(Stage):
        yield _said(
            written, (*path, "stage"), NO_STAGE, typed=step.stage, known=listed(str(s) for s in Stage)
        )
    if step.name in names:
        yield _said(written, (*path, "name"), NAME_TWICE, typed=step.name)
    if step.cures is not None and cured(step.cures, names, place) is None:
        yield _said(written, (*path, "cures"), NO_STEP, typed=step.cures)


def cured(named: int | str, names: dict[str, int], place: int) -> int | None:
    """Return the place of the step that is named; it stands before this one."""
    found = names.get(named) if isinstance(named, str) else named - 1
    return found if found is not None and 0 <= found < place else None


@cache
def _codes() -> frozenset[str]:
    """The code of everything that can refuse a step."""
    return frozenset((MALFORMED, *(r.code for r in all_refusals()), *_of_law(LawError)))


def _of_law(kind: type[LawError]) -> Iterator[str]:
    yield kind.code
    for one in kind.__subclasses__():
        yield from _of_law(one)


def _move(rehearsal: Rehearsal, step: Step, written: Written, path: Path, cast: Cast) -> Iterator[Fault]:
    kind = KINDS.get(step.move)
    if kind is None:
        yield _said(written, (*path, "move"), NO_MOVE, typed=step.move, near=_near(step.move, KINDS))
        return
    body = body_of(rehearsal, step)
    yield from _body(kind, body, step, written, (*path, "body"))
    if ACCEPTED in step.expected or not step.expected:
        for place, who in _persons(kind, body, ()):
            if who and cast.person(who) is None:
                near = _near(who, cast.persons)
                yield _said(written, (*path, "body", *place), NOBODY, who=who, near=near)
    if kind.opens and isinstance(code := body.get("agency"), str) and cast.agency(code) is None:
        yield _said(written, (*path, "body", "agency"), NO_AGENCY, who=code, known=listed(cast.agencies))


def body_of(rehearsal: Rehearsal, step: Step) -> dict[str, Any]:
    """Return the body of a step; of an opening, with what the standard case has where the file asks for it."""
    if rehearsal.base is not None and step.move == "open_case":
        return opening.standard(step.body, step.instant.date())
    return step.body


def _body(
    kind: type[Move], body: dict[str, Any], step: Step, written: Written, path: Path
) -> Iterator[Fault]:
    """Hold a body against its model, but for what is known only when the step comes."""
    filled, _ = supplying.completed(kind, body, Case(), step.instant)
    try:
        kind.model_validate_json(json.dumps(filled, ensure_ascii=False), strict=True, extra="forbid")
    except ValidationError as error:
        yield from _unread(kind, error, written, path)


def _unread(kind: type[Move], error: ValidationError, written: Written, path: Path) -> Iterator[Fault]:
    left, lacking = supplying.may_be_left_out(kind), list[str]()
    for wrong in error.errors(include_url=False):
        where = wrong["loc"]
        is_lacking = wrong["type"] == "missing" and len(where) == 1
        if is_lacking and kind.opens:
            lacking.append(str(where[0]))
        elif not (_is_reference(wrong["input"]) or (is_lacking and where[0] in left)):
            said = fault_of(wrong, ".".join(map(str, (*path, *where))))
            yield written.fault((*path, *where), said.why, said.cure)
    if lacking:
        yield _said(written, path, NOT_WHOLE, missing=listed(lacking))


def _is_reference(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("$")


def _persons(model: type[BaseModel], body: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every person that a body names, with the place."""
    for name, field in model.model_fields.items():
        value = body.get(name) if isinstance(body, dict) else None
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        inner = supplying.model_in(field)
        for place, item in items:
            where = (*path, name) if place is None else (*path, name, place)
            if marker_of(field, Names) is Names.PERSON and isinstance(item, str):
                yield where, item
            elif inner is not None:
                yield from _persons(inner, item, where)


def _near(typed: str, known: Iterable[str]) -> Words:
    found = get_close_matches(typed, [str(one) for one in known], n=3)
    return MEANT.filled(near=listed(found)) if found else Words("", "")


def _said(written: Written, path: Path, said: tuple[Words, Words], **values: Any) -> Fault:
    why, cure = said
    field = ".".join(map(str, path))
    return written.fault(path, why.filled(**values), cure.filled(**{"near": "", **values}, field=field))
