"""Gate 5: nothing that was not notified, nothing heavier (行政处罚法 第44、45条)."""

from collections.abc import Iterator, Sequence

from domain.case.parties import Notices, Party
from domain.law.articles import art
from domain.law.penalties import Penalty, heavier
from domain.procedure.language import APL, Moment, Refused


def within_notice(
    now: Moment, party: Party, penalties: Sequence[Penalty], findings: Sequence[str], basis: Sequence[str]
) -> Iterator[Refused]:
    notices = party.issued_notices
    if notices is None:
        yield Refused(
            "NothingNotified",
            art(APL, "44"),
            f"未向当事人{party.id}告知：请先告知 · party {party.id} was never notified: notify it first",
        )
        return
    for excess in heavier(penalties, notices.notified.penalties, now.rules.switches.severity):
        yield Refused(
            excess.code,
            art(APL, "44"),
            f"{excess.reason}：须重新告知，或减至告知范围内 · beyond the notice: notify anew, or keep within it",
        )
    yield from _told_of(notices, findings, basis)


def _told_of(notices: Notices, findings: Sequence[str], basis: Sequence[str]) -> Iterator[Refused]:
    untold = [f for f in findings if f not in notices.findings] + [b for b in basis if b not in notices.basis]
    if untold:
        names = "、".join(untold)
        yield Refused(
            "GroundNotNotified",
            art(APL, "44"),
            f"{names} 未在告知书中告知：须重新告知 · {names} did not stand in the notice: notify anew",
        )
