"""Articles of a sector: a case cites those of its own profile, or the national one with its mark; none is invented."""

from pathlib import Path

import pytest

from domain.law.articles import Article, art
from domain.law.errors import BadProfile
from domain.law.profiles import FOLDER
from domain.law.provisions import LOCAL, NATIONAL, Provision, of_sector
from domain.law.rulebook import Rulebook, rulebook_for

MARK = "（本行业条文待确认）"


def cited(word: str, provision: Provision) -> str:
    return str(rulebook_for(word).cited(of_sector(provision)))


@pytest.mark.parametrize(
    ("word", "provision", "article"),
    [
        ("market", Provision.CLOSING, "市场监督管理行政处罚程序规定第七十七条"),
        ("market+zhenjiang", Provision.CLOSING, "市场监督管理行政处罚程序规定第七十七条"),
        ("market", Provision.REVIEW_POINTS, "市场监督管理行政处罚程序规定第五十三条"),
        ("market", Provision.HEARING_STAFF, "市场监督管理行政处罚听证办法第十一条"),
        ("environment", Provision.REVIEW, "生态环境行政处罚办法第四十九条"),
        ("environment", Provision.REVIEWER, "生态环境行政处罚办法第三十八条"),
        ("environment", Provision.CLOSING, "行政处罚法第四十七条" + MARK),
        ("environment+zhenjiang", Provision.REVIEW_OPINION, "行政处罚法第五十八条" + MARK),
        ("housing", Provision.STATEMENT_TERM, "行政处罚法第四十五条" + MARK),
        ("national", Provision.CLOSING, "行政处罚法第四十七条"),
        ("national+zhenjiang", Provision.CLOSING, "行政处罚法第四十七条"),
        ("zhenjiang", Provision.DECISION_FILING, "江苏省行政处罚听证程序规则"),
        ("market", Provision.RETURNED_MAIL, "市场监督管理行政处罚程序规定第八十三条"),
        ("environment", Provision.RETURNED_MAIL, "各行业送达地址确认的规定" + MARK),
        ("market", Provision.DECISION_FILING, "各地重大行政处罚决定备案的规定" + MARK),
        ("national", Provision.DECISION_FILING, "各地重大行政处罚决定备案的规定" + MARK),
    ],
)
def test_each_profile_cites_its_own_article_or_the_national_one(word, provision, article):
    assert cited(word, provision) == article


@pytest.mark.parametrize("word", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_no_profile_but_that_of_the_market_cites_an_act_of_the_market(word):
    acts = {cited(word, provision).startswith("市场监督管理") for provision in Provision}
    assert acts <= ({True, False} if word == "market" else {False})


def test_of_each_subject_there_is_something_national():
    assert set(NATIONAL) == set(Provision)
    assert {Provision.DECISION_FILING, Provision.RETURNED_MAIL} == LOCAL


def test_an_article_that_no_sector_regulates_is_the_same_everywhere():
    assert rulebook_for("housing").cited(art("行政处罚法", "44")) == art("行政处罚法", "44")
    assert rulebook_for("housing").cited(None) is None


@pytest.mark.parametrize(
    "article", [art("行政处罚法", "64(1)"), art("国办发〔2018〕118号"), art("行政处罚法（1996）", "29")]
)
def test_a_mark_is_read_back_as_it_was_written(article):
    for one in (article, article.to_confirm()):
        assert Article.model_validate(one.model_dump()) == one
        assert Article.model_validate_json(one.model_dump_json()) == one


def test_rules_read_back_cite_the_same():
    rules = rulebook_for("environment")
    again = Rulebook.model_validate_json(rules.stored)
    assert again.sha256 == rules.sha256
    assert again.cited(of_sector(Provision.CLOSING)) == rules.cited(of_sector(Provision.CLOSING))


def test_rules_from_before_the_articles_cite_what_is_national():
    """A rulebook that was adopted earlier has none: its hash is what it was, and no article of another sector is cited."""
    old = rulebook_for("market").model_copy(update={"articles": {}, "confirmed": ()})
    assert "articles" not in old.stored.decode()
    assert str(old.cited(of_sector(Provision.CLOSING))) == "行政处罚法第四十七条"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('closings = "某办法 77"', "closings"),
        ('closing = "某办法 第77条"', "某办法 第77条"),
        ("closing = 77", "closing"),
    ],
)
def test_a_faulty_article_is_named_by_its_line(tmp_path: Path, line, says):
    (tmp_path / "own.toml").write_text(f'title = "本局"\nextends = "market"\n\n[articles]\n{line}\n')
    with pytest.raises(BadProfile) as raised:
        rulebook_for("own", folder=tmp_path)
    assert says in str(raised.value)


def test_a_faulty_source_of_a_switch_is_named_too(tmp_path: Path):
    (tmp_path / "own.toml").write_text('title = "本局"\nlayer = true\n\n[sources]\nfiling = "某办法 第3条"\n')
    with pytest.raises(BadProfile) as raised:
        rulebook_for("own", folder=tmp_path)
    assert raised.value.line == 5


def test_an_office_that_rests_on_a_sector_has_that_sector_s_articles(tmp_path: Path):
    (tmp_path / "own.toml").write_text(
        'title = "本局"\nextends = "market"\n[articles]\nclosing = "某市规定 3.2"\n'
    )
    rules = rulebook_for("own", folder=tmp_path)
    assert str(rules.cited(of_sector(Provision.CLOSING))) == "某市规定第三条第二款"
    assert str(rules.cited(of_sector(Provision.REVIEW))) == "市场监督管理行政处罚程序规定第四十九条"
