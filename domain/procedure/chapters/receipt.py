"""Receipt confirmed (确认收到): a service was annulled, and the party demonstrably had the document all the same [I]."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.annulling import ActKind
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.service import CompletedService, Mode
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Text, UpToServed
from domain.procedure.chapters.service import Served
from domain.procedure.faults import filled, in_order
from domain.procedure.gates.serving import issue_day, may_be_served, unserved
from domain.procedure.language import APL, Fact, Moment, PartyMove, Refusal, Refused, Sort
from domain.record import FileHash

NO_SERVICE_ANNULLED = Refusal(
    "NoServiceAnnulled",
    art(APL, "61"),
    Words(
        "当事人{party}没有送达已撤销、尚未重新送达的文书",
        "party {party} has no document whose service was annulled and that was not served again",
    ),
    Words(
        "请照常送达（record_service）；原送达有误的，先撤销（annul）",
        "serve it as usual (record_service); where a service was wrong, annul that first (annul)",
    ),
)
SERVICE_NOT_ANNULLED = Refusal(
    "ServiceNotAnnulled",
    art(APL, "61"),
    Words("文书{documents}的送达没有撤销过", "no service of these documents was annulled: {documents}"),
    Words(
        "请在 documents 中填写送达已撤销的文书（{known}）；其他文书照常送达（record_service）",
        "name in `documents` those whose service was annulled ({known}); serve others as usual (record_service)",
    ),
    Sort.FORM,
)


def _annulled(case: Case, party: Party) -> dict[int, Mode]:
    """By which mode each document was said to be served, whose service was annulled and that waits to be served."""
    waiting = {d.id for d in unserved(case, party)}
    annulled = case.annulments.of(ActKind.SERVICE, party.id)
    services = (CompletedService.model_validate_json(act.said) for act in annulled)
    return {d: service.mode for service in services for d in service.documents if d in waiting}


class ConfirmReceipt(PartyMove):
    """Record that the party demonstrably had documents whose service was annulled (确认收到): it is served from that day."""

    title: ClassVar = Words("确认收到", "confirm the receipt")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "61")
    makes: ClassVar = (Served,)

    documents: Annotated[
        UpToServed[int],
        Label(
            "文书",
            "documents",
            "当事人确已收到的文书在本案中的序号；约谈函和告知书一并填写",
            "numbers in the case of what the party had; letter and notice together",
            SERIAL,
        ),
    ]
    on: Annotated[
        date,
        Label(
            "收到日期",
            "day of receipt",
            "能够证明当事人已经收到的最早一日；期限自次日起算",
            "the first day on which it demonstrably had them; its terms run from the day after",
        ),
    ]
    how: Annotated[
        Text,
        Label(
            "如何证明",
            "how it is shown",
            "例如当事人在陈述中引用了告知书的内容",
            "such as a statement in which the party quotes the notice",
        ),
    ]
    proof: Annotated[FileHash, Label("证明", "proof", "证明材料的扫描件", "scan of the paper that shows it")]

    def acted_on(self, now: Moment) -> date:
        return self.on

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not _annulled(now.case, now.case.party(party)):
            yield NO_SERVICE_ANNULLED(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from may_be_served(now, self, self.documents)
        yield from filled(self, how=self.how, proof=self.proof)
        known = _annulled(now.case, now.case.party(self.party))
        if others := [d for d in self.documents if d not in known]:
            yield SERVICE_NOT_ANNULLED(documents=listed(map(str, others)), known=listed(map(str, known)))
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("收到日期", "the day of receipt"),
            after=issue_day(now, self.documents),
            event=Words("文书发出之日", "the day on which the documents were issued"),
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        yield Served(
            party=self.party,
            service=CompletedService(
                documents=self.documents,
                mode=_annulled(now.case, party)[self.documents[0]],
                served_on=self.on,
                handed_over_on=self.on,
                receiver=party.name,
                proof=self.proof,
                receipt_shown_by=self.how,
            ),
        )


MOVES = (ConfirmReceipt,)
FACTS = ()
