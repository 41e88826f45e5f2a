"""Gate 5: nothing that was not notified, nothing heavier (行政处罚法 第44、45条)."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from domain.bilingual import Words, listed
from domain.case.papers import Discretion
from domain.case.parties import Notices, Party
from domain.law.articles import art
from domain.law.penalties import ExcessKind, Penalty, heavier, penalties_said
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
    "请减至告知范围内（penalties）；有法定理由的，退回重新告知（return_to_notifying，再 prepare_notices）",
    "keep within the notice (`penalties`); where there is a ground, notify anew (return_to_notifying, then prepare_notices)",
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


class Intended(Protocol):
    """A penalty with its tier: proposed, concluded or decided."""

    @property
    def penalties(self) -> tuple[Penalty, ...]: ...
    @property
    def discretion(self) -> Discretion: ...


class Decided(Intended, Protocol):
    """What is held against the notice: a decision as it is asked for, or as it was prepared."""

    @property
    def findings(self) -> tuple[str, ...]: ...
    @property
    def basis(self) -> tuple[str, ...]: ...


def within_notice(party: Party, decided: Decided) -> Iterator[Refused]:
    notices = party.issued_notices
    if notices is None:
        yield NOTHING_NOTIFIED(party=party.id)
        return
    for excess in heavier(decided.penalties, notices.notified.penalties):
        yield _BEYOND[excess.kind](reason=excess.reason)
    for reason in graver_tier(decided.discretion, notices.notified.discretion):
        yield HEAVIER_THAN_NOTIFIED(reason=reason)
    yield from _grounds_notified(notices, decided.findings, decided.basis)


_GRAVER = Words(
    "裁量阶次“{decided}”重于告知的“{told}”", "the discretion tier “{decided}” is above the “{told}” notified"
)


def graver_tier(decided: Discretion, told: Discretion) -> Iterator[Words]:
    """Say that a tier of discretion is above the one that was told: it is heavier, even where no amount is."""
    if decided.graver_than(told):
        yield _GRAVER.filled(decided=decided, told=told)


_TIER_ABOVE = Words("裁量阶次“{decided}”重于“{limit}”", "the discretion tier “{decided}” is above “{limit}”")
_PENALTIES_ABOVE = Words(
    "处罚内容（{decided}）超出（{limit}）", "the penalties ({decided}) are beyond those ({limit})"
)


def beyond(decided: Intended, limit: Intended) -> Iterator[Words]:
    """Say in what a penalty is heavier than another that limits it: in its tier, in what it consists of."""
    if decided.discretion.graver_than(limit.discretion):
        yield _TIER_ABOVE.filled(decided=decided.discretion, limit=limit.discretion)
    if heavier(decided.penalties, limit.penalties):
        yield _PENALTIES_ABOVE.filled(
            decided=penalties_said(decided.penalties), limit=penalties_said(limit.penalties)
        )


GROUND_NOT_NOTIFIED = Refusal(
    "GroundNotNotified",
    art(APL, "44"),
    Words("{grounds} 未在告知书中告知", "{grounds} did not stand in the notice"),
    Words(
        "请从 findings、basis 中删去；有法定理由的，退回重新告知（return_to_notifying，再 prepare_notices）",
        "leave them out of `findings` and `basis`; where there is a ground, notify anew (return_to_notifying, then"
        " prepare_notices)",
    ),
)


def _grounds_notified(notices: Notices, findings: Sequence[str], basis: Sequence[str]) -> Iterator[Refused]:
    new = [f for f in findings if f not in notices.findings] + [b for b in basis if b not in notices.basis]
    if new:
        yield GROUND_NOT_NOTIFIED(grounds=listed(new))
