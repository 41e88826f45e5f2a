"""The file of a checkpoint (核验点文件): what the office prints or sends away, readable without this programme.

Names and values before the empty line, one case a line behind it. `root` is the SHA-256 of all that stands behind the
empty line; `head` is the SHA-256 of `previous` followed by `sealed`, whose values the lines above it say again.
"""

import json
from datetime import date, datetime
from typing import Final, NamedTuple

from domain.bilingual import Words
from domain.case.proof import BadCheckpoint, CaseHead, Checkpoint, Link, root_of

TITLE: Final = "# 听述 全过程记录核验点 · Tingshu checkpoint 1"

NO_CHECKPOINT = Words("不是核验点文件", "it is no file of a checkpoint")
NOT_WHOLE = Words(
    "核验点文件本身已被改动：{what}不符", "the file itself was changed: its {what} does not fit"
)


class Sent(NamedTuple):
    """A checkpoint as it was sent away."""

    checkpoint: Checkpoint
    heads: tuple[CaseHead, ...]


def written(sent: Sent) -> str:
    """Return the text of the file."""
    point = sent.checkpoint
    values = {
        "日期 on": point.on.isoformat(),
        "次序 place": point.place,
        "案件 cases": point.cases,
        "记录项 entries": point.entries,
        "sealed": point.stored.decode(),
        "previous": point.previous,
        "root": point.root,
        "head": point.head,
    }
    top = "".join(f"{name}\t{value}\n" for name, value in values.items())
    return f"{TITLE}\n{top}\n" + "".join(head.line for head in sorted(sent.heads))


def read(text: str) -> Sent:
    """Read the file again and hold it against its own hashes.

    Raises:
        BadCheckpoint: It is none, or was changed.
    """
    top, _, list_ = text.replace("\r\n", "\n").partition("\n\n")
    try:
        title, *lines = top.splitlines()
        said = dict(line.split("\t", 1) for line in lines)
        point = _checkpoint(said)
        heads = tuple(_head(line) for line in list_.splitlines())
    except (ValueError, KeyError, TypeError) as error:
        raise BadCheckpoint(NO_CHECKPOINT) from error
    if title != TITLE:
        raise BadCheckpoint(NO_CHECKPOINT)
    sent = Sent(point, heads)
    if root_of(heads) != point.root:
        raise BadCheckpoint(NOT_WHOLE.filled(what="root"))
    if written(sent) != f"{top}\n\n{list_}":
        raise BadCheckpoint(NOT_WHOLE.filled(what="head"))
    return sent


def _checkpoint(said: dict[str, str]) -> Checkpoint:
    sealed = json.loads(said["sealed"])
    return Checkpoint(
        place=sealed["place"],
        on=date.fromisoformat(sealed["on"]),
        made_at=datetime.fromisoformat(sealed["made_at"]),
        cases=sealed["cases"],
        entries=sealed["entries"],
        reads=Link(*sealed["reads"]),
        root=sealed["root"],
        previous=said["previous"],
    )


def _head(line: str) -> CaseHead:
    agency, number, seq, head = line.split("\t")
    return CaseHead(agency, number, int(seq), head)
