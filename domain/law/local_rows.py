"""Terms and thresholds that an office adds in its own layer (地方层的期限和数额): rows like those of the tables, as TOML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from domain.bilingual import Words, listed
from domain.law.confirmed import Confirmation, is_numbered, rows_known
from domain.law.errors import BadProfile
from domain.law.tables.thresholds import Threshold
from domain.law.terms import Row, Term
from domain.record import Record

R = TypeVar("R", bound=Record)
Tables = Sequence[Mapping[str, Any]]

_OF_THE_FILE: Final = frozenset({"binds"})
"""Whom a row binds is said by the file in which it stands."""
NOT_ACCEPTED: Final = Words("{key} 的值不能采用：{reason}", "the value of {key} is not accepted: {reason}")
IS_EMPTY: Final = Words("没有填写 {key}", "{key} is empty")
NO_SUCH_ROW: Final = Words("没有这一行：{row}", "there is no such row: {row}")
NAME_A_ROW: Final = Words(
    "请在 row 中写 terms.、thresholds.、switches.、articles.、acts.、readings.、gates. 或者 calendars. 加名称，例如 terms.statement",
    "write in `row` terms., thresholds., switches., articles., acts., readings., gates. or calendars. and the name,"
    " such as terms.statement",
)
SEE_THE_MANUAL: Final = Words("请对照 docs/profile.md 更正", "correct it as docs/profile.md says")


def local_terms(profile: str, text: str, tables: Tables) -> tuple[Term, ...]:
    """Read the `[[terms]]` of a profile file.

    Raises:
        BadProfile: A row that cannot be right; the message names its line.
    """
    rows = tuple(_rows(profile, text, "terms", tables, Term))
    _no_overlap(profile, text, "terms", [({row.key}, row) for row in rows])
    return rows


def local_thresholds(profile: str, text: str, tables: Tables) -> tuple[Threshold, ...]:
    """Read the `[[thresholds]]` of a profile file.

    Raises:
        BadProfile: A row that cannot be right; the message names its line.
    """
    rows = tuple(_rows(profile, text, "thresholds", tables, Threshold))
    measured = [({(row.measure, party) for party in row.parties}, row) for row in rows]
    _no_overlap(profile, text, "thresholds", measured)
    return rows


def local_confirmations(
    profile: str, text: str, tables: Tables, *, switches: Iterable[str]
) -> tuple[Confirmation, ...]:
    """Read the `[[confirmed]]` of a profile file.

    Raises:
        BadProfile: One lacks a field, has one too many, or is about no row that there is; the message names its line.
    """
    rows = tuple(_rows(profile, text, "confirmed", tables, Confirmation))
    known = rows_known(switches)
    for number, row in enumerate(rows, start=1):
        for key in ("question", "opinion", "who"):
            if not getattr(row, key).strip():
                line = _line(text, "confirmed", number, key)
                raise BadProfile(IS_EMPTY.filled(key=key), SEE_THE_MANUAL, profile=profile, line=line)
        if row.row not in known and not is_numbered(row.row):
            raise BadProfile(
                NO_SUCH_ROW.filled(row=row.row),
                NAME_A_ROW,
                profile=profile,
                line=_line(text, "confirmed", number, "row"),
            )
    return rows


def _rows(profile: str, text: str, name: str, tables: Tables, kind: type[R]) -> Iterator[R]:
    known = kind.model_fields.keys() - _OF_THE_FILE
    for number, table in enumerate(tables, start=1):
        for key in table.keys() - known:
            raise BadProfile(
                Words(f"没有这一项：{key}", f"no such field: {key}"),
                Words("可用：{known}", "there are: {known}").filled(known=listed(sorted(known))),
                profile=profile,
                line=_line(text, name, number, key),
            )
        try:
            yield kind.model_validate({**table, "binds": (profile,)} if issubclass(kind, Row) else table)
        except ValidationError as error:
            wrong = error.errors()[0]
            key = str(wrong["loc"][0]) if wrong["loc"] else ""
            raise BadProfile(
                NOT_ACCEPTED.filled(key=key, reason=wrong["msg"]),
                SEE_THE_MANUAL,
                profile=profile,
                line=_line(text, name, number, key),
            ) from error


def _no_overlap(profile: str, text: str, name: str, rows: Sequence[tuple[set[Any], Row]]) -> None:
    for (first, (keys, row)), (second, (others, other)) in combinations(enumerate(rows, start=1), 2):
        together = row.since <= (other.until or date.max) and other.since <= (row.until or date.max)
        if keys & others and together:
            raise BadProfile(
                Words(f"与第{first}项在时间上重叠", f"overlaps row {first} in time"),
                Words("请写明前一项的 until", "close the earlier row with `until`"),
                profile=profile,
                line=_line(text, name, second, "since"),
            )


def _line(text: str, name: str, number: int, key: str) -> int | None:
    """The line of a key in the `number`-th table of that name; the table's own, where the key is missing."""
    headers = [n for n, line in enumerate(text.splitlines(), start=1) if line.strip() == f"[[{name}]]"]
    if number > len(headers):
        return None
    begin = headers[number - 1]
    for offset, line in enumerate(text.splitlines()[begin:], start=begin + 1):
        if line.strip().startswith("["):
            break
        if key and line.split("=")[0].strip() == key:
            return offset
    return begin
