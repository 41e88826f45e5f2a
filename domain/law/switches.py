"""Switches (程序开关): what a profile decides that is not a figure of law."""

from collections.abc import Mapping
from typing import Annotated

from domain.bilingual import Titled
from domain.labels import DAYS, WORKING_DAYS, Label
from domain.law.articles import Article
from domain.law.penalties import PenaltyKind
from domain.record import Record


class Layout(Titled):
    """How a document is laid out (版式)."""

    GONGWEN = "gongwen", "公文格式", "official document"
    LETTER = "letter", "信函格式（GB/T 9704-2012 10.1）", "letter (GB/T 9704-2012, 10.1)"
    FORM = "form", "表格（手工签署）", "form that is signed by hand"


class ReviewTime(Titled):
    """When a legal review stands (法制审核的时点)."""

    BEFORE_NOTICE = "before_notice", "告知前", "before the notice"
    AFTER_HEARING = "after_hearing", "听证后", "after the hearing"
    AFTER_STATEMENTS = "after_statements", "听述复核后", "after statements and re-check"


class Switches(Record):
    """What a profile decides that is not a figure of law. What is assumed is named so, and never shown as law."""

    reviews: Annotated[tuple[ReviewTime, ...], Label("法制审核的时点", "times of legal review")]
    checklist: Annotated[tuple[str, ...], Label("审核内容", "points a legal review answers")]
    hearing_kinds: Annotated[
        tuple[PenaltyKind, ...],
        Label("不论数额均可要求听证的处罚种类", "kinds that give the right to a hearing whatever the amount"),
    ]
    discussion: Annotated[bool, Label("默认集体讨论", "discussed by default")]
    filing: Annotated[bool, Label("决定前报备", "interview report filed before the decision")]
    severity: Annotated[
        tuple[PenaltyKind, ...],
        Label("处罚由轻到重的顺序", "kinds from the lightest to the heaviest, as far as they compare"),
    ]
    late_recording_days: Annotated[
        int,
        Label(
            "送达迟于几个工作日登记须说明理由",
            "working days after which recording a service needs a reason",
            unit=WORKING_DAYS,
        ),
    ]
    strict_backward: Annotated[bool, Label("“几日前”从严计算", "the full term lies between notice and event")]
    reviewer_may_preside: Annotated[
        bool, Label("审核人员可以主持听证", "a reviewer may preside over the hearing")
    ]
    officer_may_preside_interview: Annotated[
        bool, Label("承办人可以主持听述", "an officer of the case may preside over the interview")
    ]
    countersigned_on_paper: Annotated[
        bool,
        Label(
            "纸面会签",
            "countersigned on paper",
            "由提出人写明会签人并附双方签署的扫描件，会签人不必以本人身份确认",
            "who proposes names the other and hands in the paper both have signed",
        ),
    ] = False
    decision_filing_each: Annotated[
        bool,
        Label(
            "决定逐件备案",
            "decisions filed one by one",
            "每件决定自作出之日起各自备案；否则全案决定作出后一并备案，自最后一件起算",
            "each within its term from the day it is made; else all together once all are made, from the last one",
        ),
    ] = False
    decision_filing_again: Annotated[
        bool,
        Label(
            "决定纠正后再次备案",
            "filed again when mended",
            "本机关自行撤销、变更已作出的决定的，再次备案",
            "what the agency itself revoked or changed goes to the supervising office again",
        ),
    ] = False
    every_penalty_published: Annotated[
        bool,
        Label(
            "普通程序处罚一律公示",
            "every penalty is made public",
            "除仅给予警告的以外，适用普通程序的行政处罚决定一律公示，不由承办人选择",
            "every penalty of the ordinary procedure but a bare warning, whatever the officer says of it",
        ),
    ] = False
    basis_roles: Annotated[
        bool,
        Label(
            "条款分违反和依据",
            "articles by their role",
            "告知书、决定书写明违反的条款、定性和处罚的依据；缺少的，预览中指出",
            "notice and decision say which article was broken, what the act is, and which one punishes; a gap else",
        ),
    ] = False
    unread_law_stops: Annotated[
        bool,
        Label(
            "未经确认的规定不得定稿",
            "law that nobody has confirmed stops a document",
            "没有预览的文书写有没有核对原文、律师也没有确认的规定的，不予定稿；有预览的文书在预览中标明",
            "a document without a preview is not made while it prints law that nobody has read or confirmed; a preview says so",
        ),
    ] = False
    order_to_correct: Annotated[
        bool,
        Label(
            "处罚时责令改正",
            "order to correct with each penalty",
            "告知书、决定书写明责令改正的内容，或者已经改正的情况；缺少的，预览中指出",
            "notice and decision say what is to be put right, or that it was; a gap else",
        ),
    ] = False
    duties_roll: Annotated[
        bool,
        Label(
            "机关自身期限的顺延",
            "the agency's own terms roll",
            "机关自身按自然日计算的期限，末日为法定节假日的，是否顺延",
            "whether an agency's own terms in natural days move on from a rest day",
        ),
    ] = True
    no_penalty_closed_from_decision: Annotated[
        bool,
        Label(
            "不予处罚的自决定之日起计算结案期限",
            "without penalty closed from the decision",
            "不予处罚、违法事实不能成立的，结案期限自作出决定之日起算，不待送达；送达之前仍不得结案",
            "the time to close runs from the decision, not from its service; it is closed once served all the same",
        ),
    ] = False
    proof_signed_by_hand: Annotated[
        bool,
        Label(
            "送达回证由收件人亲笔签收",
            "proof of service signed by hand",
            "收件人、收到日期和拒收情况只见于签名的送达回证扫描件，系统不在签名栏代填",
            "who received, on which day, and a refusal stand on the signed scan alone: nothing is typed into its cells",
        ),
    ] = False
    signer_named: Annotated[
        bool,
        Label(
            "记下签发人姓名",
            "who signs out is named",
            "向上级机关的报告印有签发人姓名（GB/T 9704—2012 7.2.6）",
            "a report to a superior prints the name of who signed it out (GB/T 9704-2012, 7.2.6)",
        ),
    ] = False
    suspension_reminder_days: Annotated[
        int, Label("中止后每隔几日提醒", "days between reminders of a suspension", unit=DAYS)
    ]
    suspension_grounds: Annotated[tuple[str, ...], Label("中止的情形", "grounds of a suspension")]
    number_words: Annotated[
        Mapping[str, str], Label("文书文号中的字", "word in the number, by kind of document")
    ]
    layouts: Annotated[
        Mapping[str, Layout], Label("文书的版式", "layout, by kind of document, where it is not its own")
    ] = {}
    titles: Annotated[
        Mapping[str, str], Label("文书的标题", "title, by kind of document, where it is not its own")
    ] = {}
    senders: Annotated[
        Mapping[str, str],
        Label("文书的制作机构", "unit of the agency that makes it, by kind of document"),
    ] = {}
    assumed: tuple[str, ...]
    """Names of the switches that no law fixes."""
    sources: Mapping[str, Article] = {}
