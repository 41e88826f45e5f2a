"""(iv) Letters: how many a second two processes make, whether memory grows, and a decision of a hundred pages."""

import json
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from bench.measuring import median
from documents.content import Content
from documents.kinds import KINDS
from documents.typesetting import Typesetter
from domain.case.documents import DocumentKind

PROCESSES = 2
SENTENCE = "当事人于2026年2月26日使用超过保质期的食品原料生产食品，货值金额12400元，已经全部召回。"
LONG = 1_400 * SENTENCE
"""A hundred pages of 616 characters."""
DATED = date(2026, 6, 12)


def measure(letter: Content, decision: Content, fonts: Path, folder: Path, letters: int) -> dict[str, Any]:
    """Set as many letters, each another one, in two processes at once; then a decision of a hundred pages."""
    stored = folder / "letter.json"
    stored.write_bytes(letter.canonical())
    command = [
        sys.executable,
        "-m",
        "bench.letters",
        letter.kind,
        str(stored),
        str(fonts),
        str(letters // PROCESSES),
    ]
    with ThreadPoolExecutor(PROCESSES) as both:
        runs = [
            both.submit(subprocess.run, command, check=True, capture_output=True) for _ in range(PROCESSES)
        ]
        told = [json.loads(run.result().stdout) for run in runs]
    return {
        "letters": letters,
        "pages": told[0]["pages"],
        "letters_per_s": round(sum(one["per_s"] for one in told), 1),
        "pages_per_s": round(sum(one["per_s"] * one["pages"] for one in told), 1),
        "mb_at_first": max(one["mb_at_first"] for one in told),
        "mb_at_last": max(one["mb_at_last"] for one in told),
        "hundred_pages": _hundred_pages(decision, fonts),
    }


def _hundred_pages(decision: Content, fonts: Path) -> dict[str, float]:
    setter, spent = Typesetter(fonts), list[float]()
    for number in range(3):
        long = decision.model_copy(update={"findings": (f"{number}{LONG}",)})
        begun = time.perf_counter()
        pages = setter.render(long, number="1", dated=DATED).pages
        spent.append(time.perf_counter() - begun)
    return {"pages": pages, "seconds": round(median(spent), 2)}


def _set(kind: str, stored: str, fonts: str, letters: int) -> dict[str, float]:
    """Set letters in this process; the first twentieth warms up and is not counted."""
    content = KINDS[DocumentKind(kind)].content.model_validate_json(Path(stored).read_bytes())
    setter, warm = Typesetter(Path(fonts)), max(letters // 20, 1)
    for number in range(-warm, letters):
        if number == 0:
            begun, first = time.perf_counter(), _megabytes()
        changed = content.model_copy(update={"case_number": f"{number + warm}"})
        pages = setter.render(changed, number="1", dated=DATED).pages
    spent = time.perf_counter() - begun
    return {"per_s": letters / spent, "pages": pages, "mb_at_first": first, "mb_at_last": _megabytes()}


def _megabytes() -> int:
    """The most that this process has had; Linux counts it in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    _, kind, stored, fonts, count = sys.argv
    print(json.dumps(_set(kind, stored, fonts, int(count))))
