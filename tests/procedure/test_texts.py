"""Texts: what lies in the store stands by its address, and every rule sees the same case."""

import json
from typing import Any, ClassVar

import pytest

from desk.long_texts import taken
from domain.bilingual import Words
from domain.case.papers import Evidence, Finding
from domain.procedure import FACTS, MOVES
from domain.procedure.language import Fact, Move
from domain.texts import (
    INLINE,
    INLINE_BUDGET,
    SHORT,
    address_of,
    addresses,
    by_address,
    inline_bytes,
    readable,
    stored_texts,
    with_texts,
)
from tests.procedure.playing import EXAMPLES, texts_not_known
from tests.procedure.scene import Scene, opening

EXAMPLE_BODIES = json.loads((EXAMPLES / "moves.json").read_text(encoding="utf-8"))
EVIDENCE = {"id": "E9", "kind": "document", "title": "台账", "proves": ["F1"]}
LONG = "当事人申辩如下。" * 300


def test_an_address_says_where_and_how_long():
    address = address_of(LONG)
    assert str(address) == f"store:{address.sha256}:2400"
    assert list(addresses(str(address))) == [address]
    assert list(addresses(f"机关负责人答复：{address}")) == [address]
    assert not any(addresses("store:ab:3 是仓库"))


def test_a_sentence_for_people_says_that_a_long_text_stands_there():
    said = readable(Words(f"甲：“{address_of(LONG)}”", f"A: “{address_of(LONG)}”"))
    assert said.zh.startswith("甲：“（长文，2400字，见 GET /v1/documents/")
    assert "a long text of 2,400 characters" in said.en


@pytest.mark.parametrize("name", MOVES)
def test_a_body_that_goes_on_says_what_came_in(name: str):
    """Whoever's text is replaced, the rest of the move is the same."""
    move = MOVES[name].model_validate(EXAMPLE_BODIES[name], extra="forbid")
    again = MOVES[name].model_validate(move.model_dump(mode="json", exclude_unset=True), extra="forbid")
    assert again == move


def adding(reason: str) -> tuple[Move, dict[str, Any]]:
    body = EXAMPLE_BODIES["add_evidence"] | {"reason": reason}
    return MOVES["add_evidence"].model_validate(body), body


@pytest.mark.parametrize(
    ("length", "carried", "stored"),
    [
        (INLINE, 0, False),
        (INLINE + 1, 0, True),
        (SHORT, INLINE_BUDGET, False),
        (SHORT + 1, INLINE_BUDGET, True),
        (SHORT + 1, INLINE_BUDGET - 3 * (SHORT + 1), False),
        (SHORT + 1, INLINE_BUDGET - 3 * (SHORT + 1) + 1, True),
    ],
)
def test_a_long_text_goes_to_the_store_and_beyond_the_budget_every_one_that_is_not_short(
    length: int, carried: int, stored: bool
):
    text = "长" * length
    move, body = adding(text)
    sent = taken(move, body, carried)
    assert sent.texts == ((text,) if stored else ())
    assert sent.body["reason"] == (str(address_of(text)) if stored else text)
    assert MOVES["add_evidence"].model_validate(sent.body) == sent.move


def test_the_texts_of_one_move_use_up_the_budget_one_after_the_other():
    findings: list[dict[str, Any]] = [
        {"id": f"F{n}", "text": f"{n:04}" + "长" * 1_996, "parties": [1]} for n in range(200)
    ]
    body = opening(findings=findings)
    sent = taken(MOVES["open_case"].model_validate(body), body, 0)
    inline = [f["text"] for f in sent.body["findings"] if not any(addresses(f["text"]))]
    assert len(inline) == INLINE_BUDGET // len(findings[0]["text"].encode())
    assert [f["text"] for f in findings[: len(inline)]] == inline
    assert list(sent.texts) == [f["text"] for f in findings[len(inline) :]]
    assert inline_bytes(sent.move) <= INLINE_BUDGET + len(findings) * 80


def test_what_becomes_a_fact_of_each_party_counts_as_often():
    body = EXAMPLE_BODIES["record_no_show"] | {"parties": list(range(1, 101)), "note": "等" * 1_000}
    assert taken(MOVES["record_no_show"].model_validate(body), body, 0).texts


def test_a_record_whose_texts_are_read_again_is_what_it_was():
    finding = Finding(id="F1", text=LONG, parties=(1,))
    stored = by_address(finding)
    assert stored.text == str(address_of(LONG))
    assert with_texts(stored, lambda sha256: {address_of(LONG).sha256: LONG}[sha256]) == finding
    assert with_texts(finding, lambda sha256: "") is finding
    assert by_address(stored) is stored
    assert list(stored_texts(stored)) == [address_of(LONG).sha256]
    assert inline_bytes(finding) == len(LONG.encode())


def test_the_papers_are_the_same_version_wherever_their_texts_lie():
    """A re-check that sends the same reasons again asks for no new review because the budget is spent."""
    findings = [{"id": "F1", "text": LONG, "parties": [1]}]
    inline = Scene().open("2026-05-18", findings=findings)
    findings = [{"id": "F1", "text": str(address_of(LONG)), "parties": [1]}]
    stored = Scene().open("2026-05-18", findings=findings)
    other = Scene().open("2026-05-18", findings=[{"id": "F1", "text": LONG + "。", "parties": [1]}])
    assert inline.case.papers_version == stored.case.papers_version != other.case.papers_version


# What a move may have in the store is known as such in its fact: `Play` asks it of every move that a test makes


class Forgetful(Fact):
    """A fact that does not know its text."""

    title: ClassVar = Words("忘记", "forgotten")
    component: ClassVar = "papers"
    evidence: Evidence
    reason: str


def test_a_fact_that_does_not_know_a_text_of_its_move_is_seen(monkeypatch: pytest.MonkeyPatch):
    scene = Scene().open("2026-05-18")
    body = EXAMPLE_BODIES["add_evidence"]
    added = scene.do("2026-05-19", "officer-li", "add_evidence", **body | {"evidence": EVIDENCE}).entries[-1]
    move = MOVES["add_evidence"].model_validate(body)
    assert texts_not_known(move, [added]) == {}
    monkeypatch.setitem(FACTS, "EvidenceAdded", Forgetful)
    assert texts_not_known(move, [added]) == {"EvidenceAdded": [body["reason"]]}
