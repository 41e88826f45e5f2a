"""Where something that is missing in an agency's own wording would belong: behind what stands before it in the release's."""

from collections.abc import Mapping, Set
from difflib import SequenceMatcher

from documents.editions import RELEASE
from domain.bilingual import Titled

Place = tuple[str, int]
"""A file and a line of it, from 1; 0 where no line can be named."""


def belongs(kind: Titled, files: Set[str], own: Mapping[str, str], file: str, line: int) -> Place:
    """Return the place in the agency's own files of what the release has in this one.

    `files` are those that make the kind now. What the release says in a part that is not put in any more belongs where it
    was put in.
    """
    while file not in own or file not in files:
        outer = _put_in(kind, file)
        if outer is None:
            return own_file(kind, files, own), 0
        file, line = outer
    return file, _same_line(RELEASE.source(file), own[file], line)


def own_file(kind: Titled, files: Set[str], own: Mapping[str, str]) -> str:
    """Return the kind's own file where the agency has one, else the first part of its own that the kind puts in."""
    return f"{kind}.jinja" if f"{kind}.jinja" in own else min(files & own.keys())


def said_at(kind: Titled, words: str) -> Place:
    """Return where the release says these words; no line where they stand in no single one."""
    return _found(kind, words) or (f"{kind}.jinja", 0)


def _put_in(kind: Titled, part: str) -> Place | None:
    return None if part == f"{kind}.jinja" else _found(kind, f'include "{part}"')


def _found(kind: Titled, words: str) -> Place | None:
    for name in RELEASE.names(kind):
        for number, line in enumerate(RELEASE.source(name).split("\n"), start=1):
            if words in line:
                return name, number
    return None


def _same_line(released: str, own: str, line: int) -> int:
    """Return the line of one's own text behind the last one that it shares with the release before this line; 0 for none."""
    theirs, ours = released.split("\n"), own.split("\n")
    blocks = SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks()
    for block in reversed(blocks):
        shared = theirs[block.a : block.a + block.size]
        if block.a < line and any(text.strip() for text in shared):
            return min(block.b + min(line - 1 - block.a, block.size) + 1, len(ours))
    return 0
