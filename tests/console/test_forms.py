"""A form for every move, derived from it: what the move asks for is asked, and what is typed is what the desk is sent."""

import gzip
import re
from typing import Any

import pytest

from console.forms.begun import OFF_SCREEN
from console.forms.hints import NOTHING, ON_SCREEN
from console.forms.showing import Wrong
from desk.errors import Fault
from desk.fields.form import every_field
from domain.bilingual import Words
from domain.procedure import MOVES
from installation.examples import bodies
from tests.console.formed import Seen, form, page, sent, successful
from tests.procedure.playing import standard

BODIES = {move: body for move, body in bodies().items() if move in MOVES}
CASE = standard(until="recheck").case


@pytest.mark.parametrize("move", MOVES)
def test_what_a_form_shows_is_what_the_desk_is_sent(move: str):
    typed = form(move, BODIES[move], case=CASE)
    again = sent(typed, page(typed))
    assert _read(move, again.body) == _read(move, BODIES[move])


def _read(move: str, body: dict[str, Any]) -> Any:
    """A body as the move is read from it; of a step on paper, as that step's move is."""
    read = MOVES[move].model_validate(body)
    steps = [_read(step.move, step.body) for step in getattr(read, "so_far", ())]
    bare = [step.model_copy(update={"body": {}}) for step in getattr(read, "so_far", ())]
    return (read.model_copy(update={"so_far": bare}) if bare else read), steps


CODE = re.compile(
    r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+(?:-[a-z]+)*-(?:li|wang|tang|zhao|chen)\b|[0-9a-f]{64}|SHA-256|`|\bnull\b"
    r"|\btingshu |GET /|POST /|\bJSON\b"
)
"""A name of a move or field, an id of a person, a hash, what a command or a program is told."""
LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("move", [move for move in MOVES if move not in OFF_SCREEN])
def test_a_form_says_everything_in_words(move: str, language: str):
    for body in (None, BODIES[move]):
        html = page(form(move, body, case=CASE, language=language))
        seen = Seen(html)
        assert not [word for word in seen.words if CODE.search(word)]
        assert language == "en" or not [word for word in seen.words if LATIN.search(word)]
        assert not seen.unlabelled
        assert all(seen.legends)
        assert len(seen.ids) == len(set(seen.ids))
        assert seen.described <= set(seen.ids)
        assert not seen.jumps


@pytest.mark.parametrize("move", MOVES)
def test_what_is_wrong_is_said_on_top_and_leads_to_its_field(move: str):
    one = form(move, BODIES[move], case=CASE)
    paths = [field.typed for field in every_field(MOVES[move]) if not field.by_system]
    faults = tuple(Fault(path, Words("有误", "wrong"), Words("请更正", "correct it")) for path in paths)
    seen = Seen(page(one, Wrong(faults=faults, status=422)))
    assert set(seen.targets) <= set(seen.ids)
    assert len(seen.targets) >= len(paths)


def test_a_hint_that_speaks_of_choosing_stands_for_one_that_speaks_of_codes():
    known = {field.help.zh for move in MOVES.values() for field in every_field(move)}
    assert {*ON_SCREEN, *NOTHING} <= known


def test_a_case_of_a_hundred_parties_has_a_page_that_can_be_sent_and_filled_in():
    draft = BODIES["open_case"]
    several = {
        "parties": [{**draft["parties"][0], "name": f"示例公司{n}"} for n in range(100)],
        "findings": [{**draft["findings"][0], "id": f"F{n}"} for n in range(1, 101)],
        "evidence": [
            {**draft["evidence"][0], "id": f"E{n}", "proves": [f"F{n % 100 + 1}"]} for n in range(1, 1001)
        ],
    }
    large = form("open_case", {**draft, **several})
    html = page(large)
    assert len(gzip.compress(html.encode())) < 150_000
    assert "共 1000 项，显示第 1 至 20 项" in html
    again = sent(large, html)
    assert _read("open_case", again.body) == _read("open_case", {**draft, **several})


def test_where_something_is_wrong_far_down_that_part_is_shown():
    evidence = [{**BODIES["open_case"]["evidence"][0], "id": f"E{n}"} for n in range(1, 101)]
    large = form("open_case", {**BODIES["open_case"], "evidence": evidence})
    fault = Fault("evidence.57.title", Words("有误", "wrong"), Words("请更正", "correct it"))
    seen = Seen(page(large, Wrong(faults=(fault,), status=422)))
    assert "f-evidence-57-title" in seen.targets
    assert "f-evidence-57-title" in seen.ids


def test_what_many_things_say_is_typed_and_meant():
    findings = [{"id": f"F{n}", "text": f"第{n}项违法事实", "parties": [1]} for n in range(1, 61)]
    body = {**BODIES["open_case"], "findings": findings}
    one = form("open_case", body)
    html = page(one)
    assert 'list="list-1"' in html
    assert dict(successful(html))["evidence.0.proves"] in ("F1. 第1项违法事实", "")
    assert sent(one, html).body["evidence"][0]["proves"] == ["F1"]


@pytest.mark.parametrize(
    ("move", "usual"),
    [
        ("apply_to_court", "镇江市示例区人民法院"),
        ("record_remedy", "镇江市人民政府"),
        ("hold_interview", "镇江市示例路1号三楼听述室"),
        ("publicise", "国家企业信用信息公示系统"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_usually_written_is_put_before_and_anything_else_may_be_written(
    move: str, usual: str, language: str
):
    html = page(form(move, case=CASE, language=language))
    assert f'<option value="{usual}"' in html
    assert 'list="usual-1"' in html


def test_a_case_without_a_penalty_is_concluded_on_an_article_that_allows_it():
    html = page(form("record_discussion", BODIES["record_discussion"], case=CASE))
    assert '<option value="33(2)">行政处罚法第三十三条第二项</option>' in html
    assert '<option value="57.1(3)">行政处罚法第五十七条第一款第三项</option>' in html
    assert '<option value="">' in html.partition('name="conclusions.0.ground"')[2][:200]  # it can be given up
