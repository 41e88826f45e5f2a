"""Where a server comes from: the order, and what is said when none can be had."""

from pathlib import Path

import pytest

from engine.connection import address_of, serving
from engine.environment import configured_address
from engine.errors import EngineUnavailable
from engine.server import CLI_VERSION, SERVER_VERSION, Executable, Kind, Progress, build, find, obtain


def program(file: Path, text: str = "exit 0") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which nothing is found but what a test puts into its `path` and `cache`."""
    for name in ("TEMPORAL_ADDRESS", "TEMPORAL_PROFILE", "TEMPORAL_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "path").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


async def no_download(folder: Path, progress: Progress) -> Executable:
    raise EngineUnavailable("no network")


async def test_a_configured_address_comes_first_and_nothing_is_started(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert configured_address() is None
    monkeypatch.setenv("TEMPORAL_ADDRESS", "temporal.example:7233")
    assert address_of(machine) == "temporal.example:7233"
    async with serving(machine / "data") as address:
        assert address == "temporal.example:7233"
    assert not (machine / "data").exists()


def test_temporal_on_the_path_comes_before_the_cache(machine: Path) -> None:
    program(machine / "tingshu" / "bin" / f"server-{SERVER_VERSION}")
    program(machine / "path" / "temporal", "echo 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)'")
    assert find() == Executable(Kind.CLI, machine / "path" / "temporal")


@pytest.mark.parametrize("told", ["temporal version 1.8.2 (Server 1.31.2, UI 2.50.0)", "something else"])
def test_an_older_or_unknown_temporal_on_the_path_is_passed_over(machine: Path, told: str) -> None:
    program(machine / "path" / "temporal", f"echo '{told}'")
    assert find() is None
    cached = program(machine / "tingshu" / "bin" / f"server-{SERVER_VERSION}")
    assert find() == Executable(Kind.SERVER, cached)


async def test_a_server_of_another_version_in_the_cache_is_not_used(machine: Path) -> None:
    program(machine / "tingshu" / "bin" / "server-1.31.0")
    assert find() is None


async def test_the_first_way_that_works_is_taken(machine: Path) -> None:
    async def works(folder: Path, progress: Progress) -> Executable:
        return Executable(Kind.CLI, program(folder / f"temporal-{CLI_VERSION}"))

    obtained = await obtain(print, ways=(no_download, works, no_download))
    assert obtained.path.name == f"temporal-{CLI_VERSION}"
    assert find() == obtained


async def test_the_build_shows_its_progress_and_fills_the_cache(machine: Path) -> None:
    script = (
        'echo "go: downloading a v1" >&2; echo "go.temporal.io/a" >&2; echo "go.temporal.io/b" >&2;'
        'printf "#!/bin/sh\\n" > "$GOBIN/server"; /bin/chmod +x "$GOBIN/server"'
    )
    program(machine / "path" / "go", script)
    lines: list[str] = []
    obtained = await obtain(lines.append, ways=(no_download, build))
    assert obtained == Executable(Kind.SERVER, machine / "tingshu" / "bin" / f"server-{SERVER_VERSION}")
    assert "1 modules, 2 of about" in lines[-1]
    assert find() == obtained


@pytest.mark.parametrize(
    ("go", "reason"), [(None, "no Go on the PATH"), ("echo broken >&2; exit 2", "broken")]
)
async def test_what_cannot_be_had_is_said_with_the_reasons_and_the_cure(
    machine: Path, go: str | None, reason: str
) -> None:
    if go:
        program(machine / "path" / "go", go)
    with pytest.raises(EngineUnavailable, match="TEMPORAL_ADDRESS") as told:
        await obtain(print, ways=(no_download, build))
    assert reason in str(told.value)
    assert "no network" in str(told.value)
    assert "解决办法" in str(told.value)
