"""`case do --edit`: the move as a form in one's own editor; what was typed is kept until the move is made."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import Any, Final

from cli import sheet, showing
from cli.files import plain
from cli.making import Making
from desk.errors import Barred, DeskError, Fault, Malformed
from desk.fields.form import unknown_fields
from desk.fields.prefilled import from_case
from desk.fields.typed import numbers_of
from desk.trial import Trial
from domain.bilingual import Words
from domain.procedure.language import Sort
from domain.procedure.receipts import Receipt

USUAL: Final = ("sensible-editor", "nano", "vi")
NO_EDITOR = Fault(
    "--edit",
    Words("没有找到编辑器 {named}", "there is no editor {named}"),
    Words(
        "请把环境变量 VISUAL 或者 EDITOR 设为编辑器，例如 EDITOR=nano；或者不用 --edit，写作 字段=值",
        "name one in VISUAL or EDITOR, such as EDITOR=nano; or leave out --edit and write field=value",
    ),
)
FAILED = Words("编辑器没有正常结束（退出码 {code}）", "the editor failed (exit code {code})")
UNCHANGED = Words("没有填写或者没有改动", "nothing was filled in, or nothing was changed")
NOTHING_DONE = Words(
    "什么也没有办理；请填写后保存并退出，或者写作 字段=值",
    "nothing was done: fill it in, save and quit, or write field=value",
)
NO_FIELDS = Fault(
    "--edit",
    Words("{move} 没有字段", "{move} has no fields"),
    Words("请删去 --edit，直接办理 {move}", "leave out --edit and make {move} as it is"),
)
NO_TOML = Words("不是有效的 TOML：{reason}", "it is not valid TOML: {reason}")
CORRECT_IT = Words("请在所指之处更正", "correct it at the place named")


def editor() -> list[str]:
    """Return the command of the editor.

    Raises:
        Malformed: There is none.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    command = shlex.split(named) or next(([one] for one in USUAL if shutil.which(one)), [])
    if not command or shutil.which(command[0]) is None:
        raise Malformed(NO_EDITOR._replace(why=NO_EDITOR.why.filled(named=named or "、".join(USUAL))))
    return command


async def made(command: list[str], making: Making, body: dict[str, Any]) -> Receipt | Trial:
    """Open the form again and again until the move is made, or it is given up.

    Raises:
        DeskError: It was given up, and this is why it had not been made; or no other words would cure it. The form is
            kept, and its path is said.
    """
    if not sheet.has_fields(making.kind):
        raise Malformed(Fault(NO_FIELDS.field, *(w.filled(move=making.kind.name) for w in NO_FIELDS[1:])))
    body = numbers_of(making.kind, body)  # as it was typed, `party=1` is a text
    known = await making.known(body.get("party"))
    begun = numbers_of(making.kind, from_case(making.kind.name, known)) | body
    first = sheet.written(making.kind, known, begun, f"{making.agency} {making.number}")
    file = _new_file(making.kind.name)
    file.write_text(first, encoding="utf-8")
    try:
        result = await _until_made(command, making, file, first)
    except BaseException:
        _tell_kept(making, file, first)
        raise
    file.unlink()
    return result


def _new_file(move: str) -> Path:
    handle, name = tempfile.mkstemp(prefix=f"tingshu-{move}-", suffix=".toml")
    os.close(handle)
    return Path(name)


async def _until_made(command: list[str], making: Making, file: Path, first: str) -> Receipt | Trial:
    shown = first
    wrong: DeskError = Malformed(Fault("--edit", UNCHANGED, NOTHING_DONE))
    while True:
        _edit(command, file)
        text = file.read_text(encoding="utf-8")
        if text == shown or sheet.is_empty(text):
            raise wrong
        try:
            return await making.make(_read(making, text))
        except Malformed as error:
            wrong, faults = error, error.faults
        except Barred as error:
            if any(refusal.sort is not Sort.FORM for refusal in error.refusals):
                raise
            wrong = error
            faults = tuple(Fault(refusal.code, refusal.why, refusal.cure) for refusal in error.refusals)
        shown = sheet.annotated(text, faults)
        file.write_text(shown, encoding="utf-8")


def _read(making: Making, text: str) -> dict[str, Any]:
    try:
        body: dict[str, Any] = plain(tomllib.loads(text, parse_float=str))
    except ValueError as error:
        raise Malformed(Fault("TOML", NO_TOML.filled(reason=error), CORRECT_IT)) from error
    if faults := unknown_fields(making.kind, body):
        raise Malformed(*faults)
    return body


def _edit(command: list[str], file: Path) -> None:
    """Let the editor have the terminal; Ctrl-C in it is the editor's own."""
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        code = subprocess.run([*command, str(file)], check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise Malformed(Fault("--edit", FAILED.filled(code=code), NOTHING_DONE))


def _tell_kept(making: Making, file: Path, first: str) -> None:
    """Say where what was typed lies; a form that nobody touched is removed."""
    if file.read_text(encoding="utf-8") == first:
        file.unlink()
        return
    showing.note(
        f"所填内容保存在 {file}；继续填写 · what was typed is kept; go on with:\n"
        f"  tingshu case do {making.agency} {making.number} {making.kind.name} --edit --from {file}"
        f" --as {making.by.id}"
    )
