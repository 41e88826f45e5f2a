"""Where the fonts of the documents come from."""

from pathlib import Path

import pytest

from installation.fonts import FILES, FontsUnavailable, ensure_fonts, missing


def program(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has no program but those that a test puts into its `path`."""
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    return tmp_path


def test_the_song_face_that_pdf_a_refuses_is_never_taken() -> None:
    assert not any("Song" in name for name in FILES)


def test_fonts_of_the_system_are_used_wherever_they_are(machine: Path) -> None:
    for name in FILES:
        (machine / "system" / name[:6]).mkdir(parents=True, exist_ok=True)
        (machine / "system" / name[:6] / name).write_text(name)
    folder = ensure_fonts(machine / "fonts", print, system=[str(machine / "system"), "/nowhere"])
    assert missing(folder) == ()
    assert sorted(file.name for file in folder.iterdir()) == sorted(FILES)


def test_what_is_missing_is_taken_from_packages_with_lists_of_our_own(machine: Path) -> None:
    # This apt-get knows no package until it was updated with its own lists; this dpkg "unpacks" every font.
    program(
        machine / "path" / "apt-get",
        f'case "$*" in *update*) : > "{machine}/updated";; *download*) test -e "{machine}/updated" '
        '|| { echo "E: Unable to locate package" >&2; exit 100; }; : > a.deb;; esac',
    )
    program(machine / "path" / "dpkg", f'for name in {" ".join(FILES)}; do : > "$3/$name"; done')
    folder = ensure_fonts(machine / "fonts", print, system=[])
    assert missing(folder) == ()


@pytest.mark.parametrize(
    ("apt", "reason"), [(None, "no apt-get"), ("echo 'E: no mirror' >&2; exit 100", "no mirror")]
)
def test_what_cannot_be_had_is_said_with_the_cure(machine: Path, apt: str | None, reason: str) -> None:
    if apt:
        program(machine / "path" / "apt-get", apt)
        program(machine / "path" / "dpkg", "exit 0")
    with pytest.raises(FontsUnavailable, match="TINGSHU_FONTS") as told:
        ensure_fonts(machine / "fonts", print, system=[])
    assert reason in str(told.value)
    assert FILES[0] in str(told.value)
