"""Roles and moves (docs/rights.md): who makes a move, who countersigns it, who is told of it, and who may read what."""

from collections.abc import Iterator
from types import ModuleType
from typing import Final

from domain.bilingual import Words
from domain.case.people import OF_NO_AGENCY, OF_THE_SUPERVISING_OFFICE, Person, Role
from domain.case.readers import Reader
from domain.pages.markdown import GENERATED, move_link, page, table
from domain.procedure import CHAPTERS, MOVES
from domain.procedure.language import Move

MAKES: Final = Words("办", "makes it")
COUNTERSIGNS: Final = Words("会", "countersigns it")
IS_TOLD: Final = Words("知", "is told of it")
_CONDITIONS: Final = {
    Role.OFFICER: "列为本案承办人；启动案件之前，本机关的执法人员",
    Role.PARTY: "只以本人所代表的当事人的名义",
    Role.SYSTEM: "本机关的业务系统，代一名写明的人员办理",
    Role.CLOCK: "期限届满时由系统记录，没有人办理",
}


def rights_page() -> str:
    """Render the whole page as Markdown."""
    return page([_head(), _roles(), _matrix()])


def _head() -> Iterator[str]:
    yield "# 角色与操作 · Roles and moves"
    yield ""
    yield GENERATED
    yield "谁可以办理、谁会签、谁得到通知、谁可以查阅。操作见 [procedure.md](procedure.md)；一个人可以有几个角色，但受[人员的限制](procedure.md#persons)。"
    yield "Who makes a move, who countersigns it, who is told of it, and who may read what."


def _roles() -> Iterator[str]:
    yield "## 一、角色和查阅 · Roles, and what they read"
    yield ""
    yield "查阅以案件为单位：可以查阅一件案件的，看到其全部内容；每次查阅都记入查阅日志。"
    yield ""
    yield from table(("角色", "role", "在一件案件中的条件", "可以查阅"), map(_role, Role))


def _role(role: Role) -> tuple[str, str, str, str]:
    return f"{role.zh} `{role}`", role.en, _condition(role), _reading(role)


def _condition(role: Role) -> str:
    if said := _CONDITIONS.get(role):
        return said
    if role in OF_NO_AGENCY:
        return "不属于任何机关"
    return "监督本案机关的机构" if role in OF_THE_SUPERVISING_OFFICE else "本案机关的人员"


def _reading(role: Role) -> str:
    """What a person of one agency, whose office supervises another, reads with this role alone."""
    reader = Reader.of(Person(id="reader", agency="own", supervises=("under",), roles=(role,)))
    cases = [
        said
        for agency, said in (("own", "本机关的案件"), ("under", "所监督机关的案件"))
        if agency in reader.agencies
    ]
    if cases:
        return "、".join(cases)
    return "只有全过程记录和查阅日志" if reader.journals else "不能查阅案件"


def _matrix() -> Iterator[str]:
    yield "## 二、角色 × 操作 · Role by move"
    yield ""
    for mark, said in (
        (MAKES, "由该角色的一人办理"),
        (COUNTERSIGNS, "须该角色的另一人会签后成立"),
        (IS_TOLD, "成立之后通知本案的该角色"),
    ):
        yield f"- **{mark.zh}** {said}（{mark.en}）"
    yield "- **发文** 该角色属于发文机关，可以不是本案机关（of the agency that issues the document）"
    yield ""
    roles = [role for role in Role if any(_cell(move, role) for move in MOVES.values())]
    heads = ("事项", "操作", *(role.zh for role in roles))
    yield from table(heads, (row for chapter in CHAPTERS for row in _rows(chapter, roles)))


def _rows(chapter: ModuleType, roles: list[Role]) -> Iterator[tuple[str, ...]]:
    """One row for each move of a chapter; the first names its subject."""
    chinese = (chapter.__doc__ or "").partition("(")[2].partition(")")[0]
    for number, move in enumerate(getattr(chapter, "MOVES", ())):
        link = move_link(move.name, move.title.zh, "procedure.md")
        yield chinese if number == 0 else "", link, *(_cell(move, role) for role in roles)


def _cell(move: type[Move], role: Role) -> str:
    """What a role has to do with a move."""
    said = []
    if role in move.by:
        said.append(MAKES.zh + ("（发文）" if move.by_issuer else ""))
    if role is move.with_role:
        said.append(COUNTERSIGNS.zh)
    if any(role in fact.informs for fact in move.makes):
        said.append(IS_TOLD.zh)
    return "、".join(said)
