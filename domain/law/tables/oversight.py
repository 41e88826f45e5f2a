"""Terms of the supervision of a case (执法监督): no law that anybody has read says how long; both are assumed."""

from typing import Final

from domain.law.tables.sources import ASSUMED, CHECKED, PENALTY_2021
from domain.law.terms import Certainty, Event, Term, TermKey, Unit

TERMS: Final[tuple[Term, ...]] = (
    Term(
        key=TermKey.ANSWER_COMPLAINT,
        length=15,
        unit=Unit.WORKING_DAY,
        runs_from=Event.COMPLAINT_RECEIVED,
        source=ASSUMED,
        quote="办案机关自收到申诉、检举之日起十五个工作日内审查并答复",
        paraphrase=True,
        since=PENALTY_2021,
        certainty=Certainty.A,
        checked_on=CHECKED,
    ),
    Term(
        key=TermKey.ANSWER_SUPERVISION,
        length=10,
        unit=Unit.WORKING_DAY,
        runs_from=Event.SUPERVISION_NOTICE_ISSUED,
        source=ASSUMED,
        quote="办案机关自执法监督文书发出之日起十个工作日内书面答复",
        paraphrase=True,
        since=PENALTY_2021,
        certainty=Certainty.A,
        checked_on=CHECKED,
        note="《行政执法监督条例》（2026-02-01起施行）的条文尚未核对",
    ),
)
