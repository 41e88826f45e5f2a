"""What a sector regulates itself is cited by its subject: no rule of the procedure names the act of one sector."""

import pytest

from domain.law.profiles import FOLDER, read_profile
from domain.law.provisions import Sectoral
from domain.pages.refusals import all_refusals
from domain.procedure import MOVES

OF_SECTORS = {
    statute
    for path in FOLDER.glob("*.toml")
    for cited in read_profile(path.stem).articles.values()
    if (statute := cited.rpartition(" ")[0] or cited)
}
DECLARED = {
    **{f"refusal {refusal.code}": refusal.article for refusal in all_refusals()},
    **{f"move {name}": kind.source for name, kind in MOVES.items()},
}


@pytest.mark.parametrize("article", DECLARED.values(), ids=DECLARED.keys())
def test_no_move_or_refusal_cites_the_act_of_one_sector(article):
    """Write `of_sector(Provision.…)`; the article itself stands in the `[articles]` of the profile."""
    assert article is None or article.statute not in OF_SECTORS


def test_some_are_of_the_sector():
    assert {"市场监督管理行政处罚程序规定", "生态环境行政处罚办法"} <= OF_SECTORS
    assert sum(isinstance(article, Sectoral) for article in DECLARED.values()) > 10
