"""The decision prepared (制作决定书): all of 行政处罚法 第59条, previewed before it is made."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Annotated, ClassVar

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.decisions import Outcome, PreparedDecision
from domain.case.documents import DocumentKind, NewDocument
from domain.case.identity import never_punished
from domain.case.papers import Discretion, ToCorrect
from domain.case.parties import Party
from domain.case.people import Role
from domain.case.renotifying import DraftSentBack
from domain.labels import Label
from domain.law.articles import art
from domain.law.penalties import NO_PENALTY_GROUNDS, NOT_ESTABLISHED, Penalty, PenaltyKind
from domain.lengths import Code, Line, LongText, UpToEvidence, UpToFindings, UpToPenalties
from domain.procedure.chapters.documents import DocumentsOrdered
from domain.procedure.faults import blank, filled, penalties_sound
from domain.procedure.founding import known_grounds
from domain.procedure.gates import (
    concluding,
    fined_once,
    law,
    made_anew,
    minors,
    notice,
    papers,
    parties,
)
from domain.procedure.language import (
    APL,
    Fact,
    Moment,
    PartyFact,
    PartyMove,
    Refusal,
    Refused,
    Sort,
    Stamp,
)
from domain.procedure.progress import punishable_since


class DecisionPrepared(PartyFact):
    """A decision on one party was prepared on this version of the papers."""

    title: ClassVar = Words("决定书已制作", "decision prepared")
    prepared: PreparedDecision

    def change_party(self, party: Party, stamp: Stamp) -> Party:
        prepared = self.prepared.model_copy(update={"prepared_by": stamp.by})
        return party.model_copy(update={"prepared_decision": prepared})

    def said(self, case: Case) -> Iterator[Words]:
        yield Words("{party}：《{kind}》草稿", "{party}: draft of the {kind}").filled(
            party=case.party(self.party).said, kind=_kind(self.prepared.outcome)
        )


_KINDS = {
    Outcome.PENALTY: DocumentKind.PENALTY_DECISION,
    Outcome.NO_PENALTY: DocumentKind.NO_PENALTY_DECISION,
    Outcome.NOT_ESTABLISHED: DocumentKind.NOT_ESTABLISHED_DECISION,
}


def _kind(outcome: Outcome) -> DocumentKind:
    return _KINDS[outcome]


NO_PENALTY_WITHOUT_GROUND = Refusal(
    "NoPenaltyWithoutGround",
    art(APL, "57"),
    Words(
        "不予处罚的决定没有写明依据的条款，或者写了处罚内容",
        "a decision without penalty does not name its ground, or has penalties",
    ),
    Words(
        "请在 ground 中填写依据的条款（{grounds}），penalties 留空",
        "give the article of its ground in `ground` ({grounds}), and leave `penalties` empty",
    ),
    Sort.FORM,
)
ESTABLISHED_OR_NOT = Refusal(
    "EstablishedOrNot",
    art(APL, NOT_ESTABLISHED),
    Words(
        "违法事实不能成立的决定写了处罚内容或者不予处罚的条款，或者没有写明不能成立的理由",
        "a decision that the facts are not established has penalties or a ground of no penalty, or does not say why",
    ),
    Words(
        "请在 unproven_because 中写明理由，penalties、ground 留空；事实成立而不予处罚的，请改选 outcome",
        "say why in `unproven_because` and leave `penalties` and `ground` empty; where the facts are established and nobody"
        " is punished, choose the other `outcome`",
    ),
    Sort.FORM,
)
NO_PENALTY = Refusal(
    "NoPenalty",
    art(APL, "59"),
    Words("处罚决定没有处罚内容", "the penalty decision has no penalty"),
    Words(
        "请在 penalties 中填写处罚内容；不予处罚的，请改选 outcome",
        "give the penalties in `penalties`, or choose the other `outcome`",
    ),
    Sort.FORM,
)
MITIGATED_WITHOUT_ARTICLE = Refusal(
    "MitigatedWithoutArticle",
    art(APL, "32"),
    Words("减轻处罚没有写明法律依据", "the mitigation does not name its provision"),
    Words("请在 discretion_article 中写明依据的条款", "name the provision in `discretion_article`"),
    Sort.FORM,
)


class PrepareDecision(PartyMove):
    """Prepare the decision on one party (制作决定书): all of 行政处罚法 第59条."""

    title: ClassVar = Words("制作决定书", "prepare the decision")
    by: ClassVar = (Role.OFFICER,)
    source: ClassVar = art(APL, "59")
    makes: ClassVar = (DecisionPrepared, DocumentsOrdered)

    outcome: Annotated[Outcome, Label("决定结果", "outcome")]
    penalties: Annotated[
        UpToPenalties[Penalty],
        Label(
            "处罚内容",
            "penalties",
            "不超出告知书和经审核的拟处罚；不予处罚的留空",
            "nothing beyond the notice and the reviewed proposal; empty without penalty",
        ),
    ] = ()
    discretion: Annotated[Discretion, Label("裁量阶次", "discretion tier")] = Discretion.ORDINARY
    discretion_reasons: Annotated[
        LongText,
        Label("裁量理由", "reasons of the discretion", "为什么适用该裁量阶次", "why this tier applies"),
    ] = ""
    discretion_article: Annotated[
        Line,
        Label(
            "裁量依据",
            "provision of the discretion",
            "从轻、减轻、从重所依据的条款；减轻的必填（行政处罚法 第32条）",
            "the provision on which the tier rests; needed where mitigated (penalties act, art. 32)",
        ),
    ] = ""
    findings: Annotated[
        UpToFindings[Code],
        Label(
            "违法事实",
            "findings",
            "针对该当事人的违法事实的编号",
            "ids of the findings against this party",
        ),
    ]
    basis: Annotated[
        UpToFindings[Code],
        Label(
            "依据",
            "basis",
            "违反和适用的条款在草案中的编号",
            "ids, in the draft, of the articles broken and applied",
        ),
    ]
    ground: Annotated[
        Code,
        Label(
            "不予处罚的条款",
            "ground of no penalty",
            "不予处罚依据的行政处罚法条款：30、31、33(1)、33(2)、36",
            "without penalty: the article of the penalties act it rests on, one of 30, 31, 33(1), 33(2), 36",
        ),
    ] = ""
    statements_answered: Annotated[
        LongText,
        Label(
            "陈述申辩的采纳情况",
            "statements answered",
            "是否采纳当事人的陈述、申辩及理由",
            "whether the party's statements were adopted, and why",
        ),
    ]
    unproven_because: Annotated[
        LongText,
        Label(
            "不能成立的理由",
            "why not established",
            "违法事实不能成立的，逐项说明证据为何不足（行政处罚法 第57条第1款第3项）",
            "where the facts are not established: why the evidence does not prove them (penalties act, art. 57(1)(3))",
        ),
    ] = ""
    ground_evidence: Annotated[
        UpToEvidence[Code],
        Label(
            "证明不予处罚情形的证据",
            "evidence of the ground",
            "不予处罚的，证明该情形（如及时改正）的证据编号",
            "without penalty: ids of the evidence that proves the ground, such as that the act was corrected in time",
        ),
    ] = ()
    education: Annotated[
        LongText,
        Label(
            "教育内容",
            "education",
            "不予处罚的，对当事人进行教育的内容（行政处罚法 第33条第3款）；不填的按通用文字",
            "without penalty: what the party is told for its education (penalties act, art. 33(3)); left out: common words",
        ),
    ] = ""
    performance: Annotated[
        LongText,
        Label(
            "履行方式和期限",
            "manner and time of performance",
            "罚没款以外的处罚如何履行、何时以前履行；不填的按处罚种类的通用文字",
            "of penalties other than money; left out: the common words for each kind",
        ),
    ] = ""
    publish: Annotated[
        bool,
        Label(
            "是否公示",
            "publish",
            "决定是否应当公示（行政处罚法 第48条）；程序规定要求一律公示的，处罚决定不论如何填写都公示",
            "whether the decision is to be made public (penalties act, art. 48); where the profile has every penalty made"
            " public, a penalty is, whatever is said here",
        ),
    ] = False
    to_correct: Annotated[
        ToCorrect | None,
        Label(
            "责令改正",
            "order to correct",
            "与拟处罚时相同的不填；此后已经改正的填写 done",
            "left out where it is that of the proposal; what was put right since is said in `done`",
        ),
    ] = None

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        yield from parties.undecided(now.case.party(party), cls.source)
        yield from law.law_known(now)

    def faults(self, now: Moment) -> Iterator[Refused]:
        yield from known_grounds(now.case, self)
        yield from filled(self, statements_answered=self.statements_answered)
        yield from self._of_the_outcome(now)

    def _of_the_outcome(self, now: Moment) -> Iterator[Refused]:
        if self.outcome is Outcome.PENALTY:
            yield from self._penalty(now)
        elif self.outcome is Outcome.NO_PENALTY:
            yield from self._no_penalty(now)
        elif self.penalties or self.ground or blank(self.unproven_because):
            yield ESTABLISHED_OR_NOT()

    def _no_penalty(self, now: Moment) -> Iterator[Refused]:
        yield from minors.ground_of_age(now, now.case.party(self.party), self.ground)
        if self.ground not in NO_PENALTY_GROUNDS or self.penalties:
            yield NO_PENALTY_WITHOUT_GROUND(grounds=listed(NO_PENALTY_GROUNDS))

    def _penalty(self, now: Moment) -> Iterator[Refused]:
        party = now.case.party(self.party)
        yield from penalties_sound(self.penalties, self.party)
        if not self.penalties:
            yield NO_PENALTY()
        if self.discretion is Discretion.MITIGATED and blank(self.discretion_article):
            yield MITIGATED_WITHOUT_ARTICLE()
        yield from minors.punishable(now, party, self.discretion)
        yield from notice.within_notice(party, self)
        yield from papers.within_proposal(party, self)
        yield from concluding.within_conclusion(now.case, party, self)
        yield from fined_once.not_fined_twice(now.case, party, self)
        yield from made_anew.not_the_same_again(now.case, party, self)

    def facts(self, now: Moment) -> Iterator[Fact]:
        party = now.case.party(self.party)
        document = next(now.case.documents.next_ids())
        prepared = PreparedDecision(
            document=document,
            outcome=self.outcome,
            penalties=self.penalties,
            discretion=self.discretion,
            discretion_reasons=self.discretion_reasons,
            discretion_article=self.discretion_article,
            findings=self.findings,
            basis=self.basis,
            ground=self.ground,
            statements_answered=self.statements_answered,
            unproven_because=self.unproven_because,
            ground_evidence=self.ground_evidence,
            education=self.education,
            performance=self.performance,
            publish=self._public(now),
            papers=now.case.papers_version,
            third_parties=len(now.case.third_parties.all),
            to_correct=self.to_correct or party.proposal.to_correct,
        )
        yield DecisionPrepared(party=self.party, prepared=prepared)
        yield DocumentsOrdered(
            wanted="preview",
            documents=(NewDocument(id=document, kind=_kind(self.outcome), party=self.party),),
            voids=(party.prepared_decision.document,) if party.prepared_decision else (),
        )

    def _public(self, now: Moment) -> bool:
        """Whether it is made public: where the profile says so, every penalty but a bare warning (市场监管处罚信息公示规定 第2条)."""
        more_than_warning = any(p.kind is not PenaltyKind.WARNING for p in self.penalties)
        return self.publish or (now.rules.switches.every_penalty_published and more_than_warning)

    @classmethod
    def awaited(cls, case: Case, party: int | None) -> date | None:
        who = case.party(party)
        if not who.pending or party in concluding.left_open(case):
            return None
        if who.prepared_decision and can_be_made(case, who, who.prepared_decision):
            return None
        if back := cls.sent_back(case, party):
            return back.on
        if never_punished(who, case.papers.acted_until):
            # What the others are told and heard on does not concern it.
            return case.papers.investigation_ended_on
        return punishable_since(case, who)

    @classmethod
    def sent_back(cls, case: Case, party: int | None) -> DraftSentBack | None:
        prepared = case.party(party).prepared_decision
        return prepared.sent_back if prepared else None


def outdated(case: Case, prepared: PreparedDecision) -> bool:
    """Whether a prepared decision no longer says what the case says: its papers, what it answers, to whom it goes."""
    others = prepared.third_parties != len(case.third_parties.all)
    changed = others or prepared.overtaken or prepared.papers != case.papers_version
    return changed or _before_the_notices(case, prepared)


def _before_the_notices(case: Case, prepared: PreparedDecision) -> bool:
    """Whether a penalty was drafted before the notices on which it rests: it names earlier ones (行政处罚法 第44条).

    Documents are numbered in the order in which they are ordered; a day would not tell.
    """
    document = case.documents.known(prepared.document)
    if prepared.outcome is not Outcome.PENALTY or document.party is None:
        return False
    issued = case.party(document.party).issued_notices
    return issued is not None and prepared.document < issued.letter


def can_be_made(case: Case, party: Party, prepared: PreparedDecision) -> bool:
    """Whether a prepared decision can be made as it is: on the present papers, lacking nothing that was found.

    A penalty also stays within what was told, reviewed and concluded since it was prepared.
    """
    document = case.documents.get(prepared.document)
    if document is None or document.lacks_something or outdated(case, prepared):
        return False
    if prepared.sent_back is not None:
        return False
    return prepared.outcome is not Outcome.PENALTY or not any(
        chain(
            notice.within_notice(party, prepared),
            papers.within_proposal(party, prepared),
            concluding.within_conclusion(case, party, prepared),
            fined_once.not_fined_twice(case, party, prepared),
            made_anew.not_the_same_again(case, party, prepared),
        )
    )


MOVES = (PrepareDecision,)
FACTS = (DecisionPrepared,)
