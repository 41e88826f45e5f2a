"""Messages (消息): who of a case is informed by mail that something became true. No names, no statements in them."""

from collections.abc import Callable, Iterator, Sequence

from domain.case.case import Case
from domain.case.journal import Entry
from domain.case.people import Role
from domain.procedure.folding import read
from domain.procedure.index import FACTS, title_of
from domain.procedure.language import Fact, civil
from domain.procedure.outgoing import Mail


class Message(Mail):
    """One message to one person."""

    seq: int
    position: int
    person: str


def messages(case: Case, entries: Sequence[Entry]) -> Iterator[Message]:
    """Yield a message to each person of the case whom a fact concerns, but not to its author.

    What is taken over from paper was told on paper.
    """
    informed: set[tuple[str, str]] = set()
    for entry in (e for e in entries if not e.taken_over):
        for position, person in enumerate(_addressees(case, entry)):
            if person == entry.by or (person, entry.move) in informed:
                continue
            informed.add((person, entry.move))
            title = title_of(entry.move).zh
            yield Message(
                seq=entry.seq,
                position=position,
                person=person,
                subject=f"〔听述〕案件 {case.identity.number}：{title}",
                text=f"案件 {case.identity.number} 于 {civil(entry.at)} 有新进展：{title}。请登录系统查看。",
            )


def _addressees(case: Case, entry: Entry) -> Iterator[str]:
    return informed(case, FACTS[entry.fact], lambda: read(entry).persons)


def informed(case: Case, kind: type[Fact], persons: Callable[[], tuple[str, ...]]) -> Iterator[str]:
    """Yield whom a fact of this kind is told by mail; `persons` are those whom the fact itself names."""
    if Role.OFFICER in kind.informs:
        yield from (p.id for p in case.people.officers if p.email)
    if Role.REVIEWER in kind.informs and case.review.reviewer and case.review.reviewer.email:
        yield case.review.reviewer.id
    if kind.persons is not Fact.persons:
        yield from persons()
