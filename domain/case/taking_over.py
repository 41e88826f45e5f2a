"""Taking over (接收纸质案件): what of a case was done on paper before it came here, with the proof of each step."""

from datetime import date

from domain.lengths import Code
from domain.record import Computing, FileHash, Record


class PaperStep(Record):
    """One step as the papers show it."""

    move: Code
    by: str
    on: date
    proof: FileHash
    """Scan of the paper."""


class TakenOver(Computing):
    """How a case begun on paper came here."""

    by: str
    """Who took it over, and answers for what the papers say."""
    on: date
    steps: tuple[PaperStep, ...]
