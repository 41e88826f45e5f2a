"""Commands, addresses and hashes are for programs (程序用语): a page says the sentence without them, and leads to its own pages."""

import re

import pytest

from console.linking import Saying
from console.voice import LANGUAGES, Voice
from domain.pages.refusals import all_refusals
from domain.procedure.language import Refusal

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
