"""The rules under which the proof runs: each named profile, and the main one with each switch flipped once; terms of days.

Terms are two or three days, there are no rest days, and time moves only to a last day and to the day after.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from domain.bilingual import Words
from domain.law.calendars import CalendarYear, WorkCalendar
from domain.law.penalties import PenaltyKind
from domain.law.profiles import profile
from domain.law.rulebook import Rulebook, rulebook_for
from domain.law.switches import Layout, ReviewTime, Switches
from domain.law.terms import Direction, Term, TermKey, Unit
from tests.proof.oracle import money, plain

SHORT = {
    TermKey.STATEMENT: plain.STATEMENT_DAYS,
    TermKey.HEARING_REQUEST: plain.HEARING_REQUEST_DAYS,
    TermKey.HEARING_NOTICE: plain.HEARING_NOTICE_DAYS,
    TermKey.FILING_RESPONSE: plain.FILING_DAYS,
    TermKey.INTERVIEW_NOTICE: 1,
    TermKey.NEW_EVIDENCE_ANSWER: plain.NEW_EVIDENCE_DAYS,
    TermKey.PAYMENT: money.Days.payment,
    TermKey.RECONSIDERATION: money.Days.lawsuit,
    TermKey.LAWSUIT: money.Days.lawsuit,
    TermKey.LAWSUIT_AFTER_RECONSIDERATION: money.Days.after_reconsideration,
    TermKey.DEMAND_PAYMENT: money.Days.demand,
}
"""In days; what is not named keeps its length."""
MAIN = "market+zhenjiang"


@dataclass(frozen=True, eq=False)
class Vector:
    """A profile, perhaps with switches that are not its own; its rules are cut down to days."""

    name: str
    word: str
    changes: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def rules(self) -> Rulebook:
        rules = rulebook_for(self.word)
        # One step, not two, unless it is flipped: what is confirmed in person is judged by the same rules once more.
        switches = rules.switches.model_copy(update={"countersigned_on_paper": True, **self.changes})
        terms = tuple(_short(t, strict=switches.strict_backward) for t in rules.terms)
        return rules.model_copy(
            update={"terms": terms, "switches": switches, "calendar": no_rest_days()},
        )

    @property
    def switches(self) -> Switches:
        return self.rules.switches

    def but(self, **changes: Any) -> "Vector":
        """The same with these switches, whatever was flipped: what a slice leaves to another slice."""
        return replace(self, changes={**self.changes, **changes})


def _short(term: Term, *, strict: bool) -> Term:
    if term.key not in SHORT:
        return term
    # Months are more days than anybody searches. The oracle counts backward strictly: where the rules do not, a day more.
    unit = Unit.CALENDAR_DAY if term.unit is Unit.MONTH else term.unit
    more = term.direction is Direction.BACKWARD and not strict
    return term.model_copy(update={"length": SHORT[term.key] + more, "unit": unit})


def no_rest_days() -> WorkCalendar:
    """A calendar of 2026 in which every day is worked."""
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    year = CalendarYear(
        year=2026,
        notice="没有休息日",
        issued_on=date(2025, 11, 1),
        days_off=(),
        days_worked=tuple(d for d in days if d.weekday() > 4),
        invented=True,
    )
    return WorkCalendar(years=(year,))


SECTORS = ("national", "market", "environment", "housing", "emergency", "agriculture")
WORDS = (*SECTORS, *(f"{sector}+zhenjiang" for sector in SECTORS))


ON_DOCUMENTS = ("basis_roles", "order_to_correct", "unread_law_stops")
"""What only the documents read: what they must say before they are complete."""


def _flipped() -> Iterator[tuple[str, str, Any]]:
    """Each switch of the main profile once otherwise: its name, what is done to it, its value."""
    switches = profile(MAIN).switches
    for name, field_ in Switches.model_fields.items():
        if field_.annotation is bool and name not in (*ON_DOCUMENTS, "signer_named"):
            there = name == "countersigned_on_paper" or getattr(switches, name)
            yield name, "off" if there else "on", not there
    for time in ReviewTime:
        yield "reviews", f"without {time}", tuple(t for t in switches.reviews if t is not time)
    yield "checklist", "one point", switches.checklist[:1]
    yield "hearing_kinds", "none", ()
    yield "hearing_kinds", "every fine", (*switches.hearing_kinds, PenaltyKind.FINE)
    yield "severity", "none compare", ()
    yield "late_recording_days", "0", 0
    yield "suspension_reminder_days", "1", 1
    yield "suspension_grounds", "none", ()
    yield "number_words", "another", {**switches.number_words, "penalty_decision": "处"}
    yield "layouts", "letter", {**switches.layouts, "penalty_decision": Layout.LETTER}


VECTORS: Mapping[str, Vector] = {
    vector.name: vector
    for vector in (
        *(Vector(word, word) for word in WORDS),
        *(Vector(f"{MAIN}, {name}: {what}", MAIN, {name: value}) for name, what, value in _flipped()),
    )
}
"""By name; the profiles first."""

NOT_FLIPPED: Mapping[str, Words] = {
    **dict.fromkeys(ON_DOCUMENTS, Words("只由文书读取", "the documents alone read it")),
    "signer_named": Words("只在文书里多写一个姓名", "it adds a name to a paper, and nothing is judged by it"),
    "assumed": Words("只说明哪些设置没有法律依据", "it says only which switches no law fixes"),
    "titles": Words("只写在文书里", "it stands on documents only"),
    "senders": Words("只写在文书里", "it stands on documents only"),
    "sources": Words("只说明设置的依据", "it says only on what a switch rests"),
}
"""Switches that no move reads."""
