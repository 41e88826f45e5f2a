"""Courses off the main line, each written in the words of a scene and kept as a story: every move that no example makes.

A course is played in memory as it is written, so that it is lawful; its steps are then sent over HTTP like those of any
story. What a step names by a hash that only this process knows is written as the reference that the real case resolves.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from demo.story import Step, Story
from documents.kinds import compose
from domain.case.documents import DocumentKind
from domain.procedure import stage
from tests.procedure.scene import FINE, LESS, SCAN, Scene, company

ON_DAYS = "2026年1月5日至2月10日，当事人销售标注虚假生产日期的食品二十箱。"
HEAD = {"together_with": "head-chen"}


class Course(Scene):
    """A scene that keeps each of its steps, with references in the place of what only it knows."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self.steps: list[Step] = []

    def open(self, when: str, **changes: Any) -> "Scene":
        parties = changes.get("parties", [told(1)])
        finding = {**FINDING, "parties": [*range(1, len(parties) + 1)]}
        papers = {
            "parties": parties,
            "findings": [finding],
            "basis": [BROKEN, {**BASIS, "article": "125(2)"}],
        }
        return super().open(when, **{**papers, **changes})

    def decision_body(self, party: int = 1, *penalties: dict[str, Any], **changes: Any) -> dict[str, Any]:
        reasons = {} if "outcome" in changes else {"discretion_reasons": REASONS}
        basis = [row.id for row in self.case.papers.basis_against(party)]
        return super().decision_body(party, *penalties, **{"basis": basis, **reasons, **changes})

    def _make(self, instant: datetime, by: str, name: str, body: dict[str, Any]) -> None:
        if name == "open_case":
            body = {**body, "number": self.number}
        self.steps.append(Step(at=instant, by=by, move=name, body=self._referring(body)))
        super()._make(instant, by, name, body)

    def _print(self, when: datetime) -> None:
        for document in [d for d in self.case.documents.all if d.pending]:
            assert not (gaps := list(compose(self.case, document).gaps())), (document.kind, gaps)
        super()._print(when)

    @property
    def story(self) -> Story:
        return Story(title=self.number, steps=tuple(self.steps), ends=stage(self.case, self.steps[-1].at))

    def _referring(self, body: Any) -> Any:
        """The same body with references; numbers of documents are the same everywhere."""
        if isinstance(body, dict):
            return {key: self._referring(value) for key, value in body.items()}
        if isinstance(body, list | tuple):
            return [self._referring(value) for value in body]
        return self._known.get(body, body) if isinstance(body, str) else body

    @property
    def _known(self) -> dict[str, str]:
        found = {SCAN: "$upload:scan"}
        if self.case.opened:
            found[self.case.papers_version] = "$papers"
        for document in self.case.documents.all:
            of = ":".join([document.kind, *([str(document.party)] if document.party else [])])
            found |= {document.content: f"$content:{of}"} if document.content else {}
            found |= {document.file: f"$final:{of}"} if document.file else {}
        return found


def told(number: int, *penalties: dict[str, Any]) -> dict[str, Any]:
    """A party with its penalty and the reasons for it, as a notice must give them."""
    reasons = {"discretion": "ordinary", "reasons": REASONS, "to_correct": {"what": "停止经营"}}
    return {**company(number), "proposal": {"penalties": list(penalties or (FINE,)), **reasons}}


def paid(case: Scene, on: str, amount: str, party: int = 1) -> None:
    case.do(on, "officer-li", "record_payment", party=party, on=on, amount=amount, proof=SCAN)


def remedy(case: Scene, on: str, **result: Any) -> None:
    lodged = {"kind": "reconsideration", "lodged_on": "2026-07-06", "organ": "镇江市人民政府", "proof": SCAN}
    case.do(on, "officer-li", "record_remedy", party=1, **lodged, **result)


def decision_served(case: Scene, on: str) -> Scene:
    return case.served(on, kind=DocumentKind.PENALTY_DECISION)


def sealed_by_the_office(case: Scene, on: str, kind: DocumentKind) -> None:
    """The supervising office seals what it issued."""
    document = [d for d in case.case.documents.all if d.kind is kind][-1]
    body = {"document": document.id, "file": document.file, "scan": SCAN, "on": on}
    case.do(on, "clerk-lin", "record_sealing", **body)


def worded(case: Scene, when: str, document: int, section: str, text: str) -> Scene:
    """Word a section of a draft otherwise, before it is approved."""
    why = {"reason": "写明时间和数量"}
    case.do(when, "officer-li", "edit_document", document=document, section=section, text=text, **why)
    return case


def papers_and_people(case: Scene) -> None:
    """Records are corrected, people change, the case rests, and it is handed to another agency."""
    case.open("2026-05-18")
    case.do("2026-05-18", "officer-li", "add_document", **DOCUMENT)
    title = {"record": "evidence_title", "of": "E1", "reads": "现场检查笔录", "reason": "漏写二字"}
    case.do("2026-05-18", "officer-li", "correct_record", **title)
    case.do("2026-05-19", "officer-li", "amend_draft", basis=[BROKEN, BASIS], reason="款、项不完整")
    asked = {"person": "officer-wang", "party": 1, "ground": "其配偶在当事人处任职"}
    case.do("2026-05-20", "officer-li", "request_recusal", **asked)
    denied = {"recusal": 1, "granted": False, "reason": "经核实，其配偶没有在当事人处任职"}
    case.do("2026-05-20", "head-chen", "decide_recusal", **denied)
    case.sealed("2026-05-20")
    case.do("2026-05-21", "head-chen", "suspend", ground=FORCE_MAJEURE, reason="台风致场所进水")
    case.sealed("2026-05-21")
    case.do("2026-05-25", "head-chen", "resume", reason="场所已恢复经营")
    case.sealed("2026-05-25")
    case.do("2026-05-25", "head-chen", "extend", days=30, reason="涉及三个批次")
    agent = {"name": "吕示例", "authority": "special", "scope": "代为陈述、申辩，放弃权利"}
    case.do("2026-05-26", "officer-li", "appoint_agent", party=1, on="2026-05-26", agents=[agent], form=SCAN)
    case.do("2026-05-26", "officer-li", "confirm_address", **ADDRESS)
    moved = {"kind": "new_address", "on": "2026-05-26", "proof": SCAN, "address": "镇江市京口区示例路20号"}
    case.do("2026-05-27", "officer-li", "record_party_change", party=1, **moved)
    case.do("2026-05-27", "head-chen", "reassign", officers=["officer-li", "officer-tang"], reason="分工调整")
    case.do("2026-05-28", "head-chen", "transfer_to_agency", **ELSEWHERE)


def hearing_given_up(case: Scene) -> None:
    """New notices after an error of law, rights waived, a hearing asked for late, taken back, declined, granted, ended."""
    case.open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25")
    worded(case, "2026-05-25T09:30", 2, "facts", ON_DAYS)
    worded(case, "2026-05-25T10:00", 3, "facts", ON_DAYS)
    case.approved("2026-05-25T10:30").sealed("2026-05-25T11:00")
    case.do("2026-05-25T11:30", "clerk-zhao", "issue_notices", party=1)
    case.served("2026-06-01").hearing_requested("2026-06-02").hearing_withdrawn("2026-06-03")
    case.returned("2026-06-04")
    case.do("2026-06-04", "officer-li", "amend_draft", basis=[BROKEN, BASIS], reason="条款有误")
    case.reviewed("2026-06-05").issued("2026-06-05").served("2026-06-08")
    case.waived("2026-06-09", "statement")
    case.hearing_requested("2026-06-16")
    case.do("2026-06-16", "officer-li", "decline_hearing_request", party=1, reason="逾期", **HEAD)
    case.sealed("2026-06-16")
    case.hearing_requested("2026-06-17")
    case.do("2026-06-17", "head-chen", "grant_hearing", party=1, reason="因住院未能在期限内提出")
    case.hearing_notified("2026-06-18", "2026-07-06").hearing_ended("2026-07-06T10:45")


def disputed_review(case: Scene) -> None:
    """An opinion is disputed, another reviewer agrees; the review takes longer than planned; the case is withdrawn."""
    case.open("2026-05-18")
    case.do("2026-05-18", "officer-li", "submit_for_review")
    case.do("2026-05-18", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    case.do("2026-05-20", "head-chen", "extend_review", days=5, reason="材料较多")
    case.opinion("2026-05-21", "correct")
    disputed = {"reviewer": "reviewer-gao", "disputed": "违法所得计算无误，有台账为证"}
    case.do("2026-05-22", "head-chen", "order_second_review", **disputed)
    case.do("2026-05-25", "reviewer-gao", "give_opinion", **case.opinion_body())
    case.do("2026-05-26", "head-chen", "withdraw_case", ground=NOT_TO_BE_ACCEPTED, reason="复检合格")


def disputed_filing(case: Scene) -> None:
    """The supervising office objects: answered and lifted; taken back; objected again and maintained."""
    case.to_heard().reviewed("2026-06-09").filed("2026-06-09")
    case.do("2026-06-10", "filing-zhou", "object_to_filing", on="2026-06-10", reason="没有附召回记录")
    case.do("2026-06-10", "officer-li", "answer_objection", answer="召回记录已附后")
    case.do("2026-06-11", "filing-zhou", "lift_objection", note="可以回应异议")
    case.do("2026-06-11", "officer-li", "withdraw_filing", reason="听述笔录附件有遗漏")
    case.filed("2026-06-11")
    case.do("2026-06-12", "filing-zhou", "object_to_filing", on="2026-06-12", reason="附件仍有遗漏")
    case.do("2026-06-12", "officer-li", "answer_objection", answer="附件齐全")
    case.do("2026-06-15", "filing-zhou", "maintain_objection", reason="答复没有说明原因")
    case.do("2026-06-16", "officer-li", "prepare_decision", **case.decision_body(outcome="not_established"))
    worded(case, "2026-06-16T09:30", case.state.party(1).prepared_decision.document, "reasons", "证据不足。")
    case.do("2026-06-16T10:00", "head-chen", "decide_not_established", party=1, content=case.content())
    case.sealed("2026-06-16")


def deferred(case: Scene) -> None:
    """Time is given to pay, then in parts; a reconsideration lowers the fine, what was paid too much is given back."""
    decision_served(case.to_decided(), "2026-06-15")
    asked = {"applied_on": "2026-06-22", "application": SCAN, "reason": "因停产整改没有收入"}
    case.do("2026-06-22", "head-chen", "defer_payment", party=1, until="2026-07-31", **asked)
    case.sealed("2026-06-22")
    parts = [{"until": "2026-08-31", "amount": "60000.00"}, {"until": "2026-09-30", "amount": "60000.00"}]
    case.do("2026-06-23", "head-chen", "pay_by_instalments", party=1, instalments=parts, **asked)
    case.sealed("2026-06-23")
    remedy(case, "2026-07-07")
    paid(case, "2026-08-31", "120000.00")
    less = [{"kind": "fine", "amount": "70000.00"}]
    remedy(case, "2026-09-07", result="varied", ended_on="2026-09-04", penalties=less, ruling=SCAN)
    case.do(
        "2026-09-10", "officer-li", "record_refund", party=1, on="2026-09-10", amount="50000.00", proof=SCAN
    )


def enforced(case: Scene) -> None:
    """Nothing is paid: demanded, brought to the court, carried out; the halt is carried out by the party itself."""
    case.open("2026-05-18", parties=[told(1, FINE, HALT)]).reviewed("2026-05-20").issued("2026-05-25").served(
        "2026-06-01"
    )
    case.interview("2026-06-05", "请求从轻").rechecked("2026-06-08").reviewed("2026-06-09").filed(
        "2026-06-10"
    )
    case.acknowledged("2026-06-10").discussed("2026-06-11").decision_prepared("2026-06-11").imposed(
        "2026-06-12"
    )
    decision_served(case, "2026-06-15")
    halted = {"kind": "production_halt", "on": "2026-09-15", "begun_on": "2026-06-16", "extent": "whole"}
    case.do("2026-07-10", "officer-li", "demand_payment", party=1, **HEAD)
    case.sealed("2026-07-10").served("2026-07-10", kind=DocumentKind.PAYMENT_DEMAND)
    case.do("2026-09-16", "officer-li", "record_execution", party=1, proof=SCAN, **halted)
    to_court = {"court": "镇江经济开发区人民法院", "statements": "未提出意见。"}
    case.do("2026-12-16", "officer-li", "apply_to_court", party=1, **to_court, **HEAD)
    case.sealed("2026-12-16")
    for on, step in {"2026-12-23": "accepted", "2026-12-30": "carried_out"}.items():
        case.do(on, "officer-li", "record_enforcement", party=1, step=step, on=on, ruling=SCAN)


def gone(case: Scene) -> None:
    """One party ends without a successor, and the case against the other cannot go on."""
    case.open("2026-05-18", parties=[told(1), told(2)])
    ended = {"kind": "dissolution", "on": "2026-05-19", "proof": SCAN}
    case.do("2026-05-20", "officer-li", "record_party_change", party=1, **ended)
    case.do("2026-05-21", "head-chen", "end_against_party", party=1, reason="已注销，没有承受人")
    case.sealed("2026-05-21")
    case.do("2026-05-22", "head-chen", "terminate_case", ground=CANNOT_GO_ON, reason="当事人已注销")


def law_unknown(case: Scene) -> None:
    """The rules do not know the threshold: a head answers."""
    case.open("2026-05-18", profile="emergency")
    answer = {"answer": True, "reason": "达到本行业标准十万元", "article": "某某程序规定 5"}
    case.do("2026-05-19", "head-chen", "answer_screening", party=1, **answer)


def law_changed(case: Scene) -> None:
    """The law has changed since the act: a head decides which applies."""
    basis = [{**BASIS, "statute": OLD_LAW}]
    case.open("2026-08-17", profile="environment", basis=basis, opened_all_the_same="影响较大")
    chosen = {"cited": OLD_LAW, "law": OLD_LAW, "reason": "新法对该行为的处罚并不较轻"}
    case.do("2026-08-18", "head-chen", "choose_law", **chosen)


def overseen(case: Scene) -> None:
    """A complaint, a third party, an order to correct, the supervising office; a service that was none is annulled."""
    case.open("2026-05-18")
    case.do("2026-05-18", "officer-li", "name_third_party", **NEIGHBOUR)
    order = {"what": "停止使用该包装，召回已售出的产品", "until": "2026-06-30"}
    case.do("2026-05-18", "head-chen", "order_correction", party=1, **order)
    case.sealed("2026-05-18")
    said = {"received_on": "2026-05-19", "complainant": "匿名", "channel": "oral", "text": "没有出示执法证件"}
    case.do("2026-05-19", "officer-li", "record_complaint", **said)
    case.do("2026-05-20", "officer-li", "answer_complaint", outcome="unfounded", answer="录像可以证明已出示")
    urged = {"form": "supervision_notice", "problem": "案件办理迟缓", "demand": "说明原因"}
    case.do("2026-05-20", "supervisor-wu", "issue_supervision_notice", **urged)
    sealed_by_the_office(case, "2026-05-20", DocumentKind.SUPERVISION_NOTICE)
    case.do("2026-05-21", "head-chen", "answer_supervision_notice", answer="已排定办理时间")
    case.reviewed("2026-05-21").issued("2026-05-25").served("2026-06-01")
    annulled = {"act": "service", "party": 1, "which": str(case.to_serve()[0]), "reason": "回证系误录"}
    case.do("2026-06-02", "officer-li", "annul", **annulled, **HEAD)
    shown = {"on": "2026-06-01", "how": "当事人当日提交的申辩书引用了告知书文号", "proof": SCAN}
    case.do("2026-06-03", "officer-li", "confirm_receipt", party=1, documents=case.to_serve(), **shown)


def mended(case: Scene) -> None:
    """The filing is corrected, a slip too; the decision is revoked, its publication taken back, and made anew, lighter."""
    case.to_discussed().decision_prepared("2026-06-11", publish=True)
    draft = case.state.party(1).prepared_decision.document
    worded(case, "2026-06-12", draft, "facts", ON_DAYS)
    worded(case, "2026-06-12T09:30", draft, "discretion", "货值金额不足一万元，没有从轻、减轻情节。")
    case.imposed("2026-06-12T10:00")
    decision_served(case, "2026-06-15")
    case.do("2026-06-15", "officer-li", "file_decision", **HEAD)
    case.sealed("2026-06-15")
    case.do("2026-06-16", "filing-zhou", "request_correction", points="缺少送达回证", due_on="2026-06-30")
    sealed_by_the_office(case, "2026-06-16", DocumentKind.FILING_CORRECTION_NOTICE)
    case.do("2026-06-17", "officer-li", "correct_decision_filing", corrected="已补附送达回证", **HEAD)
    case.sealed("2026-06-17")
    case.do("2026-06-17", "officer-li", "publicise", party=1, on="2026-06-17", where="公示系统")
    case.do("2026-06-18", "head-chen", "correct_decision", **SLIP)
    case.sealed("2026-06-18").served("2026-06-18", kind=DocumentKind.TEXT_CORRECTION)
    revoked = {"how": "revoked", "ground": "procedure", "reason": "未复核按期交邮的申辩", "anew": True}
    case.do("2026-07-06", "head-chen", "set_aside_decision", party=1, **revoked)
    case.sealed("2026-07-06").served("2026-07-06", kind=DocumentKind.REVOCATION_DECISION)
    taken_back = {"on": "2026-07-07", "where": "公示系统", "reason": "原决定已经撤销", "proof": SCAN}
    case.do("2026-07-07", "officer-li", "withdraw_publication", party=1, **taken_back)
    case.do("2026-07-08", "head-chen", "remake_decision", party=1, reason="复核后重新作出决定")
    case.decision_prepared("2026-07-09", 1, LESS).imposed("2026-07-10")


def reopened(case: Scene) -> None:
    """Withdrawn, closed, and reopened by the supervising office."""
    case.open("2026-05-18")
    case.do("2026-05-19", "head-chen", "withdraw_case", ground=NOT_TO_BE_ACCEPTED, reason="复检合格")
    case.sealed("2026-05-19").served("2026-05-20", kind=DocumentKind.WITHDRAWAL_DECISION)
    case.do("2026-05-21", "officer-li", "close_case", form=SCAN)
    # On the same day: once everybody is informed the case rests, and a clock at rest is not moved.
    case.do("2026-05-21", "supervisor-wu", "reopen", reason="原检验报告并未撤回")


def divided(case: Scene) -> None:
    """One of two parties goes on in a case of its own."""
    case.open("2026-05-18", parties=[told(1), told(2)])
    case.do("2026-05-19", "head-chen", "split_case", party=2, number="2026-0390", reason="另案办理")


def waiting_to_be_joined(case: Scene) -> None:
    """A case that comes into the next one."""
    case.open("2026-05-18")


def united(case: Scene) -> None:
    """The case before comes into this one."""
    case.open("2026-05-18", parties=[told(2)])
    case.do(
        "2026-05-19", "head-chen", "join_cases", number="2026-0313", ground="connected", reason="同一批次"
    )


COURSES: dict[str, Callable[[Scene], None]] = {
    "2026-0301": papers_and_people,
    "2026-0302": hearing_given_up,
    "2026-0303": disputed_review,
    "2026-0304": disputed_filing,
    "2026-0305": deferred,
    "2026-0306": enforced,
    "2026-0307": gone,
    "2026-0308": law_unknown,
    "2026-0309": law_changed,
    "2026-0310": overseen,
    "2026-0311": mended,
    "2026-0312": reopened,
    "2026-0313": waiting_to_be_joined,
    "2026-0314": united,
    "2026-0315": divided,
}
DOCUMENT = {
    "document_title": "投诉人补充说明",
    "dated": "2026-05-15",
    "origin": "投诉人",
    "file": SCAN,
    "reason": "说明投诉经过",
}
NEIGHBOUR = {
    "third_party": "镇江邻街示例超市有限公司",
    "address": "镇江市京口区示例路22号",
    "contact": "0511-00000009",
    "interest": "涉案食品的购买方",
}
SLIP = {"party": 1, "error": "wording", "wrong": "示例路81号", "right": "示例路18号", "reason": "录入时误写"}
ADDRESS = {
    "party": 1,
    "address": "镇江市示例路2号",
    "recipient": "沈示例",
    "electronic": "shen@tingshu.invalid",
    "on": "2026-05-26",
    "form": SCAN,
}
REASONS = "货值金额较大，未造成人身损害"
BASIS = {
    "id": "B1",
    "statute": "食品安全法",
    "article": "125.1(2)",
    "findings": ["F1"],
    "role": "punishing",
}
BROKEN = {**BASIS, "id": "B2", "article": "67.1(1)", "role": "broken"}
FINDING = {
    "id": "F1",
    "text": "经营标签未标明生产日期的食品。",
    "nature": "经营标签不符合规定的预包装食品的行为",
}
OLD_LAW = "固体废物污染环境防治法"
HALT = {"kind": "production_halt", "duration": {"length": 3, "unit": "month"}}
CANNOT_GO_ON = "当事人终止且没有权利义务承受人等原因，致使案件调查无法继续进行"
FORCE_MAJEURE = "因不可抗力暂时无法调查"
NOT_TO_BE_ACCEPTED = "立案后查明不属于应当立案的情形"
ELSEWHERE = {
    "agency": "扬州市示例市场监督管理局",
    "ground": "违法行为发生地不在本机关管辖区域",
    "reason": "生产、销售均在扬州市",
}


def course(number: str) -> Course:
    written = Course(number)
    COURSES[number](written)
    return written
