"""Terms (期限): the length the law gives, in which unit, counted from what, with the law's own words."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import SerializerFunctionWrapHandler, model_serializer

from domain.bilingual import Titled
from domain.law.articles import Article
from domain.record import Record


class Unit(Titled):
    """What is counted (期间单位), as it stands after a number."""

    WORKING_DAY = "working_day", "个工作日", "working days"
    CALENDAR_DAY = "calendar_day", "日", "days"
    MONTH = "month", "个月", "months"
    YEAR = "year", "年", "years"

    @property
    def counted_zh(self) -> str:
        """The unit after a number: 5个工作日."""
        return self.zh


class Direction(StrEnum):
    """Within N after the event (之内), or N before it (之前)."""

    FORWARD = "forward"
    BACKWARD = "backward"


class Certainty(Titled):
    """How sure we are of a figure. All but V need a lawyer's confirmation; A is no law at all."""

    V = "V", "已核对原文", "read in the source"
    """Read in the source."""
    V2 = "V2", "据转载文本，待核对", "read in a secondary copy, to be confirmed"
    """Read in a secondary copy or a press text."""
    G = "G", "据一般了解，待核对", "general knowledge, to be confirmed"
    """General knowledge, not verified."""
    I = "I", "系统的理解，待确认", "our reading, to be confirmed"  # noqa: E741 - the flag's name in the collection of sources
    """Our reading."""
    A = "A", "假定值，不是法律规定", "assumed, not law"
    """Assumed: a setting, not law."""


class Event(Titled):
    """What a term is counted from (起算事件), or, backward, what it comes before."""

    CLUE_RECEIVED = "clue_received", "发现线索或者收到材料", "clue received"
    EVIDENCE_REGISTERED = "evidence_registered", "采取先行登记保存措施", "evidence registered"
    SEIZED = "seized", "实施查封、扣押", "seized"
    REVIEW_MATERIALS_RECEIVED = (
        "review_materials_received",
        "审核机构接到审核材料",
        "review materials received",
    )
    NOTICE_SERVED = "notice_served", "告知书送达", "notice served"
    NEW_EVIDENCE_SERVED = "new_evidence_served", "补充证据告知书送达", "notice of new evidence served"
    INTERVIEW_DAY = "interview_day", "举行听述", "interview day"
    HEARING_DAY = "hearing_day", "举行听证", "hearing day"
    HEARING_ENDED = "hearing_ended", "听证结束", "hearing ended"
    CASE_ACCEPTED = "case_accepted", "立案", "case accepted"
    FILING_DELIVERED = "filing_delivered", "听述情况报告送达备案机构", "filing delivered"
    OBJECTION_RECEIVED = "objection_received", "收到报备异议", "objection received"
    OBJECTION_ANSWERED = "objection_answered", "答复报备异议", "objection answered"
    DECISION_MADE = "decision_made", "作出行政处罚决定", "decision made"
    DECISION_CHANGED = "decision_changed", "决定被变更、撤销、确认违法或者确认无效", "decision changed"
    DECISION_SERVED = "decision_served", "行政处罚决定书送达", "decision served"
    ANNOUNCEMENT_PUBLISHED = "announcement_published", "发出公告", "announcement published"
    RECONSIDERATION_DECISION_SERVED = (
        "reconsideration_decision_served",
        "收到复议决定书",
        "reconsideration decision served",
    )
    DEMAND_SERVED = "demand_served", "催告书送达", "demand served"
    REMEDIES_EXPIRED = "remedies_expired", "法定的复议、诉讼期限届满", "remedies expired"
    COMPLAINT_RECEIVED = "complaint_received", "收到申诉、检举", "complaint received"
    SUPERVISION_NOTICE_ISSUED = (
        "supervision_notice_issued",
        "执法监督文书发出",
        "supervision notice issued",
    )
    CLOSING_TRIGGERED = "closing_triggered", "出现结案情形", "closing triggered"
    SUSPENDED = "suspended", "中止，或者上一次提醒", "suspended, or reminded last"
    TRANSFER_REPORTED = (
        "transfer_reported",
        "接到移送涉嫌犯罪案件的报告",
        "report on a suspected crime received",
    )
    TRANSFER_APPROVED = "transfer_approved", "批准移送司法机关", "transfer to the judiciary approved"
    ACT_ENDED = "act_ended", "违法行为发生或者终了", "act ended"


class TermKey(Titled):
    """Which clock (期限名称)."""

    VERIFY_CLUE = "verify_clue", "线索核查期限", "verify clue"
    EVIDENCE_REGISTRATION = "evidence_registration", "先行登记保存期限", "evidence registration"
    SEIZURE = "seizure", "查封、扣押期限", "seizure"
    LEGAL_REVIEW = "legal_review", "审核期限", "legal review"
    STATEMENT = "statement", "陈述、申辩期限", "statement"
    NEW_EVIDENCE_ANSWER = "new_evidence_answer", "对补充证据陈述、申辩期限", "answering new evidence"
    HEARING_REQUEST = "hearing_request", "要求听证期限", "hearing request"
    HEARING_NOTICE = "hearing_notice", "听证通知期限", "hearing notice"
    HEARING_REPORT = "hearing_report", "听证报告期限", "hearing report"
    INTERVIEW_NOTICE = "interview_notice", "听述通知期限", "interview notice"
    DECIDE = "decide", "办案期限", "decide"
    SERVE_DECISION = "serve_decision", "送达决定期限", "serve decision"
    PUBLIC_NOTICE_SERVICE = "public_notice_service", "公告送达期间", "public notice service"
    PUBLICISE = "publicise", "公示期限", "publicise"
    WITHDRAW_PUBLICATION = "withdraw_publication", "撤回公示期限", "withdraw publication"
    PAYMENT = "payment", "缴款期限", "payment"
    DECISION_FILING = "decision_filing", "决定备案期限", "decision filing"
    FILING_RESPONSE = "filing_response", "报备答复期限", "filing response"
    ANSWER_OBJECTION = "answer_objection", "答复异议期限", "answer objection"
    LIFT_OBJECTION = "lift_objection", "解除异议期限", "lift objection"
    RECONSIDERATION = "reconsideration", "申请行政复议期限", "reconsideration"
    LAWSUIT = "lawsuit", "提起行政诉讼期限", "lawsuit"
    LAWSUIT_AFTER_RECONSIDERATION = (
        "lawsuit_after_reconsideration",
        "复议后起诉期限",
        "lawsuit after reconsideration",
    )
    DEMAND_PAYMENT = "demand_payment", "催告期限", "demand payment"
    APPLY_ENFORCEMENT = "apply_enforcement", "申请强制执行期限", "apply enforcement"
    ANSWER_COMPLAINT = "answer_complaint", "答复申诉、检举期限", "answer complaint"
    ANSWER_SUPERVISION = "answer_supervision", "答复执法监督期限", "answer supervision"
    CLOSE_CASE = "close_case", "结案期限", "close case"
    SUSPENSION_REMINDER = "suspension_reminder", "中止提醒期限", "reminder of a suspension"
    DECIDE_TRANSFER = "decide_transfer", "决定移送司法机关期限", "decide a transfer to the judiciary"
    SEND_TRANSFER = "send_transfer", "移送材料送出期限", "send the papers to the judiciary"
    LIMITATION = "limitation", "追责时效", "limitation"
    LIMITATION_WITH_HARM = (
        "limitation_with_harm",
        "追责时效（涉及生命健康安全、金融安全且有危害后果）",
        "limitation with harm",
    )


class Exclusion(Titled):
    """Time that is not counted (不计入期限的时间)."""

    SUSPENSION = "suspension", "中止", "suspension"
    HEARING = "hearing", "听证", "hearing"
    ANNOUNCEMENT = "announcement", "公告", "announcement"
    TESTING = "testing", "检测、检验、检疫、鉴定", "testing, inspection, quarantine, appraisal"
    IDENTIFICATION = "identification", "权利人辨认或者鉴别", "identification by the holder of rights"
    REFUND = "refund", "责令退还多收价款", "ordered refund of overcharges"
    SERVICE = "service", "送达", "service"

    @classmethod
    def _missing_(cls, value: object) -> "Exclusion | None":
        """The Chinese title names it too, as officers write it."""
        return next((one for one in cls if one.zh == value), None)


class Extension(Record):
    """How a term may be prolonged (延长)."""

    length: int | None
    """In the term's own unit; nothing where the law leaves the length to whoever grants it."""
    granted_by: str
    source: Article
    again_by: str = ""
    """Who may prolong it once more; empty where nobody may."""
    again_length: int | None = None


class Row(Record):
    """A dated row of law: it travels in the history of every case, so that its defaults are never written."""

    since: date
    until: date | None = None
    """The last day on which the row holds."""
    binds: tuple[str, ...] = ()
    """The profiles and layers in which the row holds; empty: in every one."""
    note: str = ""
    """A remark for lawyers; rulebooks leave it out where no rule reads it."""

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @model_serializer(mode="wrap")
    def _lean(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        return {key: value for key, value in dump(self).items() if getattr(self, key) != fields[key].default}


class Term(Row):
    """One row of the statute table: a figure of law beside its words.

    Rows are never edited, only closed (`until`) and added.
    """

    key: TermKey
    length: int
    unit: Unit
    runs_from: Event
    source: Article
    quote: str
    """The law's own words, or our paraphrase where `paraphrase` says so."""
    certainty: Certainty
    checked_on: date
    unit_source: Article | None = None
    """What makes it working days or natural days."""
    direction: Direction = Direction.FORWARD
    excludes: tuple[Exclusion, ...] = ()
    extension: Extension | None = None
    roll: bool = True
    """Whether a last day that is a rest day moves to the next working day."""
    paraphrase: bool = False
    named: str = ""
    """What its act calls it, where the name of the key says more than the act asks."""

    @property
    def title(self) -> str:
        """The Chinese name of the term."""
        return self.named or self.key.zh


class AddOnRate(Row):
    """The rate of the add-on fine (加处罚款) for a fine not paid in time."""

    percent_a_day: int
    percent_at_most: int
    """Of the fine itself."""
    source: Article
    quote: str
    certainty: Certainty
    checked_on: date
    paraphrase: bool = False
