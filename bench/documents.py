"""(iv) One document, cold and warm, against bare Typst with the same layout and data."""

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.measuring import median, paired
from documents.content import Content
from documents.typesetting import Typesetter

COLD = """
import sys, time
begun = time.perf_counter()
sys.path.insert(0, {root!r})
{body}
print(time.perf_counter() - begun)
"""
OURS = """
from pathlib import Path
from datetime import date
from documents.kinds import KINDS
from documents.typesetting import Typesetter
from domain.case.documents import DocumentKind
content = KINDS[DocumentKind({kind!r})].content.model_validate_json(Path({content!r}).read_bytes())
Typesetter(Path({fonts!r})).render(content, number={number!r}, dated=date(2026, 6, 12))
"""
BARE = """
import json, typst
from pathlib import Path
call = json.loads(Path({call!r}).read_text())
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[{fonts!r}])
compiler = typst.Compiler(root=call["root"], font_paths=fonts, ignore_system_fonts=True)
compiler.compile(call["input"], root=call["root"], format="pdf", sys_inputs=call["sys_inputs"], pdf_standards=["a-2a", "ua-1"])
"""
NUMBER = "镇市监罚决〔2026〕1号"


def measure(contents: list[Content], fonts: Path, folder: Path, rounds: int) -> dict[str, Any]:
    """Render one document in new processes, then every different document in this one; the baseline alternates."""
    calls = _Calls()
    setter = Typesetter(fonts)
    compiler = _watch(setter, calls)
    for content in contents:  # also warms the caches, on both sides alike
        setter.render(content, number=NUMBER, dated=date(2026, 6, 12))
    return {
        "cold": _cold(contents[0], calls.all[0], fonts, folder, rounds),
        "warm": _warm(contents, setter, compiler, calls, 4 * rounds),
    }


class _Calls:
    """What our typesetter hands to Typst, so that the baseline compiles the very same."""

    def __init__(self) -> None:
        self.all: list[tuple[tuple[Any, ...], dict[str, Any]]] = []


def _watch(setter: Typesetter, calls: _Calls) -> Any:
    compiler = setter._compiler

    class Watched:
        def compile(self, *args: Any, **given: Any) -> Any:
            calls.all.append((args, given))
            return compiler.compile(*args, **given)

    setter._compiler = Watched()  # type: ignore[assignment]
    return compiler


def _warm(
    contents: list[Content], setter: Typesetter, compiler: Any, calls: _Calls, rounds: int
) -> dict[str, Any]:
    """Every document is a new one, since Typst keeps what it has set before; both sides see equally much anew."""
    ours, bare = [], []
    for number in range(rounds * len(contents)):
        word = f"{10_000_000 + number}"
        content = contents[number % len(contents)].model_copy(update={"case_number": word})
        begun = time.perf_counter()
        setter.render(content, number=NUMBER, dated=date(2026, 6, 12))
        ours.append(time.perf_counter() - begun)
        args, given = calls.all[-1]
        inputs = {"data": given["sys_inputs"]["data"].replace(word, f"{20_000_000 + number}")}
        begun = time.perf_counter()
        compiler.compile(*args, **{**given, "sys_inputs": inputs})
        bare.append(time.perf_counter() - begun)
    return {
        "case_ms": round(median(ours) * 1000, 2),
        "typst_ms": round(median(bare) * 1000, 2),
        "ratio": paired(ours, bare),
    }


def _cold(
    content: Content, call: tuple[tuple[Any, ...], dict[str, Any]], fonts: Path, folder: Path, rounds: int
) -> dict[str, Any]:
    stored = folder / "content.json"
    stored.write_bytes(content.canonical())
    asked = folder / "call.json"
    root = Path(__file__).parents[1]
    (layout,), given = call
    plain = {"root": str(root / "templates"), "input": layout, "sys_inputs": given["sys_inputs"]}
    asked.write_text(json.dumps(plain, ensure_ascii=False))
    ours = OURS.format(kind=str(content.kind), content=str(stored), fonts=str(fonts), number=NUMBER)
    bare = BARE.format(call=str(asked), fonts=str(fonts))
    spent: dict[str, list[float]] = {"ours": [], "bare": []}
    for _ in range(rounds):
        for name, body in (("ours", ours), ("bare", bare)):
            code = COLD.format(root=str(root), body=body)
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            spent[name].append(time.perf_counter() - begun)
    return {
        "case_ms": round(median(spent["ours"]) * 1000),
        "typst_ms": round(median(spent["bare"]) * 1000),
        "ratio": paired(spent["ours"], spent["bare"]),
    }
