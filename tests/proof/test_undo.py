"""The proof of annulment seen to fail: an annulment that forgets what rested on the act, a return that lets old agreements count."""

from collections.abc import Iterator
from typing import Any

import pytest

from domain.procedure import MOVES
from domain.procedure.chapters.annulling import Annul
from domain.procedure.chapters.renotifying import ReturnedToNotifying, ReturnToNotifying
from domain.procedure.chapters.undone import ActAnnulled, PartyActUndone
from domain.procedure.language import Fact, Moment, Move
from tests.proof.searching import Search, whole
from tests.proof.slices import undo, undo_anew, undo_papers, undo_sessions
from tests.proof.slices.annulment import read
from tests.proof.vectors import MAIN, VECTORS

NOTHING: dict[str, Any] = {"rounds": 0, "filings": 0, "discussions": 0}


class Forgetful(Annul):
    """An annulment after which what was agreed before it still counts."""

    def facts(self, now: Moment) -> Iterator[Fact]:
        for fact in super().facts(now):
            yield fact.model_copy(update=NOTHING) if isinstance(fact, ActAnnulled) else fact


class Alone(Annul):
    """An annulment with which nothing falls that rested on the act."""

    def facts(self, now: Moment) -> Iterator[Fact]:
        for fact in super().facts(now):
            with_another = isinstance(fact, ActAnnulled) and fact.fell_with
            if not with_another and not (isinstance(fact, PartyActUndone) and fact.fell):
                yield fact


class Lenient(ReturnToNotifying):
    """A return to notifying after which what was agreed for the earlier notices still counts."""

    def facts(self, now: Moment) -> Iterator[Fact]:
        for fact in super().facts(now):
            if isinstance(fact, ReturnedToNotifying):
                returned = fact.returned.model_copy(update=NOTHING)
                yield fact.model_copy(update={"returned": returned})
            else:
                yield fact


for kind, name in ((Forgetful, "annul"), (Alone, "annul"), (Lenient, "return_to_notifying")):
    kind.name = name

UNREVIEWED = "no review that stands, of a party heard by then"
UNDISCUSSED = "no discussion that stands, after review and filing"
NOT_SUMMONED = "not interviewed on a summons that stands"
"""A class of a move that is declared takes its name anew: it goes by that of the real one."""


@pytest.mark.parametrize(
    ("module", "kind", "fault"),
    [
        (undo, Forgetful, UNREVIEWED),
        (undo_sessions, Forgetful, UNREVIEWED),
        (undo_papers, Forgetful, UNDISCUSSED),
        (undo_sessions, Alone, NOT_SUMMONED),
        (undo_anew, Lenient, UNREVIEWED),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)).rpartition(".")[2],
)
def test_the_proof_sees_what_an_annulment_or_a_return_forgets(module: Any, kind: type[Move], fault: str):
    known = whole(module.SLICE, MAIN)
    moves = {**MOVES, kind.name: kind}
    assert fault in Search(module.SLICE, VECTORS[MAIN], moves, fault, known=known).run().wrong


@pytest.mark.parametrize("module", [undo, undo_sessions, undo_papers], ids=lambda m: m.SLICE.name)
def test_art47_the_record_keeps_both_what_was_annulled_and_why(module: Any):
    """Every annulment names an act that the journal still holds, and keeps its text beside the reason."""
    annulled = [s for s in whole(module.SLICE, MAIN).visited if read(s.entries).annulled]
    assert annulled
    for state in annulled:
        assert read(state.entries).unknown == ()
        assert all(act.said and act.reason for act in state.case.annulments.acts)
