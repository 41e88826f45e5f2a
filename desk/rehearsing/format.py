"""The format of a rehearsal (预演文件): what a file must be. Its JSON Schema is made from these models."""

import re
from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from desk.forms import DAY
from domain.law.terms import TermKey
from domain.lengths import AtMost, Code, Line, Text, Written
from domain.procedure import MACHINE_MOVES, MOVES, Stage
from domain.procedure.language import SHANGHAI, Move
from domain.record import Record

KINDS: Final[dict[str, type[Move]]] = {
    name: kind for name, kind in {**MOVES, **MACHINE_MOVES}.items() if name != "take_over_case"
}
"""What a step can be. A case on paper is not taken over in a rehearsal: it is written from its opening on."""

MOST_STEPS = 500
"""Steps of one case; the longest story of the demonstration has seventy."""
_WRITTEN = f"{DAY.pattern}(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)?"
_AT = re.compile(_WRITTEN, re.ASCII)
_LIKE_AN_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)
_OPENS_AT = "T09:00"


def instant(written: str) -> datetime:
    """Return the instant that is written; a day alone is nine o'clock in Shanghai.

    >>> instant("2026-06-01").isoformat()
    '2026-06-01T09:00:00+08:00'
    """
    whole = written if "T" in written else written + _OPENS_AT
    return datetime.fromisoformat(whole).replace(tzinfo=SHANGHAI)


def _instant(written: str) -> str:
    if not _AT.fullmatch(written):
        if _LIKE_AN_INSTANT.fullmatch(written):
            raise PydanticCustomError("no_such_day", "there is no such day or instant")
        raise ValueError("写作 2026-06-01 或者 2026-06-01T14:30 · write 2026-06-01 or 2026-06-01T14:30")
    instant(written)
    return written


At = Annotated[
    Line,
    AfterValidator(_instant),
    Field(json_schema_extra={"pattern": f"^(?:{_WRITTEN})$", "examples": ["2026-06-01", "2026-06-01T14:30"]}),
]
MoveName = Annotated[Code, Field(json_schema_extra={"enum": [*KINDS]})]
StageName = Annotated[Code, Field(json_schema_extra={"enum": ["", *Stage]})]
TermOf = Annotated[Code, Written(f"^(?:{'|'.join(TermKey)})(?:@[1-9][0-9]{{0,2}})?$")]


class Supply(Record):
    """What the rehearsal does by itself; `false` where the file does it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    previews: bool = True
    """预览：文书的内容一经制作即可阅看。Documents can be read as soon as they are made."""
    numbers: bool = True
    """文号和定稿：批准后即取号、成文。Approved documents are numbered and final at once."""
    seals: bool = True
    """盖章：定稿即由内勤盖章。The clerk seals what is final, on the same day."""


class Step(Record):
    """One step: who does what, when, and what should come of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    move: MoveName
    """操作名称，如 `record_service`（`tingshu moves`）。The move."""
    by: Code
    """办理人编号，如 `officer-li`。Who makes it."""
    at: At
    """办理之时；只写日期的为当日九时（上海）。A day alone is nine o'clock in Shanghai."""
    body: dict[str, JsonValue] = Field(default_factory=dict)
    """操作的字段，同 `POST …/moves/{move}`。Its fields, as the API has them."""
    name: Line = ""
    """本步骤的名称，供 `cures` 引用。A name by which `cures` refers to it."""
    note: Text = ""
    """说明，供读者阅看。A word to the reader."""
    expect: Code | Annotated[tuple[Code, ...], AtMost(50)] | None = None
    """预期：`accepted`，或者拒绝的编码（一个或者几个）。What should come of it: `accepted`, or codes of refusals."""
    cures: int | Line | None = None
    """本步骤是哪一步（序号从1起，或者名称）被拒绝后的补救。The refused step whose cure this one is."""
    deadlines: Annotated[dict[TermOf, date], AtMost(100)] = Field(default_factory=dict)
    """预期的届满日：期限，或者 `期限@当事人`。Last days expected after it, by term or `term@party`."""
    stage: StageName = ""
    """预期的阶段。The stage expected after it."""

    @property
    def instant(self) -> datetime:
        return instant(self.at)

    @property
    def expected(self) -> tuple[str, ...]:
        if self.expect is None:
            return ()
        return (self.expect,) if isinstance(self.expect, str) else self.expect


class Rehearsal(Record):
    """One case on paper (一件案件的预演)."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Rehearsal")

    title: Line
    """这件案件说明什么。What it shows."""
    note: Text = ""
    """说明。Prose for the reader."""
    base: Literal["standard"] | None = None
    """`standard`：启动案件时未写的字段取自标准的虚构案件。An opening may leave out what the invented standard case has."""
    people: Annotated[dict[Code, dict[str, JsonValue]], AtMost(200)] = Field(default_factory=dict)
    """人员：编号 → 与内置人员不同之处，或者新的人员。Persons: what is otherwise with one of the cast, or a new one."""
    agencies: Annotated[dict[Code, dict[str, JsonValue]], AtMost(50)] = Field(default_factory=dict)
    """机关：代码 → 与内置机关不同之处。What is otherwise with an agency of the cast."""
    calendar: dict[str, JsonValue] | None = None
    """一年的节假日安排（虚构的写明 `invented: true`）。One year's holiday notice."""
    supply: Supply = Supply()
    """由预演代办的事项。What the rehearsal does by itself."""
    steps: Annotated[tuple[Step, ...], AtMost(MOST_STEPS), Field(json_schema_extra={"minItems": 1})]
    """各步骤，按时间先后。The steps in order of time."""
