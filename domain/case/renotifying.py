"""New notices (重新告知) and new evidence (补充证据): why a party is told anew, and of what; drafts that a head sent back."""

from datetime import date

from domain.bilingual import Titled
from domain.lengths import Code, Line, Text
from domain.record import Record


class ErrorOfLaw(Titled):
    """An error of law for which a party is notified anew; a heavier view of the same case is none."""

    WRONG_BASIS = "wrong_basis", "适用法律依据错误", "the wrong provision was applied"
    WRONG_FINDING = "wrong_finding", "违法行为定性错误", "the act was classed wrongly"
    WRONG_PENALTY = "wrong_penalty", "处罚种类、幅度违反法律规定", "a penalty that the law does not allow"
    RIGHTS_NOT_TOLD = (
        "rights_not_told",
        "应当告知的权利未告知或者告知错误",
        "a right was not told, or told wrongly",
    )


class Returned(Record):
    """Notices given up for new ones (退回重新告知), on a ground; what was agreed until then counts for none of the new."""

    on: date
    pieces: tuple[Code, ...] = ()
    """Evidence obtained since, by its ids."""
    obtained_on: date | None = None
    error: ErrorOfLaw | None = None
    reason: Text
    rounds: int = 0
    """How many rounds of review there had been."""
    filings: int = 0
    discussions: int = 0


class NewEvidence(Record):
    """Evidence that came after the notice and was told to the party (补充证据告知)."""

    document: int
    on: date
    pieces: tuple[Code, ...]
    """By their ids."""
    shown: Text
    means: Line


class DraftSentBack(Record):
    """A draft that a head sent back (退回) to who had prepared it."""

    to: Code
    by: Code
    on: date
    reason: Text
