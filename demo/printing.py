"""What one sees while the demo plays: the timeline as it grows, and how far it is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from demo.timeline import Line, as_text, indent

STYLES = {
    "heading": "bold reverse",
    "move": "bold",
    "clock": "cyan",
    "refused": "bold red",
    "remark": "italic yellow",
    "kill": "bold magenta",
    "held": "green",
}


class Stage:
    """Prints lines and shows progress; without a terminal the lines alone."""

    def __init__(self, console: Console, timeline: Path, steps: int) -> None:
        self._console = console
        self._timeline = timeline
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("", total=steps)

    @contextmanager
    def lit(self) -> Iterator[None]:
        with self._progress:
            yield

    def doing(self, what: str) -> None:
        """Say what goes on, where that is seen in passing only."""
        if self._progress.disable:
            self._console.print(Text(what, style="dim"), soft_wrap=True)
        self._progress.update(self._task, description=what)

    def done(self, step: str) -> None:
        self._progress.update(self._task, description=step, advance=1)

    def say(self, lines: Iterable[Line]) -> None:
        """Print lines of the timeline, and keep them."""
        said = list(lines)
        for line in said:
            style = STYLES.get(line.kind, "red" if line.text.startswith("✗") else "")
            self._console.print(Text(f"{indent(line)}{line.text}", style=style), soft_wrap=True)
        with self._timeline.open("a", encoding="utf-8") as file:
            file.write(as_text(said))
