"""Documents on their way (文书制作): ordered, previewed, numbered. Between an order and its result no second click."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind, Documents, NewDocument, TakenNumber, Wanted
from domain.case.people import Role
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Code, Line, UpToDocuments, UpToGaps
from domain.procedure.language import APL, Fact, MachineMove, Moment, Stamp
from domain.record import FileHash, Record

_UNMADE: dict[str, object] = {"content": "", "preview": "", "gaps": (), "missing_glyphs": ()}
NOT_TAKEN_OVER = Words(
    "{document}上一稿（第{number}号）中由承办人改写的“{sections}”没有沿用，新稿按案件所载的内容；仍要改写的，请再次修改（edit_document）",
    "what an officer worded in the draft before (document {number}) is not taken over: the new {document} says of {sections}"
    " what the case says; word it again where it is still wanted (edit_document)",
)
"""Facts and reasons may have changed between two drafts: nobody's words are put over them unread."""


class DocumentsOrdered(Fact):
    """Documents are to be made: between this and their coming no second click."""

    title: ClassVar = Words("文书待制作", "documents ordered")
    component: ClassVar = "documents"
    documents: tuple[NewDocument, ...] = ()
    again: tuple[int, ...] = ()
    """Documents already previewed whose final file is ordered now; or that law kept from being made, which was confirmed since."""
    wanted: Wanted = "final"
    voids: tuple[int, ...] = ()
    """Documents that these replace."""

    def change(self, case: Case, stamp: Stamp) -> Documents:
        update = {"ordered": stamp.seq, "ordered_on": stamp.on, "wanted": self.wanted}
        new = [
            Document(
                id=n.id,
                kind=n.kind,
                party=n.party,
                about=n.about,
                issuer=n.issuer,
                ordered=stamp.seq,
                ordered_on=stamp.on,
                wanted=self.wanted,
            )
            for n in self.documents
        ]
        # What waited for a lawyer says what the case says now, under the rules that were confirmed meanwhile.
        again = [
            d.model_copy(update=update | (_UNMADE if d.unconfirmed else {}))
            for d in case.documents.these(self.again)
        ]
        void = [d.model_copy(update={"void": True}) for d in case.documents.these(self.voids)]
        return case.documents.replaced(*void, *again, *new)

    def said(self, case: Case) -> Iterator[Words]:
        yield case.documents.said((*(n.id for n in self.documents), *self.again))
        for old in case.documents.these(self.voids):
            if old.edited and any(new.kind is old.kind for new in self.documents):
                yield NOT_TAKEN_OVER.filled(
                    document=old.said, number=old.id, sections=listed(e.section for e in old.edited)
                )


DOCUMENT = Label("文书", "document", "文书在本案中的序号", "number of the document in the case", SERIAL)
PAGES = Label("页数", "pages", unit=Words("页", "pages"))
CONTENT = Label("内容", "content", "内容的 SHA-256", "SHA-256 of the content")


class Preview(Record):
    """What came of one preview."""

    document: Annotated[int, DOCUMENT]
    content: Annotated[Code, CONTENT]
    preview: Annotated[FileHash, Label("预览文件", "preview", "预览文件的 SHA-256", "SHA-256 of the preview")]
    gaps: Annotated[
        UpToGaps[Line], Label("空缺", "gaps", "没有内容的必填项目", "required fields of it that are empty")
    ] = ()
    missing_glyphs: Annotated[
        UpToGaps[Line], Label("缺字", "missing glyphs", "字库中没有的字", "characters that the fonts lack")
    ] = ()

    @property
    def said(self) -> Words:
        lacking = (*self.gaps, *self.missing_glyphs)
        return (
            Words("缺少 {lacking}", "lacks {lacking}").filled(lacking=listed(lacking))
            if lacking
            else COMPLETE
        )


COMPLETE = Words("完整", "complete")


class Numbered(Record):
    """What came of one final file."""

    document: Annotated[int, DOCUMENT]
    content: Annotated[Code, CONTENT]
    number: Annotated[
        Line, Label("文号", "number", "不编号的文书为空", "empty for a kind that takes none")
    ] = ""
    taken: Annotated[
        TakenNumber | None,
        Label(
            "所取文号",
            "number taken",
            "沿用其他案件或者纸质文书的文号时为空",
            "none where the number comes from elsewhere",
        ),
    ] = None
    origin: Annotated[
        Line,
        Label(
            "文号来源",
            "origin of the number",
            "沿用的文号来自哪一案件或者纸质文书",
            "the case or the paper from which a number comes that was not taken here",
        ),
    ] = ""
    file: Annotated[
        FileHash, Label("定稿文件", "final file", "定稿文件的 SHA-256", "SHA-256 of the final file")
    ]
    pages: Annotated[int, PAGES]


class DocumentsVoided(Fact):
    """Documents of which nobody is to be told any more: neither sealed nor served from now on."""

    title: ClassVar = Words("文书已作废", "documents voided")
    component: ClassVar = "documents"
    documents: tuple[int, ...]

    def change(self, case: Case, stamp: Stamp) -> Documents:
        void = [d.model_copy(update={"void": True}) for d in case.documents.these(self.documents)]
        return case.documents.replaced(*void)

    def said(self, case: Case) -> Iterator[Words]:
        yield case.documents.said(self.documents)


class DocumentsPreviewed(Fact):
    """Previews are there, with what is missing in them by name."""

    title: ClassVar = Words("文书预览已生成", "documents previewed")
    component: ClassVar = "documents"
    informs: ClassVar = (Role.OFFICER,)
    documents: tuple[Preview, ...]

    def change(self, case: Case, stamp: Stamp) -> Documents:
        return case.documents.replaced(
            *(
                case.documents.known(p.document).model_copy(
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

    def said(self, case: Case) -> Iterator[Words]:
        for preview in self.documents:
            yield Words("预览 {document}：{state}", "preview of {document}: {state}").filled(
                document=case.documents.said((preview.document,)), state=preview.said
            )


class DocumentsNumbered(Fact):
    """Final files are there, with number and pages; without a seal they are issued by this."""

    title: ClassVar = Words("文书已编号", "documents numbered")
    component: ClassVar = "documents"
    documents: tuple[Numbered, ...]

    def change(self, case: Case, stamp: Stamp) -> Documents:
        found = ((case.documents.known(n.document), n) for n in self.documents)
        return case.documents.replaced(*(_numbered(document, n, stamp.on) for document, n in found))

    def said(self, case: Case) -> Iterator[Words]:
        for made in self.documents:
            document = case.documents.get(made.document)
            party = document.party if document else None
            yield Words(
                "文书 {document}{number}{whose}，{pages}", "{document}{number}{whose}, {pages}"
            ).filled(
                document=case.documents.said((made.document,)),
                number=f" {made.number}" if made.number else "",
                whose=Words(f" 当事人{party}", f", party {party}") if party else "",
                pages=Words(f"{made.pages}页", "1 page" if made.pages == 1 else f"{made.pages} pages"),
            )


def _numbered(document: Document, result: Numbered, on: date) -> Document:
    update: dict[str, object] = {
        "content": result.content,
        "number": result.number,
        "taken": None if result.origin else result.taken,
        "origin": result.origin,
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
    by_name: Line = ""
    """Of who signs out a paper that prints the name (签发人)."""

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.by,)

    def change(self, case: Case, stamp: Stamp) -> Documents:
        approved = {"approved_by": self.by, "approved_by_name": self.by_name, "approved_on": stamp.on}
        chosen = case.documents.these(self.documents)
        return case.documents.replaced(*(d.model_copy(update=approved) for d in chosen))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{documents}，批准人 {by}", "{documents}, approved by {by}").filled(
            documents=case.documents.said(self.documents), by=self.by
        )


class PreviewsRendered(MachineMove):
    """The previews that were ordered are rendered; what is missing in them is named."""

    title: ClassVar = Words("预览生成", "previews rendered")
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (DocumentsPreviewed,)

    documents: Annotated[UpToDocuments[Preview], Label("预览", "previews")]

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DocumentsPreviewed(documents=self.documents)


class DocumentsProduced(MachineMove):
    """Number and final file of the documents that were ordered; or what is missing in them."""

    title: ClassVar = Words("文书制作完成", "documents produced")
    source: ClassVar = art(APL, "59")
    makes: ClassVar = (DocumentsNumbered, DocumentsPreviewed)

    numbered: Annotated[UpToDocuments[Numbered], Label("已编号的文书", "numbered documents")] = ()
    incomplete: Annotated[
        UpToDocuments[Preview],
        Label("不完整的文书", "incomplete documents", "附所缺内容", "with what they lack"),
    ] = ()

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


def signed_out(now: Moment, order: DocumentsOrdered, head: str | None) -> DocumentApproved:
    """Say that the head signed out (签发) what the move orders, by name where the rules of the case want it."""
    signer = now.people.get(head or "") if now.rules.switches.signer_named else None
    return approved(order, head).model_copy(update={"by_name": signer.name if signer else ""})


MACHINE = (PreviewsRendered, DocumentsProduced)
FACTS = (DocumentsOrdered, DocumentsVoided, DocumentApproved, DocumentsPreviewed, DocumentsNumbered)
