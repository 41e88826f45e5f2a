"""Changes (期限变化): what one step of a case, or new rules, do to its deadlines. The one comparison of two states."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from domain.bilingual import Titled, Words
from domain.procedure.clocks.deadlines import Deadline, State
from domain.procedure.clocks.table import PARTYS_RIGHT, whose
from domain.record import Record


class Effect(Titled):
    """What happened to a deadline."""

    SET = "set", "开始", "set"
    SHIFTED = "shifted", "变动", "shifted"
    MET = "met", "完成", "met"
    REOPENED = "reopened", "恢复计算", "reopened"
    """What had ended it was annulled."""
    DROPPED = "dropped", "不再计算", "dropped"


_SETTLED = Words("了结", "settled")


class Change(Record):
    """What happened to one deadline between two states of its case."""

    effect: Effect
    before: Deadline | None = None
    after: Deadline | None = None

    @property
    def deadline(self) -> Deadline:
        """The deadline as it is now; as it was, where it is dropped."""
        found = self.after or self.before
        assert found is not None, "a change is of something"
        return found

    @property
    def said(self) -> Effect | Words:
        """What happened, in words: a duty is done, a party's right is settled."""
        right = whose(self.deadline.term) is PARTYS_RIGHT
        return _SETTLED if self.effect is Effect.MET and right else self.effect


def changes(before: Sequence[Deadline], after: Sequence[Deadline]) -> Iterator[Change]:
    """Yield what became of each deadline, in the order of what is now; the days of one that had ended stay as they were."""
    pairs, gone = _paired(before, after)
    for old, new in pairs:
        if old is None:
            yield Change(effect=Effect.SET, after=new)
            if new.state in (State.MET, State.MET_LATE):
                yield Change(effect=Effect.MET, after=new)
            continue
        if old.ended_on is None and _days(old) != _days(new):
            yield Change(effect=Effect.SHIFTED, before=old, after=new)
        if old.ended_on is None and new.ended_on is not None:
            yield Change(effect=Effect.MET, before=old, after=new)
        if old.ended_on is not None and new.ended_on is None:
            yield Change(effect=Effect.REOPENED, before=old, after=new)
    for old in gone:
        yield Change(effect=Effect.DROPPED, before=old)


def _paired(
    before: Sequence[Deadline], after: Sequence[Deadline]
) -> tuple[list[tuple[Deadline | None, Deadline]], list[Deadline]]:
    """Find for each deadline what it was: by its term, party and start, else by its place among those of its term.

    A span that begins at another's last day may begin on another day; two of one term may start on one day.
    """
    left = dict(_named(before))
    found = [(left.pop(name, None), new) for name, new in _named(after)]
    unmatched: defaultdict[tuple[object, ...], list[Deadline]] = defaultdict(list)
    for old in left.values():
        unmatched[old.term, old.party].append(old)

    def what_it_was(old: Deadline | None, new: Deadline) -> Deadline | None:
        others = unmatched[new.term, new.party]
        return old or (others.pop(0) if others else None)

    return [(what_it_was(old, new), new) for old, new in found], [d for ds in unmatched.values() for d in ds]


def _named(deadlines: Sequence[Deadline]) -> Iterator[tuple[tuple[object, ...], Deadline]]:
    seen: Counter[tuple[object, ...]] = Counter()
    for deadline in deadlines:
        key = (deadline.term, deadline.party, deadline.start)
        seen[key] += 1
        yield (*key, seen[key]), deadline


def _days(deadline: Deadline) -> tuple[object, ...]:
    return deadline.start, deadline.last_day, deadline.earliest, deadline.latest
