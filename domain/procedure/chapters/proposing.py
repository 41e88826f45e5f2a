"""Proposing (提出会签): what takes two persons stands as a proposal until the other confirms it or sends it back.

It is judged when it is made, and lapses with the papers on which it rests. Where the profile has it countersigned on paper,
the first person names the other, and hands in the paper that both have signed.
"""

from collections.abc import Iterator
from typing import ClassVar

from domain.bilingual import Words
from domain.canonical import canonical, sha256
from domain.case.case import Case
from domain.case.people import Role
from domain.case.proposals import Proposal, Proposals, SentBack
from domain.lengths import Text
from domain.procedure.language import Fact, Moment, Move, Stamp, kind_of
from domain.procedure.roles import holds
from domain.record import FileHash, Names, PersonId, named
from domain.texts import by_address


class Proposed(Fact):
    """A move was proposed; it is not true before the second person confirms it."""

    title: ClassVar = Words("已提请会签", "proposed for countersigning")
    component: ClassVar = "proposals"
    proposal: Proposal
    heads: tuple[PersonId, ...] = ()
    """The heads for one of whom it waits, as the directory had them: each is told."""

    @property
    def persons(self) -> tuple[str, ...]:
        return self.heads

    def change(self, case: Case, stamp: Stamp) -> Proposals:
        # Computed here: the fact of an older case says nothing of it, and its replay must say the same.
        content = content_of(kind_of(self.proposal.move).model_validate(self.proposal.body))
        return case.proposals.added(self.proposal.model_copy(update={"content": content}))

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
    parties: tuple[int | None, ...] = ()
    """The parties whom the move concerns; `None` stands for the case. None at all where that was not kept yet."""

    def change(self, case: Case, stamp: Stamp) -> Proposals:
        before = case.proposals
        sent_back = before.sent_back_but(self.move, self.parties)
        return before.model_copy(update={"on_paper": before.on_paper + 1, "sent_back": sent_back})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{what}，会签人：{who}", "{what}, countersigned by {who}").filled(
            what=kind_of(self.move).title, who=self.together_with
        )


def stated(move: Move, now: Moment) -> Iterator[Fact]:
    """Yield what a move makes true: its facts, or that it is proposed where a second person has still to confirm it."""
    if move.with_role is None or move.together_with:
        if move.signed:
            yield CountersignedOnPaper(
                move=move.name,
                together_with=move.together_with or "",
                signed=move.signed,
                parties=move.concerns,
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
        ),
        heads=tuple(heads_for(now, move)),
    )


def heads_for(now: Moment, move: Move) -> Iterator[str]:
    """Yield the heads who may confirm a move; officers and recorders know of it from the act itself."""
    if move.with_role is Role.HEAD:
        agency = now.case.identity.agency.code
        others = (person for person in now.people.values() if person.id != now.actor.id)
        yield from (person.id for person in others if holds(now, person, Role.HEAD, agency))


def content_of(move: Move) -> str:
    """Return the SHA-256 of what a move says: it names what the second person had in sight."""
    return sha256(canonical(by_address(move).model_dump(mode="json", exclude_defaults=True)))


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
        not case.party(party).pending if party is not None else not any(case.undecided)
        for party in proposal.parties
    )


FACTS = (Proposed, Confirmed, ProposalSentBack, CountersignedOnPaper)
