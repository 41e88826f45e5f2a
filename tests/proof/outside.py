"""Why a move may stand outside a slice although it writes what the slice moves with, and why a slice may hold something still.

Both are held against the frames of the moves (tests/proof/test_frames.py): what crosses a slice unexplained fails there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.bilingual import Words


@dataclass(frozen=True)
class Outside:
    """Moves that stand outside for one reason."""

    moves: tuple[str, ...]
    why: Words
    elsewhere: bool = False
    """Whether each of them is an act of some slice."""


OUTSIDE = (
    Outside(
        ("impose", "decide_no_penalty", "decide_not_established"),
        Words(
            "作出决定是所证明的操作本身，切片到此为止",
            "to decide is the very act that is proven; with it the slice ends",
        ),
    ),
    Outside(
        (
            "annul",
            "confirm_receipt",
            "return_to_notifying",
            "amend_draft",
            "send_back",
            "correct_record",
        ),
        Words(
            "撤销、退回、更正另有切片：被撤销的不再算数，新告知书从头开始",
            "annulment, sending back and correction have slices of their own: what is annulled counts no more, new notices begin anew",
        ),
        elsewhere=True,
    ),
    Outside(
        (
            "prepare_notices",
            "approve_notices",
            "record_sealing",
            "record_service",
            "submit_statement",
            "waive",
            "request_hearing",
            "withdraw_hearing_request",
            "hold_interview",
            "record_no_show",
            "notify_hearing",
            "hold_hearing",
            "end_hearing",
            "report_hearing",
            "notify_new_evidence",
            "add_evidence",
            "recheck",
            "submit_for_review",
            "assign_reviewer",
            "give_opinion",
            "answer_opinion",
            "file_interview_report",
            "acknowledge_filing",
            "record_discussion",
            "prepare_decision",
            "issue_notices",
        ),
        Words(
            "在本切片中已经作出，或者留在起点；其各种次序另有切片",
            "made before this slice begins, or left as it is there; every order of it is in a slice of its own",
        ),
        elsewhere=True,
    ),
    Outside(
        (
            "set_aside_decision",
            "remake_decision",
            "correct_decision",
            "publicise",
            "withdraw_publication",
            "file_decision",
            "acknowledge_decision_filing",
            "request_correction",
            "correct_decision_filing",
            "record_payment",
            "record_refund",
            "record_remedy",
            "record_execution",
            "record_enforcement",
            "defer_payment",
            "pay_by_instalments",
            "demand_payment",
            "apply_to_court",
            "close_case",
            "reopen",
        ),
        Words(
            "只能在决定作出之后、或者案件结案之后；决定之前的状态因此不变。执行中的切片以一个决定为限",
            "only after a decision, or after the closing, so that no state before it is touched; slices of the execution keep to one decision",
        ),
    ),
    Outside(
        (
            "suspend",
            "resume",
            "withdraw_case",
            "terminate_case",
            "end_against_party",
            "record_party_change",
            "transfer_to_judiciary",
            "return_from_judiciary",
            "transfer_to_agency",
            "split_case",
            "join_cases",
            "end_as_joined",
            "order_correction",
        ),
        Words(
            "使案件停止或者使当事人退出：其间不得作出任何决定，对每一决定另行核对（市场监督管理行政处罚程序规定第46条、行政处罚法第27条）",
            "stops the case, or lets a party leave it: meanwhile nothing may be decided, which is asked of every decision apart (SAMR-P 46, APL 27)",
        ),
    ),
    Outside(
        ("edit_document",),
        Words(
            "只改写草稿的文字：预览重新生成，看过原文字的不能据以批准；证据、依据、数额不变",
            "words of a draft only: it is previewed again, and who had read the former ones approves nothing by them; evidence,"
            " basis and amounts stay",
        ),
        elsewhere=True,
    ),
    Outside(
        ("decline_hearing_request", "grant_hearing"),
        Words(
            "只及于逾期或者不属听证范围的要求；切片中的要求均在期限内",
            "only of requests that are late or out of scope; those of the slices are in time",
        ),
    ),
    Outside(
        ("order_second_review", "extend_review"),
        Words(
            "换人复审或者延长审核：是否同意仍只看最后一次意见，由审核的切片证明",
            "another reviewer, or more time: whether there is an agreement still hangs on the last opinion, which the slice of the review proves",
        ),
    ),
    Outside(
        ("object_to_filing", "answer_objection", "lift_objection", "maintain_objection", "withdraw_filing"),
        Words(
            "异议和撤回使报备成为未答复或者未报备，与切片中尚未签收、尚未报备的状态相同；期限各有测试",
            "an objection or a withdrawal leaves the filing unanswered or not made, as in the states of the slice before it; the terms have tests of their own",
        ),
    ),
    Outside(
        ("reschedule_interview", "serve_by_announcement", "record_publication", "record_service_attempt"),
        Words(
            "改变听述的时间、送达的方式：切片只看是否举行、何日送达",
            "another hour of the interview, another way of service: a slice asks only whether it was held, and on which day it was served",
        ),
    ),
    Outside(
        ("reassign", "request_recusal", "decide_recusal", "name_third_party"),
        Words(
            "换人、回避：谁可以办理，对每一操作另行核对（行政处罚法第42、43条）",
            "other persons, recusal: who may act is asked of every act apart (APL 42, 43)",
        ),
    ),
    Outside(
        ("answer_screening", "choose_law"),
        Words(
            "只在制作告知书之前：切片从已经认定的状态开始",
            "only before the notices are prepared: a slice begins where that has been answered",
        ),
    ),
    Outside(
        ("confirm",),
        Words(
            "会签使所提出的操作成立，按同样的规则再核对一次",
            "a confirmation makes the move that was proposed, judged once more by the same rules",
        ),
    ),
)

STILL: Mapping[str, Words] = {
    "rules": Words("适用的规定：由各组设置分别证明", "the rules: each vector proves them apart"),
    "identity": Words("并案：并案期间不得作出决定", "joining: nothing is decided while it is under way"),
    "screening": Words(
        "重大、听证范围等认定：由各组设置和起点分别给定",
        "what the screening says: given by vector and beginning",
    ),
    "people": Words("承办人：谁可以办理，另行证明", "the officers: who may act is proven apart"),
    "review.past_reviewers": Words("曾任审核人员：同上", "who reviewed before: likewise"),
    "recusals": Words("回避：同上", "recusals: likewise"),
    "third_parties": Words(
        "利害关系人：只使决定书须重新制作", "third parties: they only make the decision to be prepared anew"
    ),
    "timing": Words(
        "中止、延期：中止期间不得作出决定", "suspension, extension: nothing is decided while suspended"
    ),
    "judiciary": Words(
        "移送司法：移送期间不得作出决定", "the judiciary: nothing is decided while it has the case"
    ),
    "annulments": Words("撤销记录：另有切片", "annulments: slices of their own"),
    "closing": Words("结案：在决定之后", "the closing: after the decision"),
    "decision_filing": Words("决定备案：在决定之后", "the decision filing: after the decision"),
    "papers.basis": Words(
        "依据：起点给定，改动须修改草案", "the basis: given; it changes with the draft alone"
    ),
    "papers.findings": Words("违法事实：同上", "the findings: likewise"),
    "papers.evidence": Words(
        "证据：起点给定，补充另有切片", "the evidence: given; what comes later has a slice of its own"
    ),
    "parties.attempts": Words(
        "送达未成的记录：只开启送达方式", "attempts at service: they only open other modes"
    ),
    "parties.announcements": Words(
        "公告送达：送达日之后与其他方式相同", "announcements: after the day of service like any other mode"
    ),
    "parties.confirmed_address": Words(
        "送达地址：只关系送达方式", "the address for service: it concerns the mode alone"
    ),
    "parties.consent": Words("同上", "likewise"),
    "parties.agents": Words("代理人：谁可以办理，另行证明", "agents: who may act is proven apart"),
    "parties.changes": Words(
        "当事人变更：终止的不得对其作出决定", "changes of a party: on who is no more nothing is decided"
    ),
    "parties.left": Words("退出：退出的不得对其作出决定", "who left: on him nothing is decided"),
    "parties.decision": Words(
        "决定：切片至此为止，或者由此开始", "the decision: the slice ends with it, or begins from it"
    ),
    "parties.earlier": Words("重新作出之前的决定：一次", "decisions that were made anew: one at a time"),
    "parties.executions": Words("非金钱处罚的执行：起点给定", "execution of what is not money: given"),
    "parties.recovery": Words("缴款之后：执行的切片", "what follows the decision: slices of the execution"),
    "parties.published_on": Words("公示：在决定之后", "publication: after the decision"),
    "parties.payments": Words("缴款：在决定之后", "payments: after the decision"),
    "parties.notices.kept_points": Words(
        "随撤销保留的意见：另有切片", "points kept from annulled sessions: slices of their own"
    ),
    "parties.notices.returned": Words("重新告知：另有切片", "new notices: a slice of its own"),
    "parties.notices.reschedulings": Words(
        "改期：只看是否举行", "another hour: only whether it was held is asked"
    ),
    "documents": Words("其他文书：本切片不制作", "other documents: this slice makes none of them"),
}
"""By path, with all below it: what no slice moves with, or a slice reads and leaves to others."""


def why_outside(move: str) -> Outside | None:
    return next((row for row in OUTSIDE if move in row.moves), None)


def why_still(path: str) -> Words | None:
    """The reason for a path, or for what holds it."""
    return next((why for known, why in STILL.items() if path == known or path.startswith(f"{known}.")), None)
