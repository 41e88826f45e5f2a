"""What came of a step, in words (预演的说明): its facts, and where an expectation does not hold."""

from collections.abc import Iterable, Iterator
from datetime import date

from desk.rehearsing.checking import ACCEPTED
from desk.rehearsing.format import Step
from desk.rehearsing.results import FactSaid, StepResult
from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.journal import Entry
from domain.procedure import Stage, apply, read
from domain.procedure.clocks.deadlines import Deadline
from domain.procedure.language import Stamp, civil
from domain.texts import readable

NOT_SO = Words("预期{expected}，实际{found}", "expected {expected}, found {found}")
DAY_NOT_SO = Words("期限 {term} 预期 {expected}，实际 {found}", "{term}: expected {expected}, found {found}")
NOT_REFUSED = Words("第{step}步没有被拒绝，无须补救", "step {step} was not refused: there is nothing to cure")
CURE_REFUSED = Words("补救被拒绝：{codes}", "the cure was refused: {codes}")
TAKEN = Words("准予办理（accepted）", "accepted")
REFUSED = Words("拒绝（{codes}）", "refused ({codes})")
NONE = Words("没有", "none")


def told_of(case: Case, entries: Iterable[Entry]) -> tuple[FactSaid, ...]:
    """Say in words what entries made true, one after the other, of the case as it was before them."""
    return tuple(_told(case, entries))


def _told(case: Case, entries: Iterable[Entry]) -> Iterator[FactSaid]:
    for entry in entries:
        fact = read(entry)
        case = apply(case, fact, Stamp(seq=entry.seq, at=entry.at, by=entry.by))
        yield FactSaid(
            kind=entry.fact,
            title=fact.title.as_dict(),
            said=tuple(readable(words, is_kept=False).as_dict() for words in fact.said(case)),
            on=civil(entry.at),
            by=entry.by,
        )


def unmet(step: Step, result: StepResult, *, was_refused: bool) -> Iterator[Words]:
    """Yield each expectation that does not hold; `was_refused` says whether the step that this one cures was."""
    codes = [refusal.code for refusal in result.refusals]
    found = REFUSED.filled(codes=listed(codes)) if codes else TAKEN
    expected = step.expected
    if ACCEPTED in expected and codes:
        yield NOT_SO.filled(expected=TAKEN, found=found)
    wanted = [code for code in expected if code != ACCEPTED]
    if lacking := [code for code in wanted if code not in codes]:
        yield NOT_SO.filled(expected=REFUSED.filled(codes=listed(lacking)), found=found)
    if result.cures is not None and not was_refused:
        yield NOT_REFUSED.filled(step=result.cures)
    if result.cures is not None and codes and not expected:
        yield CURE_REFUSED.filled(codes=listed(codes))
    yield from _days(step, result.deadlines)
    if step.stage and step.stage != result.stage:
        is_at = Stage(result.stage).words if result.stage else NONE
        yield NOT_SO.filled(expected=Stage(step.stage).words, found=is_at)


def _days(step: Step, deadlines: Iterable[Deadline]) -> Iterator[Words]:
    known = list(deadlines)
    for name, expected in step.deadlines.items():
        term, _, party = name.partition("@")
        found = {
            day
            for one in known
            if one.term == term and (not party or one.party == int(party))
            for day in (one.last_day, one.earliest, one.latest)
            if day
        }
        if expected not in found:
            yield DAY_NOT_SO.filled(term=name, expected=expected, found=_listed(found))


def _listed(days: Iterable[date]) -> Words:
    found = [day.isoformat() for day in sorted(days)]
    return listed(found) if found else NONE
