"""Forms that people sign on paper (空白文书): one file a family, one entry a form."""

from typing import TYPE_CHECKING

from documents.codes import qr_svg
from documents.editions import RELEASE, Templates
from documents.forms import deciding, saying, service, sessions
from documents.forms.form import FormContent, KindOfForm
from domain.case.case import Case
from domain.procedure.form_codes import FormCode
from domain.procedure.paper_forms import PaperForm

if TYPE_CHECKING:  # The typesetter is loaded by who prints; the templates are checked without it.
    from documents.typesetting import Rendered, Typesetter

FAMILIES = (service, saying, sessions, deciding)
KINDS: dict[PaperForm, KindOfForm] = {entry.form: entry for family in FAMILIES for entry in family.KINDS}


def compose(case: Case, form: PaperForm, party: int | None) -> FormContent:
    """Return what is printed on a form: what the case does not know stays empty."""
    return KINDS[form].compose(case, None if party is None else case.party(party))


class FormPrinter:
    """Prints forms. The same case gives the same file, whoever asks and whenever; nothing is kept of it."""

    def __init__(self, typesetter: "Typesetter", templates: Templates = RELEASE) -> None:
        self._typesetter = typesetter
        self._templates = templates

    def print(self, case: Case, code: FormCode) -> "Rendered":
        """Return a form of a case as PDF, with its code on every page."""
        content = compose(case, code.form, code.party)
        edition = self._templates.edition(content.kind, content.layout)
        return self._typesetter.render(content, edition=edition, sheet=sheet_of(content, code))


def sheet_of(content: FormContent, code: FormCode) -> dict[str, object]:
    """Return what a form bears on every page."""
    return {"code": str(code), "picture": qr_svg(str(code)), "signers": list(content.each_page)}
