"""A rehearsal made of a case: what came true in the case comes true again, of every example and of what is signed on paper."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from desk.rehearsing.checking import checked
from desk.rehearsing.exporting import as_yaml, differences, exported
from desk.rehearsing.reading import read
from desk.rehearsing.running import told
from domain.law.rulebook import Rulebook, rulebook_for
from tests.procedure.playing import DIRECTORY, EXAMPLES

FILES: Final = sorted((EXAMPLES / "rehearsals").glob("*.yaml"))


def again(
    data: bytes, rules: Callable[[str], Rulebook] = rulebook_for
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A case as its export has it, and what comes of that otherwise than in the case."""
    _, entries = told(data, DIRECTORY, rules)
    file = exported(entries, checked(data, DIRECTORY).cast.person, DIRECTORY, invented=False)
    _, rehearsed = told(as_yaml(file).encode(), DIRECTORY, rules)
    return file, differences(entries, rehearsed)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_exported_case_comes_true_as_it_did(file: Path):
    assert again(file.read_bytes())[1] == ()


def on_paper(profile: str) -> Rulebook:
    rules = rulebook_for(profile)
    switches = rules.switches.model_copy(update={"countersigned_on_paper": True})
    return rules.model_copy(update={"switches": switches})


def signed(name: str) -> bytes:
    """A rehearsal in which whatever takes two is signed by both on a paper."""
    file = read((EXAMPLES / f"rehearsals/{name}.yaml").read_bytes()).value
    for body in (step["body"] for step in file["steps"] if "together_with" in step.get("body", {})):
        body["signed"] = "会签件"
    return json.dumps(file).encode()


def test_what_is_countersigned_on_paper_is_exported_with_its_paper():
    file, differing = again(signed("remedies-and-add-on-fine"), on_paper)
    assert differing == ()
    recheck = next(step for step in file["steps"] if step["move"] == "recheck")
    assert recheck["body"]["together_with"] == "officer-wang"
    assert len(recheck["body"]["signed"]) == 64
    assert "confirm" not in {step["move"] for step in file["steps"]}
