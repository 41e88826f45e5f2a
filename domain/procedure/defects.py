"""Grounds to set a decision aside (自行纠正的事由, 行政处罚法 第75条第2款) that the file shows by itself."""

from collections.abc import Iterator
from datetime import date

from typing_extensions import TypedDict

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.parties import Party
from domain.law.articles import Article, art
from domain.procedure.language import APL
from domain.record import Record

SELF_CORRECTION = art(APL, "75.2")


class DefectRow(TypedDict):
    """A ground to set a decision aside, as the state of a case shows it."""

    party: int
    on: str
    article: str
    what: dict[str, str]


class Defect(Record):
    """One ground to set the decision on a party aside."""

    party: int
    on: date
    article: Article
    what: Words

    @property
    def shown(self) -> DefectRow:
        return {
            "party": self.party,
            "on": self.on.isoformat(),
            "article": str(self.article),
            "what": self.what.as_dict(),
        }


_STATEMENT = Words(
    "陈述申辩{id}在期限内交邮（{posted_on}），决定作出后才收到：当事人未被听取（民事诉讼法第85条）",
    "statement {id} was posted in time ({posted_on}) and came after the decision: the party was not heard on it"
    " (Civil Procedure Law art. 85)",
)
_HEARING = Words(
    "听证要求在期限内交邮（{posted_on}），决定作出后才收到：应当举行的听证没有举行（民事诉讼法第85条）",
    "a hearing was asked for by a letter posted in time ({posted_on}) that came after the decision: the hearing that was due"
    " was not held (Civil Procedure Law art. 85)",
)

_ANNULLED = Words(
    "决定所依据的{kind}（{on}）于{found}查明没有发生或者并非如此：{reason}",
    "the {kind} of {on}, on which the decision rests, was found on {found} not to have happened, or not so: {reason}",
)


def defects(case: Case) -> Iterator[Defect]:
    for party in case.parties.all:
        punished = party.decision is not None and party.decision.outcome is Outcome.PENALTY
        if punished and party.recovery.revoked is None:
            yield from _unheard(party)
        if party.decision:
            yield from _annulled(case, party)


def _annulled(case: Case, party: Party) -> Iterator[Defect]:
    """What was before the decision and, as was found after it, did not happen or not so."""
    for act in case.annulments.acts:
        if party.id in act.defect_of:
            what = _ANNULLED.filled(kind=act.kind, on=act.on, found=act.annulled_on, reason=act.reason)
            yield Defect(party=party.id, on=act.on, article=SELF_CORRECTION, what=what)


def _unheard(party: Party) -> Iterator[Defect]:
    for statement in party.statements:
        if statement.after_decision and statement.posted_on:
            what = _STATEMENT.filled(id=statement.id, posted_on=statement.posted_on)
            yield Defect(party=party.id, on=statement.posted_on, article=SELF_CORRECTION, what=what)
    for notices in party.notices:
        for request in notices.hearing_requests:
            if request.after_decision:
                what = _HEARING.filled(posted_on=request.on)
                yield Defect(party=party.id, on=request.on, article=SELF_CORRECTION, what=what)
