"""New evidence (补充证据告知): what came after the notice is shown to the party, who may answer it (行政处罚法 第44、45条)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import DocumentKind, NewDocument
from domain.case.parties import Party, Right
from domain.case.people import Role
from domain.case.renotifying import NewEvidence
from domain.labels import Label
from domain.law.articles import art
from domain.law.errors import LawUnknown
from domain.law.terms import TermKey
from domain.lengths import Code, Line, Text, UpToEvidence
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.faults import filled
from domain.procedure.gates import new_evidence, parties
from domain.procedure.language import APL, Fact, Moment, PartyFact, PartyMove, Refusal, Refused, Sort, Stamp
from domain.procedure.measuring import Clock, Span


class NewEvidenceNotified(PartyFact):
    """A party is told of evidence that came after its notice; an unserved notice of the same is void by it."""

    title: ClassVar = Words("补充证据已告知", "new evidence notified")
    informs: ClassVar = (Role.OFFICER,)
    notified: NewEvidence

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        told = set(self.notified.pieces)
        earlier = (n for n in party.notices[-1].new_evidence if not told.issuperset(n.pieces))
        return party.with_last_notices(new_evidence=(*earlier, self.notified))

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：证据 {evidence}；{shown}", "{party}: evidence {evidence}; {shown}").filled(
            party=case.party(self.party).said,
            evidence=listed(self.notified.pieces),
            shown=self.notified.shown,
        )


NOTHING_NEW_TO_TELL = Refusal(
    "NothingNewToTell",
    art(APL, "44"),
    Words(
        "告知之后没有补充涉及当事人{party}违法事实的证据，或者均已送达告知",
        "no evidence on a finding against party {party} came after its notice that it was not told of",
    ),
    Words(
        "不必告知；有新证据的，先补充（add_evidence）",
        "nothing is to be told; evidence that comes is added first (add_evidence)",
    ),
)
NOTICES_COME_FIRST = Refusal(
    "NoticesComeFirst",
    art(APL, "44"),
    Words(
        "当事人{party}的约谈函和告知书尚未发出，证据在其中一并告知",
        "the notices of party {party} are not issued yet; they tell of all the evidence",
    ),
    Words(
        "请制作并发出（prepare_notices、issue_notices）",
        "prepare and issue them (prepare_notices, issue_notices)",
    ),
)
EVIDENCE_NOT_NEW = Refusal(
    "EvidenceNotNew",
    art(APL, "44"),
    Words(
        "{evidence} 不是待告知当事人{party}的证据",
        "{evidence}: not evidence that party {party} is to be told of",
    ),
    Words("请在 evidence 中填写待告知的证据：{known}", "name in `evidence` what is to be told: {known}"),
    Sort.FORM,
)


NO_TERM_TO_ANSWER = Refusal(
    "NoTermToAnswer",
    art(APL, "44"),
    Words(
        "本案适用的规则集没有对补充证据陈述、申辩的期限",
        "the rulebook of this case has no term for answering new evidence",
    ),
    Words(
        "请适用有该期限的规则（adopt_rulebook），或者重新告知（return_to_notifying）",
        "adopt rules that have it (adopt_rulebook), or notify the party anew (return_to_notifying)",
    ),
)


def _term_known(now: Moment) -> bool:
    try:
        now.rules.term(TermKey.NEW_EVIDENCE_ANSWER, now.today)
    except LawUnknown:
        return False
    return True


class NotifyNewEvidence(PartyMove):
    """Tell a party of evidence that came after its notice (告知补充证据); the notice of it is then sealed and served.

    Lawful again while that notice is not served: the earlier one is void.
    """

    title: ClassVar = Words("告知补充证据", "notify new evidence")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "44")
    makes: ClassVar = (NewEvidenceNotified, DocumentsOrdered)

    evidence: Annotated[
        UpToEvidence[Code],
        Label("补充的证据", "evidence", "证据编号，例如 E2", "ids of the evidence, such as E2"),
    ]
    shown: Annotated[
        Text,
        Label(
            "出示的内容",
            "what is shown",
            "让当事人看到的材料，例如“台账复印件全部”",
            "what the party gets to see, such as copies of the whole ledger",
        ),
    ]
    means: Annotated[
        Line,
        Label(
            "出示的方式",
            "how it is shown",
            "例如“复印件随本告知书送达”或者“到机关查阅”",
            "such as copies served with the notice, or inspection at the agency",
        ),
    ]

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        who = now.case.party(party)
        yield from parties.undecided(who, cls.source)
        if who.last_notices is None or who.last_notices.issued_on is None:
            yield NOTICES_COME_FIRST(party=party)
        elif not _to_tell(now.case, who):
            yield NOTHING_NEW_TO_TELL(party=party)
        if not _term_known(now):
            yield NO_TERM_TO_ANSWER()

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from filled(self, evidence=self.evidence, shown=self.shown, means=self.means)
        known = _to_tell(now.case, now.case.party(self.party))
        if strangers := [e for e in self.evidence if e not in known]:
            yield EVIDENCE_NOT_NEW(evidence=listed(strangers), party=self.party, known=listed(known))

    def facts(self, now: Moment) -> Iterator[Fact]:
        document = next(now.case.documents.next_ids())
        yield NewEvidenceNotified(
            party=self.party,
            notified=NewEvidence(
                document=document,
                on=now.today,
                pieces=tuple(dict.fromkeys(self.evidence)),
                shown=self.shown,
                means=self.means,
            ),
        )
        yield DocumentsOrdered(
            documents=(NewDocument(id=document, kind=DocumentKind.NEW_EVIDENCE_NOTICE, party=self.party),),
            voids=tuple(self._replaced(now.case.party(self.party))),
        )

    def _replaced(self, party: Party) -> Iterator[int]:
        told = set(self.evidence)
        last = party.last_notices
        for item in last.new_evidence if last else ():
            if told.issuperset(item.pieces):
                yield item.document

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        notices = who.last_notices
        if not who.pending or notices is None or notices.issued_on is None:
            return None
        missing = new_evidence.to_tell(case, who)
        return max((e.obtained_on or notices.issued_on for e in missing), default=None)


def _to_tell(case: Case, party: Party) -> tuple[str, ...]:
    """What a party can be told of: not told yet, or by a notice that is not served."""
    told = new_evidence.told(party)
    pieces = (e.id for e in new_evidence.since_the_notice(case, party))
    return tuple(e for e in pieces if e not in told or new_evidence.served_on(party, told[e]) is None)


def _answer(case: Case, party: Party | None) -> Iterator[Span]:
    """From service of each notice of new evidence; a waiver or new notices end it."""
    assert party is not None, "a clock of a party"
    for notices in party.notices:
        for item in notices.new_evidence:
            served = new_evidence.served_on(party, item)
            if served is not None:
                waiver = notices.waived(Right.NEW_EVIDENCE, served)
                ended = [x.on for x in (waiver, notices.returned) if x]
                yield Span(start=served, ended_on=min(ended, default=None), lapsed_on=party.settled_on)


MOVES = (NotifyNewEvidence,)
FACTS = (NewEvidenceNotified,)
CLOCKS = (Clock(TermKey.NEW_EVIDENCE_ANSWER, owner=Role.OFFICER, per_party=True, span=_answer, right=True),)
