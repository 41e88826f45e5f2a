"""What a document rests on and nobody has confirmed is said in its preview, and never in the document that leaves."""

import inspect
import re

import pytest

from documents import excerpts
from documents.kinds import FAMILIES, KINDS, compose, review
from documents.resting import unconfirmed, unread
from domain.case.documents import DocumentKind
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.terms import TermKey
from tests.procedure.scene import Scene

from .examples import BY_KIND, DATED
from .reading import text_of
from .test_untrusted_text import replaced

MARKET = ("《市场监督管理行政处罚程序规定》第四十九条", "《市场监督管理行政处罚程序规定》第五十二条")
"""What may come to a hearing has its legal review after it (第50条第2款): before the notice it is a review of any case."""
THRESHOLD = "听证的数额标准（罚款），《市场监督管理行政处罚听证办法》第五条第一款第一项"
FILING = "决定备案期限，《江苏省行政处罚听证程序规则》"


def rests_on(scene: Scene, kind: DocumentKind) -> tuple[str, ...]:
    document = next(d for d in scene.case.documents.all if d.kind is kind)
    return unconfirmed(scene.case, document, compose(scene.case, document))


def prepared(word: str, rules: Rulebook | None = None) -> Scene:
    return (
        Scene(rules or rulebook_for(word))
        .open("2026-05-18", profile=word)
        .reviewed("2026-05-20")
        .prepared("2026-05-20")
    )


def test_a_notice_of_the_right_to_a_hearing_rests_on_a_threshold_that_nobody_has_read():
    (found,) = rests_on(prepared("market+zhenjiang"), DocumentKind.PENALTY_NOTICE)
    assert found.startswith("听证的数额标准（罚款），《市场监督管理行政处罚听证办法》")


def test_what_a_lawyer_has_confirmed_is_asked_no_more():
    rules = rulebook_for("market+zhenjiang+demo")
    by_a_lawyer = tuple(one.model_copy(update={"invented": False}) for one in rules.confirmed)
    scene = prepared("market+zhenjiang", rules.model_copy(update={"confirmed": by_a_lawyer}))
    assert rests_on(scene, DocumentKind.PENALTY_NOTICE) == ()


@pytest.mark.parametrize(
    ("word", "basis"),
    [
        ("market", MARKET),
        ("market+zhenjiang", MARKET),
    ],
)
def test_an_opinion_before_the_notice_cites_the_article_of_its_profile_too(word, basis):
    scene = Scene(rulebook_for(word)).open("2026-05-18", profile=word).reviewed("2026-05-20")
    document = next(d for d in scene.case.documents.all if d.kind is DocumentKind.REVIEW_OPINION)
    content = compose(scene.case, document)
    assert isinstance(content, review.ReviewOpinion)
    assert content.review_basis == basis


RULE = "《江苏省行政处罚听证程序规则》第九条"


@pytest.mark.parametrize("kind", DocumentKind)
def test_whatever_kind_prints_an_act_that_nobody_has_read_names_it(kind):
    content = replaced(BY_KIND[kind], lambda: f"依据{RULE}办理")
    assert unread(rulebook_for("market+zhenjiang"), content) == (RULE,)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("《市场监督管理行政处罚听证办法》第五条", ("《市场监督管理行政处罚听证办法》第五条",)),
        (
            "《中华人民共和国行政处罚法》第六十条（本行业条文待确认）",
            ("《中华人民共和国行政处罚法》第六十条（本行业条文待确认）",),
        ),
        ("《中华人民共和国行政处罚法》第六十条", ()),
        ("《市场监督管理行政处罚程序规定》第五十七条第二款", ()),
        ("《中华人民共和国食品安全法》第六十七条", ()),
    ],
)
def test_only_what_was_not_read_in_its_own_words_is_named(text, named):
    letter = BY_KIND[DocumentKind.INTERVIEW_LETTER].model_copy(update={"cause": text})
    assert unread(rulebook_for("market+zhenjiang"), letter) == named


def test_an_article_whose_row_a_lawyer_has_confirmed_is_named_no_more():
    cited = {"cause": "《市场监督管理行政处罚听证办法》第五条"}
    letter = BY_KIND[DocumentKind.INTERVIEW_LETTER].model_copy(update=cited)
    assert unread(rulebook_for("market+zhenjiang+demo"), letter) == ()


def test_a_letter_prints_no_row_of_law():
    assert rests_on(prepared("market+zhenjiang"), DocumentKind.INTERVIEW_LETTER) == ()


def test_a_decision_rests_on_terms_that_were_read_in_their_own_words():
    scene = Scene().to_decided()
    assert rests_on(scene, DocumentKind.PENALTY_DECISION) == ()


def test_the_preview_names_it_and_the_document_that_leaves_does_not(typesetter):
    content = BY_KIND[DocumentKind.PENALTY_NOTICE]
    preview = typesetter.render(content, preview=True, unconfirmed=(THRESHOLD, FILING)).pdf
    assert "待律师确认:听证的数额标准(罚款),《市场监督管理行政处罚听证办法》" in text_of(preview)
    assert "决定备案期限" in text_of(preview)
    final = typesetter.render(content, number="1", dated=DATED, unconfirmed=(THRESHOLD,)).pdf
    assert "待律师确认" not in text_of(final)
    assert "待律师确认" not in text_of(typesetter.render(content, preview=True).pdf)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_a_family_names_every_term_that_its_documents_print(family):
    """By the words of its source: each term that it asks for, itself or by an excerpt, stands with one of its kinds."""
    source = inspect.getsource(family)
    functions = [
        f for name, f in inspect.getmembers(excerpts, inspect.isfunction) if f"excerpts.{name}(" in source
    ]
    asked = "".join([source.partition("\nKINDS = ")[0], *map(inspect.getsource, functions)])
    printed = {key for key in TermKey if re.search(rf"TermKey\.{key.name}\b", asked)}
    declared = {key for kind in family.KINDS for key in KINDS[kind.kind].terms}
    assert declared == printed
