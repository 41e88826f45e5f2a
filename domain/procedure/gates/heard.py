"""Gates 2 and 9: notices served, rights used up or waived, interview over, every point re-checked (行政处罚法 第44、45、62条)."""

from collections.abc import Iterator

from domain.bilingual import Words, listed
from domain.case.parties import Party, Right
from domain.law.articles import art
from domain.law.counting import Reckoning
from domain.law.provisions import Provision, of_sector
from domain.law.terms import TermKey
from domain.procedure.gates import hearing, law, new_evidence, parties
from domain.procedure.language import APL, Moment, Refusal, Refused, of_the_case
from domain.procedure.periods import period, until


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
    if party.waived(right) is not None:
        return True
    # What waits for a party's term waits for its latest day (gate 7).
    return counted.waits_for < now.today


NOTICES_NOT_SERVED = Refusal(
    "NoticesNotServed",
    art(APL, "44"),
    Words(
        "当事人{party}的约谈函和告知书尚未送达",
        "letter and notice have not been served on party {party}",
    ),
    Words(
        "请先制作、发出（prepare_notices、issue_notices）并送达（record_service）；退回重新告知的，以新的为准",
        "prepare, issue and serve them first (prepare_notices, issue_notices, record_service); where new ones are due, the"
        " new ones",
    ),
)
INTERVIEW_OUTSTANDING = Refusal(
    "InterviewOutstanding",
    art(APL, "45"),
    Words("当事人{party}的审前听述尚未举行", "the interview of party {party} is still to come"),
    Words(
        "请举行听述（hold_interview），缺席的记录缺席（record_no_show），放弃的登记放弃（waive）；时间已失效的，改期（reschedule_interview）",
        "hold it (hold_interview), or record the absence (record_no_show) or the waiver (waive); where its hour has lapsed,"
        " set another (reschedule_interview)",
    ),
)
NOT_RECHECKED = Refusal(
    "NotRechecked",
    art(APL, "62"),
    Words(
        "当事人{party}的意见（{points}）尚未复核",
        "points {points} of party {party} have not been re-checked",
    ),
    Words("请逐项复核（recheck）", "re-check each of them (recheck)"),
)


def party_heard(now: Moment, party: Party) -> Iterator[Refused]:
    """Gates 2 and 9 for one party to be punished (行政处罚法 第44、45、62条)."""
    notices = party.last_notices
    if notices is None or party.notices_served_on is None:
        yield NOTICES_NOT_SERVED(party=party.id)
        return
    yield from _periods_over(now, party)
    if notices.outcome is None and party.waived(Right.INTERVIEW) is None:
        yield INTERVIEW_OUTSTANDING(party=party.id)
    yield from new_evidence.heard_on_it(now, party)
    if party.unanswered:
        yield NOT_RECHECKED(party=party.id, points=listed(p.id for p in party.unanswered))


_WAIT_OR_WAIVE = Words(
    "请等待期限届满（{until}），当事人明确放弃的，登记其放弃（waive）",
    "wait for the end of the period ({until}), or record the party's express waiver (waive)",
)
STATEMENT_PERIOD_RUNNING = Refusal(
    "StatementPeriodRunning",
    of_sector(Provision.STATEMENT_TERM),
    Words(
        "当事人{party}的陈述申辩期限尚未届满，也未明确放弃",
        "party {party} may still make statements, and has not waived that right",
    ),
    _WAIT_OR_WAIVE,
)
HEARING_REQUEST_PERIOD_RUNNING = Refusal(
    "HearingRequestPeriodRunning",
    art(APL, "64(1)"),
    Words(
        "当事人{party}要求听证的期限尚未届满，也未明确放弃",
        "party {party} may still ask for a hearing, and has not waived that right",
    ),
    _WAIT_OR_WAIVE,
)


@law.parked_where_unknown(art(APL, "44"))
def _periods_over(now: Moment, party: Party) -> Iterator[Refused]:
    if not right_is_over(now, party, TermKey.STATEMENT, Right.STATEMENT):
        yield STATEMENT_PERIOD_RUNNING(
            party=party.id, until=until(right_period(now, party, TermKey.STATEMENT))
        )
    asked = party.last_notices is not None and party.last_notices.hearing_request is not None
    silent = now.case.has_hearing_right(party.id) and not asked
    if silent and not right_is_over(now, party, TermKey.HEARING_REQUEST, Right.HEARING):
        counted = right_period(now, party, TermKey.HEARING_REQUEST)
        yield HEARING_REQUEST_PERIOD_RUNNING(party=party.id, until=until(counted))


@of_the_case
def everyone_heard(now: Moment) -> Iterator[Refused]:
    """Gates 2 and 3 for every party still to be punished."""
    for party in parties.to_be_punished(now.case):
        yield from party_heard(now, party)
        yield from hearing.hearing_settled(now, party)
