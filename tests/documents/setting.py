"""A page with a wording of the test's own, in a layout of the product."""

from documents.editions import Edition, present
from domain.case.documents import DocumentKind
from domain.law.switches import Layout

from .examples import BY_KIND, DATED

KIND = DocumentKind.PENALTY_NOTICE
NUMBER = "镇市监罚告〔2026〕12号"


def set_page(typesetter, wording, *, layout=Layout.GONGWEN, kind=KIND, number=NUMBER, **given):
    """Return the PDF of this wording (signs as in documents.wording)."""
    content = BY_KIND[kind].model_copy(update={"layout": layout})
    parts = {**present(kind, layout).files, f"{kind}.jinja": wording}
    edition = Edition(kind, layout, parts)
    return typesetter.render(content, number=number, dated=DATED, edition=edition, **given).pdf
