"""The Python client of 听述 Tingshu: the HTTP API as objects. It knows no move and no rule: the installation says them.

with Tingshu("http://127.0.0.1:8000", "demo-officer-li") as office:
    case = office.open(draft)
    case.do("submit_for_review")
"""

from tingshu_client.answers import Option, Receipt, Row, Trial, Upload
from tingshu_client.client import Case, Tingshu
from tingshu_client.patience import Patience
from tingshu_client.problems import (
    Away,
    Barred,
    Failed,
    Fault,
    NotAllowed,
    NotFound,
    NotIdentified,
    NotUnderstood,
    NotYet,
    Obstacle,
    Problem,
    Stale,
    TingshuError,
    Words,
)

__all__ = [
    "Away",
    "Barred",
    "Case",
    "Failed",
    "Fault",
    "NotAllowed",
    "NotFound",
    "NotIdentified",
    "NotUnderstood",
    "NotYet",
    "Obstacle",
    "Option",
    "Patience",
    "Problem",
    "Receipt",
    "Row",
    "Stale",
    "Tingshu",
    "TingshuError",
    "Trial",
    "Upload",
    "Words",
]
