"""Service (送达): recorded with its proof; the clocks run from the day of service."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.service import CompletedService, Mode, ReceiverKind, Service
from domain.labels import SERIAL, Label, label_of
from domain.law.articles import art
from domain.law.counting import nth_working_day
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.lengths import UpToServed
from domain.procedure.chapters.documents import DocumentsOrdered, final
from domain.procedure.faults import blank, in_order
from domain.procedure.gates import leaving, receiving
from domain.procedure.gates.serving import (
    CPL,
    DECISIONS,
    GROUNDS,
    issue_day,
    issued_on,
    lawful_modes,
    may_be_served,
    something_to_serve,
    unserved,
)
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span
from domain.procedure.roles import as_officer


class Served(PartyFact):
    """A document was served. The clock starts from `served_on`, not from when it was typed in."""

    title: ClassVar = Words("已送达", "served")
    informs: ClassVar = (Role.OFFICER,)
    service: CompletedService

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        """An announcement of these documents is completed by it, or has become needless."""
        done = {"completed_on": self.service.served_on}
        announcements = tuple(
            a.model_copy(update=done)
            if a.completed_on is None and set(a.documents) & set(self.service.documents)
            else a
            for a in party.announcements
        )
        services = (*party.services, self.service)
        return party.model_copy(update={"services": services, "announcements": announcements})

    def said(self, case: Case) -> Iterator[Words]:
        service = self.service
        signed = Words("，{receiver}签收", ", signed for by {receiver}").filled(receiver=service.receiver)
        how = signed if service.signed else ""
        yield Words(
            "{party} {documents}：{mode}，{on}送达{signed}",
            "{party}, {documents}: {mode}, served on {on}{signed}",
        ).filled(
            party=case.party(self.party).said,
            documents=case.documents.said(service.documents),
            mode=service.mode,
            on=service.served_on,
            signed=RECEIPT_CONFIRMED if service.receipt_shown_by else how,
        )


RECEIPT_CONFIRMED = Words("，确已收到", ", receipt confirmed")
NOT_THEIR_MODE = Refusal(
    "NotTheirMode",
    None,
    Words(
        "送达平台只能报告电子送达或者邮寄送达",
        "a delivery system reports electronic or postal service only",
    ),
    Words(
        "请由承办人记录{mode}（record_service）",
        "let an officer of the case record {mode} (`record_service`)",
    ),
    Sort.PERSON,
)
MODE_NOT_LAWFUL = Refusal(
    "ModeNotLawful",
    art(CPL, "88"),
    Words("现在不能记录为{mode}；可以采用：{open}", "{mode} cannot be recorded now; open are: {open}"),
    Words(
        "请改用可以采用的方式（mode），或者先记录未能送达（record_service_attempt），邮寄、委托、转交的也可写明事由（ground）；"
        "公告送达用 serve_by_announcement 办理",
        "choose a `mode` that is open, or record the attempt that failed first (`record_service_attempt`); by post,"
        " entrusted or forwarded it may rest on a `ground` instead; an announcement is ordered by `serve_by_announcement`",
    ),
)
NO_GROUND = Words("该方式没有另外的事由", "this mode has none")
GROUND_OF_ANOTHER_MODE = Refusal(
    "GroundOfAnotherMode",
    art(CPL, "91"),
    Words("“{ground}”不是{mode}的事由", "{mode} does not rest on this ground: {ground}"),
    Words("请改填 ground（{known}），或者不填", "give another `ground` ({known}), or leave it out"),
    Sort.FORM,
)
NO_ONLINE_REMEDY = Refusal(
    "NoOnlineRemedy",
    art("行政复议法", "22"),
    Words(
        "电子送达决定书须同时告知网上申请复议的渠道，本机关没有登记该渠道（reconsideration_channel）",
        "a decision served electronically names the online channel for reconsideration, and this agency has none"
        " on record (`reconsideration_channel`)",
    ),
    Words("请改用其他送达方式（mode）", "serve it by another `mode`"),
)
PROOF_OF_SERVICE_INCOMPLETE = Refusal(
    "ProofOfServiceIncomplete",
    art(CPL, "87"),
    Words("送达回证缺少：{fields}", "the proof of service lacks: {fields}"),
    Words("请在 service 中补齐：{fields}", "give in `service`: {fields}"),
    Sort.FORM,
)
RECORDED_LATE_WITHOUT_REASON = Refusal(
    "RecordedLateWithoutReason",
    art(APL, "47"),
    Words(
        "送达（{on}）后超过{allowed}个工作日才记录，没有写明原因",
        "recorded more than {allowed} working days after service ({on}), without a reason",
    ),
    Words("请在 service 的 late_reason 中写明原因", "give the reason in `late_reason` of `service`"),
    Sort.FORM,
)


_RETURNED_MAIL = of_sector(Provision.RETURNED_MAIL)
NOT_TO_THE_CONFIRMED_ADDRESS = Refusal(
    "NotToTheConfirmedAddress",
    _RETURNED_MAIL,
    Words(
        "只有寄往当事人此前已确认的送达地址的邮件，退回才视为送达",
        "only mail to the address that the party had confirmed before is served by coming back",
    ),
    Words(
        "请记录未能送达（record_service_attempt，failure 选 returned）；当事人确认地址的，先记录（confirm_address）",
        "record the attempt in vain (`record_service_attempt`, `failure` returned); an address that the party confirms is"
        " recorded by `confirm_address`",
    ),
)
RETURNED_MAIL_SERVES_NOBODY = Refusal(
    "ReturnedMailServesNobody",
    _RETURNED_MAIL,
    Words(
        "本行业没有已知的条文规定退回的邮件视为送达",
        "no article is known under which mail that came back counts as served in this sector",
    ),
    Words(
        "请记录未能送达（record_service_attempt，failure 选 returned），再用其他方式送达",
        "record the attempt in vain (`record_service_attempt`, `failure` returned), and serve it in another mode",
    ),
)


class RecordService(PartyMove):
    """Record that documents were served, with the signed proof (送达回证)."""

    title: ClassVar = Words("记录送达", "record service")
    by: ClassVar = (Role.OFFICER, Role.DELIVERY)
    source: ClassVar = art(APL, "61")
    makes: ClassVar = (Served, DocumentsOrdered)
    within: ClassVar = TermKey.SERVE_DECISION

    documents: Annotated[
        UpToServed[int],
        Label(
            "文书",
            "documents",
            "所送达的文书在本案中的序号；约谈函和告知书一并送达",
            "numbers of the documents in the case; letter and notice are served together",
            SERIAL,
        ),
    ]
    service: Annotated[
        Service, Label("送达情况", "service", "方式、日期和送达回证", "mode, days and proof of service")
    ]

    def acted_on(self, now: Moment) -> date:
        return self.service.on

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from something_to_serve(now, party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from may_be_served(now, self, self.documents)
        yield from self._mode_is_lawful(now)
        yield from self._proof()
        yield from receiving.entitled(now.case.party(self.party), self.service)
        yield from self._comes_back(now)
        yield from self._days(now)
        if self.service.on <= now.today:
            yield from self._recorded_in_time(now)

    def _mode_is_lawful(self, now: Moment) -> Iterator[Refused]:
        party, mode = now.case.party(self.party), self.service.mode
        if not as_officer(now) and mode not in (Mode.ELECTRONIC, Mode.POST):
            yield NOT_THEIR_MODE(article=self.source, mode=mode)
        if mode is Mode.ELECTRONIC:
            yield from leaving.consented(party, self.service.handed_over_on)
            yield from self._online_remedy(now)
            return
        ground, known = self.service.ground, GROUNDS.get(mode, ())
        if ground is not None and ground not in known:
            yield GROUND_OF_ANOTHER_MODE(
                ground=ground, mode=mode, known=listed(known) if known else NO_GROUND
            )
        lawful = lawful_modes(party, self.documents, self.service.handed_over_on, ground)
        lawful.pop(Mode.ANNOUNCEMENT, None)  # It has a move of its own.
        if mode not in lawful:
            reasons = (Words(f"{m.zh}：{why.zh}", f"{m.en}: {why.en}") for m, why in lawful.items())
            yield MODE_NOT_LAWFUL(mode=mode, open=listed(reasons))

    def _online_remedy(self, now: Moment) -> Iterator[Refused]:
        """通过互联网送达决定的，应当同时提供提交复议申请的互联网渠道 (行政复议法 第22条)."""
        found = (now.case.documents.get(n) for n in self.documents)
        decision = any(d and d.kind in DECISIONS for d in found)
        if decision and not now.case.identity.agency.reconsideration_channel:
            yield NO_ONLINE_REMEDY()

    def _days(self, now: Moment) -> Iterator[Refused]:
        issued, sent = issue_day(now, self.documents), self.service.sent_on
        issuing = Words("文书发出之日", "the day on which the documents were issued")
        sending = Words("交寄日期", "the day of sending")
        if sent is not None:
            yield from in_order(now, self.source, sent, sending, after=issued, event=issuing)
        yield from in_order(
            now,
            self.source,
            self.service.on,
            Words("送达日期", "the day of service"),
            after=sent or issued,
            event=sending if sent else issuing,
        )

    def _proof(self) -> Iterator[Refused]:
        service = self.service
        needed: dict[str, object] = {"proof": service.proof}
        if service.mode is Mode.LEFT:
            needed |= {"refusal": service.refusal, "witness": service.witness}
        elif not service.returned_because:
            needed["receiver"] = service.receiver
            if service.mode is not Mode.ELECTRONIC:  # It reaches the account itself, and nobody in its stead.
                needed["receiver_kind"] = service.receiver_kind
        if service.receiver_kind is ReceiverKind.AUTHORISED:
            needed |= {"relation": service.relation, "authority": service.authority}
        if service.mode is Mode.DIRECT:
            needed["signed"] = service.signed
        missing = [name for name, value in needed.items() if blank(value)]
        if missing:
            yield PROOF_OF_SERVICE_INCOMPLETE(fields=listed(map(_field, missing)))

    def _comes_back(self, now: Moment) -> Iterator[Refused]:
        """Mail to the confirmed address is served on the day it comes back, where the sector says so."""
        confirmed = now.case.party(self.party).confirmed_address
        if not self.service.returned_because:
            return
        if (
            self.service.mode is not Mode.POST
            or confirmed is None
            or confirmed.on > self.service.handed_over_on
        ):
            yield NOT_TO_THE_CONFIRMED_ADDRESS()
        elif now.rules.cited(_RETURNED_MAIL) == _RETURNED_MAIL.national.to_confirm():
            yield RETURNED_MAIL_SERVES_NOBODY()

    def _recorded_in_time(self, now: Moment) -> Iterator[Refused]:
        service, allowed = self.service, now.rules.switches.late_recording_days
        if not blank(service.late_reason):
            return
        if nth_working_day(service.on, allowed, now.rules.calendar).remind_by < now.today:
            yield RECORDED_LATE_WITHOUT_REASON(on=service.on, allowed=allowed)

    def facts(self, now: Moment) -> Iterator[Fact]:
        service = self.service
        proof = final(
            now.case,
            DocumentKind.PROOF_OF_SERVICE,
            self.party,
            about=str(len(now.case.party(self.party).services)),
        )
        yield Served(
            party=self.party,
            service=CompletedService(
                documents=self.documents,
                mode=service.mode,
                served_on=service.on,
                handed_over_on=service.handed_over_on,
                receiver=service.receiver,
                receiver_kind=service.receiver_kind,
                relation=service.relation,
                authority=service.authority,
                ground=service.ground,
                signed=service.signed,
                refusal=service.refusal,
                witness=service.witness,
                proof=service.proof,
                proof_document=proof.documents[0].id,
                by_whom=service.by_whom,
                returned_because=service.returned_because,
            ),
        )
        yield proof

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        days = [day for d in unserved(case, who) if (day := issued_on(case, d))]
        return min(days) if days and who.announcement is None else None


def _field(name: str) -> Words:
    """A field of the service by its label and its key."""
    label = label_of(Service.model_fields[name])
    assert label is not None, "every field has a label"
    return Words(f"{label.zh}（{name}）", f"{label.en} (`{name}`)")


def _serving_the_decision(case: Case, party: Party | None) -> Iterator[Span]:
    if party is None or party.decision is None:
        return
    service = party.decision_service
    announced = [
        a.published_on
        for a in party.announcements
        if party.decision.document in a.documents and a.published_on
    ]
    ended = service.handed_over_on if service else (announced[0] if announced else None)
    revoked = party.recovery.revoked
    yield Span(start=party.decision.on, ended_on=ended, lapsed_on=revoked.on if revoked else None)


MOVES = (RecordService,)
FACTS = (Served,)
CLOCKS = (
    Clock(
        TermKey.SERVE_DECISION,
        owner=Role.OFFICER,
        per_party=True,
        of_decision=True,
        span=_serving_the_decision,
    ),
)
