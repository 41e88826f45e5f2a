"""What a notice says of the law: the article broken, what the act is, the one that punishes, and what is to be put right."""

from typing import Any

import pytest

from documents.kinds import compose
from documents.kinds.notices import PenaltyNotice
from documents.wording import quoted
from domain.case.documents import DocumentKind
from domain.law.rulebook import rulebook_for
from tests.procedure.scene import FINE, Scene, company

BROKEN = {
    "id": "B1",
    "statute": "食品安全法",
    "article": "34(10)",
    "findings": ["F1", "F2"],
    "role": "broken",
}
PUNISHING = {**BROKEN, "id": "B2", "article": "124.1(5)", "role": "punishing"}
ACT = "经营标注虚假生产日期的食品的行为"


def finding(number: int, nature: str = ACT) -> dict[str, Any]:
    return {"id": f"F{number}", "text": f"事实{number}。", "parties": [1], "nature": nature}


def notice(
    *basis: dict[str, Any], findings: Any = (), to_correct: Any = None, old_rules: bool = False
) -> PenaltyNotice:
    """The notice to one company, as it would be previewed on 2026-05-20."""
    rules = rulebook_for("market+zhenjiang")
    if old_rules:
        silent = {"basis_roles": False, "order_to_correct": False}
        rules = rules.model_copy(update={"switches": rules.switches.model_copy(update=silent)})
    scene = Scene(rules)
    proposal = {"penalties": [FINE], "reasons": "没有从轻情节", "to_correct": to_correct}
    parties = [{**company(), "proposal": proposal}]
    found = list(findings or [finding(1)])
    ids = {f["id"] for f in found}
    evidence = [{"id": "E1", "kind": "record", "title": "现场笔录", "proves": sorted(ids)}]
    kept = [{**row, "findings": [f for f in row["findings"] if f in ids]} for row in basis]
    scene.open("2026-05-18", parties=parties, findings=found, evidence=evidence, basis=kept)
    scene.reviewed("2026-05-20").prepared("2026-05-20")
    document = next(d for d in scene.case.documents.all if d.kind is DocumentKind.PENALTY_NOTICE)
    content = compose(scene.case, document)
    assert isinstance(content, PenaltyNotice)
    return content


def test_art59_1_3_an_act_is_named_between_what_it_breaks_and_what_punishes_it():
    (told,) = notice(BROKEN, PUNISHING, to_correct={"what": "停止销售"}).natures
    assert (told.facts, told.nature) == ("上述行为", ACT)
    assert [b.citation[-8:] for b in told.broken] == ["第三十四条第十项"]
    assert [b.citation[-13:] for b in told.punishing] == ["第一百二十四条第一款第五项"]


def test_acts_of_one_kind_are_named_together_and_others_by_their_numbers():
    other = {**BROKEN, "id": "B3", "article": "67.1", "findings": ["F3"]}
    punished = {**other, "id": "B4", "article": "125.1(2)", "role": "punishing"}
    found = [finding(1), finding(2), finding(3, "经营标签不符合规定的食品的行为")]
    told = notice(BROKEN, PUNISHING, other, punished, findings=found, to_correct={"what": "停止销售"}).natures
    assert [one.facts for one in told] == ["上述第一、二项行为", "上述第三项行为"]


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"role": None}, "条款的作用（违反的条款、处罚的依据）"),
        ({"role": "punishing"}, "定性1·违反的条款"),
    ],
)
def test_art59_1_3_an_article_without_its_role_is_a_gap(changes, gap):
    content = notice({**BROKEN, **changes}, PUNISHING, to_correct={"what": "停止销售"})
    assert list(content.gaps()) == [gap]


def test_art59_1_3_an_act_that_is_not_named_is_a_gap():
    content = notice(BROKEN, PUNISHING, findings=[finding(1, "")], to_correct={"what": "停止销售"})
    assert list(content.gaps()) == ["定性1·定性"]


@pytest.mark.parametrize(
    ("to_correct", "gaps"),
    [
        (None, ["责令改正"]),
        ({"until": "2026-06-30"}, ["责令改正·责令改正的内容"]),
        ({"what": "停止销售"}, []),
        ({"done": "检查当日已经全部下架"}, []),
    ],
)
def test_art28_1_a_penalty_says_what_is_to_be_put_right_or_that_it_was(to_correct, gaps):
    assert list(notice(BROKEN, PUNISHING, to_correct=to_correct).gaps()) == gaps


def test_rules_from_before_ask_for_neither_and_list_the_articles():
    content = notice({**BROKEN, "role": None}, PUNISHING, old_rules=True)
    assert list(content.gaps()) == []
    assert content.natures == ()
    assert len(content.basis) == 2


def test_the_words_of_an_act_stand_in_marks_and_those_within_them_in_single_ones():
    assert quoted("使用“最佳”等用语") == "“使用‘最佳’等用语”"


def test_art28_1_a_recheck_keeps_the_order_to_correct_that_it_does_not_speak_of():
    scene = Scene()
    proposal = {"penalties": [FINE], "to_correct": {"what": "停止销售"}}
    scene.open("2026-05-18", parties=[{**company(), "proposal": proposal}]).reviewed("2026-05-20")
    scene.issued("2026-05-25").served("2026-06-01").interview("2026-06-05", "请求从轻").rechecked(
        "2026-06-08"
    )
    kept = scene.case.party(1).proposal.to_correct
    assert kept is not None
    assert kept.what == "停止销售"
