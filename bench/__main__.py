"""`make bench`: all measurements in one run, as a table and `out/bench.json`."""

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from bench import adoption, documents, dossier, http, large, law, letters, replay
from bench.caps import Caps
from bench.console import Pages
from bench.door import Door
from bench.script import scripts, uploads
from bench.throughput import Pids, Throughput, history
from demo.story import load, paper
from documents.content import Content
from documents.kinds import compose
from domain.case.documents import DocumentKind
from domain.case.uploads import Upload
from domain.law.rulebook import rulebook_for
from domain.procedure import fold
from engine.connection import connect
from engine.embedded import EmbeddedServer, running
from engine.namespace import prepare
from engine.plugin import tingshu_plugin
from installation.desk import desk_of
from installation.examples import EXAMPLES
from installation.migrating import migrate
from installation.office import Office, office
from settings import SANDBOX_PASSTHROUGH, Settings

OUT = Path("out")
DATA = OUT / "bench" / "data"
BARE, CASE = "bare-1", "case-2"
"""Numbers of the first cases played: those of the round that warms up."""


def _settings() -> Settings:
    """An installation of its own, in the way of nobody."""
    shutil.rmtree(DATA, ignore_errors=True)
    os.environ["TINGSHU_DATA"] = str(DATA)
    os.environ["TINGSHU_TIME_SKIPPING"] = "true"  # lets cases be opened at a civil date; no clock is moved
    os.environ["TINGSHU_API_PORT"] = "0"
    return Settings()


@contextlib.contextmanager
def _process(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process of ours; end it afterwards."""
    with (OUT / "bench" / f"{command[-1].replace('/', '-')}.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


async def _said(process: subprocess.Popen[bytes], word: str) -> str:
    """Wait until a process says that it is ready."""
    return await asyncio.to_thread(_first_line_with, process, word)


def _first_line_with(process: subprocess.Popen[bytes], word: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if word.encode() in line:
            return line.decode()
    raise RuntimeError(f"{process.args!r} ended before it was ready")


async def _engine(tell: Callable[[str], None], rounds: int, parts: Office) -> dict[str, Any]:
    settings = parts.settings
    plugin = tingshu_plugin(passthrough=(*SANDBOX_PASSTHROUGH, "bench", "demo"))
    found: dict[str, Any] = {}
    async with EmbeddedServer(settings.data, time_skipping=True, progress=tell) as server:
        client = await connect(server.address, namespace=settings.namespace, plugins=[plugin])
        await prepare(client)
        with _process(sys.executable, "-m", "bench.worker") as worker:
            await _said(worker, "ready")
            alive = running(settings.data)
            assert alive is not None
            pids = Pids(client=os.getpid(), worker=worker.pid, server=alive.server_pid)
            desk = desk_of(parts, client)
            timed = Throughput(client, desk, parts.queries, parts.directory, settings.task_queue, pids)
            found["alone"] = await timed.measure(at_once=1, cases=4, rounds=rounds, tell=tell)
            found["twenty"] = await timed.measure(at_once=20, cases=40, rounds=rounds, tell=tell)
            found["history"], found["replay"] = await _histories(client, parts, rounds)
            found["http"] = await _over_http(parts, client, rounds, tell)
        found["pages"] = await _pages(parts, client, tell)
    return found


async def _pages(parts: Office, client: Any, tell: Callable[[str], None]) -> dict[str, Any]:
    """Look at the console with the worker as it is run: its documents are real."""
    with (
        _process(sys.executable, "-m", "cli", "worker") as worker,
        _process(sys.executable, "-m", "cli", "api") as api,
    ):
        await _said(worker, "ready")
        return await Pages(*await _address(api), parts, client).measure(tell=tell)


async def _address(api: subprocess.Popen[bytes]) -> tuple[str, int]:
    """Wait until the API says where it serves."""
    line = await _said(api, "http://")
    address = next(word for word in line.split() if word.startswith("http://")).removeprefix("http://")
    host, _, port = address.strip("/").partition(":")
    return host, int(port)


async def _histories(client: Any, parts: Office, rounds: int) -> tuple[dict[str, Any], dict[str, Any]]:
    moves = len(scripts(1, "count", parts.directory)[0].asked)
    ours, events, size = await history(client, f"case/zj-market/{CASE}-0")
    bare, bare_events, bare_size = await history(client, f"bare/zj-market/{BARE}-0")
    per = {
        "moves": moves,
        "events_a_move": round(events / moves, 2),
        "kb_a_move": round(size / moves / 1024, 2),
        "bare_events_a_move": round(bare_events / moves, 2),
        "bare_kb_a_move": round(bare_size / moves / 1024, 2),
        "kinds": replay.kinds(ours),
        "bare_kinds": replay.kinds(bare),
    }
    return per, await replay.measure(ours, bare, 4 * rounds)


async def _over_http(parts: Office, client: Any, rounds: int, tell: Callable[[str], None]) -> dict[str, Any]:
    with _process(sys.executable, "-m", "cli", "api") as api:
        host, port = await _address(api)
        starts = http.Starts(host, port, parts.directory, client, parts.settings.task_queue)
        token = parts.directory.token_of("officer-li") or ""
        paths = [f"/v1/cases/zj-market/{CASE}-{n}" for n in range(4)]
        checklist = rulebook_for(large.draft("", 1, 2)["profile"]).switches.checklist
        return {
            "reads": await http.reads(host, port, token, paths, connections=8, seconds=5),
            "starts": await starts.measure(count=60, at_once=10, rounds=rounds, tell=tell),
            "caps": await Caps(host, port, parts.directory, checklist).measure(rounds=rounds, tell=tell),
            "door": await Door(host, port, token, api.pid).measure(tell=tell),
        }


def _contents(parts: Office) -> list[Content]:
    """A long, a middling and a short document of a played case, for the typesetter."""
    case = fold(parts.journals.entries("zj-market", f"{CASE}-0"))
    kinds = (DocumentKind.PENALTY_DECISION, DocumentKind.PENALTY_NOTICE, DocumentKind.PROOF_OF_SERVICE)
    return [compose(case, next(d for d in case.documents.all if d.kind is kind)) for kind in kinds]


def _table(found: dict[str, Any]) -> Table:
    table = Table(title="听述 bench: ours against the baseline of the same run")
    for heading in ("what", "ours", "baseline", "ratio [min..max]", "aim"):
        table.add_column(heading)
    for row in _rows(found):
        table.add_row(*map(str, row))
    return table


LETTERS = 10_000
"""Letters that are set to see how many a second there are, and whether memory grows."""
Row = tuple[object, object, object, object, object]
"""What, ours, baseline, ratio, aim."""


def _rows(found: dict[str, Any]) -> list[tuple[str, ...]]:
    rows: list[Row] = [
        *_played(found["alone"], "alone", rate="", worker=""),
        *_played(found["twenty"], "twenty", rate="≥ 0.9", worker="≤ 1.2"),
        *_past(found["history"], found["replay"]),
        *_papers(found["documents"]),
        *_lettered(found["letters"]),
        *_served(found["http"]["starts"], found["http"]["reads"]),
        *_capped(**found["http"]["caps"]),
        *_hostile(found["http"]["door"]),
        *_bound(found["dossier"]),
        *_looked_at(found["pages"]),
        *_counted(found["law"]),
        *(_adopted(found["adoption"]) if "adoption" in found else ()),
    ]
    return [tuple(map(str, row)) for row in rows]


def _played(side: dict[str, Any], name: str, *, rate: str, worker: str) -> Iterator[Row]:
    case, bare, ratio = side["case"], side["bare"], side["ratio"]
    shares = _ratio(ratio["cases_per_s"])
    yield f"(i) cases/s, {name}", case["cases_per_s"], bare["cases_per_s"], shares, rate
    yield "    update p50/p99 ms", _p(case), _p(bare), "", ""
    for who, aim in (("worker", worker), ("client", ""), ("server", "")):
        ours, theirs = case["cpu_ms_a_case"][who], bare["cpu_ms_a_case"][who]
        yield f"    CPU ms a case, {who}", ours, theirs, _ratio(ratio[f"cpu_{who}"]), aim


def _past(past: dict[str, Any], again: dict[str, Any]) -> Iterator[Row]:
    yield "(ii) events a move", past["events_a_move"], past["bare_events_a_move"], "", "≤ 14"
    yield "     KB a move", past["kb_a_move"], past["bare_kb_a_move"], "", "≤ 8"
    yield "(iii) replay CPU ms", again["case_ms"], again["bare_ms"], _ratio(again["ratio"]), "≤ 1.5"


def _papers(paper: dict[str, Any]) -> Iterator[Row]:
    for name, side, aim in (
        ("cold, imports and all", paper["cold"], "≤ 1.5"),
        ("first in a process", paper["first"], "≤ 1.5"),
        *((f"warm, {pages}", side, "≤ 1.2, ≤ 10 ms") for pages, side in paper["warm"].items()),
    ):
        yield f"(iv) document {name}, ms", side["case_ms"], side["typst_ms"], _ratio(side["ratio"]), aim


def _lettered(set_: dict[str, Any]) -> Iterator[Row]:
    yield "(iv) letters/s, two processes", set_["letters_per_s"], f"{set_['pages']} pages", "", "≥ 100"
    yield "     MB at last, at first", set_["mb_at_last"], set_["mb_at_first"], "", "≤ 1.1"
    yield "     hundred pages, s", set_["hundred_pages"]["seconds"], set_["hundred_pages"]["pages"], "", ""


def _served(starts: dict[str, Any], read: dict[str, Any]) -> Iterator[Row]:
    yield (
        "(v) starts/s over HTTP",
        starts["http_per_s"],
        starts["bare_per_s"],
        _ratio(starts["ratio"]),
        "≥ 0.5",
    )
    yield "    reads/s, p99 ms", f"{read['reads_per_s']}, {read['p99_ms']}", "", "", "≥ 1000, < 25"


def _capped(ordinary: dict[str, Any], largest: dict[str, Any]) -> Iterator[Row]:
    """What the largest case costs beside the ordinary one."""
    for what, key, aim in (
        ("(vi) 100 parties, 1,000 evidence: readable, ms", "readable_median_ms", "≤ 1000"),
        ("    a move p50, ms", "move_p50_ms", ""),
        ("    a move p99, ms", "move_p99_ms", "≤ 200"),
    ):
        ours, theirs = largest[key], ordinary[key]
        yield what, ours, theirs, round(ours / theirs, 2), aim
    for name in ("page", "open", "whole"):
        ours, theirs = (side["listed_p50_ms"][name] for side in (largest, ordinary))
        yield f"    its moves listed, {name}, ms", ours, theirs, round(ours / theirs, 2), "≤ 300"


def _hostile(door: dict[str, Any]) -> Iterator[Row]:
    """The worst of each kind of body, beside small ones."""
    small, kinds = door["small bodies"], [found for name, found in door.items() if name != "small bodies"]
    for what, key, aim in (
        ("(vii) 50 hostile bodies at once: liveness, ms at most", "health_max_ms", "≤ 1000"),
        ("    memory, MB more", "memory_mb", "≤ 500"),
        ("    all answered, s", "all_answered_s", ""),
    ):
        yield what, max(kind[key] for kind in kinds), small[key], "", aim


def _bound(made: dict[str, Any]) -> Iterator[Row]:
    """The baseline merges the same PDFs, and neither stamps nor lists nor proves anything."""
    what = f"(viii) dossier, {made['files']} files, {made['pages']} pages, s"
    ratio = round(made["seconds"] / made["bare_seconds"], 2)
    yield what, made["seconds"], made["bare_seconds"], ratio, "≤ 30"
    yield "    memory, MB", made["peak_mb"], made["bare_peak_mb"], "", "≤ 1024"


def _looked_at(pages: dict[str, Any]) -> Iterator[Row]:
    """Pages of the console; the baseline is the API's read of the same case, asked in turn with them."""
    for name, one in pages.items():
        ours, theirs = (f"{one[f'{side}p50_ms']} / {one[f'{side}p99_ms']}" for side in ("", "read_"))
        ratio = round(one["p50_ms"] / one["read_p50_ms"], 1)
        yield f"(ix) page, {name}, p50/p99 ms", ours, theirs, ratio, "p99 < 100"


def _counted(law_: dict[str, Any]) -> Iterator[Row]:
    yield "deadlines/s, one by one", law_["ours_per_s"], law_["numpy_per_s"], law_["ratio"], "≥ 1"
    yield "    numpy vectorised", "", law_["numpy_bulk_per_s"], law_["bulk_ratio"], "no bulk path"


def _adopted(adopted: dict[str, Any]) -> Iterator[Row]:
    yield f"adoption, {adopted['cases']} open cases, cases/s", adopted["cases_per_s"], "", "", "minutes"
    during, before = (
        f"{adopted['moves_of_people_ms'][when]['p50']} / {adopted['moves_of_people_ms'][when]['p95']}"
        for when in ("during", "before")
    )
    yield "    a move meanwhile, p50/p95 ms", during, before, "", ""


def _p(side: dict[str, Any]) -> str:
    return f"{side['update_p50_ms']} / {side['update_p99_ms']}"


def _ratio(ratio: dict[str, float]) -> str:
    return f"{ratio['median']} [{ratio['min']}..{ratio['max']}]"


def _bring(parts: Office, data: bytes) -> None:
    """Put a file where it lies once somebody of the agency has brought it: nobody names a file that is not his."""
    upload = Upload(
        agency="zj-market",
        sha256=parts.store.put(data),
        name="scan.txt",
        size=len(data),
        media_type="text/plain",
        by="clerk-zhao",
        at=datetime.now(UTC),
    )
    parts.book.uploaded(upload)


async def _measure(rounds: int, tell: Callable[[str], None]) -> dict[str, Any]:
    settings = _settings()
    (OUT / "bench").mkdir(parents=True, exist_ok=True)
    migrate(settings)
    parts = office(settings)
    for name in uploads():
        _bring(parts, paper(name))
    # The bare case records what was played in this process, and has no desk that keeps its rules.
    parts.rulebooks.keep(rulebook_for(load(EXAMPLES / "standard.json").opening.body["profile"]))
    try:
        found = await _engine(tell, rounds, parts)
        tell("documents")
        found["documents"] = documents.measure(_contents(parts), settings.fonts_folder, OUT / "bench", rounds)
        tell("dossier")
        found["dossier"] = dossier.measure(
            parts.journals.entries("zj-market", f"{CASE}-0"),
            settings.fonts_folder,
            OUT / "bench",
            min(rounds, 3),
        )
        tell("letters")
        long, _, short = _contents(parts)
        fonts = settings.fonts_folder
        found["letters"] = letters.measure(short, long, fonts, OUT / "bench", LETTERS)
        tell("law")
        found["law"] = law.measure()
    finally:
        parts.close()
    return found


def main(
    rounds: int = typer.Option(5, min=1, help="Rounds of each pair; the first more is not counted."),
    adoption_cases: int = typer.Option(
        0,
        "--adoption",
        min=0,
        help="Also adopt a notice over so many open cases (10000 take a quarter of an hour).",
    ),
) -> None:
    console = Console()
    begun = time.perf_counter()
    with console.status("measuring") as status:
        tell = status.update if console.is_terminal else console.print
        found = asyncio.run(_measure(rounds, tell))
        if adoption_cases:
            found["adoption"] = asyncio.run(adoption.measure(adoption_cases, tell))
    found["rounds"], found["seconds"] = rounds, round(time.perf_counter() - begun)
    (OUT / "bench.json").write_text(json.dumps(found, ensure_ascii=False, indent=2))
    console.print(_table(found))
    console.print(f"{OUT / 'bench.json'}, {found['seconds']} s")
    sys.stdout.flush()
    os._exit(0)  # the SDK's threads sometimes abort an interpreter that has finished its work


if __name__ == "__main__":
    typer.run(main)
