"""Late or out-of-scope requests for a hearing (对不计的听证要求的答复): declined by a document, or granted by the head all the same."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.sessions import HearingRequest, HearingRequestAnswer
from domain.labels import Label
from domain.law.articles import art
from domain.lengths import Text
from domain.procedure.chapters.documents import DocumentApproved, DocumentsOrdered, approved, final
from domain.procedure.faults import filled
from domain.procedure.gates import hearing_over, parties
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Stamp


class _Answered(PartyFact):
    """What was decided on every request of a party that does not count and was open."""

    informs: ClassVar = (Role.OFFICER,)
    answer: HearingRequestAnswer

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        requests = tuple(
            r.model_copy(update={"answer": self.answer}) if r.open else r
            for r in party.notices[-1].hearing_requests
        )
        return party.with_last_notices(hearing_requests=requests)

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：{reason}", "{party}: {reason}").filled(
            party=case.party(self.party).said, reason=self.answer.reason
        )


class HearingRequestDeclined(_Answered):
    """A request that is late or out of scope was declined; the party goes on speaking in statements."""

    title: ClassVar = Words("听证要求不予受理", "hearing request declined")


class HearingGranted(_Answered):
    """The head grants a hearing that nobody had to grant: it holds up the penalty like one that is due."""

    title: ClassVar = Words("已准予听证", "hearing granted")


NO_REQUEST_TO_ANSWER = Refusal(
    "NoRequestToAnswer",
    art(APL, "64(1)"),
    Words(
        "当事人{party}没有待答复的逾期或者不属于听证范围的听证要求",
        "no late or out-of-scope request of party {party} for a hearing waits for an answer",
    ),
    Words(
        "有效的听证要求，通知听证（notify_hearing）；当事人另行要求的，先记录（request_hearing）",
        "a hearing is notified on a request that counts (notify_hearing); a further one is recorded first (request_hearing)",
    ),
)


def _open_request(party: Party) -> HearingRequest | None:
    """The first request that waits for an answer; none where another one stands, by which there is a hearing anyway."""
    last = party.last_notices
    if last is None or last.hearing_request is not None or last.hearing or last.hearing_end:
        return None
    return next((r for r in last.hearing_requests if r.open), None)


class _AnswerRequest(PartyMove):
    """An answer to a request that does not count."""

    source: ClassVar = art(APL, "64(1)")
    until_decision: ClassVar = True

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        over = list(hearing_over.not_over(who))
        yield from parties.undecided(who, cls.source)
        yield from over
        if not over and _open_request(who) is None:
            yield NO_REQUEST_TO_ANSWER(party=party)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        request = _open_request(who)
        return request.on if request and not who.decision else None


class DeclineHearingRequest(_AnswerRequest):
    """Decline a request for a hearing that is late or out of scope (听证不予受理); its notice is then sealed and served."""

    title: ClassVar = Words("听证要求不予受理", "decline the hearing request")
    by: ClassVar = (Role.OFFICER,)
    with_role: ClassVar = Role.HEAD
    makes: ClassVar = (HearingRequestDeclined, DocumentsOrdered, DocumentApproved)

    reason: Annotated[
        Text,
        Label(
            "不予受理的理由",
            "reason",
            "如何逾期，或者为何不属于听证范围",
            "how it is late, or why it is outside the scope",
        ),
    ]

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        order = final(now.case, DocumentKind.HEARING_DECLINED, self.party)
        answer = HearingRequestAnswer(
            granted=False, on=now.today, reason=self.reason, document=order.documents[0].id
        )
        yield HearingRequestDeclined(party=self.party, answer=answer)
        yield order
        yield approved(order, self.together_with)


class GrantHearing(_AnswerRequest):
    """Grant a hearing although the request is late or out of scope (准予听证); it is then notified like any other."""

    title: ClassVar = Words("准予听证", "grant the hearing")
    by: ClassVar = (Role.HEAD,)
    makes: ClassVar = (HearingGranted,)

    reason: Annotated[
        Text,
        Label("准予的理由", "reason", "为何仍然举行听证", "why there is a hearing all the same"),
    ]

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)

    def facts(self, now: Moment) -> Iterator[Fact]:
        yield HearingGranted(
            party=self.party,
            answer=HearingRequestAnswer(granted=True, on=now.today, reason=self.reason),
        )


MOVES = (DeclineHearingRequest, GrantHearing)
FACTS = (HearingRequestDeclined, HearingGranted)
