"""Commands, addresses and hashes are for programs (程序用语): a page says the sentence without them, and leads to its own pages."""

import re

import pytest

from console.linking import Saying
from console.programs import for_people
from console.voice import LANGUAGES, Voice
from desk.limits import SEND_THE_TEXT, SHORTEN_OR_UPLOAD
from desk.naming import with_names
from domain.bilingual import Words
from domain.law.rulebook import CHECK_OR_ADD, WRITE_THE_TERM
from domain.pages.refusals import all_refusals
from domain.procedure.language import Refusal
from domain.procedure.work import TO_BE_READ

FOR_PROGRAMS = re.compile(
    r"tingshu |/v1/|GET |POST |HTTP|API|接口|命令|SHA-256|sha256|--as|--role|\[\[|TINGSHU_|\b(?=[a-z_]*_)[a-z_]+\b"
)
EMPTY = re.compile(r"（\s*）|\(\s*\)|``|  |，，|。。")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refusal", all_refusals(), ids=lambda refusal: refusal.code)
def test_a_refusal_is_said_to_people_without_what_is_for_programs(refusal: Refusal, language: str) -> None:
    saying = Saying(Voice(language), lambda move: "")
    for said in (refusal.why, refusal.cure):
        read = re.sub(r"\{\w+\}", "1", str(saying.text(said)))
        assert not FOR_PROGRAMS.search(read), read
        assert not EMPTY.search(read), read


@pytest.mark.parametrize(
    "said", [TO_BE_READ, WRITE_THE_TERM, CHECK_OR_ADD.filled(rows="terms"), SHORTEN_OR_UPLOAD, SEND_THE_TEXT]
)
def test_what_else_names_commands_is_said_to_people_without_them(said: Words) -> None:
    assert not [one for one in said if FOR_PROGRAMS.search(for_people(one).replace("{", "").replace("}", ""))]


def test_a_command_becomes_a_link_to_the_page_of_the_same() -> None:
    saying = Saying(Voice(), lambda move: "", case="/console/cases/zj-market/A-1")
    assert saying(Words("请直接办理所要办理的事项（见 tingshu case moves）", "")) == (
        '请直接办理所要办理的事项（见<a class="govuk-link" href="/console/cases/zj-market/A-1/moves">可以办理</a>）'
    )


def test_parties_are_said_by_their_names() -> None:
    names = {1: "镇江示例食品有限公司", 2: "钱虚构", 12: "许虚构"}
    said = with_names(Words("没有就当事人1、12写明结论", "no conclusion on parties 1, 12"), names)
    assert said.zh == "没有就当事人1（镇江示例食品有限公司）、12（许虚构）写明结论"
    assert said.en == "no conclusion on parties 1 (镇江示例食品有限公司), 12 (许虚构)"
    told = Words("当事人2（钱虚构）尚未送达", "party 2 (钱虚构) is not served")
    assert with_names(told, names) == told
    assert with_names(Words("本案没有当事人3", "there is no party 3"), names).zh == "本案没有当事人3"


def test_fields_of_a_group_and_choices_are_said_by_their_names() -> None:
    saying = Saying(Voice(), lambda move: "")
    assert saying("请删去 born_on") == "请删去 出生日期"
    assert saying("处理结果选 no_penalty") == "处理结果选 不予行政处罚"
