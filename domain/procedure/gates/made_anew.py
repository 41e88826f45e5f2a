"""A decision made anew (重新作出): after a remedy revoked it, never the same again on the same facts and for the same reason."""

from collections.abc import Iterator

from domain.bilingual import Words
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.recovering import RemedyKind
from domain.law.articles import art
from domain.law.penalties import same
from domain.procedure.gates.notice import Decided
from domain.procedure.language import Refusal, Refused

ARTICLES = {
    RemedyKind.RECONSIDERATION: art("行政复议法", "64.2"),
    RemedyKind.LAWSUIT: art("行政诉讼法", "71"),
}
SAME_AGAIN = Refusal(
    "SameAgain",
    ARTICLES[RemedyKind.LAWSUIT],
    Words(
        "对当事人{party}的决定{said}，不得以同一事实和理由再作出相同的决定",
        "the decision on party {party} was {said}: the same is not made again on the same facts and for the same reason",
    ),
    Words(
        "请减轻处罚（penalties），或者补充证据（add_evidence）、改变事实和依据并重新告知（return_to_notifying）",
        "make it lighter (`penalties`), or add evidence (add_evidence), or change facts and basis and notify anew"
        " (return_to_notifying)",
    ),
)


def not_the_same_again(case: Case, party: Party, decided: Decided) -> Iterator[Refused]:
    """Facts, evidence, basis and penalties are all as they were [I]; lawful where it was revoked for its procedure alone."""
    last = party.earlier[-1] if party.earlier else None
    revoked = last.recovery.revoked if last else None
    remedy = revoked.remedy if revoked else None
    if last is None or revoked is None or remedy is None or remedy.procedural:
        return
    facts, pieces = grounds(case, decided.findings)
    unchanged = (facts, pieces) == (last.reopened.facts, last.reopened.pieces)
    before = last.prepared_decision
    same_basis = before is not None and set(decided.basis) == set(before.basis)
    if unchanged and same_basis and same(decided.penalties, last.decision.penalties):
        yield SAME_AGAIN(article=ARTICLES[remedy.kind], party=party.id, said=revoked.said)


def grounds(case: Case, findings: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """On which facts a decision rests, and on which evidence, by its ids."""
    facts = tuple(f.text for f in case.papers.findings if f.id in findings)
    return facts, tuple(sorted(e.id for e in case.papers.relied_on_for(findings)))
