"""Limits at the door: what each text, list and amount of a request may hold, refused by field, with the cure.

Each is asked by the type of its field, so that a new move is asked without a word of its own.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from desk.errors import Fault, Malformed
from desk.forms import LARGEST
from domain.bilingual import Words, listed
from domain.characters import LAYOUT, shown, unprintable
from domain.law.money import amount_fault
from domain.lengths import AtMost, Held, Limit, held_by
from domain.texts import addresses

if TYPE_CHECKING:
    from desk.ports import Fonts  # what a question of law need not load

MOST_NAMED = 10
"""Characters of one text that an answer names."""

TOO_LONG = Words("有{length}字，超过{most}字", "it has {length} characters, more than {most}")
SHORTEN = Words("请将 {field} 缩短到{most}字以内", "shorten {field} to {most} characters at most")
SHORTEN_OR_UPLOAD = Words(
    "请将 {field} 缩短到{most}字以内，更长的内容作为文件上传（POST /v1/documents，tingshu document put）",
    "shorten {field} to {most} characters at most, and upload what is longer as a file"
    " (POST /v1/documents, tingshu document put)",
)
TOO_MANY = Words("有{length}项，超过{most}项", "it has {length} items, more than {most}")
DIVIDE = Words(
    "请将 {field} 减到{most}项以内，其余的另行提交",
    "reduce {field} to {most} items at most, and hand in the rest separately",
)
TOO_LARGE = Words("数字过大", "the number is too large")
CHECK_NUMBER = Words("请核对 {field}，填写实际的数", "check {field} and give the real number")
IN_YUAN = Words(
    "请在 {field} 中以元为单位填写数额，至多两位小数，例如 12000.50",
    "give the amount in {field} in yuan, with two decimals at most, such as 12000.50",
)
SEVERAL_LINES = Words("含有换行或者制表符", "it has a line break or a tab")
ONE_LINE = Words("请将 {field} 写成一行", "write {field} in one line")
UNPRINTABLE = Words(
    "含有不能显示或者会改变显示顺序的字符：{characters}",
    "it has characters that do not show, or change how the rest shows: {characters}",
)
REMOVE = Words("请将其从 {field} 中删去", "remove them from {field}")
NO_GLYPH = Words("文书字库中没有这些字：{characters}", "no font of the documents has: {characters}")
OTHER_CHARACTERS = Words(
    "请在 {field} 中改用字库中有的字，或者请系统运维加装有这些字的字体（TINGSHU_FONTS 的目录）",
    "write {field} with characters that the fonts have, or let the operator add a font that has these"
    " (to the folder of TINGSHU_FONTS)",
)
BLANK = Words("只有空白", "it has nothing but blanks")
FILL_IN = Words("请在 {field} 中填写内容", "write something in {field}")
AN_ADDRESS = Words(
    "含有系统所存文字的地址（store:…），不是正文",
    "it has the address of a stored text (store:…), which is no text",
)
SEND_THE_TEXT = Words(
    "请在 {field} 中填写正文本身（已存的文字可用 GET /v1/documents/{{sha256}} 或者 tingshu document get 取得）",
    "send the text itself in {field} (what is stored is read with GET /v1/documents/{{sha256}} or tingshu document get)",
)


def unprintable_in(bad: Sequence[str]) -> Words:
    """Say which characters a text may not hold; the first of them, by name."""
    return UNPRINTABLE.filled(characters=listed(bad[:MOST_NAMED]))


class Found(NamedTuple):
    """What is beyond its limit in a request."""

    path: tuple[str, ...]
    why: Words
    cure: Words

    @property
    def fault(self) -> Fault:
        field = ".".join(self.path)
        return Fault(field, self.why, self.cure.filled(field=field))


class Limits:
    """What a move may hold; `fonts` know which characters can be printed."""

    def __init__(self, fonts: "Fonts") -> None:
        self._fonts = fonts

    def check(self, move: BaseModel) -> None:
        """Refuse what is longer than its field allows, cannot be printed, is no amount, or is no text but an address.

        Raises:
            Malformed: Every such field is named.
        """
        if found := [beyond.fault for beyond in self._in_fields(move, ())]:
            raise Malformed(*found)

    def _in_fields(self, record: BaseModel, path: tuple[str, ...]) -> Iterator[Found]:
        for name, held in held_by(type(record)).items():
            value = getattr(record, name)
            if value is not None:
                yield from self._in_value(value, held, (*path, name))

    def _in_value(self, value: Any, held: Held, path: tuple[str, ...]) -> Iterator[Found]:
        if isinstance(value, str):
            if held.limit is not None:
                yield from self._in_text(value, held.limit, path)
        elif isinstance(value, BaseModel):
            yield from self._in_fields(value, path)
        elif isinstance(value, tuple | dict):
            yield from self._in_list(value, held, path)
            if isinstance(value, dict):
                yield from self._in_value(tuple(value), held, path)
        elif isinstance(value, Decimal):
            if why := amount_fault(value):
                yield Found(path, why, IN_YUAN)
        elif isinstance(value, int) and abs(value) > LARGEST:
            yield Found(path, TOO_LARGE, CHECK_NUMBER)

    def _in_list(
        self, value: tuple[Any, ...] | dict[str, Any], held: Held, path: tuple[str, ...]
    ) -> Iterator[Found]:
        if held.most is not None and len(value) > held.most.most:
            yield Found(path, *_beyond(len(value), held.most, TOO_MANY, DIVIDE))
            return
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for place, item in items:
            yield from self._in_value(item, held, (*path, str(place)))

    def _in_text(self, text: str, limit: Limit, path: tuple[str, ...]) -> Iterator[Found]:
        if len(text) > limit.most:
            cure = SHORTEN_OR_UPLOAD if limit.stored else SHORTEN
            yield Found(path, *_beyond(len(text), limit, TOO_LONG, cure))
        elif text and not text.strip():
            # It would count as filled in, and nothing is said.
            yield Found(path, BLANK, FILL_IN)
        elif any(addresses(text)):
            yield Found(path, AN_ADDRESS, SEND_THE_TEXT)
        else:
            yield from self._in_characters(text, limit, path)

    def _in_characters(self, text: str, limit: Limit, path: tuple[str, ...]) -> Iterator[Found]:
        if limit.one_line and not LAYOUT.isdisjoint(text):
            yield Found(path, SEVERAL_LINES, ONE_LINE)
        if bad := unprintable(text):
            yield Found(path, unprintable_in(bad), REMOVE)
        elif lacking := self._fonts.missing(text):
            named = listed(shown(lacking[:MOST_NAMED]))
            yield Found(path, NO_GLYPH.filled(characters=named), OTHER_CHARACTERS)


def _beyond(length: int, limit: Limit | AtMost, why: Words, cure: Words) -> tuple[Words, Words]:
    said = {"length": f"{length:,}", "most": f"{limit.most:,}"}
    return why.filled(**said), cure.filled(field="{field}", **said)
