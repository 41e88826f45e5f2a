"""Instants as they are typed: one written form, and nothing guessed."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.errors import Fault, Malformed
from domain.bilingual import Words

SHANGHAI = ZoneInfo("Asia/Shanghai")
NO_INSTANT = Words("“{typed}”不是时刻", "“{typed}” is no instant")
WRITE_IT = Words(
    "请写作 2026-06-01T09:00:00（北京时间），或者带时区",
    "write it as 2026-06-01T09:00:00 (Beijing time), or with its time zone",
)
NO_SUCH_INSTANT = Words("{typed} 这一时刻不存在", "{typed}: there is no such instant")
CHECK_IT = Words("请核对月份、日数和时分", "check month, day and hour")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?")


def instant_of(typed: str, name: str) -> datetime:
    """Read an instant; without a time zone it is Beijing's.

    Raises:
        Malformed: It is not written as one, or there is none such.
    """
    try:
        if _INSTANT.fullmatch(typed):
            found = datetime.fromisoformat(typed)
            return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
    except ValueError as error:
        raise Malformed(Fault(name, NO_SUCH_INSTANT.filled(typed=typed), CHECK_IT)) from error
    raise Malformed(Fault(name, NO_INSTANT.filled(typed=typed), WRITE_IT))
