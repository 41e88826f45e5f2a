"""The timeline (办案时间线), as a lawyer reads it: day and weekday, who, what, by which article, and what the clocks do."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple

from activities.reminding import Digested
from demo.player import Refusal
from demo.story import SHANGHAI, Step, Story
from desk.directory import Directory
from domain.case.case import Case
from domain.case.journal import Entry
from domain.case.people import Role
from domain.procedure import MOVES, Change, Deadline, Effect, State, changes, deadlines, fold, read, title_of
from domain.procedure.clocks.ending_terms import TermEnded
from domain.procedure.language import civil
from domain.texts import readable

WEEKDAYS = "一二三四五六日"


class Line(NamedTuple):
    """One line and what it is: heading, move, clock, refused, remark, or something said below one of them."""

    kind: str
    text: str


def weekday(day: date) -> str:
    return f"{day} 周{WEEKDAYS[day.weekday()]}"


def instant(at: datetime) -> str:
    """Write an instant; midnight is 24:00 of the day that ends, as the law counts.

    >>> instant(datetime(2026, 7, 6, tzinfo=SHANGHAI)), instant(datetime(2026, 7, 6, 9, 30, tzinfo=SHANGHAI))
    ('2026-07-05 周日 24:00', '2026-07-06 周一 09:30')
    """
    local = at.astimezone(SHANGHAI)
    if local.time().replace(second=0, microsecond=0) == time():
        return f"{weekday(local.date() - timedelta(days=1))} 24:00"
    return f"{weekday(local.date())} {local:%H:%M}"


class Teller:
    """Tells one case, entry by entry."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._case = Case()
        self._seq = 0

    def told(self, entries: Sequence[Entry]) -> Iterator[Line]:
        """Yield the lines of what is new in the journal."""
        new = [e for e in entries if e.seq > self._seq]
        for (at, by, move), group in groupby(new, key=lambda e: (e.at, e.by, e.move)):
            yield from self._act(at, by, move, list(group))

    def _act(self, at: datetime, by: str, move: str, entries: list[Entry]) -> Iterator[Line]:
        before = self._case
        self._case = fold(entries, before)
        self._seq = entries[-1].seq
        if move in MOVES:
            article = self._case.rulebook.cited(MOVES[move].source)
            yield Line("move", f"{instant(at)}  {self._who(by, move)}　{title_of(move).zh}〔{article}〕")
        for entry in entries:
            yield from self._fact(entry)
        yield from _clocks(before, self._case, civil(at))

    def _fact(self, entry: Entry) -> Iterator[Line]:
        """What a fact says; a term that ended is the clock's own line."""
        fact = read(entry)
        for words in fact.said(self._case):
            if isinstance(fact, TermEnded):
                yield Line("clock", f"{instant(entry.at)}  时钟　{words.zh}")
            else:
                yield Line("below", readable(words).zh)

    @staticmethod
    def heading(story: Story, *, again: bool = False) -> Line:
        """Return the heading of a case's part of the timeline; its title the first time alone."""
        return Line("heading", f"案件 {story.number}" + ("" if again else f"　{story.title}"))

    @staticmethod
    def remark(step: Step) -> Iterator[Line]:
        """Yield what the step shows, in the story's own words."""
        if step.says:
            yield Line("remark", f"※ {step.says}")

    @staticmethod
    def reminded(day: date, done: Digested) -> Line:
        """Return the line on a daily reminder."""
        return Line(
            "clock", f"{weekday(day)} 09:00  时钟　每日期限提醒：{done.persons} 人，发出 {done.written} 封"
        )

    def refused(self, refusal: Refusal) -> Iterator[Line]:
        """Yield what was tried, and each obstacle with its article and its cure."""
        step = refusal.step
        yield Line(
            "refused",
            f"{instant(step.at)}  {self._who(step.by, step.move)}　{title_of(step.move).zh}　✗ 拒绝",
        )
        for obstacle in refusal.obstacles:
            article = f"〔{obstacle['article']}〕" if obstacle.get("article") else ""
            yield Line(
                "below", f"✗ {obstacle['code']}{article}{obstacle['why']['zh']}：{obstacle['cure']['zh']}"
            )

    def _who(self, by: str, move: str) -> str:
        person = self._directory.person(by)
        if person is None:
            return "时钟"
        kind = MOVES.get(move)
        role = next((r for r in (kind.by if kind else ()) if r in person.roles), None)
        return f"{(role or next(iter(person.roles), Role.CLOCK)).zh} {person.name}"


def _clocks(before: Case, after: Case, today: date) -> Iterator[Line]:
    for change in changes(deadlines(before, today), deadlines(after, today)):
        if text := _changed(change):
            yield Line("below", text)


def _changed(change: Change) -> str:
    new = change.deadline
    name = f"◷ {new.title}" + (f"（当事人{new.party}）" if new.party else "")
    if change.effect is Effect.SET and new.ended_on is None:
        return f"{name}：自{new.start}起，{_last(new)}〔{new.article}〕"
    if change.effect is Effect.MET and not new.right:
        late = "，逾期" if new.state is State.MET_LATE else ""
        return f"{name}：{new.ended_on}完成{late}（{_last(new)}）"
    if change.effect is Effect.REOPENED:
        return f"{name}：{change.effect.zh}，{_last(new)}"
    if change.effect is Effect.SHIFTED and change.before:
        return f"{name}：由{_last(change.before)}改为{_last(new)}"
    return ""


def _last(deadline: Deadline) -> str:
    if deadline.last_day:
        return f"{weekday(deadline.last_day)}届满"
    if deadline.earliest and deadline.earliest == deadline.latest:
        return f"暂定：{weekday(deadline.earliest)}"
    if deadline.earliest and deadline.latest:
        return f"暂定：不早于{weekday(deadline.earliest)}，不晚于{weekday(deadline.latest)}"
    return "待确定"


def as_text(lines: Iterable[Line]) -> str:
    """Write lines as a text file has them."""
    return "".join(f"{indent(line)}{line.text}\n" for line in lines)


def indent(line: Line) -> str:
    return "    " if line.kind in ("below", "remark") else ""
