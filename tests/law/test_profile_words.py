"""What the shipped profiles write is said in English too (程序规定的用语)."""

import re

import pytest

from domain.law.profile_words import said
from domain.law.profiles import FOLDER, read_profile

CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("profile", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_title_checklist_and_grounds_of_a_profile_are_said_in_english(profile: str) -> None:
    file = read_profile(profile)
    switches = file.switches
    written = [file.title, *switches.get("checklist", ()), *switches.get("suspension_grounds", ())]
    assert not [one for one in written if CHINESE.search(said(one).en)]


def test_what_an_agency_wrote_itself_stays_as_it_is_written() -> None:
    assert said("本机关自定的审核内容") == ("本机关自定的审核内容", "本机关自定的审核内容")
