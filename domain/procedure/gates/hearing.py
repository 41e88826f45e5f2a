"""Gate 3: a hearing asked for is held and reported before a penalty (行政处罚法 第63至65条)."""

from collections.abc import Iterator

from domain.case.parties import Party
from domain.law.articles import art
from domain.procedure.language import APL, Moment, Refused


def hearing_settled(now: Moment, party: Party) -> Iterator[Refused]:
    notices = party.last_notices
    if notices is None or notices.hearing_request is None or notices.hearing_report is not None:
        return
    yield Refused(
        "HearingOutstanding",
        art(APL, "63"),
        f"当事人{party.id}要求的听证尚未举行并提出报告：请先完成听证"
        f" · party {party.id} asked for a hearing: hold and report it first",
    )
