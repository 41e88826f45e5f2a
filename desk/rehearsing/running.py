"""Running a rehearsal (推演): step after step through the real procedure, each on its own day; it goes on after a refusal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from desk.bodies import read_model
from desk.directory import Directory
from desk.errors import Malformed
from desk.rehearsing import opening, supplying
from desk.rehearsing.checking import LIMITS, MALFORMED, Checked, at_line, body_of, checked, cured
from desk.rehearsing.format import KINDS, Step
from desk.rehearsing.outlook import Outlook
from desk.rehearsing.playing import Played
from desk.rehearsing.results import RehearsalResult, StepRefusal, StepResult
from desk.rehearsing.telling import told_of, unmet
from domain.bilingual import Words
from domain.case.journal import Entry
from domain.case.people import Person
from domain.law.errors import LawError
from domain.law.rulebook import Rulebook, rulebook_for
from domain.procedure import changes, deadlines, obstacles
from domain.procedure.chapters.countersigning import Confirm
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.gates.law import law_of_the_day
from domain.procedure.language import Move, Refused, Sort, civil
from domain.procedure.obstacles import answered
from domain.procedure.writing import written_alike

Rules = Callable[[str], Rulebook]
Done = Callable[[int, int], None] | None
NATIONAL = "national"
NOTHING_NAMED = (
    Words("当时没有 {name} 所指的内容", "nothing was there then that {name} stands for"),
    Words(
        "请核对 {field} 中以 $ 开头的值，或者先完成产生该内容的步骤",
        "check in {field} the value that begins with $, or make the step first that brings it forth",
    ),
)


def rehearse(
    data: bytes,
    known: Directory,
    rules: Rules = rulebook_for,
    done: Done = None,
    *,
    always_open: bool = False,
) -> RehearsalResult:
    """Read, check and run a file; `done` is told after each step how many of how many are made. Pure but for the profiles.

    What is waited for is told after each step; what else may be done after the last, or after each (`always_open=True`),
    which takes most of the time.

    Raises:
        Malformed: The file is wrong; no step was made.
    """
    return told(data, known, rules, done, always_open=always_open)[0]


def told(
    data: bytes, known: Directory, rules: Rules, done: Done = None, *, always_open: bool = False
) -> tuple[RehearsalResult, tuple[Entry, ...]]:
    """Do the same, and return the journal that the case would have with it."""
    run = _Run(checked(data, known), rules)
    steps = []
    for place, step in enumerate(run.steps):
        steps.append(run.made(place, step, asks_open=always_open or step is run.steps[-1]))
        if done:
            done(place + 1, len(run.steps))
    return run.result(steps), run.entries


@dataclass
class _Made:
    """What became of one step."""

    refusals: tuple[StepRefusal, ...] = ()
    supplied: supplying.Supplied = field(default_factory=dict)
    confirmed_by: str = ""


class _Run:
    """One file on its way."""

    def __init__(self, file: Checked, rules: Rules) -> None:
        self._file = file
        self._cast = file.cast
        self._played = Played(file.cast, file.rehearsal.supply)
        self.steps = file.rehearsal.steps
        self._names = {step.name: place for place, step in enumerate(self.steps) if step.name}
        self._refused: set[int] = set()
        self._known: tuple[Deadline, ...] = ()
        self._profile = self._profile_named()
        self._first_rules, self._rules = self._both_rules(rules)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._played.entries)

    def _profile_named(self) -> str:
        opens = (body_of(self._file.rehearsal, s) for s in self.steps if s.move == "open_case")
        return str(next((body["profile"] for body in opens if "profile" in body), NATIONAL))

    def _both_rules(self, rules: Rules) -> tuple[Rulebook, Rulebook]:
        """Return the rules with which the case is opened, and those that an adoption brings: with the file's calendar."""
        try:
            now = rules(self._profile)
        except LawError as error:
            place = next(i for i, s in enumerate(self.steps) if s.move == "open_case")
            raise Malformed(
                self._file.written.fault(("steps", place, "body", "profile"), error.why, error.cure)
            ) from error
        if self._file.calendar is None:
            return now, now
        later = now.with_calendar(self._file.calendar)
        adopted = any(step.move == "adopt_rulebook" for step in self.steps)
        return (now if adopted else later), later

    def made(self, place: int, step: Step, *, asks_open: bool) -> StepResult:
        """Make a step, or hear why not."""
        played, at = self._played, step.instant
        case, begun, known = played.case, len(played.entries), self._known
        played.until(at)
        passed = len(played.entries)
        found = self._tried(place, step)
        after = len(played.entries)
        hindered = list(played.produce(at, self._rules)) if played.case.opened else []
        told = told_of(case, played.entries[begun:])
        self._known = deadlines(played.case, civil(at))
        if found.refusals:
            self._refused.add(place)
        outlook = Outlook(played.case, self._cast, at)
        result = StepResult(
            step=place + 1,
            name=step.name,
            note=step.note,
            line=self._file.written.line(("steps", place)),
            at=at.isoformat(),
            by=step.by,
            by_name=self._person(step.by).name,
            move=step.move,
            title=str(KINDS[step.move].title),
            accepted=not found.refusals,
            refusals=found.refusals,
            confirmed_by=found.confirmed_by,
            supplied=found.supplied,
            passed=told[: passed - begun],
            facts=told[passed - begun : after - begun],
            afterwards=told[after - begun :],
            not_supplied=_said(hindered),
            stage=outlook.stage,
            stage_title=outlook.stage_title,
            changes=tuple(changes(known, self._known)),
            deadlines=self._known,
            awaited=tuple(outlook.awaited(self._known)),
            open=tuple(outlook.open()) if asks_open else (),
            expected=step.expected,
            cures=self._cured(step, place),
        )
        was_refused = result.cures is None or result.cures - 1 in self._refused
        missed = unmet(step, result, was_refused=was_refused)
        return result.model_copy(update={"unmet": tuple(words.as_dict() for words in missed)})

    def _cured(self, step: Step, place: int) -> int | None:
        found = cured(step.cures, self._names, place) if step.cures is not None else None
        return None if found is None else found + 1

    def _person(self, who: str) -> Person:
        found = self._cast.person(who)
        assert found is not None, "checked before the first step"
        return found

    def _tried(self, place: int, step: Step) -> _Made:
        """Make the move, and let the second person confirm it at once, or hear all that stands in the way."""
        kind, played = KINDS[step.move], self._played
        body = dict(body_of(self._file.rehearsal, step))
        second = _second(kind, body)
        try:
            move, supplied = self._read(place, step, body)
        except LookupError as error:
            return _Made((_nothing_named(error, place),))
        now = played.moment(self._person(step.by), step.instant, move, self._rules_of(kind))
        refused = answered(now, lambda: law_of_the_day(now), kind) or obstacles(now, move)
        if refused:
            return _Made(_said(refused), supplied)
        kept = played.kept()
        played.state(move, now)
        refused = self._confirmed(second, step) if second else ()
        if refused:
            played.put_back(kept)
        return _Made(_said(refused), supplied, "" if refused else second)

    def _confirmed(self, second: str, step: Step) -> tuple[Refused, ...]:
        """Let the second person confirm what was just proposed; say why he may not."""
        waiting = self._played.case.proposals.waiting[-1]
        move = Confirm(proposal=waiting.number, content=waiting.content)
        now = self._played.moment(self._person(second), step.instant, move, self._rules)
        if refused := obstacles(now, move):
            return refused
        self._played.state(move, now)
        return ()

    def _rules_of(self, kind: type[Move]) -> Rulebook:
        return self._first_rules if kind.opens else self._rules

    def _read(self, place: int, step: Step, body: dict[str, Any]) -> tuple[Move, supplying.Supplied]:
        """Read the body as it is meant at this moment.

        Raises:
            LookupError: A reference names what is not there.
            Malformed: A field is written wrongly.
        """
        kind, played = KINDS[step.move], self._played
        completed, supplied = supplying.completed(kind, body, played.case, step.instant)
        completed = supplying.stood_in(kind, completed, played.case)
        whole = supplying.resolved(completed, played.case, played.last, self._rules.sha256)
        if step.move == "open_case" and self._file.rehearsal.base:
            supplied |= {name: whole[name.partition(".")[0]] for name in opening.left_out(step.body)}
        try:
            move = read_model(kind, whole, kind.name)
            LIMITS.check(move)
        except Malformed as error:
            raise at_line(error, self._file.written, ("steps", place, "body")) from error
        return written_alike(move), supplied

    def result(self, steps: list[StepResult]) -> RehearsalResult:
        """Return what came of all."""
        rehearsal, calendar = self._file.rehearsal, self._file.calendar
        return RehearsalResult(
            title=rehearsal.title,
            note=rehearsal.note,
            profile=self._profile,
            rulebook=self._first_rules.sha256,
            calendar_invented=bool(calendar and calendar.invented),
            base=rehearsal.base or "",
            steps=tuple(steps),
            holds=not any(step.unmet for step in steps),
        )


def _second(kind: type[Move], body: dict[str, Any]) -> str:
    """Take who countersigns in person out of a body."""
    if kind.with_role is None or body.get("signed"):
        return ""
    return str(body.pop("together_with", None) or "")


def _said(refused: Iterable[Refused]) -> tuple[StepRefusal, ...]:
    return tuple(StepRefusal.model_validate(one.as_dict()) for one in refused)


def _nothing_named(error: LookupError, place: int) -> StepRefusal:
    """Say that a reference stands for nothing, as a refusal is said."""
    why, cure = NOTHING_NAMED
    return StepRefusal(
        code=MALFORMED,
        sort=Sort.FORM,
        why=why.filled(name=str(error.args[0]) if error.args else "$").as_dict(),
        cure=cure.filled(field=f"steps.{place}.body").as_dict(),
    )
