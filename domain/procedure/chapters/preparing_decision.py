"""The decision prepared (制作决定书): all of 行政处罚法 第59条, previewed before it is made."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.papers import Discretion
from domain.case.parties import Outcome, Party, PreparedDecision
from domain.case.people import Role
from domain.law.articles import art
from domain.law.penalties import Penalty
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.faults import filled, penalties_sound
from domain.procedure.gates import law, notice, papers, parties
from domain.procedure.language import (
    APL,
    MALFORMED,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refused,
    Stamp,
)
from domain.procedure.progress import discussed_since

NO_PENALTY_GROUNDS = ("30", "31", "33(1)", "33(2)", "36")
"""Articles of the 行政处罚法 on which a decision without penalty may rest."""


class DecisionPrepared(PartyFact):
    """A decision on one party was prepared on this version of the papers."""

    title: ClassVar = Words("决定书已制作", "decision prepared")
    prepared: PreparedDecision

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"prepared_decision": self.prepared})


class PrepareDecision(PartyMove):
    """Prepare the decision on one party (制作决定书): all of 行政处罚法 第59条."""

    title: ClassVar = Words("制作决定书", "prepare decision")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "59")
    makes: ClassVar = (DecisionPrepared, DocumentsOrdered)

    outcome: Outcome
    penalties: tuple[Penalty, ...] = ()
    discretion: Discretion = Discretion.ORDINARY
    discretion_reasons: str = ""
    discretion_article: str = ""
    findings: tuple[str, ...]
    basis: tuple[str, ...]
    ground: str = ""
    """Without penalty: the article of the 行政处罚法 it rests on, one of 30, 31, 33(1), 33(2), 36."""
    statements_answered: str
    """Whether the party's statements were adopted, and why (是否采纳及理由)."""
    publish: bool = False
    """Whether the decision is to be published (行政处罚法 第48条)."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.undecided(now.case.party(party), cls.source)
        yield from law.law_known(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from self._known_grounds(now)
        yield from filled(self.source, statements_answered=self.statements_answered)
        yield from self._no_penalty() if self.outcome is Outcome.NO_PENALTY else self._penalty(now)

    def _no_penalty(self) -> Iterator[Refused]:
        if self.ground not in NO_PENALTY_GROUNDS or self.penalties:
            yield Refused(
                "NoPenaltyWithoutGround",
                art(APL, "57"),
                f"不予处罚须写明依据的条款（{'、'.join(NO_PENALTY_GROUNDS)}），且没有处罚内容"
                " · name the article of the ground in `ground`, and leave out the penalties",
                MALFORMED,
            )

    def _penalty(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from penalties_sound(self.penalties, f"当事人{self.party}")
        if not self.penalties:
            yield Refused(
                "NoPenalty",
                self.source,
                "处罚决定须有处罚内容 · a penalty decision needs a penalty",
                MALFORMED,
            )
        if self.discretion is Discretion.MITIGATED and not self.discretion_article:
            yield Refused(
                "MitigatedWithoutArticle",
                art(APL, "32"),
                "减轻处罚须写明法律依据 · mitigation needs its provision in discretion_article",
                MALFORMED,
            )
        yield from notice.within_notice(now, party, self.penalties, self.findings, self.basis)
        yield from papers.as_reviewed(now, party, self.penalties)

    def _known_grounds(self, now: Moment) -> Iterator[Refused]:
        file = now.case.papers
        known = {f.id for f in file.findings_against(self.party)} | {
            b.id for b in file.basis_against(self.party)
        }
        strangers = [x for x in (*self.findings, *self.basis) if x not in known]
        if strangers or not self.findings or not self.basis:
            names = "、".join(strangers) or "findings, basis"
            yield Refused(
                "GroundsOfDecision",
                self.source,
                f"决定须写明针对该当事人的违法事实和依据：{names} · name this party's findings and basis: {names}",
                MALFORMED,
            )

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        document = next(now.case.documents.next_ids())
        penal = self.outcome is Outcome.PENALTY
        kind = DocumentKind.PENALTY_DECISION if penal else DocumentKind.NO_PENALTY_DECISION
        given = {
            f: getattr(self, f) for f in PreparedDecision.model_fields if f not in ("document", "papers")
        }
        prepared = PreparedDecision(document=document, papers=now.case.papers_version, **given)
        yield DecisionPrepared(party=self.party, prepared=prepared)
        yield DocumentsOrdered(
            wanted="preview",
            documents=(NewDocument(id=document, kind=kind, party=self.party),),
            voids=(party.prepared_decision.document,) if party.prepared_decision else (),
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        if who.decision or (who.prepared_decision and stands(case, who.prepared_decision)):
            return None
        return discussed_since(case)


def stands(case: Case, prepared: PreparedDecision) -> bool:
    """Whether a prepared decision can still be made: on the present papers, and lacking nothing that was found."""
    document = case.documents.get(prepared.document)
    return prepared.papers == case.papers_version and document is not None and not document.lacks_something


MOVES = (PrepareDecision,)
FACTS = (DecisionPrepared,)
