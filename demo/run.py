"""The demo, from an empty folder to a proven summary."""

import asyncio
import fcntl
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console
from rich.text import Text

from demo import proving
from demo.dossiers import prove_dossiers
from demo.household import Household, NotStarted, cleaned, household
from demo.pictures import take_pictures
from demo.player import Around, Played, Player, Sending, StoryFailed
from demo.printing import Stage
from demo.proving import Ended, NotHeld
from demo.story import Story, load
from demo.summary import INVENTED, write_summary
from demo.timeline import Line, Teller
from desk.clock import civil_now
from domain.case.journal import BrokenChain
from domain.law.held import hold
from domain.law.holidays_file import load_calendar
from domain.procedure import title_of
from engine.embedded import running
from engine.errors import EngineError
from installation.examples import EXAMPLES
from installation.fonts import FontsUnavailable
from installation.office import Office
from installation.setup import set_up
from settings import Settings

STORIES = ("standard", "off_the_main_line", "late_hearing", "refusals", "two_parties")
"""Played beside one another, in the order of date."""
KILLED_AT = "approve_notices"
"""The worker is killed while this move of the first story is on its way: two numbers are being taken."""
KILLED = "⚡ 操作刚刚发出，工作进程被强制结束（SIGKILL），另起一个 · the worker is killed on the spot"
OPERATOR = "operator-gu"
FOLDER = Path("out") / "demo"
INTERRUPTED = 130


class InUse(Exception):
    """Another demo runs in the folder, or somebody looks at the data of the last one with an engine."""


def main() -> int:
    """Run the demo and return its exit code: 0 only if everything held."""
    for name in set(os.environ) - set(cleaned(os.environ)):
        del os.environ[name]
    console = Console(highlight=False)
    try:
        with console.status("准备引擎和字体… · engine and fonts") as status:
            for _ in set_up(Settings(), status.update):
                pass
        with _alone(FOLDER):
            asyncio.run(_until_stopped(_play(console, FOLDER)))
    except (KeyboardInterrupt, asyncio.CancelledError):
        console.print("已停止 · stopped", style="yellow")
        return INTERRUPTED
    except (
        InUse,
        NotStarted,
        StoryFailed,
        NotHeld,
        BrokenChain,
        EngineError,
        FontsUnavailable,
        httpx.HTTPError,
    ) as error:
        console.print(str(error), style="bold red", markup=False)
        console.print(f"日志 · logs: {FOLDER / 'logs'}", style="red")
        return 1
    return 0


async def _until_stopped(play: Coroutine[None, None, None]) -> None:
    """Play until done, or until somebody stops it: then everything is ended in good order."""
    playing = asyncio.ensure_future(play)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, playing.cancel)
    await playing


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Empty the folder, and keep every other demo away from it.

    Raises:
        InUse: Somebody uses it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{folder.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(_in_use(folder)) from error
        if running(folder / "data"):
            raise InUse(_in_use(folder))
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        yield


def _in_use(folder: Path) -> str:
    return (
        f"{folder} 正在使用：另一个演示正在运行，或有程序在用它的数据，请先停止。\n"
        f"{folder} is in use by another demo, or by an engine on its data: stop that first."
    )


async def _play(console: Console, folder: Path) -> None:
    began = time.monotonic()
    stories = [load(EXAMPLES / f"{name}.json") for name in STORIES]
    stage = Stage(console, folder / "timeline.txt", sum(len(s.steps) for s in stories))
    with stage.lit():
        async with household(folder, stage.doing) as house:
            hold_rules(house.parts, stories)
            played = await _tell(house, stage, stories)
            stage.doing("等待报告和邮件送达… · waiting for reports and mails")
            await proving.delivered(house)
            ends = [proving.ended(house, one) for one in played]
            stage.say([Line("heading", "核对 · what held")])
            stage.say([Line("held", f"✓ {said}") async for said in _proofs(house, ends, folder)])
            ends.sort(key=lambda end: end.number)
            seconds = time.monotonic() - began
            stage.doing("办案台的页面… · pages of the console")
            pictures = await take_pictures(house, stories[0], folder / "pictures")
            summary = await write_summary(house, ends, folder, seconds)
            await _show_status(house, console)
    _farewell(console, folder, summary, pictures, seconds)


class Tale:
    """One story as it is told, step by step, among the others."""

    def __init__(
        self,
        house: Household,
        stage: Stage,
        story: Story,
        around: dict[str, Around],
        stories: Sequence[Story],
    ) -> None:
        """`stories` are those that are played beside it."""
        self.story = story
        self._house, self._stage = house, stage
        self._player = Player(house, story, adopt=lambda s: _adopt(house, s, stories), around=around)
        self._teller = Teller(house.parts.directory)

    @property
    def played(self) -> Played:
        return self._player.played

    def heading(self) -> None:
        """Say whose turn it is; with its title the first time."""
        self._stage.say([self._teller.heading(self.story, again=bool(self.played.receipts))])

    async def step(self, place: int) -> None:
        step, stage, played = self.story.steps[place], self._stage, self.played
        await self._player.reach(step)
        self._tell_news()
        if step.reminds:
            day = step.at.date()
            stage.say([self._teller.reminded(day, await self._player.remind(day))])
        refused = len(played.refusals)
        await self._player.make(place, step)
        self._tell_news()
        for refusal in played.refusals[refused:]:
            stage.say(self._teller.refused(refusal))
        stage.say(self._teller.remark(step))
        stage.done(f"案件 {self.story.number} {title_of(step.move)}")

    def _tell_news(self) -> None:
        journals, story = self._house.parts.journals, self.story
        self._stage.say(self._teller.told(journals.entries(story.agency, story.number)))


def in_order_of_date(stories: Sequence[Story]) -> Iterator[tuple[int, int]]:
    """Yield story and step, both by place, as the days of an office bring them: the cases run beside one another."""
    steps = [
        (step.at, which, place)
        for which, story in enumerate(stories)
        for place, step in enumerate(story.steps)
    ]
    return ((which, place) for _, which, place in sorted(steps))


async def _tell(house: Household, stage: Stage, stories: Sequence[Story]) -> list[Played]:
    """Play the stories in the order of date."""
    around: dict[str, Around] = {KILLED_AT: lambda sending: _killing(house, stage, sending)}
    tales = [Tale(house, stage, story, around if story is stories[0] else {}, stories) for story in stories]
    last: Tale | None = None
    for which, place in in_order_of_date(stories):
        tale = tales[which]
        if tale is not last:
            tale.heading()
        await tale.step(place)
        last = tale
    return [tale.played for tale in tales]


async def _killing(house: Household, stage: Stage, sending: Sending) -> httpx.Response:
    began = time.monotonic()
    stage.say([Line("kill", KILLED)])
    stage.doing("新的工作进程正在启动… · another worker comes up")
    answer = await house.kill_while(sending, house.replace_worker)
    seconds = time.monotonic() - began
    stage.say([Line("kill", f"⚡ {seconds:.0f} 秒后操作有了答复 · the move is answered")])
    stage.doing("中断的文书制作几秒后重做… · its documents are made again, within seconds")
    return answer


def hold_rules(parts: Office, stories: Sequence[Story]) -> None:
    """Hold the rules by which these cases are opened from now on.

    What reads the journals here need not wait for the register then, which on a busy machine answers late.
    """
    for story in stories:
        hold(parts.rules(str(story.opening.body["profile"])))


async def _adopt(house: Household, story: Story, stories: Sequence[Story]) -> str:
    """Adopt the story's holiday notice for this installation, as its operator would: every case opened later is bound by it."""
    house.parts.calendars.adopt(load_calendar(EXAMPLES / story.calendar), OPERATOR, civil_now())
    hold_rules(house.parts, stories)
    return house.parts.rules(str(story.opening.body["profile"])).sha256


async def _proofs(house: Household, ends: Sequence[Ended], folder: Path) -> AsyncIterator[str]:
    for end in ends:
        yield await proving.prove_case(house, end)
    yield proving.prove_kill(ends[0], KILLED_AT)
    yield proving.prove_numbers(house, ends)
    yield await prove_dossiers(house, ends, folder)
    yield await proving.prove_reports(house)
    yield proving.prove_mails(house)


async def _show_status(house: Household, console: Console) -> None:
    """Show what `tingshu status` says, which must be that all is well.

    Raises:
        NotHeld: It is not.
    """
    code, shown = await house.status(console.width)
    console.print(Text(f"\n$ tingshu status\n{shown}"), soft_wrap=True)
    proving.hold(code == 0, "tingshu status")


def _farewell(console: Console, folder: Path, summary: Path, pictures: str, seconds: float) -> None:
    console.print(f"\n全部成立，用时 {seconds:.0f} 秒 · everything held, {seconds:.0f} s", style="bold green")
    for what, where in (
        ("文书和案卷 documents and dossiers", f"{folder}/2026-*/*.pdf"),
        ("办案台的页面 pages of the console", pictures),
        ("时间线 timeline", str(folder / "timeline.txt")),
        ("摘要 summary", str(summary)),
        ("邮件 mails", str(folder / "mail")),
    ):
        console.print(f"  {what}：{where}", soft_wrap=True)
    console.print(f"  {INVENTED}", soft_wrap=True)
    look = f"TINGSHU_DATA={folder / 'data'} ./tingshu case list --as supervisor-wu"
    console.print(f"  接着看 look on：{look}", soft_wrap=True)
