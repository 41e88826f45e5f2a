"""Mending a decision (自行纠正、补正): the agency sets its own decision aside, changes it, or puts a slip in its text right.

What is wrong is mended of one's own motion (行政处罚法 第75条第2款), by a document of its own that is served like the decision.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.documents import Document, DocumentKind, NewDocument
from domain.case.mending import SetAside, SetAsideGround, SettingAside, TextCorrection, TextError
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import Penalty, heavier, penalties_said
from domain.lengths import Line, Text, UpToPenalties
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.defects import SELF_CORRECTION, defects
from domain.procedure.faults import blank, filled, penalties_sound
from domain.procedure.gates import leaving, parties
from domain.procedure.gates.slips import not_of_substance
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

KINDS: dict[SettingAside, DocumentKind] = {
    SettingAside.REVOKED: DocumentKind.REVOCATION_DECISION,
    SettingAside.CHANGED: DocumentKind.VARIATION_DECISION,
}


class DecisionSetAside(PartyFact):
    """The agency revoked its decision on a party, or changed it."""

    title: ClassVar = Words("决定已自行纠正", "decision set aside by the agency")
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    set_aside: SetAside
    replaces: int | None = None
    """The document of the one before, which lacked something."""

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        kept = (s for s in party.recovery.set_aside if s.document != self.replaces)
        return party.with_recovery(set_aside=(*kept, self.set_aside))

    def said(self, case: Case) -> Iterator[Words]:
        one = self.set_aside
        yield Words("{party}：{how}，{ground}{stands}", "{party}: {how}, {ground}{stands}").filled(
            party=case.party(self.party).said,
            how=one.how,
            ground=one.ground,
            stands=Words("；{stands}", "; {stands}").filled(stands=penalties_said(one.penalties))
            if one.penalties
            else "",
        )


class TextCorrected(PartyFact):
    """A slip in the text of a decision was put right."""

    title: ClassVar = Words("决定书已补正", "slip in the decision corrected")
    informs: ClassVar = (Role.OFFICER,)
    correction: TextCorrection
    replaces: int | None = None
    """The document of the one before, which lacked something."""

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        kept = (c for c in party.recovery.text_corrections if c.document != self.replaces)
        return party.with_recovery(text_corrections=(*kept, self.correction))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：“{wrong}”补正为“{right}”", "{party}: “{wrong}” corrected to “{right}”").filled(
            party=case.party(self.party).said, wrong=self.correction.wrong, right=self.correction.right
        )


NOTHING_STANDS = Refusal(
    "NothingStands",
    SELF_CORRECTION,
    Words(
        "对当事人{party}的决定已经撤销（{said}）",
        "nothing stands of the decision on party {party}: {said}",
    ),
    Words(
        "多缴的款项请退还（record_refund）；应当重新作出决定的，重新作出（remake_decision）",
        "give back what was paid (record_refund); where another decision is to be made, make it anew (remake_decision)",
    ),
)
NO_DEFECT_SHOWN = Refusal(
    "NoDefectShown",
    SELF_CORRECTION,
    Words(
        "案卷没有显示对当事人{party}的决定有未听取意见的情形",
        "the file shows no statement or request of party {party} that the decision passed over",
    ),
    Words(
        "请在 ground 中另选一种情形，并在 reason 中说明",
        "choose another `ground`, and say in `reason` what was wrong",
    ),
    Sort.FORM,
)
CHANGED_TO_WHAT = Refusal(
    "ChangedToWhat",
    SELF_CORRECTION,
    Words(
        "变更的须写明变更后的全部处罚，不另作决定；撤销的不写处罚；没有处罚的决定只能撤销",
        "what is changed says all penalties that stand, and no other decision is made; what is revoked has none; a decision"
        " without penalty can only be revoked",
    ),
    Words(
        "变更的（how 填 changed），在 penalties 中写明变更后的全部处罚，不填 anew；撤销的（how 填 revoked），penalties 留空",
        "to change it (`how`: changed) give in `penalties` all that stand then, and leave out `anew`; to revoke it"
        " (`how`: revoked) leave `penalties` empty",
    ),
    Sort.FORM,
)
HEAVIER_THAN_DECIDED = Refusal(
    "HeavierThanDecided",
    art(APL, "45"),
    Words(
        "变更后的处罚（{wanted}）重于现有的决定（{stands}），或者有其中没有的处罚",
        "what it is changed to ({wanted}) is heavier than what stands of the decision ({stands}), or none of it",
    ),
    Words(
        "请减至原决定的范围内（penalties）；应当加重的，撤销（how 填 revoked，anew 填 true），重新告知并重新决定"
        "（remake_decision、return_to_notifying）",
        "keep within the decision (`penalties`); where it is to be heavier revoke it (`how`: revoked, `anew`: true), and"
        " decide anew after new notices (remake_decision, return_to_notifying)",
    ),
)


class SetAsideDecision(PartyMove):
    """Set the agency's own decision aside (自行纠正): revoke it (撤销), or change it (变更) to what is the same or lighter."""

    title: ClassVar = Words("自行纠正", "set the decision aside")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = SELF_CORRECTION
    makes: ClassVar = (DecisionSetAside, DocumentsOrdered, DocumentApproved)

    how: Annotated[SettingAside, Label("纠正方式", "how", "撤销或者变更", "revoked, or changed")]
    ground: Annotated[
        SetAsideGround,
        Label(
            "事由",
            "ground",
            "案卷显示的，选“案卷显示当事人未被听取”；其他的选所属情形",
            "what the file shows by itself, or another ground",
        ),
    ]
    reason: Annotated[Text, Label("理由", "reason", "原决定错在哪里", "what was wrong about the decision")]
    penalties: Annotated[
        UpToPenalties[Penalty],
        Label(
            "变更后的处罚",
            "penalties",
            "变更的，写明尚存的全部处罚，不得重于原决定",
            "where it is changed: all penalties that stand, none heavier than decided",
        ),
    ] = ()
    anew: Annotated[
        bool,
        Label(
            "是否重新作出决定",
            "another decision",
            "撤销后是否重新作出决定",
            "where it is revoked: whether another decision is to be made",
        ),
    ] = False

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision is None or _made_anew(now.case, who):
            return
        if revoked := who.recovery.revoked:
            yield NOTHING_STANDS(party=party, said=revoked.said)
        elif document := now.case.documents.get(who.decision.document):
            yield from leaving.may_leave(now, document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)
        party = now.case.party(self.party)
        shown = any(defect.party == self.party for defect in defects(now.case))
        if self.ground is SetAsideGround.SHOWN_BY_FILE and not shown:
            yield NO_DEFECT_SHOWN(party=self.party)
        changed = self.how is SettingAside.CHANGED
        punished = party.decision is not None and party.decision.outcome is Outcome.PENALTY
        if changed is not bool(self.penalties) or (changed and (self.anew or not punished)):
            yield CHANGED_TO_WHAT()
        yield from penalties_sound(self.penalties, self.party)
        stands = _stood(now.case, party)
        if heavier(self.penalties, stands):
            yield HEAVIER_THAN_DECIDED(wanted=penalties_said(self.penalties), stands=penalties_said(stands))

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        assert party.decision is not None, "bars asked for it"
        again = _made_anew(now.case, party)
        # What was never told to the party is told to it no more.
        told = party.service_of(party.decision.document) or party.announcement
        untold = () if told or self.how is SettingAside.CHANGED else (party.decision.document,)
        number = next(now.case.documents.next_ids())
        set_aside = SetAside(
            how=self.how,
            on=now.today,
            by=now.actor.id,
            ground=self.ground,
            reason=self.reason,
            penalties=self.penalties,
            anew=self.anew,
            document=number,
        )
        replaces = again.document if again else None
        yield DecisionSetAside(party=self.party, set_aside=set_aside, replaces=replaces)
        order = DocumentsOrdered(
            documents=(NewDocument(id=number, kind=KINDS[self.how], party=self.party),),
            voids=tuple(d for d in (replaces, *untold) if d),
        )
        yield order
        yield approved(order, now.actor.id)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        again = _made_anew(case, case.party(party))
        return again.on if again else None


def _made_anew(case: Case, party: Party) -> SetAside | None:
    """The last setting aside, where its document lacks something and another takes its place."""
    last = party.recovery.set_aside[-1] if party.recovery.set_aside else None
    document = case.documents.get(last.document) if last else None
    return last if document and document.lacks_something else None


def _stood(case: Case, party: Party) -> tuple[Penalty, ...]:
    """What stands of the decision, but for what is made anew."""
    if _made_anew(case, party):
        party = party.with_recovery(set_aside=party.recovery.set_aside[:-1])
    return party.in_force


SLIP_CHANGES_NOTHING = Refusal(
    "SlipChangesNothing",
    SELF_CORRECTION,
    Words("补正前后的文字相同", "the text is the same before and after"),
    Words(
        "请在 wrong 中照录决定书中的错误，在 right 中写明正确的文字",
        "give in `wrong` the words of the decision that are wrong, and in `right` the words in their place",
    ),
    Sort.FORM,
)


class CorrectDecision(PartyMove):
    """Correct a slip in the text of a decision (补正): a wrong word, an error of arithmetic; never what was decided."""

    title: ClassVar = Words("补正决定书", "correct a slip in the decision")
    by: ClassVar = (Role.HEAD,)
    source: ClassVar = SELF_CORRECTION
    makes: ClassVar = (TextCorrected, DocumentsOrdered, DocumentApproved)

    error: Annotated[
        TextError, Label("错误种类", "kind of error", "文字错误或者计算错误", "word or arithmetic")
    ]
    wrong: Annotated[
        Line, Label("原文", "wrong text", "决定书中有误的文字，照录", "the text as the decision has it")
    ]
    right: Annotated[Line, Label("补正为", "right text", "应当是什么", "what it should read")]
    reason: Annotated[
        Text, Label("理由", "reason", "错误如何发生、如何查明", "how it came about and was found")
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.decided(now, party)
        who = now.case.party(party)
        if who.decision is None:
            return
        if revoked := who.recovery.revoked:
            yield NOTHING_STANDS(party=party, said=revoked.said)
        elif document := now.case.documents.get(who.decision.document):
            yield from leaving.may_leave(now, document)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, wrong=self.wrong, right=self.right, reason=self.reason)
        if self.wrong.strip() == self.right.strip():
            yield SLIP_CHANGES_NOTHING()
        if not blank(self.wrong):
            yield from not_of_substance(now.case, now.case.party(self.party), self.wrong, self.right)

    def facts(self, now: Moment) -> Iterator[Fact]:
        again = _corrected_anew(now.case, now.case.party(self.party))
        order = final(now.case, DocumentKind.TEXT_CORRECTION, self.party)
        correction = TextCorrection(
            error=self.error,
            on=now.today,
            by=now.actor.id,
            wrong=self.wrong,
            right=self.right,
            reason=self.reason,
            document=order.documents[0].id,
        )
        yield TextCorrected(party=self.party, correction=correction, replaces=again.id if again else None)
        order = order.model_copy(update={"voids": (again.id,) if again else ()})
        yield order
        yield approved(order, now.actor.id)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        again = _corrected_anew(case, case.party(party))
        return again.ordered_on if again else None


def _corrected_anew(case: Case, party: Party) -> Document | None:
    """The document of the last correction, where it lacks something and another takes its place."""
    made = party.recovery.text_corrections
    document = case.documents.known(made[-1].document) if made else None
    return document if document and document.lacks_something else None


MOVES = (SetAsideDecision, CorrectDecision)
FACTS = (DecisionSetAside, TextCorrected)
