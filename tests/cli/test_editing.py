"""`case do --edit`: a commented form in one's own editor; errors come back at their field, and nothing typed is lost."""

import re
import stat
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from cli import sheet
from cli.files import plain
from desk.errors import Fault
from desk.fields.form import every_field
from desk.fields.source import Known
from domain.bilingual import Words
from domain.case.case import Case
from domain.procedure import MOVES
from installation.examples import bodies
from tests.procedure.playing import DIRECTORY, shanghai, standard

Recorded = Callable[[str], dict[str, str]]
Asked = Callable[..., Result]
CASE = ("zj-market", "2026-0001")


@pytest.fixture
def editor(tmp_path: Path) -> Callable[..., str]:
    """An editor that makes one change each time it is opened, and keeps what it was shown."""

    def of(*changes: str) -> str:
        script = tmp_path / "editor.py"
        script.write_text(
            f"""
import pathlib, re, sys
file, folder = pathlib.Path(sys.argv[1]), pathlib.Path({str(tmp_path)!r})
time = len(list(folder.glob("shown-*")))
text = file.read_text(encoding="utf-8")
(folder / f"shown-{{time}}").write_text(text, encoding="utf-8")
changes = {changes!r}
exec(changes[time]) if time < len(changes) else None
file.write_text(text, encoding="utf-8")
""",
            encoding="utf-8",
        )
        return f"{sys.executable} {script}"

    return of


def shown(tmp_path: Path, time: int) -> str:
    return (tmp_path / f"shown-{time}").read_text(encoding="utf-8")


def fill(name: str, value: str) -> str:
    return f"text = re.sub(r'(?m)^{name} = .*$', {f'{name} = {value}'!r}, text, count=1)"


def do(asked: Asked, environment: dict[str, str], move: str, *more: str, editor: str, **also: str) -> Result:
    arguments = ("case", "do", *CASE, move, *more, "--edit", "--dry-run")
    return asked(environment, *arguments, VISUAL="", EDITOR=editor, **also)


def test_the_form_shows_label_values_and_the_choices_of_the_case(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], tmp_path: Path
):
    told = do(asked, recorded("issue_notices"), "record_service", "service.mode=post", editor=editor())
    assert told.exit_code == 2
    form = shown(tmp_path, 0)
    assert "# * 送达方式 · mode of service" in form
    assert "direct 直接送达" in form
    assert "#     1  镇江示例食品有限公司" in form
    assert re.search(r"#     \d+  审前听述约谈函 ", form)
    assert "\nparty = 1\n" in form  # the only party there is
    assert '\nmode = "post"\n' in form  # given on the command line
    assert '\non = ""\n' in form
    assert '\n# relation = ""\n' in form


def test_a_number_typed_on_the_command_line_stands_in_the_form_as_one(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], tmp_path: Path
):
    do(asked, recorded("issue_notices"), "record_service", "party=1", editor=editor())
    assert "\nparty = 1\n" in shown(tmp_path, 0)


def test_the_form_of_a_payment_shows_what_is_owed(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], tmp_path: Path
):
    do(asked, recorded("record_payment"), "record_payment", "party=1", editor=editor())
    amount = shown(tmp_path, 0).partition("* 缴款数额 · amount")[2].partition("\namount = ")[0]
    assert "#     95000.00  镇江示例食品有限公司" in amount


def test_the_form_of_a_recheck_holds_what_is_intended_now(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], tmp_path: Path
):
    do(asked, recorded("recheck"), "recheck", "party=1", editor=editor())
    assert "\n[[proposal.penalties]]\n" in shown(tmp_path, 0)
    assert '\namount = "120000.00"\n' in shown(tmp_path, 0)


def test_only_who_may_preside_is_offered_as_presider(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], tmp_path: Path
):
    do(asked, recorded("prepare_notices"), "prepare_notices", "party=1", editor=editor())
    form = shown(tmp_path, 0)
    presider = form.partition("* 主持人 · presider")[2].partition("\npresider = ")[0]
    assert "officer-wang" in presider  # of the case: the profile allows it
    assert "head-chen" not in presider
    assert "officer-ma" not in presider  # of another agency
    assert "clerk-zhao" in form.partition("* 记录人 · recorder")[2]


def test_who_investigated_is_not_offered_for_a_hearing():
    case = standard(until="recheck").case
    field = next(field for field in every_field(MOVES["notify_hearing"]) if field.typed == "presider")
    known = Known(case, tuple(DIRECTORY.persons.values()), at=shanghai("2026-06-04"))
    assert field.source is not None
    offered = {choice.value for choice in field.source.choices(known)}
    assert offered
    assert offered.isdisjoint(person.id for person in case.people.officers)
    everyone = {choice.value for choice in field.source.choices(Known(Case(), known.people))}
    assert everyone == {person.id for person in known.people}


@pytest.mark.parametrize("change", ["", "text = ''"], ids=["unchanged", "empty"])
def test_an_unchanged_or_empty_form_does_nothing(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], change: str
):
    told = do(asked, recorded("give_opinion"), "assign_reviewer", editor=editor(change))
    assert told.exit_code == 2
    assert "什么也没有办理" in told.stderr


def test_a_filled_form_makes_the_move_and_is_gone(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], tmp_path: Path
):
    environment = recorded("give_opinion")
    change = (
        'text = \'reason = "补充"\\n[evidence]\\nid = "E9"\\nkind = "document"\\n'
        'title = "台账"\\nproves = ["F1"]\\nobtained_on = 2026-05-11\\n\''
    )
    told = do(asked, environment, "add_evidence", editor=editor(change), TMPDIR=str(tmp_path))
    assert told.exit_code == 0, told.output
    assert "EvidenceAdded" in told.stdout
    assert list(tmp_path.glob("tingshu-*")) == []


def test_errors_come_back_at_their_field_and_what_was_typed_is_kept(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], tmp_path: Path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    wrong = f"{fill('mode', chr(34) + 'pigeon' + chr(34))}; {fill('documents', '[3, 4]')}"
    told = do(asked, recorded("issue_notices"), "record_service", editor=editor(wrong))
    again = shown(tmp_path, 1)
    at = again.split("\n").index('mode = "pigeon"')
    assert again.split("\n")[at - 2].startswith("#! ✗ 不在可选范围之内")
    assert again.split("\n")[at - 1].startswith("#!   → ")
    assert told.exit_code == 2
    assert "service.mode" in told.stderr
    (kept,) = tmp_path.glob("tingshu-record_service-*.toml")
    assert f"--edit --from {kept}" in told.stderr
    assert 'mode = "pigeon"' in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_broken_toml_comes_back_with_its_line(
    recorded: Recorded, asked: Asked, editor: Callable[..., str], tmp_path: Path
):
    broken, mended = "text = 'reviewer = = 1\\n'", "text = 'reviewer = \"reviewer-sun\"\\n'"
    environment = recorded("assign_reviewer")
    told = do(asked, environment, "assign_reviewer", "--as", "head-chen", editor=editor(broken, mended))
    assert "line 1" in shown(tmp_path, 1)
    assert "#!" in shown(tmp_path, 1)
    assert "TOML" not in told.stderr  # the second time it was TOML


def test_no_editor_is_told_before_anything_is_asked(recorded: Recorded, asked: Asked):
    told = do(asked, recorded("issue_notices"), "record_service", editor="no-such-editor-here")
    assert told.exit_code == 2
    assert "no-such-editor-here" in told.stderr
    assert "EDITOR=nano" in told.stderr


def test_an_editor_that_fails_makes_no_move(recorded: Recorded, asked: Asked):
    told = do(asked, recorded("issue_notices"), "record_service", editor="false")
    assert told.exit_code == 2
    assert "退出码 1" in told.stderr


def test_a_move_without_fields_has_no_form(recorded: Recorded, asked: Asked, editor: Callable[..., str]):
    told = do(asked, recorded("submit_for_review"), "submit_for_review", editor=editor())
    assert told.exit_code == 2
    assert "没有字段" in told.stderr


@pytest.mark.parametrize("move", [name for name, kind in MOVES.items() if sheet.has_fields(kind)])
def test_the_form_of_an_example_reads_back_as_the_example(move: str):
    form = sheet.written(MOVES[move], Known(Case()), bodies()[move], "zj-market 2026-0001")
    assert plain(tomllib.loads(form, parse_float=str)) == plain(bodies()[move])


@pytest.mark.parametrize("move", [name for name, kind in MOVES.items() if sheet.has_fields(kind)])
def test_an_empty_form_is_toml_and_empty(move: str):
    assert sheet.is_empty(sheet.written(MOVES[move], Known(Case()), {}, "a b"))


def test_a_fault_within_a_list_and_one_of_no_field_find_their_place():
    form = sheet.written(MOVES["recheck"], Known(Case()), bodies()["recheck"], "a b")
    fault = Words("错", "wrong"), Words("改", "mend it")
    said = sheet.annotated(form, [Fault("answers.1.reason", *fault), Fault("nowhere", *fault)])
    lines = said.split("\n")
    assert lines[0] == "#! ✗ nowhere：错 · wrong"
    at = next(n for n, line in enumerate(lines) if line.startswith('reason = "赠品'))
    assert lines[at - 2] == "#! ✗ 错 · wrong"
    assert sheet.annotated(said, []) == form


def test_a_text_of_several_lines_is_left_alone():
    form = "text = '''\nfirst\n#! mine\nmode = 1\n'''\nmode = 2\n"
    said = sheet.annotated(form, [Fault("mode", Words("错", "wrong"), Words("改", "mend it"))])
    assert said == form.replace("mode = 2", "#! ✗ 错 · wrong\n#!   → 改 · mend it\nmode = 2")
