"""Every clock of the procedure, as the chapters have them. Deadlines are read off them; nothing starts or stops one."""

from collections.abc import Mapping
from itertools import chain

from domain.bilingual import Words
from domain.case.people import Role
from domain.law.terms import TermKey
from domain.procedure.chapters import (
    announcing,
    closing,
    complaining,
    deciding,
    decision_filing,
    demanding,
    enforcing,
    filing,
    hearing,
    judiciary,
    limitation,
    new_evidence,
    objecting,
    overseeing,
    payment,
    publishing,
    remedies,
    reviewing,
    service,
    statements,
    suspending,
)
from domain.procedure.measuring import Clock

CHAPTERS_WITH_CLOCKS = (
    announcing,
    closing,
    complaining,
    deciding,
    decision_filing,
    demanding,
    enforcing,
    filing,
    hearing,
    judiciary,
    limitation,
    new_evidence,
    objecting,
    overseeing,
    payment,
    publishing,
    remedies,
    reviewing,
    service,
    statements,
    suspending,
)
CLOCKS: tuple[Clock, ...] = tuple(chain.from_iterable(chapter.CLOCKS for chapter in CHAPTERS_WITH_CLOCKS))
CLOCK_OF: Mapping[TermKey, Clock] = {clock.term: clock for clock in CLOCKS}
PARTYS_RIGHT = Words("当事人的权利", "the party's right")


def whose(term: TermKey) -> Words | Role:
    """Say whose the days of a running clock are: the party's, for its right; else of who must act, or waits."""
    clock = CLOCK_OF[term]
    return PARTYS_RIGHT if clock.right and not clock.silence else clock.owner
