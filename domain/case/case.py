"""The case (案件): the fold of its facts. Each component is changed by facts of its own."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any

from domain.canonical import sha256
from domain.case.annulling import Annulments
from domain.case.closing import Closing
from domain.case.documents import Documents
from domain.case.dossier import Dossier
from domain.case.joins import Join
from domain.case.judiciary import Judiciary
from domain.case.last_days import LastDays
from domain.case.oversight import Oversight
from domain.case.papers import Papers, said_canonically
from domain.case.parties import Party
from domain.case.people import Agency, People
from domain.case.proposals import Proposals
from domain.case.recusals import Recusals
from domain.case.review import DecisionFiling, Discussions, Filing, Review
from domain.case.splits import Origin
from domain.case.taking_over import TakenOver
from domain.case.third_parties import ThirdParties
from domain.case.timing import Timing
from domain.case.troubles import Troubles
from domain.law.held import held, hold
from domain.law.rulebook import Rulebook
from domain.law.screening import Finding as Screened
from domain.law.screening import Screening
from domain.law.versions import LawChoice, LawQuestion
from domain.lengths import Line, Text
from domain.record import Computing, Record


class Parties(Computing):
    """The parties in the order of their numbers: from 1, and in a case that was split off as they were numbered there."""

    all: tuple[Party, ...] = ()

    @cached_property
    def by_number(self) -> Mapping[int | None, Party]:
        return {party.id: party for party in self.all}

    @cached_property
    def names(self) -> Mapping[int, str]:
        """What each is called, by its number."""
        return {party.id: party.name for party in self.all}

    def replaced(self, party: Party) -> "Parties":
        return self.model_copy(update={"all": tuple({p.id: p for p in (*self.all, party)}.values())})


class ChosenLaw(Record):
    """What a person has decided between two laws (从旧兼从轻)."""

    cited: Line
    law: Line
    reason: Text
    choice: LawChoice


class CaseScreening(Screening, Computing):
    """What the screening said of the case, and whether limitation was over when it was opened."""

    limitation: Screened
    answered: tuple[int, ...] = ()
    """Parties whose right to a hearing a person has answered, where the rules do not know."""
    questions: tuple[LawQuestion, ...] = ()
    """Laws of the basis that have changed between the act and the opening: both named, a person decides."""
    chosen: tuple[ChosenLaw, ...] = ()

    def law_chosen(self, cited: str) -> ChosenLaw | None:
        return next((c for c in reversed(self.chosen) if c.cited == cited), None)


def case_id(agency: str, number: str) -> str:
    """What a case is called everywhere, its workflow too."""
    return f"case/{agency}/{number}"


class Identity(Record):
    """What a case is called, before whom it stands, and by which clock."""

    agency: Agency
    number: str
    profile: str
    clock_offset: timedelta = timedelta()
    """Added to the engine's clock; zero in production."""
    origin: Origin | None = None
    """The case of which it was a part, where it was split off."""
    joins: tuple[Join, ...] = ()
    """Other cases that were to come into it."""

    @property
    def id(self) -> str:
        return case_id(self.agency.code, self.number)


class BindingRules(Record):
    """The rules that bind the case, by their address."""

    sha256: str
    title: str

    @classmethod
    def of(cls, rulebook: Rulebook) -> "BindingRules":
        return cls(sha256=hold(rulebook).sha256, title=rulebook.title)


NOT_OPENED: Any = None
"""What a case has before its opening: nothing asks for it there, since `opened` is asked first."""


class Case(Computing):
    """All that is true of one case. A fact changes exactly one of these components."""

    identity: Identity = NOT_OPENED
    rules: BindingRules = NOT_OPENED
    screening: CaseScreening = NOT_OPENED
    people: People = People()
    papers: Papers = NOT_OPENED
    parties: Parties = Parties()
    documents: Documents = Documents()
    review: Review = Review()
    filing: Filing = Filing()
    discussions: Discussions = Discussions()
    decision_filing: DecisionFiling = DecisionFiling()
    closing: Closing = Closing()
    last_days: LastDays = LastDays()
    troubles: Troubles = Troubles()
    proposals: Proposals = Proposals()
    timing: Timing = Timing()
    recusals: Recusals = Recusals()
    dossier: Dossier = Dossier()
    annulments: Annulments = Annulments()
    judiciary: Judiciary = Judiciary()
    third_parties: ThirdParties = ThirdParties()
    oversight: Oversight = Oversight()
    taken_over: TakenOver | None = None
    """How it came here, where it was begun on paper."""

    @property
    def opened(self) -> bool:
        return self.identity is not None

    @property
    def rulebook(self) -> Rulebook:
        """The rules that bind the case.

        Raises:
            RulesNotHeld: Nobody here has them.
        """
        return held(self.rules.sha256)

    def bound_by(self, rulebook: Rulebook) -> "Case":
        """Return the case as it would be under these rules."""
        return self.model_copy(update={"rules": BindingRules.of(rulebook)})

    @property
    def persons(self) -> tuple[str, ...]:
        """The present officers and the reviewer, of whom gate 1 asks what the directory says at each instant."""
        reviewer = (self.review.reviewer,) if self.review.reviewer else ()
        return tuple(dict.fromkeys(person.id for person in (*self.people.officers, *reviewer)))

    def party(self, party: int | None) -> Party:
        """Return the party with this number.

        Raises:
            KeyError: There is no such party.
        """
        return self.parties.by_number[party]

    def has_party(self, party: int | None) -> bool:
        return party in self.parties.by_number

    @property
    def undecided(self) -> Iterator[Party]:
        return (p for p in self.parties.all if p.undecided)

    def has_hearing_right(self, party: int) -> bool:
        """Whether this party may ask for a formal hearing (行政处罚法 第63条)."""
        finding = self.screening.hearing.get(party)
        return bool(finding and finding.answer)

    @cached_property
    def papers_version(self) -> str:
        """案卷材料版本: hash over draft decision, findings, basis, evidence and present proposals; computed once.

        It is of what they say, wherever a text of theirs lies. Each part keeps what it says (`said_canonically`), so that
        a fact that changes none of them costs their hash alone.
        """
        proposals = sorted((str(p.id), said_canonically(p.proposal)) for p in self.parties.all)
        return _version(said_canonically(self.papers), tuple(proposals))


def _version(papers: bytes, proposals: tuple[tuple[str, bytes], ...]) -> str:
    """The hash of the canonical JSON of both, put together from its parts."""
    of_parties = b",".join(b'"%s":%s' % (party.encode(), proposal) for party, proposal in proposals)
    return sha256(b'{"papers":%s,"proposals":{%s}}' % (papers, of_parties))
