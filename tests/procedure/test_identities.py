"""Who the parties are: their documents, exceptions, days of birth, each party once (行政处罚法 第29、59条)."""

from typing import Any

import pytest

from demo.fitting import credit_code
from tests.procedure.scene import SCAN, Scene, codes_of, company, opening
from tests.proof.journeys import citizen

EXCEPTED = {"reason": "登记机关核发的号码即如此", "proof": SCAN}
WRONG_DIGIT = credit_code("TK1")[:-1] + ("0" if credit_code("TK1")[-1] != "0" else "1")


def refused(*parties: dict[str, Any]) -> set[str]:
    return codes_of(Scene(), "2026-05-18", "officer-li", "open_case", **opening(parties=list(parties)))


def foreigner(**changes: Any) -> dict[str, Any]:
    of_age = {"identifier": "E12345678", "identifier_kind": "passport", "born_on": "1985-01-01"}
    return {**citizen("19850101"), **of_age, **changes}


# 59(1): by which document


@pytest.mark.parametrize("kind", ["passport", "travel_permit"])
def test_art59_1_a_citizen_from_abroad_is_identified_by_passport_or_permit(kind):
    assert refused(foreigner(identifier_kind=kind)) == set()


def test_art59_1_a_company_from_abroad_is_identified_by_its_register():
    assert (
        refused({**company(), "identifier": "HRB 123456", "identifier_kind": "foreign_registration"}) == set()
    )


def test_art59_1_a_sole_trader_may_be_identified_by_its_proprietor():
    assert (
        refused(
            {
                **citizen("19850101"),
                "kind": "sole_trader",
                "representative": "吴示例",
                "identifier_kind": "resident_id",
            }
        )
        == set()
    )


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("citizen", "unified_code"),
        ("citizen", "foreign_registration"),
        ("organisation", "passport"),
        ("organisation", "resident_id"),
        ("sole_trader", "foreign_registration"),
    ],
)
def test_art59_1_a_document_belongs_to_the_kind_of_party(kind, document):
    who = {**company(), "kind": kind, "identifier_kind": document, "identifier": "E12345678"}
    assert refused(who) == {"IdentifierOfAnotherKind"}


@pytest.mark.parametrize("number", ["E1234５678", "E١٢٣٤٥", "", "ABCDEF"])
def test_art59_1_figures_are_ascii(number):
    assert refused(foreigner(identifier=number)) == {"IdentifierWrong"}


# 30, 59(1): days of birth


def test_art30_who_has_no_citizen_s_number_says_when_he_was_born():
    assert refused(foreigner(born_on=None)) == {"FieldMissing"}


def test_art59_1_nobody_is_born_after_today_by_his_passport_either():
    assert refused(foreigner(born_on="2026-05-19")) == {"DateInTheFuture"}
    # Born on the day of the opening, and not yet when the act ended: under 14, and shown so.
    assert refused(foreigner(born_on="2026-05-18")) == set()


def test_art59_1_a_day_of_birth_is_not_given_in_two_ways():
    assert refused({**citizen("19850101"), "born_on": "1985-01-02"}) == {"BirthGivenTwice"}
    assert refused({**citizen("19850101"), "born_on": "1985-01-01"}) == set()


def test_art59_1_an_organisation_has_no_day_of_birth():
    assert refused({**company(), "born_on": "1985-01-01"}) == {"NotBorn"}


# 59(1): a genuine code whose check digit fails


def test_art59_1_a_genuine_code_is_taken_with_reason_and_proof():
    assert refused({**company(), "identifier": WRONG_DIGIT}) == {"IdentifierWrong"}
    assert refused({**company(), "identifier": WRONG_DIGIT, "identifier_exception": EXCEPTED}) == set()


@pytest.mark.parametrize("lacking", [{"reason": ""}, {"reason": "　"}, {"proof": ""}])
def test_art59_1_an_exception_has_its_reason_and_its_proof(lacking):
    exception = {**EXCEPTED, **lacking}
    assert refused({**company(), "identifier": WRONG_DIGIT, "identifier_exception": exception}) == {
        "FieldMissing"
    }


def test_art59_1_nothing_but_a_check_digit_is_excepted():
    for number in (WRONG_DIGIT[:-1], WRONG_DIGIT.lower(), "91321102MA1TK3I07W"):
        assert refused({**company(), "identifier": number, "identifier_exception": EXCEPTED}) == {
            "IdentifierWrong"
        }


def test_art59_1_a_right_code_needs_no_exception():
    assert refused({**company(), "identifier_exception": EXCEPTED}) == {"IdentifierExceptionNeedless"}


def test_the_exception_is_said_in_the_case():
    scene = Scene().open(
        "2026-05-18", parties=[{**company(), "identifier": WRONG_DIGIT, "identifier_exception": EXCEPTED}]
    )
    assert scene.state.party(1).identifier_exception.reason == EXCEPTED["reason"]


# 29: one party once, 43: related to it, however it is written


@pytest.mark.parametrize("second", ["hrb 123456", "HRB123456", "HRB-123456"])
def test_art29_one_register_number_is_one_company_however_it_is_written(second):
    abroad = {**company(), "identifier_kind": "foreign_registration"}
    found = refused(
        {**abroad, "identifier": "HRB 123456"}, {**abroad, "name": "Example GmbH", "identifier": second}
    )
    assert found == {"PartyTwice"}


def test_art43_whoever_is_related_to_it_stands_back_however_it_is_written():
    scene = Scene().known("officer-li", related_to=("hrb123456",))
    abroad = {**company(), "identifier_kind": "foreign_registration", "identifier": "HRB 123456"}
    assert "RelatedToParty" in codes_of(
        scene, "2026-05-18", "officer-li", "open_case", **opening(parties=[abroad])
    )
