"""Limitation (追责时效, 行政处罚法第三十六条): an act found out too late is no longer punished."""

from datetime import date

from domain.bilingual import Words
from domain.law.counting import reckon
from domain.law.errors import BadDate
from domain.law.rulebook import Rulebook
from domain.law.screening import Finding
from domain.law.terms import TermKey


def limitation_ended(act_to: date, discovered_on: date, harm: bool, rules: Rulebook) -> Finding:
    """Say whether limitation had ended when the act was discovered; the row is that of the day the act ended.

    `harm`: the act touches life, health or financial safety *and* has harmful consequences.

    Raises:
        BadDate: Discovered before it happened.
        LawUnknown: No limitation was known on that day.
    """
    if discovered_on < act_to:
        raise BadDate(
            Words(
                f"发现日{discovered_on}早于违法行为终了日{act_to}",
                f"discovered on {discovered_on}, before the act ended on {act_to}",
            ),
            Words(
                "请核对 discovered_on；行为持续至发现时的，act_to 填写发现日",
                "check `discovered_on`; for an act still going on, `act_to` is the day of discovery",
            ),
        )
    term = rules.term(TermKey.LIMITATION_WITH_HARM if harm else TermKey.LIMITATION, act_to)
    last_day = reckon(term, act_to, rules.calendar).waits_for
    ended = discovered_on > last_day
    verb = "已超过" if ended else "未超过"
    return Finding(
        answer=ended,
        reason=f"违法行为终了于{act_to}，时效{term.length}年至{last_day}，于{discovered_on}发现，{verb}追责时效",
        article=term.source,
    )
