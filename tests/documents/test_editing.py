"""Edited sections in documents: printed as the officer wrote them, in every kind, and nothing else of the page is another."""

import json
from typing import Any

import pytest

from documents.content import Content
from documents.editions import present
from documents.kinds import KINDS, compose
from domain.case.documents import KINDS as RULES
from domain.case.documents import DocumentKind
from domain.case.sections import EditedSection

from .printing import printed
from .reading import says, text_of

EDITABLE = [(kind, section) for kind, rule in RULES.items() for section in rule.sections]
FIRST, SECOND = "2026年1月5日至2月10日，你单位经营标签未标注生产日期的食品", "货值金额五千二百元"
LETTER, NOTICE = 3, 4
WHY = {"reason": "写明起止日期"}


def content_of(played, number):
    return json.loads(played.store.read(played.case.documents.known(number).content))


def edit(played, when, number, section, text):
    played.do(when, "officer-li", "edit_document", document=number, section=section, text=text, **WHY)


@pytest.mark.parametrize(("kind", "section"), EDITABLE)
def test_a_section_stands_in_a_field_of_free_text_of_its_kind(kind, section):
    """What the domain declares is there: a text, or a list of texts; never a number, a day or a part."""
    model: Any = KINDS[kind].content
    assert issubclass(model, Content)
    *parts, name = RULES[kind].sections[section].split(".")
    for part in parts:
        model = model.model_fields[part].annotation
    assert model.model_fields[name].annotation in (str, tuple[str, ...])
    assert name in ("findings", "statements_answered", "reasons", "unproven_because")


@pytest.fixture(scope="module")
def noticed(typesetter):
    """The standard case with its notices previewed, the facts of the notice in an officer's words."""
    played = printed(typesetter, "approve_notices")
    before = {number: content_of(played, number) for number in (LETTER, NOTICE)}
    edit(played, "2026-05-22T11:00", NOTICE, "facts", f"{FIRST}。\n\n  {SECOND}。")
    return played, before


def test_art44_the_notice_says_the_facts_as_the_officer_wrote_them_line_by_line(noticed):
    played, _ = noticed
    assert content_of(played, NOTICE)["findings"] == [f"{FIRST}。", f"{SECOND}。"]
    says(played.pdf(DocumentKind.PENALTY_NOTICE), FIRST, SECOND)


def test_all_else_of_the_content_is_as_the_case_says_it(noticed):
    played, before = noticed
    now = content_of(played, NOTICE)
    assert {name for name in now if now[name] != before[NOTICE].get(name)} == {"findings", "edited"}
    assert content_of(played, LETTER) == before[LETTER]


def test_the_content_carries_who_edited_what_and_the_page_does_not(noticed):
    played, before = noticed
    assert content_of(played, NOTICE)["edited"] == [
        {"section": "facts", "by": "officer-li", "on": "2026-05-22"}
    ]
    assert "edited" not in before[NOTICE], (
        "what nobody edited has the hash that it had before there were edits"
    )
    page = text_of(played.pdf(DocumentKind.PENALTY_NOTICE))
    assert "officer-li" not in page
    assert "修改" not in page


def test_a_section_taken_back_gives_the_very_content_that_the_case_says(noticed, typesetter):
    _, before = noticed
    played = printed(typesetter, "approve_notices")
    edit(played, "2026-05-22T11:00", NOTICE, "facts", FIRST)
    edit(played, "2026-05-22T12:00", NOTICE, "facts", "")
    assert content_of(played, NOTICE) == before[NOTICE]


def test_a_part_of_a_content_is_worded_in_its_place(noticed):
    """The reasons stand beside the tier, which stays the case's; a long text is printed from the store."""
    played, _ = noticed
    long = "主动召回并赔偿消费者，减轻了违法行为的危害后果。" * 120
    edit(played, "2026-05-22T13:00", NOTICE, "discretion", played.stored(long))
    said = content_of(played, NOTICE)["discretion"]
    assert said["reasons"] == long
    assert said["tier"] == "一般"
    says(played.pdf(DocumentKind.PENALTY_NOTICE), long[-60:])


@pytest.fixture(scope="module")
def prepared(typesetter):
    """The standard case with its decision prepared."""
    return printed(typesetter, "impose").case


@pytest.mark.parametrize("kind", [kind for kind, rule in RULES.items() if rule.sections])
def test_each_section_of_each_kind_is_worded_and_printed(kind: DocumentKind, prepared, typesetter):
    rule = RULES[kind]
    texts = {section: f"经改写的{section.zh}，第{place}段" for place, section in enumerate(rule.sections)}
    draft = prepared.documents.known(prepared.party(1).prepared_decision.document)
    found = next((d for d in prepared.documents.all if d.kind is kind), None)
    document = found or draft.model_copy(update={"kind": kind})
    edited = tuple(
        EditedSection(section=section, text=text, version=1, by="officer-li", on=document.ordered_on)
        for section, text in texts.items()
    )
    content = compose(prepared, document.model_copy(update={"edited": edited}))
    rendered = typesetter.render(content, preview=True, edition=present(kind, content.layout))
    says(rendered.pdf, *texts.values())
