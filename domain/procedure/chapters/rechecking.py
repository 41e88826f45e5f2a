"""The re-check (复核): each point that the party made is answered, with a reason; never heavier because of it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.papers import Proposal
from domain.case.parties import Party, Right
from domain.case.people import Role
from domain.case.rechecks import Answer, CompletedRecheck
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import ExcessKind, Penalty, heavier
from domain.lengths import UpToAnswers
from domain.procedure.faults import blank, filled, penalties_sound
from domain.procedure.gates import minors, parties
from domain.procedure.gates.notice import NOT_NOTIFIED, graver_tier
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Sort,
    Stamp,
)
from domain.record import FileHash


class Rechecked(PartyFact):
    """Points were answered; the proposal is what came of it."""

    title: ClassVar = Words("已复核", "re-checked")
    informs: ClassVar = (Role.OFFICER,)
    recheck: CompletedRecheck

    @property
    def persons(self) -> tuple[str, ...]:
        return self.recheck.by

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        changed = party.with_last_notices(rechecks=(*party.notices[-1].rechecks, self.recheck))
        return changed.with_decision_overtaken().model_copy(update={"proposal": self.recheck.proposal})

    def said(self, case: Case) -> Iterator[Words]:
        for answer in self.recheck.answers:
            yield Words("意见 {point} {outcome}：{reason}", "point {point} {outcome}: {reason}").filled(
                point=answer.point, outcome=answer.outcome, reason=answer.reason
            )
        yield Words("{party}复核后拟{penalties}", "{party}, intended after the re-check: {penalties}").filled(
            party=case.party(self.party).said, penalties=_intended(self.recheck.proposal.penalties)
        )


def _intended(penalties: tuple[Penalty, ...]) -> Words:
    return listed(p.said for p in penalties) if penalties else Words("不予处罚", "no penalty")


NOTHING_TO_RECHECK = Refusal(
    "NothingToRecheck",
    art(APL, "45"),
    Words("当事人{party}没有待复核的意见", "no point of party {party} waits for a re-check"),
    Words(
        "不必复核；当事人再提出意见的，先记录（submit_statement）",
        "no re-check is needed; what the party says from now on is recorded first (`submit_statement`)",
    ),
)
RECHECK_AFTER_THE_NOTICES = Refusal(
    "RecheckAfterTheNotices",
    art(APL, "45"),
    Words(
        "当事人{party}须重新告知，新的约谈函和告知书尚未发出",
        "party {party} is notified anew, and the new notices are not issued yet",
    ),
    Words(
        "请先制作、批准并发出（prepare_notices、approve_notices、issue_notices），再复核全部意见",
        "prepare, approve and issue them (prepare_notices, approve_notices, issue_notices), then re-check every point",
    ),
)
POINT_NOT_ANSWERED = Refusal(
    "PointNotAnswered",
    art(APL, "45"),
    Words("意见{point}没有答复", "point {point} is not answered"),
    Words("请在 answers 中逐项答复，补上 {point}", "answer every point in `answers`, {point} too"),
)
UNKNOWN_POINT = Refusal(
    "UnknownPoint",
    art(APL, "45"),
    Words("没有待复核的意见{point}", "no point {point} waits for a re-check"),
    Words("请核对 answers 中的 point，待复核的有：{open}", "check `point` in `answers`; open are: {open}"),
    Sort.FORM,
)
ANSWER_WITHOUT_REASON = Refusal(
    "AnswerWithoutReason",
    art(APL, "45"),
    Words(
        "对意见{point}的答复没有理由，或者分项答复而没有写明段落",
        "the answer to point {point} has no reason, or is one of several and names no passage",
    ),
    Words(
        "请在 reason 中写明理由；分项答复的，在每一项的 passage 中写明所答复的段落",
        "give the `reason`; where a statement is divided, name in each answer the `passage` that it answers",
    ),
    Sort.FORM,
)
HEAVIER_BECAUSE_OF_DEFENCE = Refusal(
    "HeavierBecauseOfDefence",
    art(APL, "45"),
    Words(
        "不得因陈述、申辩而加重处罚：{excess}",
        "never heavier because the party defended itself: {excess}",
    ),
    Words(
        "请把 proposal 减至告知的范围之内；告知之后取得新证据或者法律适用确有错误的，退回重新告知（return_to_notifying）",
        "bring `proposal` down to what was notified; where evidence obtained after the notice or an error of law is the"
        " ground, return to notifying (return_to_notifying)",
    ),
)


class Recheck(PartyMove):
    """Re-check what a party said (复核陈述申辩): every open point, adopted, partly or not, with the reason."""

    title: ClassVar = Words("复核", "re-check what a party said")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.OFFICER
    until_decision: ClassVar = True
    source: ClassVar = art(APL, "45")
    makes: ClassVar = (Rechecked,)

    answers: Annotated[
        UpToAnswers[Answer],
        Label("逐项答复", "answers", "每项待复核的意见都要答复", "one at least to every open point"),
    ]
    proposal: Annotated[
        Proposal,
        Label(
            "复核后的拟处罚",
            "proposal",
            "复核后拟对该当事人作出的处罚",
            "what is intended against this party after it",
        ),
    ]
    form: Annotated[
        FileHash,
        Label(
            "复核意见书",
            "signed form",
            "签名的复核意见书扫描件",
            "scan of the signed opinion of the re-check",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        if not who.unanswered:
            yield NOTHING_TO_RECHECK(party=party)
        elif who.last_notices is None or who.last_notices.issued_on is None:
            yield RECHECK_AFTER_THE_NOTICES(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from filled(self, form=self.form)
        yield from penalties_sound(self.proposal.penalties, self.party)
        yield from self._each_point_answered(party)
        yield from self._not_heavier(party)
        if self.proposal.penalties:
            yield from minors.punishable(now, party, self.proposal.discretion)

    def _each_point_answered(self, party: Party) -> Iterator[Refused]:
        open_ = {p.id for p in party.unanswered}
        answered = [a.point for a in self.answers]
        for point in sorted(open_ - set(answered)):
            yield POINT_NOT_ANSWERED(point=point)
        for point in sorted(set(answered) - open_):
            yield UNKNOWN_POINT(point=point, open=listed(p.id for p in party.unanswered))
        for answer in self.answers:
            divided = answered.count(answer.point) > 1
            if blank(answer.reason) or (divided and blank(answer.passage)):
                yield ANSWER_WITHOUT_REASON(point=answer.point)

    def _not_heavier(self, party: Party) -> Iterator[Refused]:
        notices = party.issued_notices
        told = notices.notified if notices else party.proposal
        for reason in graver_tier(self.proposal.discretion, told.discretion):
            yield HEAVIER_BECAUSE_OF_DEFENCE(excess=reason)
        for excess in heavier(self.proposal.penalties, told.penalties):
            if excess.kind is ExcessKind.NOT_NOTIFIED:
                yield NOT_NOTIFIED(article=self.source, reason=excess.reason)
            else:
                yield HEAVIER_BECAUSE_OF_DEFENCE(excess=excess.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        recheck = CompletedRecheck(
            on=now.today,
            by=(now.actor.id, self.together_with or ""),
            answers=self.answers,
            proposal=self.proposal.ordering(now.case.party(self.party).proposal),
            form=self.form,
        )
        yield Rechecked(party=self.party, recheck=recheck)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        if not who.pending or not who.unanswered or who.last_notices is None:
            return None
        over = who.last_notices.outcome or who.waived(Right.INTERVIEW)
        return over.on if over else None


MOVES = (Recheck,)
FACTS = (Rechecked,)
