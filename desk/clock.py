"""The civil time (北京时间) by which the desk stamps what it is handed."""

from datetime import datetime

from domain.law.counting import SHANGHAI


def civil_now() -> datetime:
    return datetime.now(SHANGHAI)
