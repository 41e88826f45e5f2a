"""Printing on demand (打印): forms to sign, notices with their address, papers for the public; nothing of it is kept."""

from collections.abc import Sequence
from functools import cached_property

from desk.errors import NoFonts
from documents.editions import Templates
from documents.forms import FormPrinter
from documents.glyphs import FontsMissing
from documents.publication import PublicationPrinter
from documents.stamping import stamped
from documents.typesetting import Rendered, Typesetter
from domain.case.case import Case
from domain.procedure.form_codes import FormCode
from domain.procedure.public_papers import PublicPaper
from domain.texts import with_texts
from installation.faces import faces_of
from installation.templates import templates_of
from register.store import DocumentStore
from settings import Settings


class OfficePrinter:
    """Prints as the worker does; the fonts are read with the first page."""

    def __init__(self, settings: Settings, store: DocumentStore) -> None:
        self._settings = settings
        self._store = store

    def print(self, case: Case, code: FormCode) -> Rendered:
        """Return a form as PDF, long texts in full.

        Raises:
            NoFonts: There is none.
        """
        return FormPrinter(self._typesetter, self._templates).print(self._whole(case), code)

    def public(self, case: Case, paper: PublicPaper, party: int, withheld: Sequence[str]) -> Rendered:
        """Return a paper for the public as PDF. Raises as `print` does."""
        printer = PublicationPrinter(self._typesetter, self._store, self._templates)
        return printer.print(self._whole(case), paper, party, withheld)

    def _whole(self, case: Case) -> Case:
        return with_texts(case, lambda sha256: self._store.read(sha256).decode())

    def stamp(self, pdf: bytes, address: str, access_code: str) -> bytes:
        """Lay address and access code over the first page of a stored file.

        Raises:
            NoFonts: There is none.
        """
        return stamped(self._typesetter, pdf, address, access_code)

    @cached_property
    def _templates(self) -> Templates:
        return templates_of(self._settings)

    @cached_property
    def _typesetter(self) -> Typesetter:
        try:
            return Typesetter(self._settings.fonts_folder, faces_of(self._settings))
        except FontsMissing as error:
            raise NoFonts(str(error.folder)) from error
