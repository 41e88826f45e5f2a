"""What several gates and moves ask of the parties: who is still to be decided on, who is to be punished."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Outcome, Party
from domain.law.articles import Article, art
from domain.procedure.language import APL, Moment, Refusal, Refused


def to_be_punished(case: Case) -> Iterator[Party]:
    """The parties still to be punished: undecided, and no decision without penalty prepared."""
    for party in case.undecided:
        if party.prepared_decision is None or party.prepared_decision.outcome is Outcome.PENALTY:
            yield party


def decided_on(case: Case) -> date | None:
    """The day of the last decision, once there is one on every party."""
    days = [p.decision.on for p in case.parties.all if p.decision]
    return max(days) if days and len(days) == len(case.parties.all) else None


_AFTER_THE_DECISION = Words(
    "此后是送达决定书（record_service）、记录缴款（record_payment）和结案（close_case）",
    "what comes now is to serve the decision (record_service), to record payments (record_payment) and to close the case"
    " (close_case)",
)
ALREADY_DECIDED = Refusal(
    "AlreadyDecided",
    None,
    Words("对当事人{party}已经作出决定", "the decision on party {party} has been made"),
    _AFTER_THE_DECISION,
)


def undecided(party: Party, source: Article) -> Iterator[Refused]:
    if party.decision is not None:
        yield ALREADY_DECIDED(article=source, party=party.id)


ALL_DECIDED = Refusal(
    "AllDecided",
    None,
    Words("对各当事人均已作出决定", "the decisions on all parties have been made"),
    _AFTER_THE_DECISION,
)


def anybody_undecided(now: Moment, source: Article) -> Iterator[Refused]:
    if not any(now.case.undecided):
        yield ALL_DECIDED(article=source)


NOT_DECIDED = Refusal(
    "NotDecided",
    art(APL, "57"),
    Words("对当事人{party}尚未作出决定", "the decision on party {party} has not been made"),
    Words(
        "请先作出决定（impose、decide_no_penalty）", "make the decision first (impose or decide_no_penalty)"
    ),
)


def decided(now: Moment, party: int | None) -> Iterator[Refused]:
    """What comes after the decision waits for it."""
    if now.case.party(party).decision is None:
        yield NOT_DECIDED(party=party)
