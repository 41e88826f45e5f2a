"""A move whose document is issued by the agency of who makes it brings that agency along; no other move does."""

from typing import Any, cast

import pytest

from desk.requests import Asked, Requests
from domain.procedure import MOVES
from tests.procedure.playing import DIRECTORY


def agency_of(name: str, **body: Any) -> str | None:
    none = cast("Any", None)
    requests = Requests(DIRECTORY, none, none, none, none, none)
    actor = DIRECTORY.person("filing-zhou")
    assert actor is not None
    move = MOVES[name].model_validate(body)
    envelope = requests.envelope(Asked(move=name, actor=actor, body=body, key="k"), move)
    return envelope.agency.code if envelope.agency else None


@pytest.mark.parametrize(
    ("name", "body", "agency"),
    [
        ("request_correction", {"points": "缺少送达回证", "due_on": "2026-06-30"}, "zj-justice"),
        ("acknowledge_decision_filing", {"on": "2026-06-18"}, None),
    ],
)
def test_the_agency_comes_from_the_directory(name, body, agency):
    assert agency_of(name, **body) == agency
