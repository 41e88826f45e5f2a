"""(iv) One document, cold and warm, against bare Typst with the same layout and data."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from bench.measuring import median, paired
from documents.content import Content
from documents.typesetting import Typesetter

COLD = """
import sys, time
sys.path.insert(0, {root!r})
{imports}
begun = time.perf_counter()
{body}
print(time.perf_counter() - begun)
"""
OURS_IMPORTS = """
from pathlib import Path
from datetime import date
from documents.kinds import KINDS
from documents.typesetting import Typesetter
from domain.case.documents import DocumentKind
"""
OURS = """
content = KINDS[DocumentKind({kind!r})].content.model_validate_json(Path({content!r}).read_bytes())
Typesetter(Path({fonts!r})).render(content, number={number!r}, dated=date(2026, 6, 12))
"""
BARE_IMPORTS = """
import json, typst
from pathlib import Path
"""
BARE = """
call = json.loads(Path({call!r}).read_text())
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[{fonts!r}])
compiler = typst.Compiler(root=call["root"], font_paths=fonts, ignore_system_fonts=True)
compiler.compile(call["input"], root=call["root"], format="pdf", sys_inputs=call["sys_inputs"], pdf_standards=["a-2a", "ua-1"])
"""
NUMBER = "镇市监罚决〔2026〕1号"
DATED = date(2026, 6, 12)


def measure(contents: list[Content], fonts: Path, folder: Path, rounds: int) -> dict[str, Any]:
    """Render a document in new processes, with and without imports, then each kind warm; the baseline alternates."""
    calls = _Calls()
    setter = Typesetter(fonts)
    compiler = _watch(setter, calls)
    pages = [setter.render(content, number=NUMBER, dated=DATED).pages for content in contents]
    first = list(calls.all)
    warm = {
        f"{pages[n]} pages": _warm(content, setter, compiler, first[n], 8 * rounds)
        for n, content in enumerate(contents)
    }
    return {**_cold(contents[0], first[0], fonts, folder, rounds), "warm": warm}


Call = tuple[tuple[Any, ...], dict[str, Any]]
"""Arguments of one call of Typst."""


class _Calls:
    """What our typesetter hands to Typst, so that the baseline compiles the very same."""

    def __init__(self) -> None:
        self.all: list[Call] = []


def _watch(setter: Typesetter, calls: _Calls) -> Any:
    compiler = setter._compiler

    class Watched:
        def compile(self, *args: Any, **given: Any) -> Any:
            calls.all.append((args, given))
            return compiler.compile(*args, **given)

    setter._compiler = Watched()  # type: ignore[assignment]  # stands in for Typst's own compiler
    return compiler


def _warm(content: Content, setter: Typesetter, compiler: Any, call: Call, rounds: int) -> dict[str, Any]:
    """Every document is a new one, since Typst keeps what it has set before; the two sides take turns in being first."""
    args, given = call
    spent: dict[str, list[float]] = {"case": [], "typst": []}
    for number in range(rounds):
        mine, theirs = f"{10_000_000 + number}", f"{20_000_000 + number}"
        data = given["sys_inputs"]["data"].replace(str(content.model_dump()["case_number"]), theirs)
        changed = content.model_copy(update={"case_number": mine})
        sides: dict[str, Callable[[], object]] = {
            "case": partial(setter.render, changed, number=NUMBER, dated=DATED),
            "typst": partial(compiler.compile, *args, **{**given, "sys_inputs": {"data": data}}),
        }
        for name in ("case", "typst") if number % 2 else ("typst", "case"):
            begun = time.perf_counter()
            sides[name]()
            spent[name].append(time.perf_counter() - begun)
    return _summary(spent, digits=2)


def _summary(spent: dict[str, list[float]], digits: int | None) -> dict[str, Any]:
    return {
        "case_ms": round(median(spent["case"]) * 1000, digits),
        "typst_ms": round(median(spent["typst"]) * 1000, digits),
        "ratio": paired(spent["case"], spent["typst"]),
    }


def _cold(content: Content, call: Call, fonts: Path, folder: Path, rounds: int) -> dict[str, Any]:
    """`cold` is a whole new process, imports and all; `first` the first document in one that has its modules loaded."""
    stored, asked = folder / "content.json", folder / "call.json"
    stored.write_bytes(content.canonical())
    root = Path(__file__).parents[1]
    (layout,), given = call
    plain = {"root": str(root / "templates"), "input": layout, "sys_inputs": given["sys_inputs"]}
    asked.write_text(json.dumps(plain, ensure_ascii=False))
    ours = OURS.format(kind=str(content.kind), content=str(stored), fonts=str(fonts), number=NUMBER)
    bare = BARE.format(call=str(asked), fonts=str(fonts))
    codes = {
        "case": COLD.format(root=str(root), imports=OURS_IMPORTS, body=ours),
        "typst": COLD.format(root=str(root), imports=BARE_IMPORTS, body=bare),
    }
    whole: dict[str, list[float]] = {"case": [], "typst": []}
    first: dict[str, list[float]] = {"case": [], "typst": []}
    for _ in range(2 * rounds):
        for name, code in codes.items():
            begun = time.perf_counter()
            done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            whole[name].append(time.perf_counter() - begun)
            first[name].append(float(done.stdout))
    return {"cold": _summary(whole, digits=None), "first": _summary(first, digits=None)}
