"""Capital numerals both ways (支付结算办法附一), and document numbers in the standard form only (GB/T 9704-2012)."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.law.money import capital, format_number, parse_number


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("52120", "伍万贰仟壹佰贰拾元整"),  # from a published decision
        ("0", "零元整"),
        ("10", "壹拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("10001", "壹万零壹元整"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000001", "壹拾亿零壹元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
    ],
)
def test_amounts_in_capital_numerals(amount: str, words: str) -> None:
    assert capital(Decimal(amount)) == words
    assert value_of(words) == Decimal(amount)


def value_of(words: str) -> Decimal:
    """Read capital numerals by their places, in another way than they are written."""
    yuan, _, rest = words.removesuffix("整").rpartition("元")
    value = Decimal(0)
    for group in re.split("(?<=[亿万])", yuan):
        section = sum(
            DIGITS.index(digit) * 10 ** " 拾佰仟".index(place or " ")
            for digit, place in re.findall(f"([{DIGITS}])([拾佰仟]?)", group)
        )
        scale = 10**8 if group.endswith("亿") else 10**4 if group.endswith("万") else 1
        value = value * scale + section * scale if scale == 10**8 else value + section * scale
    cents = {sign: DIGITS.index(digit) for digit, sign in re.findall(f"([{DIGITS}])([角分])", rest)}
    return value + Decimal(cents.get("角", 0) * 10 + cents.get("分", 0)) / 100


DIGITS = "零壹贰叁肆伍陆柒捌玖"


@given(st.integers(0, 10**18 - 1))
def test_what_is_written_is_read_back(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert value_of(capital(amount)) == amount


@pytest.mark.parametrize("amount", ["-1", "0.001", "10000000000000000", "1.999"])
def test_what_is_no_money_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        capital(Decimal(amount))


def test_a_document_number_in_the_standard_form() -> None:
    assert format_number("镇市监罚告", 2026, 12) == "镇市监罚告〔2026〕12号"
    number = parse_number("镇环罚告〔2026〕12号")
    assert (number.prefix, number.year, number.serial) == ("镇环罚告", 2026, 12)
    assert str(number) == "镇环罚告〔2026〕12号"
    assert parse_number("国市监法发〔2021〕42号").serial == 42


@pytest.mark.parametrize(
    "text",
    [
        "湛(吴)环罚事告字〔2021〕5号",
        "岳汨环罚决字〔2023〕020号",
        "鄂州环罚告(听)字〔2021〕30号",
        "江江环罚听告 [2019]7号",
        "中环罚字【2019】012号",
        "(津保)应急罚[2023]k-39号",
        "( 龙 )应急罚〔2023〕41号",
        "(宁)安监管罚(2016)1号",
        "惠市环(龙门)罚[2021]5号",
        "镇市监罚告〔2026〕第12号",
        "镇市监罚告第〔2026〕12号",
        "镇市监罚告〔26〕12号",
        "镇市监罚告〔2026〕0号",
        "〔2026〕12号",
        "镇市监罚告〔2026〕12",
    ],
)
def test_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不合规范"):
        parse_number(text)


def test_a_serial_begins_with_one() -> None:
    with pytest.raises(ValueError, match="不合规范"):
        format_number("镇市监罚告", 2026, 0)
