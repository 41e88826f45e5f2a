"""Prove every slice under every vector, and write what was found into docs/proof.md: `make proof`.

uv run python -m tests.proof            all of it, in two processes, an hour at most: what is left then is named
uv run python -m tests.proof rights     this slice alone; the page stays as it is
uv run python -m tests.proof --page     the words of the page anew, with the figures that it has
uv run python -m tests.proof --page rights   this slice alone, its figures in the place of those that the page has of it
"""

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from multiprocessing import get_context
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from domain.law.counting import SHANGHAI
from tests.proof.page import PAGE, Figures, Skipped, kept, page
from tests.proof.proving import Caught, Job, Proven, Run, prove, skipped, slice_of
from tests.proof.slices import SLICES
from tests.proof.vectors import MAIN

OfSlice = TypeVar("OfSlice", bound=Run | Skipped | Caught)

WORKERS = 2
AT_ONCE = 4 * WORKERS
"""Runs that are begun before the time is asked for again."""
MINUTES = 58.0


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m tests.proof")
    arguments.add_argument("slices", nargs="*", help="only these slices")
    arguments.add_argument("--minutes", type=float, default=MINUTES, help="begin nothing more after these")
    arguments.add_argument(
        "--page", action="store_true", help="write the page anew, but for the slices that are named"
    )
    asked = arguments.parse_args()
    if asked.page and not asked.slices:
        PAGE.write_text(page(kept()), encoding="utf-8")
        return 0
    console, begin = Console(), time.time()
    names = [s.name for s in SLICES if not asked.slices or s.name in asked.slices]
    found, skipped_, left = proven(names, console, begin + asked.minutes * 60)
    wrong = [(p, line) for p in found for line in p.wrong]
    for one, line in wrong:
        console.print(f"\n[bold red]{one.run.slice} · {one.run.vector}[/]\n{line}")
    if not wrong and (asked.page or not asked.slices):
        minutes = round((time.time() - begin) / 60, 1)
        new = figures(found, skipped_, left, minutes)
        PAGE.write_text(page(with_slices(kept(), new, names) if asked.slices else new), encoding="utf-8")
    return 1 if wrong else 0


def proven(names: list[str], console: Console, end: float) -> tuple[list[Proven], list[Skipped], list[Job]]:
    """Every slice under its main vector first: that tells which others can make a difference; the quickest slices next.

    Nothing more is begun after `end`, in seconds since 1970: what is left then is given back.
    """
    # Each in a process of its own: its states are given back, and the rules that it notes are its own.
    pool = get_context("spawn").Pool(WORKERS, maxtasksperchild=1)
    found: list[Proven] = []
    left: list[Job] = []
    with pool, _progress(console) as progress:
        task = progress.add_task("", total=len(names))

        def take(jobs: Sequence[Job]) -> None:
            for first in range(0, len(jobs), AT_ONCE):
                if time.time() >= end:
                    left.extend(jobs[first:])
                    return
                for one in pool.imap_unordered(prove, jobs[first : first + AT_ONCE]):
                    found.append(one)
                    progress.advance(task)
                    progress.console.print(_line(one))

        take([(name, MAIN) for name in names])
        jobs, skipped_ = further(found)
        progress.update(task, total=len(names) + len(jobs))
        cost = {one.run.slice: one.run.seconds for one in found}
        take(sorted(jobs, key=lambda job: cost[job[0]]))
    order = {(s.name, v): n for n, (s, v) in enumerate((s, v) for s in SLICES for v in s.whole)}
    found.sort(key=lambda p: order[p.run.slice, p.run.vector])
    return found, skipped_, sorted(left, key=order.__getitem__)


def further(found: Iterable[Proven]) -> tuple[list[Job], list[Skipped]]:
    """The other vectors of each slice, and those that can make no difference."""
    jobs: list[Job] = []
    left: list[Skipped] = []
    for one in found:
        slice_ = slice_of(one.run.slice)
        before = [MAIN]
        for name in (v for v in slice_.whole if v != MAIN):
            if reason := skipped(slice_, name, before, set(one.read)):
                left.append(Skipped(slice=slice_.name, vector=name, reason=reason))
            else:
                before.append(name)
                jobs.append((slice_.name, name))
    return jobs, left


def figures(
    found: Iterable[Proven], skipped_: Iterable[Skipped], left: Iterable[Job], minutes: float
) -> Figures:
    return Figures(
        day=datetime.now(SHANGHAI).date().isoformat(),
        minutes=minutes,
        runs=tuple(p.run for p in found),
        skipped=tuple(skipped_),
        left=tuple(left),
        mutants=tuple(m for p in found for m in p.mutants),
    )


def with_slices(old: Figures, new: Figures, names: Sequence[str]) -> Figures:
    """The figures that there are, with those of these slices in the place of theirs; the day stays that of the whole."""
    order = {s.name: n for n, s in enumerate(SLICES)}

    def placed(had: Iterable[OfSlice], got: Iterable[OfSlice]) -> tuple[OfSlice, ...]:
        others = (one for one in had if one.slice not in names)
        return tuple(sorted((*others, *got), key=lambda one: order[one.slice]))

    return Figures(
        day=old.day,
        minutes=round(old.minutes + new.minutes, 1),
        runs=placed(old.runs, new.runs),
        skipped=placed(old.skipped, new.skipped),
        left=tuple(sorted((*(job for job in old.left if job[0] not in names), *new.left))),
        mutants=placed(old.mutants, new.mutants),
    )


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("证明 proof"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def _line(one: Proven) -> str:
    run, mutants = one.run, f"，{len(one.mutants)} 变异" if one.mutants else ""
    held = "✓" if not one.wrong else "✗"
    return f"{held} {run.slice} · {run.vector}: {run.states:,} 状态, {run.transitions:,} 转移{mutants}, {run.seconds:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
