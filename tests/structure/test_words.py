"""What people read is a value beside its rule, in both languages: refusals, labels, titles."""

import re
from collections import Counter

import pytest
from pydantic import BaseModel

from domain.bilingual import Titled, Words
from domain.labels import label_of, unit_of
from domain.law.terms import TermKey
from domain.pages.procedure import groups
from domain.pages.refusals import all_refusals, refusals
from domain.procedure import FACTS, MACHINE_MOVES, MOVES
from domain.procedure.language import Refusal

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")
PLACES = re.compile(r"\{(\w+)\}")
COMMANDS = {"tingshu", "make", "--as"}


def in_both_languages(words: Words) -> bool:
    return bool(CHINESE.search(words.zh)) and bool(LATIN.search(words.en)) and not CHINESE.search(words.en)


def names_of_the_system() -> set[str]:
    """What a cure can point at: moves, their fields at any depth, terms, commands."""
    fields = {name for model in (*MOVES.values(), *groups()) for name in model.model_fields}
    return {*MOVES, *fields, *(term.value for term in TermKey), *COMMANDS}


ALL = [pytest.param(refusal, id=refusal.code) for refusal in all_refusals()]


def test_there_are_refusals():
    assert len(ALL) > 100


def test_a_code_is_declared_once():
    assert [code for code, times in Counter(r.code for r in all_refusals()).items() if times > 1] == []


@pytest.mark.parametrize("refusal", ALL)
def test_a_refusal_says_why_and_what_to_do_next_in_both_languages(refusal: Refusal):
    for words in (refusal.why, refusal.cure):
        assert in_both_languages(words)
        assert sorted(PLACES.findall(words.zh)) == sorted(PLACES.findall(words.en))
    assert refusal.why != refusal.cure


@pytest.mark.parametrize("refusal", ALL)
def test_a_cure_names_the_next_thing_to_do(refusal: Refusal):
    """The move, the field or the command, or the value that says it."""
    named = set(re.findall(r"[a-z_]+|--as", refusal.cure.zh))
    assert named & names_of_the_system() or PLACES.search(refusal.cure.zh), refusal.cure.zh


def test_every_refusal_is_met_by_a_move():
    """Else nobody yields it, or the page cannot see where."""
    met = {r.code for move in MOVES.values() for r in refusals(move)}
    of_every_move = {"CaseNotOpen", "NoPartyNamed", "UnknownParty"}
    of_roles = {"RoleRequired", "NotThisParty", "SecondPersonUnfit"}
    of_two = {"CountersignInPerson", "SignedPaperMissing", "ProposedAlready"}
    assert {r.code for r in all_refusals()} == met | of_every_move | of_roles | of_two


def test_a_machine_move_never_refuses():
    for move in MACHINE_MOVES.values():
        assert refusals(move) == ()


@pytest.mark.parametrize("model", [*MOVES.values(), *groups()], ids=lambda m: m.__name__)
def test_every_field_has_label_help_and_unit_in_both_languages(model: type[BaseModel]):
    for name, field in model.model_fields.items():
        label, unit = label_of(field), unit_of(field)
        assert label is not None, name
        assert in_both_languages(label.name), name
        assert in_both_languages(label.help), name
        assert unit is not None, name
        assert in_both_languages(unit), name


@pytest.mark.parametrize(
    "kind", [*MOVES.values(), *MACHINE_MOVES.values(), *FACTS.values()], ids=lambda k: k.__name__
)
def test_a_title_stands_in_both_languages(kind):
    assert in_both_languages(kind.title)


def test_every_word_of_a_closed_list_stands_in_both_languages():
    for words in Titled.__subclasses__():
        for word in words:
            assert in_both_languages(word.words), word
