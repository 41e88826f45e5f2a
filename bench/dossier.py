"""(viii) A dossier of 200 files and 2,000 pages, in a process of its own: seconds and memory, beside bare merging."""

import json
import resource
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from bench.measuring import median
from documents.dossier.binding import Binder
from documents.dossier.leaves import Leaves
from domain.case.dossier import DossierPart
from domain.case.journal import Entry, chained
from register.store import DocumentStore

LETTERS, PICTURES = 180, 20
ROWS = 300
"""Rows of a letter: a table of eleven pages and more, with the fonts that documents have."""
WIDTH, HEIGHT = 1240, 1754
"""Pixels of a picture: an A4 page at 150 dpi."""


def papers(store: DocumentStore, fonts: Path) -> list[str]:
    """Put 200 files into a store, no two alike, and return their hashes."""
    row = {
        "number": "镇市监〔2026〕1号",
        "by": "镇江市示例市场监督管理局",
        "title": "材料",
        "dated": "2026-06-01",
    }
    rows = [{**row, "no": no, "pages": "1", "note": "", "sha256": ""} for no in range(ROWS)]
    common = {"title": "材料", "organ": "", "volume": "", "stands": [], "cover": [["案号", "1"]]}
    letter = Leaves(fonts).set({"leaves": "front", **common, "rows": rows}, date(2026, 6, 1))
    letters = [store.put(_titled(letter, number)) for number in range(LETTERS)]
    return [*letters, *(store.put(_picture(number)) for number in range(PICTURES))]


def _titled(letter: bytes, number: int) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(letter)) as pdf:
        pdf.docinfo["/Title"] = f"材料 {number}"
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _picture(number: int) -> bytes:
    """A grey picture with stripes of its own."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = bytes((x * (number + 3)) % 251 for x in range(WIDTH))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + row) * HEIGHT, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def grown(entries: Sequence[Entry], files: Sequence[str]) -> list[Entry]:
    """Return a journal that goes on with each file added to the main volume."""
    made = list(entries)
    for number, sha256 in enumerate(files, start=1):
        added = {
            "title": f"材料{number}",
            "dated": "2026-06-01",
            "origin": "当事人",
            "file": sha256,
            "reason": "归档",
            "added_on": "2026-06-01",
            "place": "main_other",
        }
        last = made[-1]
        entry = Entry(
            seq=last.seq + 1,
            at=last.at,
            by="officer-li",
            move="add_document",
            fact="DocumentAdded",
            body={"added": added},
        )
        made.append(chained(entry, last.head))
    return made


def measure(entries: Sequence[Entry], fonts: Path, folder: Path, rounds: int) -> dict[str, Any]:
    """Bind in new processes, ours and bare merging by turns; the largest memory counts, and the median of seconds."""
    store = DocumentStore(folder / "papers")
    files = papers(store, fonts)
    journal = folder / "journal.json"
    journal.write_text(json.dumps([e.model_dump(mode="json") for e in grown(entries, files)]))
    ours, bare = [], []
    for _ in range(rounds):
        ours.append(_run("ours", journal, folder, fonts))
        bare.append(_run("bare", journal, folder, fonts))
    return {
        "files": len(files),
        "pages": ours[0]["pages"],
        "cpu_seconds": max(one["cpu_seconds"] for one in ours),
        "seconds": round(median([one["seconds"] for one in ours]), 2),
        "bare_seconds": round(median([one["seconds"] for one in bare]), 2),
        "peak_mb": max(one["peak_mb"] for one in ours),
        "bare_peak_mb": max(one["peak_mb"] for one in bare),
    }


def _run(how: str, journal: Path, folder: Path, fonts: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.dossier", how, str(journal), str(folder), str(fonts)]
    done = subprocess.run(command, capture_output=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _bound(entries: Sequence[Entry], store: DocumentStore, fonts: Path, out: Path) -> int:
    return Binder(Leaves(fonts), store).bind(entries, DossierPart.ALL, out).pages


def _merged(entries: Sequence[Entry], store: DocumentStore, out: Path) -> int:
    """What no dossier could be made without: the same PDFs one behind the other."""
    with ExitStack() as opened, pikepdf.new() as pdf:
        for entry in entries:
            data = store.read(entry.body["added"]["file"]) if entry.fact == "DocumentAdded" else b""
            if data.startswith(b"%PDF-"):
                pdf.pages.extend(opened.enter_context(pikepdf.open(BytesIO(data))).pages)
        pdf.save(out)
        return len(pdf.pages)


def main(how: str, journal: Path, folder: Path, fonts: Path) -> None:
    entries = [Entry.model_validate(one) for one in json.loads(journal.read_bytes())]
    store, out = DocumentStore(folder / "papers"), folder / f"{how}.pdf"
    begun, busy = time.perf_counter(), time.process_time()
    pages = _merged(entries, store, out) if how == "bare" else _bound(entries, store, fonts, out)
    seconds, cpu = round(time.perf_counter() - begun, 2), round(time.process_time() - busy, 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu, "peak_mb": peak, "pages": pages}))


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
