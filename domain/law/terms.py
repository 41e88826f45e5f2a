"""Terms (期限): the length the law gives, in which unit, counted from what, with the law's own words."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import SerializerFunctionWrapHandler, model_serializer

from domain.law.articles import Article
from domain.record import Record


class Unit(StrEnum):
    """What is counted (期间单位)."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    YEAR = "year"

    @property
    def counted_zh(self) -> str:
        """The unit after a number: 5个工作日."""
        return {"working_day": "个工作日", "calendar_day": "日", "month": "个月", "year": "年"}[self]


class Direction(StrEnum):
    """Within N after the event (之内), or N before it (之前)."""

    FORWARD = "forward"
    BACKWARD = "backward"


class Certainty(StrEnum):
    """How sure we are of a figure. All but V need a lawyer's confirmation; A is no law at all."""

    V = "V"
    """Read in the source."""
    V2 = "V2"
    """Read in a secondary copy or a press text."""
    G = "G"
    """General knowledge, not verified."""
    I = "I"  # noqa: E741 - the flag's name in the collection of sources
    """Our reading."""
    A = "A"
    """Assumed: a setting, not law."""

    @property
    def title_zh(self) -> str:
        return {
            "V": "已核对原文",
            "V2": "据转载文本，待核对",
            "G": "据一般了解，待核对",
            "I": "系统的理解，待确认",
            "A": "假定值，不是法律规定",
        }[self]


class Event(StrEnum):
    """What a term is counted from (起算事件), or, backward, what it comes before."""

    CLUE_RECEIVED = "clue_received"
    EVIDENCE_REGISTERED = "evidence_registered"
    SEIZED = "seized"
    REVIEW_MATERIALS_RECEIVED = "review_materials_received"
    NOTICE_SERVED = "notice_served"
    INTERVIEW_DAY = "interview_day"
    HEARING_DAY = "hearing_day"
    HEARING_ENDED = "hearing_ended"
    CASE_ACCEPTED = "case_accepted"
    FILING_DELIVERED = "filing_delivered"
    OBJECTION_RECEIVED = "objection_received"
    OBJECTION_ANSWERED = "objection_answered"
    DECISION_MADE = "decision_made"
    DECISION_CHANGED = "decision_changed"
    DECISION_SERVED = "decision_served"
    ANNOUNCEMENT_PUBLISHED = "announcement_published"
    RECONSIDERATION_DECISION_SERVED = "reconsideration_decision_served"
    DEMAND_SERVED = "demand_served"
    REMEDIES_EXPIRED = "remedies_expired"
    CLOSING_TRIGGERED = "closing_triggered"
    ACT_ENDED = "act_ended"

    @property
    def title_zh(self) -> str:
        return _EVENTS[self]


_EVENTS = {
    Event.CLUE_RECEIVED: "发现线索或者收到材料",
    Event.EVIDENCE_REGISTERED: "采取先行登记保存措施",
    Event.SEIZED: "实施查封、扣押",
    Event.REVIEW_MATERIALS_RECEIVED: "审核机构接到审核材料",
    Event.NOTICE_SERVED: "告知书送达",
    Event.INTERVIEW_DAY: "举行听述",
    Event.HEARING_DAY: "举行听证",
    Event.HEARING_ENDED: "听证结束",
    Event.CASE_ACCEPTED: "立案",
    Event.FILING_DELIVERED: "听述情况报告送达备案机构",
    Event.OBJECTION_RECEIVED: "收到报备异议",
    Event.OBJECTION_ANSWERED: "答复报备异议",
    Event.DECISION_MADE: "作出行政处罚决定",
    Event.DECISION_CHANGED: "决定被变更、撤销、确认违法或者确认无效",
    Event.DECISION_SERVED: "行政处罚决定书送达",
    Event.ANNOUNCEMENT_PUBLISHED: "发出公告",
    Event.RECONSIDERATION_DECISION_SERVED: "收到复议决定书",
    Event.DEMAND_SERVED: "催告书送达",
    Event.REMEDIES_EXPIRED: "法定的复议、诉讼期限届满",
    Event.CLOSING_TRIGGERED: "出现结案情形",
    Event.ACT_ENDED: "违法行为发生或者终了",
}


class TermKey(StrEnum):
    """Which clock (期限名称)."""

    VERIFY_CLUE = "verify_clue"
    EVIDENCE_REGISTRATION = "evidence_registration"
    SEIZURE = "seizure"
    LEGAL_REVIEW = "legal_review"
    STATEMENT = "statement"
    HEARING_REQUEST = "hearing_request"
    HEARING_NOTICE = "hearing_notice"
    HEARING_REPORT = "hearing_report"
    INTERVIEW_NOTICE = "interview_notice"
    DECIDE = "decide"
    SERVE_DECISION = "serve_decision"
    PUBLIC_NOTICE_SERVICE = "public_notice_service"
    PUBLICISE = "publicise"
    WITHDRAW_PUBLICATION = "withdraw_publication"
    PAYMENT = "payment"
    DECISION_FILING = "decision_filing"
    FILING_RESPONSE = "filing_response"
    ANSWER_OBJECTION = "answer_objection"
    LIFT_OBJECTION = "lift_objection"
    RECONSIDERATION = "reconsideration"
    LAWSUIT = "lawsuit"
    LAWSUIT_AFTER_RECONSIDERATION = "lawsuit_after_reconsideration"
    DEMAND_PAYMENT = "demand_payment"
    APPLY_ENFORCEMENT = "apply_enforcement"
    CLOSE_CASE = "close_case"
    LIMITATION = "limitation"
    LIMITATION_WITH_HARM = "limitation_with_harm"

    @property
    def title_zh(self) -> str:
        return _KEYS[self]


_KEYS = {
    TermKey.VERIFY_CLUE: "线索核查期限",
    TermKey.EVIDENCE_REGISTRATION: "先行登记保存期限",
    TermKey.SEIZURE: "查封、扣押期限",
    TermKey.LEGAL_REVIEW: "审核期限",
    TermKey.STATEMENT: "陈述、申辩期限",
    TermKey.HEARING_REQUEST: "要求听证期限",
    TermKey.HEARING_NOTICE: "听证通知期限",
    TermKey.HEARING_REPORT: "听证报告期限",
    TermKey.INTERVIEW_NOTICE: "听述通知期限",
    TermKey.DECIDE: "办案期限",
    TermKey.SERVE_DECISION: "送达决定期限",
    TermKey.PUBLIC_NOTICE_SERVICE: "公告送达期间",
    TermKey.PUBLICISE: "公示期限",
    TermKey.WITHDRAW_PUBLICATION: "撤回公示期限",
    TermKey.PAYMENT: "缴款期限",
    TermKey.DECISION_FILING: "决定备案期限",
    TermKey.FILING_RESPONSE: "报备答复期限",
    TermKey.ANSWER_OBJECTION: "答复异议期限",
    TermKey.LIFT_OBJECTION: "解除异议期限",
    TermKey.RECONSIDERATION: "申请行政复议期限",
    TermKey.LAWSUIT: "提起行政诉讼期限",
    TermKey.LAWSUIT_AFTER_RECONSIDERATION: "复议后起诉期限",
    TermKey.DEMAND_PAYMENT: "催告期限",
    TermKey.APPLY_ENFORCEMENT: "申请强制执行期限",
    TermKey.CLOSE_CASE: "结案期限",
    TermKey.LIMITATION: "追责时效",
    TermKey.LIMITATION_WITH_HARM: "追责时效（涉及生命健康安全、金融安全且有危害后果）",
}


class Exclusion(StrEnum):
    """Time that is not counted (不计入期限的时间)."""

    SUSPENSION = "suspension"
    HEARING = "hearing"
    ANNOUNCEMENT = "announcement"
    TESTING = "testing"
    IDENTIFICATION = "identification"
    REFUND = "refund"
    SERVICE = "service"

    @property
    def title_zh(self) -> str:
        return _EXCLUSIONS[self]

    @classmethod
    def _missing_(cls, value: object) -> "Exclusion | None":
        """The Chinese title names it too, as officers write it."""
        return next((one for one, title in _EXCLUSIONS.items() if title == value), None)


_EXCLUSIONS = {
    Exclusion.SUSPENSION: "中止",
    Exclusion.HEARING: "听证",
    Exclusion.ANNOUNCEMENT: "公告",
    Exclusion.TESTING: "检测、检验、检疫、鉴定",
    Exclusion.IDENTIFICATION: "权利人辨认或者鉴别",
    Exclusion.REFUND: "责令退还多收价款",
    Exclusion.SERVICE: "送达",
}


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

    @property
    def title(self) -> str:
        """The Chinese name of the term."""
        return self.key.title_zh


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
