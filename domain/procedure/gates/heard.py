"""Gate 2: notices served, rights used up or waived, interview over, every point re-checked (行政处罚法 第44、45、62条)."""

from collections.abc import Iterator

from domain.case.parties import Party, Right
from domain.law.articles import art
from domain.law.counting import Reckoning
from domain.law.terms import TermKey
from domain.procedure.gates import hearing, parties
from domain.procedure.language import APL, SAMR_P, Moment, Refused
from domain.procedure.periods import period


def right_period(now: Moment, party: Party, term: TermKey) -> Reckoning | None:
    """Return the period of a party's right under its last notices; `None` before service."""
    served = party.notices_served_on
    if served is None:
        return None
    return period(now.case, term, served, party=party.id)[1]


def right_is_over(now: Moment, party: Party, term: TermKey, right: Right) -> bool:
    notices, counted = party.last_notices, right_period(now, party, term)
    if notices is None or counted is None:
        return False
    if notices.waived(right) is not None:
        return True
    # What waits for a party's term waits for its latest day (gate 7).
    return counted.waits_for < now.today


def party_heard(now: Moment, party: Party) -> Iterator[Refused]:
    """Gate 2 for one party to be punished (行政处罚法 第44、45、62条)."""
    notices = party.last_notices
    if notices is None or party.notices_served_on is None:
        yield Refused(
            "NoticesNotServed",
            art(APL, "44"),
            f"当事人{party.id}的约谈函和告知书尚未送达：请先送达 · serve the notices on party {party.id} first",
        )
        return
    yield from _periods_over(now, party)
    if notices.outcome is None and notices.waived(Right.INTERVIEW) is None:
        yield Refused(
            "InterviewOutstanding",
            art(APL, "45"),
            f"当事人{party.id}的审前听述尚未举行：请举行、记录缺席或取得放弃书"
            f" · hold the interview of party {party.id}, record its absence, or its waiver",
        )
    if party.unanswered:
        points = "、".join(p.id for p in party.unanswered)
        yield Refused(
            "NotRechecked",
            art(APL, "62"),
            f"当事人{party.id}的意见（{points}）尚未复核：请逐项复核"
            f" · points {points} of party {party.id} are not re-checked: re-check each",
        )


def _periods_over(now: Moment, party: Party) -> Iterator[Refused]:
    if not right_is_over(now, party, TermKey.STATEMENT, Right.STATEMENT):
        yield Refused(
            "StatementPeriodRunning",
            art(SAMR_P, "57"),
            f"当事人{party.id}的陈述申辩期限（{_until(now, party, TermKey.STATEMENT)}）未届满，也未明确放弃：请等待"
            f" · party {party.id} may still make statements: wait for the end of the period or its express waiver",
        )
    asked = party.last_notices is not None and party.last_notices.hearing_request is not None
    silent = now.case.has_hearing_right(party.id) and not asked
    if silent and not right_is_over(now, party, TermKey.HEARING_REQUEST, Right.HEARING):
        yield Refused(
            "HearingRequestPeriodRunning",
            art(APL, "64(1)"),
            f"当事人{party.id}要求听证的期限（{_until(now, party, TermKey.HEARING_REQUEST)}）未届满，也未明确放弃：请等待"
            f" · party {party.id} may still ask for a hearing: wait for the end of the period or its express waiver",
        )


def _until(now: Moment, party: Party, term: TermKey) -> str:
    counted = right_period(now, party, term)
    if counted is None:
        return "未开始"
    return f"至{counted.last_day}" if counted.last_day else f"不早于{counted.earliest}"


def everyone_heard(now: Moment) -> Iterator[Refused]:
    """Gates 2 and 3 for every party still to be punished."""
    for party in parties.to_be_punished(now.case):
        yield from party_heard(now, party)
        yield from hearing.hearing_settled(now, party)
