"""Confirmations that nobody gave bind no case of real persons; the demo's persons are as invented as they."""

from typing import Any, cast

import pytest

from desk.directory import Directory
from desk.errors import NotHere
from desk.requests import Requests
from domain.law.rulebook import rulebook_for
from tests.procedure.playing import DIRECTORY


def asked_by(directory: Directory) -> Requests:
    none = cast("Any", None)
    return Requests(directory, none, rulebook_for, none, none, none)


def test_real_persons_get_no_rules_that_rest_on_an_invented_confirmation():
    real = Directory(DIRECTORY.agencies, {}, {}, demo=False)
    with pytest.raises(NotHere) as refused:
        asked_by(real).rules("market+zhenjiang+demo")
    (fault,) = refused.value.faults
    assert (fault.field, fault.why.zh) == ("profile", "这个程序规定的律师确认意见是虚构的，只供演示")
    assert asked_by(real).rules("market+zhenjiang").profile == "market+zhenjiang"


def test_the_persons_of_the_demo_get_them():
    assert asked_by(DIRECTORY).rules("market+zhenjiang+demo").rests_on_invention
