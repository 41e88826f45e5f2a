"""Who may ask for a rehearsal, and for how long it may run where others wait for the same processor."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from desk.errors import Barred, Fault, Malformed
from domain.bilingual import Words, listed
from domain.case.people import Person, Role
from domain.procedure.language import Refusal, Sort

LONGEST: Final = 20.0
"""Seconds. The longest story of the demonstration takes three."""
OF_AN_OFFICE: Final = (
    Role.OFFICER,
    Role.HEAD,
    Role.CLERK,
    Role.REVIEWER,
    Role.PRESIDER,
    Role.RECORDER,
    Role.FILING_CLERK,
    Role.SUPERVISOR,
)
MAY_NOT_REHEARSE: Final = Refusal(
    "RoleRequired",
    None,
    Words("只有机关的人员可以推演案件", "only persons of an office rehearse a case"),
    Words("请由其中之一的人员推演：{roles}", "let a person of one of these roles do it: {roles}"),
    Sort.PERSON,
)
TOO_LONG: Final = Fault(
    "steps",
    Words(
        f"推演超过 {LONGEST:.0f} 秒，止于第{{made}}步",
        f"it ran longer than {LONGEST:.0f} seconds, to step {{made}}",
    ),
    Words(
        "请减少 steps 或者当事人，或者用 tingshu case rehearse，在本机不限时间",
        "give fewer steps or parties, or use tingshu case rehearse, which has no limit",
    ),
)


def may_rehearse(person: Person) -> None:
    """Refuse who has no office; a rehearsal shows nothing of any case, and costs time.

    Raises:
        Barred: The person holds no role of an office.
    """
    if not set(OF_AN_OFFICE) & set(person.roles):
        raise Barred(MAY_NOT_REHEARSE(roles=listed(OF_AN_OFFICE)))


def timed(longest: float = LONGEST) -> Callable[[int, int], None]:
    """Return what ends a rehearsal that runs too long, told after each step how many are made."""
    began = monotonic()

    def made(step: int, of: int) -> None:
        if step < of and monotonic() - began > longest:
            raise Malformed(TOO_LONG._replace(why=TOO_LONG.why.filled(made=step)))

    return made
