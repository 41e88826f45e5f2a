"""Drafts of documents (预览稿), rendered by what the worker renders with: the same templates, the same fonts."""

from functools import cached_property
from typing import Protocol

from desk.drafting import Rendering
from desk.errors import Fault, Malformed, NoFonts
from documents.content import Content
from documents.contents import Contents
from documents.editions import Edition, Templates
from documents.faces import Faces
from documents.forms import sheet_of
from documents.forms.form import FormContent
from documents.glyphs import FontsMissing
from documents.model import UnprintableText, drafted
from documents.resting import unconfirmed
from domain.bilingual import Titled, Words
from domain.case.case import Case
from domain.procedure.form_codes import FormCode
from domain.procedure.paper_forms import PaperForm
from domain.texts import with_texts
from installation.document_examples import DocumentExamples
from installation.templates import templates_of
from settings import Settings

UNPRINTABLE = (
    Words("文书含有不可打印的字符 {characters}", "the document holds unprintable characters: {characters}"),
    Words("请在案件中改正后重新制作", "correct them in the case, and have it made again"),
)
NOTHING_LEFT = (
    Words("这份文书在制作之前已经作废", "the document became void before it was made"),
    Words(
        "请查看代替它的文书（tingshu case documents）",
        "look at the one that took its place (tingshu case documents)",
    ),
)


class Readable(Protocol):
    def read(self, sha256: str) -> bytes: ...


class OfficeDrafts:
    """What renders them is loaded when the first one is asked for."""

    def __init__(self, settings: Settings, store: Readable | None = None) -> None:
        """Without a store there are examples alone."""
        self._settings = settings
        self._store = store

    def of_case(self, case: Case, document: int, rendering: Rendering) -> bytes:
        """Return a document of a case, as it was prepared, else as the case stands.

        Raises:
            FileMissing, FileDamaged: The store has lost what was prepared.
            Malformed: A character that no document may hold; or it is void, and nothing was ever made of it.
            NoFonts: A PDF is asked for, and there are none.
        """
        store = self._store
        assert store is not None, "a case has its store"
        told = with_texts(case, lambda sha256: store.read(sha256).decode())
        found = told.documents.known(document)
        if found.void and not found.content:
            raise Malformed(Fault("document", *NOTHING_LEFT))
        content, edition = Contents(store, self._templates.edition).of(told, found)
        return self._rendered(content, edition, rendering, unconfirmed(told, found, content))

    def of_example(self, kind: Titled, rendering: Rendering) -> bytes:
        """Return the invented example of a kind, a form or a paper for the public in the words of this installation.

        Raises:
            NoFonts: A PDF is asked for, and there are none.
        """
        content = DocumentExamples()[kind]
        edition = self._templates.edition(kind, content.layout)
        return self._rendered(
            content.model_copy(update={"template": edition.version}), edition, rendering, ()
        )

    @cached_property
    def _templates(self) -> Templates:
        return templates_of(self._settings)

    def _rendered(
        self, content: Content, edition: Edition, rendering: Rendering, to_confirm: tuple[str, ...]
    ) -> bytes:
        try:
            if rendering is Rendering.PDF:
                return self._pdf(content, edition, to_confirm)
            draft = drafted(content, edition, to_confirm)
        except UnprintableText as error:
            why, cure = UNPRINTABLE[0].filled(characters="、".join(error.characters)), UNPRINTABLE[1]
            raise Malformed(Fault("document", why, cure)) from error
        if rendering is Rendering.HTML:
            from documents.renderings.html_page import as_html

            return as_html(draft)
        from documents.renderings.docx_file import as_docx

        return as_docx(draft, Faces.named(self._settings.faces))

    def _pdf(self, content: Content, edition: Edition, to_confirm: tuple[str, ...]) -> bytes:
        from documents.typesetting import Typesetter

        try:
            typesetter = Typesetter(self._settings.fonts_folder, Faces.named(self._settings.faces))
        except FontsMissing as error:
            raise NoFonts(str(error.folder)) from error
        return typesetter.render(
            content, preview=True, edition=edition, unconfirmed=to_confirm, sheet=_sheet(content)
        ).pdf


def _sheet(content: Content) -> dict[str, object] | None:
    """What a form bears on every page: its preview is set as it is printed. No case is called so as its code says."""
    if not isinstance(content, FormContent):
        return None
    return sheet_of(content, FormCode("example", "0", PaperForm(content.kind)))
