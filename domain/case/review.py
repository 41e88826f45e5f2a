"""Legal review (法制审核), filing (报备), discussion (集体讨论), decision filing (备案): acts of the case."""

from datetime import date
from typing import Annotated

from domain.bilingual import Titled, Words
from domain.case.corrections import FilingCorrection
from domain.case.papers import Discretion
from domain.case.people import Person
from domain.case.renotifying import DraftSentBack
from domain.case.timing import Extension
from domain.labels import SERIAL, Label
from domain.law.penalties import Penalty, penalties_said
from domain.lengths import Code, Line, LongText, Text, UpToPenalties
from domain.record import Computing, FileHash, PersonId, Record


class Purpose(Titled):
    BEFORE_NOTICE = "before_notice", "告知前审核", "review before the notice"
    AFTER_STATEMENTS = "after_statements", "听取陈述申辩后审核", "review after the statements"


class Verdict(Titled):
    """What a reviewer may say (市场监督管理行政处罚程序规定 第54条)."""

    AGREE = "agree", "同意", "agreed"
    CORRECT = "correct", "建议纠正", "correction advised"
    INVESTIGATE = "investigate", "建议补充调查", "further investigation advised"
    OTHER = "other", "其他意见", "other opinion"


class OpinionPoint(Record):
    """What a reviewer says on one point of the checklist (审核内容)."""

    heading: Annotated[
        Line,
        Label(
            "审核内容",
            "heading",
            "审核内容清单中的一项",
            "the point of the checklist, as it is written there",
        ),
    ]
    agreed: Annotated[
        bool,
        Label("审核结论", "agreed", "对该项同意，还是有异议", "whether nothing is objected to on this point"),
    ]
    finding: Annotated[
        LongText, Label("意见", "finding", "对该项的审核意见", "what the reviewer finds on this point")
    ]
    advice: Annotated[
        LongText,
        Label(
            "建议",
            "advice",
            "有异议的，建议如何纠正或者补充调查",
            "where something is objected to: what to correct or to investigate",
        ),
    ] = ""


class Opinion(Record):
    verdict: Verdict
    points: tuple[OpinionPoint, ...]
    on: date
    by: str
    document: int
    signal: str = ""
    """Id of the signal by which it came, if it did."""

    @property
    def objections(self) -> tuple[OpinionPoint, ...]:
        return tuple(p for p in self.points if not p.agreed)


class OpinionAnswer(Record):
    """The officer's answer to one point that was not agreed."""

    heading: Annotated[
        Line,
        Label(
            "审核内容", "heading", "有异议的那一项审核内容", "the point of the checklist that was not agreed"
        ),
    ]
    answer: Annotated[
        LongText,
        Label("答复", "answer", "如何纠正，或者为何不纠正", "what was corrected, or why nothing was"),
    ]


class Round(Record):
    number: int
    purpose: Purpose
    papers: str
    submitted_on: date
    opinion: Opinion | None = None
    answers: tuple[OpinionAnswer, ...] = ()
    answered: bool = False
    extensions: tuple[Extension, ...] = ()
    """By how much the time for the opinion was prolonged."""

    @property
    def extended_by(self) -> int:
        return sum(extension.by for extension in self.extensions)


class SecondReview(Record):
    """That the head had an opinion reviewed by another reviewer (复审), because the officer disputes it."""

    round: int
    """The round with the disputed opinion."""
    disputed: LongText
    on: date
    by: PersonId


class Review(Computing):
    reviewer: Person | None = None
    past_reviewers: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()
    second: SecondReview | None = None

    @property
    def last(self) -> Round | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def open_round(self) -> Round | None:
        """The round that waits for an opinion."""
        return self.last if self.last and self.last.opinion is None else None

    @property
    def returned(self) -> Round | None:
        """The round that waits for the officer's answer."""
        last = self.last
        if last and last.opinion and last.opinion.verdict is not Verdict.AGREE and not last.answered:
            return last
        return None

    def agreed(
        self, purpose: Purpose, papers: str, since: date | None = None, *, behind: int = 0
    ) -> Round | None:
        """The last round in which exactly these papers were agreed to, submitted on `since` or later, `behind` some rounds."""
        for item in reversed(self.rounds[behind:]):
            early = since is not None and item.submitted_on < since
            if item.purpose is purpose and item.papers == papers and item.opinion and not early:
                return item if item.opinion.verdict is Verdict.AGREE else None
        return None


class Objection(Record):
    """What the supervising office has against a filing (异议), and what became of it."""

    on: date
    reason: LongText
    answered_on: date | None = None
    answer: LongText = ""
    lifted_on: date | None = None
    maintained_on: date | None = None
    maintained_because: LongText = ""

    @property
    def settled_on(self) -> date | None:
        """The day on which it was lifted or maintained; silence after the answer lifts it too."""
        return self.lifted_on or self.maintained_on


class Filed(Record):
    """The interview report filed before the decision."""

    papers: str
    document: int
    filed_on: date
    summary: LongText = ""
    acknowledged_on: date | None = None
    objection: Objection | None = None
    withdrawn_on: date | None = None
    withdrawn_because: Text = ""


class Filing(Computing):
    filings: tuple[Filed, ...] = ()

    @property
    def last(self) -> Filed | None:
        return self.filings[-1] if self.filings else None

    @property
    def current(self) -> Filed | None:
        """The last filing, unless it was withdrawn."""
        return self.last if self.last and self.last.withdrawn_on is None else None

    def on_papers(self, papers: str, since: date | None = None, *, behind: int = 0) -> Filed | None:
        """The last filing, if it stands, was of exactly these papers, on `since` or later and `behind` some others."""
        last = self.current if len(self.filings) > behind else None
        return last if last and last.papers == papers and (since is None or last.filed_on >= since) else None


class Conclusion(Record):
    """What the heads concluded on one party (结论): penalties, or none with its ground (行政处罚法 第57条第2款)."""

    party: Annotated[
        int,
        Label(
            "当事人",
            "party",
            "当事人在本案中的序号，从1起",
            "number of the party in the case, from 1",
            SERIAL,
        ),
    ]
    penalties: Annotated[
        UpToPenalties[Penalty],
        Label(
            "处罚内容",
            "penalties",
            "决定给予的处罚的种类、数额、期限；不予处罚的留空",
            "kinds, amounts and durations that were concluded; empty without penalty",
        ),
    ] = ()
    discretion: Annotated[
        Discretion,
        Label("裁量阶次", "discretion tier", "决定不得重于此", "the decision is not graver than this"),
    ] = Discretion.ORDINARY
    ground: Annotated[
        Code,
        Label(
            "不予处罚的条款",
            "ground of no penalty",
            "不予处罚依据的行政处罚法条款：30、31、33(1)、33(2)、36；违法事实不能成立的填57.1(3)",
            "without penalty: the article of the penalties act it rests on, one of 30, 31, 33(1), 33(2), 36; 57.1(3) where the facts are not established",
        ),
    ] = ""

    @property
    def said(self) -> Words:
        said = penalties_said(self.penalties)
        if self.penalties:
            return Words("{penalties}，{tier}", "{penalties}, {tier}").filled(
                penalties=said, tier=self.discretion
            )
        return Words("{said}（行政处罚法 {ground}）", "{said} (penalties act, art. {ground})").filled(
            said=said, ground=self.ground
        )


class Discussion(Record):
    papers: str
    on: date
    place: Line
    chair: PersonId
    chair_name: Line = ""
    attendees: tuple[PersonId, ...]
    attendee_names: tuple[Line, ...] = ()
    absentees: tuple[Line, ...] = ()
    reporters: tuple[PersonId, ...] = ()
    reporter_names: tuple[Line, ...] = ()
    recorder: PersonId
    recorder_name: Line = ""
    opinions: tuple[LongText, ...]
    conclusion: LongText
    conclusions: tuple[Conclusion, ...] = ()
    """None in a discussion recorded before conclusions were asked for: it binds no decision."""
    record: FileHash
    on_objection: LongText = ""
    """Why a maintained objection of the supervising office is followed or not."""
    document: int | None = None
    """Its 案件集体讨论记录."""

    def on_party(self, party: int) -> Conclusion | None:
        return next((c for c in self.conclusions if c.party == party), None)

    @property
    def present(self) -> tuple[str, ...]:
        """Who was there, by name as far as the directory had one."""
        return self.attendee_names or self.attendees


class Discussions(Computing):
    all: tuple[Discussion, ...] = ()
    sent_back: DraftSentBack | None = None
    """The papers came before the heads and were sent back, until the next discussion."""
    sent_back_papers: str = ""

    def on_papers(self, papers: str, since: date | None = None, *, behind: int = 0) -> Discussion | None:
        """The last discussion of exactly these papers, held on `since` or later and `behind` some others."""
        held = (d for d in reversed(self.all[behind:]) if since is None or d.on >= since)
        return next((d for d in held if d.papers == papers), None)


class FiledDecisions(Record):
    """Decisions that went to the supervising office in one report."""

    document: int
    parties: tuple[int, ...] = ()
    """Whose decisions; none where all were filed together."""
    filed_on: date
    acknowledged_on: date | None = None
    corrections: tuple[FilingCorrection, ...] = ()

    def of(self, party: int) -> bool:
        return not self.parties or party in self.parties

    @property
    def first_report(self) -> int:
        """The document of the report before any correction of it."""
        return self.corrections[0].report if self.corrections else self.document

    @property
    def correction(self) -> FilingCorrection | None:
        """The correction that is asked for and not made yet."""
        last = self.corrections[-1] if self.corrections else None
        return last if last and last.corrected_on is None else None


class DecisionFiling(Computing):
    """What was filed last, and before it."""

    document: int | None = None
    filed_on: date | None = None
    acknowledged_on: date | None = None
    parties: tuple[int, ...] = ()
    earlier: tuple[FiledDecisions, ...] = ()
    corrections: tuple[FilingCorrection, ...] = ()

    @property
    def all(self) -> tuple[FiledDecisions, ...]:
        if self.document is None or self.filed_on is None:
            return self.earlier
        last = FiledDecisions(
            document=self.document,
            parties=self.parties,
            filed_on=self.filed_on,
            acknowledged_on=self.acknowledged_on,
            corrections=self.corrections,
        )
        return (*self.earlier, last)

    def of_party(self, party: int, document: int = 0) -> FiledDecisions | None:
        """Of a party, made after this document of its decision: a later decision stands in none of the reports before it."""
        return next((f for f in self.all if f.of(party) and f.first_report > document), None)

    def of_report(self, document: int) -> FiledDecisions | None:
        return next((filed for filed in self.all if filed.document == document), None)

    def added(self, filed: FiledDecisions) -> "DecisionFiling":
        return DecisionFiling(
            document=filed.document, parties=filed.parties, filed_on=filed.filed_on, earlier=self.all
        )

    def acknowledged(self, document: int | None, on: date) -> "DecisionFiling":
        """Return it with one report signed for; the last one where none is named."""
        return self.changed(document, acknowledged_on=on)

    def changed(self, report: int | None, /, **update: object) -> "DecisionFiling":
        """Return it with something changed of one report; of the last one where none is named."""
        if report in (None, self.document):
            return self.model_copy(update=update)
        earlier = (f.model_copy(update=update) if f.document == report else f for f in self.earlier)
        return self.model_copy(update={"earlier": tuple(earlier)})
