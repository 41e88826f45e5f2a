"""How a refusal looks in a shell, and what a command exits with."""

import json

import pytest

from cli import refusals
from cli.refusals import BAD_INPUT, CURES, CURES_OF_PARTS, EXIT, LISTED_BY, REFUSED
from desk import errors
from desk.errors import Barred, DeskError, Fault, Malformed, StalePosition, Unknown
from domain.bilingual import Words
from domain.law.errors import CalendarNotPublished
from domain.procedure.chapters.deciding import MOVES
from domain.procedure.language import Refusal, Sort

ORDER, PERSON, FORM = (
    Refusal(f"Of{sort.name}", None, Words("不行", "not so"), Words("请改", "do otherwise"), sort)()
    for sort in Sort
)


def test_every_error_of_the_desk_has_its_exit_code():
    of_the_desk = {kind for kind in DeskError.__subclasses__() if kind.__module__ == errors.__name__}
    assert {*EXIT, Barred} == of_the_desk


@pytest.mark.parametrize(
    ("obstacles", "code"),
    [((ORDER,), REFUSED), ((PERSON,), REFUSED), ((FORM,), BAD_INPUT), ((FORM, ORDER), REFUSED)],
)
def test_a_refusal_exits_by_its_sort(obstacles, code: int):
    assert refusals.exit_code(Barred(*obstacles)) == code


def test_every_obstacle_is_shown_with_article_why_and_cure(capsys: pytest.CaptureFixture[str]):
    article = MOVES[0].source
    refusal = Refusal("NotReviewed", article, Words("未同意", "not agreed"), Words("请送审", "submit it"))()
    refusals.show(Barred(refusal, FORM), json_=False)
    assert capsys.readouterr().err == (
        f"✗ NotReviewed {article}\n  未同意 · not agreed\n→ 请送审 · submit it\n"
        "✗ OfFORM\n  不行 · not so\n→ 请改 · do otherwise\n"
    )


def test_a_wrong_field_is_named_with_its_cure(capsys: pytest.CaptureFixture[str]):
    refusals.show(Malformed(Fault("--from", Words("没有", "missing"), Words("请填", "give it"))), json_=False)
    assert capsys.readouterr().err == "✗ Malformed --from\n  没有 · missing\n→ 请填 · give it\n"


def test_a_question_without_an_answer_in_the_law_looks_the_same(capsys: pytest.CaptureFixture[str]):
    refusals.show(CalendarNotPublished(2031), json_=False)
    first, why, cure = capsys.readouterr().err.splitlines()
    assert first == "✗ CalendarNotPublished"
    assert why.startswith("  2031年")
    assert cure.startswith("→ ")


def test_programs_get_every_part_as_a_value(capsys: pytest.CaptureFixture[str]):
    refusals.show(Barred(ORDER, PERSON), json_=True)
    told = json.loads(capsys.readouterr().out)
    assert [o["sort"] for o in told["obstacles"]] == ["order", "person"]
    assert told["why"] == {"zh": "不行", "en": "not so"}


@pytest.mark.parametrize("error", [StalePosition(7), Unknown()], ids=lambda error: error.code)
def test_the_cure_names_what_is_typed_in_a_shell(error: DeskError, capsys: pytest.CaptureFixture[str]):
    refusals.show(error, json_=False)
    assert "tingshu case" in capsys.readouterr().err


def test_no_cure_in_a_shell_names_a_header_or_a_route():
    cures = [*map(str, CURES.values()), *map(str, CURES_OF_PARTS.values()), *LISTED_BY.values()]
    assert not [cure for cure in cures if any(word in cure for word in ("/v1/", "Idempotency", "If-Match"))]
