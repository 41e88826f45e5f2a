"""Every clock of the procedure, as the chapters have them. Deadlines are read off them; nothing starts or stops one."""

from itertools import chain

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
