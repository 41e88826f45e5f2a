"""How a party leaves the case without a decision (撤案、终止、移送、分案、并案)."""

from datetime import date

from domain.bilingual import Titled
from domain.case.splits import Onward
from domain.lengths import Line, Text
from domain.record import Record


class Departure(Titled):
    """Why nothing is decided on a party any more (未作决定而了结的情形)."""

    WITHDRAWN = "withdrawn", "撤案", "case withdrawn"
    TERMINATED = "terminated", "终止", "proceedings terminated"
    TRANSFERRED = "transferred", "移送其他机关", "transferred to another agency"
    SPLIT = "split", "分案", "split off into a case of its own"
    JOINED = "joined", "并案", "joined with another case"


class Left(Record):
    """A party left the case: neither decided on, nor still to be."""

    why: Departure
    on: date
    by: str
    ground: Line
    reason: Text
    document: int
    """The document that says so; 0 where there is none: the party goes on in another case."""
    agency: Line = ""
    """The agency to which the case goes on."""
    onward: Onward | None = None
    """The case in which the party goes on."""
