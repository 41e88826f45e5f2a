"""Under every profile, alone and with the local layer, a case goes from its opening to its closing."""

import pytest

from domain.case.documents import DocumentKind
from domain.case.review import Purpose
from domain.law.profiles import FOLDER
from domain.law.rulebook import rulebook_for
from domain.procedure import available, stage
from domain.procedure.gates import papers
from domain.procedure.language import Moment
from tests.procedure.playing import shanghai
from tests.procedure.scene import LESS, SCAN, Scene

NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
WORDS = [*NAMES, *(f"{name}+zhenjiang" for name in NAMES if name != "zhenjiang")]


def opened(word: str) -> Scene:
    scene = Scene(rules=rulebook_for(word)).open("2026-05-18", profile=word, opened_all_the_same="集中整治")
    if scene.case.screening.major.answer is None:
        body = {"party": 1, "answer": True, "reason": "数额较大", "article": "行政处罚法 63"}
        scene.do("2026-05-18", "head-chen", "answer_screening", **body)
    return scene


def reviewed(scene: Scene, when: str, purpose: Purpose) -> Scene:
    return scene.reviewed(when) if purpose in papers.due_reviews(scene.case) else scene


@pytest.mark.parametrize("word", WORDS)
def test_a_case_goes_from_opening_to_closing(word):
    scene = (
        reviewed(opened(word), "2026-05-20", Purpose.BEFORE_NOTICE).issued("2026-05-25").served("2026-06-01")
    )
    scene.interview("2026-06-05", "请求从轻").rechecked("2026-06-08", 1, LESS)
    reviewed(scene, "2026-06-09", Purpose.AFTER_STATEMENTS)
    if scene.case.screening.filing.answer:
        scene.filed("2026-06-10").acknowledged("2026-06-10")
    scene.discussed("2026-06-11").decision_prepared("2026-06-11").imposed("2026-06-12")
    scene.served("2026-06-15", kind=DocumentKind.PENALTY_DECISION)
    paid = {"party": 1, "on": "2026-06-16", "amount": "90000.00", "proof": SCAN}
    scene.do("2026-06-16", "officer-li", "record_payment", **paid)
    if scene.case.screening.decision_filing.answer:
        scene.do("2026-06-16", "officer-li", "file_decision", together_with="head-chen")
        scene.sealed("2026-06-16")
    scene.do("2026-06-17", "officer-li", "close_case", form=SCAN)
    assert stage(scene.case, shanghai("2026-06-17")) == "closed"


def test_a_term_of_a_time_before_all_rules_is_unknown_and_kills_nothing():
    """Accepted in 2010: no rule on the ninety days of that day is known, and the case opens all the same."""
    dates = {"act_from": "2001-01-01", "act_to": "2002-01-01", "discovered_on": "2010-03-02"}
    scene = Scene().open("2026-05-18", **dates, accepted_on="2010-04-02")
    assert scene.clock("decide", "2026-05-18").state == "unknown"
    scene.at(shanghai("2026-05-20"))
    assert stage(scene.case, shanghai("2026-05-20")) == "drafted"


ARTICLES = {
    "market+zhenjiang": ("市场监督管理行政处罚程序规定第七十七条", "市场监督管理行政处罚程序规定第四十九条"),
    "environment": ("行政处罚法第四十七条（本行业条文待确认）", "生态环境行政处罚办法第四十九条"),
    "housing": ("行政处罚法第四十七条（本行业条文待确认）", "行政处罚法第五十八条（本行业条文待确认）"),
    "national": ("行政处罚法第四十七条", "行政处罚法第五十八条"),
}


@pytest.mark.parametrize("word", ARTICLES)
def test_moves_and_refusals_cite_the_articles_of_the_case_s_profile(word):
    closing, review = ARTICLES[word]
    scene, when = opened(word), shanghai("2026-05-20")
    officer = scene.person("officer-li")
    assert officer is not None
    shown = {o.move: o for o in available(Moment(case=scene.case, actor=officer, at=when))}
    assert shown["close_case"].article == closing
    assert closing in {r["article"] for r in shown["close_case"].refusals}
    assert shown["submit_for_review"].article == review
    found = scene.judged("2026-05-20", "officer-li", "close_case", form=SCAN)
    assert closing in {str(refused.article) for refused in found}
    sector = word.partition("+")[0]
    everything = {o.article for o in shown.values()} | {
        r["article"] for o in shown.values() for r in o.refusals
    }
    assert sector == "market" or not any(article.startswith("市场监督管理") for article in everything)
