"""Long texts in documents: what lies in the store by its address is printed in full, page after page."""

import io

import pytest
from pypdf import PdfReader

from demo.story import load
from domain.case.documents import DocumentKind
from domain.texts import addresses
from tests.procedure.playing import EXAMPLES

from .printing import PrintedPlay
from .reading import says, squeezed, text_of

SENTENCE = "涉案批次已经全部召回，并已赔偿消费者。"
STATEMENT = "陈述申辩书第一句。" + SENTENCE * 440 + "申辩书最后一句请求从轻处罚。"
REASON = "复核理由第一句。" + SENTENCE * 150 + "复核理由最后一句不予采纳。"
FINDING = "违法事实第一句。" + SENTENCE * 120 + "违法事实最后一句。"
ANSWERED = "采纳情况第一句。" + SENTENCE * 120 + "采纳情况最后一句。"


@pytest.fixture(scope="module")
def played(typesetter):
    """The standard case, whose party says 8,000 characters and whose officers answer at length."""
    played = PrintedPlay(typesetter)
    for step in load(EXAMPLES / "standard.json").steps:
        played.do(step.at, step.by, step.move, **lengthened(step.move, step.body, played.stored))
        if step.move == "impose":
            return played
    return played


def lengthened(move, body, stored):
    if move == "open_case":
        findings = [{**body["findings"][0], "text": stored(FINDING)}, *body["findings"][1:]]
        return {**body, "findings": findings}
    if move == "submit_statement":
        return {**body, "text": stored(STATEMENT)}
    if move == "recheck":
        return {**body, "answers": [{**a, "reason": stored(REASON)} for a in body["answers"]]}
    if move == "prepare_decision":
        return {**body, "statements_answered": stored(ANSWERED)}
    return body


def test_art59_the_decision_prints_the_statement_and_its_answer_to_the_last_word(played):
    assert len(STATEMENT) > 8_000
    assert played.case.parties.all[0].statements[0].text.startswith("store:")
    pdf = played.pdf(DocumentKind.PENALTY_DECISION)
    says(pdf, STATEMENT[-60:], REASON[-60:], FINDING[-60:], ANSWERED[-60:])
    assert text_of(pdf).count(squeezed("召回，并已赔偿消费者")) >= 440


def lines(page):
    """How high the lines of a page stand, in points from its lower edge; the page number left out."""
    found = set()

    def seen(text, matrix, text_matrix, *_):
        if text.strip():
            found.add(round(matrix[5] - text_matrix[5]))

    page.extract_text(visitor_text=seen)
    return sorted(found)[1:]


def test_a_long_text_goes_over_the_pages_and_every_page_is_filled(played):
    pages = PdfReader(io.BytesIO(played.pdf(DocumentKind.PENALTY_DECISION))).pages
    assert len(pages) > 15
    lowest = [lines(page)[0] for page in pages]
    spacing = 29
    assert max(lowest[:-1]) - min(lowest) <= 4 * spacing, (
        "a heading and what it announces go to the next page"
    )
    assert all(len(lines(page)) <= 22 for page in pages)


@pytest.mark.parametrize("kind", [DocumentKind.INTERVIEW_REPORT, DocumentKind.PENALTY_NOTICE])
def test_reports_and_notices_print_them_too(played, kind):
    says(played.pdf(kind), FINDING[-60:])


def test_no_document_prints_an_address(played):
    for document in played.case.documents.all:
        if document.file or document.preview:
            pdf = played.store.read(document.file or document.preview)
            assert not any(addresses(text_of(pdf))), document.kind


def test_content_is_approved_by_what_it_says(played):
    """The content that is hashed and approved holds the texts, not where they lie."""
    document = next(d for d in played.case.documents.all if d.kind is DocumentKind.PENALTY_DECISION)
    assert STATEMENT in played.store.read(document.content).decode()


def test_the_papers_are_one_version_for_case_and_documents(played):
    """What asks for the opinion on these papers finds it in the case whose texts were read again."""
    decision = next(d for d in played.case.documents.all if d.kind is DocumentKind.PENALTY_DECISION)
    content = played.store.read(decision.content).decode()
    opinion = [d for d in played.case.documents.all if d.kind is DocumentKind.REVIEW_OPINION][-1]
    assert opinion.number in content


def test_of_glyphs_that_are_missing_the_first_are_named(typesetter):
    """A text of 100,000 rare characters must not become a fact as long."""
    played = PrintedPlay(typesetter)
    rare = "".join(map(chr, range(0x1F000, 0x1F000 + 200)))
    for step in load(EXAMPLES / "standard.json").steps:
        body = step.body
        if step.move == "open_case":
            body = {**body, "findings": [{**body["findings"][0], "text": rare}, *body["findings"][1:]]}
        played.do(step.at, step.by, step.move, **body)
        if step.move == "prepare_notices":
            break
    assert {len(p.missing_glyphs) for p in played.incomplete} == {100}
