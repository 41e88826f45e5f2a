"""What was written stays readable: each kind of fact, byte for byte, as open cases have it in their journals."""

import json
from typing import Any

import pytest

from domain.case.journal import GENESIS, BrokenChain, Entry, chain, chained, verify
from domain.procedure import FACTS, body_of, read
from tests.procedure.goldens import FOLDER, defaults
from tests.procedure.playing import standard

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def golden(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def entry(name: str) -> Entry:
    return Entry.model_validate_json(golden(name)["stored"])


def test_every_kind_of_fact_has_its_golden_bytes():
    """Run `uv run python -m tests.procedure.goldens` for a new one; an old one is never written again."""
    assert set(NAMES) == set(FACTS)


@pytest.mark.parametrize("name", NAMES)
def test_todays_code_reads_a_fact_and_writes_the_same_bytes(name):
    stored = golden(name)["stored"].encode()
    then = entry(name)
    again = then.model_copy(update={"body": body_of(read(then))})
    assert again.stored == stored
    assert chain(GENESIS, stored) == golden(name)["head"]


@pytest.mark.parametrize("name", NAMES)
def test_a_default_is_never_changed(name):
    """What was left out of a stored body would mean something else today."""
    now = defaults(read(entry(name)))
    for model, fields in golden(name)["defaults"].items():
        assert {f: now[model][f] for f in fields} == fields, model


@pytest.mark.parametrize("name", NAMES)
def test_what_a_newer_version_wrote_is_read_too(name):
    then = entry(name)
    newer = then.model_copy(update={"body": {**then.body, "of_next_year": 1}})
    assert body_of(read(newer)) == then.body


# The chain


def test_a_journal_is_its_own_proof():
    played = standard()
    assert verify(played.entries) == played.entries[-1].head


@pytest.mark.parametrize("place", [0, 30, -2])
def test_a_changed_entry_breaks_the_chain_at_its_place(place):
    entries = standard().entries
    entries[place] = entries[place].model_copy(update={"by": "somebody"})
    with pytest.raises(BrokenChain) as broken:
        verify(entries)
    assert broken.value.seq == entries[place].seq


def test_a_missing_entry_breaks_the_chain_at_the_next():
    entries = standard().entries
    with pytest.raises(BrokenChain) as broken:
        verify([*entries[:10], *entries[11:]])
    assert broken.value.seq == 12


def test_an_entry_put_in_later_breaks_the_chain_after_it():
    entries = standard().entries
    forged = chained(entries[10].model_copy(update={"by": "somebody"}), entries[10].head)
    with pytest.raises(BrokenChain):
        verify([*entries[:11], forged, *entries[11:]])
