"""Money: which amounts there are, in words (大写金额), and document numbers (文号), all in their standard form only."""

import re
from decimal import Decimal
from typing import Final

from domain.bilingual import Words
from domain.record import Record

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_SMALL: Final = ("", "拾", "佰", "仟")
_LARGE: Final = ("", "万", "亿", "万亿")
_LIMIT: Final = Decimal(10) ** 16
LARGEST_AMOUNT: Final = Decimal(10) ** 12
"""Yuan. No penalty is near it, and a hundred of them added up can still be written in words; no figure of law."""
_FEN: Final = -2
"""The exponent of the smallest amount there is."""

_NEGATIVE: Final = Words("数额为负", "the amount is negative")
_FINER_THAN_A_FEN: Final = Words("数额小于一分的部分无法缴纳", "nobody can pay what is finer than a fen")
_TOO_LARGE: Final = Words("数额超过一万亿元", "the amount is over 1,000,000,000,000 yuan")
_NOT_PLAIN: Final = Words("数额没有写成普通的数字", "the amount is not written in plain figures")


def amount_fault(amount: Decimal) -> Words | None:
    """Say why this is no amount of money in yuan; nothing where it is one, zero among them.

    >>> amount_fault(Decimal("120000.005")).en
    'nobody can pay what is finer than a fen'
    >>> amount_fault(Decimal("1409.50"))
    """
    exponent = amount.as_tuple().exponent
    if not isinstance(exponent, int) or exponent > 0:
        return _NOT_PLAIN
    if amount.is_signed():
        return _NEGATIVE
    if amount > LARGEST_AMOUNT:
        return _TOO_LARGE
    return _FINER_THAN_A_FEN if exponent < _FEN else None


def capital(amount: Decimal) -> str:
    """Write an amount in yuan in capital numerals: 整 after yuan, none after jiao or fen (支付结算办法附一).

    >>> capital(Decimal(52120)), capital(Decimal("1409.50")), capital(Decimal("325.04"))
    ('伍万贰仟壹佰贰拾元整', '壹仟肆佰零玖元伍角', '叁佰贰拾伍元零肆分')

    Raises:
        ValueError: Negative, finer than a fen, or beyond 9999万亿.
    """
    cents = amount * 100
    if amount < 0 or amount >= _LIMIT or cents != cents.to_integral_value():
        raise ValueError(f"no amount of money: {amount}")
    yuan, rest = divmod(int(cents), 100)
    jiao, fen = divmod(rest, 10)
    text = _whole(yuan) + "元" if yuan or not rest else ""
    if not rest:
        return text + "整"
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (_DIGITS[fen] + "分" if fen else "")


def _whole(number: int) -> str:
    """A whole number: groups of four figures; one 零 for any run of noughts inside."""
    if number == 0:
        return _DIGITS[0]
    text = ""
    gap = False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _SMALL[place % 4]
        gap = bool(text) and not digit
        if place % 4 == 0 and place and number // 10**place % 10**4:
            text += _LARGE[place // 4]
    # 万亿 followed by 亿: 亿 is said once, at its own place
    return text.replace("万亿", "万", 1) if "亿" in text.partition("万亿")[2] else text


class DocumentNumber(Record):
    """A document number (发文字号): 机关代字, year, serial."""

    prefix: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


_NUMBER: Final = re.compile(r"(?P<prefix>[\u4e00-\u9fff]+)〔(?P<year>[0-9]{4})〕(?P<serial>[1-9][0-9]*)号")


def format_number(prefix: str, year: int, serial: int) -> str:
    """Write a document number in the standard form (GB/T 9704-2012): hexagonal brackets, no leading zeros, no 第.

    >>> format_number("镇市监罚告", 2026, 12)
    '镇市监罚告〔2026〕12号'

    Raises:
        ValueError: The result would not be in the standard form.
    """
    text = f"{prefix}〔{year}〕{serial}号"
    parse_number(text)
    return text


def parse_number(text: str) -> DocumentNumber:
    """Read a document number; any but the standard form is refused.

    Raises:
        ValueError: Other brackets, a leading zero, 第, letters, blanks.
    """
    match = _NUMBER.fullmatch(text)
    if match is None or match["prefix"].endswith("第"):
        raise ValueError(
            f"文号不合规范：{text}；应如“镇市监罚告〔2026〕12号” · not a standard document number"
        )
    return DocumentNumber(prefix=match["prefix"], year=int(match["year"]), serial=int(match["serial"]))
