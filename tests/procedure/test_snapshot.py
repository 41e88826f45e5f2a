"""A case carried as its snapshot is the same case: at every step of every story, whatever it has come to hold."""

import json

import pytest

from demo.run import STORIES
from demo.story import load
from domain.case.case import Case
from domain.case.snapshot import snapshot, snapshot_size
from domain.procedure import deadlines, due_instants
from domain.procedure.language import civil
from tests.procedure.playing import EXAMPLES, Play


@pytest.mark.parametrize("name", STORIES)
def test_what_is_carried_is_the_same_case(name: str) -> None:
    story, played = load(EXAMPLES / f"{name}.json"), Play()
    for step in story.steps:
        if step.refused or step.move == "adopt_rulebook":
            continue
        played.do(step.at, step.by, step.move, **step.body)
        carried = json.loads(json.dumps(snapshot(played.case)))
        again = Case.model_validate(carried)
        today = civil(step.at)
        assert again == played.case
        assert snapshot(again) == carried
        assert deadlines(again, today) == deadlines(played.case, today)
        assert list(due_instants(again)) == list(due_instants(played.case))
        assert again.papers_version == played.case.papers_version


def test_the_size_is_that_of_its_json() -> None:
    played = Play()
    opening = load(EXAMPLES / "standard.json").opening
    played.do(opening.at, opening.by, opening.move, **opening.body)
    written = json.dumps(snapshot(played.case), ensure_ascii=False, separators=(",", ":")).encode()
    assert snapshot_size(played.case) == len(written)
    assert "rulebook" not in written.decode()
    assert len(written) < 6_000


def test_a_case_that_is_not_opened_carries_nothing() -> None:
    assert snapshot(Case()) == {}
    assert Case.model_validate({}) == Case()
