"""Differences of two texts: both can be read off them, and a change of a figure is a figure and no sentence."""

import time

import pytest

from domain.case.differences import differences


def told(before: str, after: str) -> list[str]:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return [marks[how].format(text) for how, text in differences(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("", "", []),
        ("", "新写的文字。", ["{+新写的文字。+}"]),
        ("原有的文字。", "", ["[-原有的文字。-]"]),
        ("相同的文字。", "相同的文字。", ["相同的文字。"]),
        ("货值金额三万元。", "货值金额二万元。", ["货值金额", "[-三-]", "{+二+}", "万元。"]),
        (
            "销售食品。主动召回。",
            "销售食品。已经赔偿消费者。主动召回。",
            ["销售食品。", "{+已经赔偿消费者。+}", "主动召回。"],
        ),
        ("违法事实清楚。", "他处另有记载。", ["[-违法事实清楚。-]", "{+他处另有记载。+}"]),
        ("一、甲。\n二、乙。", "一、甲。\n二、丙。", ["一、甲。\n二、", "[-乙-]", "{+丙+}", "。"]),
    ],
)
def test_a_difference_is_shown_as_it_is_read(before: str, after: str, shown: list[str]):
    assert told(before, after) == shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026年1月5日起，当事人销售该批食品20箱。", "2026年1月5日至2月10日，当事人共销售该批食品二十箱。"),
        ("甲" * 3_000, "乙" * 3_000 + "甲" * 10),
        ("。！？\n\n；", "。\n！；？"),
    ],
)
def test_both_texts_can_be_read_off_their_difference(before: str, after: str):
    found = differences(before, after)
    assert "".join(text for how, text in found if how != "added") == before
    assert "".join(text for how, text in found if how != "removed") == after


@pytest.mark.parametrize("sentence", ["经营该批食品。", "。", "甲"])
def test_the_longest_texts_are_compared_at_once(sentence: str):
    """100,000 characters, and the same sentence again and again: which takes a naive comparison hours."""
    before = sentence * (100_000 // len(sentence))
    began = time.process_time()
    differences(before, before[: len(before) // 2] + "另外一句。" + before[len(before) // 2 :])
    assert time.process_time() - began < 5
