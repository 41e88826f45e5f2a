"""Printing on demand (打印): forms that people sign, with the fonts of the office; nothing of them is kept."""

from functools import cached_property

from desk.errors import NoFonts
from documents.forms import FormPrinter
from documents.glyphs import FontsMissing
from documents.typesetting import Rendered, Typesetter
from domain.case.case import Case
from domain.procedure.form_codes import FormCode
from domain.texts import with_texts
from register.store import DocumentStore
from settings import Settings


class OfficePrinter:
    """Prints as the worker does; the fonts are read with the first form."""

    def __init__(self, settings: Settings, store: DocumentStore) -> None:
        self._settings = settings
        self._store = store

    def print(self, case: Case, code: FormCode) -> Rendered:
        """Return a form as PDF, long texts in full.

        Raises:
            NoFonts: There is none.
        """
        whole = with_texts(case, lambda sha256: self._store.read(sha256).decode())
        return self._forms.print(whole, code)

    @cached_property
    def _forms(self) -> FormPrinter:
        try:
            return FormPrinter(Typesetter(self._settings.fonts_folder))
        except FontsMissing as error:
            raise NoFonts(str(error.folder)) from error
