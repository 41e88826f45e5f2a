"""Countersigning (会签): what takes two persons is proposed by one and becomes true when the other confirms it.

The proposal is judged when it is made and again when it is confirmed; it lapses with the papers on which it rests. Where
the profile has it countersigned on paper, the first person names the other, and hands in the paper that both have signed.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.people import Person, Role
from domain.case.proposals import Proposal, Proposals, SentBack
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Text
from domain.procedure.faults import filled
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort, Stamp, kind_of
from domain.procedure.obstacles import obstacles
from domain.procedure.roles import fits_as_second
from domain.record import FileHash, Names, named

OF_AN_AGENCY = (Role.HEAD, Role.OFFICER, Role.CLERK, Role.RECORDER, Role.PRESIDER)


class Proposed(Fact):
    """A move was proposed; it is not true before the second person confirms it."""

    title: ClassVar = Words("已提请会签", "proposed for countersigning")
    component: ClassVar = "proposals"
    proposal: Proposal

    def change(self, case: Case, stamp: Stamp) -> Proposals:
        return case.proposals.added(self.proposal)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{what}，第{number}号，待确认", "{what}, number {number}, to be confirmed").filled(
            what=kind_of(self.proposal.move).title, number=self.proposal.number
        )


class Confirmed(Fact):
    """The second person confirmed a proposal: the facts of its move follow."""

    title: ClassVar = Words("已会签", "countersigned")
    component: ClassVar = "proposals"
    proposal: int
    move: str
    proposed_by: str

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.proposed_by,)

    def change(self, case: Case, stamp: Stamp) -> Proposals:
        return case.proposals.without(self.proposal)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{what}，{who}提请", "{what}, proposed by {who}").filled(
            what=kind_of(self.move).title, who=self.proposed_by
        )


class ProposalSentBack(Fact):
    """A proposal was sent back to the person who had made it, with a reason."""

    title: ClassVar = Words("会签已退回", "proposal sent back")
    component: ClassVar = "proposals"
    proposal: int
    move: str
    parties: tuple[int | None, ...] = (None,)
    to: str
    reason: Text

    @property
    def persons(self) -> tuple[str, ...]:
        return (self.to,)

    def change(self, case: Case, stamp: Stamp) -> Proposals:
        back = SentBack(
            move=self.move, parties=self.parties, to=self.to, by=stamp.by, on=stamp.on, reason=self.reason
        )
        return case.proposals.without(self.proposal, back)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{what}，理由：{reason}", "{what}, because: {reason}").filled(
            what=kind_of(self.move).title, reason=self.reason
        )


class CountersignedOnPaper(Fact):
    """Both persons signed a paper, and one of them handed it in: the facts of the move follow."""

    title: ClassVar = Words("已纸面会签", "countersigned on paper")
    component: ClassVar = "proposals"
    move: str
    together_with: str
    signed: FileHash

    def change(self, case: Case, stamp: Stamp) -> Proposals:
        return case.proposals.model_copy(update={"on_paper": case.proposals.on_paper + 1})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{what}，会签人：{who}", "{what}, countersigned by {who}").filled(
            what=kind_of(self.move).title, who=self.together_with
        )


def stated(move: Move, now: Moment) -> Iterator[Fact]:
    """Yield what a move makes true: its facts, or that it is proposed where a second person has still to confirm it."""
    if move.with_role is None or move.together_with:
        if move.signed:
            yield CountersignedOnPaper(
                move=move.name, together_with=move.together_with or "", signed=move.signed
            )
        yield from move.facts(now)
        return
    yield Proposed(
        proposal=Proposal(
            number=now.case.proposals.count + 1,
            move=move.name,
            body=move.model_dump(mode="json", exclude_defaults=True),
            files=tuple(dict.fromkeys(named(move, Names.FILE))),
            parties=move.concerns,
            by=now.actor,
            people=tuple(now.people.values()),
            proposed_on=now.today,
            papers=now.case.papers_version,
        )
    )


def to_confirm(case: Case) -> Iterator[Proposal]:
    """Yield the proposals that can still be confirmed: those that rest on the present papers, before the decision."""
    return (p for p in case.proposals.waiting if can_be_confirmed(case, p))


def can_be_confirmed(case: Case, proposal: Proposal) -> bool:
    return proposal.papers == case.papers_version and not _decided_since(case, proposal)


def _decided_since(case: Case, proposal: Proposal) -> bool:
    """Whether what belongs before the decision waits no more, because that was made (on one of its parties, or on all)."""
    if not kind_of(proposal.move).until_decision:
        return False
    return any(
        case.party(party).decision is not None if party is not None else not any(case.undecided)
        for party in proposal.parties
    )


NOTHING_TO_CONFIRM = Refusal(
    "NothingToConfirm",
    None,
    Words("本案没有待您会签的事项", "nothing in this case waits for you to confirm it"),
    Words(
        "请先由承办人提出（例如 file_interview_report），提出人本人不能会签",
        "let an officer propose it first (such as file_interview_report); who proposed it cannot confirm it",
    ),
)
NO_SUCH_PROPOSAL = Refusal(
    "NoSuchProposal",
    None,
    Words("没有待会签的第{number}号事项", "no proposal {number} waits to be confirmed"),
    Words(
        "请在 proposal 中填写待会签事项的序号：{known}",
        "give in `proposal` the number of one that waits: {known}",
    ),
    Sort.FORM,
)


class _Answer(Move):
    """What the second person says to a proposal."""

    by: ClassVar = OF_AN_AGENCY
    source: ClassVar = art(APL, "38")

    proposal: Annotated[
        int,
        Label("会签事项", "proposal", "待会签事项的序号", "number of the proposal", SERIAL),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if not any(_may_answer(now, p) for p in to_confirm(now.case)):
            yield NOTHING_TO_CONFIRM(article=cls.source)

    def _unknown(self, now: Moment) -> Iterator[Refused]:
        theirs = [p.number for p in to_confirm(now.case) if _may_answer(now, p)]
        if self.proposal not in theirs:
            yield NO_SUCH_PROPOSAL(article=self.source, number=self.proposal, known=listed(map(str, theirs)))

    def _proposal(self, case: Case) -> Proposal:
        found = case.proposals.get(self.proposal)
        assert found is not None, "judged before"
        return found


def _may_answer(now: Moment, proposal: Proposal) -> bool:
    role = kind_of(proposal.move).with_role
    return (
        role is not None
        and now.actor.id != proposal.by.id
        and fits_as_second(now, now.actor, role, now.case.identity.agency.code)
    )


class Confirm(_Answer):
    """Confirm what another proposed (会签): it becomes true now, judged as things stand now."""

    title: ClassVar = Words("会签确认", "confirm a proposal")
    makes: ClassVar = (Confirmed,)

    def faults(self, now: Moment) -> Iterator[Refused]:
        wrong = list(self._unknown(now))
        yield from wrong
        if not wrong:
            proposal = self._proposal(now.case)
            yield from obstacles(_as_proposed(now, proposal), self._move(now, proposal))

    def facts(self, now: Moment) -> Iterator[Fact]:
        proposal = self._proposal(now.case)
        yield Confirmed(proposal=proposal.number, move=proposal.move, proposed_by=proposal.by.id)
        yield from self._move(now, proposal).facts(_as_proposed(now, proposal))

    def _move(self, now: Moment, proposal: Proposal) -> Move:
        body = {**proposal.body, "together_with": now.actor.id}
        return kind_of(proposal.move).model_validate(body)


def _as_proposed(now: Moment, proposal: Proposal) -> Moment:
    """The moment of the confirmation, with who proposed it as who acts: both are asked for as the directory has them now."""
    people: dict[str, Person] = {p.id: p for p in proposal.people} | now.people | {now.actor.id: now.actor}
    return replace(now, actor=people.get(proposal.by.id, proposal.by), people=people, countersigned=True)


class SendBack(_Answer):
    """Send a proposal back to who made it (退回), with the reason."""

    title: ClassVar = Words("退回会签事项", "send a proposal back")
    makes: ClassVar = (ProposalSentBack,)

    reason: Annotated[Text, Label("退回理由", "reason", "须补正什么", "what has to be mended")]

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from self._unknown(now)
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        proposal = self._proposal(now.case)
        yield ProposalSentBack(
            proposal=proposal.number,
            move=proposal.move,
            parties=proposal.parties,
            to=proposal.by.id,
            reason=self.reason,
        )


MOVES = (Confirm, SendBack)
FACTS = (Proposed, Confirmed, ProposalSentBack, CountersignedOnPaper)
