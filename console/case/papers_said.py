"""The papers in words (案卷材料的文字): what findings, evidence, basis and proposals said at a round, so that two can be compared."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from console.voice import Voice
from domain.bilingual import Words
from domain.case.case import Case
from domain.case.differences import Piece, differences
from domain.case.journal import Entry
from domain.law.articles import Article
from domain.law.penalties import penalties_said
from domain.procedure import apply, read
from domain.procedure.language import Stamp

FINDINGS = Words("违法事实", "Findings")
EVIDENCE = Words("证据", "Evidence")
BASIS = Words("法律依据", "Legal basis")
PROPOSED = Words("{party}：{penalties}，{tier}。", "{party}: {penalties}, {tier}. ")
PENALTY = Words("拟处罚", "Intended penalty")


class Part(NamedTuple):
    """One part of the papers that says something else than before."""

    name: Words
    pieces: tuple[Piece, ...]


def of_each_round(entries: Sequence[Entry]) -> list[Case]:
    """Return the case as it stood when each round of the review began."""
    case, found = Case(), list[Case]()
    for entry in entries:
        case = apply(case, read(entry), Stamp(seq=entry.seq, at=entry.at, by=entry.by))
        while len(found) < len(case.review.rounds):
            found.append(case)
    return found


def changed(before: Case, after: Case, voice: Voice) -> tuple[Part, ...]:
    """Return the parts of the papers that are otherwise, passage by passage."""
    old, new = dict(_parts(before, voice)), dict(_parts(after, voice))
    return tuple(Part(name, differences(old[name], new[name])) for name in new if old[name] != new[name])


def _parts(case: Case, voice: Voice) -> Iterator[tuple[Words, str]]:
    papers = case.papers
    yield FINDINGS, "".join(f"{one.text}{one.nature}\n" for one in papers.findings)
    yield (
        EVIDENCE,
        "".join(
            f"{voice(one.kind)}{voice('：', ': ')}{one.title}\n" for one in papers.evidence if one.relied_on
        ),
    )
    yield BASIS, "".join(f"{Article(statute=b.statute, article=b.article)} {b.text}\n" for b in papers.basis)
    yield PENALTY, "".join(_proposed(case, voice))


def _proposed(case: Case, voice: Voice) -> Iterator[str]:
    for party in case.parties.all:
        said, correct = party.proposal, party.proposal.to_correct
        yield voice(
            PROPOSED.filled(party=party.name, penalties=penalties_said(said.penalties), tier=said.discretion)
        )
        yield f"{said.reasons}{voice('。', '. ')}{said.article}\n"
        yield f"{correct.what or correct.done}\n" if correct else ""
