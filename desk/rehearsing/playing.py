"""A case in memory (案件的推演): moves judged on their day, last days that end, documents that are produced and sealed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from desk.rehearsing.cast import Cast
from desk.rehearsing.format import Supply
from domain.canonical import sha256
from domain.case.case import Case
from domain.case.documents import Document
from domain.case.issuing import issuer_of, waiting_for_seal
from domain.case.journal import Entry, Tip
from domain.case.people import Person, Role
from domain.law.rulebook import Rulebook
from domain.procedure import obstacles
from domain.procedure.chapters.documents import DocumentsProduced, Numbered, Preview, PreviewsRendered
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.chapters.sealing import RecordSealing
from domain.procedure.clocks.ending_terms import EndTerm
from domain.procedure.language import Moment, Move, Refused, civil, machine_moment
from domain.record import Names, named
from workflows.following import Due, dues, follow

MOST_ROUNDS: Final = 10
"""Times that documents are produced and sealed after one step; each sealing may order one more."""


class Played:
    """One case in memory, and its journal."""

    def __init__(self, cast: Cast, supply: Supply) -> None:
        self._cast = cast
        self._supply = supply
        self._dues: tuple[Due, ...] = ()
        self.case = Case()
        self.entries: list[Entry] = []

    @property
    def last(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    def until(self, at: datetime) -> None:
        """Let time pass: every last day before then ends on its own instant."""
        while self._dues and self._dues[0][0] <= at:
            instant, day, overdue = self._dues[0]
            self.state(EndTerm(day=day, overdue=overdue), machine_moment(self.case, instant))

    def moment(self, actor: Person, at: datetime, move: Move, rules: Rulebook) -> Moment:
        """Return the moment of a move, with everybody in it as the cast has them on that day."""
        agency = actor.agency
        if isinstance(move, OpenCase):
            agency = move.agency
        heads = self._cast.holding(Role.HEAD, agency) if move.with_role is Role.HEAD else ()
        wanted = (*named(move, Names.PERSON), *self.case.persons, *(head.id for head in heads))
        return Moment(
            case=self.case,
            actor=actor.as_of(civil(at)),
            at=at,
            people={who: found for who in wanted if (found := self._cast.person(who))},
            agency=self._cast.agency(agency) if isinstance(move, OpenCase) or move.issues_own else None,
            new_rules=rules,
        )

    def state(self, move: Move, now: Moment) -> None:
        """Make a move true that nothing stands against."""
        made = follow(self.entries[-1].tip if self.entries else Tip(), move, now)
        self.entries.extend(made.entries)
        self.case, self._dues = made.case, made.dues

    def kept(self) -> tuple[Case, int]:
        """Return how things stand, to be put back."""
        return self.case, len(self.entries)

    def put_back(self, kept: tuple[Case, int]) -> None:
        """Undo what was stated since."""
        self.case, length = kept
        del self.entries[length:]
        self._dues = dues(self.case)

    def produce(self, at: datetime, rules: Rulebook) -> Iterator[Refused]:
        """Produce and seal whatever waits for it, as far as the file leaves that to the rehearsal; yield what hinders."""
        for _ in range(MOST_ROUNDS):
            before = len(self.entries)
            for document in [d for d in self.case.documents.all if d.pending]:
                self._print(document, at)
            refused = list(self._seal(at, rules)) if self._supply.seals else []
            if len(self.entries) == before:
                yield from refused
                return

    def _print(self, document: Document, at: datetime) -> None:
        if document.wanted == "preview" and self._supply.previews:
            content = document.content or content_of(document)
            preview = Preview(document=document.id, content=content, preview=content)
            self.state(PreviewsRendered(documents=(preview,)), machine_moment(self.case, at))
        elif document.wanted != "preview" and self._supply.numbers:
            self.state(
                DocumentsProduced(numbered=(_final(self.case, document, at),)), machine_moment(self.case, at)
            )

    def _seal(self, at: datetime, rules: Rulebook) -> Iterator[Refused]:
        for document in waiting_for_seal(self.case):
            clerk = next(self._cast.holding(Role.CLERK, issuer_of(self.case, document).code), None)
            if clerk is None:
                continue
            scan = sha256(f"（预演用扫描件）用印件 {document.id}\n".encode())
            move = RecordSealing(document=document.id, file=document.file, scan=scan, on=civil(at))
            now = self.moment(clerk, at, move, rules)
            if refused := obstacles(now, move):
                yield from refused
            else:
                self.state(move, replace(now, case=self.case))


def content_of(document: Document) -> str:
    """Return what stands for the hash of a content that nobody composes: the same for the same words."""
    words = "".join(f" {edited.section} {edited.text}" for edited in document.edited)
    return sha256(f"content {document.id}{words}".encode())


def _final(case: Case, document: Document, at: datetime) -> Numbered:
    content = document.content or content_of(document)
    word = issuer_of(case, document).word
    number = f"{word}〔{civil(at).year}〕{document.id}号" if document.rule.numbered else ""
    file = sha256(f"file {document.id}".encode())
    return Numbered(document=document.id, content=content, number=number, file=file, pages=1)
