"""The outbox of a case: documents ordered and not yet there, errands to other cases, and what failed and is tried again."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.documents import DocumentsOrder
    from activities.joining import JoinAnswer, JoinOrder
    from activities.splitting import SplitAnswer, SplitOrder
    from domain.case.case import Case
    from domain.procedure.chapters.joining import AnswerJoin
    from domain.procedure.chapters.splitting import AnswerSplit
    from domain.procedure.gates import joining
    from domain.procedure.language import Move
    from domain.record import Record
    from workflows.messages import Effort

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)


def documents_ordered(case: Case, position: int) -> Iterator[tuple[str, DocumentsOrder]]:
    """Yield the sets of documents still to be made, one set an order, each under its key."""
    sets: dict[tuple[int, str], list[int]] = {}
    for document in case.documents.all:
        if document.pending:
            sets.setdefault((document.ordered, document.wanted), []).append(document.id)
    for (ordered, wanted), ids in sorted(sets.items()):
        order = DocumentsOrder(
            agency=case.identity.agency.code,
            number=case.identity.number,
            position=position,
            wanted="preview" if wanted == "preview" else "final",
            documents=tuple(ids),
        )
        yield f"documents/{ordered}", order


class Errand(NamedTuple):
    """Something to be done outside the case by one activity, and the move that its answer makes, where it makes one."""

    key: str
    activity: str
    given: Record
    answer: type[Any]
    told: Callable[[Any], Move | None]


def errands(case: Case) -> Iterator[Errand]:
    """Yield what is to be done in other cases: one is to be opened for who was split off, or to come in."""
    for party in case.parties.all:
        onward = party.left.onward if party.left else None
        if onward is not None and onward.awaited:
            order = SplitOrder(
                agency=case.identity.agency.code,
                number=case.identity.number,
                position=onward.seq,
                party=party.id,
                to=onward.number,
            )
            told = partial(_split, party.id)
            yield Errand(f"split/{onward.number}", "split_off", order, SplitAnswer, told)

    if join := joining.ordered(case):
        asked = JoinOrder.of(case, join)
        yield Errand(f"join/{join.number}", "take_in", asked, JoinAnswer, _joined)


def _joined(answer: JoinAnswer) -> AnswerJoin:
    return AnswerJoin(
        brought=answer.brought,
        position=answer.position,
        head=answer.head,
        code=answer.code,
        because=answer.because,
    )


def _split(party: int, answer: SplitAnswer) -> AnswerSplit:
    return AnswerSplit(party=party, opened=answer.opened)


class Efforts:
    """Effects that failed, each tried again after a growing pause, without end."""

    def __init__(self, kept: Mapping[str, Effort]) -> None:
        self.kept = dict(kept)

    def may_try(self, key: str, now: datetime) -> bool:
        effort = self.kept.get(key)
        return effort is None or effort.not_before <= now

    def failed(self, key: str, now: datetime) -> int:
        """Note a failure; return how many rounds have failed."""
        rounds = self.kept[key].rounds + 1 if key in self.kept else 1
        pause = min(FIRST_PAUSE * 2 ** min(rounds - 1, 20), LONGEST_PAUSE)
        self.kept[key] = Effort(rounds=rounds, not_before=now + pause)
        return rounds

    def try_all(self, now: datetime) -> None:
        """Let everything be tried at once; how often it has failed stays."""
        for key, effort in self.kept.items():
            self.kept[key] = effort.model_copy(update={"not_before": now})

    def done(self, key: str) -> None:
        self.kept.pop(key, None)

    def instants(self, now: datetime) -> Iterator[datetime]:
        """Yield when something will be tried again. What is due already needs no timer: it waits for its turn."""
        return (e.not_before for e in self.kept.values() if e.not_before > now)
