"""The examples that the programme previews from are those of the tests."""

import json
import re

import pytest

from documents.worded import WORDED
from domain.case.documents import DocumentKind
from installation.document_examples import DOCUMENTS, DocumentExamples

from .examples import BY_KIND, SUMMARY, written
from .form_examples import form_examples


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_example_of_a_kind_is_fresh_and_is_read_as_it_was_written(kind):
    """Write them again: python -m tests.documents.examples."""
    content = BY_KIND[kind]
    told = written(content.model_copy(update={"layout": type(content).model_fields["layout"].default}))
    assert (DOCUMENTS / f"{kind}.json").read_text("utf-8") == told
    assert DocumentExamples()[kind] == content


def test_the_examples_of_forms_and_of_the_summary_are_fresh_and_are_read_as_they_were_written():
    """Write them again: python -m tests.documents.examples."""
    for content in (SUMMARY, *form_examples()):
        assert (DOCUMENTS / f"{content.kind}.json").read_text("utf-8") == written(content), content.kind
        assert DocumentExamples()[content.kind] == content


def test_no_example_is_left_over():
    assert {path.stem for path in DOCUMENTS.glob("*.json")} == {kind.value for kind in WORDED}


@pytest.mark.parametrize("kind", WORDED)
def test_no_paper_names_a_file_or_a_person_by_what_only_the_programme_reads(kind):
    """Who receives a paper reads names and numbers of copies: no hash of a file, and no id of a person or an agency."""
    told = json.dumps(DocumentExamples()[kind.value].model_dump(mode="json"), ensure_ascii=False)
    assert (
        re.findall(r"[0-9a-f]{32,}|(?:officer|head|reviewer|clerk|filing|presider)-[a-z]+|zj-market", told)
        == []
    )
