"""Inputs: blanks are empty, one amount and one duration have one writing, nothing lasts no time, nothing precedes its ground."""

from decimal import Decimal
from typing import Any

import pytest

from domain.law.penalties import Duration, Penalty, PenaltyKind, heavier, lighter
from domain.law.terms import Unit
from domain.procedure import MOVES
from domain.procedure.writing import written_alike
from tests.procedure.scene import FINE, SCAN, Scene, codes_of, company, opening
from tests.proof.journeys import lasting

BLANKS = (" ", "　", "\t", " 　 ")


def refused(**changes: Any) -> set[str]:
    return codes_of(Scene(), "2026-05-18", "officer-li", "open_case", **opening(**changes))


# Blanks


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("field", ["name", "address", "contact", "representative"])
def test_a_party_of_blanks_has_said_nothing(field, blank):
    assert refused(parties=[{**company(), field: blank}]) == {"FieldMissing"}


@pytest.mark.parametrize("blank", BLANKS)
def test_a_reason_for_opening_all_the_same_of_blanks_is_none(blank):
    small = {**company(), "proposal": {"penalties": [{"kind": "fine", "amount": "500.00"}]}}
    assert refused(parties=[small], opened_all_the_same=blank) == {"FieldMissing"}


@pytest.mark.parametrize("blank", ["", *BLANKS])
@pytest.mark.parametrize(
    "part",
    [
        {"findings": [{"id": "F1", "text": None, "parties": [1]}]},
        {"evidence": [{"id": "E1", "kind": "record", "title": None, "proves": ["F1"]}]},
        {"basis": [{"id": "B1", "statute": None, "article": "125(2)", "findings": ["F1"]}]},
        {"basis": [{"id": "B1", "statute": "食品安全法", "article": None, "findings": ["F1"]}]},
    ],
)
def test_art59_findings_evidence_and_basis_say_something(part, blank):
    (name, (item,)), *_ = part.items()
    given = {key: blank if value is None else value for key, value in item.items()}
    assert refused(**{name: [given]}) == {"FieldMissing"}


@pytest.mark.parametrize("blank", BLANKS)
def test_a_statement_of_blanks_is_none(blank):
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    body = {"party": 1, "channel": "paper", "received_at": "2026-06-02T09:00:00+08:00", "text": blank}
    assert codes_of(scene, "2026-06-02", "officer-li", "submit_statement", **body) == {"FieldMissing"}


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize("field", ["refusal", "witness"])
def test_cpl89_a_refusal_or_a_witness_of_blanks_is_none(field, blank):
    scene = (
        Scene()
        .open("2026-05-18")
        .reviewed("2026-05-20")
        .issued("2026-05-25")
        .attempted("2026-06-01", "refused")
    )
    service = scene.service(
        "2026-06-01", mode="left", **{"refusal": "拒绝签收", "witness": "居委会陈某", field: blank}
    )
    body = {"party": 1, "documents": scene.to_serve(), "service": service}
    assert codes_of(scene, "2026-06-01", "officer-li", "record_service", **body) == {"FieldMissing"}


@pytest.mark.parametrize("text", ["", "　"])
def test_a_point_of_a_session_says_something(text):
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    body = scene.interview_body("2026-06-05", text)
    assert codes_of(scene, "2026-06-05", "officer-wang", "hold_interview", **body) == {"FieldMissing"}


@pytest.mark.parametrize("answer", [{"reason": ""}, {"reason": "　"}])
def test_art45_an_answer_of_blanks_is_none(answer):
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.interview("2026-06-05", "请求从轻")
    body = scene.recheck_body()
    body["answers"] = [{**body["answers"][0], **answer}]
    found = codes_of(scene, "2026-06-08", "officer-li", "recheck", **body)
    assert found == ({"FieldMissing"} if answer["reason"] else {"AnswerWithoutReason"})


# One writing


def papers_of(*penalties: dict[str, Any]) -> str:
    parties = [{**company(), "proposal": {"penalties": list(penalties)}}]
    return str(Scene().open("2026-05-18", parties=parties).state.papers_version)


@pytest.mark.parametrize("amount", ["120000", "120000.0", "120000.00"])
def test_one_amount_is_one_papers_version(amount):
    assert papers_of({"kind": "fine", "amount": amount}) == papers_of(FINE)


def test_another_amount_is_another_papers_version():
    assert papers_of({"kind": "fine", "amount": "120000.01"}) != papers_of(FINE)


@pytest.mark.parametrize(("length", "years"), [(12, 1), (24, 2), (36, 3)])
def test_twelve_months_and_a_year_are_one_papers_version(length, years):
    halt = lasting("production_halt", length)
    assert papers_of(halt) == papers_of(lasting("production_halt", years, "year"))


@pytest.mark.parametrize("length", [11, 13, 18])
def test_months_that_are_no_whole_years_stay_months(length):
    assert papers_of(lasting("production_halt", length)) != papers_of(lasting("production_halt", 1, "year"))


def test_365_days_are_no_year():
    days = lasting("production_halt", 365, "calendar_day")
    assert papers_of(days) != papers_of(lasting("production_halt", 1, "year"))


def test_the_same_amount_written_otherwise_in_the_recheck_asks_for_no_new_review():
    scene = Scene().to_discussed()
    before = scene.state.papers_version
    scene.statement("2026-06-12").rechecked("2026-06-12", 1, {"kind": "fine", "amount": "120000"})
    assert scene.state.papers_version == before


def test_every_move_with_an_amount_is_written_alike():
    payment = {"party": 1, "on": "2026-06-20", "amount": "500", "proof": SCAN}
    read = MOVES["record_payment"].model_validate(payment)
    assert str(written_alike(read).amount) == "500.00"  # type: ignore[attr-defined]
    assert written_alike(alike := written_alike(read)) is alike


# 44: gate 5 compares what they mean


def halt(length: int, unit: Unit) -> Penalty:
    return Penalty(kind=PenaltyKind.PRODUCTION_HALT, duration=Duration(length=length, unit=unit))


@pytest.mark.parametrize(
    ("decided", "told", "is_heavier", "is_lighter"),
    [
        ((1, Unit.YEAR), (12, Unit.MONTH), False, False),
        ((12, Unit.MONTH), (1, Unit.YEAR), False, False),
        ((11, Unit.MONTH), (1, Unit.YEAR), False, True),
        ((13, Unit.MONTH), (1, Unit.YEAR), True, False),
        ((2, Unit.YEAR), (23, Unit.MONTH), True, False),
        ((2, Unit.YEAR), (25, Unit.MONTH), False, True),
        ((365, Unit.CALENDAR_DAY), (1, Unit.YEAR), False, True),
        ((366, Unit.CALENDAR_DAY), (1, Unit.YEAR), True, False),
    ],
)
def test_art44_twelve_months_are_a_year(decided, told, is_heavier, is_lighter):
    one, other = [halt(*decided)], [halt(*told)]
    assert bool(heavier(one, other)) is is_heavier
    assert lighter(one, other) is is_lighter


def test_art44_one_amount_is_the_same_however_it_is_written():
    fine = Penalty(kind=PenaltyKind.FINE, amount=Decimal("120000"))
    assert not lighter([fine], [Penalty(kind=PenaltyKind.FINE, amount=Decimal("120000.00"))])


# Durations of no length


@pytest.mark.parametrize("unit", ["calendar_day", "working_day", "month", "year"])
@pytest.mark.parametrize("length", [0, -1])
def test_art59_nothing_lasts_no_time(length, unit):
    proposal = {"penalties": [lasting("production_halt", length, unit)]}
    assert refused(parties=[{**company(), "proposal": proposal}]) == {"PenaltyDuration"}


def test_art59_a_recheck_and_a_decision_last_some_time_too():
    parties = [{**company(), "proposal": {"penalties": [lasting("production_halt", 3)]}}]
    scene = Scene().open("2026-05-18", parties=parties).reviewed("2026-05-20").issued("2026-05-25")
    scene.served("2026-06-01").interview("2026-06-05", "请求从轻")
    none = lasting("production_halt", 0)
    recheck = scene.recheck_body(1, none)
    assert "PenaltyDuration" in codes_of(scene, "2026-06-08", "officer-li", "recheck", **recheck)
    decision = scene.decision_body(1, none)
    assert "PenaltyDuration" in codes_of(scene, "2026-06-08", "officer-li", "prepare_decision", **decision)


# Days


def test_art61_no_consent_is_signed_after_today():
    consent = {"address": "shen@tingshu.invalid", "signed_on": "2026-05-18", "form": SCAN}
    assert refused(parties=[{**company(), "consent": consent}]) == set()
    late = {**consent, "signed_on": "2026-05-19"}
    assert refused(parties=[{**company(), "consent": late}]) == {"DateInTheFuture"}


@pytest.mark.parametrize(("day", "codes"), [("2026-05-18", set()), ("2026-05-19", {"DateInTheFuture"})])
def test_art46_no_evidence_of_the_draft_is_obtained_after_today(day, codes):
    piece = {"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1"], "obtained_on": day}
    assert refused(evidence=[piece]) == codes


def test_art61_what_is_sent_electronically_is_sent_after_the_consent():
    consent = {"address": "shen@tingshu.invalid", "signed_on": "2026-05-15", "form": SCAN}
    scene = Scene().open("2026-05-18", parties=[{**company(), "consent": consent}])
    scene.reviewed("2026-05-20").issued("2026-05-25")
    service = scene.service("2026-05-27", mode="electronic", sent_on="2026-05-14")
    body = {"party": 1, "documents": scene.to_serve(), "service": service}
    found = codes_of(scene, "2026-05-27", "officer-li", "record_service", **body)
    assert found == {"DateBeforeItsEvent", "NoConsentToElectronicService"}
