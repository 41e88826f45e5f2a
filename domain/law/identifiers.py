"""Identifiers (证件号码): 统一社会信用代码 (GB 32100-2015) and 公民身份号码 (GB 11643-1999)."""

import re
from datetime import date
from typing import Final

from domain.law.parties import PartyKind

_CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Without I, O, S, V, Z, which are mistaken for figures."""
_CREDIT_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_CREDIT_FORM: Final = re.compile(f"[1-9ANY][1-9A-GY][0-9]{{6}}[{_CREDIT_ALPHABET}]{{10}}")
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_WEIGHTS: Final = tuple(pow(2, 17 - place, 11) for place in range(17))
_CITIZEN_CHECKS: Final = "10X98765432"
_CITIZEN_FORM: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLDEST_BIRTH: Final = 1900


def identifier_fault(kind: PartyKind, identifier: str) -> str | None:
    """Say in Chinese what is wrong with a party's identifier; nothing when it is right.

    >>> identifier_fault(PartyKind.ORGANISATION, "91350100M000100Y44")
    '统一社会信用代码的校验位不对，应为3'
    """
    if kind is PartyKind.CITIZEN:
        return _citizen_fault(identifier)
    return _credit_fault(identifier)


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


def _credit_fault(code: str) -> str | None:
    if _CREDIT_FORM.fullmatch(code) is None:
        return "统一社会信用代码应为18位数字或者大写字母（不用I、O、S、V、Z）"
    check = _credit_check(code)
    if code[17] != check:
        return f"统一社会信用代码的校验位不对，应为{check}"
    inner = _organisation_check(code)
    if code[16] != inner:
        return f"统一社会信用代码中主体标识码（第9至17位）的校验位不对，应为{inner}"
    return None


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


def _citizen_fault(number: str) -> str | None:
    if _CITIZEN_FORM.fullmatch(number) is None:
        return "公民身份号码应为18位：17位数字和1位校验码（数字或者大写X）"
    try:
        born = birth(number)
    except ValueError:
        return f"公民身份号码中的出生日期{number[6:14]}不存在"
    if born.year < _OLDEST_BIRTH:
        return f"公民身份号码中的出生日期{number[6:14]}不可信"
    total = sum(int(sign) * weight for sign, weight in zip(number, _CITIZEN_WEIGHTS, strict=False))
    check = _CITIZEN_CHECKS[total % 11]
    if number[17] != check:
        return f"公民身份号码的校验位不对，应为{check}"
    return None
