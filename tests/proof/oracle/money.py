"""What a party owes, reckoned once more from the journal alone (应缴款项): written without the procedure, to hold it against.

One day after another: what was late on it, at three per cent (行政处罚法 72); nothing on the days of a reconsideration or a
lawsuit (73), nothing on what was put off (66), and never more than the fine itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from tests.proof.oracle.file import ONE_DAY, Body, CaseFile, Said

NOTHING = Decimal("0.00")
LEAVES_NOTHING = {"revoked", "remake_ordered", "void"}
"""行政复议法 64, 行政诉讼法 70, 75; what is declared unlawful (74) keeps its effect."""
UNDECIDED = {None, "withdrawn", "not_accepted"}


@dataclass(frozen=True)
class Days:
    """The terms after a decision, in days without rest days."""

    payment: int = 1
    lawsuit: int = 4
    after_reconsideration: int = 1
    demand: int = 1


class Change(NamedTuple):
    """That something else stands of a decision from a day on; of one day the agency's own word comes last."""

    on: date
    by_agency: bool
    penalties: tuple[Body, ...]
    anew: bool
    place: int


def day(text: str) -> date:
    return date.fromisoformat(text)


def amount(body: Body, name: str = "amount") -> Decimal:
    return Decimal(body.get(name) or NOTHING)


@dataclass(frozen=True)
class Ledger:
    """One decision on a party, and all that followed of it, as the journal has it."""

    file: CaseFile
    party: int
    made: Said
    over: int
    """The place at which another decision was to take its place; beyond the journal, while none was."""
    days: Days

    @classmethod
    def all_of(cls, file: CaseFile, party: int, days: Days) -> list["Ledger"]:
        """Every decision on a party, the present one last."""
        end = len(file.said)
        overs = [s.place for s in file.all("UndecidedAgain", party)]
        return [
            cls(file, party, made, next((over for over in overs if over > made.place), end), days)
            for made in file.all("DecisionMade", party)
        ]

    @property
    def document(self) -> int:
        return int(self.made.body["decision"]["document"])

    @property
    def decided(self) -> tuple[Body, ...]:
        return tuple(self.made.body["decision"].get("penalties", ()))

    @cached_property
    def served(self) -> date | None:
        return self.file.served_on(self.document)

    @property
    def last_day(self) -> date:
        """The last day of payment that the law gives."""
        assert self.served is not None, "nothing is owed before service"
        return self.served + self.days.payment * ONE_DAY

    def said(self, fact: str) -> list[Said]:
        """What was said of this decision: while it was the last one, or naming it afterwards."""
        return [
            s
            for s in self.file.all(fact, self.party)
            if s.body.get("decision", self.document) == self.document
            and s.place > self.made.place
            and (s.place < self.over or "decision" in s.body)
        ]

    # What stands

    @cached_property
    def remedies(self) -> list[tuple[int, Body]]:
        """Each remedy as it was said last, with its place."""
        last = {
            (s.body["remedy"]["kind"], s.body["remedy"]["lodged_on"]): s for s in self.said("RemedyRecorded")
        }
        return [(s.place, s.body["remedy"]) for s in last.values()]

    @property
    def pending(self) -> bool:
        return any(r.get("result") is None for _, r in self.remedies)

    @cached_property
    def changes(self) -> list[Change]:
        found = []
        for place, remedy in self.remedies:
            result = remedy.get("result")
            if result == "varied" or result in LEAVES_NOTHING:
                anew = result == "remake_ordered"
                stands = tuple(remedy.get("penalties", ()))
                found.append(Change(day(remedy["ended_on"]), False, stands, anew, place))
        said = self.said("DecisionSetAside")
        replaced = {s.body.get("replaces") for s in said}
        for s in said:
            one = s.body["set_aside"]
            if one["document"] not in replaced:
                stands = tuple(one.get("penalties", ()))
                found.append(Change(day(one["on"]), True, stands, one.get("anew", False), s.place))
        return sorted(found, key=lambda c: (c.on, c.by_agency, c.place))

    @property
    def change(self) -> Change | None:
        return self.changes[-1] if self.changes else None

    @property
    def stands(self) -> tuple[Body, ...]:
        return self.decided if self.change is None else self.change.penalties

    @property
    def principal(self) -> Decimal:
        return sum((amount(p) for p in self.stands if p["kind"] != "confiscation_of_goods"), NOTHING)

    @property
    def fine(self) -> Decimal:
        return sum((amount(p) for p in self.stands if p["kind"] == "fine"), NOTHING)

    # What was paid and given back

    @cached_property
    def moved(self) -> list[tuple[date, Decimal, Decimal]]:
        """Each payment, and each refund as less than nothing: the day, of the principal, of the add-on fine."""
        found = []
        for fact, name, sign in (("PaymentRecorded", "payment", 1), ("Refunded", "refund", -1)):
            for s in self.said(fact):
                one = s.body[name]
                add_on = amount(one, "add_on")
                found.append((day(one["on"]), sign * (amount(one) - add_on), sign * add_on))
        return found

    @property
    def principal_paid(self) -> Decimal:
        return sum((principal for _, principal, _ in self.moved), NOTHING)

    @property
    def add_on_paid(self) -> Decimal:
        return sum((add_on for _, _, add_on in self.moved), NOTHING)

    # What grows

    def put_off(self, on: date) -> Decimal:
        """How much of the fine need not be paid yet on a day: by the plan that was the last one on that day."""
        plans = [s.body["plan"] for s in self.said("PaymentDeferred")]
        held = [plan for plan in plans if day(plan["on"]) <= on]
        parts = held[-1]["instalments"] if held else ()
        waiting = sum((amount(p) for p in parts if on <= max(day(p["until"]), self.last_day)), NOTHING)
        return Decimal(waiting)

    def paused(self, on: date) -> bool:
        """Whether a reconsideration or a lawsuit was under way on a day, its first and last day included (73)."""
        return any(
            day(r["lodged_on"]) <= on and (r.get("ended_on") is None or on <= day(r["ended_on"]))
            for _, r in self.remedies
            if r.get("result") != "not_accepted"
        )

    def late(self, on: date, fine: Decimal) -> Decimal:
        """How much of a fine was late on a day."""
        paid = sum((principal for paid_on, principal, _ in self.moved if paid_on < on), NOTHING)
        return max(fine - paid - self.put_off(on), NOTHING)

    def add_on(self, on: date, fine: Decimal | None = None) -> Decimal:
        """The add-on fine as of a day; of another fine, where one is asked for."""
        fine = self.fine if fine is None else fine
        days = ((self.last_day + n * ONE_DAY) for n in range(1, (on - self.last_day).days + 1))
        grown = sum((self.late(d, fine) for d in days if not self.paused(d)), NOTHING) * 3 / 100
        return min(grown, fine).quantize(NOTHING)

    # What is left

    @property
    def principal_left(self) -> Decimal:
        return max(self.principal - self.principal_paid, NOTHING)

    @property
    def fine_left(self) -> Decimal:
        return max(self.fine - self.principal_paid, NOTHING)

    def add_on_left(self, on: date) -> Decimal:
        return max(self.add_on(on) - self.add_on_paid, NOTHING)

    def left(self, on: date) -> Decimal:
        return self.principal_left + self.add_on_left(on)

    def deferred(self, on: date) -> Decimal:
        return min(self.put_off(on), self.fine_left)

    def too_much(self, on: date) -> Decimal:
        """What is to be given back: of principal and add-on fine each by itself."""
        return max(self.principal_paid - self.principal, NOTHING) + max(
            self.add_on_paid - self.add_on(on), NOTHING
        )

    # Until when it may not be enforced

    def may_sue_until(self) -> date:
        """The last day on which the party may still sue; of a suit that ended, the day of that (行政强制法 53)."""
        assert self.served is not None, "the term to sue runs from service"
        ended = {kind: list(self._ended(kind)) for kind in ("lawsuit", "reconsideration")}
        suits, decided = ended["lawsuit"], ended["reconsideration"]
        if suits and max(suits) >= max(decided, default=date.min):
            return max(suits)
        if decided:
            return max(decided) + self.days.after_reconsideration * ONE_DAY
        return self.served + self.days.lawsuit * ONE_DAY

    def _ended(self, kind: str) -> Iterator[date]:
        skipped = UNDECIDED if kind == "reconsideration" else {None, "not_accepted"}
        for _, remedy in self.remedies:
            if remedy["kind"] == kind and remedy.get("result") not in skipped:
                yield day(remedy["ended_on"])

    @property
    def put_off_until(self) -> date | None:
        """The last day of the plan in force."""
        plans = [s.body["plan"] for s in self.said("PaymentDeferred")]
        return max(day(p["until"]) for p in plans[-1]["instalments"]) if plans else None
