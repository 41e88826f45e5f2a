"""Every clock of the procedure, as its chapters have them. Deadlines are read off them, never kept."""

from domain.procedure.chapters import (
    announcing,
    closing,
    deciding,
    drafting,
    executing,
    filing,
    hearing,
    interview,
    reviewing,
    statements,
)
from domain.procedure.language import Clock

CLOCKS: tuple[Clock, ...] = ()
