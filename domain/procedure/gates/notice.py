"""Gate 5: nothing that was not notified, nothing heavier (行政处罚法 第44、45条)."""

from collections.abc import Iterator, Sequence

from domain.bilingual import Words, listed
from domain.case.parties import Notices, Party
from domain.law.articles import art
from domain.law.penalties import ExcessKind, Penalty, heavier
from domain.procedure.language import APL, Refusal, Refused

NOTHING_NOTIFIED = Refusal(
    "NothingNotified",
    art(APL, "44"),
    Words("尚未告知当事人{party}", "party {party} was never notified"),
    Words(
        "请先告知（prepare_notices、issue_notices）",
        "notify it first (prepare_notices, issue_notices)",
    ),
)
_NOTIFY_ANEW = Words(
    "请重新告知（prepare_notices），或者减至告知范围内（penalties）",
    "notify anew (prepare_notices), or keep within the notice (`penalties`)",
)
NOT_NOTIFIED = Refusal(
    "NotNotified", art(APL, "44"), Words("超出告知：{reason}", "beyond the notice: {reason}"), _NOTIFY_ANEW
)
HEAVIER_THAN_NOTIFIED = Refusal(
    "HeavierThanNotified",
    art(APL, "44"),
    Words("重于告知：{reason}", "heavier than notified: {reason}"),
    _NOTIFY_ANEW,
)
_BEYOND = {
    ExcessKind.NOT_NOTIFIED: NOT_NOTIFIED,
    ExcessKind.HEAVIER_THAN_NOTIFIED: HEAVIER_THAN_NOTIFIED,
}


def within_notice(
    party: Party, penalties: Sequence[Penalty], findings: Sequence[str], basis: Sequence[str]
) -> Iterator[Refused]:
    notices = party.issued_notices
    if notices is None:
        yield NOTHING_NOTIFIED(party=party.id)
        return
    yield from beyond_notice(penalties, notices.notified.penalties)
    yield from _grounds_notified(notices, findings, basis)


def beyond_notice(penalties: Sequence[Penalty], notified: Sequence[Penalty]) -> Iterator[Refused]:
    """Refuse what is larger than notified, and every kind that was not: the party was never heard on it."""
    for excess in heavier(penalties, notified):
        yield _BEYOND[excess.kind](reason=excess.reason)


GROUND_NOT_NOTIFIED = Refusal(
    "GroundNotNotified",
    art(APL, "44"),
    Words("{grounds} 未在告知书中告知", "{grounds} did not stand in the notice"),
    Words(
        "请重新告知（prepare_notices），或者从 findings、basis 中删去",
        "notify anew (prepare_notices), or leave them out of `findings` and `basis`",
    ),
)


def _grounds_notified(notices: Notices, findings: Sequence[str], basis: Sequence[str]) -> Iterator[Refused]:
    new = [f for f in findings if f not in notices.findings] + [b for b in basis if b not in notices.basis]
    if new:
        yield GROUND_NOT_NOTIFIED(grounds=listed(new))
