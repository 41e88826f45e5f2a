"""The refusals of the chapters before the interview that no rehearsal can meet, each with the reason."""

from typing import Final

_NO_PROFILE_ON_PAPER: Final = (
    "no named profile lets a move be countersigned on paper: tests/procedure/test_countersigning.py"
)

NOT_ON_PAPER: Final[dict[str, str]] = {
    "DecisionsOutstanding": "each named profile files its decisions one by one: tests/procedure/test_executing.py",
    "TimeWithoutZone": "a file that leaves out the zone is refused as it is read: tests/procedure/test_interview.py",
    "SecondPersonUnfit": _NO_PROFILE_ON_PAPER,
    "SignedPaperMissing": _NO_PROFILE_ON_PAPER,
    "ProposalNotUnited": "another case would have to come in whole: tests/procedure/test_joining.py",
}
