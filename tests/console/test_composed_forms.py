"""Forms composed by hand: what the case knows stands in them, what is asked follows from what was answered, one may send back."""

import re
from typing import Any

import pytest

from console.forms.folding import NOT_HERE, RARE, WANTED, WHEN, is_for_documents
from console.forms.layouts import PARTS
from desk.fields.form import every_field
from desk.fields.prefilled import proposals_of
from domain.procedure import MOVES
from tests.console.formed import form, page, sent
from tests.procedure.playing import Play, shanghai, standard


def ticked(html: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)" checked', html)


def headings(html: str) -> list[str]:
    return re.findall(r'<h2 class="govuk-heading-m" id="part-\d+">([^<]+)</h2>', html)


def test_what_layouts_name_is_a_field_of_their_move():
    placed = {(move, name) for move, parts in PARTS.items() for part in parts for name in part.names}
    for move, path in (*placed, *RARE, *WHEN, *WANTED, *NOT_HERE):
        known = {
            ".".join(step for step in field.path if not step.isdigit()) for field in every_field(MOVES[move])
        }
        assert path in known, (move, path)


def test_what_an_answer_makes_needed_names_a_field_and_answers_that_it_has():
    for (move, path), when in WHEN.items():
        leading = next(f for f in every_field(MOVES[move]) if f.typed == when.name)
        assert set(when.answers) <= {value for value, _ in leading.allowed}, (move, path)


def test_service_begins_with_what_is_still_to_be_served_and_says_that_it_is_known():
    html = page(form("record_service", case=standard(until="record_service").case, party=1))
    assert headings(html) == ["送达哪些文书", "怎样送达、何时送达", "签收和送达回证"]
    assert ticked(html, "documents") == ["3", "4"]
    assert "已按案件填好，与实际不符的请更改：文书" in html
    assert "送达给谁" in html


def test_what_was_filled_in_and_is_unticked_stays_unticked():
    one = form("record_service", case=standard(until="record_service").case, party=1)
    html = page(one).replace('value="4" checked', 'value="4"')
    assert sent(one, html).body["documents"] == [3]
    none = sent(one, html.replace('value="3" checked', 'value="3"'))
    assert "documents" not in none.body
    assert ticked(page(none), "documents") == []


def test_a_mode_that_has_a_move_of_its_own_is_not_offered():
    html = page(form("record_service", case=standard(until="record_service").case, party=1))
    assert 'value="post"' in html
    assert 'value="announcement"' not in html


def test_what_only_one_mode_asks_says_with_which():
    html = page(form("record_service", case=standard(until="record_service").case, party=1))
    refusal = re.search(r'<div class="[^"]*"([^>]*)>\s*<label[^>]*for="f-service-refusal"', html)
    assert refusal is not None
    assert refusal[1].strip() == 'data-when="service.mode" data-answers="left"'


def test_the_decision_begins_with_the_penalty_as_it_is_intended_now():
    one = form("prepare_decision", case=standard(until="prepare_decision").case, party=1)
    body = sent(one, page(one)).body
    assert [(p["kind"], p["amount"]) for p in body["penalties"]] == [
        ("fine", "90000.00"),
        ("confiscation_of_gains", "5000.00"),
        ("confiscation_of_goods", "10000.00"),
    ]
    assert (body["findings"], body["basis"]) == (["F1"], ["B1", "B2"])
    assert body["discretion"] == "lenient"


def test_an_interview_begins_with_the_place_to_which_the_party_was_summoned():
    one = form("hold_interview", case=standard(until="hold_interview").case, by="presider-he", party=1)
    assert sent(one, page(one)).body["place"] == "镇江市示例路1号三楼听述室"


def test_a_re_check_begins_with_the_penalty_as_it_is_intended_until_then():
    one = form("recheck", case=standard(until="recheck").case, party=1)
    body = sent(one, page(one)).body["proposal"]
    assert [p["amount"] for p in body["penalties"]] == ["120000.00", "5000.00", "10000.00"]
    assert body["reasons"] == "货值金额较大，未造成人身损害，无从轻、减轻情节"


def test_a_proposal_that_waits_alone_is_what_is_sent_back():
    html = page(form("send_back", case=_proposed().case, by="head-chen"))
    assert re.search(r'type="hidden" name="proposal" value="3"', html)
    assert 'name="document"' not in html
    assert 'name="discussion"' not in html
    assert 'name="reason"' in html
    assert "当事人到场陈述" in html  # what was proposed


def test_notices_before_a_head_are_what_is_sent_back_and_stand_beside():
    html = page(form("send_back", case=standard(until="approve_notices").case, by="head-chen", party=1))
    assert re.search(r'type="hidden" name="document" value="4"', html)
    assert html.count('class="paper__sheet"') == 2


@pytest.mark.parametrize(
    ("move", "field", "value"),
    [
        ("approve_notices", "document", "4"),
        ("impose", "document", "9"),
        ("record_discussion", "discussion", "true"),
    ],
)
def test_who_would_agree_may_send_back_on_the_same_page(move: str, field: str, value: str):
    by = "clerk-zhao" if move == "record_discussion" else "head-chen"
    html = page(form(move, case=standard(until=move).case, by=by, party=None if by == "clerk-zhao" else 1))
    aside = html.partition('class="govuk-details send-back"')[2]
    assert f'name="{field}" value="{value}"' in aside
    assert 'name="reason"' in aside
    assert "/do/send_back" in aside


def test_who_confirms_sees_what_is_proposed_and_the_documents_and_may_send_it_back():
    html = page(form("confirm", case=_proposed().case, by="head-chen"))
    assert "本案的文书" in html
    assert "行政处罚告知书" in html
    assert 'name="proposal" value="3"' in html.partition('class="govuk-details send-back"')[2]


def _proposed() -> Play:
    """A case in which the report of the interview waits for a head."""
    before = standard(until="file_interview_report")
    body = {"summary": "当事人到场陈述，提出两点意见。"}
    return before.do("2026-06-09", "officer-li", "file_interview_report", **body)


def said_of(html: str, label: str) -> set[str]:
    """What is said beside the name of a field of whether it need be filled in."""
    return set(re.findall(rf'{label}<span class="optional">([^<]+)</span>', html))


@pytest.mark.parametrize("label", ["裁量理由", "责令改正", "条款的作用", "定性"])
def test_what_the_documents_need_is_not_called_optional_where_a_case_is_opened(label: str):
    assert said_of(page(form("open_case")), label) == {"（文书需要）"}


def test_what_the_rules_of_a_case_do_not_ask_for_stays_optional():
    switches = standard(until="submit_for_review").case.rulebook.switches
    lenient = switches.model_copy(update={"order_to_correct": False})
    path = "proposals.proposal.to_correct"
    assert is_for_documents("amend_draft", path, switches)
    assert not is_for_documents("amend_draft", path, lenient)
    assert is_for_documents("amend_draft", "proposals.proposal.reasons", lenient)


def test_a_decision_that_is_prepared_again_begins_as_it_was_prepared_before():
    play = standard(until="impose")
    prepared = play.case.party(1).prepared_decision
    assert prepared is not None
    typed = form("prepare_decision", case=play.case, party=1).body
    assert typed["outcome"] == "penalty"
    assert typed["discretion_reasons"] == prepared.discretion_reasons
    assert [one["kind"] for one in typed["penalties"]] == [one.kind for one in prepared.penalties]


def test_notices_that_are_prepared_again_begin_with_the_interview_as_it_was_planned():
    case = standard(until="approve_notices").case
    last = case.party(1).last_notices
    assert last is not None
    plan = last.interview
    typed = form("prepare_notices", case=case, party=1, at=shanghai("2026-05-20")).body["interview"]
    assert (typed["place"], typed["presider"]) == (plan.place, plan.presider)
    assert "presider_name" not in typed


def test_what_is_intended_can_be_put_into_an_amendment_to_be_changed():
    case = standard(until="submit_for_review").case
    (one,) = proposals_of(case)
    assert one["party"] == "1"
    assert one["proposal"]["reasons"] == case.party(1).proposal.reasons
    assert 'value="fill:proposals"' in page(form("amend_draft", case=case))


def test_who_reviews_again_sees_what_every_round_before_said():
    html = page(form("give_opinion", case=standard(until="record_discussion").case, by="reviewer-sun"))
    assert "第1轮审核意见（2026-05-" in html
    assert "案卷材料没有改动" in html or "此后案卷材料有改动" in html


def test_a_recheck_begins_with_what_is_intended_now_and_changes_nothing_of_it_by_itself():
    one = form("recheck", case=standard(until="recheck").case, party=1)
    html = page(one)
    proposal = sent(one, html).body["proposal"]
    assert [(p["kind"], p["amount"]) for p in proposal["penalties"]] == [
        ("fine", "120000.00"),
        ("confiscation_of_gains", "5000.00"),
        ("confiscation_of_goods", "10000.00"),
    ]
    assert "拟不予处罚，不填处罚内容" in html
    assert 'name="proposal.penalties._none" value="true">' in html  # not ticked


@pytest.mark.parametrize("move", ["recheck", "amend_draft", "open_case"])
def test_penalties_that_are_left_empty_are_missing_and_none_is_said_by_a_tick(move: str):
    """An empty row is not 不予处罚: who intends no penalty says so."""
    part: dict[str, Any] = {"penalties": [{}], "discretion": "ordinary"}
    whole: dict[str, dict[str, Any]] = {
        "recheck": {"proposal": part},
        "amend_draft": {"proposals": [{"party": "1", "proposal": part}]},
        "open_case": {"parties": [{"name": "示例甲公司", "proposal": part}]},
    }

    def proposal_in(body: dict[str, Any]) -> dict[str, Any]:
        inside = body["proposals"][0] if "proposals" in body else body
        inside = inside["parties"][0] if "parties" in inside else inside
        found: dict[str, Any] = inside["proposal"]
        return found

    case = standard(until="recheck").case
    one = form(move, whole[move], case=case)
    html = page(one)
    assert "penalties" not in proposal_in(sent(one, html).body)
    ticked_none = html.replace('penalties._none" value="true"', 'penalties._none" value="true" checked')
    assert proposal_in(sent(one, ticked_none).body)["penalties"] == []


def test_who_ticks_that_there_is_no_penalty_means_it_whatever_stands_above():
    one = form("recheck", case=standard(until="recheck").case, party=1)
    html = page(one).replace('penalties._none" value="true"', 'penalties._none" value="true" checked')
    assert sent(one, html).body["proposal"]["penalties"] == []
    assert 'penalties._none" value="true" checked' in page(sent(one, html))
