"""Draft → HTML (预览): one file that asks the network for nothing and runs nothing, every text in it escaped."""

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from documents.model import Draft, Model
from documents.wording import Block
from domain.law.switches import Layout

_STYLE: Final = (Path(__file__).parent / "preview.css").read_text(encoding="utf-8")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched, and no script runs, whatever a text should say."""
UNDATED: Final = "\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
"""Room for a date that is written by hand, or with the issue."""
SIGNED_OUT: Final = "签发人：\u3000\u3000\u3000\u3000"
"""What stands beside the number of a document to a superior (上行文, 7.2.6)."""


def as_html(draft: Draft) -> bytes:
    """Return a draft as one page, under the mark that it is none that was issued."""
    model = draft.model
    head = "" if draft.layout is Layout.FORM else _head(draft)
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(model['title'])}（预览）</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f'{_mark(draft)}<main class="{draft.layout}">\n{head}<article>\n'
        + "\n".join(_printed(draft))
        + "\n</article>\n</main>\n</body>\n</html>\n"
    ).encode()


def _mark(draft: Draft) -> str:
    """Say what this is, of which content, and what it lacks."""
    said = [
        "<strong>预览</strong>　仅供审阅，未编号、未盖章，不是正式文书，不得送达。",
        f"内容 SHA-256：<code>{draft.sha256}</code>",
    ]
    if draft.gaps:
        said.append(f"<strong>尚缺</strong>：{escape('、'.join(draft.gaps))}")
    if draft.model["unconfirmed"]:
        said.append(f"<strong>待律师确认</strong>：{escape(draft.model['unconfirmed'])}")
    return '<aside class="mark">\n' + "".join(f"<p>{line}</p>\n" for line in said) + "</aside>\n"


def _head(draft: Draft) -> str:
    """The organ in whose name it speaks, and where its number will stand."""
    number = escape(draft.model["number"]) or "（文号在定稿时编）"
    if draft.model["upward"]:
        told = f'<p class="number upward"><span>{number}</span><span>{SIGNED_OUT}</span></p>\n'
    else:
        told = _p(number, "number") + "\n" if draft.numbered else ""
    return f'<header class="head">\n{_p(draft.model["organ"], "organ")}\n{told}</header>\n'


def _printed(draft: Draft) -> Iterator[str]:
    """Write the blocks; neighbouring items are one list, and what continues an item stands within it; 版记 stands last."""
    model = draft.model
    imprints = [block for block in model["blocks"] if block["kind"] == "imprint"]
    rest = [block for block in model["blocks"] if block["kind"] != "imprint"]
    for listed, run in groupby(rest, key=lambda block: block["kind"] in _OF_A_LIST):
        if listed:
            yield _list("".join(_item(block) for block in run))
        else:
            yield from (BLOCKS[block["kind"]](block, model) for block in run)
    if said := "".join(_imprint(block, model) for block in printed_imprints(imprints, draft.layout)):
        yield f'<footer class="imprint">{said}</footer>'


_OF_A_LIST: Final = frozenset({"item", "continued"})


def printed_imprints(imprints: list[Block], layout: Layout) -> list[Block]:
    """Return what of the 版记 is printed: a letter has no organ that prints it (10.1)."""
    return [block for block in imprints if layout is not Layout.LETTER or len(block["cells"]) > 1]


def _item(block: Block) -> str:
    opened = "" if block["kind"] == "continued" else "</li>\n<li>"
    return opened + _p(block.get("number", "") + block["text"])


def _list(items: str) -> str:
    return f"<ol>\n{items.removeprefix('</li>').lstrip()}</li>\n</ol>"


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def _heading(level: int) -> Callable[[Block, Model], str]:
    return lambda block, _: f"<h{level}>{escape(block.get('number', '') + block['text'])}</h{level}>"


def _field(block: Block, _: Model) -> str:
    first, last = escape(block["cells"][0]), escape(block["cells"][-1])
    return f"<p><b>{first}：</b>{last}</p>"


def _table(block: Block, _: Model) -> str:
    """Write a table: rows of three under a head, or rows of a form, in which a name stands before each value."""
    rows: list[list[str]] = block["rows"]
    if all(len(row) in _OF_A_FORM for row in rows):
        body = "".join(f"<tr>{_form_row(row)}</tr>\n" for row in rows)
        return f'<div class="table"><table>\n<tbody>\n{body}</tbody>\n</table></div>'
    head, *rest = rows
    titles = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rest)
    return f'<div class="table"><table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>'


_OF_A_FORM: Final = (2, 4)


def _form_row(row: list[str]) -> str:
    span = ' colspan="3"' if len(row) == _OF_A_FORM[0] else ""
    return "".join(
        f"<td{span}>{escape(cell)}</td>" if place % 2 else f'<th scope="row">{escape(cell)}</th>'
        for place, cell in enumerate(row)
    )


def _attachments(block: Block, _: Model) -> str:
    items = "".join(f"<li>{_p(item['number'] + item['text'])}</li>\n" for item in block["items"])
    return f'<section class="attachments"><p>附件：</p><ol>\n{items}</ol></section>'


def _sign(block: Block, model: Model) -> str:
    return f'<footer class="sign">{_p(block["text"])}{_p(model["dated"] or UNDATED)}</footer>'


def _imprint(block: Block, model: Model) -> str:
    """Write a line of the 版记: to whom copies go (抄送) with their names, or who prints it and when."""
    first, *names = map(escape, block["cells"])
    if names:
        return f"<p><span>{first}：</span><span>{' '.join(names)}</span></p>"
    return f'<p class="organ"><span>{first}</span><span>{escape(model["dated"] or UNDATED)}印发</span></p>'


BLOCKS: Final[dict[str, Callable[[Block, Any], str]]] = {
    "title": _heading(1),
    "heading": _heading(2),
    "subheading": _heading(3),
    "paragraph": lambda block, _: _p(block["text"]),
    "flush": lambda block, _: _p(block["text"], "flush"),
    "note": lambda block, _: _p(f"（{block['text']}）", "note"),
    "item": lambda block, _: _item(block),
    "continued": lambda block, _: _item(block),
    "field": _field,
    "table": _table,
    "attachments": _attachments,
    "sign": _sign,
    "imprint": _imprint,
}
"""How each block is written; a test holds it against what a template can make."""
