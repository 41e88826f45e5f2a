"""The re-check (复核) of what a party said: each point answered, with its reason, and the proposal that came of it."""

from datetime import date
from typing import Annotated

from domain.bilingual import Titled
from domain.case.papers import Proposal
from domain.labels import Label
from domain.lengths import Code, LongText
from domain.record import FileHash, Record


class PointOutcome(Titled):
    """What became of one point that the party made (是否采纳)."""

    ADOPTED = "adopted", "采纳", "adopted"
    PARTLY = "partly", "部分采纳", "adopted in part"
    NOT = "not", "不采纳", "not adopted"


class Answer(Record):
    """The answer to one point, with its reason (行政处罚法 第45条)."""

    point: Annotated[
        Code,
        Label(
            "意见编号",
            "point",
            "S1 为陈述申辩，I1 为听述中的意见，H1 为听证中的意见",
            "its id: S1 a statement, I1 a point of the interview, H1 of the hearing",
        ),
    ]
    passage: Annotated[
        LongText,
        Label(
            "所答复的段落",
            "passage",
            "一份陈述分项答复的，每项写明所答复的段落",
            "a statement is one point until it is divided; then every answer names its passage",
        ),
    ] = ""
    outcome: Annotated[PointOutcome, Label("是否采纳", "outcome")]
    reason: Annotated[LongText, Label("理由", "reason")]


class CompletedRecheck(Record):
    on: date
    by: tuple[str, ...]
    answers: tuple[Answer, ...]
    proposal: Proposal
    form: FileHash
    """SHA-256 of the signed 复核意见书."""
