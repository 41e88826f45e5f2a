"""What could not be served (未能送达): which documents of which party, what was tried last, and in which ways one may go on."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.parties import Party
from domain.case.service import Attempt, Mode
from domain.procedure.gates.serving import lawful_modes, unserved


class FailedService(NamedTuple):
    party: Party
    documents: tuple[Document, ...]
    """Of those that were tried last, what is still to be served."""
    last: Attempt
    tried: int
    """How often."""
    open: Mapping[Mode, Words]
    """The modes that are lawful now, each with its reason."""


def failed_service(case: Case, today: date) -> Iterator[FailedService]:
    """Yield what was tried in vain and is not served yet; once it is announced, nobody has to try again."""
    for party in case.parties.all:
        waiting = {document.id: document for document in unserved(case, party)}
        tries = [one for one in party.attempts if waiting.keys() & set(one.documents)]
        if tries and party.announcement is None:
            last = max(tries, key=lambda one: one.on)
            documents = tuple(waiting[number] for number in last.documents if number in waiting)
            yield FailedService(
                party, documents, last, len(tries), lawful_modes(party, last.documents, today)
            )
