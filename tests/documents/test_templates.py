"""A template asks for exactly the fields of its document, and types no figure of law."""

import re
from typing import Any

import pytest
from jinja2 import meta, nodes

from documents.asking import reachable
from documents.content import Edit
from documents.editions import TEMPLATES, present
from documents.forms import KINDS as FORMS
from documents.guide import OF_FILTERS, OF_SIGNS, PAGE, templates_page
from documents.kinds import KINDS
from documents.linting import release_of
from documents.parts import Payment, PenaltyLine
from documents.sources import sources_of
from documents.told import ServedWay
from documents.worded import WORDED
from documents.wording import FILTERS, SIGNS, environment
from domain.case.documents import DocumentKind
from domain.law.switches import Layout
from domain.procedure.paper_forms import PaperForm
from domain.procedure.public_papers import PublicPaper

META = {
    "template",
    "layout",
    "title",
    "papers_version",
    "edited",
    "may_be_served_online",
    "signer",
    "roles_due",
    "correction_due",
}
"""What a content carries for the checks, for the layout, or for any template: edition, title, layout, who edited it, who signed it out, and
what is due: an online channel, roles of the basis, an order to correct."""
SPOKEN_TO = {"you", "attending"}
"""How a document addresses the party, and who comes to a session: one to somebody else, or to no session, does not."""
FOR_CHECKS = {(PenaltyLine, "code"), (ServedWay, "mode"), (Payment, "deferral_basis")}
"""What the gaps are told by, or the decision alone says."""
NO_CELL_OF_IT = {"contact", "licence", "representative_identifier"}
"""Of a party, what a form has no cell for."""
NOT_YET_KNOWN = {
    (DocumentKind.REVIEW_OPINION, "advice"),
}
"""Fields for which no move asks: printed where a content has them, and no composer does."""
FIGURE = re.compile(
    r"[0-9０-９]|[一二三四五六七八九十百千]+(?:个工作日|个月|日|天|年|元|%)|百分之|第[一二三四五六七八九十百]+[条款项]"
)


SINGLE = re.compile(r"\{\{ loop\.index \}\}\. ")


@pytest.mark.parametrize("file", sorted(TEMPLATES.glob("*.jinja")), ids=lambda file: file.stem)
def test_what_stands_alone_in_a_cell_has_no_number(file):
    """What is numbered 1 announces a 2 (documents.wording numbers the items of running text so)."""
    said = file.read_text(encoding="utf-8")
    asked = said.replace("{% if loop.length > 1 %}{{ loop.index }}. {% endif %}", "")
    assert not SINGLE.search(asked)


EVERY: dict[Any, Any] = {kind: (entry.content, entry.layout) for kind, entry in KINDS.items()} | {
    form: (entry.content, entry.content().layout) for form, entry in FORMS.items()
}
"""What has a template: the kinds of documents, and the forms that people sign."""


def asked_for(kind):
    """The names that the template, with its parts, takes from the content."""
    parsed = environment({})
    asked, made = set(), set()
    for name, source in present(kind, EVERY[kind][1]).files.items():
        if name.endswith(".jinja"):
            tree = parsed.parse(source)
            asked |= meta.find_undeclared_variables(tree)
            made |= {
                name.name
                for n in tree.find_all(nodes.Assign)
                for name in n.find_all(nodes.Name)
                if name.ctx == "store"
            }
    return asked - (made - set(EVERY[kind][0].model_fields))


@pytest.mark.parametrize("kind", EVERY)
def test_a_template_asks_for_exactly_the_fields_of_its_document(kind):
    assert asked_for(kind) - META == set(EVERY[kind][0].model_fields) - META


@pytest.mark.parametrize("kind", WORDED)
def test_a_template_asks_for_exactly_the_fields_of_its_document_and_of_their_parts(kind):
    asked = release_of(kind)
    assert asked.faults == []
    there = set(reachable(WORDED[kind].content))
    assert asked.fields <= there
    unsaid = {one for one in there - asked.fields - FOR_CHECKS if one[0] is not Edit and one[1] not in META}
    assert {name for _, name in unsaid} <= (SPOKEN_TO | NO_CELL_OF_IT if kind in FORMS else SPOKEN_TO)


@pytest.mark.parametrize("kind", DocumentKind)
def test_each_field_has_a_source_in_its_composer(kind):
    own = set(KINDS[kind].content.model_fields) - META
    assert {(kind, name) for name in own - sources_of(kind).keys()} <= NOT_YET_KNOWN


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.jinja")), ids=lambda path: path.name)
def test_no_figure_of_law_is_typed_into_a_template(path):
    tree = environment({}).parse(path.read_text("utf-8"))
    typed = "".join(data.data for data in tree.find_all(nodes.TemplateData))
    assert FIGURE.findall(typed) == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("layout/*.typ")), ids=lambda path: path.name)
def test_no_layout_evaluates_text_or_reads_files(path):
    source = re.sub(r"//.*", "", path.read_text("utf-8"))
    assert not re.search(r"\b(eval|read|plugin|csv|yaml|toml|xml)\(", source)
    assert not re.search(r"\bimage\((?!bytes\((?:sheet|data\.stamp)\.picture\)|data\.file,)", source), (
        "a code that we drew, or the one picture of a dossier's page"
    )
    assert "@preview" not in source


def test_every_template_belongs_to_a_kind_or_is_a_part():
    names = {path.name for path in TEMPLATES.glob("*.jinja")}
    parts = {name for name in names if name.endswith(".part.jinja")}
    assert names - parts == {f"{kind}.jinja" for kind in (*DocumentKind, *PaperForm, PublicPaper.SUMMARY)}
    assert parts == {
        n for kind in EVERY for n in present(kind, EVERY[kind][1]).files if n.endswith(".part.jinja")
    }


def test_an_edition_is_named_by_all_its_files():
    first = present(DocumentKind.PENALTY_NOTICE, Layout.GONGWEN)
    assert {"penalty_notice.jinja", "penalties.part.jinja", "layout/common.typ", "layout/gongwen.typ"} <= set(
        first.files
    )
    for name in first.files:
        changed = type(first)(first.kind, first.layout, {**first.files, name: first.files[name] + " "})
        assert changed.version != first.version


def test_the_page_of_templates_is_fresh():
    """Write it again: make pages."""
    assert PAGE.read_text(encoding="utf-8") == templates_page()


def test_the_page_of_templates_tells_every_sign_and_every_filter():
    assert OF_SIGNS.keys() == {kind for _, kind in SIGNS}
    assert OF_FILTERS.keys() == FILTERS.keys()


def test_the_page_of_templates_has_every_kind_with_each_of_its_fields():
    page = PAGE.read_text(encoding="utf-8")
    for kind, entry in KINDS.items():
        section = page.partition(f"### {kind.zh} `{kind}`")[2].partition("\n### ")[0]
        assert f"`{kind}.jinja`" in section
        for name in set(entry.content.model_fields) - META:
            assert f"| `{name}` |" in section, (kind, name)
