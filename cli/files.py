"""Files that a command reads: a draft or a body, as JSON or as TOML, the facts of a term."""

import json
import tomllib
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

from desk.errors import Fault, Malformed
from domain.bilingual import Words

UNREADABLE = Words("不能读取：{reason}", "it cannot be read: {reason}")
CHECK_PATH = Words("请核对路径和 UTF-8 编码", "check the path, and that it is UTF-8")
NO_JSON = Words("不是有效的 JSON：{reason}", "not valid JSON: {reason}")
NO_TOML = Words("不是有效的 TOML：{reason}", "not valid TOML: {reason}")
CORRECT_JSON = Words("请在所指之处更正", "correct it at the place named")
NO_OBJECT = Words("不是 JSON 对象", "it is no JSON object")
AS_THE_EXAMPLE = Words(
    '请写作 {"字段": 值}，参照 tingshu case draft 的输出',
    'write it as {"field": value}, as `tingshu case draft` prints it',
)


def read_json(path: Path, *, number: Callable[[str], Any] = float) -> Any:
    """Read a JSON file; `number` makes the numbers that are not whole.

    Raises:
        Malformed: It cannot be read, or is not JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_float=number)
    except (OSError, UnicodeDecodeError) as error:
        raise Malformed(Fault(str(path), UNREADABLE.filled(reason=error), CHECK_PATH)) from error
    except ValueError as error:
        raise Malformed(Fault(str(path), NO_JSON.filled(reason=error), CORRECT_JSON)) from error


def read_body(path: Path) -> dict[str, Any]:
    """Read a body: TOML by its ending, as the editor leaves it, else JSON.

    Raises:
        Malformed: It cannot be read, or is none.
    """
    if path.suffix != ".toml":
        return read_object(path)
    try:
        body: dict[str, Any] = plain(tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=str))
    except (OSError, UnicodeDecodeError) as error:
        raise Malformed(Fault(str(path), UNREADABLE.filled(reason=error), CHECK_PATH)) from error
    except ValueError as error:
        raise Malformed(Fault(str(path), NO_TOML.filled(reason=error), CORRECT_JSON)) from error
    return body


def plain(found: Any) -> Any:
    """Return what TOML holds as JSON holds it: days and instants as text; what was left empty is left out."""
    if isinstance(found, dict):
        filled = {name: plain(value) for name, value in found.items()}
        return {name: value for name, value in filled.items() if value not in ("", [], {})}
    if isinstance(found, list):
        return [value for value in map(plain, found) if value not in ("", [], {})]
    return found.isoformat() if isinstance(found, date | time) else found


def read_object(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        Malformed: It cannot be read, or is none.
    """
    found = read_json(path)
    if not isinstance(found, dict):
        raise Malformed(Fault(str(path), NO_OBJECT, AS_THE_EXAMPLE))
    return found
