"""Kinds of penalty (行政处罚的种类, 行政处罚法第九条) and the comparison of a decision with its notice (gate 5)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated

from domain.bilingual import Titled, Words, listed
from domain.labels import Label
from domain.law.terms import Unit
from domain.lengths import Line
from domain.record import Record


class PenaltyKind(Titled):
    """The thirteen named kinds of 行政处罚法第九条, and others that an act or regulation adds."""

    WARNING = "warning", "警告", "warning"
    PUBLIC_CRITICISM = "public_criticism", "通报批评", "public criticism"
    FINE = "fine", "罚款", "fine"
    CONFISCATION_OF_GAINS = "confiscation_of_gains", "没收违法所得", "confiscation of illegal gains"
    CONFISCATION_OF_GOODS = "confiscation_of_goods", "没收非法财物", "confiscation of illegal goods"
    PERMIT_SUSPENSION = "permit_suspension", "暂扣许可证件", "suspension of a permit"
    DOWNGRADING = "downgrading", "降低资质等级", "lowering of qualification"
    PERMIT_REVOCATION = "permit_revocation", "吊销许可证件", "revocation of a permit"
    BUSINESS_RESTRICTION = (
        "business_restriction",
        "限制开展生产经营活动",
        "restriction of business activities",
    )
    PRODUCTION_HALT = "production_halt", "责令停产停业", "order to halt production or business"
    CLOSURE = "closure", "责令关闭", "order to close down"
    OCCUPATION_RESTRICTION = "occupation_restriction", "限制从业", "restriction of occupation"
    DETENTION = "detention", "行政拘留", "administrative detention"
    OTHER = "other", "法律、行政法规规定的其他行政处罚", "other penalty fixed by act or regulation"


NO_PENALTY_GROUNDS = ("30", "31", "33(1)", "33(2)", "36")
"""Articles of the 行政处罚法 on which a decision without penalty may rest."""
NOT_ESTABLISHED = "57.1(3)"
"""The article for facts that are not established (违法事实不能成立): no ground of sparing anybody, there is nothing to spare."""


class Duration(Record):
    """How long a penalty lasts (期限), as the decision states it."""

    length: Annotated[
        int,
        Label(
            "长度",
            "length",
            "多少个期间单位（unit）",
            "how many of the units named in `unit`",
            Words("个期间单位", "of `unit`"),
        ),
    ]
    unit: Annotated[
        Unit, Label("期间单位", "unit", "日、工作日、月或者年", "days, working days, months or years")
    ]

    def __str__(self) -> str:
        return self.said.zh

    @property
    def months(self) -> int:
        """In months, which may be compared with years: twelve are one.

        Raises:
            KeyError: It is not counted in months or years.
        """
        return self.length * _MONTHS[self.unit]

    @property
    def in_years(self) -> "Duration":
        """The same in years, where it is whole years in months; itself where it is not."""
        years, rest = divmod(self.length, _MONTHS[Unit.YEAR])
        if self.unit is not Unit.MONTH or rest or not years:
            return self
        return Duration(length=years, unit=Unit.YEAR)

    def as_long_as(self, other: "Duration") -> bool:
        """Whether both are of one length, in whichever unit (12 months are one year)."""
        if self.unit in _MONTHS and other.unit in _MONTHS:
            return self.months == other.months
        return self == other

    @property
    def said(self) -> Words:
        one = self.length == 1
        unit = self.unit.en.removesuffix("s") if one else self.unit.en
        return Words(f"{self.length}{self.unit.zh}", f"{self.length} {unit}")


class Penalty(Record):
    """One penalty (处罚内容): its kind, amount in yuan or length, and what it bears on."""

    kind: Annotated[PenaltyKind, Label("处罚种类", "kind of penalty")]
    amount: Annotated[
        Decimal | None,
        Label(
            "数额",
            "amount",
            "罚款数额，或者没收财物的价值；不知道或者没有数额的不填",
            "the fine, or the value of what is confiscated; left out where it is unknown or there is none",
        ),
    ] = None
    duration: Annotated[
        Duration | None, Label("期限", "duration", "处罚有期限的填写", "where the penalty has one")
    ] = None
    subject: Annotated[
        Line,
        Label(
            "对象",
            "subject",
            "没收、暂扣、吊销、关闭的是什么",
            "what is confiscated, suspended, revoked or closed",
        ),
    ] = ""

    def __str__(self) -> str:
        return self.said.zh

    @property
    def said(self) -> Words:
        zh, en = [self.kind.zh, self.subject], [self.kind.en]
        if self.subject:
            en.append(f"({self.subject})")
        if self.amount is not None:
            zh.append(f"{self.amount:,}元")
            en.append(f"of {self.amount:,} yuan")
        if self.duration is not None:
            zh.append(self.duration.said.zh)
            en.append(f"for {self.duration.said.en}")
        return Words("".join(zh), " ".join(en))


def penalties_said(penalties: Iterable[Penalty]) -> Words:
    """Write penalties as they stand in a decision; where there is none, that there is none."""
    found = tuple(penalty.said for penalty in penalties)
    return listed(found) if found else Words("不予处罚", "no penalty")


class ExcessKind(Titled):
    """How a decision goes beyond the last notice."""

    NOT_NOTIFIED = "not_notified", "未告知", "not notified"
    HEAVIER_THAN_NOTIFIED = "heavier_than_notified", "重于告知", "heavier than notified"


class Excess(Record):
    """In what a decision goes beyond the last notice (超出告知)."""

    kind: ExcessKind
    reason: Words


def heavier(
    decided: Sequence[Penalty], notified: Sequence[Penalty], order: Sequence[PenaltyKind] = ()
) -> list[Excess]:
    """Say in what `decided` is heavier than `notified`, or cannot be compared with it; nothing if in nothing.

    Leaving a penalty out is always free (行政处罚法第四十四、四十五条). Against a notice no kind takes the place of another: on
    what was not told, be it milder, the party was never heard. Two laws are compared by `order`, the profile's order of
    severity, the lightest first.
    """
    known = _together(notified)
    wanted = _together(decided)
    fresh = [key for key in wanted if key not in known]
    dropped = [key for key in known if key not in wanted]
    excess = [
        Excess(kind=ExcessKind.HEAVIER_THAN_NOTIFIED, reason=why)
        for key in wanted
        if key in known
        for why in _grown(wanted[key], known[key])
    ]
    return [*_not_notified(fresh, dropped, order), *excess]


def lighter(decided: Sequence[Penalty], notified: Sequence[Penalty]) -> bool:
    """Whether `decided` stays within `notified` and is not the same."""
    return not heavier(decided, notified) and not same(decided, notified)


def same(one: Iterable[Penalty], other: Iterable[Penalty]) -> bool:
    """Whether two decisions say the same, however their amounts and durations are written."""
    return _same(_together(one), _together(other))


def _same(decided: "Mapping[_Key, Penalty]", notified: "Mapping[_Key, Penalty]") -> bool:
    """Whether both say the same, however their amounts and durations are written."""
    return decided.keys() == notified.keys() and all(
        one.amount == notified[key].amount and _as_long(one.duration, notified[key].duration)
        for key, one in decided.items()
    )


def _as_long(one: Duration | None, other: Duration | None) -> bool:
    return one == other if one is None or other is None else one.as_long_as(other)


_Key = tuple[PenaltyKind, str]


def _together(penalties: Iterable[Penalty]) -> dict[_Key, Penalty]:
    """Penalties of one kind on one subject as one, their amounts added up."""
    result: dict[_Key, Penalty] = {}
    for penalty in penalties:
        key = (penalty.kind, penalty.subject)
        before = result.get(key)
        result[key] = penalty if before is None else _sum(before, penalty)
    return result


def _sum(one: Penalty, other: Penalty) -> Penalty:
    amount = None if one.amount is None or other.amount is None else one.amount + other.amount
    duration = one.duration if _as_long(one.duration, other.duration) else None
    return Penalty(kind=one.kind, amount=amount, duration=duration, subject=one.subject)


def _not_notified(
    fresh: Sequence[_Key], dropped: Sequence[_Key], order: Sequence[PenaltyKind]
) -> Iterator[Excess]:
    """Each new penalty must replace a heavier one that was notified and dropped, one for one."""
    rank = {kind: place for place, kind in enumerate(order)}
    free = sorted((rank[kind] for kind, _ in dropped if kind in rank), reverse=True)
    for kind, subject in sorted(fresh, key=lambda key: -rank.get(key[0], -1)):
        if kind in rank and free and rank[kind] < free[0]:
            free.pop(0)
            continue
        penalty = Penalty(kind=kind, subject=subject).said
        reason = Words("{penalty}未在最后一次告知书中告知", "{penalty} did not stand in the last notice")
        yield Excess(kind=ExcessKind.NOT_NOTIFIED, reason=reason.filled(penalty=penalty))


_AMOUNTS_DIFFER = Words(
    "{kind}的数额与告知的数额无法比较", "the amount of the {kind} cannot be compared with the one notified"
)
_AMOUNT_ABOVE = Words(
    "{kind}{decided}元高于告知的{notified}元",
    "the {kind} of {decided} yuan is above the {notified} yuan notified",
)
_DURATIONS_DIFFER = Words(
    "{kind}的期限与告知的期限无法比较", "the duration of the {kind} cannot be compared with the one notified"
)
_DURATION_LONGER = Words(
    "{kind}的期限{decided}长于告知的{notified}，或者无法比较",
    "the {kind} for {decided} is longer than the {notified} notified, or cannot be compared with it",
)


def _grown(decided: Penalty, notified: Penalty) -> Iterator[Words]:
    if notified.amount != decided.amount:
        if notified.amount is None or decided.amount is None:
            yield _AMOUNTS_DIFFER.filled(kind=decided.kind)
        elif decided.amount > notified.amount:
            yield _AMOUNT_ABOVE.filled(
                kind=decided.kind, decided=f"{decided.amount:,}", notified=f"{notified.amount:,}"
            )
    if notified.duration != decided.duration:
        if notified.duration is None or decided.duration is None:
            yield _DURATIONS_DIFFER.filled(kind=decided.kind)
        elif not _not_longer(decided.duration, notified.duration):
            yield _DURATION_LONGER.filled(
                kind=decided.kind, decided=decided.duration.said, notified=notified.duration.said
            )


_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
_DAYS = {
    # The least and the most calendar days that one unit can be: two lengths compare only when these do.
    Unit.CALENDAR_DAY: (1, 1),
    Unit.MONTH: (28, 31),
    Unit.YEAR: (365, 366),
}


def _not_longer(decided: Duration, notified: Duration) -> bool:
    if decided.unit == notified.unit:
        return decided.length <= notified.length
    if decided.unit in _MONTHS and notified.unit in _MONTHS:
        return decided.months <= notified.months
    if decided.unit not in _DAYS or notified.unit not in _DAYS:
        return False
    return decided.length * _DAYS[decided.unit][1] <= notified.length * _DAYS[notified.unit][0]
