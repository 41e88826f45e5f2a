"""Amending the draft (修改拟处罚决定草案): what no party was told yet is changed, screened again, reviewed and approved anew."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.papers import Basis, Evidence, Finding, Judgement, Papers, Proposal
from domain.case.parties import Party
from domain.case.people import Role
from domain.labels import SERIAL, Label
from domain.law.articles import art
from domain.law.penalties import penalties_said
from domain.lengths import Text, UpToEvidence, UpToFindings, UpToParties
from domain.procedure.chapters.documents import DocumentsVoided
from domain.procedure.chapters.screening import Screened, screened_anew
from domain.procedure.faults import filled
from domain.procedure.gates import draft, joining, parties
from domain.procedure.gates.amendable import open_to_change, touched
from domain.procedure.language import APL, Fact, Moment, Move, PartyFact, Refusal, Refused, Sort, Stamp
from domain.record import Record


class DraftAmended(Fact):
    """The draft was amended: findings, evidence, basis or judgements are others."""

    title: ClassVar = Words("草案已修改", "draft amended")
    component: ClassVar = "papers"
    informs: ClassVar = (Role.OFFICER, Role.REVIEWER)
    papers: Papers
    reason: Text

    def change(self, case: Case, stamp: Stamp) -> Papers:
        return self.papers

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("理由：{reason}", "because: {reason}").filled(reason=self.reason)


class ProposalAmended(PartyFact):
    """Something else is intended against a party."""

    title: ClassVar = Words("拟处罚已修改", "proposal amended")
    proposal: Proposal

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.model_copy(update={"proposal": self.proposal})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：拟{penalties}", "{party}: intended {penalties}").filled(
            party=case.party(self.party).said, penalties=penalties_said(self.proposal.penalties)
        )


class ApprovalVoided(PartyFact):
    """Notices that were not issued yet are approved no more: they are prepared anew."""

    title: ClassVar = Words("批准已作废", "approval voided")

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        return party.with_last_notices(approved_on=None)

    def said(self, case: Case) -> Iterator[Words]:
        yield case.party(self.party).said


class AmendedProposal(Record):
    """What is to be intended against one party from now on."""

    party: Annotated[int, Label("当事人", "party", "当事人在本案中的序号", "number of the party", SERIAL)]
    proposal: Annotated[
        Proposal, Label("拟处罚", "proposal", "修改后的拟处罚", "what is intended from now on")
    ]


NOTIFIED_ALREADY = Refusal(
    "NotifiedAlready",
    art(APL, "44"),
    Words(
        "当事人{parties}已经按现有草案告知，不得改动其违法事实、依据、证据和拟处罚",
        "party {parties} was notified on this draft: its findings, basis, evidence and proposal stay as they are",
    ),
    Words(
        "有法定理由的，先退回重新告知（return_to_notifying）；较轻的处罚在复核（recheck）或者决定（prepare_decision）中作出",
        "where there is a ground, return to notifying first (return_to_notifying); what is lighter is for the re-check"
        " (recheck) or the decision (prepare_decision)",
    ),
)
NOTHING_AMENDED = Refusal(
    "NothingAmended",
    art(APL, "40"),
    Words("草案没有改动", "nothing of the draft would change"),
    Words(
        "请填写要改动的部分：findings、evidence、basis、proposals、complex_case、influence 或者 public_interest",
        "give the part that changes: `findings`, `evidence`, `basis`, `proposals`, `complex_case`, `influence` or"
        " `public_interest`",
    ),
    Sort.FORM,
)
EVIDENCE_NOT_IN_FILE = Refusal(
    "EvidenceNotInFile",
    art(APL, "46"),
    Words("案卷中没有证据{evidence}", "evidence that is not in the file: {evidence}"),
    Words(
        "请核对 evidence 中的编号（本案有：{known}）；新的证据用 add_evidence 补充",
        "check the ids in `evidence` (this case has: {known}); what is new is added by add_evidence",
    ),
    Sort.FORM,
)
PROPOSAL_OF_NOBODY = Refusal(
    "ProposalOfNobody",
    art(APL, "9"),
    Words(
        "proposals 中的当事人{parties}不在本案，或者写了两次",
        "`proposals` names parties that are not there, or twice: {parties}",
    ),
    Words("请核对 proposals 中的 party", "check `party` in `proposals`"),
    Sort.FORM,
)


class AmendDraft(Move):
    """Amend the draft (修改草案) where no party was told of what changes; it is screened, reviewed and approved anew."""

    title: ClassVar = Words("修改草案", "amend the draft")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "40")
    makes: ClassVar = (DraftAmended, ProposalAmended, Screened, ApprovalVoided, DocumentsVoided)

    findings: Annotated[
        UpToFindings[Finding],
        Label(
            "违法事实",
            "findings",
            "修改后的全部；不改动的留空",
            "all of them from now on; empty where none changes",
        ),
    ] = ()
    evidence: Annotated[
        UpToEvidence[Evidence],
        Label(
            "改动的证据",
            "evidence that changes",
            "只填要改动的，如所证明的事实；证据不删除，不采用的标明排除（excluded）",
            "those alone that change; none is removed: what is not relied on is marked `excluded`",
        ),
    ] = ()
    basis: Annotated[
        UpToFindings[Basis],
        Label(
            "法律依据",
            "legal basis",
            "修改后的全部；不改动的留空",
            "all of it from now on; empty where none changes",
        ),
    ] = ()
    proposals: Annotated[
        UpToParties[AmendedProposal],
        Label(
            "改动的拟处罚",
            "proposals that change",
            "只填要改动的当事人",
            "of those parties alone whose changes",
        ),
    ] = ()
    complex_case: Annotated[
        Judgement | None, Label("情节复杂", "complex", "改动的填写", "where it changes")
    ] = None
    influence: Annotated[
        Judgement | None, Label("有较大影响", "of considerable influence", "改动的填写", "where it changes")
    ] = None
    public_interest: Annotated[
        Judgement | None,
        Label("涉及重大公共利益", "touches major public interest", "改动的填写", "where it changes"),
    ] = None
    reason: Annotated[
        Text, Label("修改理由", "reason", "例如审核意见的要点", "such as what the reviewer objected to")
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.anybody_undecided(now, cls.source)
        undecided = list(now.case.undecided)
        if undecided and not any(open_to_change(p) for p in undecided):
            yield NOTIFIED_ALREADY(parties=listed(p.id for p in undecided))

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, reason=self.reason)
        wrong = list(self._ids_known(now.case))
        yield from wrong
        if wrong:
            return
        papers = self._papers(now.case.papers)
        intended = {p.party: p.proposal for p in self.proposals}
        yield from draft.papers_complete(self, papers, {p.id for p in now.case.parties.all})
        for number, proposal in intended.items():
            yield from draft.proposal_sound(number, proposal)
        yield from self._told_already(now.case, papers, intended)

    def _ids_known(self, case: Case) -> Iterator[Refused]:
        known = [e.id for e in case.papers.evidence]
        if strangers := [e.id for e in self.evidence if e.id not in known]:
            yield EVIDENCE_NOT_IN_FILE(evidence=listed(strangers), known=listed(known))
        named = [p.party for p in self.proposals]
        if wrong := [n for n in named if not case.has_party(n) or named.count(n) > 1]:
            yield PROPOSAL_OF_NOBODY(parties=listed(dict.fromkeys(map(str, wrong))))

    def _told_already(
        self, case: Case, papers: Papers, intended: Mapping[int, Proposal]
    ) -> Iterator[Refused]:
        changed = [p for p in case.parties.all if touched(case.papers, papers, p, intended.get(p.id))]
        for party in changed:
            yield from parties.undecided(party, self.source)
        if told := [p.id for p in changed if p.undecided and not open_to_change(p)]:
            yield NOTIFIED_ALREADY(parties=listed(told))
        if papers == case.papers and not changed:
            yield NOTHING_AMENDED()

    def _papers(self, now: Papers) -> Papers:
        others = {e.id: e for e in self.evidence}
        return now.model_copy(
            update={
                "findings": self.findings or now.findings,
                "evidence": tuple(others.get(e.id, e) for e in now.evidence),
                "basis": self.basis or now.basis,
                "complex_case": self.complex_case or now.complex_case,
                "influence": self.influence or now.influence,
                "public_interest": self.public_interest or now.public_interest,
            }
        )

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        return min((day for p in case.undecided if (day := joining.to_unite(case, p))), default=None)

    def facts(self, now: Moment) -> Iterator[Fact]:
        case, papers = now.case, self._papers(now.case.papers)
        intended = {p.party: p.proposal for p in self.proposals}
        yield DraftAmended(papers=papers, reason=self.reason)
        for number, proposal in intended.items():
            yield ProposalAmended(party=number, proposal=proposal)
        yield Screened(screening=screened_anew(now, papers, intended))
        not_issued = {p.id: n for p in case.undecided if (n := p.last_notices) and n.issued_on is None}
        for number, notices in not_issued.items():
            if notices.approved_on:
                yield ApprovalVoided(party=number)
        if void := tuple(d for n in not_issued.values() for d in n.documents):
            yield DocumentsVoided(documents=void)


MOVES = (AmendDraft,)
FACTS = (DraftAmended, ProposalAmended, ApprovalVoided)
