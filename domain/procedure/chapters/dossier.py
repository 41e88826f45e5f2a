"""The dossier kept right (卷宗): a paper added to it, or a slip of the pen corrected; what was written before stays in the journal."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.dossier import AddedDocument, Correctable, Dossier, DossierPlace
from domain.case.papers import Papers
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Code, Line, Text
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, Move, PartyFact, Refusal, Refused, Sort, Stamp
from domain.record import FileHash


class DocumentAdded(Fact):
    """A paper was added to the dossier; it is no evidence, and no gate rests on it."""

    title: ClassVar = Words("材料已归入卷宗", "document added to the dossier")
    component: ClassVar = "dossier"
    informs: ClassVar = (Role.OFFICER,)
    added: AddedDocument

    def change(self, case: Case, stamp: Stamp) -> Dossier:
        return Dossier(added=(*case.dossier.added, self.added))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{title}（{dated}，{origin}）；{reason}", "{title} ({dated}, {origin}); {reason}").filled(
            title=self.added.title,
            dated=self.added.dated,
            origin=self.added.origin,
            reason=self.added.reason,
        )


class AddDocument(Move):
    """Add a paper to the dossier (归入材料), with the reason; evidence is added as evidence."""

    title: ClassVar = Words("归入材料", "add a document to the dossier")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (DocumentAdded,)

    document_title: Annotated[Line, Label("材料名称", "title", "例如“投诉人补充说明”", "what it is called")]
    dated: Annotated[date, Label("材料日期", "day of the document")]
    origin: Annotated[Line, Label("来源", "from whom", "由何人、何机关提供", "who handed it in or made it")]
    file: Annotated[FileHash, Label("材料", "file", "上传的材料", "the document, as it was uploaded")]
    reason: Annotated[Text, Label("归入理由", "reason", "为何归入本案卷宗", "why it belongs to the dossier")]
    place: Annotated[
        DossierPlace,
        Label(
            "归入位置",
            "place",
            "在案卷中的位置，不填归入副卷其他材料",
            "where in the dossier; left out: among the other papers of the inner volume",
        ),
    ] = DossierPlace.INNER_OTHER

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(
            self,
            document_title=self.document_title,
            origin=self.origin,
            file=self.file,
            reason=self.reason,
        )
        what = Words("材料日期", "the day of the document")
        yield from in_order(now, self.source, self.dated, what, after=None, event=what)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DocumentAdded(
            added=AddedDocument(
                title=self.document_title,
                dated=self.dated,
                origin=self.origin,
                file=self.file,
                reason=self.reason,
                added_on=now.today,
                place=self.place,
            )
        )


class PapersCorrected(Fact):
    """A slip of the pen in the papers was corrected: they are another version."""

    title: ClassVar = Words("案卷材料已更正", "papers corrected")
    component: ClassVar = "papers"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    record: Correctable
    piece: Code = ""
    was: Line
    reads: Line
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Papers:
        if self.record is Correctable.CAUSE:
            return case.papers.model_copy(update={"cause": self.reads})
        evidence = tuple(
            e.model_copy(update={"title": self.reads}) if e.id == self.piece else e
            for e in case.papers.evidence
        )
        return case.papers.model_copy(update={"evidence": evidence})

    def said(self, case: Case) -> Iterator[Words]:
        yield _said(self.record, self.was, self.reads, self.reason)


class ContactCorrected(PartyFact):
    """How a party is reached was written down wrongly, and corrected."""

    title: ClassVar = Words("当事人联系方式已更正", "contact corrected")
    informs: ClassVar = (Role.OFFICER,)
    was: Line
    reads: Line
    reason: Text

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"contact": self.reads})

    def said(self, case: Case) -> Iterator[Words]:
        yield case.party(self.party).said
        yield _said(Correctable.CONTACT, self.was, self.reads, self.reason)


def _said(record: Correctable, was: str, reads: str, reason: str) -> Words:
    return Words(
        "{record}：“{was}”更正为“{reads}”；{reason}", "{record}: “{was}” now reads “{reads}”; {reason}"
    ).filled(record=record, was=was, reads=reads, reason=reason)


NO_SUCH_RECORD = Refusal(
    "NoSuchRecord",
    art(APL, "47"),
    Words("没有编号为“{of}”的{record}", "there is no {record} with the id “{of}”"),
    Words(
        "请在 of 中填写证据编号或者当事人序号（本案有：{known}）；案由的留空",
        "give in `of` the id of the evidence or the number of the party (this case has: {known}); empty for the cause",
    ),
    Sort.FORM,
)
NOTHING_CORRECTED = Refusal(
    "NothingCorrected",
    art(APL, "47"),
    Words("{record}没有改动：{was}", "the {record} would read as it does: {was}"),
    Words("请在 reads 中填写更正后的内容", "give in `reads` what it is to read"),
    Sort.FORM,
)


class CorrectRecord(Move):
    """Correct a slip of the pen (更正记录), with the reason; the old text stays. What a gate relies on has moves of its own."""

    title: ClassVar = Words("更正记录", "correct the record")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (PapersCorrected, ContactCorrected)

    record: Annotated[Correctable, Label("更正的内容", "what is corrected")]
    of: Annotated[
        Code,
        Label(
            "编号",
            "id",
            "证据编号，例如 E1；当事人的序号；案由的留空",
            "id of the evidence, such as E1; number of the party; empty for the cause",
        ),
    ] = ""
    reads: Annotated[Line, Label("更正为", "what it reads from now on")]
    reason: Annotated[Text, Label("更正理由", "reason", "原来为何写错", "how it came to be wrong")]

    def faults(self, now: Moment) -> Iterator[Refused]:
        known = _readings(now.case, self.record)
        yield from filled(self, reads=self.reads, reason=self.reason)
        if self.record is not Correctable.CONTACT:
            yield from parties.anybody_undecided(now, self.source)
        if self.of not in known:
            yield NO_SUCH_RECORD(record=self.record, of=self.of, known=listed(filter(None, known)))
        elif known[self.of] == self.reads:
            yield NOTHING_CORRECTED(record=self.record, was=self.reads)

    def facts(self, now: Moment) -> Iterator[Fact]:
        was = _readings(now.case, self.record)[self.of]
        if self.record is Correctable.CONTACT:
            yield ContactCorrected(party=int(self.of), was=was, reads=self.reads, reason=self.reason)
        else:
            yield PapersCorrected(
                record=self.record, piece=self.of, was=was, reads=self.reads, reason=self.reason
            )


def _readings(case: Case, record: Correctable) -> dict[str, str]:
    """What each record of this kind reads now, by its id."""
    if record is Correctable.CAUSE:
        return {"": case.papers.cause}
    if record is Correctable.EVIDENCE_TITLE:
        return {e.id: e.title for e in case.papers.evidence}
    return {str(p.id): p.contact for p in case.parties.all}


MOVES = (AddDocument, CorrectRecord)
FACTS = (DocumentAdded, PapersCorrected, ContactCorrected)
