"""Check digits: GB 32100-2015 and GB 11643-1999, with the right and wrong examples of the collected law."""

import pytest

from domain.law.identifiers import (
    IdentifierKind,
    identifier_fault,
    in_one_writing,
    mask,
    valid_citizen_id,
    valid_uscc,
)

RIGHT_CODES = [
    "91440883MA53A9UY7M",
    "91440704304226404T",
    "9142070034341482X0",
    "91420700550679097K",
    "91120116697415782C",
]


@pytest.mark.parametrize("code", RIGHT_CODES)
def test_codes_of_published_decisions_pass_both_checks(code: str) -> None:
    assert valid_uscc(code)
    assert identifier_fault(IdentifierKind.UNIFIED_CODE, code) is None


@pytest.mark.parametrize("code", RIGHT_CODES)
def test_one_changed_sign_is_seen(code: str) -> None:
    for place in range(2, 18):
        other = "1" if code[place] != "1" else "2"
        assert not valid_uscc(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize("code", RIGHT_CODES)
def test_two_exchanged_signs_are_seen(code: str) -> None:
    for place in range(8, 17):
        if code[place] != code[place + 1]:
            assert not valid_uscc(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


def test_the_standards_own_example_with_z_is_wrong_and_with_3_is_right_outside() -> None:
    assert not valid_uscc("91350100M000100Y4Z")  # Z is no sign of the alphabet; the check digit is 3
    assert valid_uscc("91350100M000100Y43")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "91440883MA53A9UY7",
        "91440883MA53A9UY7MM",
        "91440883ma53a9uy7m",
        "91440883MA53A9UI7M",
        "9144088 MA53A9UY7M",
    ],
)
def test_a_malformed_code_is_refused(code: str) -> None:
    assert identifier_fault(IdentifierKind.UNIFIED_CODE, code) is not None


def test_the_inner_organisation_code_has_a_check_of_its_own() -> None:
    # 91420700550679097K with inner 550679098
    fault = identifier_fault(IdentifierKind.UNIFIED_CODE, "91420700550679098K")
    assert fault is not None
    assert fault.said.zh.endswith("应为7")
    assert fault.check_digit


def test_where_both_check_digits_are_wrong_both_are_told_at_once() -> None:
    fault = identifier_fault(IdentifierKind.UNIFIED_CODE, "914207005506790981")
    assert fault is not None
    assert fault.said.zh.endswith("应为7；末位随之应为K")
    assert fault.check_digit


def test_a_citizens_number_passes() -> None:
    assert valid_citizen_id("11010519491231002X")
    assert identifier_fault(IdentifierKind.RESIDENT_ID, "11010519491231002X") is None


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("110105194912310021", "校验位"),
        ("11010519491231002x", "18位"),
        ("110105491231002", "18位"),
        ("11010519490229002X", "不存在"),  # 1949 was no leap year
        ("11010518991231002X", "不可信"),
        ("11010519491331002X", "不存在"),
        ("01010519491231002X", "18位"),
        ("１１010519491231002X", "18位"),  # full-width figures
        ("1101051949123１002X", "18位"),  # one of them, which figures of any script would let through
        ("1101051949123١002X", "18位"),  # an Arabic one
    ],
)
def test_a_wrong_citizens_number_is_refused(number: str, words: str) -> None:
    fault = identifier_fault(IdentifierKind.RESIDENT_ID, number)
    assert fault is not None
    assert words in fault.said.zh
    assert fault.check_digit is (words == "校验位")


def test_remainder_8_gives_4_and_not_5() -> None:
    # remainders 0 to 10 give 1 0 X 9 8 7 6 5 4 3 2; here the sum is 8 mod 11
    right = next(n for serial in range(1000) if (n := f"32110219900307{serial:03d}4") and valid_citizen_id(n))
    assert not valid_citizen_id(right[:17] + "5")


def test_what_is_published_is_masked() -> None:
    assert mask("11010519491231002X") == "110105***********X"
    assert mask("123") == "***"


@pytest.mark.parametrize("number", ["E12345678", "H0123456789", "HRB 123456", "C/2020-0007", "7"])
def test_a_number_without_a_check_digit_has_letters_digits_and_marks(number: str) -> None:
    for kind in (IdentifierKind.PASSPORT, IdentifierKind.TRAVEL_PERMIT, IdentifierKind.FOREIGN_REGISTRATION):
        assert identifier_fault(kind, number) is None


@pytest.mark.parametrize(
    "number", ["", " ", "　", "E1234５678", "E١٢٣", "ABC", " E123", "E123 ", "护照123", "x" * 41]
)
def test_a_number_of_figures_of_another_script_of_blanks_or_without_figures_is_none(number: str) -> None:
    assert identifier_fault(IdentifierKind.PASSPORT, number) is not None


@pytest.mark.parametrize(
    "written", ["hrb 123456", "HRB123456", "HRB-123456", "ＨＲＢ１２３４５６", "HRB\u3000123456"]
)
def test_however_it_is_written_it_is_one_number(written: str) -> None:
    assert in_one_writing(written) == "HRB123456"
