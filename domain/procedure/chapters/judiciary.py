"""A suspected crime (涉嫌犯罪): the papers go to the judiciary, the case waits, and goes on where it was when they come back.

The time to decide is not stopped by it: no text counts this time out (行政处罚法 第60条) [I]. Where the profile has a ground
for it (waiting for the outcome of another case), the head suspends the case besides.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.judiciary import CriminalOutcome, CriminalResult, JudicialTransfer, Judiciary
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.lengths import Code, Line, Text, UpToFiles, UpToFindings
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import parties
from domain.procedure.gates.judiciary import CRIME
from domain.procedure.language import Fact, Moment, PartiesMove, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.record import FileHash

TRANSFER_RULES = "行政执法机关移送涉嫌犯罪案件的规定"
DECIDED_ON = Words("批准移送之日", "the day on which the transfer was approved")


class TransferredToJudiciary(Fact):
    """The papers go over to the judiciary: nothing is decided until it is known what came of them."""

    title: ClassVar = Words("案件已移送司法机关", "case transferred to the judiciary")
    component: ClassVar = "judiciary"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    transfer: JudicialTransfer
    instead_of: tuple[int, ...] = ()
    """Earlier letters that lacked something, and never went out."""

    def change(self, case: Case, stamp: Stamp) -> Judiciary:
        return case.judiciary.with_transfer(self.transfer, self.instead_of)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "当事人{parties}：涉嫌{crime}，移送{organ}", "parties {parties}: {crime}, to {organ}"
        ).filled(parties=listed(self.transfer.parties), crime=self.transfer.crime, organ=self.transfer.organ)


class ReturnedFromJudiciary(Fact):
    """What the judiciary made of it is known for some of the parties; the case goes on when it is for all."""

    title: ClassVar = Words("司法机关处理结果已登记", "result of the judiciary recorded")
    component: ClassVar = "judiciary"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    result: CriminalResult

    def change(self, case: Case, stamp: Stamp) -> Judiciary:
        return case.judiciary.with_result(self.result)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words(
            "当事人{parties}：{organ}{on}{outcome}", "parties {parties}: {outcome}, {organ}, {on}"
        ).filled(
            parties=listed(self.result.parties),
            organ=self.result.organ,
            on=self.result.on,
            outcome=self.result.outcome,
        )
        if self.result.outcome is CriminalOutcome.FINED:
            yield NO_SECOND_FINE


NO_SECOND_FINE = Words(
    "同一行为不再给予罚款；已经给予的罚款由人民法院折抵罚金（行政处罚法第三十五条第二款）",
    "that act is not fined any more; a fine that was given already the court sets off against its own (Administrative Penalty"
    " Law art. 35(2))",
)
WITH_THE_JUDICIARY = Refusal(
    "WithTheJudiciary",
    CRIME,
    Words(
        "当事人{party}的案件已于{since}移送{organ}",
        "the case of party {party} went to {organ} on {since}",
    ),
    Words(
        "请将移送书盖章送出（record_sealing）；有处理结果的，登记退回（return_from_judiciary）",
        "seal the letter and send it (record_sealing); when there is a result record it (return_from_judiciary)",
    ),
)
SUSPECTED_ACTS = Refusal(
    "SuspectedActs",
    CRIME,
    Words(
        "每一被移送的当事人至少要有一项涉嫌犯罪的违法事实，且每一项须针对其中的当事人：{fault}",
        "each party that is transferred has one suspected act at least, and each act is of one of them: {fault}",
    ),
    Words(
        "请在 findings 中只填针对这些当事人的违法事实：{known}",
        "give in `findings` those against these parties only: {known}",
    ),
    Sort.FORM,
)


class TransferToJudiciary(PartiesMove):
    """Transfer to the judiciary (移送司法机关) because a crime is suspected: the papers of the case, for the parties named."""

    title: ClassVar = Words("移送司法机关", "transfer to the judiciary")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = CRIME
    makes: ClassVar = (TransferredToJudiciary, DocumentsOrdered, DocumentApproved)

    findings: Annotated[
        UpToFindings[Code],
        Label("涉嫌犯罪的违法事实", "suspected acts", "违法事实的编号", "ids of the findings"),
    ]
    organ: Annotated[
        Line,
        Label(
            "受移送机关",
            "receiving organ",
            "同级公安机关等司法机关全称",
            "full name of the public security organ of the same level, or of the competent one",
        ),
    ]
    crime: Annotated[Line, Label("涉嫌罪名", "suspected crime")]
    reason: Annotated[
        Text, Label("移送理由", "reason", "为何涉嫌犯罪", "why a crime is suspected, by which threshold")
    ]
    report: Annotated[
        FileHash,
        Label(
            "移送报告",
            "report",
            "专案组移送涉嫌犯罪案件的书面报告（文件的 SHA-256）",
            "the written report that proposes the transfer (SHA-256 of the file)",
        ),
    ]
    reported_on: Annotated[
        date,
        Label(
            "接到报告日期",
            "report received on",
            "决定移送的期限自此起算，逾期的标明逾期",
            "from which the time to decide the transfer runs; a later decision is marked late",
        ),
    ]
    papers: Annotated[
        UpToFiles[Line],
        Label(
            "移送材料",
            "papers",
            "随案移送的材料：调查报告、涉案物品清单、检验报告或者鉴定结论等",
            "what goes over: the report of the investigation, the list of things, test reports and the like",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.left(who, cls.source)
        gone = now.case.judiciary.away(who.id)
        if gone and not _incomplete(now.case, gone):
            yield WITH_THE_JUDICIARY(party=party, since=gone.decided_on, organ=gone.organ)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(
            self,
            organ=self.organ,
            crime=self.crime,
            reason=self.reason,
            report=self.report,
            papers=self.papers,
        )
        yield from in_order(
            now,
            self.source,
            self.reported_on,
            Words("接到报告日期", "the day on which the report was received"),
            after=now.case.papers.discovered_on,
            event=Words("发现违法行为之日", "the day on which the act was discovered"),
        )
        yield from self._each_with_its_acts(now)

    def _each_with_its_acts(self, now: Moment) -> Iterator[Refused]:
        against = {p: {f.id for f in now.case.papers.findings_against(p)} for p in self.parties}
        known = sorted(set().union(*against.values()))
        strangers = [finding for finding in self.findings if finding not in known]
        bare = [party for party, acts in against.items() if acts.isdisjoint(self.findings)]
        if strangers:
            fault = Words("{ids}不是", "not so {ids}").filled(ids=listed(strangers))
        elif bare:
            fault = Words("当事人{parties}没有", "none of parties {parties}").filled(parties=listed(bare))
        else:
            return
        yield SUSPECTED_ACTS(fault=fault, known=listed(known))

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.CRIMINAL_TRANSFER)
        lacking = [t for p in self.parties if (t := now.case.judiciary.away(p))]
        instead_of = tuple(dict.fromkeys(t.document for t in lacking))
        transfer = JudicialTransfer(
            document=order.documents[0].id,
            parties=self.parties,
            findings=self.findings,
            organ=self.organ,
            crime=self.crime,
            reason=self.reason,
            report=self.report,
            reported_on=self.reported_on,
            papers=self.papers,
            decided_on=min((t.decided_on for t in lacking), default=now.today),
            by=now.actor.id,
            head=now.actor.name or now.actor.id,
        )
        yield TransferredToJudiciary(transfer=transfer, instead_of=instead_of)
        order = order.model_copy(update={"voids": instead_of})
        yield order
        yield approved(order, now.actor.id)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        """Only anew, where the letter that was made lacks something."""
        gone = _gone(case, case.party(party))
        return gone.decided_on if gone and _incomplete(case, gone) else None


NOT_WITH_THE_JUDICIARY = Refusal(
    "NotWithTheJudiciary",
    CRIME,
    Words("当事人{party}的案件没有移送司法机关，或者已经退回", "party {party} is not with the judiciary"),
    Words(
        "移送（transfer_to_judiciary）之后才有处理结果可以登记",
        "a result is recorded after the transfer (transfer_to_judiciary)",
    ),
)
LETTER_NOT_OUT = Refusal(
    "LetterNotOut",
    art(TRANSFER_RULES, "5"),
    Words(
        "涉嫌犯罪案件移送书（文书{document}）尚未送出",
        "the letter of transfer (document {document}) has not gone out",
    ),
    Words(
        "请先盖章送出（record_sealing）；缺少内容的，由负责人重新移送（transfer_to_judiciary）",
        "seal it first (record_sealing); where it lacks something let a head make it anew (transfer_to_judiciary)",
    ),
)


class ReturnFromJudiciary(PartiesMove):
    """Record what came back from the judiciary (司法机关退回、通报处理结果), with its paper; the case goes on where it was."""

    title: ClassVar = Words("登记司法机关处理结果", "record the return from the judiciary")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = CRIME
    makes: ClassVar = (ReturnedFromJudiciary,)

    outcome: Annotated[
        CriminalOutcome,
        Label(
            "处理结果",
            "outcome",
            "判处罚金的，同一行为不再给予罚款",
            "after a criminal fine the same act is not fined again",
        ),
    ]
    organ: Annotated[
        Line,
        Label(
            "作出处理的机关",
            "deciding organ",
            "公安机关、人民检察院或者人民法院",
            "police, procuratorate or court",
        ),
    ]
    on: Annotated[date, Label("处理日期", "day of the result", "法律文书载明的日期", "as its paper says")]
    proof: Annotated[
        FileHash,
        Label(
            "法律文书",
            "proof",
            "不予立案通知书、不起诉决定书、判决书等（文件的 SHA-256）",
            "the notice, decision or judgment (SHA-256 of the file)",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        gone = now.case.judiciary.away(who.id)
        if gone is None:
            yield NOT_WITH_THE_JUDICIARY(party=party)
        elif _sent_on(now.case, gone) is None:
            yield LETTER_NOT_OUT(document=gone.document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, organ=self.organ, proof=self.proof)
        sent = (now.case.judiciary.away(party) for party in self.parties)
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("处理日期", "the day of the result"),
            after=max((one.decided_on for one in sent if one), default=None),
            event=DECIDED_ON,
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ReturnedFromJudiciary(
            result=CriminalResult(
                parties=self.parties,
                outcome=self.outcome,
                organ=self.organ,
                on=self.on,
                proof=self.proof,
                returned_on=now.today,
            )
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        gone = _gone(case, case.party(party))
        return _sent_on(case, gone) if gone else None


def _gone(case: Case, party: Party) -> JudicialTransfer | None:
    """The transfer from which something is still waited for: not for who left, and not once the case is closed."""
    return None if party.left or case.closing.closed_on else case.judiciary.away(party.id)


def _incomplete(case: Case, transfer: JudicialTransfer) -> bool:
    return case.documents.known(transfer.document).lacks_something


def _sent_on(case: Case, transfer: JudicialTransfer) -> date | None:
    return case.documents.known(transfer.document).issued_on


def _deciding(case: Case, party: Party | None) -> Iterator[Span]:
    for transfer in case.judiciary.transfers:
        yield Span(start=transfer.reported_on, ended_on=transfer.decided_on)


def _sending(case: Case, party: Party | None) -> Iterator[Span]:
    for transfer in case.judiciary.transfers:
        yield Span(start=transfer.decided_on, ended_on=_sent_on(case, transfer))


MOVES = (TransferToJudiciary, ReturnFromJudiciary)
FACTS = (TransferredToJudiciary, ReturnedFromJudiciary)
CLOCKS = (
    Clock(TermKey.DECIDE_TRANSFER, owner=Role.HEAD, per_party=False, span=_deciding),
    Clock(TermKey.SEND_TRANSFER, owner=Role.OFFICER, per_party=False, span=_sending),
)
