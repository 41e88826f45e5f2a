"""Names of files (文件名), as people and their file systems can have them: one rule, asked at the upload.

A name that would show otherwise than it is, or could not be saved, is refused with one that can be taken in its place.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from domain.bilingual import Words, listed
from domain.characters import LAYOUT, is_unprintable, unprintable

LONGEST = 200
"""Characters."""
MOST_BYTES = 240
"""In UTF-8: file systems take 255 for one name."""
_LONGEST_ENDING = 10
_SEPARATORS = re.compile(r"[/\\]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)", re.IGNORECASE)
"""Names of devices, which no Windows saves."""

NO_PLAIN_NAME = Words("文件名{faults}", "the name of the file {faults}")
NAME_IT = Words("请在 name 中填写 {name}", "give `name` as {name}")
NAME_IT_OTHERWISE = Words("请在 name 中另填文件名，或者不填", "give another `name`, or none")
_UNPRINTABLE = Words(
    "含有不能显示或者会改变显示顺序的字符（{characters}）",
    "has characters that do not show, or change how the rest shows ({characters})",
)
_SEVERAL_LINES = Words("含有换行或者制表符", "has a line break or a tab")
_A_PATH = Words("带有路径（/ 或者 \\）", "has a path in it (/ or \\)")
_AT_ITS_ENDS = Words("以空格或者句点开头、结尾", "begins or ends with a blank or a full stop")
_A_DEVICE = Words("是系统保留的名称", "is reserved by operating systems")
_TOO_LONG = Words("过长", "is too long")


class Doubt(NamedTuple):
    """What is wrong with a name, and what may be taken instead."""

    why: Words
    cure: Words


def composed(name: str) -> str:
    """Return the name in its composed form (NFC): Chinese and accented names come apart on some systems, and look the same."""
    return unicodedata.normalize("NFC", name)


def doubt(name: str) -> Doubt | None:
    r"""Say what is wrong with a name, if anything is; no name at all is none.

    >>> print(doubt("证据\u202efdp.exe").cure.zh)
    请在 name 中填写 证据fdp.exe
    >>> doubt("送达回证（2026）.pdf")
    """
    found = list(_faults(name))
    if not found:
        return None
    clean = cleaned(name)
    cure = NAME_IT.filled(name=clean) if clean else NAME_IT_OTHERWISE
    return Doubt(NO_PLAIN_NAME.filled(faults=listed(found)), cure)


def _faults(name: str) -> Iterator[Words]:
    if bad := unprintable(name):
        yield _UNPRINTABLE.filled(characters=listed(bad[:10]))
    if not LAYOUT.isdisjoint(name):
        yield _SEVERAL_LINES
    if _SEPARATORS.search(name):
        yield _A_PATH
    if name.strip(" .\u3000") != name:
        yield _AT_ITS_ENDS
    if _RESERVED.match(name):
        yield _A_DEVICE
    if len(name) > LONGEST or len(name.encode(errors="replace")) > MOST_BYTES:
        yield _TOO_LONG


def cleaned(name: str) -> str:
    """Return a name that can be taken in its place; empty where nothing of it is left."""
    own = _SEPARATORS.split(composed(name))[-1]
    shown = "".join(" " if c in LAYOUT else c for c in own if c in LAYOUT or not is_unprintable(c))
    plain = shown.strip(" .\u3000")
    return _shortened(f"_{plain}" if _RESERVED.match(plain) else plain)


def _shortened(name: str) -> str:
    """Cut the stem, never the ending, and never in the middle of a character."""
    ending = f".{extension(name)}" if extension(name) else ""
    stem = name[: len(name) - len(ending)][: LONGEST - len(ending)]
    while len(f"{stem}{ending}".encode()) > MOST_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip()}{ending}"


def extension(name: str) -> str:
    """Return what a name ends in, in small letters and without the full stop; empty where it ends in nothing of the kind."""
    stem, _, ending = name.rpartition(".")
    return ending.lower() if stem and ending.isalnum() and len(ending) <= _LONGEST_ENDING else ""
