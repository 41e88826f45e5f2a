"""Publishing (公示): a decision of social influence is made public, and taken back where it does not stand (行政处罚法 第48条)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.mending import Withdrawn
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.recovering import Overturning
from domain.labels import Label
from domain.law.articles import art
from domain.law.terms import TermKey
from domain.lengths import Line, Text
from domain.procedure.chapters.documents import DocumentsOrdered, final
from domain.procedure.faults import filled, in_order
from domain.procedure.gates import leaving, parties
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Stamp
from domain.procedure.measuring import Clock, Span
from domain.record import FileHash


class DecisionPublished(PartyFact):
    """The decision was made public."""

    title: ClassVar = Words("决定已公示", "decision made public")
    on: date
    where: Line
    proof: FileHash

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"published_on": self.on})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{on} {where}", "{party}: {on}, {where}").filled(
            party=case.party(self.party).said, on=self.on, where=self.where
        )


NOT_TO_BE_PUBLISHED = Refusal(
    "NotToBePublished",
    art(APL, "48"),
    Words("对当事人{party}的决定不需公示", "the decision on party {party} is not to be made public"),
    Words(
        "无须办理；是否公示，在制作决定书时确定（prepare_decision 的 publish）",
        "nothing is to be done: whether it is made public is settled when the decision is prepared (prepare_decision,"
        " `publish`)",
    ),
)
PUBLISHED_ALREADY = Refusal(
    "PublishedAlready",
    art(APL, "48"),
    Words("对当事人{party}的决定已于{on}公示", "the decision on party {party} was made public on {on}"),
    Words(
        "无须再办；请接着备案（file_decision）、结案（close_case）",
        "nothing is left to do here: go on to file the decision (file_decision) and to close the case (close_case)",
    ),
)


DECISION_DOES_NOT_STAND = Refusal(
    "DecisionDoesNotStand",
    art(APL, "48.2"),
    Words(
        "对当事人{party}的决定已于{on}经{by}{how}，不再公示",
        "the decision on party {party} was {how} on {on} by {by}: it is not made public any more",
    ),
    Words(
        "已经公示的，撤回公示（withdraw_publication）；重新作出的决定另行公示",
        "take it back where it was made public (withdraw_publication); a new decision in its place is made public by itself",
    ),
)


def may_be_public(now: Moment, party: int | None) -> Iterator[Refused]:
    """What keeps a decision from the public, or from being so any more (行政处罚法 第48条)."""
    yield from parties.decided(now, party)
    who = now.case.party(party)
    if who.decision and not who.decision.publish:
        yield NOT_TO_BE_PUBLISHED(party=party)
    if ended := _never_again(who):
        yield DECISION_DOES_NOT_STAND(party=party, on=ended.on, by=ended.by, how=ended.how)
    if who.decision and (document := now.case.documents.get(who.decision.document)):
        yield from leaving.may_leave(now, document)


class Publicise(PartyMove):
    """Record that the decision was published (公示)."""

    title: ClassVar = Words("公示决定", "publicise the decision")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "48")
    makes: ClassVar = (DecisionPublished,)
    within: ClassVar = TermKey.PUBLICISE

    on: Annotated[date, Label("公示日期", "day of publication")]
    where: Annotated[
        Line,
        Label("公示途径", "where", "在哪里公示，如公示系统", "where it was made public, such as a system"),
    ]
    proof: Annotated[
        FileHash,
        Label(
            "公示凭证",
            "proof",
            "公示页面的截图等（文件的 SHA-256）",
            "a picture of the page, or the like (SHA-256 of the file)",
        ),
    ] = ""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from may_be_public(now, party)
        who = now.case.party(party)
        if who.published_on and not _never_again(who):
            yield PUBLISHED_ALREADY(party=party, on=who.published_on)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, where=self.where)
        decision = now.case.party(self.party).decision
        yield from in_order(
            now,
            self.source,
            self.on,
            Words("公示日期", "the day of publication"),
            after=decision.on if decision else None,
            event=Words("决定之日", "the day of the decision"),
        )

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield DecisionPublished(party=self.party, on=self.on, where=self.where, proof=self.proof)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        if who.decision is None or not who.decision.publish or who.published_on or _never_again(who):
            return None
        document = case.documents.get(who.decision.document)
        taken_back = who.recovery.withdrawn[-1].on if who.recovery.withdrawn else None
        return (taken_back or who.decision.on) if document and document.issued_on else None


class PublicationWithdrawn(PartyFact):
    """A publication was taken back, and the reason said in public."""

    title: ClassVar = Words("公示已撤回", "publication withdrawn")
    informs: ClassVar = (Role.OFFICER,)
    withdrawn: Withdrawn
    decision: int
    """The document of the decision that had been made public."""

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        recovery = party.recovery_of(self.decision)
        kept = recovery.model_copy(update={"withdrawn": (*recovery.withdrawn, self.withdrawn)})
        return party.under(self.decision, published_on=None, recovery=kept)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{on} {where}；{because}", "{party}: {on}, {where}; {because}").filled(
            party=case.party(self.party).said,
            on=self.withdrawn.on,
            where=self.withdrawn.where,
            because=self.withdrawn.because,
        )


NO_PUBLICATION_TO_WITHDRAW = Refusal(
    "NoPublicationToWithdraw",
    art(APL, "48.2"),
    Words(
        "当事人{party}没有应当撤回的公示：没有公示，或者公示的决定没有被变更、撤销、确认违法或者确认无效",
        "nothing published of party {party} is to be taken back: nothing was, or it was not changed, revoked, declared"
        " unlawful or void",
    ),
    Words(
        "决定被变更、撤销的，先记录其结果（record_remedy）或者撤销、变更（set_aside_decision）",
        "record first how the remedy ended (record_remedy), or set the decision aside (set_aside_decision)",
    ),
)
_OVERTURNED = Words(
    "决定被变更、撤销、确认违法或者确认无效之日",
    "the day on which the decision was changed, revoked, declared unlawful or void",
)


class WithdrawPublication(PartyMove):
    """Withdraw the publication (撤回公示) of a decision that was changed, revoked, declared unlawful or void, and say why."""

    title: ClassVar = Words("撤回公示", "withdraw the publication")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "48.2")
    makes: ClassVar = (PublicationWithdrawn, DocumentsOrdered)
    within: ClassVar = TermKey.WITHDRAW_PUBLICATION

    on: Annotated[date, Label("撤回日期", "day of the withdrawal")]
    where: Annotated[
        Line,
        Label(
            "撤回途径", "where", "从哪里撤回，如公示系统", "from where it was taken back, such as a system"
        ),
    ]
    reason: Annotated[
        Text,
        Label("撤回理由", "reason", "向社会公开说明的理由", "the reason, as it is said in public"),
    ]
    proof: Annotated[
        FileHash,
        Label(
            "撤回凭证",
            "proof",
            "撤回后页面的截图等（文件的 SHA-256）",
            "a picture of the page after it, or the like (SHA-256 of the file)",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        if not who.earlier:
            yield from parties.decided(now, party)
        if (who.decision or who.earlier) and to_withdraw(who) is None:
            yield NO_PUBLICATION_TO_WITHDRAW(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, where=self.where, reason=self.reason, proof=self.proof)
        found = to_withdraw(now.case.party(self.party))
        assert found is not None, "bars asked for it"
        day = Words("撤回日期", "the day of the withdrawal")
        yield from in_order(now, self.source, self.on, day, after=found[1].on, event=_OVERTURNED)

    def facts(self, now: Moment) -> Iterator[Fact]:
        found = to_withdraw(now.case.party(self.party))
        assert found is not None, "bars asked for it"
        under, overturning = found
        assert under.decision is not None, "only what was decided is published"
        assert under.published_on is not None, "only what was published is taken back"
        order = final(now.case, DocumentKind.PUBLICATION_WITHDRAWAL, self.party)
        withdrawn = Withdrawn(
            published_on=under.published_on,
            due_since=overturning.on,
            because=f"经{overturning.by.zh}{overturning.how.zh}",
            on=self.on,
            where=self.where,
            reason=self.reason,
            proof=self.proof,
            document=order.documents[0].id,
        )
        yield PublicationWithdrawn(party=self.party, withdrawn=withdrawn, decision=under.decision.document)
        yield order

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        found = to_withdraw(case.party(party))
        return found[1].on if found else None


def to_withdraw(party: Party) -> tuple[Party, Overturning] | None:
    """Under which decision a publication is to be taken back, and what overturned it."""
    found = ((under, _taken_back_for(under)) for under in party.as_decided)
    return next(((under, why) for under, why in found if why), None)


def _taken_back_for(under: Party) -> Overturning | None:
    """What overturned a decision that is public, and no publication was taken back for it before.

    What left nothing of it, or declared it unlawful, may be known only after the publication, whichever day it bears.
    """
    if under.published_on is None:
        return None
    return _overturned_since(under) or _never_again(under)


def _overturned_since(under: Party) -> Overturning | None:
    """What overturned a decision on the day on which it became public, or later."""
    published_on, before = under.published_on, under.recovery.withdrawn
    if published_on is None:
        return None
    answered = before[-1].due_since if before else date.min
    return next((o for o in under.recovery.overturnings if o.on >= published_on and o.on > answered), None)


def _never_again(party: Party) -> Overturning | None:
    """What left nothing of a decision that is to be public, or declared it unlawful."""
    return next((o for o in party.recovery.overturnings if not o.penalties), None)


def _publicise(case: Case, party: Party | None) -> Iterator[Span]:
    """From the decision; what was changed and taken back is made public anew as it stands [I]."""
    if party is None or party.decision is None or not party.decision.publish:
        return
    before, never_again = party.recovery.withdrawn, _never_again(party)
    lapsed_on = never_again.on if never_again else None
    starts = (party.decision.on, *(w.on for w in before))
    ends = (*(w.published_on for w in before), party.published_on)
    for start, ended_on in zip(starts, ends, strict=True):
        if ended_on or lapsed_on is None or start < lapsed_on:
            yield Span(start=start, ended_on=ended_on, lapsed_on=lapsed_on)


def _withdraw(case: Case, party: Party | None) -> Iterator[Span]:
    assert party is not None, "a clock of a party"
    # Nobody is late with what was known too late: of that the work list alone speaks.
    yield from (Span(start=w.due_since, ended_on=w.on) for w in party.recovery.withdrawn)
    if due := _overturned_since(party):
        yield Span(start=due.on)


MOVES = (Publicise, WithdrawPublication)
FACTS = (DecisionPublished, PublicationWithdrawn)
CLOCKS = (
    Clock(TermKey.PUBLICISE, owner=Role.OFFICER, per_party=True, of_decision=True, span=_publicise),
    Clock(TermKey.WITHDRAW_PUBLICATION, owner=Role.OFFICER, per_party=True, of_decision=True, span=_withdraw),
)
