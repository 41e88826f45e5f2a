"""The page for who writes templates (docs/templates.md): signs, values, filters, parts, and the fields of every kind.

python -m documents.guide    writes it anew
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from documents.asking import Asked, Many, kind_of, said
from documents.content import Content, Part
from documents.editions import RELEASE
from documents.kinds import KINDS as DOCUMENTS
from documents.linting import is_required, release_of
from documents.sentences import SENTENCES
from documents.sources import sources_of
from documents.worded import WORDED
from documents.wording import FILTERS, SIGNS
from domain.bilingual import Titled
from domain.case.documents import KINDS as RULES
from domain.case.documents import KindRule
from domain.pages.markdown import GENERATED, anchor, page, prose

PAGE: Final = Path(__file__).parents[1] / "docs" / "templates.md"

OF_SIGNS: Final = {
    "title": ("标题", "居中，2号小标宋；一件文书一个"),
    "heading": ("一级标题", "自动编号“一、”，黑体"),
    "subheading": ("二级标题", "自动编号“（一）”，楷体；遇到新的一级标题重新编号"),
    "flush": ("顶格", "主送对象等，不缩进；表格版式中为居中的机关名称"),
    "item": ("列项", "自动编号“1. ”；中间隔着别的内容则重新编号"),
    "field": ("栏目", "`: 名称 | 内容`，名称用黑体，后加冒号"),
    "row": (
        "表格的一行",
        "`| 甲 | 乙 | 丙`；相邻的行成一张表。公文中第一行是表头；表格版式中每行是一对或者两对“名称 | 内容”",
    ),
    "attachment": ("附件", "相邻的成一份附件说明，自动编号"),
    "note": ("附注", "加圆括号"),
    "sign": ("落款", "机关名称和成文日期，为印章留出位置"),
    "imprint": ("版记", "印发机关和印发日期"),
}
"""What a sign makes of its line, and how that looks."""

OF_FILTERS: Final[dict[str, tuple[str, Any]]] = {
    "day": ("日期", date(2026, 6, 1)),
    "instant": ("时刻", datetime(2026, 6, 1, 9, 30)),  # noqa: DTZ001 - shown, not reckoned with
    "clock": ("时分", "09:30"),
    "yuan": ("金额", Decimal("12400.5")),
    "sentence": ("文字", "事实清楚"),
    "quoted": ("引文", "使用“最高级”等用语"),
    "numeral": ("数", 12),
    "listed": ("列表", ("现场笔录", "销售台账")),
}

_INTRODUCTION: Final = """\
文书的措辞写在 `templates/` 中：每种文书一个文件（如 `penalty_notice.jinja`），几种文书共用的段落是部件（如 `party.part.jinja`）。
模板只决定怎么说；说什么（事实、金额、日期、依据）由案件填入，法律上的数字不写在模板里。

**一个机关自己的措辞**放在自己的目录中，用 `TINGSHU_TEMPLATES` 指明。目录中与本页同名的文件代替随软件提供的文件，没有的仍用随软件提供的；
改一个部件，用到它的文书都随之改变。版式（页边距、字体、红头）不在其中。随时可以查看和检查，不影响任何案件：

    tingshu document preview penalty_notice --example --html --out 告知书.html
    tingshu document lint 目录

启动时（`tingshu up`、`tingshu worker`）同样检查，有误即指出文件和行，不启动。每件文书记下所用模板全部文件的哈希：批准时用的是哪一版，定稿就是哪一版，
以后再改模板不影响它。

Wording is in `templates/`, one file a kind and parts that several share. An agency's own wording lies in a folder of its own,
named by `TINGSHU_TEMPLATES`: a file of the same name takes the place of ours. It is checked at start, and by `tingshu document lint`."""

_LINES: Final = """\
- 一行是一个段落；以标记和一个空格开头的行，按上表成为标题、列项等。没有标记的行是正文段落，首行缩进两字。
- 行首有空格的行接在上一行之后（续行），中间不加任何内容；句子长了就这样分行写。行首不用制表符。
- 空行没有意义，只为便于阅读。
- 字段的内容永远只是内容：其中的 `#`、`|`、`{{ }}` 等照原样印出，不会成为标记。
- 字段内容中的换行：在段落中另起一段，在列项中属于同一列项，在表格中另起一行。"""

_VALUES: Final = """\
- `{{ cause }}` 输出字段；`{{ party.name }}` 输出字段的组成部分。文字和整数可以直接输出，日期、金额、列表要用过滤器：`{{ accepted_on|day }}`。
- `{% if publish %}…{% endif %}`：有内容时才写。**可选**的字段都要这样先判断。可以用 `not`、`and`、`or`、`==`、`is number`。
- `{% for piece in evidence %}…{% else %}{{ evidence }}{% endfor %}`：逐项写出；`else` 在列表为空时写，预览中即为“【缺：证据】”。循环中可用 `loop.index`、`loop.first`、`loop.last`。
- `{% include "party.part.jinja" %}` 放入部件；`{% set penalties = heard.proposed %}`、`{% with penalties = before %}…{% endwith %}` 给部件所用的字段换一个来源。
- `{#- 说明 -#}` 是写给人看的，不输出。其他写法都不接受。
- 预览中，**必备**而没有内容的字段印作“【缺：…】”；定稿时必备字段不得为空。
- 预览上方写明文书所据而待律师确认的规定，模板不写；没有预览的文书在确认之前不定稿（[profile.md](profile.md)）。"""

_CHECKS: Final = """\
- 文件：名称是一种文书或者有模板用到的部件，UTF-8 编码，不超过 64 KB，没有不可打印的字符；
- 语法，标记后的空格，续行的缩进；
- 每个字段、过滤器、部件是否存在，过滤器是否用得上；
- 随软件提供的模板所写的必备字段，一个不少；
- 法律要求写明的话（见各文书的“必须写明”）；
- 以该文书的示例和一份空白的内容各写一遍，不出错。

不检查的：措辞是否通顺，是否与条文原意相符，可选字段是否写全。"""


_FORMS: Final = """\
供手工签署的空白文书（[forms.md](forms.md)）和行政处罚信息摘要，措辞同样可以自定；没有内容的字段留空，由人填写，所以不是缺项。
表格单元中要留的空行写作 `{{ "\\n" * 8 }}`。它们不是案件的文书，打印时用当时的模板。
决定书的公开文本没有自己的模板：用该决定书送达时的措辞。

Forms that people sign and the summary for the public are worded in the same way; what is empty is filled in by hand."""


def templates_page() -> str:
    """Return the page."""
    return page(
        (
            ("# 文书模板 · document templates",),
            (GENERATED,),
            (_INTRODUCTION,),
            ("## 标记 signs",),
            _signs(),
            ("## 行 lines",),
            (_LINES,),
            ("## 取值 values",),
            (_VALUES,),
            ("## 过滤器 filters",),
            _filters(),
            ("## 检查什么 what is checked",),
            (_CHECKS,),
            ("## 部件 parts",),
            _parts(),
            ("## 各种文书 kinds",),
            *(section for kind in DOCUMENTS for section in _kind(kind, RULES[kind])),
            ("## 空白文书和公示文本 forms to be signed, and the summary for the public",),
            (_FORMS,),
            *(section for kind in WORDED if kind not in RULES for section in _kind(kind, None)),
            ("## 字段的组成 parts of fields",),
            *(section for part in _all_parts() for section in _part(part)),
        )
    )


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Write a table in which a bar stays what it is: here it is a sign."""
    columns = list(heads)
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def _signs() -> Iterator[str]:
    rows = ((f"`{sign.strip()}`", *OF_SIGNS[kind]) for sign, kind in SIGNS)
    return table(("标记 sign", "成为 is", "印成什么样 looks"), rows)


def _filters() -> Iterator[str]:
    rows = (
        (f"`{name}`", takes, f"`{_shown(example)}`", FILTERS[name](example))
        for name, (takes, example) in OF_FILTERS.items()
    )
    return table(("过滤器 filter", "用于 takes", "例 example", "印作 printed"), rows)


def _shown(example: Any) -> str:
    return str(list(example)) if isinstance(example, tuple) else str(example)


def _parts() -> Iterator[str]:
    used: dict[str, list[Titled]] = {}
    for kind in WORDED:
        for name in RELEASE.names(kind):
            if name.endswith(".part.jinja"):
                used.setdefault(name, []).append(kind)
    rows = ((f"`{name}`", "、".join(_link(kind) for kind in kinds)) for name, kinds in sorted(used.items()))
    return table(("部件 part", "用于 used by"), rows)


def _link(kind: Titled) -> str:
    return f"[{kind.zh}](#{kind})"


def _kind(kind: Titled, rule: KindRule | None) -> Iterator[tuple[str, ...]]:
    entry = WORDED[kind]
    yield (f"### {kind.zh} `{kind}`" + anchor(kind),)
    own = [name for name in RELEASE.names(kind) if name.endswith(".part.jinja")]
    told = [
        f"- 模板 `{kind}.jinja`" + (f"，部件 {'、'.join(f'`{name}`' for name in own)}" if own else ""),
        f"- 版式：{entry.layout.zh}；{_steps(rule)}",
    ]
    if kind in SENTENCES:
        said = "；".join(f"“{one.words}”（{one.source}）" for one in SENTENCES[kind])
        told.append(f"- 必须写明：{said}")
    yield tuple(told)
    yield tuple(_fields(entry.content, _asked(kind), sources_of(kind)))


def _steps(rule: KindRule | None) -> str:
    if rule is None:
        return "按需打印，不编号"
    return f"{'编号' if rule.numbered else '不编号'}，{'盖章' if rule.sealed else '不盖章'}"


@cache
def _asked(kind: Titled) -> Asked:
    return release_of(kind)


def _fields(content: type[Content], asked: Asked, sources: dict[str, str]) -> Iterator[str]:
    own = [name for name in content.model_fields if name not in Content.model_fields]
    rows = (
        (
            f"`{name}`",
            _title(content, name),
            _kind_of(content, name),
            _need(content, name),
            _source(sources, name),
        )
        for name in own
        if (content, name) in asked.fields
    )
    return table(("字段 field", "名称 title", "内容 holds", "必备 required", "来源 source"), rows)


def _title(part: type[Part], name: str) -> str:
    return part.model_fields[name].title or ""


def _kind_of(part: type[Part], name: str) -> str:
    kind = kind_of(part.model_fields[name].annotation)
    inner = kind.of if isinstance(kind, Many) else kind
    said_so = said(inner)
    if isinstance(inner, type) and issubclass(inner, Part):
        said_so = f"[{inner.__name__}](#{inner.__name__.lower()})"
    return f"列表：{said_so}" if isinstance(kind, Many) else said_so


def _need(part: type[Part], name: str) -> str:
    if is_required(part, name):
        return "必备"
    return "可选" if part.model_fields[name].title else "是否"


def _source(sources: dict[str, str], name: str) -> str:
    expression = sources.get(name, "—")
    return f"`{expression if len(expression) <= _LONGEST else expression[:_LONGEST] + '…'}`"


_LONGEST: Final = 70


def _all_parts() -> Iterator[type[Part]]:
    """Yield every part that a content has, each once, in the order in which the kinds have them."""
    found: dict[type[Part], None] = {}

    def gather(part: type[Part]) -> None:
        for field in part.model_fields.values():
            kind = kind_of(field.annotation)
            inner = kind.of if isinstance(kind, Many) else kind
            if isinstance(inner, type) and issubclass(inner, Part) and inner not in found:
                found[inner] = None
                gather(inner)

    for entry in WORDED.values():
        gather(entry.content)
    yield from found


def _part(part: type[Part]) -> Iterator[tuple[str, ...]]:
    yield (f"### {part.__name__}",)
    if part.__doc__ != Part.__doc__ and part.__doc__:
        yield (prose(part),)
    rows = (
        (f"`{name}`", _title(part, name), _kind_of(part, name), _need(part, name))
        for name in part.model_fields
    )
    yield tuple(table(("字段 field", "名称 title", "内容 holds", "必备 required"), rows))


if __name__ == "__main__":
    PAGE.write_text(templates_page(), encoding="utf-8")
