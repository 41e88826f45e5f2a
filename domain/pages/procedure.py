"""The procedure as a lawyer reads it (docs/procedure.md): each move with who makes it, its fields, what bars it, what it makes true."""

import re
from collections.abc import Iterator
from types import FunctionType, ModuleType

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from domain.bilingual import listed
from domain.case.documents import KINDS, DocumentKind
from domain.labels import label_of, limit_of, models_in, unit_of
from domain.law.profiles import BASE, profile, read_profile
from domain.law.terms import Certainty
from domain.pages.articles import articles, named, shown
from domain.pages.diagram import PROFILES, THEMES, file_of
from domain.pages.markdown import GENERATED, anchor, page, prose, table
from domain.pages.refusals import all_refusals, refusals
from domain.pages.timing import at_end, of_move
from domain.procedure import CHAPTERS, CLOCKS, MOVES
from domain.procedure.gates.officers import KEPT_OUT
from domain.procedure.language import Move, Refusal
from domain.procedure.measuring import Clock

OF_EVERY_MOVE = (
    "CaseNotOpen",
    "RoleRequired",
    "NotThisParty",
    "SecondPersonUnfit",
    "CountersignInPerson",
    "SignedPaperMissing",
    "ProposedAlready",
)
"""What any move can be refused for."""


PERSONS = frozenset(refusal.code for kept_out in KEPT_OUT.values() for refusal in kept_out)
"""What anybody can be kept out for who makes a move or is named in it: said once, and named at each move."""


def procedure_page() -> str:
    """Render the whole page as Markdown."""
    chapters = (_chapter(chapter) for chapter in CHAPTERS)
    return page([_head(), _persons(), *chapters, _groups(), _clocks(), _documents(), _articles()])


def _head() -> Iterator[str]:
    yield "# 程序：逐项操作 · The procedure, move by move"
    yield ""
    yield GENERATED
    yield "每一项操作在代码里只写在一处；谁可以做、填写什么、为何被拒绝、成立什么事实，都从那里读出。"
    yield "数字和条文原文见 [statute.md](statute.md)，角色与操作对照见 [rights.md](rights.md)，拒绝的全文见 [refusals.md](refusals.md)，用语见 [glossary.md](glossary.md)。"
    yield ""
    yield f"程序图 pictures：{'；'.join(map(_pictures, PROFILES))}。"
    yield ""
    yield "条文之后的标记是把握程度（how sure we are of an article）："
    yield "；".join(f"{flag.value} {flag.zh}" for flag in Certainty) + "。"
    yield "同一事项各行业有自己的条文的，逐一列出各程序规定的条文；没有核对到的写明待确认。"
    yield ""
    yield "任何操作都可能因下列情形被拒绝："
    yield ""
    known = {r.code: r for r in all_refusals()}
    yield from (_refused(known[code]) for code in OF_EVERY_MOVE)


def _pictures(word: str) -> str:
    light, dark = (f"diagrams/{file_of(word, theme)}" for theme in THEMES)
    return f"[{'、'.join(read_profile(name).title for name in word.split('+'))}]({light})（[深色]({dark})）"


def _persons() -> Iterator[str]:
    yield f"{anchor('persons')}"
    yield "## 人员的限制 · Who is kept out"
    yield ""
    yield "办理操作的人和操作中写明的人，依其在案件中的身份，可能因下列情形被拒绝；各项操作只写出编码："
    yield ""
    for capacity, kept_out in KEPT_OUT.items():
        yield f"- {capacity.zh}（{capacity.en}）：{'、'.join(f'[`{r.code}`](#{r.code.lower()})' for r in kept_out)}"
    yield ""
    known = {r.code: r for r in all_refusals()}
    yield from (f"{_refused(known[code], anchor(code.lower()))}" for code in sorted(PERSONS))


def _chapter(chapter: ModuleType) -> Iterator[str]:
    title, _, said = (chapter.__doc__ or "").partition("\n")[0].partition(": ")
    chinese = re.search(r"\((?P<zh>[^)]+)\)", title)
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
    yield anchor(move.name)
    yield f"### {move.title.zh} `{move.name}`"
    yield ""
    yield prose(move)
    yield ""
    yield f"- **由谁** by：{_makers(move)}"
    yield f"- **依据** article：{shown(move.source)}"
    yield from of_move(move.name)
    yield from _made(move)
    if documents := _documents_of(move):
        yield f"- **文书** documents：{'、'.join(map(_document, documents))}"
    yield from _refusals(move)
    asked = [(name, field) for name, field in move.model_fields.items() if _is_asked(move, name)]
    if asked:
        yield ""
        yield from _fields(asked)


def _makers(move: type[Move]) -> str:
    by = listed(move.by)
    said = f"{by.zh}（{by.en}）"
    if move.with_role is None:
        return said
    return f"{said}，会同另一名{move.with_role.zh}（with another: {move.with_role.en}），由其[确认](#confirm)后成立"


def _refusals(move: type[Move]) -> Iterator[str]:
    stated = refusals(move)
    if own := [refusal for refusal in stated if refusal.code not in PERSONS]:
        yield "- **拒绝** refused，理由 → 办法："
        yield from (f"  {_refused(refusal)}" for refusal in own)
    if persons := [refusal.code for refusal in stated if refusal.code in PERSONS]:
        links = "、".join(f"[`{code}`](#{code.lower()})" for code in persons)
        yield f"- **[人员](#persons)** persons：{links}"


def _document(kind: DocumentKind) -> str:
    rule, word = KINDS[kind], profile(BASE).switches.number_words.get(kind.value)
    said = (
        f"编号“{word}”" if rule.numbered and word else "编号" if rule.numbered else "不编号",
        "盖章" if rule.sealed else "不盖章",
        "先预览后批准" if rule.previewed else "",
        "向当事人送达" if rule.served else "",
    )
    return f"[《{kind.zh}》](#documents) `{kind}`（{'、'.join(filter(None, said))}）"


def _is_asked(move: type[Move], name: str) -> bool:
    return name not in ("together_with", "signed") or move.with_role is not None


def _machine(move: type[Move]) -> Iterator[str]:
    yield anchor(move.name)
    yield f"### {move.title.zh} `{move.name}`（机器回报，不会被拒绝 · a machine move, never refused）"
    yield ""
    yield prose(move)
    yield ""
    yield from of_move(move.name)
    yield from _made(move)


def _made(move: type[Move]) -> Iterator[str]:
    yield f"- **成立** makes：{'、'.join(f'{fact.title.zh} `{fact.__name__}`' for fact in move.makes)}"


def _documents_of(move: type[Move]) -> list[DocumentKind]:
    """The kinds of documents that its `facts` name."""
    assert isinstance(move.facts, FunctionType)
    return [DocumentKind[name] for name in move.facts.__code__.co_names if name in DocumentKind.__members__]


def _refused(refusal: Refusal, place: str = "") -> str:
    article = f"（{named(refusal.article)}）" if refusal.article else ""
    link = f"[`{refusal.code}`](refusals.md#{refusal.code.lower()})"
    return f"- {place}{refusal.why.zh}{article} → {refusal.cure.zh} {link}"


def _fields(fields: list[tuple[str, FieldInfo]]) -> Iterator[str]:
    yield from table(("填写", "键", "说明", "单位、长度"), (_field(name, field) for name, field in fields))


def _field(name: str, field: FieldInfo) -> tuple[str, str, str, str]:
    label, unit, limit = label_of(field), unit_of(field), limit_of(field)
    assert label is not None, f"{name} has no label"
    groups = [f"[{m.__name__}](#{m.__name__.lower()})" for m in models_in(field.annotation)]
    what = "、".join(groups) or (unit.zh if unit else "")
    said = label.help.zh if label.help != label.name else ""
    return (
        label.zh + ("" if field.is_required() else "（可不填）"),
        f"`{name}`",
        said,
        "，".join(part for part in (what, limit.zh if limit else "") if part),
    )


def _groups() -> Iterator[str]:
    yield "## 各组字段 · Groups of fields"
    for model in groups():
        yield ""
        yield f"### {model.__name__}"
        yield ""
        yield prose(model)
        yield ""
        yield from _fields(list(model.model_fields.items()))


def groups() -> tuple[type[BaseModel], ...]:
    """Return the models that stand within the fields of moves, at any depth, each once."""
    found: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = list(MOVES.values())
    while waiting:
        for field in waiting.pop(0).model_fields.values():
            new = [model for model in models_in(field.annotation) if model not in found]
            found |= dict.fromkeys(new)
            waiting += new
    return tuple(sorted(found, key=lambda model: model.__name__))


def _clocks() -> Iterator[str]:
    yield "## 期限 · Clocks"
    yield ""
    yield "期限从事实读出，没有人启动或者停止它。权利的期限届满即告用尽；职责的期限届满即为逾期，逾期后仍可办理。"
    yield ""
    yield from table(("期限", "对", "届满时", "负责"), map(_clock, CLOCKS))


def _clock(clock: Clock) -> tuple[str, ...]:
    name = f"[{clock.term.zh}](statute.md#{clock.term}) `{clock.term}`"
    return name, "每名当事人" if clock.per_party else "全案", at_end(clock), clock.owner.zh


def _documents() -> Iterator[str]:
    yield anchor("documents")
    yield "## 文书 · Documents"
    yield ""
    heads = ("文书", "键", "先预览后批准", "编号", "盖章", "向当事人送达")
    rows = (
        (kind.zh, f"`{kind}`", *map(_mark, (rule.previewed, rule.numbered, rule.sealed, rule.served)))
        for kind, rule in KINDS.items()
    )
    yield from table(heads, rows)


def _mark(yes: bool) -> str:
    return "是" if yes else "–"


def _articles() -> Iterator[str]:
    yield "## 各行业、各地的条文 · Articles by profile"
    yield ""
    yield "案件引用其程序规定自己的条文；没有核对到的，引用全国的条文并标明待确认。各法规的出处见 [statute.md](statute.md#sources)。"
    yield ""
    yield from articles()
