"""Legal review (法制审核), filing (报备), discussion (集体讨论), decision filing (备案): acts of the case."""

from datetime import date
from typing import Annotated

from domain.bilingual import Titled
from domain.case.people import Person
from domain.labels import Label
from domain.lengths import Line, LongText, Text
from domain.record import FileHash, Record


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
    agreed: Annotated[bool, Label("是否同意", "agreed", "该项有无异议", "whether nothing is objected to")]
    finding: Annotated[
        LongText, Label("意见", "finding", "对该项的审核意见", "what the reviewer finds on this point")
    ]


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


class Review(Record):
    reviewer: Person | None = None
    past_reviewers: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()

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

    def agreed(self, purpose: Purpose, papers: str, since: date | None = None) -> Round | None:
        """The last round in which exactly these papers were agreed to, submitted on `since` or later."""
        for item in reversed(self.rounds):
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


class Filing(Record):
    filings: tuple[Filed, ...] = ()

    @property
    def last(self) -> Filed | None:
        return self.filings[-1] if self.filings else None

    @property
    def current(self) -> Filed | None:
        """The last filing, unless it was withdrawn."""
        return self.last if self.last and self.last.withdrawn_on is None else None

    def on_papers(self, papers: str, since: date | None = None) -> Filed | None:
        """The last filing, if it stands, was of exactly these papers and on `since` or later."""
        last = self.current
        return last if last and last.papers == papers and (since is None or last.filed_on >= since) else None


class Discussion(Record):
    papers: str
    on: date
    place: Line
    chair: Line
    attendees: tuple[Line, ...]
    absentees: tuple[Line, ...] = ()
    recorder: Line
    opinions: tuple[LongText, ...]
    conclusion: LongText
    record: FileHash
    on_objection: LongText = ""
    """Why a maintained objection of the supervising office is followed or not."""


class Discussions(Record):
    all: tuple[Discussion, ...] = ()

    def on_papers(self, papers: str, since: date | None = None) -> Discussion | None:
        """The last discussion of exactly these papers, held on `since` or later."""
        held = (d for d in reversed(self.all) if since is None or d.on >= since)
        return next((d for d in held if d.papers == papers), None)


class DecisionFiling(Record):
    document: int | None = None
    filed_on: date | None = None
    acknowledged_on: date | None = None


class Closing(Record):
    closed_on: date | None = None
    trigger: str = ""
    form: FileHash = ""
