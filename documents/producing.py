"""Previews and final files of a case's documents: stored by SHA-256, numbered once and without gaps."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from documents.content import Content
from documents.contents import Contents, Editions
from documents.editions import Edition, present
from documents.kinds import number_word
from documents.resting import stopping, unconfirmed
from documents.typesetting import Typesetter
from domain.case.case import Case
from domain.case.documents import Document, Number, NumberSeries, document_key
from domain.case.issuing import issuer_of
from domain.lengths import GAPS
from domain.procedure.chapters.documents import Numbered, Preview


class Store(Protocol):
    """The document store: content-addressed, written once."""

    def put(self, data: bytes) -> str: ...
    def read(self, sha256: str) -> bytes: ...


class NumberSource(Protocol):
    """The register's serials: the same one for the same document, always."""

    def take(self, series: NumberSeries, prefix: str, *, kind: str, document_key: str) -> Number: ...


class Produced(NamedTuple):
    """What came of ordered final files: each is numbered, or what it lacks is named."""

    numbered: tuple[Numbered, ...]
    incomplete: tuple[Preview, ...]


class DocumentProducer:
    """Makes files of documents. Every step may be repeated: the same order gives the same files and numbers."""

    def __init__(
        self,
        typesetter: Typesetter,
        store: Store,
        numbers: NumberSource,
        editions: Editions = present,
    ) -> None:
        self._typesetter = typesetter
        self._store = store
        self._numbers = numbers
        self._contents = Contents(store, editions)

    def preview(self, case: Case, documents: Iterable[int]) -> tuple[Preview, ...]:
        """Compose these documents from the case and render them without number, gaps and glyphs named."""
        return tuple(self._preview(case, _document(case, number)) for number in documents)

    def produce(self, case: Case, documents: Iterable[int]) -> Produced:
        """Number and render these documents: what was approved where there was a preview, else what the case says."""
        results = [self._produce(case, _document(case, number)) for number in documents]
        return Produced(
            numbered=tuple(r for r in results if isinstance(r, Numbered)),
            incomplete=tuple(r for r in results if isinstance(r, Preview)),
        )

    def _preview(self, case: Case, document: Document) -> Preview:
        content, edition = self._composed(case, document)
        return self._previewed(case, document, content, edition)

    def _previewed(
        self,
        case: Case,
        document: Document,
        content: Content,
        edition: Edition,
        stopped_by: tuple[str, ...] = (),
    ) -> Preview:
        faults = self._typesetter.faults(content, edition)
        preview = ""
        if not (faults.unprintable or faults.excess):
            rendered = self._typesetter.render(
                content, preview=True, edition=edition, unconfirmed=unconfirmed(case, document, content)
            )
            preview = self._store.put(rendered.pdf)
        self._store.put(edition.stored)
        return Preview(
            document=document.id,
            content=self._store.put(content.canonical()),
            preview=preview,
            gaps=(*content.gaps(), *faults.excess, *stopped_by)[:GAPS],
            missing_glyphs=(*faults.unprintable, *faults.missing)[:GAPS],
        )

    def _produce(self, case: Case, document: Document) -> Numbered | Preview:
        content, edition = (
            self._contents.prepared(document) if document.content else self._composed(case, document)
        )
        faults = self._typesetter.faults(content, edition)
        # Nothing may fail for its content once a number is taken: it would be used up.
        stopped_by = () if document.rule.previewed else stopping(case, document, content)
        if tuple(content.gaps()) or any(faults) or stopped_by:
            return self._previewed(case, document, content, edition, stopped_by)
        number = number_of(case, document, self._numbers) if document.rule.numbered else None
        printed = number.printed if number else ""
        rendered = self._typesetter.render(
            content, number=printed, dated=document.ordered_on, edition=edition
        )
        return Numbered(
            document=document.id,
            # What was approved keeps its hash: a release may have given the kind a field more since.
            content=document.content or self._store.put(content.canonical()),
            number=printed,
            taken=number.taken if number else None,
            file=self._store.put(rendered.pdf),
            pages=rendered.pages,
        )

    def _composed(self, case: Case, document: Document) -> tuple[Content, Edition]:
        content, edition = self._contents.composed(case, document)
        self._store.put(edition.stored)
        return content, edition


def number_of(case: Case, document: Document, numbers: NumberSource) -> Number:
    """Return the number of a document: of its issuer's own row, in the year in which it was ordered."""
    word, issuer = number_word(document.kind, case.rulebook), issuer_of(case, document)
    series = NumberSeries(issuer=issuer.code, word=word, year=document.ordered_on.year)
    key = document_key(case.identity.agency.code, case.identity.number, document.id)
    return numbers.take(series, issuer.word + word, kind=document.kind, document_key=key)


def _document(case: Case, number: int) -> Document:
    document = case.documents.get(number)
    if document is None:
        raise KeyError(f"the case has no document {number}")
    return document
