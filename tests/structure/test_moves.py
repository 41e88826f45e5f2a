"""The moves of the code, held against those of the procedure, which were written down by hand."""

from pathlib import Path
from typing import NamedTuple

from domain.case.documents import DocumentKind
from domain.procedure import MOVES
from domain.procedure.chapters.documents import DocumentsOrdered

FILE = Path(__file__).parent / "moves.txt"
TITLES = {kind.zh for kind in DocumentKind}


class Line(NamedTuple):
    move: str
    built: bool
    by: frozenset[str]
    second: str
    documents: tuple[str, ...]


def lines() -> list[Line]:
    found = []
    for text in FILE.read_text(encoding="utf-8").splitlines():
        words = text.removeprefix("- ").split()
        if not words or text.startswith("#"):
            continue
        move, *rest = words
        by = frozenset(w for w in rest if w.isascii() and not w.startswith("+"))
        second = next((w[1:] for w in rest if w.startswith("+")), "")
        documents = tuple(w for w in rest if not w.isascii())
        found.append(Line(move, not text.startswith("-"), by, second, documents))
    return found


def test_every_move_of_the_code_is_one_of_the_procedure_and_every_one_that_is_built_is_there():
    assert {line.move for line in lines() if line.built} == set(MOVES)
    assert len(lines()) == len({line.move for line in lines()})


def test_a_move_is_made_by_whom_the_procedure_names():
    written = {line.move: (line.by, line.second) for line in lines() if line.built}
    made = {
        name: (frozenset(role.value for role in kind.by), kind.with_role.value if kind.with_role else "")
        for name, kind in MOVES.items()
    }
    assert made == written


def test_a_move_makes_the_documents_that_the_procedure_names():
    for line in lines():
        if line.built and line.documents:
            assert set(line.documents) <= TITLES, line.move
            assert DocumentsOrdered in MOVES[line.move].makes, line.move
