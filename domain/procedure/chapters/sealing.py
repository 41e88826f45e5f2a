"""Sealing (盖章): the final file of a document, stamped or sealed electronically; but for the notices it is issued by this."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import Documents, Seal
from domain.case.issuing import waiting_for_seal
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Code
from domain.procedure.chapters.documents import DOCUMENT
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import leaving
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Stamp
from domain.record import FileHash


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

    def said(self, case: Case) -> Iterator[Words]:
        document = case.documents.get(self.document)
        number = document.number if document else ""
        yield Words("{document}{number}", "{document} {number}").filled(
            document=case.documents.said((self.document,)), number=number
        )


NOTHING_TO_SEAL = Refusal(
    "NothingToSeal",
    art(APL, "59"),
    Words("没有待盖章的文书", "no document waits for its seal"),
    Words(
        "请先批准、定稿（approve_notices、impose 等），文书编号后再盖章",
        "have one approved and made first (such as approve_notices or impose): it is sealed once it is numbered",
    ),
)
NOT_READY_TO_SEAL = Refusal(
    "NotReadyToSeal",
    art(APL, "59"),
    Words(
        "文书{document}不能盖章：尚未定稿，或者已经盖章、作废",
        "document {document} cannot be sealed: it is not final yet, or is sealed or void already",
    ),
    Words(
        "请在 document 中填写待盖章的文书：{waiting}",
        "name one that waits for its seal in `document`: {waiting}",
    ),
)
ANOTHER_FILE_SEALED = Refusal(
    "AnotherFileSealed",
    art(APL, "59"),
    Words(
        "所盖章的文件不是文书{document}的定稿", "the sealed file is not the final file of document {document}"
    ),
    Words(
        "请核对实际盖章的文件，选择定稿（在 file 中填写其 SHA-256，见 tingshu case documents）",
        "check which file was sealed, and choose the final one (by its SHA-256 in `file`, see tingshu case documents)",
    ),
)


class RecordSealing(Move):
    """Record that the final file of a document was sealed (盖章). A picture of a seal is no seal."""

    title: ClassVar = Words("记录盖章", "record the sealing")
    by: ClassVar = (Role.CLERK,)
    source: ClassVar = art(APL, "59")
    makes: ClassVar = (DocumentSealed,)
    by_issuer: ClassVar = True

    document: Annotated[int, DOCUMENT]
    file: Annotated[
        Code, Label("盖章的文件", "sealed file", "所盖章定稿的 SHA-256", "SHA-256 of the final file")
    ]
    scan: Annotated[
        FileHash,
        Label(
            "盖章件",
            "scan",
            "盖章原件扫描件或者电子印章验证记录的 SHA-256",
            "SHA-256 of the scan of the stamped original, or of the verified electronic seal's record",
        ),
    ]
    on: Annotated[date, Label("盖章日期", "day of sealing")]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not waiting_for_seal(now.case):
            yield NOTHING_TO_SEAL()

    def faults(self, now: Moment) -> Iterator[Refused]:
        waiting = waiting_for_seal(now.case)
        document = next((d for d in waiting if d.id == self.document), None)
        if document is None:
            yield NOT_READY_TO_SEAL(document=self.document, waiting=listed(d.id for d in waiting))
            return
        yield from leaving.by_its_issuer(now, document)
        yield from filled(self, scan=self.scan)
        if document.file != self.file:
            yield ANOTHER_FILE_SEALED(document=self.document)
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("盖章日期", "the day of sealing"),
            after=document.ordered_on,
            event=Words("批准之日", "the day of approval"),
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DocumentSealed(document=self.document, seal=Seal(file=self.file, scan=self.scan, on=self.on))

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min((d.ordered_on for d in waiting_for_seal(case)), default=None)


MOVES = (RecordSealing,)
FACTS = (DocumentSealed,)
