"""Documents on their way (文书制作): ordered, previewed, numbered, sealed. Between an order and its result no second click."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind, Documents, NewDocument, Seal, Wanted
from domain.case.people import Role
from domain.law.articles import art
from domain.procedure.faults import filled, in_order
from domain.procedure.language import APL, Fact, MachineMove, Moment, Move, Refused, Stamp
from domain.record import FileHash, Record


class DocumentsOrdered(Fact):
    """Documents are to be made: between this and their coming no second click."""

    title: ClassVar = Words("文书待制作", "documents ordered")
    component: ClassVar = "documents"
    documents: tuple[NewDocument, ...] = ()
    again: tuple[int, ...] = ()
    """Documents already previewed whose final file is ordered now."""
    wanted: Wanted = "final"
    voids: tuple[int, ...] = ()
    """Documents that these replace."""

    def change(self, case: Case, stamp: Stamp) -> Documents:
        update = {"ordered": stamp.seq, "ordered_on": stamp.on, "wanted": self.wanted}
        new = [Document(**n.model_dump(), **update) for n in self.documents]
        again = [d.model_copy(update=update) for d in case.documents.all if d.id in self.again]
        void = [d.model_copy(update={"void": True}) for d in case.documents.all if d.id in self.voids]
        return case.documents.replaced(*void, *again, *new)


class Preview(Record):
    """What came of one preview."""

    document: int
    content: str
    preview: str
    gaps: tuple[str, ...] = ()
    missing_glyphs: tuple[str, ...] = ()


class Numbered(Record):
    """What came of one final file."""

    document: int
    content: str
    number: str = ""
    file: str
    pages: int


class DocumentsPreviewed(Fact):
    """Previews are there, with what is missing in them by name."""

    title: ClassVar = Words("文书预览已生成", "documents previewed")
    component: ClassVar = "documents"
    informs: ClassVar = (Role.OFFICER,)
    documents: tuple[Preview, ...]

    def change(self, case: Case, stamp: Stamp) -> Documents:
        found = {d.id: d for d in case.documents.all}
        return case.documents.replaced(
            *(
                found[p.document].model_copy(
                    update={
                        "content": p.content,
                        "preview": p.preview,
                        "gaps": p.gaps,
                        "missing_glyphs": p.missing_glyphs,
                    }
                )
                for p in self.documents
            )
        )


class DocumentsNumbered(Fact):
    """Final files are there, with number and pages; without a seal they are issued by this."""

    title: ClassVar = Words("文书已编号", "documents numbered")
    component: ClassVar = "documents"
    documents: tuple[Numbered, ...]

    def change(self, case: Case, stamp: Stamp) -> Documents:
        found = {d.id: d for d in case.documents.all}
        return case.documents.replaced(*(_numbered(found[n.document], n, stamp.on) for n in self.documents))


def _numbered(document: Document, result: Numbered, on: date) -> Document:
    update: dict[str, object] = {
        "content": result.content,
        "number": result.number,
        "file": result.file,
        "pages": result.pages,
    }
    if not document.rule.sealed:
        update["issued_on"] = on
    return document.model_copy(update=update)


class DocumentApproved(Fact):
    """The head approved documents by accepting the move that made them (officer with head)."""

    title: ClassVar = Words("文书已批准", "document approved")
    component: ClassVar = "documents"
    documents: tuple[int, ...]
    by: str

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.by,)

    def change(self, case: Case, stamp: Stamp) -> Documents:
        approved = {"approved_by": self.by, "approved_on": stamp.on}
        chosen = (d for d in case.documents.all if d.id in self.documents)
        return case.documents.replaced(*(d.model_copy(update=approved) for d in chosen))


class DocumentSealed(Fact):
    """The final file was sealed; but for the notices it is issued by this."""

    title: ClassVar = Words("文书已盖章", "document sealed")
    component: ClassVar = "documents"
    document: int
    seal: Seal

    def change(self, case: Case, stamp: Stamp) -> Documents:
        document = case.documents.get(self.document)
        assert document is not None, "a seal is put on a document of the case"
        update: dict[str, object] = {"seal": self.seal}
        if not document.rule.issued_by_move:
            update["issued_on"] = self.seal.on
        return case.documents.replaced(document.model_copy(update=update))


class RecordSealing(Move):
    """Record that the final file of a document was sealed (盖章). A picture of a seal is no seal."""

    title: ClassVar = Words("记录盖章", "record sealing")
    by: ClassVar = (Role.CLERK,)
    source: ClassVar = art(APL, "59")
    makes: ClassVar = (DocumentSealed,)

    document: int
    """The document (文书), by its number in the case."""
    file: str
    """SHA-256 of the final file that was sealed."""
    scan: FileHash
    """SHA-256 of the scan of the stamped original, or of the verified electronic seal's record."""
    on: date
    """Day of sealing."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not any(d.ready_to_seal for d in now.case.documents.all):
            yield Refused("NothingToSeal", cls.source, "没有待盖章的文书 · no document waits for its seal")

    def faults(self, now: Moment) -> Iterator[Refused]:
        document = now.case.documents.get(self.document)
        if document is None or not document.ready_to_seal:
            yield Refused(
                "NotReadyToSeal",
                self.source,
                f"文书{self.document}不能盖章：须已制作、编号且未盖章 · document {self.document} is not ready for a seal",
            )
            return
        yield from filled(self.source, scan=self.scan)
        if document.file != self.file:
            yield Refused(
                "AnotherFileSealed",
                self.source,
                f"所盖章的文件不是文书{self.document}的定稿：请核对 · the sealed file is not the final file of document {self.document}",
            )
        yield from in_order(
            now, self.source, self.on, "盖章日期", after=document.ordered_on, event="批准之日"
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DocumentSealed(document=self.document, seal=Seal(file=self.file, scan=self.scan, on=self.on))

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        waiting = [d.ordered_on for d in case.documents.all if d.ready_to_seal]
        return min(waiting) if waiting else None


class PreviewsRendered(MachineMove):
    """The previews that were ordered are rendered; what is missing in them is named."""

    title: ClassVar = Words("预览生成", "previews rendered")
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (DocumentsPreviewed,)
    documents: tuple[Preview, ...]

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DocumentsPreviewed(documents=self.documents)


class DocumentsProduced(MachineMove):
    """Number and final file of the documents that were ordered; or what is missing in them."""

    title: ClassVar = Words("文书制作完成", "documents produced")
    source: ClassVar = art(APL, "59")
    makes: ClassVar = (DocumentsNumbered, DocumentsPreviewed)
    numbered: tuple[Numbered, ...] = ()
    incomplete: tuple[Preview, ...] = ()

    def facts(self, now: Moment) -> Iterator[Fact]:
        if self.numbered:
            yield DocumentsNumbered(documents=self.numbered)
        if self.incomplete:
            yield DocumentsPreviewed(documents=self.incomplete)


def final(case: Case, kind: DocumentKind, party: int | None = None, about: str = "") -> DocumentsOrdered:
    """Order one document whose making is its approval."""
    return DocumentsOrdered(
        documents=(NewDocument(id=next(case.documents.next_ids()), kind=kind, party=party, about=about),)
    )


def approved(order: DocumentsOrdered, head: str | None) -> DocumentApproved:
    """Say that the head who stands with the move approved what it orders."""
    return DocumentApproved(documents=tuple(d.id for d in order.documents), by=head or "")


MOVES = (RecordSealing,)
MACHINE = (PreviewsRendered, DocumentsProduced)
FACTS = (DocumentsOrdered, DocumentApproved, DocumentsPreviewed, DocumentsNumbered, DocumentSealed)
