"""Screening (筛查): is the intended penalty major, who may ask for a hearing, what else must happen before a decision.

An unknown threshold, amount or kind never answers no: it answers nothing, and says what would have to be known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from domain.bilingual import Words, listed
from domain.law import reasons
from domain.law.articles import Article, art
from domain.law.errors import LawUnknown
from domain.law.parties import PartyKind
from domain.law.penalties import Penalty, PenaltyKind
from domain.law.rulebook import Rulebook
from domain.law.switches import ReviewTime
from domain.law.tables.thresholds import Measure, Threshold
from domain.law.terms import TermKey
from domain.lengths import Text
from domain.record import Record

_NAMED_IN_63: Final[Mapping[PenaltyKind, Article]] = {
    PenaltyKind.DOWNGRADING: art("行政处罚法", "63.1(3)"),
    PenaltyKind.PERMIT_REVOCATION: art("行政处罚法", "63.1(3)"),
    PenaltyKind.PRODUCTION_HALT: art("行政处罚法", "63.1(4)"),
    PenaltyKind.CLOSURE: art("行政处罚法", "63.1(4)"),
    PenaltyKind.OCCUPATION_RESTRICTION: art("行政处罚法", "63.1(4)"),
}
_MAYBE_HEAVY: Final = (PenaltyKind.PERMIT_SUSPENSION, PenaltyKind.BUSINESS_RESTRICTION, PenaltyKind.OTHER)
"""Kinds that may be other heavier penalties (其他较重的行政处罚): only a person can say."""
_COMPARED: Final = {True: reasons.REACHED, False: reasons.NOT_REACHED, None: reasons.PERHAPS_REACHED}
_MEASURES: Final[Mapping[Measure, tuple[PenaltyKind, ...]]] = {
    Measure.FINE: (PenaltyKind.FINE,),
    Measure.CONFISCATION: (PenaltyKind.CONFISCATION_OF_GAINS, PenaltyKind.CONFISCATION_OF_GOODS),
}


class Finding(Record):
    """The answer to one question of screening, with the figures compared; no answer means: a person must say."""

    answer: bool | None
    reason: Text
    article: Article | None = None
    threshold: Decimal | None = None
    comparator: str = ""

    @property
    def why(self) -> Words:
        """The reason in both languages."""
        return reasons.said(self.reason)


class ScreenedParty(Record):
    """What screening reads of a party: its kind and the penalties intended against it."""

    id: int
    kind: PartyKind
    penalties: tuple[Penalty, ...]


class Screening(Record):
    """All answers for one case as its draft stands."""

    major: Finding
    """Whether the penalty itself is a major one (重大): one within the scope of the hearing."""
    in_scope: Finding
    """Whether the case is for this procedure: major, complex or influential (重大、复杂或者有较大影响)."""
    hearing: dict[int, Finding]
    """The right to a hearing (63), by party."""
    legal_review: Finding
    """Whether the review must be a legal review (58) rather than a case review (案件审核)."""
    discussion: Finding
    filing: Finding
    """Whether the interview report is filed before the decision (报备)."""
    decision_filing: Finding
    """Whether the decision is filed after it is made (备案)."""
    reviews: tuple[ReviewTime, ...]


def screen(
    rules: Rulebook,
    on: date,
    parties: Sequence[ScreenedParty],
    *,
    complex_case: bool,
    influence: bool,
    public_interest: bool,
) -> Screening:
    """Screen a draft decision by the rules of `on`, the day of the procedural event."""
    return concluded(
        rules,
        on,
        {party.id: hearing_right(rules, on, party) for party in parties},
        complex_case=complex_case,
        influence=influence,
        public_interest=public_interest,
    )


def concluded(
    rules: Rulebook,
    on: date,
    hearing: Mapping[int, Finding],
    *,
    complex_case: bool,
    influence: bool,
    public_interest: bool,
) -> Screening:
    """Draw from the hearing right of each party, known or answered by a person, all that hangs on it."""
    major = _any(hearing.values())
    return Screening(
        major=major,
        in_scope=_in_scope(major, complex_case=complex_case, influence=influence),
        hearing=dict(hearing),
        legal_review=_legal_review(major, complex_case=complex_case, public_interest=public_interest),
        discussion=_discussion(rules, major, complex_case=complex_case, public_interest=public_interest),
        filing=_filing(rules),
        decision_filing=_decision_filing(rules, on, major),
        reviews=rules.switches.reviews,
    )


def hearing_right(rules: Rulebook, on: date, party: ScreenedParty) -> Finding:
    """Whether the party must be told that it may ask for a hearing (行政处罚法第六十三条)."""
    findings = [*_by_kind(rules, party.penalties), *_by_amount(rules, on, party)]
    for answer in (True, None):
        found = next((one for one in findings if one.answer is answer), None)
        if found is not None:
            return found
    if findings:
        return findings[0].model_copy(update={"reason": reasons.SEVERAL.join(one.reason for one in findings)})
    kinds = listed(dict.fromkeys(penalty.kind for penalty in party.penalties) or (reasons.NO_PENALTY,))
    reason = reasons.OUT_OF_SCOPE.filled(kinds=kinds).zh
    return Finding(answer=False, reason=reason, article=art("行政处罚法", "63.1"))


def thresholds_of(rules: Rulebook, on: date, party: ScreenedParty) -> Iterator[Threshold]:
    """Yield the thresholds with which the penalties intended against a party are compared, as far as they are carried."""
    for measure, kinds in _MEASURES.items():
        if any(penalty.kind in kinds for penalty in party.penalties) and rules.has_threshold(
            measure, party.kind, on
        ):
            yield rules.threshold(measure, party.kind, on)


def _by_kind(rules: Rulebook, penalties: Iterable[Penalty]) -> Iterator[Finding]:
    for penalty in penalties:
        kind = penalty.kind
        if kind in rules.switches.hearing_kinds:
            source = _NAMED_IN_63.get(kind) or rules.switches.sources.get("hearing_kinds")
            yield Finding(answer=True, reason=reasons.IN_SCOPE.filled(kind=kind).zh, article=source)
        elif kind in _MAYBE_HEAVY:
            yield Finding(
                answer=None,
                reason=reasons.PERHAPS_HEAVY.filled(kind=kind).zh,
                article=art("行政处罚法", "63.1(5)"),
            )


def _by_amount(rules: Rulebook, on: date, party: ScreenedParty) -> Iterator[Finding]:
    for measure, kinds in _MEASURES.items():
        penalties = [penalty for penalty in party.penalties if penalty.kind in kinds]
        if penalties:
            yield _compared(rules, on, party.kind, measure, penalties)


def _compared(
    rules: Rulebook, on: date, kind: PartyKind, measure: Measure, penalties: Sequence[Penalty]
) -> Finding:
    try:
        threshold = rules.threshold(measure, kind, on)
    except LawUnknown as unknown:
        return Finding(answer=None, reason=unknown.why.zh)
    total = sum((penalty.amount or Decimal(0) for penalty in penalties), Decimal(0))
    if threshold.amount is None:
        asked = reasons.NO_THRESHOLD.filled(measure=measure, total=f"{total:,}", note=threshold.note)
        return Finding(answer=None, reason=asked.zh, article=threshold.source)
    known = all(penalty.amount is not None for penalty in penalties)
    reached = threshold.reached_by(total)
    answer = True if reached else (False if known else None)
    reason = _COMPARED[answer].filled(
        party=kind, measure=measure, total=f"{total:,}", threshold=threshold.words
    )
    return Finding(
        answer=answer,
        reason=reason.zh,
        article=threshold.source,
        threshold=threshold.amount,
        comparator=threshold.comparator,
    )


def _any(findings: Iterable[Finding]) -> Finding:
    """Yes if one says yes, unknown if one does not know, else no; with that one's figures."""
    all_of_them = list(findings)
    for answer, lead in ((True, reasons.MAJOR), (None, reasons.PERHAPS_MAJOR)):
        found = next((one for one in all_of_them if one.answer is answer), None)
        if found is not None:
            return found.model_copy(update={"reason": lead.filled(reason=found.reason).zh})
    every = reasons.SEVERAL.join(one.reason for one in all_of_them)
    first = all_of_them[0] if all_of_them else Finding(answer=False, reason="")
    reason = reasons.NOT_MAJOR.filled(reason=every).zh
    return first.model_copy(update={"answer": False, "reason": reason})


def _in_scope(major: Finding, *, complex_case: bool, influence: bool) -> Finding:
    if major.answer is True or not (complex_case or influence):
        return major
    one = reasons.COMPLEX if complex_case else reasons.INFLUENTIAL
    return Finding(answer=True, reason=(reasons.BOTH if complex_case and influence else one).zh)


def _legal_review(major: Finding, *, complex_case: bool, public_interest: bool) -> Finding:
    if public_interest:
        return Finding(answer=True, reason=reasons.PUBLIC_INTEREST.zh, article=art("行政处罚法", "58.1(1)"))
    if complex_case:
        return Finding(answer=True, reason=reasons.MANY_RELATIONS.zh, article=art("行政处罚法", "58.1(3)"))
    if major.answer is not False:
        return Finding(
            answer=True,
            reason=reasons.RIGHTS_AT_STAKE.zh,
            article=art("行政处罚法", "58.1(2)"),
        )
    return Finding(answer=False, reason=reasons.CASE_REVIEW.zh)


def _discussion(rules: Rulebook, major: Finding, *, complex_case: bool, public_interest: bool) -> Finding:
    source = rules.switches.sources.get("discussion")
    if complex_case or public_interest or major.answer is not False:
        return Finding(answer=True, reason=reasons.DISCUSSED.zh, article=source)
    if rules.switches.discussion:
        return Finding(answer=True, reason=reasons.DISCUSSED_BY_RULE.zh)
    return Finding(answer=False, reason=reasons.NOT_DISCUSSED.zh, article=source)


def _filing(rules: Rulebook) -> Finding:
    if rules.switches.filing:
        return Finding(
            answer=True,
            reason=reasons.FILED.zh,
            article=rules.switches.sources.get("filing"),
        )
    return Finding(answer=False, reason=reasons.NOT_FILED.zh)


def _decision_filing(rules: Rulebook, on: date, major: Finding) -> Finding:
    if not rules.has(TermKey.DECISION_FILING):
        return Finding(answer=False, reason=reasons.NO_DECISION_FILING.zh)
    source = rules.term(TermKey.DECISION_FILING, on).source
    if major.answer is False:
        return Finding(answer=False, reason=reasons.NOT_OF_A_HEARING.zh, article=source)
    return Finding(answer=True, reason=reasons.OF_A_HEARING.zh, article=source)
