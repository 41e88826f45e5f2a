"""What several gates and moves ask of the parties: who is still to be decided on, who is to be punished."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.decisions import Outcome
from domain.case.departing import Departure
from domain.case.parties import Party
from domain.law.articles import Article, art
from domain.procedure.language import APL, Moment, Refusal, Refused


def to_be_punished(case: Case) -> Iterator[Party]:
    """The parties still to be punished: undecided, not dead or ended, and no decision without penalty prepared."""
    for party in (p for p in case.undecided if p.pending):
        if party.prepared_decision is None or party.prepared_decision.outcome is Outcome.PENALTY:
            yield party


def decided_on(case: Case) -> date | None:
    """The day from which nobody is to be decided on any more: the last decision was made, or the last party left."""
    days = [p.settled_on for p in case.parties.all if p.settled_on]
    return max(days) if days and len(days) == len(case.parties.all) else None


_AFTER_THE_DECISION = Words(
    "此后是送达决定书（record_service）、记录缴款（record_payment）和结案（close_case）；"
    "决定已经撤销、须重新作出的，先重新作出（remake_decision）",
    "what comes now is to serve the decision (record_service), to record payments (record_payment) and to close the case"
    " (close_case); where it was revoked and another is to be made, begin that (remake_decision)",
)
ALREADY_DECIDED = Refusal(
    "AlreadyDecided",
    None,
    Words("对当事人{party}已经作出决定", "the decision on party {party} has been made"),
    _AFTER_THE_DECISION,
)


PARTY_LEFT = Refusal(
    "PartyLeft",
    None,
    Words(
        "对当事人{party}已于{on}了结（{why}），不再作出决定",
        "party {party} left the case on {on} ({why}): nothing is decided on it any more",
    ),
    Words(
        "此后是盖章（record_sealing），{then}；对各当事人均已了结的，结案（close_case）",
        "what comes now is to seal the document that says so (record_sealing), {then}, and, when nobody is left, to close the"
        " case (close_case)",
    ),
)
_SERVED = Words("送达了结的文书（record_service）", "to serve it (record_service)")
_SENT = Words("将移送函连同案卷送交接收的机关", "to send the letter to the agency that takes over")
_KEPT = Words(
    "文书存卷，当事人已经不存在，无须送达",
    "to keep it in the file: nobody is left whom it could be served on",
)


PARTY_ELSEWHERE = Refusal(
    "PartyElsewhere",
    None,
    Words(
        "当事人{party}自{on}起在案件{number}中办理（{why}）",
        "party {party} goes on in case {number} since {on} ({why})",
    ),
    Words(
        "请在案件{number}中办理；分案的案号已被占用的，由负责人另填一个（split_case）",
        "do it in case {number}; where the number of a split was taken, a head gives another one (split_case)",
    ),
)


PARTY_ENDED = Refusal(
    "PartyEnded",
    None,
    Words(
        "当事人{party}{kind}（{on}），不再对其办理和决定",
        "party {party} is no more ({kind}, {on}): nothing is done or decided about it any more",
    ),
    Words(
        "请由负责人终止对该当事人的程序（end_against_party）",
        "let a head end the case against it (end_against_party)",
    ),
)


def left(party: Party, source: Article) -> Iterator[Refused]:
    if party.left is not None and (onward := party.left.onward):
        yield PARTY_ELSEWHERE(
            article=source, party=party.id, on=party.left.on, number=onward.number, why=party.left.why
        )
    elif party.left is not None:
        yield PARTY_LEFT(
            article=source, party=party.id, on=party.left.on, why=party.left.why, then=_then(party)
        )


def _then(party: Party) -> Words:
    """What becomes of the document by which a party left."""
    if party.left is not None and party.left.why is Departure.TRANSFERRED:
        return _SENT
    return _KEPT if party.ended is not None else _SERVED


def undecided(party: Party, source: Article) -> Iterator[Refused]:
    """Refuse what comes before a decision where there is none to come: it was made, or the party left or is no more."""
    if party.decision is not None:
        yield ALREADY_DECIDED(article=source, party=party.id)
    yield from left(party, source)
    if party.undecided and (ended := party.ended):
        yield PARTY_ENDED(article=source, party=party.id, on=ended.on, kind=ended.kind)


ALL_DECIDED = Refusal(
    "AllDecided",
    None,
    Words(
        "对各当事人均已作出决定或者了结",
        "every party has been decided on, or has left the case",
    ),
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
    """What comes after the decision waits for it; who left the case without one has none to come."""
    who = now.case.party(party)
    yield from left(who, art(APL, "57"))
    if who.undecided:
        yield NOT_DECIDED(party=party)
