"""The file of an exported journal (全过程记录文件): JSON lines, to be proven without this programme.

The first line says of which case it is, how many entries follow and where they end. In each other line `head` is the
SHA-256 of the head before (of 64 zeros at first) followed by the text `stored`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from domain.bilingual import Words
from domain.canonical import canonical
from domain.case.checkpoint_file import Sent
from domain.case.journal import GENESIS
from domain.case.journal_proof import Stored, flaws_of_case
from domain.case.proof import CaseHead, Chained, Damage, Flaw

FORM: Final = "tingshu_journal"

NO_JOURNAL = Words("不是导出的全过程记录", "it is no exported journal")


class BadJournalFile(ValueError):
    """A file is no exported journal."""

    def __init__(self) -> None:
        super().__init__(str(NO_JOURNAL))
        self.why = NO_JOURNAL


class Exported(NamedTuple):
    """A journal as it stands in a file."""

    end: CaseHead
    """The case, and how far its first line says that it was recorded."""
    rows: tuple[Stored, ...]

    def flaws(self) -> list[Flaw]:
        """Return what was done to its entries, in order; none where each is as it was written."""
        return list(flaws_of_case(self.end.agency, self.end.number, self.rows, self.end))

    def flaws_against(self, sent: Sent) -> list[Flaw]:
        """Hold it against a checkpoint that was sent away: who rewrites a whole file cannot rewrite that one."""
        return list(self._against(sent))

    def named_in(self, sent: Sent) -> bool:
        """Whether a checkpoint says anything of this case."""
        return any(self._is_of(head) for head in sent.heads)

    def _against(self, sent: Sent) -> Iterator[Flaw]:
        found = {row.place: row.head for row in self.rows}
        for wanted in filter(self._is_of, sent.heads):
            if (head := found.get(wanted.seq)) != wanted.head:
                damage = Damage.MISSING if head is None else Damage.REWRITTEN
                yield Flaw(Chained.JOURNAL, damage, wanted.seq, wanted.agency, wanted.number)

    def _is_of(self, head: CaseHead) -> bool:
        return (head.agency, head.number) == (self.end.agency, self.end.number)


def written(agency: str, number: str, rows: Iterable[tuple[str, bytes]]) -> str:
    """Return the text of the file; of each entry its head, and the bytes that were hashed."""
    found = list(rows)
    of_all = {FORM: 1, "agency": agency, "number": number, "entries": len(found)}
    top = canonical({**of_all, "head": found[-1][0] if found else GENESIS})
    lines = (canonical({"head": head, "stored": stored.decode()}) for head, stored in found)
    return "".join(f"{line.decode()}\n" for line in (top, *lines))


def read(text: str) -> Exported:
    """Read the file again.

    Raises:
        BadJournalFile: It is none.
    """
    try:
        top, *lines = map(_object, text.splitlines())
        if top[FORM] != 1:
            raise BadJournalFile
        end = CaseHead(str(top["agency"]), str(top["number"]), int(top["entries"]), str(top["head"]))
        rows = (Stored(n, str(line["head"]), str(line["stored"]).encode()) for n, line in enumerate(lines, 1))
        return Exported(end, tuple(rows))
    except (ValueError, KeyError, TypeError) as error:
        raise BadJournalFile from error


def _object(line: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line)
    return found
