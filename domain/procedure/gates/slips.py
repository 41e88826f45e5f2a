"""What a slip is not (补正的限度): kinds, amounts, durations, discretion, facts and basis are never changed by a correction."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.papers import Discretion
from domain.case.parties import Party
from domain.law.money import capital
from domain.law.penalties import PenaltyKind
from domain.procedure.defects import SELF_CORRECTION
from domain.procedure.language import Refusal, Refused

NO_SLIP = Refusal(
    "NoSlip",
    SELF_CORRECTION,
    Words(
        "所补正的涉及{what}，不是笔误：处罚的种类、数额、期限、裁量、事实和依据不得以补正改变",
        "this touches {what}, and is no slip: kinds, amounts, durations, discretion, facts and basis are not changed by a"
        " correction",
    ),
    Words(
        "确有错误的，撤销或者变更决定（set_aside_decision）；不涉及的，在 wrong 中照录更长的原文",
        "where the decision is wrong set it aside, or change it (set_aside_decision); where this is not so, give more of the"
        " text in `wrong`",
    ),
)

_KIND = Words("处罚种类", "the kind of a penalty")
_AMOUNT = Words("数额", "an amount")
_DURATION = Words("处罚期限", "the duration of a penalty")
_TIER = Words("裁量阶次", "the tier of discretion")
_FACTS = Words("违法事实", "the facts")
_BASIS = Words("法律依据", "the legal basis")

_MONEY = re.compile(r"[0-9.]+[万亿]*元|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元")
_PLACE = re.compile(r"第[零一二三四五六七八九十百千]+[条款项]")


def not_of_substance(case: Case, party: Party, wrong: str, right: str) -> Iterator[Refused]:
    """Refuse to change as a slip what gate 5 compares: whatever of it stands in one text stands in the other as often."""
    before, after = _plain(wrong), _plain(right)
    for what, counted in _counters(case, party):
        if counted(before) != counted(after):
            yield NO_SLIP(what=what)
    if any(before in fact for fact in _facts(case, party)):
        yield NO_SLIP(what=_FACTS)


def _counters(case: Case, party: Party) -> Iterator[tuple[Words, Callable[[str], object]]]:
    decided = party.decision.penalties if party.decision else ()
    penalties = (*decided, *party.in_force)
    amounts = tuple(form for p in penalties if p.amount for form in _written(p.amount))
    statutes = tuple(_plain(b.statute) for b in case.papers.basis)
    yield _KIND, _of(tuple(kind.zh for kind in PenaltyKind))
    yield _AMOUNT, lambda text: (Counter(_MONEY.findall(text)), _of(amounts)(text))
    yield _DURATION, _of(tuple(p.duration.said.zh for p in penalties if p.duration))
    yield _TIER, _of(tuple(tier.zh for tier in Discretion))
    yield _BASIS, lambda text: (Counter(_PLACE.findall(text)), _of(statutes)(text))
    yield _FACTS, _of(_facts(case, party))


def _of(forms: tuple[str, ...]) -> Callable[[str], object]:
    return lambda text: [text.count(form) for form in forms]


def _facts(case: Case, party: Party) -> tuple[str, ...]:
    return tuple(_plain(finding.text) for finding in case.papers.findings_against(party.id))


def _written(amount: Decimal) -> tuple[str, ...]:
    return (f"{amount:f}".removesuffix(".00"), capital(amount).removesuffix("整"))


def _plain(text: str) -> str:
    """Without blanks, and without what separates thousands."""
    return re.sub(r"(?<=[0-9])[,，](?=[0-9]{3})|\s", "", text)
