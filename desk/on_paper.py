"""A case on paper (纸质案件): judged step by step, each on its own day, over a case that is folded as it goes.

Nothing is written here. What comes of it is the journal that the case would have, had it been recorded from its
beginning: its own moves through their own gates, terms that ended on the way, and documents as the papers show them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desk.errors import Barred, Fault, Malformed, NotHere
from desk.long_texts import taken
from desk.opening import NO_SUCH_AGENCY
from desk.paper_documents import Papers, Placed, not_free
from desk.references import resolve
from desk.requests import Asked, Requests, judge
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.journal import Entry, Tip
from domain.case.people import Person, Role
from domain.law.errors import LawError
from domain.procedure import MOVES, read
from domain.procedure.chapters.countersigning import Confirm
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.chapters.taking_over import CONFIRMATION, STEP, Dated, TakeOverCase
from domain.procedure.clocks.ending_terms import EndTerm
from domain.procedure.gates.law import refused_by_law
from domain.procedure.language import Moment, Move, Refused, machine_moment
from domain.procedure.view import view
from domain.texts import inline_bytes
from workflows.following import Due, dues, follow
from workflows.size import Size

OF_THE_MACHINE = frozenset({Role.CLOCK, Role.OPERATOR})
"""What only they do was never done on paper: new rules are found by the day of each event."""

AT_STEP = Words("{step}（{title}，{on}）：{why}", "{step} ({title}, {on}): {why}")
NO_STEP = (
    Words("纸质案件中没有这一操作", "this is no step of a case on paper"),
    Words(
        "请在 {field} 中填写 tingshu moves 所列的操作", "give in {field} a move that `tingshu moves` lists"
    ),
)
NOBODY = (
    Words("人员目录中没有这个人", "nobody of this id is in the directory"),
    Words(
        "请核对 {field}（tingshu people），或者请管理员将当时的人员连同任职、证件的起止日期写入人员目录",
        "check {field} (tingshu people), or let the administrator enter who it was, with the days of office and certificate",
    ),
)
NEWEST_PROPOSAL = {"proposal": "$proposal", "content": "$proposed"}
NOTHING_NAMED = (
    Words("当时没有 {name} 所指的内容", "nothing was there then that {name} stands for"),
    Words("请核对 {field} 中以 $ 开头的值", "check in {field} the value that begins with $"),
)


NO_PROFILE = (
    Words("没有写明适用的程序规定", "it does not say which rules bind the case"),
    Words(
        "请在 {field} 中填写程序规定，例如 market+zhenjiang",
        "give the profile in {field}, such as market+zhenjiang",
    ),
)


def on_paper(
    requests: Requests, asked: Asked, move: TakeOverCase, at: datetime, offset: timedelta = timedelta()
) -> "OnPaper":
    """Judge a case on paper as a whole; `at` is the instant by the clock that it is to have, `offset` how far that is off.

    Raises:
        Barred: Somebody else must do it, or a step could not lawfully have been made on its day; the refusal names it.
        Malformed: The list or a field of a step is wrong.
        UnknownFile: A step names a file that was not uploaded.
    """
    profile = move.so_far[0].body.get("profile") if move.so_far else None
    if not isinstance(profile, str):
        raise Placed(_fault(f"{STEP.format(place=0)}.body.profile", NO_PROFILE))
    now = Moment(
        case=Case(),
        actor=asked.actor,
        at=at,
        people={asked.actor.id: asked.actor},
        new_rules=requests.rules(profile),
        clock_offset=offset,
    )
    judge(now, move)
    return OnPaper(requests, asked, move, now).judged()


class OnPaper:
    """One case on paper, as far as it has been judged."""

    def __init__(self, requests: Requests, asked: Asked, move: TakeOverCase, now: Moment) -> None:
        """`asked` is the taking over itself; `now` is its moment, by the clock that the case is to have."""
        self._requests = requests
        self._asked = asked
        self._move = move
        self._now = now
        self._dues: tuple[Due, ...] = ()
        self._carried = 0
        self.papers = Papers(move.documents)
        self.case = Case()
        self.entries: list[Entry] = []
        self.texts: list[str] = []
        """Long texts that must lie in the store before the case is started."""

    def judged(self) -> "OnPaper":
        """Judge and state every step, what the clock said between them, and that the case is taken over."""
        before = self._move.so_far[0].at
        for place, step in enumerate(self._move.so_far):
            before = step.no_sooner_than(before)
            self._make(step, step.move, step.body, before, STEP.format(place=place))
            if (signed := step.confirmed) is not None:
                before = signed.no_sooner_than(before)
                self._make(signed, Confirm.name, NEWEST_PROPOSAL, before, CONFIRMATION.format(place=place))
        self._until(self._now.at)
        self.papers.check_whole(self.case)
        self._check_numbers()
        self._take_over()
        return self

    def _make(self, by: Dated, name: str, body: dict[str, Any], at: datetime, where: str) -> None:
        with _at(where, name, by):
            self._made(by, name, body, at, where)

    def _made(self, by: Dated, name: str, body: dict[str, Any], at: datetime, where: str) -> None:
        """Make one move on its day, and find the papers of what it orders."""
        kind = MOVES.get(name)
        if kind is None or set(kind.by) <= OF_THE_MACHINE:
            raise Placed(_fault(f"{where}.move", NO_STEP))
        self._until(at)
        asked = self._as_asked(name, body, where)
        read_as = self._requests.understood(asked)
        actor = self._person(by, where)
        sent = taken(read_as, asked.body, self._carried)
        self.texts.extend(sent.texts)
        now = self._moment(replace(asked, actor=actor), read_as, sent.move, at)
        judge(now, sent.move)
        self._state(sent.move, now)
        for made in self.papers.made(self.case):
            self._state(made, machine_moment(self.case, at))

    def _as_asked(self, name: str, body: dict[str, Any], where: str) -> Asked:
        """The move as who takes the case over asks for it: files are his to name."""
        return replace(self._asked, move=name, body=self._resolved(body, where))

    def _resolved(self, body: dict[str, Any], where: str) -> dict[str, Any]:
        state = view(self.case, self.entries[-1]) if self.entries else {}

        def no_upload(name: str) -> str:
            raise LookupError(name)

        try:
            found: dict[str, Any] = resolve(body, state, no_upload)
        except (LookupError, TypeError) as error:
            why, cure = NOTHING_NAMED
            field = f"{where}.body"
            raise Placed(Fault(field, why.filled(name=_named(error)), cure.filled(field=field))) from error
        return found

    def _person(self, by: Dated, where: str) -> Person:
        found = self._requests.directory.person(by.by)
        if found is None:
            raise Placed(_fault(f"{where}.by", NOBODY))
        return found.as_of(by.on)

    def _moment(self, asked: Asked, move: Move, sent: Move, at: datetime) -> Moment:
        persons = self.case.persons if self.case.opened else ()
        envelope = self._requests.envelope(asked, sent, persons)
        now = Moment(
            case=self.case,
            actor=asked.actor,
            at=at,
            people={p.id: p for p in envelope.people},
            agency=envelope.agency,
        )
        if not isinstance(move, OpenCase):
            return now
        agency = self._requests.directory.agency(move.agency)
        if agency is None:
            raise NotHere(NO_SUCH_AGENCY)
        rules = self._requests.rules(move.profile)
        return replace(now, agency=agency, new_rules=rules, clock_offset=self._now.clock_offset)

    def _until(self, at: datetime) -> None:
        """Let time pass: every last day before then ends on its own instant."""
        while self._dues and self._dues[0][0] <= at:
            instant, day, overdue = self._dues[0]
            self._state(EndTerm(day=day, overdue=overdue), machine_moment(self.case, instant))

    def _state(self, move: Move, now: Moment) -> None:
        made = follow(self._tip, move, now, taken_over=self._asked.actor.id)
        self.entries.extend(made.entries)
        self._carried += sum(inline_bytes(read(entry)) for entry in made.entries)
        self.case, self._dues = made.case, made.dues

    @property
    def _tip(self) -> Tip:
        return self.entries[-1].tip if self.entries else Tip()

    def _check_numbers(self) -> None:
        printed = [number.printed for number in self.papers.numbers]
        if twice := sorted({one for one in printed if printed.count(one) > 1}):
            raise not_free(twice)

    def _take_over(self) -> None:
        """The last entry: who answers for all before it. It alone has the key of the request."""
        now = replace(self._now, case=self.case)
        made = follow(self._tip, self._move, now, key=self._asked.scoped_key, digest=self._asked.digest)
        self.entries.extend(made.entries)
        self.case, self._dues = made.case, dues(made.case)
        if found := Size(self.case).refusals(self.case, (), self.entries):
            raise Barred(*found)


@contextmanager
def _at(where: str, move: str, step: Dated) -> Iterator[None]:
    """Say of whatever is refused inside at which step it was."""
    try:
        yield
    except Barred as barred:
        raise Barred(*(_said(refused, where, move, step) for refused in barred.refusals)) from barred
    except LawError as error:
        raise Barred(_said(refused_by_law(error, MOVES[move].source), where, move, step)) from error
    except Placed:
        raise
    except Malformed as bad:
        faults = (Fault(f"{where}.body.{f.field}", f.why, f.cure) for f in bad.faults)
        raise Malformed(*faults) from bad


def _said(refused: Refused, where: str, move: str, step: Dated) -> Refused:
    title = MOVES[move].title if move in MOVES else Words(move, move)
    why = AT_STEP.filled(step=where, title=title, on=step.said, why=refused.why)
    return replace(refused, why=why)


def _fault(field: str, said: tuple[Words, Words]) -> Fault:
    why, cure = said
    return Fault(field, why, cure.filled(field=field))


def _named(error: Exception) -> str:
    """What a reference stands for, as far as the error says it."""
    return str(error.args[0]) if isinstance(error, LookupError) and error.args else "$"
