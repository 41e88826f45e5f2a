"""One complete example of every kind. Parties, codes and persons are invented.

python -m tests.documents.examples    writes them to `examples/documents`, where the programme previews from
"""

import json
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from documents.content import Content
from documents.kinds import KINDS
from documents.kinds.correcting import CorrectionOrderNotice
from documents.kinds.decisions import NoPenaltyDecision, NotEstablishedDecision, PenaltyDecision
from documents.kinds.departing import (
    TerminationDecision,
    TransferLetter,
    TransferredParty,
    WithdrawalDecision,
)
from documents.kinds.discussion import ConcludedParty, DiscussionRecord
from documents.kinds.hearing import HearingDeclined, HearingNotice
from documents.kinds.judiciary import CriminalTransfer
from documents.kinds.mending import (
    CorrectionDecision,
    PublicationWithdrawal,
    RevocationDecision,
    VariationDecision,
)
from documents.kinds.new_evidence import NewEvidenceNotice, NewPiece
from documents.kinds.notices import InterviewHour, InterviewLetter, InterviewRescheduling, PenaltyNotice
from documents.kinds.orders import ExtensionApproval, RecusalDecision, ResumptionNotice, SuspensionNotice
from documents.kinds.oversight import CONTENTS as SUPERVISION
from documents.kinds.recovering import (
    MATERIALS,
    DeferralDecision,
    EnforcementApplication,
    PaidLater,
    PaymentDemand,
    Sum,
)
from documents.kinds.reports import (
    DecidedParty,
    DecisionFilingReport,
    FilingCorrectionNotice,
    HeardParty,
    InterviewReport,
)
from documents.kinds.review import ProposedPenalties, ReviewedPoint, ReviewOpinion
from documents.kinds.service import ProofOfService, ServiceAnnouncement
from documents.parts import (
    AnsweredPoint,
    Basis,
    Copies,
    Discretion,
    DocumentLine,
    Evidence,
    Hearing,
    Interview,
    LateFine,
    Lawsuit,
    NatureOfAct,
    Organ,
    PartyBlock,
    PartyRight,
    Payment,
    PenaltyLine,
    Period,
    ReachableOrgan,
    Reconsideration,
    ToCorrect,
)
from documents.publication import PublicationSummary, PublicParty
from domain.case.documents import DocumentKind
from domain.law.terms import Unit
from installation.document_examples import DOCUMENTS

DATED = date(2026, 6, 1)  # Monday

ORGAN = ReachableOrgan(
    name="镇江市示例市场监督管理局",
    address="江苏省镇江市润州区示例路18号",
    contact="周明",
    phone="0511-00000000",
)
PARTY = PartyBlock(
    you="你单位",
    name="镇江江畔食品有限公司",
    identifier_title="统一社会信用代码",
    identifier="91321100MA1EXAMP0X",
    representative_title="法定代表人",
    representative="陈喆",
    attending="法定代表人（负责人）",
    licence="营业执照",
    address="江苏省镇江市京口区示例大道66号3幢",
    contact="0511-00000001",
)
FINDINGS = (
    "2026年1月8日至2026年2月26日，当事人在其生产车间使用超过保质期的食品原料生产糕点，涉案原料为超过保质期的人造奶油86千克，"
    "共生产“江畔”牌糕点1240盒，货值金额31000元，违法所得12400元。",
    "当事人未按规定查验供货者的许可证和产品合格证明文件，上述原料的进货记录自2025年11月起缺失。",
)
EVIDENCE = (
    Evidence(kind="书证", title="营业执照和食品生产许可证复印件各一份"),
    Evidence(kind="现场笔录", title="2026年2月26日现场检查笔录及现场照片12张"),
    Evidence(kind="当事人的陈述", title="法定代表人陈喆2026年3月3日询问笔录"),
    Evidence(kind="电子数据", title="销售系统导出的出库明细一份"),
)
BASIS = (
    Basis(
        citation="《中华人民共和国食品安全法》第三十四条第三项",
        text="禁止生产经营下列食品、食品添加剂、食品相关产品：……（三）用超过保质期的食品原料、食品添加剂生产的食品、食品添加剂",
        verbatim=True,
    ),
    Basis(citation="《中华人民共和国食品安全法》第一百二十四条第一款第二项"),
)
NATURES = (
    NatureOfAct(
        facts="上述第一项行为",
        broken=BASIS[:1],
        nature="用超过保质期的食品原料生产食品的行为",
        punishing=BASIS[1:],
    ),
    NatureOfAct(
        facts="上述第二项行为",
        broken=(Basis(citation="《中华人民共和国食品安全法》第五十条第一款"),),
        nature="进货时未查验许可证和相关证明文件的行为",
        punishing=(Basis(citation="《中华人民共和国食品安全法》第一百二十六条第一款第三项"),),
    ),
)
TO_CORRECT = ToCorrect(
    basis=("《中华人民共和国行政处罚法》第二十八条第一款",),
    what="停止使用超过保质期的食品原料，清理库存原料并建立进货查验记录。",
    until=date(2026, 7, 15),
)
DISCRETION = Discretion(
    tier="从轻",
    reasons="当事人主动召回已售出的糕点1180盒，召回率超过百分之九十五，未造成实际危害后果，并如实说明了全部进货来源。",
    basis="《中华人民共和国行政处罚法》第三十二条第一项",
)
PENALTIES = (
    PenaltyLine(
        title="没收违法所得",
        code="confiscation_of_gains",
        amount=Decimal("12400.00"),
        capitals="壹万贰仟肆佰元整",
    ),
    PenaltyLine(
        title="没收非法财物", code="confiscation_of_goods", subject="超过保质期的人造奶油86千克、糕点60盒"
    ),
    PenaltyLine(title="罚款", code="fine", amount=Decimal("180000.00"), capitals="壹拾捌万元整"),
)
LIGHTER = (
    *PENALTIES[:2],
    PenaltyLine(title="罚款", code="fine", amount=Decimal("155000.00"), capitals="壹拾伍万伍仟元整"),
)
FIVE = Period(length=5, unit=Unit.WORKING_DAY)
STATEMENT = PartyRight(
    period=FIVE,
    basis=("《中华人民共和国行政处罚法》第四十五条", "《市场监督管理行政处罚程序规定》第五十七条"),
)
HEARING = PartyRight(
    period=FIVE,
    basis=(
        "《中华人民共和国行政处罚法》第六十三条第一款第一项",
        "《中华人民共和国行政处罚法》第六十四条第一项",
    ),
)
INTERVIEW = Interview(
    held=True,
    on=date(2026, 6, 10),
    place="三楼听述室",
    presider="李伟",
    recorder="王芳",
    attendance=("法定代表人陈喆", "委托代理人江苏示例律师事务所孙律师"),
)
ANSWERS = (
    AnsweredPoint(
        text="召回的糕点应当从货值金额中扣除。",
        outcome="不采纳",
        reason="货值金额按违法生产的全部食品计算，召回属于事后减轻危害的情节，已在裁量时考虑。",
    ),
    AnsweredPoint(
        text="企业经营困难，请求从轻处罚。",
        outcome="部分采纳",
        reason="当事人提交的停产整改报告和召回凭证属实，可以进一步从轻。",
    ),
)
RECONSIDERATION = Reconsideration(
    organ="镇江市人民政府",
    period=Period(length=60, unit=Unit.CALENDAR_DAY),
    basis=("《中华人民共和国行政复议法》第二十条",),
    channel="https://fuyi.example.gov.cn",
)
LAWSUIT = Lawsuit(
    court="镇江市京口区人民法院",
    period=Period(length=6, unit=Unit.MONTH),
    basis=("《中华人民共和国行政诉讼法》第四十六条",),
)
CASE = {"organ": ORGAN, "case_number": "2026-0007", "cause": "使用超过保质期的食品原料生产食品"}
NAMED = {**CASE, "organ": Organ(name=ORGAN.name)}
MENDED = {
    **CASE,
    "party": PARTY,
    "decision_title": "行政处罚决定书",
    "decision_number": "镇市监处罚〔2026〕9号",
    "decided_on": date(2026, 6, 12),
    "served_on": date(2026, 6, 15),
    "basis": ("《中华人民共和国行政处罚法》第七十五条第二款",),
}
SERVED = {
    **CASE,
    "party": PARTY,
    "decision_number": "镇市监处罚〔2026〕9号",
    "decided_on": date(2026, 6, 12),
    "served_on": date(2026, 6, 15),
    "penalties": (PENALTIES[0], PENALTIES[2]),
}
OWED = {
    "as_of": date(2026, 7, 10),
    "principal": Sum(amount=Decimal("192400.00"), capitals="壹拾玖万贰仟肆佰元整"),
    "add_on": Sum(amount=Decimal("54000.00"), capitals="伍万肆仟元整"),
    "total": Sum(amount=Decimal("246400.00"), capitals="贰拾肆万陆仟肆佰元整"),
}
ACCOUNT = "户名：镇江市财政局示例专户，账号：0000000000000000000，开户行：示例银行镇江分行"
COURSE = {
    "source": "执法检查",
    "discovered_on": date(2026, 2, 26),
    "accepted_on": date(2026, 3, 2),
    "investigation_ended_on": date(2026, 5, 11),
    "findings": FINDINGS,
    "evidence": EVIDENCE,
    "basis": BASIS,
    "reconsideration": RECONSIDERATION,
    "lawsuit": LAWSUIT,
}
HELD = Hearing(
    on=date(2026, 6, 24),
    presider="赵强",
    put_forward=("现场笔录", "销售台账"),
    questioned="当事人对现场笔录没有异议，认为销售台账中有30箱为赠品",
)
DEFENCE = {
    "notice_number": "镇市监罚告〔2026〕12号",
    "notice_served_on": date(2026, 6, 1),
    "interview": INTERVIEW,
    "hearing_on": date(2026, 6, 24),
    "hearing": HELD,
    "answers": ANSWERS,
    "review_number": "镇市监法审〔2026〕9号",
    "discussed_on": date(2026, 7, 3),
    "copies": ("镇江邻街示例超市有限公司",),
    "made_out": Copies(total=3, served=1, others=1, kept=1),
}

EXAMPLES: tuple[Content, ...] = (
    InterviewLetter(
        **CASE,
        party=PARTY,
        accepted_on=date(2026, 3, 2),
        findings=FINDINGS,
        basis=BASIS,
        penalties=PENALTIES,
        interview_at=datetime(2026, 6, 10, 9, 30, tzinfo=timezone(timedelta(hours=8))),
        place="镇江市润州区示例路18号三楼听述室",
        means="当面听述",
        presider="李伟",
        recorder="王芳",
        bring=("本函", "营业执照副本", "身份证件", "陈述申辩的书面材料和证据"),
        agents="一至二名",
    ),
    PenaltyNotice(
        **CASE,
        party=PARTY,
        accepted_on=date(2026, 3, 2),
        notice_basis=("《中华人民共和国行政处罚法》第四十四条",),
        findings=FINDINGS,
        evidence=EVIDENCE,
        natures=NATURES,
        roles_due=True,
        discretion=DISCRETION,
        penalties=PENALTIES,
        to_correct=TO_CORRECT,
        correction_due=True,
        statement=STATEMENT,
        silence_basis=("《市场监督管理行政处罚程序规定》第五十七条",),
        hearing_right=True,
        hearing=HEARING,
    ),
    ProofOfService(
        **NAMED,
        recipient=PARTY.name,
        address=PARTY.address,
        documents=(
            DocumentLine(title="审前听述约谈函", number="镇市监听约〔2026〕12号"),
            DocumentLine(title="行政处罚告知书", number="镇市监罚告〔2026〕12号"),
        ),
        modes=("直接送达", "留置送达", "电子送达", "邮寄送达", "委托送达", "转交送达"),
        mode="直接送达",
        servers=("周明", "吴敏"),
    ),
    ServiceAnnouncement(
        **CASE,
        recipient="张三（化名）",
        you="你",
        documents=(
            DocumentLine(title="审前听述约谈函", number="镇市监听约〔2026〕13号"),
            DocumentLine(title="行政处罚告知书", number="镇市监罚告〔2026〕13号"),
        ),
        reason="下落不明，且以其他方式无法送达",
        basis=("《中华人民共和国民事诉讼法》第九十五条",),
        period=Period(length=30, unit=Unit.CALENDAR_DAY),
        findings=FINDINGS,
        penalties=(PenaltyLine(title="罚款", code="fine", amount=Decimal("20000.00"), capitals="贰万元整"),),
        statement=STATEMENT,
        hearing=HEARING,
        interview="送达之日后第8个工作日9时30分，镇江市润州区示例路18号三楼听述室",
    ),
    InterviewRescheduling(
        **CASE,
        party=PARTY,
        letter_number="镇市监听约〔2026〕12号",
        former=InterviewHour(
            at=datetime(2026, 6, 5, 14, 0, tzinfo=timezone(timedelta(hours=8), "Asia/Shanghai"))
        ),
        asked_on=date(2026, 6, 3),
        reason="法定代表人于该日出庭应诉",
        hour=InterviewHour(after=Period(length=5, unit=Unit.WORKING_DAY), time="09:30"),
        place="镇江市润州区示例路18号三楼听述室",
        means="当面听述",
        presider="赵强",
        recorder="王芳",
        bring=("本通知书", "身份证件", "陈述申辩的书面材料和证据"),
        agents="一至二名",
    ),
    NewEvidenceNotice(
        **CASE,
        party=PARTY,
        notice_number="镇市监罚告〔2026〕12号",
        notice_issued_on=date(2026, 5, 25),
        notice_basis=("《中华人民共和国行政处罚法》第四十四条",),
        evidence=(NewPiece(kind="书证", title="进货台账（十二页）", findings=FINDINGS[:1]),),
        shown="进货台账复印件全部十二页",
        means="复印件随本告知书送达",
        statement=PartyRight(
            period=Period(length=5, unit=Unit.WORKING_DAY),
            basis=("《中华人民共和国行政处罚法》第四十五条",),
        ),
    ),
    DeferralDecision(
        **SERVED,
        basis=("《中华人民共和国行政处罚法》第六十六条",),
        applied_on=date(2026, 6, 22),
        reason="因停产整改连续两个月没有营业收入，确有经济困难",
        instalments=(
            PaidLater(until=date(2026, 7, 31), sum=Sum(amount=Decimal("90000.00"), capitals="玖万元整")),
            PaidLater(until=date(2026, 8, 31), sum=Sum(amount=Decimal("90000.00"), capitals="玖万元整")),
        ),
        account=ACCOUNT,
        late_basis=("《中华人民共和国行政处罚法》第七十二条第一款第一项",),
        rate_a_day="百分之三",
    ),
    PaymentDemand(
        **SERVED,
        **OWED,
        basis=("《中华人民共和国行政强制法》第五十四条",),
        period=Period(length=10, unit=Unit.WORKING_DAY),
        account=ACCOUNT,
        statement=PartyRight(
            period=Period(length=10, unit=Unit.WORKING_DAY),
            basis=("《中华人民共和国行政强制法》第三十五条", "《中华人民共和国行政强制法》第三十六条"),
        ),
    ),
    EnforcementApplication(
        **SERVED,
        **OWED,
        court="镇江经济开发区人民法院",
        basis=("《中华人民共和国行政强制法》第五十三条", "《中华人民共和国行政强制法》第五十四条"),
        demand_number="镇市监罚催〔2026〕3号",
        demand_served_on=date(2026, 7, 13),
        statements="没有提出意见",
        remedies=("经行政复议，行政处罚决定没有改变",),
        materials=MATERIALS,
        head="陈示例",
    ),
    SuspensionNotice(
        **NAMED,
        party=PARTY,
        suspended_on=date(2026, 6, 8),
        ground="因不可抗力暂时无法调查",
        reason="台风致当事人经营场所进水，账册须待清理后才能核对。",
        basis="《市场监督管理行政处罚程序规定》第四十六条",
    ),
    ResumptionNotice(
        **NAMED,
        party=PARTY,
        suspended_on=date(2026, 6, 8),
        resumed_on=date(2026, 6, 22),
        reason="场所已恢复经营，账册清理完毕。",
        basis="《市场监督管理行政处罚程序规定》第四十六条",
    ),
    ExtensionApproval(
        **NAMED,
        officers=("周明", "吴敏"),
        accepted_on=date(2026, 3, 2),
        period="办案期限",
        parties=(PARTY.name,),
        before=date(2026, 6, 1),
        unit="日",
        days=30,
        after=date(2026, 6, 30),
        basis="《市场监督管理行政处罚程序规定》第六十四条",
        reason="涉及三个批次、两地仓库，须逐批核对进销货记录。",
        decided_on=date(2026, 5, 28),
    ),
    RecusalDecision(
        **NAMED,
        party=PARTY,
        person="吴敏",
        asked_on=date(2026, 6, 3),
        ground="其配偶在当事人处任职。",
        granted=True,
        reason="经核实，其配偶系当事人仓库主管，可能影响公正执法。",
        basis=("《中华人民共和国行政处罚法》第四十三条",),
    ),
    HearingNotice(
        **CASE | {"organ": ORGAN.model_copy(update={"contact": "王芳"})},
        party=PARTY,
        notice_number="镇市监罚告〔2026〕12号",
        requested_on=date(2026, 6, 5),
        hearing_basis=("《中华人民共和国行政处罚法》第六十三条、第六十四条",),
        hearing_on=date(2026, 6, 24),
        hearing_time="09:30",
        place="镇江市润州区示例路18号二楼听证室",
        presider="赵强",
        recorder="王芳",
        agents="一至二名",
        bring=("本通知书", "身份证件", "证据材料和证人名单"),
        copies=("镇江邻街示例超市有限公司",),
        organiser="法规处",
        investigators=("周明", "吴敏"),
        made_out=Copies(total=3, served=1, others=1, kept=1),
    ),
    HearingDeclined(
        **CASE,
        party=PARTY,
        notice_number="镇市监罚告〔2026〕12号",
        requested_on=date(2026, 6, 15),
        ground="超过要求听证的期限",
        basis=("《中华人民共和国行政处罚法》第六十四条第一项",),
        reason="告知书于2026年6月1日送达，要求听证的期限至2026年6月8日届满，当事人于2026年6月15日提出。",
        statement_basis=("《中华人民共和国行政处罚法》第四十五条",),
    ),
    ReviewOpinion(
        **NAMED,
        officers=("周明", "吴敏"),
        reviewing_unit="法规处",
        purpose="听取陈述申辩后审核",
        round=2,
        submitted_on=date(2026, 6, 26),
        papers_version="3f5a9c0d1e2b4a67",
        review_basis=("《中华人民共和国行政处罚法》第五十八条",),
        findings=FINDINGS,
        basis=BASIS,
        proposals=(ProposedPenalties(party=PARTY, penalties=LIGHTER),),
        points=(
            ReviewedPoint(heading="管辖权和执法主体", finding="本机关有管辖权，执法人员具备执法资格。"),
            ReviewedPoint(heading="当事人基本情况", finding="与营业执照、登记系统一致。"),
            ReviewedPoint(heading="事实和证据", finding="事实清楚，证据确实、充分。"),
            ReviewedPoint(heading="定性", finding="定性准确。"),
            ReviewedPoint(heading="适用依据", finding="适用法律正确。"),
            ReviewedPoint(heading="程序", finding="立案、调查、告知、听述、听证均符合法定程序。"),
            ReviewedPoint(heading="处理适当", agreed=False, finding="从轻幅度应当写明与召回情况的对应关系。"),
        ),
        verdict="建议纠正",
        advice="请在裁量理由中补充说明后重新送审。",
        reviewer="郑洁",
        reviewed_on=date(2026, 6, 30),
    ),
    InterviewReport(
        **CASE,
        addressee="镇江市人民政府",
        upward=True,
        signer="陈示例",
        accepted_on=date(2026, 3, 2),
        basis=BASIS,
        parties=(
            HeardParty(
                party=PARTY,
                findings=FINDINGS,
                notified=PENALTIES,
                notice_number="镇市监罚告〔2026〕12号",
                served_on=date(2026, 6, 1),
                service_mode="直接送达",
                interview=INTERVIEW,
                hearing_on=date(2026, 6, 24),
                hearing=HELD,
                answers=ANSWERS,
                proposed=LIGHTER,
            ),
        ),
        review_number="镇市监法审〔2026〕9号",
        review_verdict="同意",
        attachments=(
            DocumentLine(title="审前听述约谈函", number="镇市监听约〔2026〕12号"),
            DocumentLine(title="行政处罚告知书", number="镇市监罚告〔2026〕12号"),
            DocumentLine(title="法制审核意见书", number="镇市监法审〔2026〕9号"),
        ),
    ),
    DiscussionRecord(
        **CASE | {"organ": Organ(name=ORGAN.name)},
        discussed_on=date(2026, 7, 1),
        place="五楼会议室",
        chair="陈示例",
        attendees=("陈示例", "张示例"),
        absentees=("丁示例（出差）",),
        reporters=("李示例",),
        recorder="赵示例",
        opinions=("陈示例：同意。", "张示例：同意。"),
        conclusion="同意拟处理意见。",
        conclusions=(
            ConcludedParty(name=PARTY.name, penalties=LIGHTER, tier="从轻"),
            ConcludedParty(name="吴示例", ground="《中华人民共和国行政处罚法》第三十三条第一款"),
        ),
    ),
    PenaltyDecision(
        **CASE,
        **{**COURSE, "basis": ()},
        **DEFENCE,
        party=PARTY,
        decision_basis=("《中华人民共和国行政处罚法》第五十七条第一款第一项",),
        natures=NATURES,
        roles_due=True,
        discretion=DISCRETION,
        penalties=LIGHTER,
        to_correct=TO_CORRECT,
        correction_due=True,
        payment=Payment(
            period=Period(length=15, unit=Unit.CALENDAR_DAY),
            account="户名：镇江市财政局示例专户，账号：0000 0000 0000 0000，开户行：镇江示例银行",
            basis=(
                "《中华人民共和国行政处罚法》第六十七条第三款",
                "《市场监督管理行政处罚程序规定》第七十二条",
            ),
            deferral_basis=(
                "《中华人民共和国行政处罚法》第六十六条第二款",
                "《市场监督管理行政处罚程序规定》第七十四条",
            ),
            late=LateFine(
                rate_a_day="百分之三",
                basis=("《中华人民共和国行政处罚法》第七十二条第一款第一项",),
            ),
        ),
        publish=True,
        publication_basis=(
            "《中华人民共和国行政处罚法》第四十八条第一款",
            "《市场监督管理行政处罚信息公示规定》第八条",
        ),
    ),
    NoPenaltyDecision(
        **CASE,
        **COURSE,
        **DEFENCE,
        party=PARTY,
        ground="《中华人民共和国行政处罚法》第三十三条第一款",
        ground_code="33(1)",
        reasons="当事人的违法行为轻微，已经及时改正，没有造成危害后果。",
        ground_evidence=(Evidence(kind="书证", title="召回记录、停产整改报告和复查笔录"),),
        decision_basis=(
            "《中华人民共和国行政处罚法》第五十七条第一款第二项",
            "《市场监督管理行政处罚程序规定》第六十条第一款第二项",
        ),
        education_basis=(
            "《中华人民共和国行政处罚法》第三十三条第三款",
            "《市场监督管理行政处罚程序规定》第六十一条",
        ),
        education="当事人应当查验所购原料的保质期和供货者的许可证，如实记录进货，不再使用超过保质期的原料。",
    ),
    NotEstablishedDecision(
        **CASE,
        **COURSE,
        **DEFENCE,
        party=PARTY,
        decision_basis=("《中华人民共和国行政处罚法》第五十七条第一款第三项",),
        unproven_because="现有证据不能证明涉案原料在使用时已经超过保质期。",
    ),
    *(
        content(
            **CASE | {"organ": Organ(name="镇江市示例司法局")},
            addressee="镇江市示例市场监督管理局",
            concerned=PARTY.name,
            basis=("《行政执法监督条例》",),
            problem="案件自立案起已逾八十日，尚未告知当事人；听述情况报告没有写明复核结论。",
            demand="及时告知当事人，补充复核结论，并说明其对裁量的影响。",
            answer_within=Period(length=10, unit=Unit.WORKING_DAY),
        )
        for content in SUPERVISION
    ),
    FilingCorrectionNotice(
        **CASE | {"organ": Organ(name="镇江市示例司法局")},
        addressee="镇江市示例市场监督管理局",
        concerned=PARTY.name,
        report_number="镇市监罚备〔2026〕3号",
        decision_numbers=("镇市监处罚〔2026〕8号",),
        basis=("《江苏省行政处罚听证程序规则》",),
        points="缺少决定书的送达回证；备案报告未写明集体讨论日期。",
        due_on=date(2026, 7, 24),
    ),
    DecisionFilingReport(
        **CASE,
        addressee="镇江市人民政府",
        upward=True,
        signer="陈示例",
        filing_basis=("《江苏省行政处罚听证程序规则》",),
        accepted_on=date(2026, 3, 2),
        basis=BASIS,
        parties=(
            DecidedParty(
                party=PARTY,
                findings=FINDINGS,
                decision_number="镇市监处罚〔2026〕8号",
                decided_on=date(2026, 7, 6),
                outcome="行政处罚",
                penalties=LIGHTER,
                interview=INTERVIEW,
                hearing_on=date(2026, 6, 24),
                hearing=HELD,
                served_on=date(2026, 7, 8),
                service_mode="直接送达",
                mended=("2026年7月20日变更为罚款90000元（镇市监罚变〔2026〕1号）",),
            ),
        ),
        review_number="镇市监法审〔2026〕9号",
        discussed_on=date(2026, 7, 3),
        attachments=(
            DocumentLine(title="行政处罚决定书", number="镇市监处罚〔2026〕8号"),
            DocumentLine(title="行政处罚告知书", number="镇市监罚告〔2026〕12号"),
        ),
    ),
    WithdrawalDecision(
        **CASE,
        accepted_on=date(2026, 3, 2),
        legal_basis=("《中华人民共和国行政处罚法》第五十七条",),
        ground="立案后查明不属于应当立案的情形",
        reasons="涉案产品经复检符合标准，原检验报告已由检验机构撤回。",
        party=PARTY,
        notice_number="镇市监罚告〔2026〕12号",
        notice_issued_on=date(2026, 5, 25),
        reconsideration=RECONSIDERATION,
        lawsuit=LAWSUIT,
    ),
    TerminationDecision(
        **CASE,
        accepted_on=date(2026, 3, 2),
        legal_basis=("《市场监督管理行政处罚程序规定》第四十七条",),
        ground="当事人终止且无权利义务承受人",
        reasons="登记机关证明当事人已注销，清算报告载明没有权利义务承受人。",
        party=PARTY,
    ),
    RevocationDecision(
        **MENDED,
        ground="违反法定程序",
        reasons="当事人在期限内交邮的陈述申辩在决定作出后才收到，未予复核。",
        paid=True,
        anew=True,
        reconsideration=RECONSIDERATION,
        lawsuit=LAWSUIT,
    ),
    VariationDecision(
        **MENDED,
        ground="明显不当",
        reasons="当事人主动召回已售出的糕点，原决定没有考虑这一从轻情节。",
        paid=True,
        before=PENALTIES,
        penalties=LIGHTER,
        reconsideration=RECONSIDERATION,
        lawsuit=LAWSUIT,
    ),
    CorrectionDecision(
        **MENDED,
        error="文字错误",
        wrong="镇江江伴食品有限公司",
        right="镇江江畔食品有限公司",
        reasons="录入当事人名称时误写一字，营业执照复印件可以证明。",
    ),
    PublicationWithdrawal(
        organ=Organ(name=ORGAN.name),
        party_name=PARTY.name,
        cause="使用超过保质期的食品原料生产食品",
        decision_title="行政处罚决定书",
        decision_number="镇市监处罚〔2026〕9号",
        decided_on=date(2026, 6, 12),
        published_on=date(2026, 6, 18),
        overturned_on=date(2026, 7, 6),
        because="经本机关撤销",
        withdrawn_on=date(2026, 7, 8),
        where="国家企业信用信息公示系统",
        basis=("《中华人民共和国行政处罚法》第四十八条第二款",),
        reasons="原决定作出时未对当事人在期限内交邮的陈述申辩进行复核，已经撤销。",
    ),
    TransferLetter(
        **CASE,
        addressee="扬州市示例市场监督管理局",
        accepted_on=date(2026, 3, 2),
        discovered_on=date(2026, 2, 26),
        legal_basis=("《中华人民共和国行政处罚法》第二十二条",),
        ground="违法行为发生地不在本机关管辖区域",
        reasons="涉案产品的生产、销售均在扬州市。",
        parties=(TransferredParty(party=PARTY, findings=FINDINGS),),
        evidence=EVIDENCE,
        attachments=(DocumentLine(title="行政处罚告知书", number="镇市监罚告〔2026〕12号"),),
    ),
    CorrectionOrderNotice(
        **CASE,
        party=PARTY,
        findings=FINDINGS,
        basis=BASIS[:1],
        roles_known=True,
        legal_basis=("《中华人民共和国行政处罚法》第二十八条第一款",),
        what="停止使用超过保质期的原料，召回已售出的糕点，并提交召回清单",
        until=date(2026, 6, 15),
        reconsideration=RECONSIDERATION,
        lawsuit=LAWSUIT,
    ),
    CriminalTransfer(
        **CASE,
        discovered_on=date(2026, 2, 26),
        accepted_on=date(2026, 3, 2),
        addressee="镇江市示例公安局",
        crime="生产、销售不符合安全标准的食品罪",
        parties=(TransferredParty(party=PARTY, findings=FINDINGS),),
        reason="经检验，涉案糕点含有严重超出标准限量的致病性微生物，足以造成严重食物中毒事故",
        legal_basis=(
            "《中华人民共和国行政处罚法》第二十七条第一款",
            "《行政执法机关移送涉嫌犯罪案件的规定》第五条",
        ),
        head="陈示例",
        approved_on=date(2026, 6, 3),
        evidence=EVIDENCE,
        papers=("涉嫌犯罪案件情况的调查报告", "涉案物品清单", "检验报告"),
    ),
)

SUMMARY = PublicationSummary(
    organ=Organ(name=ORGAN.name),
    decision_number="镇市监罚决〔2026〕9号",
    party=PublicParty(
        name=PARTY.name,
        identifier_title=PARTY.identifier_title,
        identifier=PARTY.identifier,
        representative_title=PARTY.representative_title,
        representative="陈**",
    ),
    cause="使用超过保质期的食品原料生产食品",
    penalties=LIGHTER,
    decided_on=date(2026, 7, 6),
)

BY_KIND: dict[DocumentKind, Any] = {
    content.kind: content.model_copy(update={"layout": KINDS[content.kind].layout}) for content in EXAMPLES
}


def written(content: Content) -> str:
    """The example as a file of `examples/documents`."""
    told = content.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    # Write the examples that the programme previews from: python -m tests.documents.examples
    from tests.documents.form_examples import form_examples

    for example in (*EXAMPLES, SUMMARY, *form_examples()):
        (DOCUMENTS / f"{example.kind}.json").write_text(written(example), encoding="utf-8")
