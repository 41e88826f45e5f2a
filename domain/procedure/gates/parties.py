"""What several gates and moves ask of the parties: who is still to be decided on, who is to be punished."""

from collections.abc import Iterator

from domain.case.case import Case
from domain.case.parties import Outcome, Party
from domain.law.articles import Article, art
from domain.procedure.language import APL, Moment, Refused


def to_be_punished(case: Case) -> Iterator[Party]:
    """The parties still to be punished: undecided, and no decision without penalty prepared."""
    for party in case.undecided:
        if party.prepared_decision is None or party.prepared_decision.outcome is Outcome.PENALTY:
            yield party


def undecided(party: Party, source: Article) -> Iterator[Refused]:
    if party.decision is not None:
        yield Refused(
            "AlreadyDecided",
            source,
            f"对当事人{party.id}已经作出决定，此后依救济途径办理"
            f" · the decision on party {party.id} is made: what is left are the remedies",
        )


def anybody_undecided(now: Moment, source: Article) -> Iterator[Refused]:
    if not any(now.case.undecided):
        yield Refused("AllDecided", source, "对各当事人均已作出决定 · every party's decision is made")


def decided(now: Moment, party: int | None) -> Iterator[Refused]:
    """What comes after the decision waits for it."""
    if now.case.party(party).decision is None:
        yield Refused(
            "NotDecided", art(APL, "57"), "对该当事人尚未作出决定 · this party's decision is not made yet"
        )
