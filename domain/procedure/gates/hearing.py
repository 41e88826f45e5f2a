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
