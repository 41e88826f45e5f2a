"""Attempts at service (送达未成): what was tried and failed, so that the modes lawful next are known."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.service import Attempt, Failure, Mode, ReceiverKind, Search
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Line, Text, UpToSearches, UpToServed
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import receiving
from domain.procedure.gates.serving import CPL, issue_day, may_be_served, something_to_serve
from domain.procedure.language import Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp
from domain.record import FileHash


class ServiceAttempted(PartyFact):
    """Service was tried and failed; the modes lawful next follow from it."""

    title: ClassVar = Words("未能送达", "service attempted in vain")
    informs: ClassVar = (Role.OFFICER,)
    attempt: Attempt

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"attempts": (*party.attempts, self.attempt)})

    def said(self, case: Case) -> Iterator[Words]:
        tried = self.attempt
        yield Words(
            "{party} {documents}：{mode}未成，{failure}；{why}",
            "{party}, {documents}: {mode} failed, {failure}; {why}",
        ).filled(
            party=case.party(self.party).said,
            documents=case.documents.said(tried.documents),
            mode=tried.mode,
            failure=tried.failure,
            why=tried.why,
        )
        if tried.looked_for:
            yield Words("查找下落：{ways}", "looked for: {ways}").filled(ways=listed(tried.looked_for))


ANNOUNCEMENT_IS_NO_ATTEMPT = Refusal(
    "AnnouncementIsNoAttempt",
    art(CPL, "95"),
    Words("公告送达不是一次送达尝试", "an announcement is no attempt at service"),
    Words("公告送达请用 serve_by_announcement 办理", "order it by serve_by_announcement"),
    Sort.FORM,
)


LOOKED_FOR_AT_THE_ADDRESS_ALONE = Refusal(
    "LookedForAtTheAddressAlone",
    art(CPL, "95"),
    Words(
        "只到住所地、经营场所查找，不足以认定下落不明",
        "a visit to the address alone does not show that the whereabouts are unknown",
    ),
    Words(
        "请再以其他途径查找，并在 looked_for 中写明；没有查找的，failure 选 absent 或者 moved",
        "look for the party in another way too, and say so in `looked_for`; where nobody did, choose `absent` or"
        " `moved` as `failure`",
    ),
    Sort.FORM,
)


class RecordServiceAttempt(PartyMove):
    """Record that service was tried and failed (送达未成), so that the modes lawful next are known."""

    title: ClassVar = Words("记录未能送达", "record an attempt at service")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(CPL, "88")
    makes: ClassVar = (ServiceAttempted,)

    documents: Annotated[
        UpToServed[int],
        Label(
            "文书",
            "documents",
            "未能送达的文书在本案中的序号",
            "numbers of the documents in the case",
            SERIAL,
        ),
    ]
    mode: Annotated[Mode, Label("送达方式", "mode of service")]
    on: Annotated[date, Label("送达日期", "day of the attempt")]
    by_whom: Annotated[Line, Label("送达人", "server", "谁去送达的", "who tried to serve")]
    failure: Annotated[Failure, Label("未成原因", "why it failed")]
    why: Annotated[Text, Label("经过", "course", "当时的情况", "what happened, in words")]
    refused_by: Annotated[
        ReceiverKind | None,
        Label(
            "拒收人的身份",
            "who refused",
            "拒收的填写（民事诉讼法第89条）",
            "where it was refused (Civil Procedure Law art. 89)",
        ),
    ] = None
    looked_for: Annotated[
        UpToSearches[Search],
        Label(
            "查找下落的途径",
            "how the party was looked for",
            "下落不明的填写；只到住所查找的不够",
            "where the whereabouts are unknown; a visit to the address is not enough",
        ),
    ] = ()
    proof: Annotated[
        FileHash,
        Label(
            "查找的证明",
            "proof of the search",
            "下落不明的，查找记录、证明的扫描件",
            "where the whereabouts are unknown: scan of the record or certificate",
        ),
    ] = ""

    def acted_on(self, now: Moment) -> date:
        return self.on

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from something_to_serve(now, party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from may_be_served(now, self, self.documents)
        yield from filled(self, by_whom=self.by_whom, why=self.why)
        if self.mode is Mode.ANNOUNCEMENT:
            yield ANNOUNCEMENT_IS_NO_ATTEMPT()
        yield from self._failed_for_its_reason(now)
        issued = issue_day(now, self.documents)
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("送达日期", "the day of the attempt"),
            after=issued,
            event=Words("文书发出之日", "the day on which the documents were issued"),
        )

    def _failed_for_its_reason(self, now: Moment) -> Iterator[Refused]:
        """What opens leaving is a refusal by who may receive, what opens an announcement a search that is proven."""
        if self.failure is Failure.REFUSED:
            yield from filled(self, under=art(CPL, "89"), refused_by=self.refused_by)
            yield from receiving.refused_by_the_party(now.case.party(self.party), self.refused_by)
        if self.failure is Failure.WHEREABOUTS_UNKNOWN:
            yield from filled(self, under=art(CPL, "95"), looked_for=self.looked_for, proof=self.proof)
            if set(self.looked_for) == {Search.ADDRESS}:
                yield LOOKED_FOR_AT_THE_ADDRESS_ALONE()

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield ServiceAttempted(
            party=self.party,
            attempt=Attempt(
                documents=self.documents,
                mode=self.mode,
                on=self.on,
                by_whom=self.by_whom,
                failure=self.failure,
                why=self.why,
                refused_by=self.refused_by,
                looked_for=self.looked_for,
                proof=self.proof,
            ),
        )


MOVES = (RecordServiceAttempt,)
FACTS = (ServiceAttempted,)
