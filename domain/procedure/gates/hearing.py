"""Gate 3: a hearing asked for is held and reported, withdrawn or ended before a penalty (行政处罚法 第63至65条)."""

from collections.abc import Iterator

from domain.bilingual import Words
from domain.case.parties import Party
from domain.law.articles import art
from domain.procedure.language import APL, Moment, Refusal, Refused

HEARING_OUTSTANDING = Refusal(
    "HearingOutstanding",
    art(APL, "63"),
    Words(
        "当事人{party}要求的听证尚未举行并提出报告",
        "the hearing that party {party} asked for has not been held and reported",
    ),
    Words(
        "请通知并举行听证（notify_hearing、hold_hearing），提出听证报告（report_hearing）；当事人撤回的，记录撤回"
        "（withdraw_hearing_request），拒不出席的，终止听证（end_hearing）",
        "notify, hold and report it first (notify_hearing, hold_hearing, report_hearing); record that the party withdrew its"
        " request (withdraw_hearing_request), or end the hearing of one that does not come (end_hearing)",
    ),
)


def hearing_settled(now: Moment, party: Party) -> Iterator[Refused]:
    notices = party.last_notices
    if notices and notices.hearing_request and notices.hearing_settled_on is None:
        yield HEARING_OUTSTANDING(party=party.id)


HEARING_OVER = Refusal(
    "HearingOver",
    art(APL, "64(6)"),
    Words("当事人{party}的听证已于{on}{outcome}", "the hearing of party {party} {outcome} on {on}"),
    Words(
        "不再举行听证；当事人另有意见的，记录其陈述、申辩（submit_statement），由承办人复核（recheck）",
        "there is none any more: record what else the party has to say (submit_statement), and re-check it (recheck)",
    ),
)
HELD = Words("举行", "was held")
ENDED = Words("终止", "was ended")


def not_over(party: Party) -> Iterator[Refused]:
    """Refuse what makes sense only while the hearing is still to come."""
    notices = party.last_notices
    if notices and notices.hearing:
        yield HEARING_OVER(party=party.id, on=notices.hearing.on, outcome=HELD)
    yield from not_ended(party)


def not_ended(party: Party) -> Iterator[Refused]:
    notices = party.last_notices
    if notices and notices.hearing_end:
        yield HEARING_OVER(party=party.id, on=notices.hearing_end.on, outcome=ENDED)
