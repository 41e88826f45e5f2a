"""What a case shows of sessions that are to come: nobody has to look for the day of an interview in its notice."""

from types import SimpleNamespace
from typing import cast

from console.case.sessions_ahead import sessions_ahead
from console.case.showing import Seen
from domain.case.case import Case
from tests.procedure.playing import DIRECTORY, standard


def seen(case: Case) -> Seen:
    return cast("Seen", SimpleNamespace(case=case, who=lambda person: DIRECTORY.persons[person].name))


def test_the_interview_stands_there_from_service_until_it_was_held():
    (one,) = sessions_ahead(seen(standard(until="hold_interview").case))
    assert (one.what.zh, one.party, one.at.isoformat()) == ("听述", 1, "2026-06-03T09:00:00+08:00")
    assert (one.presider, one.recorder) == ("何示例", "赵示例")
    assert sessions_ahead(seen(standard(until="issue_notices").case)) == []
    assert sessions_ahead(seen(standard(until="recheck").case)) == []
