"""The rulebook (规则集): the rules that bind one case, as data. A case names them by hash (see `domain.law.held`).

Dated rows, thresholds, switches and calendar, content-addressed: every trace names the rulebook's SHA-256. New law and
new calendars come as a new rulebook; the rows of the old one are not touched.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from domain.bilingual import Words
from domain.law.articles import Article
from domain.law.calendars import CalendarYear, WorkCalendar
from domain.law.confirmed import Confirmation, confirmed, name_of
from domain.law.content import Addressed
from domain.law.errors import LawUnknown
from domain.law.parties import PartyKind
from domain.law.profiles import BASE, FOLDER, profile
from domain.law.provisions import Provision, Sectoral
from domain.law.reminders import suspension_reminder
from domain.law.switches import ReviewTime as ReviewTime
from domain.law.switches import Switches as Switches
from domain.law.tables.holidays import PUBLISHED
from domain.law.tables.statute import STATUTE
from domain.law.tables.thresholds import THRESHOLDS, Measure, Threshold
from domain.law.terms import AddOnRate, Certainty, Term, TermKey

DEFAULT_CALENDAR: Final = PUBLISHED
"""Every year whose notice is known: a case may reach back to the first day of the act of 2021 (行政处罚法 第86条)."""

NO_SUCH_TERM: Final = Words(
    "程序规定“{profile}”没有“{term}”", "no such term in the profile {profile}: {term}"
)
WRITE_THE_TERM: Final = Words(
    "请由法律顾问确认后写入地方层的 [[terms]]",
    "let a lawyer confirm it, and write it into [[terms]] of the local layer",
)
NOT_IN_FORCE: Final = Words("“{what}”在{on}没有生效的规定", "no rule was in force on {on}: {what}")
NO_ROW: Final = Words("{measure}的数额标准", "the threshold of: {measure}")
CHECK_OR_ADD: Final = Words(
    "请核对日期，或者由法律顾问确认后补入地方层的 [[{rows}]]",
    "check the date, or let a lawyer confirm the row in force then and add it to [[{rows}]] of the local layer",
)


def is_open(row: Term | Threshold | AddOnRate) -> bool:
    """Whether a row is one to ask a lawyer about: not read in its own words, or its amount not known."""
    return row.certainty is not Certainty.V or row.paraphrase or getattr(row, "amount", 0) is None


class Rulebook(Addressed):
    """The rows, switches and calendar that bind one case."""

    profile: str
    terms: tuple[Term, ...]
    thresholds: tuple[Threshold, ...]
    switches: Switches
    calendar: WorkCalendar
    articles: Mapping[Provision, Article] = {}
    """What is cited for a subject of which each sector has its own article."""
    confirmed: tuple[Confirmation, ...] = ()

    def cited(self, article: Article | None) -> Article | None:
        """The article as the profile of these rules cites it."""
        return self.articles.get(article.provision, article) if isinstance(article, Sectoral) else article

    def unconfirmed(self, row: Term | Threshold) -> bool:
        """Whether a row has not been read in its own words, and no lawyer has said since that it may be applied."""
        return is_open(row) and self.confirmation(row) is None

    def confirmation(self, row: Term | Threshold) -> Confirmation | None:
        """The last word of a lawyer on a row, if it lets the row be applied as it was last checked."""
        name = name_of(row.key if isinstance(row, Term) else row.measure)
        return confirmed(self.confirmed, name, row.checked_on)

    @property
    def rests_on_invention(self) -> bool:
        """Whether a confirmation was made up for a demonstration: nobody has given it."""
        return any(one.invented for one in self.confirmed)

    @property
    def title(self) -> str:
        """What it is called beside its hash."""
        years = "、".join(f"{y.year}年{'（虚构）' if y.invented else ''}" for y in self.calendar.years)
        return f"{self.profile}，节假日安排：{years}"

    @cached_property
    def _terms(self) -> Mapping[TermKey, tuple[Term, ...]]:
        rows: dict[TermKey, tuple[Term, ...]] = {}
        for row in self.terms:
            rows[row.key] = (*rows.get(row.key, ()), row)
        return rows

    def has(self, key: TermKey) -> bool:
        """Whether the profile has the term at all, on whatever day."""
        return key in self._terms

    def term(self, key: TermKey, on: date) -> Term:
        """Find the row of `key` that holds on `on`, the day of the procedural event (for limitation: of the act).

        Raises:
            LawUnknown: The profile has no such term, or had none yet on that day.
        """
        for row in self._terms.get(key, ()):
            if row.holds_on(on):
                return row
        if key not in self._terms:
            raise LawUnknown(
                NO_SUCH_TERM.filled(profile=self.profile, term=TermKey(key)), WRITE_THE_TERM, key=key, on=on
            )
        raise LawUnknown(
            NOT_IN_FORCE.filled(what=TermKey(key), on=on), CHECK_OR_ADD.filled(rows="terms"), key=key, on=on
        )

    def threshold(self, measure: Measure, party: PartyKind, on: date) -> Threshold:
        """Find the threshold that holds on `on`; its amount may be unknown.

        Raises:
            LawUnknown: No row at all for that day.
        """
        if row := self._threshold(measure, party, on):
            return row
        what = NO_ROW.filled(measure=measure)
        raise LawUnknown(
            NOT_IN_FORCE.filled(what=what, on=on), CHECK_OR_ADD.filled(rows="thresholds"), key=measure, on=on
        )

    def has_threshold(self, measure: Measure, party: PartyKind, on: date) -> bool:
        """Whether a threshold is carried for that day, its amount known or not."""
        return self._threshold(measure, party, on) is not None

    def _threshold(self, measure: Measure, party: PartyKind, on: date) -> Threshold | None:
        rows = (row for row in self.thresholds if row.measure is measure and party in row.parties)
        return next((row for row in rows if row.holds_on(on)), None)

    def with_calendar(self, year: CalendarYear) -> "Rulebook":
        """The same rules with one more year's holiday notice, or with that year's notice replaced."""
        return self.model_copy(update={"calendar": self.calendar.with_year(year)})


@lru_cache(maxsize=32)
def _rules(word: str, folder: Path) -> Rulebook:
    resolved = profile(word, folder)
    reminder = suspension_reminder(resolved.switches.suspension_reminder_days)
    return Rulebook(
        profile=word,
        terms=tuple(
            as_rolling(term, duties=resolved.switches.duties_roll)
            for term in _binding_terms((*STATUTE, reminder, *resolved.terms), resolved.layers)
        ),
        thresholds=tuple(_binding_thresholds((*THRESHOLDS, *resolved.thresholds), resolved.layers)),
        switches=resolved.switches,
        calendar=DEFAULT_CALENDAR,
        articles=resolved.articles,
        confirmed=resolved.confirmed,
    )


OWN_DUTIES = frozenset(
    {TermKey.VERIFY_CLUE, TermKey.SEIZURE, TermKey.DECIDE, TermKey.DECISION_FILING, TermKey.DECIDE_TRANSFER}
)
"""Terms that bind the agency alone: that they move on from a rest day no act says for all (市场监督管理行政处罚程序规定 80)."""


def as_rolling(term: Term, *, duties: bool) -> Term:
    """The row as it binds where an agency's own terms move on from a rest day, or where they do not (`duties`)."""
    fixed = term.key in OWN_DUTIES and term.roll and not duties
    return term.model_copy(update={"roll": False}) if fixed else term


def rulebook_for(word: str, calendar: WorkCalendar | None = None, folder: Path = FOLDER) -> Rulebook:
    """Put together the rows that bind a profile. Reads profile files: not for use inside a workflow.

    `folder` holds an office's own files, beside those that came with the programme.

    Raises:
        BadProfile: No such profile, or a file that cannot be right.
    """
    rules = _rules(word, folder)
    if calendar is None:
        return rules
    return rules.model_copy(update={"calendar": calendar})


def _binding_terms(table: Iterable[Term], layers: tuple[str, ...]) -> list[Term]:
    """The rows that bind these layers: on each day the row of the most specific layer."""
    rows = list(table)
    chosen: list[Term] = []
    for layer in reversed(layers):
        general = [row.model_copy(update={"note": ""}) for row in rows if _binds(row, layer)]
        chosen += [
            piece
            for row in general
            for piece in _uncovered(row, [one for one in chosen if one.key is row.key])
        ]
    order = list(TermKey)
    return sorted(chosen, key=lambda row: (order.index(row.key), row.since))


def _binds(row: Term | Threshold, layer: str) -> bool:
    return layer in row.binds if row.binds else layer == BASE


def _uncovered(row: Term, specific: list[Term]) -> list[Term]:
    """What is left of a general row beside the more specific ones: closed the day before they begin."""
    pieces = [row]
    for cover in specific:
        pieces = [part for piece in pieces for part in _outside(piece, cover)]
    return pieces


def _outside(piece: Term, cover: Term) -> list[Term]:
    last = date.max
    if (cover.until or last) < piece.since or (piece.until or last) < cover.since:
        return [piece]
    parts = []
    if piece.since < cover.since:
        parts.append(piece.model_copy(update={"until": cover.since - timedelta(days=1)}))
    if cover.until is not None and cover.until < (piece.until or last):
        parts.append(piece.model_copy(update={"since": cover.until + timedelta(days=1)}))
    return parts


def _binding_thresholds(table: Iterable[Threshold], layers: tuple[str, ...]) -> list[Threshold]:
    """The thresholds of the most specific layer that has any; the general ones stay for the days before."""
    rows = list(table)
    chosen: list[Threshold] = []
    for layer in reversed(layers):
        for row in (one for one in rows if _binds(one, layer)):
            covers = [
                one for one in chosen if one.measure is row.measure and set(one.parties) & set(row.parties)
            ]
            if not covers:
                chosen.append(row)
            elif row.since < min(one.since for one in covers):
                first = min(one.since for one in covers)
                chosen.append(row.model_copy(update={"until": first - timedelta(days=1)}))
    return chosen
