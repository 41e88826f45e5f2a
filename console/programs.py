"""What a sentence says to programs (程序用语), as a page says it: a link to the page of the same, or nothing.

Rules name commands, addresses and hashes in brackets of their own, so that the sentence stands without them:
请在 officers 中填写本机关的执法人员（编号见 tingshu people --role officer）.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from domain.bilingual import Words

_BRACKET = re.compile(r"（[^（）]*）| ?\([^()]*\)")
_FOR_PROGRAMS = re.compile(
    r"tingshu |/v1/|SHA-256|sha256|--as |\[\[|TINGSHU_|legal_qualification|reconsideration_channel"
)
_SECTION = re.compile(r"的 \[\[\w+\]\]|\[\[\w+\]\] of ")
"""A part of the file of a profile: 写入地方层的 [[terms]], into [[terms]] of the local layer."""


class Page(NamedTuple):
    """A page of a case that shows what a command shows."""

    path: str
    title: Words


PAGES: Mapping[str, Page] = {
    "tingshu case show": Page("", Words("案件概况", "the case")),
    "tingshu case documents": Page("/documents", Words("文书", "documents")),
    "tingshu case deadlines": Page("#clocks", Words("期限", "clocks")),
    "tingshu case moves": Page("/moves", Words("可以办理", "what can be done")),
}


class Piece(NamedTuple):
    """A part of a sentence: what people read, or the page that stands in the place of a bracket."""

    said: str
    page: Page | None = None


def parted(said: str) -> Iterator[Piece]:
    """Part a sentence at what is said to programs.

    >>> [piece.said for piece in parted("请上传该步骤的扫描件（POST /v1/documents）后办理（record_service）")]
    ['请上传该步骤的扫描件', '', '后办理（record_service）']
    """
    said, behind = _SECTION.sub("", said), 0
    for found in _BRACKET.finditer(said):
        if _FOR_PROGRAMS.search(found[0]):
            yield Piece(said[behind : found.start()])
            yield Piece("", _page(found[0]))
            behind = found.end()
    yield Piece(said[behind:])


def for_people(said: str) -> str:
    """Say it without what is for programs."""
    return "".join(piece.said for piece in parted(said))


def _page(bracket: str) -> Page | None:
    """The page in the place of a command; none where the form itself shows what is meant."""
    if "SHA-256" in bracket:
        return None
    return next((page for command, page in PAGES.items() if command in bracket), None)
