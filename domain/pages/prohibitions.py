"""The gates (不得作出决定的情形) as a lawyer reads them; the procedure refuses by them, and a test holds the two together."""

from datetime import date
from typing import Final

from domain.bilingual import Words
from domain.law.articles import Article, art
from domain.law.provisions import Provision, of_sector
from domain.law.tables.sources import CHECKED, PENALTY_2021
from domain.law.terms import Certainty, Row
from domain.procedure.gates import (
    concluding,
    fined_once,
    heard,
    hearing,
    law,
    leaving,
    made_anew,
    minors,
    new_evidence,
    notice,
    officers,
    papers,
)
from domain.procedure.language import APL, Refusal

_ASSUMED: Final = art("听述系统假定")


class Gate(Row):
    """One gate: what is refused, by which provisions, and the refusals of the procedure."""

    number: int
    title: Words
    rule: Words
    """What must hold, in our words (大意)."""
    sources: tuple[Article, ...]
    refusals: tuple[Refusal, ...]
    """What the procedure refuses by it."""
    certainty: Certainty
    example: str
    """A case of the rule with its dates."""
    checked_on: date = CHECKED
    assumed: str = ""
    """What of it no law fixes."""


GATES: Final[tuple[Gate, ...]] = (
    Gate(
        number=1,
        title=Words("两名执法人员，查审分离", "two officers; who reviews did not investigate"),
        rule=Words(
            "执法人员不得少于两人，行为之日执法证件有效；办理过本案的人员不得担任审核人员，不得主持听证、记录听证；"
            "审核过、主持过的不得再办理本案；与当事人有利害关系的，无论办理还是被指定，都应当回避",
            "There are two officers at least, with certificates valid on the day of the act; who worked on the "
            "case neither reviews it nor presides over its hearing nor records it; who reviewed or presided does "
            "not work on it again; whoever has an interest with a party stands back, acting or named",
        ),
        sources=(art(APL, "42"), of_sector(Provision.REVIEWER), art(APL, "64(4)"), art(APL, "43")),
        refusals=(
            officers.TOO_FEW_OFFICERS,
            officers.CERTIFICATE_INVALID,
            officers.REVIEWER_INVESTIGATED,
            officers.PRESIDER_INVESTIGATED,
            officers.RECORDER_INVESTIGATED,
            officers.MEMBER_INVESTIGATED,
            officers.OFFICER_REVIEWED,
            officers.PRESIDER_REVIEWS,
            officers.RELATED_TO_PARTY,
            officers.STANDS_BACK,
        ),
        since=PENALTY_2021,
        certainty=Certainty.V,
        example="执法证件有效期至2026年6月1日（周一）的，自6月2日（周二）起不得作为承办人",
        assumed="审核人员能否主持听证，法律没有规定，由程序规定设置",
    ),
    Gate(
        number=2,
        title=Words("告知并听取陈述、申辩", "notify, and hear statement and defence"),
        rule=Words(
            "对每一名拟处罚的当事人：告知书已送达，陈述、申辩和要求听证的期限均已届满或者该项权利已明确放弃，"
            "审前听述已举行、缺席或者放弃，收到的每一项意见均已复核；否则不得作出处罚决定",
            "For each party against whom a penalty is intended: the notice is served; the periods for a statement "
            "and for asking for a hearing are over, or the right was expressly waived; the interview was held, "
            "missed or waived; every point received was re-checked. Otherwise no decision is made",
        ),
        sources=(art(APL, "44,45"), art(APL, "62"), of_sector(Provision.STATEMENT_TERM), art(APL, "64(1)")),
        refusals=(
            heard.NOTICES_NOT_SERVED,
            heard.STATEMENT_PERIOD_RUNNING,
            heard.HEARING_REQUEST_PERIOD_RUNNING,
            heard.INTERVIEW_OUTSTANDING,
            heard.NOT_RECHECKED,
        ),
        since=PENALTY_2021,
        certainty=Certainty.V,
        example="告知书2026年6月1日（周一）送达，期限至6月8日（周一）届满，6月9日（周二）起可以作出决定",
        assumed="审前听述须已举行、缺席或者放弃，是审前听述制度的要求，镇江市的实施办法没有公布",
    ),
    Gate(
        number=3,
        title=Words("要求听证的，先听证", "a hearing that is asked for comes first"),
        rule=Words(
            "在期限内、属于听证范围的听证要求，须举行听证并提出听证报告，或者由当事人撤回，或者听证因缺席、中途退出而终止，方可对该当事人处罚",
            "A hearing that was asked for in time and within the scope is held and reported on, or the request is "
            "withdrawn, or the hearing ended because the party was absent or left; only then is that party "
            "punished",
        ),
        sources=(art(APL, "63"), art(APL, "64"), art(APL, "65")),
        refusals=(hearing.HEARING_OUTSTANDING,),
        since=PENALTY_2021,
        certainty=Certainty.V,
        example="听证通知书2026年6月10日（周三）送达，最早6月23日（周二）举行听证（6月19日至21日端午放假）",
    ),
    Gate(
        number=4,
        title=Words("法制审核、报备、集体讨论", "legal review, filing, collective discussion"),
        rule=Words(
            "法制审核同意现有案卷材料；程序规定要求报备的，已签收、期满未答复或者异议已解除、维持；"
            "情节复杂或者重大违法的，由负责人集体讨论。案卷材料变更的，重新进行；决定不得重于经审核、讨论的拟处罚",
            "The legal review agrees to the papers as they are; where the profile asks for a filing it is "
            "acknowledged, not answered in time, or its objection lifted or maintained; the heads discuss what is "
            "complex or a major violation. Changed papers go through it again; the decision is no heavier than "
            "what was reviewed and discussed",
        ),
        sources=(art(APL, "58"), of_sector(Provision.REVIEW), art(APL, "57.2")),
        refusals=(
            papers.NOT_REVIEWED_BEFORE_NOTICE,
            papers.NOT_REVIEWED,
            papers.NOT_REVIEWED_SINCE_HEARING,
            papers.NOT_FILED,
            papers.NOT_FILED_SINCE_HEARING,
            papers.FILING_UNANSWERED,
            papers.OBJECTION_OPEN,
            papers.OBJECTION_NOT_SETTLED,
            papers.NOT_DISCUSSED,
            papers.NOT_DISCUSSED_SINCE_HEARING,
            papers.HEAVIER_THAN_REVIEWED,
            concluding.NOT_CONCLUDED,
            concluding.BEYOND_CONCLUSION,
        ),
        since=PENALTY_2021,
        certainty=Certainty.V,
        example="2026年6月9日（周二）审核同意之后于6月10日（周三）补充证据的，须就新的案卷材料重新审核",
        assumed="决定前报备、告知前后的审核时点，除条文写明的以外由程序规定设置",
    ),
    Gate(
        number=5,
        title=Words("不超出告知", "not beyond what was notified"),
        rule=Words(
            "处罚种类、违法事实和依据均已在该当事人最近一次告知书中写明，数额和期限不高于告知；"
            "不得因陈述、申辩而加重，加重的须有新的证据或者法律错误并重新告知；"
            "经复议、诉讼撤销并重新作出的，不得以同一事实和理由作出相同的决定",
            "Kinds of penalty, findings and basis all stand in the last notice of the party, and amounts and "
            "lengths are not above it; nothing is made heavier because a party defended itself: what is heavier "
            "needs new evidence or an error of law, and new notices; what reconsideration or a court has set "
            "aside is not decided alike again on the same facts and grounds",
        ),
        sources=(art(APL, "44"), art(APL, "45.2")),
        refusals=(
            notice.NOTHING_NOTIFIED,
            notice.NOT_NOTIFIED,
            notice.HEAVIER_THAN_NOTIFIED,
            notice.GROUND_NOT_NOTIFIED,
            made_anew.SAME_AGAIN,
        ),
        since=PENALTY_2021,
        certainty=Certainty.V,
        example="2026年6月1日（周一）告知罚款12万元的，可以决定9万元；决定13万元须重新告知，期限自新的告知书送达起算",
        assumed="种类之间的轻重顺序",
    ),
    Gate(
        number=6,
        title=Words("文书完整、编号、盖章后送达", "documents complete, numbered and sealed, then served"),
        rule=Words(
            "文书内容完整、已编号、已盖章方可发出；电子送达须当事人已签署确认书",
            "A document is issued once its content is complete and it is numbered and sealed; electronic service "
            "needs the consent that the party signed",
        ),
        sources=(art(APL, "59"), art(APL, "61.2")),
        refusals=(
            leaving.ANOTHER_ISSUER,
            leaving.DOCUMENT_INCOMPLETE,
            leaving.DOCUMENT_NOT_SEALED,
            leaving.NO_CONSENT_TO_ELECTRONIC_SERVICE,
        ),
        since=PENALTY_2021,
        certainty=Certainty.V,
        example="确认书2026年6月2日（周二）签署的，6月1日（周一）不得电子送达",
    ),
    Gate(
        number=7,
        title=Words("规定不明的，由人答复", "where the rules do not know, a person answers"),
        rule=Words(
            "听证数额等规定不明的，案件等待机关负责人答复；违法行为之后法律变更的，由机关负责人决定适用哪部法律，仍在继续的适用现行法律；"
            "节假日安排尚未公布的年份，期限为暂定；超过追责时效的不得处罚",
            "Where a threshold or the like is not known the case waits for a head; where the law changed after "
            "the act a head decides which applies, and to an act that goes on the present one applies; in a year "
            "whose holidays are not published periods are provisional; after limitation nothing is punished",
        ),
        sources=(art(APL, "63"), art(APL, "37"), art(APL, "36"), _ASSUMED),
        refusals=(
            law.LAW_UNKNOWN,
            law.LAW_TO_CHOOSE,
            law.BASIS_OF_ANOTHER_LAW,
            law.BASIS_NOT_IN_FORCE,
            law.LIMITATION_OVER,
        ),
        since=PENALTY_2021,
        certainty=Certainty.I,
        example="决定书2026年8月5日（周三）送达，2027年安排公布之前，起诉期限不早于2027年2月5日（周五）、"
        "不晚于2月15日（周一）届满",
        assumed="暂定期限的上下限是系统的算法，以2021年至2026年的安排检验",
    ),
    Gate(
        number=8,
        title=Words("未成年人；同一当事人只罚一次", "minors; one party is fined once"),
        rule=Words(
            "违法行为终了之日不满十四周岁的自然人，不予处罚；已满十四周岁不满十八周岁的，只能从轻或者减轻，现在仍未成年的须有"
            "法定代理人；生日当天仍算不满。同一当事人在一案中只列一次，同一违法行为不得给予两次以上罚款；"
            "人民法院已判处罚金的行为，不再给予罚款",
            "A natural person under 14 at the end of the act is not punished; from 14 to under 18 a penalty is "
            "lenient or mitigated only, and who is a minor still has a statutory agent; on the birthday itself "
            "one counts as younger. A party stands in a case once, and the same act is not fined twice; what a "
            "court has fined is not fined again",
        ),
        sources=(art(APL, "30"), art(APL, "29"), art(APL, "35.2")),
        refusals=(
            minors.TOO_YOUNG,
            minors.MINOR_NOT_TREATED_LENIENTLY,
            minors.STATUTORY_AGENT_MISSING,
            minors.TOO_OLD_FOR_THE_GROUND,
            fined_once.PARTY_TWICE,
            fined_once.FINED_BY_THE_COURT,
        ),
        since=PENALTY_2021,
        certainty=Certainty.V,
        example="违法行为2026年2月10日（周二）终了：2012年2月10日出生的不予处罚，2012年2月9日出生的从轻或者减轻",
        assumed="个体工商户经营者的出生日期由承办人填写，没有填写的不作判断",
    ),
    Gate(
        number=9,
        title=Words("补充的证据须告知并听取意见", "evidence that comes later is notified and heard"),
        rule=Words(
            "告知之后补充的、证明该当事人违法事实的证据，须向其出示并告知，陈述、申辩的期限届满或者明确放弃；"
            "或者退回重新告知。否则不得据以处罚",
            "Evidence that came after the notice and proves a finding against a party is shown and told to it, "
            "and its period for a statement is over or expressly waived; or new notices are given. Otherwise no "
            "penalty rests on it",
        ),
        sources=(art(APL, "44"), art(APL, "45"), art(APL, "46")),
        refusals=(
            new_evidence.NEW_EVIDENCE_NOT_TOLD,
            new_evidence.NEW_EVIDENCE_NOT_SERVED,
            new_evidence.NEW_EVIDENCE_PERIOD_RUNNING,
        ),
        since=PENALTY_2021,
        certainty=Certainty.I,
        example="补充证据告知书2026年6月9日（周二）送达的，6月16日（周二）期限届满，6月17日起可以据以处罚",
        assumed="陈述、申辩的期限，法律没有规定，比照告知书的期限",
    ),
)
