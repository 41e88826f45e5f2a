"""Returning to notifying (退回重新告知): notices are given up for new ones, on a ground, and their clocks begin anew."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.parties import Notices, Party
from domain.case.people import Role
from domain.case.renotifying import ErrorOfLaw, Returned
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Code, Text, UpToEvidence
from domain.procedure.chapters.documents import DocumentsVoided
from domain.procedure.faults import DATE_IN_THE_FUTURE, filled
from domain.procedure.gates import parties
from domain.procedure.language import APL, Fact, Moment, PartiesMove, PartyFact, Refusal, Refused, Stamp


class ReturnedToNotifying(PartyFact):
    """The notices of a party were given up for new ones; nothing that rested on them satisfies a gate any more."""

    title: ClassVar = Words("已退回重新告知", "returned to notifying")
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    returned: Returned

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(returned=self.returned).with_decision_overtaken()

    def said(self, case: Case) -> Iterator[Words]:
        ground = self.returned
        why = [Words("新证据 {ids}", "new evidence {ids}").filled(ids=listed(ground.pieces))] * bool(
            ground.pieces
        )
        why += [ground.error.words] if ground.error else []
        yield Words("{party}：{why}；{reason}", "{party}: {why}; {reason}").filled(
            party=case.party(self.party).said, why=listed(why), reason=ground.reason
        )


NO_NOTICES_TO_RETURN = Refusal(
    "NoNoticesToReturn",
    art(APL, "44"),
    Words(
        "当事人{party}没有已经发出的约谈函和告知书，或者已经退回",
        "party {party} has no issued notices, or they were given up already",
    ),
    Words(
        "请修改草案（amend_draft），制作约谈函和告知书（prepare_notices）",
        "amend the draft (amend_draft) and prepare the notices (prepare_notices)",
    ),
)
NO_GROUND_TO_NOTIFY_ANEW = Refusal(
    "NoGroundToNotifyAnew",
    art(APL, "45"),
    Words(
        "没有重新告知的理由：须有告知之后取得的证据，或者写明法律适用的错误；不得因陈述、申辩而加重处罚",
        "no ground for new notices: it takes evidence obtained after the notice, or a named error of law; never is a"
        " penalty heavier because the party defended itself",
    ),
    Words(
        "请在 evidence 和 obtained_on 中写明新证据及取得日期，或者在 error 中写明错误",
        "name the evidence in `evidence` and its day in `obtained_on`, or the error in `error`",
    ),
)
EVIDENCE_NOT_AFTER_THE_NOTICE = Refusal(
    "EvidenceNotAfterTheNotice",
    art(APL, "44"),
    Words(
        "证据{evidence}不是当事人{party}的告知书批准（{approved_on}）之后取得的、证明其违法事实的证据",
        "evidence {evidence} was not obtained after the notice of party {party} was approved ({approved_on}), or proves no"
        " finding against it",
    ),
    Words(
        "请核对 evidence 和 obtained_on；此前已有而未告知的，告知该证据（notify_new_evidence）",
        "check `evidence` and `obtained_on`; of evidence that was there before, tell the party (notify_new_evidence)",
    ),
)


class ReturnToNotifying(PartiesMove):
    """Give up the notices of some parties for new ones (退回重新告知), on new evidence or an error of law.

    Their draft may then be amended, and is notified as version n+1: their terms begin anew on service, what they said stays
    to be answered, and what was agreed for version n counts no more.
    """

    title: ClassVar = Words("退回重新告知", "return to notifying")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    until_decision: ClassVar = True
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (ReturnedToNotifying, DocumentsVoided)

    evidence: Annotated[
        UpToEvidence[Code],
        Label(
            "新证据",
            "new evidence",
            "告知之后取得的证据编号",
            "ids of the evidence obtained after the notice",
        ),
    ] = ()
    obtained_on: Annotated[
        date | None,
        Label(
            "取得日期",
            "day on which it was obtained",
            "以新证据为由的必填",
            "needed where evidence is the ground",
        ),
    ] = None
    error: Annotated[
        ErrorOfLaw | None,
        Label("法律适用错误", "error of law", "以此为由的填写", "where that is the ground"),
    ] = None
    reason: Annotated[
        Text,
        Label(
            "理由", "reason", "新证据证明什么，或者错在哪里", "what the evidence proves, or what was wrong"
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        if who.last_notices is None or who.last_notices.issued_on is None:
            yield NO_NOTICES_TO_RETURN(party=party)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)
        if not self.evidence and self.error is None:
            yield NO_GROUND_TO_NOTIFY_ANEW()
        if self.evidence:
            yield from filled(self, obtained_on=self.obtained_on)
        if self.obtained_on is not None and self.obtained_on > now.today:
            what = Words("取得日期", "the day on which the evidence was obtained")
            yield DATE_IN_THE_FUTURE(article=self.source, what=what, on=self.obtained_on, today=now.today)
        for number in self.parties if self.evidence and self.obtained_on else ():
            yield from self._came_after(now.case, now.case.party(number))

    def _came_after(self, case: Case, party: Party) -> Iterator[Refused]:
        notices = party.last_notices
        assert notices is not None, "bars asked for issued notices"
        supporting = case.papers.relied_on_for(f.id for f in case.papers.findings_against(party.id))
        known = {e.id: e.obtained_on or self.obtained_on for e in supporting}
        since = notices.approved_on or notices.prepared_on
        early = [
            e
            for e in self.evidence
            if (on := known.get(e)) is None
            or min(on, self.obtained_on or on) < since
            or e in (notices.evidence or ())
        ]
        if early:
            yield EVIDENCE_NOT_AFTER_THE_NOTICE(evidence=listed(early), party=party.id, approved_on=since)

    def facts(self, now: Moment) -> Iterator[Fact]:
        case = now.case
        returned = given_up(now, self.reason).model_copy(
            update={
                "pieces": self.evidence,
                "obtained_on": self.obtained_on if self.evidence else None,
                "error": self.error,
            }
        )
        void = tuple(d for number in self.parties for d in outstanding(case.party(number)))
        for number in self.parties:
            yield ReturnedToNotifying(party=number, returned=returned)
        if void:
            yield DocumentsVoided(documents=void)


def given_up(now: Moment, reason: str) -> Returned:
    """Give notices up today: how far review, filing and discussion had come by then."""
    case = now.case
    return Returned(
        on=now.today,
        reason=reason,
        rounds=len(case.review.rounds),
        filings=len(case.filing.filings),
        discussions=len(case.discussions.all),
    )


def outstanding(party: Party) -> Iterator[int]:
    """Documents of the notices given up that were never served: nobody is to serve them any more."""
    notices = party.last_notices
    assert notices is not None, "bars asked for issued notices"
    for document in _of(notices):
        if party.service_of(document) is None:
            yield document


def _of(notices: Notices) -> Iterator[int]:
    yield from notices.documents
    if notices.hearing_plan:
        yield notices.hearing_plan.document
    yield from (item.document for item in notices.new_evidence)
    yield from (item.document for item in notices.reschedulings)


MOVES = (ReturnToNotifying,)
FACTS = (ReturnedToNotifying,)
