"""Identifiers (证件号码): 统一社会信用代码 (GB 32100-2015), 公民身份号码 (GB 11643-1999), and those without a check."""

import re
import unicodedata
from datetime import date
from typing import Final, NamedTuple

from domain.bilingual import Titled, Words
from domain.law.parties import PartyKind


class IdentifierKind(Titled):
    """By which document a party is identified (证件种类)."""

    UNIFIED_CODE = "unified_code", "统一社会信用代码", "unified social credit code"
    RESIDENT_ID = "resident_id", "公民身份号码", "citizen's number"
    PASSPORT = "passport", "护照号码", "passport number"
    TRAVEL_PERMIT = (
        "travel_permit",
        "港澳台居民通行证号码",
        "travel permit of a resident of Hong Kong, Macao or Taiwan",
    )
    FOREIGN_REGISTRATION = "foreign_registration", "境外登记号码", "number in a register abroad"


IDENTIFIED_BY: Final = {
    PartyKind.CITIZEN: (
        IdentifierKind.RESIDENT_ID,
        IdentifierKind.PASSPORT,
        IdentifierKind.TRAVEL_PERMIT,
    ),
    PartyKind.SOLE_TRADER: (IdentifierKind.UNIFIED_CODE, IdentifierKind.RESIDENT_ID),
    PartyKind.ORGANISATION: (IdentifierKind.UNIFIED_CODE, IdentifierKind.FOREIGN_REGISTRATION),
}
"""What a party of each kind is identified by; the first where nothing is said."""


class IdentifierFault(NamedTuple):
    """What is wrong with an identifier."""

    said: Words
    check_digit: bool = False
    """Whether its form is right and its check digit alone fails: such a one may be genuine."""


_CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Without I, O, S, V, Z, which are mistaken for figures."""
_CREDIT_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_CREDIT_FORM: Final = re.compile(f"[1-9ANY][1-9A-GY][0-9]{{6}}[{_CREDIT_ALPHABET}]{{10}}")
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_WEIGHTS: Final = tuple(pow(2, 17 - place, 11) for place in range(17))
_CITIZEN_CHECKS: Final = "10X98765432"
_CITIZEN_FORM: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLDEST_BIRTH: Final = 1900
_UNCHECKED_FORM: Final = re.compile(r"(?=.*[0-9])[A-Za-z0-9](?:[A-Za-z0-9 ./()-]{0,38}[A-Za-z0-9)])?")
_NO_NUMBER: Final = IdentifierFault(
    Words(
        "号码应为1至40个半角字母、数字和常用符号，至少有一个数字",
        "a number has 1 to 40 Latin letters, ASCII digits and common marks, one digit at least",
    )
)


def identifier_fault(kind: IdentifierKind, identifier: str) -> IdentifierFault | None:
    """Say what is wrong with an identifier of this kind; nothing when it is right.

    >>> identifier_fault(IdentifierKind.UNIFIED_CODE, "91350100M000100Y44").said.zh
    '统一社会信用代码的校验位不对，应为3'
    """
    match kind:
        case IdentifierKind.UNIFIED_CODE:
            return _credit_fault(identifier)
        case IdentifierKind.RESIDENT_ID:
            return _citizen_fault(identifier)
        case _:
            return None if _UNCHECKED_FORM.fullmatch(identifier) else _NO_NUMBER


def in_one_writing(identifier: str) -> str:
    """Write an identifier in the one form by which it is compared: case, width, blanks and marks say nothing.

    >>> in_one_writing("hrb 123-456") == in_one_writing("HRB123456")
    True
    """
    return "".join(sign for sign in unicodedata.normalize("NFKC", identifier).upper() if sign.isalnum())


def valid_uscc(code: str) -> bool:
    """Whether a unified social credit code passes both of its checks."""
    return _credit_fault(code) is None


def valid_citizen_id(number: str) -> bool:
    """Whether a citizen's number passes its check and holds a possible date of birth."""
    return _citizen_fault(number) is None


def birth(number: str) -> date:
    """Return the day of birth that stands in a valid citizen's number."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def mask(identifier: str) -> str:
    """Hide what identifies in published versions: the first six and the last character stay.

    >>> mask("11010519491231002X")
    '110105***********X'
    """
    shown = 6
    if len(identifier) <= shown + 1:
        return "*" * len(identifier)
    return identifier[:shown] + "*" * (len(identifier) - shown - 1) + identifier[-1]


def _credit_fault(code: str) -> IdentifierFault | None:
    if _CREDIT_FORM.fullmatch(code) is None:
        return IdentifierFault(
            Words(
                "统一社会信用代码应为18位数字或者大写字母（不用I、O、S、V、Z）",
                "a unified social credit code has 18 ASCII digits or capital letters (no I, O, S, V, Z)",
            )
        )
    inner = _organisation_check(code)
    # The last digit covers the one before it: where that is wrong, both are told at once.
    check = _credit_check(code[:16] + inner)
    if code[16] != inner:
        also_zh, also_en = (
            (f"；末位随之应为{check}", f", and the last one {check}") if code[17] != check else ("", "")
        )
        return _check_digit(
            f"统一社会信用代码中主体标识码（第9至17位）的校验位不对，应为{inner}{also_zh}",
            "the check digit within the unified social credit code (places 9 to 17) is wrong, it would be"
            f" {inner}{also_en}",
        )
    if code[17] != check:
        return _check_digit(
            f"统一社会信用代码的校验位不对，应为{check}",
            f"the check digit of the unified social credit code is wrong, it would be {check}",
        )
    return None


def _check_digit(zh: str, en: str) -> IdentifierFault:
    return IdentifierFault(Words(zh, en), check_digit=True)


def _credit_check(code: str) -> str:
    total = sum(
        _CREDIT_ALPHABET.index(sign) * weight for sign, weight in zip(code, _CREDIT_WEIGHTS, strict=False)
    )
    return _CREDIT_ALPHABET[-total % 31]


def _organisation_check(code: str) -> str:
    """The check of GB 11714 over positions 9 to 16."""
    values = [int(sign, 36) for sign in code[8:16]]
    check = -sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return "X" if check == 10 else str(check)


def _citizen_fault(number: str) -> IdentifierFault | None:
    if _CITIZEN_FORM.fullmatch(number) is None:
        return IdentifierFault(
            Words(
                "公民身份号码应为18位：17位数字和1位校验码（数字或者大写X）",
                "a citizen's number has 17 ASCII digits and a check digit, which may be a capital X",
            )
        )
    written = number[6:14]
    try:
        born = birth(number)
    except ValueError:
        return IdentifierFault(
            Words(
                f"公民身份号码中的出生日期{written}不存在",
                f"there is no such day as {written}, the day of birth in it",
            )
        )
    if born.year < _OLDEST_BIRTH:
        return IdentifierFault(
            Words(f"公民身份号码中的出生日期{written}不可信", f"nobody was born on {written}, as it says")
        )
    total = sum(int(sign) * weight for sign, weight in zip(number, _CITIZEN_WEIGHTS, strict=False))
    check = _CITIZEN_CHECKS[total % 11]
    if number[17] != check:
        return _check_digit(
            f"公民身份号码的校验位不对，应为{check}",
            f"the check digit of the citizen's number is wrong, it would be {check}",
        )
    return None
