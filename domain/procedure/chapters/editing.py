"""Editing (修改文书文字): named sections of a prepared document in an officer's words, between its preview and its approval.

What is edited is previewed again. Its content is another one then, and approving or deciding names the content that was
read: who had read the former words approves nothing by its hash. Once a document is approved nobody words it any more.

A draft that is prepared anew says what the case says: facts, evidence or penalty may be others by then, and nobody's words are
put over them unread. Who had worded the draft before is told so when it is prepared, and it is their work until it is approved.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar, NamedTuple

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import Document, Documents
from domain.case.parties import Notices, Party
from domain.case.people import Role
from domain.case.sections import EditedSection, Section
from domain.labels import Label
from domain.law.articles import Article, art
from domain.lengths import LongText, Text
from domain.procedure.chapters.documents import DOCUMENT, DocumentsOrdered
from domain.procedure.chapters.preparing_decision import outdated
from domain.procedure.faults import filled
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp
from domain.texts import by_address

NOTICED, DECIDED = art(APL, "44"), art(APL, "59")


class SectionEdited(Fact):
    """An officer put a section of a prepared document into other words, or back into what the case says."""

    title: ClassVar = Words("文书文字已修改", "wording of a document edited")
    component: ClassVar = "documents"
    document: int
    section: Section
    text: LongText = ""
    """Empty: the section says again what the case says."""
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Documents:
        document = case.documents.known(self.document)
        return case.documents.replaced(document.worded(self.section, self.text, by=stamp.by, on=stamp.on))

    def said(self, case: Case) -> Iterator[Words]:
        document = case.documents.known(self.document)
        yield Words(
            "{document}的“{section}”，第{version}次修改，理由：{reason}",
            "{document}, {section}, edit {version}, because: {reason}",
        ).filled(document=document.said, section=self.section, version=document.version, reason=self.reason)


NOTHING_TO_EDIT = Refusal(
    "NothingToEdit",
    DECIDED,
    Words("本案没有可以修改文字的文书", "there is no document in this case whose wording could be edited"),
    Words(
        "请先制作约谈函和告知书（prepare_notices）或者决定书（prepare_decision）",
        "prepare the notices (prepare_notices) or a decision (prepare_decision) first",
    ),
)
WORDING_APPROVED = Refusal(
    "WordingApproved",
    NOTICED,
    Words(
        "文书{document}已经批准，文字不得改动",
        "document {document} is approved, and its wording stays as it is",
    ),
    Words(
        "确须改动的，先修改草案（amend_draft），批准随之作废，再重新制作（prepare_notices）",
        "where it must change, amend the draft (amend_draft), which voids the approval, and prepare the notices anew"
        " (prepare_notices)",
    ),
)
WORDING_ISSUED = Refusal(
    "WordingIssued",
    NOTICED,
    Words(
        "文书{document}已经发出，文字不得改动",
        "document {document} was issued, and its wording stays as it is",
    ),
    Words(
        "有新证据或者适用法律错误的，退回重新告知（return_to_notifying）；文字照旧的，继续办理（record_service）",
        "on new evidence or an error of law return to notifying (return_to_notifying); else go on with it as it is"
        " (record_service)",
    ),
)
WORDING_DECIDED = Refusal(
    "WordingDecided",
    DECIDED,
    Words(
        "决定已经作出，文书{document}的文字不得改动",
        "the decision was made, and the wording of document {document} stays as it is",
    ),
    Words(
        "笔误由机关负责人补正（correct_decision），决定有错误的撤销或者变更（set_aside_decision）",
        "a slip is corrected by the head (correct_decision), a wrong decision revoked or changed (set_aside_decision)",
    ),
)
DRAFT_OVERTAKEN = Refusal(
    "DraftOvertaken",
    None,
    Words(
        "文书{document}已被退回，或者制作之后案件有变动，须重新制作",
        "document {document} was sent back, or the case has changed since it was prepared: it is to be prepared anew",
    ),
    Words(
        "请先重新制作（{move}），再修改其文字（edit_document）",
        "prepare it anew first ({move}), then edit its wording (edit_document)",
    ),
)
DRAFT_BEING_MADE = Refusal(
    "DraftBeingMade",
    None,
    Words("文书{document}的预览正在生成", "the preview of document {document} is being made"),
    Words(
        "请稍候，预览生成后再修改（edit_document）",
        "wait a moment, and edit it once it is there (edit_document)",
    ),
)
NOT_A_DRAFT = Refusal(
    "NotADraft",
    DECIDED,
    Words(
        "文书{document}不是待批准的约谈函、告知书或者决定书",
        "document {document} is none of the notices or decisions that wait to be approved",
    ),
    Words("请在 document 中填写其中一份：{known}", "give one of these in `document`: {known}"),
    Sort.FORM,
)
NOT_A_SECTION = Refusal(
    "NotASection",
    None,
    Words(
        "{document}没有可以修改的“{section}”部分；数额、种类、权利、依据不得修改",
        "{document} has no such section to be edited ({section}); amounts, kinds, rights and basis are never edited",
    ),
    Words("请在 section 中填写其中一项：{known}", "give one of these in `section`: {known}"),
    Sort.FORM,
)
WORDING_UNCHANGED = Refusal(
    "WordingUnchanged",
    None,
    Words(
        "文书{document}的“{section}”已经是这些文字",
        "section {section} of document {document} has these words already",
    ),
    Words("请在 text 中填写改后的文字", "give in `text` the words that it is to have"),
    Sort.FORM,
)


class Draft(NamedTuple):
    """A prepared document with sections, and whose it is."""

    document: Document
    party: Party
    notices: Notices | None
    """Of which it is one; else it is a decision."""

    @property
    def source(self) -> Article:
        return NOTICED if self.notices else DECIDED


def drafts(case: Case) -> Iterator[Draft]:
    """Yield what was prepared last of each party: approved or not, and not void."""
    for party in case.parties.all:
        notices, prepared = party.last_notices, party.prepared_decision
        numbers = [(number, notices) for number in (notices.documents if notices else ())]
        numbers += [(prepared.document, None)] if prepared else []
        for number, of in numbers:
            document = case.documents.get(number)
            if document is not None and document.rule.sections and not document.void:
                yield Draft(document, party, of)


def not_open(case: Case, draft: Draft) -> Iterator[Refused]:
    """Yield why the wording of a prepared document stays as it is."""
    document, party, notices = draft
    number = document.id
    if notices is not None and notices.issued_on:
        yield WORDING_ISSUED(document=number)
    elif notices is not None and notices.approved_on:
        yield WORDING_APPROVED(document=number)
    elif party.decision is not None and party.decision.document == number:
        yield WORDING_DECIDED(document=number)
    elif not party.undecided:
        yield from parties.undecided(party, draft.source)
    elif _overtaken(case, draft):
        move = "prepare_notices" if notices else "prepare_decision"
        yield DRAFT_OVERTAKEN(article=draft.source, document=number, move=move)
    elif document.pending:
        yield DRAFT_BEING_MADE(article=draft.source, document=number)


def _overtaken(case: Case, draft: Draft) -> bool:
    """Whether nobody approves it as it is, whatever its words: they would be lost when it is prepared anew."""
    if draft.notices is not None:
        return draft.notices.sent_back is not None or draft.notices.papers != case.papers_version
    prepared = draft.party.prepared_decision
    assert prepared is not None, "it is the draft of a decision"
    return prepared.sent_back is not None or outdated(case, prepared)


def left_behind(case: Case, draft: Draft) -> Iterator[EditedSection]:
    """Yield what an officer had worded in the draft before this one, and nobody has worded in this one."""
    document = draft.document
    before = (
        d
        for d in reversed(case.documents.by_party.get(document.party, ()))
        if d.void and d.kind is document.kind and d.id < document.id
    )
    last = next(before, None)
    yield from (e for e in (last.edited if last else ()) if not document.wording_of(e.section))


def to_be_worded(case: Case) -> Iterator[tuple[Document, EditedSection]]:
    for draft in drafts(case):
        if not any(not_open(case, draft)):
            yield from ((draft.document, edit) for edit in left_behind(case, draft))


class EditDocument(Move):
    """Edit a named section of a prepared document (修改文书文字), or take it back to what the case says."""

    title: ClassVar = Words("修改文书文字", "edit the wording of a document")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = DECIDED
    makes: ClassVar = (SectionEdited, DocumentsOrdered)

    document: Annotated[int, DOCUMENT]
    section: Annotated[
        Section,
        Label(
            "修改的部分",
            "section",
            "可以修改的部分因文书种类而不同；数额、种类、权利、依据不得修改",
            "which there are depends on the kind of document; amounts, kinds, rights and basis are never edited",
        ),
    ]
    text: Annotated[
        LongText,
        Label(
            "改后的文字",
            "text",
            "每行一段；留空的，恢复为案件所载的内容",
            "one paragraph a line; empty: the section says again what the case says",
        ),
    ] = ""
    reason: Annotated[Text, Label("修改理由", "reason", "为什么修改", "why it is edited")]

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min((document.ordered_on for document, _ in to_be_worded(case)), default=None)

    @classmethod
    def awaited_of(cls, case: Case, party: int | None) -> str:
        officers = {officer.id for officer in case.people.officers}
        return next((edit.by for _, edit in to_be_worded(case) if edit.by in officers), "")

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        found = tuple(drafts(now.case))
        if not found:
            yield NOTHING_TO_EDIT()
        elif all(any(not_open(now.case, draft)) for draft in found):
            yield from not_open(now.case, found[-1])

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)
        draft = next((d for d in drafts(now.case) if d.document.id == self.document), None)
        if draft is None:
            known = [d.document.id for d in drafts(now.case) if not any(not_open(now.case, d))]
            yield NOT_A_DRAFT(document=self.document, known=listed(map(str, known)))
        elif closed := tuple(not_open(now.case, draft)):
            yield from closed
        else:
            yield from self._worded_otherwise(draft)

    def _worded_otherwise(self, draft: Draft) -> Iterator[Refused]:
        document, known = draft.document, draft.document.rule.sections
        if self.section not in known:
            names = listed(Words(f"{s.zh}（{s}）", f"{s.en} ({s})") for s in known)
            yield NOT_A_SECTION(
                article=draft.source, document=document.said, section=self.section, known=names
            )
        elif by_address(self).text == by_address(document).wording_of(self.section):
            yield WORDING_UNCHANGED(article=draft.source, document=document.id, section=self.section)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield SectionEdited(document=self.document, section=self.section, text=self.text, reason=self.reason)
        yield DocumentsOrdered(wanted="preview", again=(self.document,))


MOVES = (EditDocument,)
FACTS = (SectionEdited,)
