"""Completion, asked as a shell asks: by environment variables, with the words of the line."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forking import Commands

Recorded = Callable[[str], dict[str, str]]
CASE = "case do zj-market 2026-0001"


Completed = Callable[..., list[str]]


@pytest.fixture
def completed(commands: Commands) -> Completed:
    """What a shell is offered for a line whose last word is being typed."""

    def of(environment: dict[str, str], line: str, shell: str = "fish") -> list[str]:
        asking = {"_TINGSHU_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": f"tingshu {line}"}
        if shell == "bash":
            words = ["tingshu", *line.split(" ")]
            asking |= {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
        if shell == "fish":
            asking["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
        told = commands.run(environment | asking)
        assert "Traceback" not in told.stderr, told.stderr
        return [one.split("\t")[0] for one in told.stdout.splitlines() if one]

    return of


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ca", "case"),
        ("case d", "do"),
        ("case show zj-", "zj-market"),
        ("case show zj-market 2026", "2026-0001"),
        (f"{CASE} record_serv", "record_service"),
        (f"{CASE} record_service serv", "service.mode="),
        (f"{CASE} record_service service.mode=p", "service.mode=post"),
        (f"{CASE} record_service party=", "party=1"),
        (f"{CASE} add_evidence evidence.proves=", 'evidence.proves=["F1"]'),
        (f"{CASE} assign_reviewer reviewer=reviewer-s", "reviewer=reviewer-sun"),
        (f"{CASE} give_opinion points.0.heading=是否", "points.0.heading=是否具有管辖权"),
        ("work --as offi", "officer-li"),
        ("people --agency zj-e", "zj-ecology"),
        ("people --role of", "officer"),
        ("law due stat", "statement"),
        ("law explain hearing", "hearing_request"),
        ("law terms --profile mark", "market"),
        ("case list --stage legal", "legal_review"),
        ("case documents zj-market 2026-0001 --kind pen", "penalty_notice"),
        ("case documents zj-market 2026-0001 --open pen", "penalty_decision"),
        ("moves record_pay", "record_payment"),
        ("case moves zj-market 2026-0001 rech", "recheck"),
    ],
)
def test_what_is_offered(completed: Completed, recorded: Recorded, line: str, offered: str):
    assert offered in completed(recorded("issue_notices"), line)


def test_a_field_that_is_given_is_offered_no_more(completed: Completed, recorded: Recorded):
    offered = completed(recorded("issue_notices"), f"{CASE} record_service party=1 ")
    assert "documents=" in offered
    assert "party=" not in offered


def test_bash_hands_over_what_it_broke_at_the_sign(completed: Completed, recorded: Recorded):
    environment = recorded("issue_notices")
    assert completed(environment, f"{CASE} record_service service.mode = p", "bash") == ["post"]
    assert "post" in completed(environment, f"{CASE} record_service service.mode =", "bash")
    assert "service.mode=" in completed(environment, f"{CASE} record_service service.m", "bash")


def test_no_number_is_offered_to_who_may_not_read_the_case(completed: Completed, recorded: Recorded):
    environment = recorded("issue_notices")
    assert completed(environment, "case show --as officer-ma zj-market 2026") == []
    assert completed(environment | {"TINGSHU_AS": ""}, "case show zj-market 2026") == []


def test_a_completion_makes_no_register_and_says_nothing(
    completed: Completed, recorded: Recorded, tmp_path: Path
):
    environment = recorded("issue_notices") | {"TINGSHU_DATA": str(tmp_path / "none")}
    assert completed(environment, "case show zj-market 2026") == []
    assert completed(environment, f"{CASE} record_service party=") == []
    assert not (tmp_path / "none").exists()
    broken = environment | {"TINGSHU_DIRECTORY": str(tmp_path / "no-such-file")}
    assert completed(broken, "work --as offi") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_itself_completes_with_the_script_that_is_shown(recorded: Recorded, tmp_path: Path):
    tingshu = tmp_path / "tingshu"
    tingshu.write_text(f"#!{sys.executable}\nfrom cli import main\nmain()\n")
    tingshu.chmod(0o755)
    environment = recorded("issue_notices") | {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    shown = subprocess.run(
        ["tingshu", "--show-completion", "bash"], env=environment, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr
    asking = (
        f"{shown.stdout}\nCOMP_WORDS=(tingshu case show zj-market 2026); COMP_CWORD=4\n"
        'complete -p tingshu >/dev/null || exit 9\n_tingshu_completion tingshu\necho "${COMPREPLY[@]}"'
    )
    told = subprocess.run(
        ["bash", "--norc", "-c", asking], env=environment, capture_output=True, text=True, check=False
    )
    assert told.stdout.strip() == "2026-0001", told.stderr


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs zsh")
def test_zsh_itself_completes_with_the_script_that_is_shown(recorded: Recorded, tmp_path: Path):
    tingshu = tmp_path / "tingshu"
    tingshu.write_text(f"#!{sys.executable}\nfrom cli import main\nmain()\n")
    tingshu.chmod(0o755)
    environment = recorded("issue_notices") | {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "ZDOTDIR": str(tmp_path),
        "TERM": "dumb",
    }
    script = tmp_path / "completion.zsh"
    # The script is that of the shell from which it is asked for.
    subprocess.run(
        ["zsh", "-f", "-c", f"tingshu --show-completion > {script}; true"], env=environment, check=True
    )
    assert "compdef" in script.read_text()
    typed = f"{CASE} record_service service.mode=pos"
    asking = (
        "zmodload zsh/zpty; zpty z zsh -f -i; seen=; "
        f"zpty -w z 'autoload -Uz compinit; compinit -u; source {script}; echo re\"\"ady'; "
        "zpty -r z seen '*ready*'; "
        f"zpty -w -n z $'tingshu {typed}\\t'; zpty -r z seen '*mode=post*' && echo \"offered $seen\"; zpty -d z"
    )
    told = subprocess.run(
        ["zsh", "-f", "-c", asking], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "service.mode=post" in told.stdout, told.stderr
