"""Written forms (写法): the one way in which a day, an instant, an amount and a whole number are written.

The desk reads by them, and the published schema says them: what fits is accepted by form, what does not fit is refused.
"""

import re
from typing import NamedTuple

from domain.bilingual import Words


class Form(NamedTuple):
    """How a value is written, whole."""

    pattern: str
    """Without anchors; the same in Python, in ECMAScript and in Rust."""
    words: Words

    def fits(self, written: str) -> bool:
        return re.fullmatch(self.pattern, written, re.ASCII) is not None

    @property
    def anchored(self) -> str:
        """The pattern as JSON Schema needs it, which searches."""
        return f"^(?:{self.pattern})$"


_LEAP = "(?:19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26]))"
_DAY = (
    "(?:(?:19|20)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29)"
)
"""Days that there are, and no others: beyond these two centuries counting ends at the edges of the calendar."""
_HOUR = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"

DAY = Form(_DAY, Words("1900至2099年的日期，如 2026-06-01", "a day of 1900 to 2099, such as 2026-06-01"))
INSTANT = Form(
    f"{_DAY}T{_HOUR}:[0-5][0-9](?:Z|[+-]{_HOUR})",
    Words(
        "到秒并带时区的时刻，如 2026-06-01T09:00:00+08:00",
        "an instant to the second with its offset, such as 2026-06-01T09:00:00+08:00",
    ),
)
AMOUNT = Form(
    r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,4})?",
    Words('以字符串写的数额，如 "120000.00"', 'an amount as a string, such as "120000.00"'),
)
MONEY = r"^(?:(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,2})?|1000000000000(?:\.0{1,2})?)$"
"""Amounts that there are (`domain.law.money`): the schema says this, and the desk says why another one is none."""
TRUTH = Form("true|false", Words("true 或 false", "true or false"))
COUNT = Form("0|[1-9][0-9]{0,8}", Words("整数，如 17", "a whole number, such as 17"))
"""A whole number in a query."""
LARGEST_COUNT = 999_999_999
LARGEST = 10**15
"""No whole number in a body is larger: a longer one would only fill the journal."""
