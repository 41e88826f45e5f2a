"""The re-check (复核): each point that the party made is answered, with a reason; never heavier because of it."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.papers import Proposal
from domain.case.parties import Answer, CompletedRecheck, Party, PointOutcome
from domain.case.people import Role
from domain.law.articles import art
from domain.law.penalties import heavier
from domain.procedure.faults import filled, penalties_sound
from domain.procedure.gates import parties
from domain.procedure.language import APL, MALFORMED, Fact, Moment, PartyFact, PartyMove, Refused, Stamp
from domain.record import FileHash, Record


class PointAnswer(Record):
    point: str
    """Id of the point: `S1` a statement, `I1` a point of the interview, `H1` of the hearing."""
    passage: str = ""
    """The passage answered. A statement is one point until it is divided; then every part names its passage."""
    outcome: PointOutcome
    reason: str


class Rechecked(PartyFact):
    """Points were answered; the proposal is what came of it."""

    title: ClassVar = Words("已复核", "rechecked")
    informs: ClassVar = (Role.OFFICER,)
    recheck: CompletedRecheck

    @property
    def persons(self) -> tuple[str, ...]:
        return self.recheck.by

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        notices = party.last_notices
        assert notices is not None, "what is re-checked answers notices"
        changed = party.with_last_notices(rechecks=(*notices.rechecks, self.recheck))
        return changed.model_copy(update={"proposal": self.recheck.proposal})


class Recheck(PartyMove):
    """Re-check what a party said (复核陈述申辩): every open point, adopted, partly or not, with the reason."""

    title: ClassVar = Words("复核", "recheck")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.OFFICER
    source: ClassVar = art(APL, "45")
    makes: ClassVar = (Rechecked,)

    answers: tuple[PointAnswer, ...]
    proposal: Proposal
    """The resulting proposal (复核后的拟处罚) against this party."""
    form: FileHash
    """SHA-256 of the signed 复核意见书."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        if not who.unanswered:
            yield Refused("NothingToRecheck", cls.source, "没有待复核的意见 · no point waits for a re-check")

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from filled(self.source, form=self.form)
        yield from penalties_sound(self.proposal.penalties, f"当事人{self.party}")
        open_ = {p.id for p in party.unanswered}
        answered = [a.point for a in self.answers]
        for missing in sorted(open_ - set(answered)):
            yield Refused(
                "PointNotAnswered",
                self.source,
                f"意见{missing}没有答复：请逐项复核 · point {missing} is not answered: answer every point",
            )
        for stranger in sorted(set(answered) - open_):
            yield Refused(
                "UnknownPoint",
                self.source,
                f"没有待复核的意见{stranger} · no open point {stranger}: check the id",
                MALFORMED,
            )
        for answer in self.answers:
            if not answer.reason or (answered.count(answer.point) > 1 and not answer.passage):
                yield Refused(
                    "AnswerWithoutReason",
                    self.source,
                    f"意见{answer.point}须写明理由；分项答复的须写明所答复的段落"
                    f" · point {answer.point}: give the reason, and the passage where a statement is divided",
                    MALFORMED,
                )
        yield from self._not_heavier(now, party)

    def _not_heavier(self, now: Moment, party: Party) -> Iterator[Refused]:
        notices = party.issued_notices
        told = notices.notified.penalties if notices else party.proposal.penalties
        for excess in heavier(self.proposal.penalties, told, now.rules.switches.severity):
            yield Refused(
                "HeavierBecauseOfDefence",
                art(APL, "45"),
                f"不得因陈述、申辩而加重处罚：{excess.reason} · never heavier because the party defended itself",
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        recheck = CompletedRecheck(
            on=now.today,
            by=(now.actor.id, self.together_with or ""),
            answers=tuple(Answer(**a.model_dump()) for a in self.answers),
            proposal=self.proposal,
            form=self.form,
        )
        yield Rechecked(party=self.party, recheck=recheck)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        if who.decision or not who.unanswered or who.last_notices is None:
            return None
        return who.last_notices.outcome.on if who.last_notices.outcome else None


MOVES = (Recheck,)
FACTS = (Rechecked,)
