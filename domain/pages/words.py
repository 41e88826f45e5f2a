"""Every word of the system with its Chinese name (docs/words.md): what stands in code, JSON, journal and pages.

Written again by `uv run python -m domain.pages.words > docs/words.md`; a test holds the two together.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from domain.case.documents import DocumentKind
from domain.case.papers import Discretion, EvidenceKind
from domain.case.parties import Outcome, Right
from domain.case.people import Role
from domain.case.review import Purpose, Verdict
from domain.case.service import Failure, Mode
from domain.law.parties import PartyKind
from domain.law.penalties import PenaltyKind
from domain.law.terms import TermKey
from domain.pages.refusals import all_refusals
from domain.procedure import FACTS, MACHINE_MOVES, MOVES
from domain.procedure.clocks.deadlines import State
from domain.procedure.stage import Stage

Row = tuple[str, ...]


def word_list() -> str:
    """Render the whole list as Markdown."""
    return "\n\n".join("\n".join(part) for part in (_head(), *_parts())) + "\n"


def _head() -> Iterator[str]:
    yield "# 词汇表 · Word list"
    yield ""
    yield "本页由程序生成，不手工修改（generated from the code, never edited by hand）。"
    yield "一个事物只用一个词：代码、接口、全过程记录和页面里都是它。容易混淆的词见 [glossary.md](glossary.md)。"


def _parts() -> Iterator[Iterable[str]]:
    yield _table(
        "操作 · Moves", ("操作", "键", "English"), (_said(m.title.zh, m.name, m) for m in MOVES.values())
    )
    machine = (_said(m.title.zh, m.name, m) for m in MACHINE_MOVES.values())
    yield _table("机器回报 · Machine moves", ("操作", "键", "English"), machine)
    facts = (_said(f.title.zh, name, f) for name, f in FACTS.items())
    yield _table("事实 · Facts", ("事实", "键", "English"), facts)
    yield _keys("角色 · Roles", {k: k.zh for k in Role})
    yield _keys("阶段 · Stages", {k: k.zh for k in Stage})
    yield _keys("期限 · Terms", {term: term.zh for term in TermKey})
    yield _keys("期限状态 · States of a deadline", {k: k.zh for k in State})
    yield _keys("文书 · Documents", {kind: kind.zh for kind in DocumentKind})
    yield _keys("送达方式 · Modes of service", {k: k.zh for k in Mode})
    yield _keys("未能送达的原因 · Failures of service", {k: k.zh for k in Failure})
    yield _keys("当事人的权利 · Rights that can be waived", {k: k.zh for k in Right})
    yield _keys("当事人类型 · Kinds of party", {kind: kind.zh for kind in PartyKind})
    yield _keys("处罚种类 · Kinds of penalty", {kind: kind.zh for kind in PenaltyKind})
    yield _keys("裁量 · Discretion", {k: k.zh for k in Discretion})
    yield _keys("证据种类 · Kinds of evidence", {k: k.zh for k in EvidenceKind})
    yield _keys("审核时点 · Purposes of a review", {k: k.zh for k in Purpose})
    yield _keys("审核结论 · Verdicts", {k: k.zh for k in Verdict})
    yield _keys("处理结果 · Outcomes", {k: k.zh for k in Outcome})
    refusals = ((r.zh, f"`{r.code}`", r.en, str(r.status)) for r in all_refusals())
    yield _table("拒绝理由 · Refusals", ("理由", "键", "English", "HTTP"), refusals)


def _said(title: str, key: str, kind: type[Any]) -> Row:
    """A word with the first sentence of what the code says of it."""
    said = " ".join((kind.__doc__ or "").partition("\n\n")[0].split())
    own = said if kind.__doc__ not in {base.__doc__ for base in kind.__mro__[1:]} else ""
    return title, f"`{key}`", own


def _keys(title: str, titles: Mapping[Any, str]) -> Iterator[str]:
    """An enumeration: the words that it may be."""
    rows = ((zh, f"`{key.value if isinstance(key, StrEnum) else key}`") for key, zh in titles.items())
    return _table(title, ("中文", "键"), rows)


def _table(title: str, heads: Row, rows: Iterable[Row]) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '／') for cell in row)} |"


if __name__ == "__main__":
    sys.stdout.write(word_list())
