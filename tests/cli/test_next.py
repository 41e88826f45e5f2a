"""What I may do now, each with the command to type; filters that keep lists short."""

import json
import shlex
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from typer.testing import Result

from cli.waiting import tell
from desk.outlook import outlook
from domain.case.documents import Document, DocumentKind, Documents
from domain.procedure import MOVES
from tests.procedure.playing import DIRECTORY, standard

Recorded = Callable[[str], dict[str, str]]
Asked = Callable[..., Result]
CASE = ("zj-market", "2026-0001")


def told(asked: Asked, environment: dict[str, str], *arguments: str) -> Any:
    shown = asked(environment, *arguments, "--json")
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.stdout)


def test_what_waits_comes_first_with_the_command_to_type(recorded: Recorded, asked: Asked):
    environment = recorded("give_opinion")
    found = told(asked, environment, "case", "next", *CASE, "--as", "reviewer-sun")
    (waiting,) = [one for one in found["available"] if one["waiting"]]
    assert waiting["move"] == "give_opinion"
    assert waiting["command"] == "tingshu case do zj-market 2026-0001 give_opinion --edit --as reviewer-sun"
    shown = asked(environment, "case", "next", *CASE, "--as", "reviewer-sun").stdout
    assert shown.index("在等您") < shown.index("give_opinion") < shown.index("也可以办理")


def test_every_command_that_is_told_is_one_that_the_desk_understands(recorded: Recorded, asked: Asked):
    environment = recorded("issue_notices")
    found = told(asked, environment, "case", "next", *CASE)
    whole = [shlex.split(one["command"])[1:] for one in found["available"] if "--edit" not in one["command"]]
    assert ["case", "do", *CASE, "issue_notices", "party=1", "--as", "officer-li"] in whole
    for command in whole:
        tried = asked(environment, *command, "--dry-run")
        assert tried.exit_code == 0, (command, tried.output)


def test_a_proposal_is_confirmed_by_the_command_that_is_told_to_programs_too(
    recorded: Recorded, asked: Asked
):
    found = told(asked, recorded("confirm"), "case", "next", *CASE, "--as", "clerk-zhao")
    (confirming,) = [one["command"] for one in found["available"] if one["move"] == "confirm"]
    assert "confirm proposal=1 --as clerk-zhao" in confirming


def test_what_is_barred_is_short_unless_all_is_asked_for(recorded: Recorded, asked: Asked):
    environment = recorded("give_opinion")
    short = barred(asked(environment, "case", "next", *CASE).stdout)
    assert "--all" in short
    assert short.count("✗") == 3
    whole = barred(asked(environment, "case", "next", *CASE, "--all").stdout)
    assert whole.count("✗") > 3
    assert whole.count("→") == whole.count("✗")
    assert "RoleRequired" not in whole
    assert "当事人1（" in whole


def barred(shown: str) -> str:
    return shown.partition("不能办理 · barred")[2]


def test_for_whom_it_waits_is_told_with_how_to_look_as_that_person(recorded: Recorded, asked: Asked):
    environment = recorded("give_opinion")
    shown = asked(environment, "case", "next", *CASE).stdout
    others = shown.partition("在等其他人")[2].partition("也可以办理")[0]
    assert "孙示例 reviewer-sun（法制审核人员）" in others
    assert "出具审核意见 give_opinion  自 2026-05-18 至 2026-06-01" in others
    assert "→ tingshu case next zj-market 2026-0001 --as reviewer-sun" in others
    # What waits for the person who asks is told once, above.
    assert "prepare_notices" not in others
    found = told(asked, environment, "case", "next", *CASE)["waits_for"]
    opinion = {"id": "reviewer-sun", "name": "孙示例"}
    assert [one["persons"] for one in found if one["move"] == "give_opinion"] == [[opinion]]


def test_who_proposed_is_not_who_confirms(recorded: Recorded, asked: Asked):
    found = told(asked, recorded("confirm"), "case", "next", *CASE)["waits_for"]
    (confirm,) = [one for one in found if one["move"] == "confirm"]
    proposer = "presider-he"
    assert confirm["persons"]
    assert proposer not in {person["id"] for person in confirm["persons"]}


def test_while_only_the_clock_is_waited_for_it_is_told_which(recorded: Recorded, asked: Asked):
    shown = asked(recorded("hold_interview"), "case", "next", *CASE, "--as", "presider-he").stdout
    waits = shown.partition("在等您")[2].partition("也可以办理")[0]
    # Served on Tuesday 2026-05-26 for an interview on Wednesday 2026-06-03: nothing can be held before.
    assert "hold_interview" in waits
    assert "尚不能办理" in waits
    assert "BeforeTheSummonedDay" in waits
    assert "--edit" not in waits


def test_the_next_person_is_told_by_show_as_well(recorded: Recorded, asked: Asked):
    environment = recorded("impose")
    shown = asked(environment, "case", "show", *CASE).stdout
    assert "陈示例 head-chen、张示例 head-zhang" in shown
    assert "（机关负责人）" in shown
    assert "→ tingshu case next zj-market 2026-0001 --as head-chen" in shown
    whole = told(asked, environment, "case", "show", *CASE)["papers_version"]
    assert f"papers_version {whole[:12]}" in shown


def test_documents_that_are_being_made_are_waited_for(capsys: pytest.CaptureFixture[str]):
    case = standard(until="submit_for_review").case
    ordered = Document(
        id=9, kind=DocumentKind.PENALTY_NOTICE, wanted="preview", ordered=9, ordered_on=date(2026, 5, 18)
    )
    making = case.model_copy(update={"documents": Documents(all=(ordered,))})
    found = outlook(making, DIRECTORY, date(2026, 5, 18))
    assert found.being_made == 1
    tell(found, *CASE)
    assert "文书制作中 1 件" in capsys.readouterr().out


def test_beneath_a_request_that_is_not_understood_stands_where_its_fields_are(
    recorded: Recorded, asked: Asked
):
    told = asked(recorded("recheck"), "case", "do", *CASE, "recheck", "--dry-run")
    assert told.exit_code == 2
    assert "tingshu case do zj-market 2026-0001 recheck --help" in told.stderr.splitlines()[-1]
    barred_ = asked(recorded("recheck"), "case", "do", *CASE, "submit_for_review", "--dry-run")
    assert "--help" not in barred_.stderr.splitlines()[-1]


def test_what_is_barred_begins_with_what_is_next(recorded: Recorded, asked: Asked):
    shown = barred(asked(recorded("impose"), "case", "next", *CASE).stdout)
    assert "publicise" in shown
    assert "prepare_notices" not in shown
    last = barred(asked(recorded("close_case"), "case", "next", *CASE).stdout)
    assert "✗" not in last  # nothing is to come but the closing; what was long ago stands under --all
    assert "--all" in last


def test_what_has_its_turn_is_offered_only_then(recorded: Recorded, asked: Asked):
    environment = recorded("impose")
    also = (
        asked(environment, "case", "next", *CASE).stdout.partition("也可以办理")[2].partition("不能办理")[0]
    )
    assert "prepare_decision" not in also  # it is prepared already
    assert "add_evidence" in also
    every = asked(environment, "case", "next", *CASE, "--all").stdout
    assert "prepare_decision" in every.partition("也可以办理")[2].partition("不能办理")[0]
    early = {
        one["move"]: one["its_turn"] for one in told(asked, environment, "case", "next", *CASE)["available"]
    }
    assert not early["prepare_decision"]
    assert early["add_evidence"]


@pytest.mark.parametrize(
    ("options", "open_", "barred"),
    [
        ((), True, True),
        (("--open",), True, False),
        (("--party", "1"), True, True),
        (("--party", "9"), True, True),
    ],
)
def test_moves_are_filtered(
    recorded: Recorded, asked: Asked, options: tuple[str, ...], open_: bool, barred: bool
):
    found = told(asked, recorded("give_opinion"), "case", "moves", *CASE, *options)
    assert (bool(found["available"]), bool(found["barred"])) == (open_, barred)
    if options == ("--party", "9"):
        assert {one["party"] for one in (*found["available"], *found["barred"])} == {None}


def test_moves_without_a_filter_are_those_open_and_a_count_of_the_rest(recorded: Recorded, asked: Asked):
    environment = recorded("give_opinion")
    shown = asked(environment, "case", "moves", *CASE).stdout
    assert len(shown.splitlines()) < len(MOVES) / 2
    assert "--barred" in shown
    assert "NotReviewed" not in shown
    one = asked(environment, "case", "moves", *CASE, "prepare_notices").stdout
    assert "prepare_notices" in one
    assert "add_evidence" not in one
    unknown = asked(environment, "case", "moves", *CASE, "prepare_notice")
    assert unknown.exit_code == 2
    assert "did you mean prepare_notices" in unknown.stderr


def test_lists_are_filtered(recorded: Recorded, asked: Asked):
    environment = recorded("give_opinion")
    assert len(told(asked, environment, "case", "list", "--party", "示例", "--officer", "officer-li")) == 1
    assert told(asked, environment, "case", "list", "--party", "无此") == []
    assert told(asked, environment, "case", "list", "--stage", "closed") == []
    opinions = told(asked, environment, "work", "--move", "give_opinion", "--as", "reviewer-sun")
    assert [one["move"] for one in opinions] == ["give_opinion"]
    assert told(asked, environment, "work", "--number", "2026-9", "--as", "reviewer-sun") == []
    running = told(asked, environment, "case", "deadlines", *CASE, "--open")
    assert {one["state"] for one in running} <= {"running", "provisional", "overdue"}
    met = told(asked, environment, "case", "deadlines", *CASE, "--state", "met")
    assert {one["state"] for one in met} == {"met"}
    assert told(asked, environment, "deadlines", "--before", "2020-01-01") == []


def test_deadlines_are_listed_with_the_code_that_other_commands_want(recorded: Recorded, asked: Asked):
    shown = asked(recorded("issue_notices"), "case", "deadlines", *CASE, COLUMNS="120").stdout
    header = shown.splitlines()[1]
    assert "代码" in header
    assert "legal_review" in shown
    assert (
        asked(recorded("issue_notices"), "case", "deadlines", *CASE, "--term", "legal_review").exit_code == 0
    )


def test_an_unknown_case_is_refused_with_the_nearest(recorded: Recorded, asked: Asked):
    environment = recorded("give_opinion")
    for command in (("case", "show"), ("case", "next"), ("case", "documents"), ("case", "journal")):
        mistyped = asked(environment, *command, "zj-market", "2026-001")
        assert mistyped.exit_code == 2
        assert mistyped.stderr.startswith("✗ Unknown")
        assert "did you mean 2026-0001" in mistyped.stderr
        elsewhere = asked(environment, *command, "zj-markt", "2026-0001")
        assert elsewhere.exit_code == 2
        assert "did you mean zj-market" in elsewhere.stderr
    # Who may not read the case is not told that it is there.
    other = asked(environment, "case", "show", "zj-market", "2026-001", "--as", "officer-ma")
    assert "2026-0001" not in other.stderr


def test_an_unknown_person_is_refused_with_the_nearest(recorded: Recorded, asked: Asked):
    mistyped = asked(recorded("give_opinion"), "work", "--as", "oficer-li")
    assert mistyped.exit_code == 2
    assert "did you mean officer-li" in mistyped.stderr
