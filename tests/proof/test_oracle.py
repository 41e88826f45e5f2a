"""The oracle sees what the law forbids, each rule in a course that breaks it; and is silent on every lawful one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.run import STORIES
from demo.story import load
from domain.case.journal import Entry
from tests.end_to_end.courses import COURSES, course
from tests.procedure.playing import EXAMPLES, Play, standard
from tests.procedure.scene import SCAN
from tests.proof import oracle
from tests.proof import test_unlawful_before_deciding as before_deciding
from tests.proof import test_unlawful_kinds as kinds
from tests.proof.oracle.deciding import OF_A_KIND, OF_ALL
from tests.proof.oracle.file import Body, CaseFile
from tests.proof.oracle.numbers import wrong_documents
from tests.proof.oracle.whole import unlawful


def changed(fact: str, **body: object) -> list[Entry]:
    """The standard journal with the first fact of a kind otherwise; left out where nothing is said."""
    entries = list(standard().entries)
    place = next(n for n, entry in enumerate(entries) if entry.fact == fact)
    if not body:
        return [*entries[:place], *entries[place + 1 :]]
    other = entries[place].model_copy(update={"body": {**entries[place].body, **body}})
    return [*entries[:place], other, *entries[place + 1 :]]


def numbered(*numbers: str) -> Body:
    """Document 1 produced with these numbers."""
    made = {"document": 1, "content": "", "file": SCAN, "pages": 1}
    return {"documents": [{**made, "number": number} for number in numbers]}


ORDERED_OTHERWISE = {"documents": [{"id": 2, "kind": "review_opinion"}]}
GIVEN_UP = {"voids": [3]}
SEALED_OTHERWISE = {"seal": {"file": SCAN, "scan": SCAN, "on": "2026-05-25"}}


@pytest.mark.parametrize(
    ("fact", "body", "finding", "why"),
    [
        ("DocumentsOrdered", {}, "G2", "a number for document 1, which nobody ordered"),
        (
            "DocumentsOrdered",
            ORDERED_OTHERWISE,
            "G1",
            "a document is missing in the count, or stands there twice",
        ),
        ("DocumentsNumbered", numbered("〔2026〕1号", "〔2026〕7号"), "G2", "document 1 has two numbers"),
        ("DocumentsNumbered", numbered("〔2026〕2号"), "G2", "two documents have the number 〔2026〕2号"),
        ("DocumentSealed", SEALED_OTHERWISE, "G3", "document 3 was sealed before it was there"),
        ("DocumentSealed", {}, "G4", "document 3 left without a seal"),
        ("DocumentsOrdered", GIVEN_UP, "G2", "a number for document 3, which was given up"),
        ("DocumentsOrdered", GIVEN_UP, "G4", "document 3 left, which was given up"),
    ],
)
def test_art59_a_journal_whose_numbers_do_not_hold_is_seen(fact: str, body: Body, finding: str, why: str):
    found = wrong_documents(CaseFile.of(changed(fact, **body), Play().person))
    assert (finding, why) in {(wrong.finding, wrong.why) for wrong in found}


def courses() -> Iterator[tuple[str, Play]]:
    """Every lawful course there is: the stories of the demo, and those off the main line."""
    stories = [(name, load(EXAMPLES / f"{name}.json")) for name in STORIES]
    for name, story in (*stories, *((name, course(name).story) for name in COURSES)):
        played = Play()
        for step in story.steps:
            if "$rulebook" in str(step.body):
                break
            if not step.refused:
                played.do(step.at, step.by, step.move, **step.body)
        yield name, played


def test_the_oracle_is_silent_on_every_lawful_course():
    """After each decision that is made in them, and of the whole."""
    found, decisions = dict[str, list[str]](), 0
    for name, played in courses():
        file = CaseFile.of(played.entries, played.person)
        decisions += len(file.all("DecisionMade"))
        if wrong := unlawful(file):
            found[name] = [f"{w.finding} {w.article}: {w.why}" for w in wrong]
    assert found == {}
    assert decisions > 10


def test_every_rule_of_the_oracle_is_broken_by_some_course():
    """A rule that nothing breaks might as well not be there."""
    broken = {case.finding for case in (*before_deciding.CASES, *kinds.CASES)}
    assert {f"D{n}" for n in range(1, 8)} | {f"E{n}" for n in range(1, 7)} <= broken
    assert {f"F{n}" for n in range(1, 13)} <= broken
    assert len(OF_ALL) == 5
    assert set(OF_A_KIND) == {"penalty", "no_penalty", "not_established"}


def test_the_oracle_never_looks_at_the_case_nor_at_the_procedure():
    """It reads the journal, and who somebody is: nothing that the procedure has made of it."""
    allowed = {"domain.case.journal", "domain.case.people"}
    read = set[str]()
    for file in Path(oracle.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            read |= {
                n for n in names if n and n.split(".")[0] not in ("collections", "dataclasses", "datetime")
            }
    ours = {
        name for name in read if name.split(".")[0] in ("domain", "tests", "workflows", "documents", "desk")
    }
    assert {n for n in ours if not n.startswith("tests.proof.oracle")} <= allowed
