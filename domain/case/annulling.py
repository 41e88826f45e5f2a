"""Annulled acts (撤销记录): what was recorded and did not happen, or not so. What stands is in its ordinary place; these are not."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Titled
from domain.lengths import Code, LongText, Text
from domain.record import Computing, Record


class ActKind(Titled):
    """The kinds of acts (办理事项) of which somebody may find that they did not happen, or not so."""

    SERVICE = "service", "送达", "service"
    ANNOUNCEMENT = "announcement", "公告送达", "service by announcement"
    WAIVER = "waiver", "放弃权利", "waiver"
    HEARING_REQUEST = "hearing_request", "听证要求", "request for a hearing"
    STATEMENT = "statement", "陈述申辩", "statement"
    INTERVIEW = "interview", "听述", "interview"
    NO_SHOW = "no_show", "听述缺席", "missed interview"
    HEARING = "hearing", "听证", "hearing"
    HEARING_END = "hearing_end", "终止听证", "end of a hearing"
    HEARING_REPORT = "hearing_report", "听证报告", "hearing report"
    RECHECK = "recheck", "复核", "re-check"
    OPINION = "opinion", "法制审核意见", "opinion of the legal review"
    FILING_ACKNOWLEDGEMENT = "filing_acknowledgement", "报备签收", "acknowledgement of the filing"
    DISCUSSION = "discussion", "集体讨论", "discussion"
    SEALING = "sealing", "盖章", "sealing"
    PUBLICATION = "publication", "公示", "publication of the decision"
    DECISION_FILING_ACKNOWLEDGEMENT = (
        "decision_filing_acknowledgement",
        "决定备案签收",
        "acknowledgement of the decision filing",
    )
    PAYMENT = "payment", "缴款", "payment"
    REFUND = "refund", "退款", "refund"
    DEMAND = "demand", "催告", "demand to pay"
    OPENING = "opening", "启动案件", "opening of the case"
    ISSUE = "issue", "发出约谈函和告知书", "issue of the notices"
    DECISION = "decision", "处罚决定", "decision"


class AnnulledAct(Record):
    """One act that was annulled, with what it had said."""

    kind: ActKind
    party: int | None = None
    """Whose; none where it was an act of the case."""
    which: Code
    """By what it was told from others of its kind: a document, a statement, its place among them."""
    on: date
    """The day of the act."""
    said: LongText
    """The whole record, as it stood in its place: its canonical JSON."""
    reason: Text
    annulled_on: date
    by: Code
    """The officer who found it."""
    head: Code = ""
    """The head who confirmed it."""
    fell_with: ActKind | None = None
    """The annulled act on which this one rested, where it fell with that."""
    defect_of: tuple[int, ...] = ()
    """Parties on whom the decision had been made: for them it is a ground to set that aside."""
    stands: bool = False
    """Whether it was left in its place, since every decision that rests on it was made."""
    rounds: int = 0
    """How many rounds of review, filings and discussions had been, which count no more because of it."""
    filings: int = 0
    discussions: int = 0


class Annulments(Computing):
    """All that was annulled, in order."""

    acts: tuple[AnnulledAct, ...] = ()

    def of(self, kind: ActKind, party: int | None) -> Iterator[AnnulledAct]:
        """The acts of a kind that were taken out of their place."""
        return (a for a in self.acts if (a.kind, a.party) == (kind, party) and not a.stands)
