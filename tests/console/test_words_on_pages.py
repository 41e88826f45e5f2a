"""A page says words (无代码): no name of a move, field or fact, and no hash, stands where a person reads."""

import re
from html import unescape
from pathlib import Path

import pytest

from domain.procedure import FACTS, MOVES
from tests.console.addresses import PAGES, Numbers, Shown

_NOT_READ = re.compile(r"<(script|style|head|code|pre|textarea|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_JOINED = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")
_HASH = re.compile(r"\b(?=[a-f]*[0-9])[0-9a-f]{16,}\b")
_FOR_PROGRAMS = re.compile(r"tingshu [a-z]+ |/v1/|\bGET |\bPOST |--as\b|--role\b|SHA-256|\[\[")
_CODES = {kind for kind in FACTS if sum(map(str.isupper, kind)) > 1} | {name for name in MOVES if "_" in name}
"""A fact of one word, such as Served, is a word of a sentence as well."""


def read_on(html: str) -> str:
    """Return what is read on a page; what is printed as code is meant as such."""
    return unescape(_TAG.sub(" ", _NOT_READ.sub(" ", html)))


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.path)
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_no_code_stands_where_a_person_reads(
    desk_window, shown: Shown, numbers: Numbers, language: str
):
    window = await desk_window(shown.by or None, language=language)
    read = read_on(await window.look(shown.of(numbers)))
    assert not set(_JOINED.findall(read))
    assert not set(_HASH.findall(read))
    assert not _CODES & set(re.findall(r"\w+", read))


@pytest.mark.parametrize(
    "shown", [one for one in PAGES if one.route != "/status"], ids=lambda shown: shown.path
)
async def test_nobody_is_told_a_command_or_an_address_of_a_program(
    desk_window, shown: Shown, numbers: Numbers
):
    window = await desk_window(shown.by or None)
    assert not _FOR_PROGRAMS.findall(read_on(await window.look(shown.of(numbers))))


_SAID_IN_CHINESE = re.compile(
    "自次日起计算|届满日为|，不计。|事件当日不计算在内|周末，|大意：|已核对原文"  # how a last day was counted
    "|属于听证范围|均未达到听证范围|重大权益|集体讨论决定|报备听述情况|须备案|追责时效"  # why screening says what it says
    "|执法人员不得少于两人|须举行听证并提出听证报告|已编号、已盖章方可发出"  # gates
    "|是否具有管辖权|全国通用|市场监督管理、"  # profiles
)
IN_BOTH = (
    "/law",
    "/law/due?term=statement&day=2026-09-29",
    "/law/procedure",
    "/cases/zj-market/{far}",
    "/cases/zj-market/{far}/parties",
    "/cases/zj-market/{far}/findings",
    "/cases/zj-market/{far}/review",
    "/cases/zj-market/{far}/journal?page=2",
    "/cases/zj-market/{far}/clocks/statement?party=1",
    "/cases/zj-market/{far}/clocks/legal_review",
)


@pytest.mark.parametrize("path", IN_BOTH)
async def test_an_english_page_says_in_english_what_is_ours_to_say(desk_window, path: str, far: str):
    """Names, titles of acts, their words and what people wrote stay in Chinese."""
    window = await desk_window("officer-li", language="en")
    assert not _SAID_IN_CHINESE.findall(read_on(await window.look(path.format(far=far))))


CONSOLE = Path(__file__).parents[2] / "console"
PAIR = re.compile(
    r"""_\(\s*(['"])(?:(?!\1).)*\1\s*,\s*(['"])(?:(?!\2).)*\2\s*\)|'/law[^)]*\)|rstrip\('[^']*'\)""",
    re.DOTALL,
)
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def test_no_template_has_chinese_without_its_english():
    """A sign of punctuation is a word, too: it stands in a pair."""
    left = {
        one.name: re.findall(
            "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+", PAIR.sub("", COMMENT.sub("", text))
        )
        for one in CONSOLE.rglob("*.jinja")
        if (text := one.read_text("utf-8"))
    }
    assert not {name: found for name, found in left.items() if found}


OTHER_WORDS = {
    "演练": "预演",
    "收讫": "签收",
    "放弃书": "放弃声明",
    "正式文件": "定稿文件",
    "返回待办": "回到待办",
    "最后一日是": "届满日是",
}
"""Words for which the glossary, or the other pages, have another one."""


def test_a_thing_has_one_word_on_every_page():
    sources = [*CONSOLE.rglob("*.jinja"), *CONSOLE.rglob("*.py")]
    assert sources
    found = [(one.name, word) for one in sources for word in OTHER_WORDS if word in one.read_text("utf-8")]
    assert not found
