"""Forms that people sign on paper (docs/forms.md): which there are, from when on, and which move takes the scan."""

from collections.abc import Iterator
from typing import Final

from domain.pages.markdown import GENERATED, move_link, page, table
from domain.procedure import MOVES
from domain.procedure.paper_forms import FORMS, FormRule, PaperForm

UNSOURCED: Final = "`[I]` 没有公布的格式，栏目由本系统拟定"


def forms_page() -> str:
    """Render the whole page as Markdown."""
    return page([_head(), _forms(), _codes(), _not_here()])


def _head() -> Iterator[str]:
    yield "# 供手工签署的空白文书 · Forms that people sign on paper"
    yield ""
    yield GENERATED
    yield "这些文书不编号、不入文书目录：需要时打印，已知的内容印好，由人填写和签名的留空；签署后扫描上传，由所列操作以 SHA-256 指明。"
    yield "They are no numbered documents of the case: printed on demand with empty cells, and named as scans by the move that is listed."
    yield ""
    yield "```"
    yield "tingshu document forms AGENCY NUMBER                                     # 列出 list them"
    yield "tingshu document form FORM --case AGENCY NUMBER [--party P] [--out FILE] # 打印 print one"
    yield "tingshu document recognise CODE                                          # 由扫描件上的编码找到案件和操作"
    yield "```"
    yield "接口 HTTP：`GET /v1/cases/{agency}/{number}/forms`、`…/forms/{form}?party=1`、`GET /v1/forms?code=…`。"


def _forms() -> Iterator[str]:
    yield "## 一、有哪些 · Which there are"
    yield ""
    yield "有可以填写的事项时才能打印（`FormTooSoon` 写明先办理什么）；收取扫描件的操作还不能办理的，也可以先打印：笔录在听述、听证开始前就要备好。"
    yield "A form prints once there is something to be written on it, also while the move that takes its scan is still barred."
    yield ""
    head = ("文书", "form", "份数", "何时起", "扫描件由何操作指明", "栏目的依据")
    yield from table(head, (_row(form, rule) for form, rule in FORMS.items()))


def _row(form: PaperForm, rule: FormRule) -> tuple[str, ...]:
    return (
        f"{form.zh} `{form}`",
        form.en,
        "每名当事人一份" if rule.of_party else "全案一份",
        "、".join(MOVES[move].title.zh for move in rule.after) + "后",
        f"{move_link(rule.move, MOVES[rule.move].title.zh, 'procedure.md')} `{rule.field}`",
        str(rule.source) if rule.source else UNSOURCED,
    )


def _codes() -> Iterator[str]:
    yield "## 二、表单编码 · The code on a form"
    yield ""
    yield "每页右上角有二维码，左上角印有同样的文字 `tingshu:form/机关代码/案件编号/表单/当事人/校验`；不含任何人的姓名和证件号码。"
    yield "末段由前面的内容算出，读错或者写错一个字符即可发现。本系统不识读图片：用扫码枪或者手机读出文字，再交给 `recognise`。"
    yield "The same text stands on every page as QR code and in plain; it names nobody, and its last part shows a wrong character."


def _not_here() -> Iterator[str]:
    yield "## 三、没有的 · What is not among them"
    yield ""
    yield "立案审批表：案件在本系统启动之前已经立案，事后打印会成为倒签；请将原件作为材料归入（add_document）。"
    yield "The approval of a case's acceptance: it was signed before the case came here, and printed afterwards it would be back-dated."
