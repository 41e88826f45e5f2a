"""`tingshu status` says what a row that waits is waiting for, and which part is busy."""

from datetime import UTC, datetime

import pytest

from cli.status import KEPT, PARTS, WAITING, _rows
from desk.operations import Reason, State
from domain.case.system_work import Trouble
from register.operations import Counts
from register.outbox import OutboxState

AT = datetime(2026, 6, 1, 1, tzinfo=UTC)
WELL = {"engine": True, "register": True, "schema": True}


@pytest.mark.parametrize(
    ("receiver", "stuck", "mails", "said"),
    [
        ("mail", 0, False, KEPT),
        ("mail", 0, True, WAITING),
        ("mail", 1, True, None),  # that is a fault, which has its own cure
        ("platform", 0, False, WAITING),
    ],
)
def test_why_a_row_waits(receiver: str, stuck: int, mails: bool, said: str | None):
    counts = Counts(1, 1, 0, None, (OutboxState(receiver, 1 + stuck, stuck, AT),))
    told = [value for _, value in _rows(State(AT, WELL, (), counts), mails=mails)]
    assert [value for value in told if value in (KEPT, WAITING)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("trouble", "said"), [(Trouble.REGISTER_BUSY, "✗ 忙 busy"), (Trouble.REGISTER_AWAY, "✗ 没有应答 away")]
)
def test_a_busy_register_is_not_said_to_be_away(trouble: Trouble, said: str):
    state = State(AT, WELL | {"register": False}, (Reason(trouble, 1, "register", ""),), None)
    assert dict(_rows(state, mails=False))[PARTS["register"]] == said
