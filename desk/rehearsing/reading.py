"""Reading a rehearsal file: YAML, or the JSON that it contains, each value with the line on which it stands.

Values are those of JSON: true, false, null, whole numbers and text. A day, an amount, an hour stay the text that they are,
and `on` and `no` are names and no truth values. What would let a small file become a large one is refused: anchors and
their aliases, tags, several documents.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, NoReturn

import yaml

from desk.bodies import DEEPEST, LONGEST_NUMBER, LONGEST_PATH, MOST_VALUES, NUMBER_TOO_LONG, shown
from desk.errors import Fault, Malformed
from domain.bilingual import Words

LARGEST_FILE: Final = 1024 * 1024
"""Bytes. The longest story of the demonstration has seventy thousand."""
FILE: Final = "FILE"
AT_LINE = Words("第{line}行：{why}", "line {line}: {why}")
TOO_LARGE = (
    Words("文件超过 1 MB", "the file is larger than 1 MB"),
    Words("请分成几件案件，一件一个文件", "divide it: one case a file"),
)
NOT_UTF8 = (
    Words("不是 UTF-8 编码", "it is not UTF-8"),
    Words("请以 UTF-8 编码保存", "save it as UTF-8"),
)
NO_YAML = Words("不是有效的 YAML 或者 JSON：{reason}", "it is neither valid YAML nor JSON: {reason}")
CORRECT_THERE = Words("请在所指之处更正", "correct it at the place named")
NO_ALIAS = (
    Words("使用了锚点、别名或者标签（& * !）", "it has an anchor, an alias or a tag (& * !)"),
    Words("请将所指的内容写出", "write out what it stands for"),
)
ONE_DOCUMENT = (
    Words("文件中有多个文档（---）", "it has several documents (---)"),
    Words("请一件案件写一个文件", "write each case into a file of its own"),
)
NO_OBJECT = (
    Words("不是由字段组成的对象", "it is no object of fields"),
    Words(
        "请参照 docs/rehearsal.md 写明 title 和 steps", "give `title` and `steps`, as docs/rehearsal.md shows"
    ),
)
TWICE = (
    Words("同一字段写了两次", "it is given twice"),
    Words("请只保留一个 {field}", "give {field} once"),
)
NO_NAME = (
    Words("字段名不是文字", "the name of a field is no text"),
    Words("请将字段名写作文字", "write the name as text"),
)
TOO_DEEP = (Words("嵌套过深", "nested too deep"), Words("请简化 {field}", "flatten {field}"))
TOO_MANY = (
    Words(f"超过 {MOST_VALUES:,} 个值", f"more than {MOST_VALUES:,} values"),
    Words("请减少步骤，或者分成几个文件", "make fewer steps, or divide the file"),
)

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "~": None, "": None}
_ESCAPED = re.compile(r"\\\\|\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]


class Written:
    """What a file says, and on which line."""

    def __init__(self, value: dict[str, Any], lines: dict[Path, int]) -> None:
        self.value = value
        self._lines = lines

    def fault(self, path: Path, why: Words, cure: Words) -> Fault:
        """Say what is wrong with a value, by its line and its path."""
        return fault(path, self.line(path), why, cure)

    def line(self, path: Path) -> int:
        """Return the line of a value; of one that is not there, that of what should hold it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]


def fault(path: Path, line: int, why: Words, cure: Words) -> Fault:
    field = ".".join(shown(str(step)) for step in path)[:LONGEST_PATH] or FILE
    return Fault(field, AT_LINE.filled(line=line, why=why), cure.filled(field=field))


def read(data: bytes) -> Written:
    """Read a file.

    Raises:
        Malformed: It is too large, no UTF-8, no YAML, or has what is not read; by line, field and cure.
    """
    if len(data) > LARGEST_FILE:
        raise Malformed(Fault(FILE, *TOO_LARGE))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Malformed(fault((), line, *NOT_UTF8)) from error
    if text.lstrip().startswith("{"):
        text = _ESCAPED.sub(_one_character, text.replace("\t", " "))
    try:
        return _Builder(yaml.parse(text, Loader=_LOADER)).built()
    except yaml.YAMLError as error:
        raise Malformed(_no_yaml(error)) from error


def _one_character(found: re.Match[str]) -> str:
    """A character that JSON writes as two halves; YAML knows no halves."""
    if found[1] is None:
        return found[0]
    return (bytes.fromhex(found[1]) + bytes.fromhex(found[2])).decode("utf-16-be")


def _no_yaml(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
    return fault((), mark.line + 1 if mark else 1, NO_YAML.filled(reason=reason), CORRECT_THERE)


class _Builder:
    """Makes values of the marks of a file, none of which stands for more than it says."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._lines: dict[Path, int] = {}

    def built(self) -> Written:
        found: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found:
                    self._refuse((), event, ONE_DOCUMENT)
                found.append(self._value(next(self._events), ()))
        if not found or not isinstance(found[0], dict):
            raise Malformed(fault((), 1, *NO_OBJECT))
        return Written(found[0], self._lines)

    def _value(self, event: Any, path: Path) -> Any:
        self._lines[path] = event.start_mark.line + 1
        if len(path) > DEEPEST:
            self._refuse(path[:4], event, TOO_DEEP)
        if len(self._lines) > MOST_VALUES:
            self._refuse((), event, TOO_MANY)
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag not in (None, "!"):
            self._refuse(path, event, NO_ALIAS)
        if isinstance(event, yaml.MappingStartEvent):
            return self._object(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._scalar(event, path)

    def _object(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(name := next(self._events), yaml.MappingEndEvent):
            if not isinstance(name, yaml.ScalarEvent) or name.anchor or name.tag not in (None, "!"):
                self._refuse(path, name, NO_NAME if not getattr(name, "anchor", None) else NO_ALIAS)
            inner = (*path, name.value)
            if name.value in found:
                self._refuse(inner, name, TWICE)
            found[name.value] = self._value(next(self._events), inner)
            self._lines[inner] = name.start_mark.line + 1
        return found

    def _list(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _scalar(self, event: Any, path: Path) -> Any:
        written: str = event.value
        if not event.implicit[0]:
            return written
        if written in _CONSTANTS:
            return _CONSTANTS[written]
        if not _WHOLE.fullmatch(written):
            return written
        if len(written) > LONGEST_NUMBER:
            self._refuse(path, event, (NUMBER_TOO_LONG.why, NUMBER_TOO_LONG.cure))
        return int(written)

    def _refuse(self, path: Path, event: Any, said: tuple[Words, Words]) -> NoReturn:
        raise Malformed(fault(path, event.start_mark.line + 1, *said))
