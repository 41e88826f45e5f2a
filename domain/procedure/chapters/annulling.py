"""Annulling (撤销记录): what was recorded and did not happen, or not so, is taken out of its place with what rested on it.

Nobody strikes anything out: what the act had said stays, in the journal and among the annulled acts of the case. What
stands alone is in its ordinary place, so that every gate, clock, document and page reads of it alone. Once the decision
that rests on an act is made, the act stays where it was and is a ground to set that decision aside.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.annulling import ActKind
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.lengths import Code, Text
from domain.procedure.acts import Act, acts, after_the_decision, falling, is_of_a_party
from domain.procedure.chapters.amending import ApprovalVoided
from domain.procedure.chapters.documents import DocumentsVoided
from domain.procedure.chapters.undone import (
    ActAnnulled,
    DecisionFilingAcknowledgementUndone,
    DiscussionUndone,
    FilingAcknowledgementUndone,
    OpinionUndone,
    PartyActUndone,
    SealUndone,
)
from domain.procedure.faults import filled
from domain.procedure.language import APL, Fact, Moment, Move, Refusal, Refused, Sort

OWN_MOVES: Mapping[ActKind, Words] = {
    ActKind.OPENING: Words(
        "草案有误的，修改（amend_draft）；不应立案的，撤案（withdraw_case）",
        "what is wrong in the draft is amended (amend_draft); a case that should not be is withdrawn (withdraw_case)",
    ),
    ActKind.ISSUE: Words("退回重新告知（return_to_notifying）", "return to notifying (return_to_notifying)"),
    ActKind.DECISION: Words(
        "由机关负责人补正（correct_decision）或者自行纠正（set_aside_decision）",
        "let a head correct it (correct_decision) or set it aside (set_aside_decision)",
    ),
}
REPAIRED_BY_ITS_OWN_MOVE = Refusal(
    "RepairedByItsOwnMove",
    art(APL, "47"),
    Words("{act}不能撤销记录，只能另行纠正", "the {act} is not annulled: it is repaired by another act"),
    Words("请另行纠正：{how}", "repair it otherwise: {how}"),
)
NO_SUCH_ACT = Refusal(
    "NoSuchAct",
    art(APL, "47"),
    Words("没有可以撤销的{act}{whose}：{which}", "there is no {act}{whose} to be annulled: {which}"),
    Words(
        "请核对 act、party 和 which（现有：{known}）；全案的事项不填 party",
        "check `act`, `party` and `which` (there are: {known}); an act of the whole case has no `party`",
    ),
    Sort.FORM,
)
WHICH_ACT = Refusal(
    "WhichAct",
    art(APL, "47"),
    Words("这样的{act}不止一项：{known}", "there is more than one such {act}: {known}"),
    Words("请在 which 中写明是哪一项：{known}", "say in `which` which of them it is: {known}"),
    Sort.FORM,
)
DEFECT_RECORDED = Refusal(
    "DefectRecorded",
    art(APL, "75.2"),
    Words(
        "{act}的瑕疵已经记录，所依据它的决定尚未撤销",
        "the defect of {act} is recorded already, and the decisions that rest on it stand",
    ),
    Words(
        "无须再办；是否自行纠正由机关负责人决定（事由见 tingshu case show 的 defects）",
        "nothing is left to do here: whether a decision is corrected is for a head, who finds the ground in the case"
        " (among the `defects` of tingshu case show)",
    ),
)
BEFORE_THE_COURT = Refusal(
    "BeforeTheCourt",
    art("行政强制法", "54"),
    Words(
        "已向{court}申请强制执行，其所依据的{act}不能撤销",
        "enforcement was applied for at {court}: the {act} on which that rests is not annulled",
    ),
    Words(
        "请先告知法院，记录法院不予受理或者裁定不予执行（record_enforcement，step 填 refused）；"
        "已经执行完毕或者终结执行的，由机关负责人自行纠正（set_aside_decision）",
        "tell the court first, and record that it refused the application or the enforcement (record_enforcement, `step`"
        " refused); where enforcement is over, let a head set the decision aside (set_aside_decision)",
    ),
)


class Annul(Move):
    """Annul what was recorded and did not happen, or not so (撤销记录): what rested on it is open again."""

    title: ClassVar = Words("撤销记录", "annul an act")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    source: ClassVar = art(APL, "47")
    makes: ClassVar = (
        ActAnnulled,
        PartyActUndone,
        SealUndone,
        OpinionUndone,
        DiscussionUndone,
        FilingAcknowledgementUndone,
        DecisionFilingAcknowledgementUndone,
        ApprovalVoided,
        DocumentsVoided,
    )

    act: Annotated[ActKind, Label("事项", "act", "哪一类办理事项", "of which kind it is")]
    party: Annotated[
        int | None,
        Label(
            "当事人",
            "party",
            "当事人在本案中的序号；审核、讨论、签收等全案的事项不填",
            "number of the party in the case; left out for an act of the whole case, such as an opinion or a discussion",
            SERIAL,
        ),
    ] = None
    which: Annotated[
        Code,
        Label(
            "哪一项",
            "which",
            "同类不止一项的填写：文书序号、陈述编号、日期，或者从1起的次序",
            "where there are several: a document's number, a statement's id, the day, or its place from 1",
        ),
    ] = ""
    reason: Annotated[
        Text, Label("撤销理由", "reason", "如何查明没有发生或者并非如此", "how it was found not to be so")
    ]

    @property
    def concerns(self) -> tuple[int | None, ...]:
        return (self.party,)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)
        if how := OWN_MOVES.get(self.act):
            yield REPAIRED_BY_ITS_OWN_MOVE(act=self.act, how=how)
            return
        if is_of_a_party(self.act) and self.party is None:
            yield from filled(self, party=self.party)
            return
        found = self._found(now.case)
        if len(found) != 1:
            yield from self._not_one(now.case, found)
            return
        yield from self._in_time(now.case, found[0])

    def _found(self, case: Case) -> list[Act]:
        wanted = self.which.strip()
        return [a for a in acts(case, self.act, self.party) if not wanted or wanted in a.names]

    def _not_one(self, case: Case, found: list[Act]) -> Iterator[Refused]:
        known = found or list(acts(case, self.act, self.party))
        named = listed(f"{a.which}（{a.on}）" for a in known) if known else NONE
        if found:
            yield WHICH_ACT(act=self.act, known=named)
            return
        whose = Words(f"（当事人{self.party}）", f" of party {self.party}") if self.party else ""
        yield NO_SUCH_ACT(act=self.act, whose=whose, which=self.which or NONE, known=named)

    def _in_time(self, case: Case, act: Act) -> Iterator[Refused]:
        """A defect is recorded once; what was brought before the court rests where it is."""
        told = {(a.kind, a.party, a.which) for a in case.annulments.acts if a.stands}
        if _stands(case, act) and act.key in told:
            yield DEFECT_RECORDED(act=act.said)
        party = case.party(act.party) if act.party else None
        application = party.recovery.application if party else None
        falls = (act, *falling(case, act))
        if application and party and any(_carries(party, a) for a in falls):
            yield BEFORE_THE_COURT(court=application.court, act=act.kind)

    def facts(self, now: Moment) -> Iterator[Fact]:
        case = now.case
        (act,) = self._found(case)
        stands, falls = _stands(case, act), falling(case, act)
        gone = () if stands else (act, *falls)
        yield ActAnnulled(
            **self._told(act, now.actor.id),
            defect_of=() if after_the_decision(case, act) else tuple(_decided(case, act)),
            stands=stands,
            **({} if stands else _reopened(case, gone)),
        )
        for fallen in () if stands else falls:
            yield ActAnnulled(**self._told(fallen, now.actor.id), fell_with=act.kind)
        # From behind, so that the place of an act among its like stays what it was until it is taken out.
        for item in sorted(gone, key=lambda a: (len(a.which), a.which), reverse=True):
            yield _undone(item, fell=item is not act)
        yield from _not_valid_any_more(case, gone)

    def _told(self, act: Act, by: str) -> dict[str, object]:
        return {
            "act": act.kind,
            "party": act.party,
            "which": act.which,
            "on": act.on,
            "reason": self.reason,
            "by": by,
            "head": self.together_with or "",
        }


NONE = Words("无", "none")


def _decided(case: Case, act: Act) -> Iterator[int]:
    """The parties on whom a decision was made that rests on the act."""
    asked = (case.party(act.party),) if act.party is not None else case.parties.all
    return (p.id for p in asked if p.decision)


def _stands(case: Case, act: Act) -> bool:
    """Whether the act is left in its place: all whose decision could still rest on it were decided on."""
    if after_the_decision(case, act) or not any(_decided(case, act)):
        return False
    asked = (case.party(act.party),) if act.party is not None else case.parties.all
    return not any(p.undecided for p in asked)


def _carries(party: Party, act: Act) -> bool:
    """Whether an application to the court rests on the act: of the decision, a demand, the application itself."""
    documents = {demand.document for demand in party.recovery.demands}
    documents |= {application.document for application in party.recovery.applications}
    documents |= {party.decision.document} if party.decision else set()
    kinds = (ActKind.SERVICE, ActKind.DEMAND, ActKind.SEALING)
    return act.kind in kinds and bool({str(d) for d in documents} & set(act.names))


_HEARD = frozenset(
    {
        ActKind.SERVICE,
        ActKind.WAIVER,
        ActKind.INTERVIEW,
        ActKind.NO_SHOW,
        ActKind.HEARING,
        ActKind.HEARING_END,
        ActKind.HEARING_REPORT,
        ActKind.RECHECK,
    }
)
"""What has to come before the review after the statements, the filing and the discussion (gates 2 and 3)."""


def _reopened(case: Case, gone: tuple[Act, ...]) -> dict[str, int]:
    """How many rounds, filings and discussions count no more, since they rested on what is annulled."""
    kinds = {a.kind for a in gone if not after_the_decision(case, a)}
    heard, reviewed = bool(kinds & _HEARD), ActKind.OPINION in kinds
    report = case.filing.current.document if case.filing.current else None
    unsealed = any(a.kind is ActKind.SEALING and int(a.which) == report for a in gone)
    answered = unsealed or ActKind.FILING_ACKNOWLEDGEMENT in kinds
    return {
        "rounds": len(case.review.rounds) if heard else 0,
        "filings": len(case.filing.filings) if heard or reviewed else 0,
        "discussions": len(case.discussions.all) if heard or reviewed or answered else 0,
    }


def _undone(act: Act, *, fell: bool) -> Fact:
    if is_of_a_party(act.kind):
        assert act.party is not None, "an act of a party names it"
        return PartyActUndone(party=act.party, act=act.kind, which=act.which, fell=fell)
    place = int(act.which)
    undone: Mapping[ActKind, Fact] = {
        ActKind.SEALING: SealUndone(document=place),
        ActKind.OPINION: OpinionUndone(round=place),
        ActKind.DISCUSSION: DiscussionUndone(place=place),
        ActKind.FILING_ACKNOWLEDGEMENT: FilingAcknowledgementUndone(report=place),
        ActKind.DECISION_FILING_ACKNOWLEDGEMENT: DecisionFilingAcknowledgementUndone(report=place),
    }
    return undone[act.kind]


def _not_valid_any_more(case: Case, gone: tuple[Act, ...]) -> Iterator[Fact]:
    """Documents that tell of what is annulled; notices that were approved on an opinion and have not left yet."""
    void = [d for act in gone for d in act.documents]
    for act in gone:
        if act.kind is ActKind.HEARING_REQUEST and act.party is not None:
            void += _notice_of_the_hearing(case.party(act.party), act)
    if any(act.kind is ActKind.OPINION for act in gone):
        for party in case.undecided:
            last = party.last_notices
            if last and last.approved_on and last.issued_on is None:
                yield ApprovalVoided(party=party.id)
                void += last.documents
    if void:
        yield DocumentsVoided(documents=tuple(void))


def _notice_of_the_hearing(party: Party, act: Act) -> Iterator[int]:
    """The notice of the hearing that was to be, if nobody was served with it yet."""
    last = party.last_notices
    if last and last.hearing_plan and act.record is last.hearing_request:
        document = last.hearing_plan.document
        if party.service_of(document) is None:
            yield document


MOVES = (Annul,)
