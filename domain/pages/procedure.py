"""The procedure as a lawyer reads it (docs/procedure.md): each move with who makes it, what bars it, what it makes true.

Written again by `uv run python -m domain.pages.procedure > docs/procedure.md`; a test holds the two together.
"""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from textwrap import dedent
from types import ModuleType

from domain.case.documents import KINDS, DocumentKind
from domain.law.terms import TermKey
from domain.pages.refusals import Refusal, all_refusals, refusals
from domain.procedure import CHAPTERS
from domain.procedure.language import Clock, Fact, Move

OF_EVERY_MOVE = ("CaseNotOpen", "RoleRequired", "NotThisParty", "SecondPersonMissing", "SecondPersonUnfit")
"""What any move can be refused for."""


def lawyer_page() -> str:
    """Render the whole page as Markdown."""
    parts = [_head(), *(_chapter(chapter) for chapter in CHAPTERS), _clocks(), _documents()]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head() -> Iterator[str]:
    yield "# 程序：逐项操作"
    yield ""
    yield "本页由程序生成，不手工修改（The procedure, move by move: generated from `domain/procedure/`, never edited by hand）。"
    yield "每一项操作在代码里只写在一处；谁可以做、为何被拒绝、成立什么事实，都从那里读出。"
    yield "数字和条文原文见 [statute.md](statute.md)，用语见 [glossary.md](glossary.md)。"
    yield ""
    yield "任何操作都可能因下列情形被拒绝："
    yield ""
    known = {r.code: r for r in all_refusals()}
    for code in OF_EVERY_MOVE:
        yield _line(known[code])


def _chapter(chapter: ModuleType) -> Iterator[str]:
    title, _, said = (chapter.__doc__ or "").partition("\n")[0].partition(": ")
    chinese = re.search(r"（?\((?P<zh>[^)]+)\)", title)
    english = title.split(" (")[0]
    yield f"## {chinese['zh']} · {english}" if chinese else f"## {english}"
    yield ""
    yield said[:1].upper() + said[1:]
    for move in getattr(chapter, "MOVES", ()):
        yield ""
        yield from _move(move)
    for move in getattr(chapter, "MACHINE", ()):
        yield ""
        yield from _machine(move)


def _move(move: type[Move]) -> Iterator[str]:
    yield f"### {move.title.zh} `{move.name}`"
    yield ""
    yield _prose(move)
    yield ""
    yield f"- **由谁** by：{'、'.join(r.zh for r in move.by)}" + (
        f"，会同另一名{move.with_role.zh}" if move.with_role else ""
    )
    yield f"- **依据** article：{move.source}"
    if move.within:
        yield f"- **期限** within：{move.within.zh}"
    yield f"- **填写** fields：{'、'.join(_fields(move)) or '无'}"
    yield from _made(move)
    if documents := _documents_of(move):
        yield f"- **文书** documents：{'、'.join(documents)}"
    stated = refusals(move)
    if stated:
        yield "- **拒绝** refused："
        yield from (f"  {_line(r)}" for r in stated)


def _machine(move: type[Move]) -> Iterator[str]:
    yield f"### {move.title.zh} `{move.name}`（机器回报，不会被拒绝 · a machine move, never refused）"
    yield ""
    yield _prose(move)
    yield ""
    yield from _made(move)


def _prose(kind: type[Move] | type[Fact]) -> str:
    return " ".join((kind.__doc__ or "").split())


def _fields(move: type[Move]) -> Iterator[str]:
    for name, field in move.model_fields.items():
        if name != "together_with":
            yield f"`{name}`" if field.is_required() else f"`{name}`（可不填）"


def _made(move: type[Move]) -> Iterator[str]:
    yield f"- **成立** makes：{'、'.join(f'{fact.title.zh} `{fact.__name__}`' for fact in move.makes)}"


def _documents_of(move: type[Move]) -> list[str]:
    """The kinds of documents that its `facts` name."""
    tree = ast.parse(dedent(inspect.getsource(move.facts)))
    named = [
        n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in DocumentKind.__members__
    ]
    return [f"《{DocumentKind[name].zh}》" for name in dict.fromkeys(named)]


def _line(refusal: Refusal) -> str:
    article = f"（{refusal.article}）" if refusal.article else ""
    return f"- {refusal.zh}{article} `{refusal.code}`"


def _clocks() -> Iterator[str]:
    yield "## 期限 · Clocks"
    yield ""
    yield "期限从事实读出，没有人启动或者停止它。权利的期限届满即告用尽；职责的期限届满即为逾期，逾期后仍可办理。"
    yield ""
    yield "| 期限 | 键 | 对 | 届满时 | 负责 |"
    yield "|---|---|---|---|---|"
    for chapter in CHAPTERS:
        yield from (_clock(clock) for clock in getattr(chapter, "CLOCKS", ()))


def _clock(clock: Clock) -> str:
    whose = "每名当事人" if clock.per_party else "全案"
    end = "视为送达" if clock.at_end else ("权利用尽，案件可以继续" if clock.right else "逾期")
    if clock.term in (TermKey.LIMITATION, TermKey.LIMITATION_WITH_HARM):
        end = "不再给予行政处罚"
    return f"| {clock.term.zh} | `{clock.term}` | {whose} | {end} | {clock.owner.zh} |"


def _documents() -> Iterator[str]:
    yield "## 文书 · Documents"
    yield ""
    yield "| 文书 | 键 | 先预览后批准 | 编号 | 盖章 | 向当事人送达 |"
    yield "|---|---|---|---|---|---|"
    for kind, rule in KINDS.items():
        marks = (rule.previewed, rule.numbered, rule.sealed, rule.served)
        yield f"| {kind.zh} | `{kind}` | {' | '.join('是' if mark else '–' for mark in marks)} |"


if __name__ == "__main__":
    sys.stdout.write(lawyer_page())
