"""A projection that has changed has another version: else cases recorded before would never be rebuilt."""

from typing import Any

from domain.case.journal import Entry
from register.projection import PROJECTION, CaseProjection, Folded
from register.recording import Rows
from tests.register.golden_case import RAISE, changed, stored_rows


def test_a_stored_case_is_projected_as_it_was_unless_the_version_was_raised():
    tables = changed(CaseProjection())
    assert not tables, RAISE.format(tables=", ".join(tables))


def test_the_stored_rows_are_those_of_this_version():
    assert stored_rows()["projection"] == PROJECTION, "uv run python -m tests.register.golden_case"


class Shouting(CaseProjection):
    """Says one thing otherwise in one table."""

    def rows(self, folded: Folded, last: Entry) -> Rows:
        made = super().rows(folded, last)
        made.work[:] = [_louder(row) for row in made.work]
        return made


def _louder(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "what": f"{row['what']}！"}


def test_that_check_sees_a_change_of_one_field():
    assert changed(Shouting()) == ["work"]
