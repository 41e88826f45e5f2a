"""Corrections (补正) that a supervising office asks for of what was filed with it."""

from datetime import date

from domain.lengths import LongText
from domain.record import Record


class FilingCorrection(Record):
    """What is wanting in one report on decisions, and how the agency mended it."""

    notice: int
    """The 备案补正通知书 of the supervising office."""
    report: int
    """The report that was found wanting; the corrected one takes its place in the filing."""
    on: date
    points: LongText
    due_on: date
    corrected_on: date | None = None
    corrected: LongText = ""
    corrected_report: int | None = None
