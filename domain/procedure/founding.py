"""What a decision rests on (认定的事实和依据): findings against its party, an article for each, evidence that may be relied on."""

from collections.abc import Iterator
from typing import Protocol

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.law.articles import art
from domain.procedure.language import APL, Refusal, Refused, Sort

GROUNDS_OF_DECISION = Refusal(
    "GroundsOfDecision",
    art(APL, "59"),
    Words(
        "决定须写明针对当事人{party}的违法事实和依据：{fault}",
        "the decision names findings and basis against party {party}: {fault}",
    ),
    Words(
        "请在 findings、basis 中各填写至少一项，只填针对该当事人的：{known}；ground_evidence 只填已经查证属实、没有排除的证据",
        "give at least one each in `findings` and `basis`, only of those against this party: {known}; in `ground_evidence`"
        " only evidence that is verified and not excluded",
    ),
    Sort.FORM,
)


FINDING_WITHOUT_BASIS = Refusal(
    "FindingWithoutBasis",
    art(APL, "59.1(3)"),
    Words("违法事实{findings}没有写明依据", "findings {findings} stand without a legal basis"),
    Words(
        "请在 basis 中补上其依据，或者从 findings 中删去：{known}",
        "add their articles to `basis`, or leave them out of `findings`: {known}",
    ),
    Sort.FORM,
)


class Founded(Protocol):
    """A decision as it is to be prepared."""

    @property
    def party(self) -> int: ...
    @property
    def findings(self) -> tuple[str, ...]: ...
    @property
    def basis(self) -> tuple[str, ...]: ...
    @property
    def ground_evidence(self) -> tuple[str, ...]: ...


def known_grounds(case: Case, decision: Founded) -> Iterator[Refused]:
    """Findings and basis are those against the party; the evidence of a ground is in the file and may be relied on (46)."""
    file = case.papers
    known = [f.id for f in file.findings_against(decision.party)]
    known += [b.id for b in file.basis_against(decision.party)]
    relied_on = [e.id for e in file.evidence if e.relied_on]
    strangers = [x for x in (*decision.findings, *decision.basis) if x not in known]
    strangers += [x for x in decision.ground_evidence if x not in relied_on]
    if strangers:
        fault = Words("{ids} 不是", "{ids} are none").filled(ids=listed(strangers))
    elif not decision.findings or not decision.basis:
        fault = Words("未填写", "left empty")
    else:
        yield from _each_finding_founded(case, decision)
        return
    yield GROUNDS_OF_DECISION(party=decision.party, fault=fault, known=listed(known))


def _each_finding_founded(case: Case, decision: Founded) -> Iterator[Refused]:
    norms = {b.id: b.findings for b in case.papers.basis}
    founded = {finding for kept in decision.basis for finding in norms[kept]}
    if bare := [f for f in decision.findings if f not in founded]:
        known = listed(
            Words("{finding}：{norms}", "{finding}: {norms}").filled(
                finding=finding, norms=listed(b for b, findings in norms.items() if finding in findings)
            )
            for finding in bare
        )
        yield FINDING_WITHOUT_BASIS(findings=listed(bare), known=known)
