"""A case played in memory with the real printer: real contents, real PDFs, serials in a dictionary."""

from datetime import timedelta

from demo.story import load
from documents.producing import DocumentProducer
from domain.canonical import sha256
from domain.case.documents import Number, TakenNumber
from domain.case.people import CLOCK
from domain.law.money import format_number
from domain.procedure.chapters.documents import DocumentsProduced, PreviewsRendered
from domain.procedure.language import Moment
from domain.texts import address_of, with_texts
from tests.procedure.playing import EXAMPLES, Play


class MemoryStore:
    def __init__(self):
        self.files = {}

    def put(self, data):
        self.files[sha256(data)] = data
        return sha256(data)

    def read(self, sha256):
        return self.files[sha256]


class Serials:
    """The register's numbering: without gaps by issuer, word and year; the same document keeps its own."""

    def __init__(self):
        self.taken = {}

    def take(self, series, prefix, *, kind, document_key):
        row = [
            n for n in self.taken.values() if n.taken.model_dump(exclude={"serial"}) == series.model_dump()
        ]
        taken = TakenNumber(**series.model_dump(), serial=len(row) + 1)
        number = Number(taken, format_number(prefix, series.year, taken.serial))
        return self.taken.setdefault(document_key, number)


class PrintedPlay(Play):
    """A play whose documents come from the real producer; what is incomplete is kept for the test to see."""

    def __init__(self, typesetter, store=None):
        super().__init__()
        self.store = store or MemoryStore()
        self.numbers = Serials()
        self.producer = DocumentProducer(typesetter, self.store, self.numbers)
        self.incomplete = []

    def stored(self, text):
        """Put a long text into the store, as the desk does; return what stands in its place."""
        self.store.put(text.encode())
        return str(address_of(text))

    def _print(self, when):
        case = with_texts(self.case, lambda sha256: self.store.read(sha256).decode())
        for document in [d for d in self.case.documents.all if d.pending]:
            now = Moment(case=self.case, actor=CLOCK, at=when + timedelta(seconds=1))
            if document.wanted == "preview":
                previews = self.producer.preview(case, (document.id,))
                self.incomplete += [p for p in previews if p.gaps or p.missing_glyphs]
                self._state(PreviewsRendered(documents=previews), now)
            else:
                made = self.producer.produce(case, (document.id,))
                self.incomplete += made.incomplete
                self._state(DocumentsProduced(numbered=made.numbered, incomplete=made.incomplete), now)

    def pdf(self, kind):
        document = [d for d in self.case.documents.all if d.kind is kind and not d.void][-1]
        return self.store.read(document.file or document.preview)


def printed(typesetter, until="", store=None):
    """Play the standard case with its documents, up to the first step of this move."""
    played = PrintedPlay(typesetter, store)
    for step in load(EXAMPLES / "standard.json").steps:
        if step.move == until:
            break
        played.do(step.at, step.by, step.move, **step.body)
    return played
