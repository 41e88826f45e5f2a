"""Readings (系统的理解): where the act leaves a question open, how this system answers it. For a lawyer to confirm; no rule reads it."""

from typing import Final

from domain.bilingual import Titled
from domain.law.articles import Article, art
from domain.law.tables.sources import APL, CPL, SAMR_P
from domain.record import Record


class ReadingKey(Titled):
    """What is read (所理解的问题)."""

    WHOSE_EXCLUSION = (
        "whose_exclusion",
        "任何一名当事人的公告、听证是否延长全案",
        "whose announcement or hearing counts",
    )
    EXCLUDED_DAYS = "excluded_days", "不计入期限的时间怎样计算", "how time that is not counted is counted"
    EXPECTED_DAYS = (
        "expected_days",
        "尚未结束的公告、听证怎样扣除",
        "an announcement or hearing still under way",
    )
    OWN_ANNOUNCEMENT = "own_announcement", "决定书的公告是否扣除", "the announcement of the decision itself"
    DECIDED_ANEW = "decided_anew", "重新作出决定的办案期限", "time to decide anew"
    AFTER_ANNOUNCEMENT = "after_announcement", "公告期满之后的起算日", "what runs after an announcement"
    MAKE_UP_DAYS = "make_up_days", "调休上班的周六、周日", "make-up working days"
    NOT_WORKING_DAYS = (
        "not_working_days",
        "没有列为工作日的期限",
        "periods that are not listed as working days",
    )
    PROCEDURAL_DAY = "procedural_day", "程序事项适用哪一日的规定", "which day's procedural law"
    WAIVER = "waiver", "何时的放弃有效", "which waiver counts"
    LATE_STATEMENT = "late_statement", "逾期的陈述、申辩", "late statements"
    JOINT_HEARING = (
        "joint_hearing",
        "一名当事人要求听证对其他当事人的影响",
        "a hearing asked for by one of several",
    )
    LATE_DECISION = "late_decision", "超过办案期限作出的决定", "a decision made late"
    EXTENSION_DAY = "extension_day", "最迟何日可以延长", "until when it may be prolonged"
    SOLE_TRADER = "sole_trader", "个体工商户适用哪一档数额", "which threshold a sole trader has"
    TOLD_TOGETHER = "told_together", "约谈函与告知书同时送达", "letter and notice served together"
    OWN_DUTY_ON_A_REST_DAY = (
        "own_duty_on_a_rest_day",
        "机关自身期限的末日遇休息日（市场监督管理）",
        "a duty of a market agency that ends on a rest day",
    )
    CLOSED_WITHOUT_PENALTY = (
        "closed_without_penalty",
        "不予处罚的案件何时结案（市场监督管理）",
        "when a market case without penalty is closed",
    )


class Reading(Record):
    """One reading: the question, our answer, and the other one that is possible."""

    key: ReadingKey
    source: Article
    """Which the question is about."""
    reading: str
    otherwise: str = ""
    """The other answer, where there is one."""


READINGS: Final = (
    Reading(
        key=ReadingKey.WHOSE_EXCLUSION,
        source=art(APL, "60"),
        reading="办案期限是全案一个：任何一名当事人的公告送达、听证，期间都从全案的期限中扣除",
        otherwise="只对该当事人扣除，其余当事人的期限照常届满",
    ),
    Reading(
        key=ReadingKey.EXCLUDED_DAYS,
        source=art(APL, "60"),
        reading="按自然日扣除，首尾两日均算在内：中止，自中止次日至恢复之日；公告，自发布次日至视为送达之日；"
        "听证，自提出要求次日至举行、终止或者撤回之日。重叠的日子只扣一次",
        otherwise="自当日起扣除，或者各段分别相加，届满日相差一日以上",
    ),
    Reading(
        key=ReadingKey.EXPECTED_DAYS,
        source=art(APL, "60"),
        reading="正在进行的公告、已经通知的听证，按预计结束之日先行扣除，结束后按实际改定",
        otherwise="结束之前不扣除：期限会在不应计算的日子显示逾期",
    ),
    Reading(
        key=ReadingKey.OWN_ANNOUNCEMENT,
        source=art(APL, "60"),
        reading="决定书本身的公告送达在决定之后，不延长作出决定的期限",
    ),
    Reading(
        key=ReadingKey.DECIDED_ANEW,
        source=art(APL, "60"),
        reading="决定被撤销后重新作出的，办案期限自启动重新作出之日另行起算",
        otherwise="复议机关、人民法院写明期限的从其期限；或者接续原期限",
    ),
    Reading(
        key=ReadingKey.AFTER_ANNOUNCEMENT,
        source=art(CPL, "95"),
        reading="公告之日不计入，第三十日视为送达，最后一日为休息日的不顺延；此后的期限自视为送达的次日起算",
        otherwise="视为送达之日顺延至工作日",
    ),
    Reading(
        key=ReadingKey.MAKE_UP_DAYS,
        source=art(APL, "85"),
        reading="国务院办公厅通知调休上班的周六、周日是工作日",
        otherwise="周六、周日一律不是工作日：期限长于系统所计",
    ),
    Reading(
        key=ReadingKey.NOT_WORKING_DAYS,
        source=art(APL, "85"),
        reading="第八十五条只列二日、三日、五日、七日为工作日；十五日、九十日、月、年按自然日计算",
    ),
    Reading(
        key=ReadingKey.PROCEDURAL_DAY,
        source=art(APL, "37"),
        reading="实体和处罚按违法行为之日的法律，从旧兼从轻；期限、听证数额、送达方式按该程序事件之日的规定",
        otherwise="程序也一律按立案之日的规定",
    ),
    Reading(
        key=ReadingKey.WAIVER,
        source=art(APL, "62"),
        reading="只有最近一次告知书送达当日或者之后、以书面明确作出的放弃才有效，且只及于所写明的一项权利",
        otherwise="送达前的放弃也有效",
    ),
    Reading(
        key=ReadingKey.LATE_STATEMENT,
        source=art(APL, "45"),
        reading="逾期的陈述、申辩，在对该当事人作出决定之前收到的，仍须复核并答复",
        otherwise="逾期视为放弃，可以不复核",
    ),
    Reading(
        key=ReadingKey.JOINT_HEARING,
        source=art(APL, "63"),
        reading="听证只是对该当事人处罚的前提；但审核、报备、集体讨论须各名拟处罚的当事人均已听取意见，其他当事人因此一并等待，"
        "须先行处理的另案办理",
        otherwise="其他当事人可以在本案中先行审核、决定；或者只有共同违法行为的当事人一并等待",
    ),
    Reading(
        key=ReadingKey.LATE_DECISION,
        source=art(APL, "60"),
        reading="超过办案期限仍可以作出决定，记录为逾期（程序瑕疵），不因此无效",
        otherwise="属于违反法定程序，可以被撤销（行政诉讼法第七十条第三项）",
    ),
    Reading(
        key=ReadingKey.EXTENSION_DAY,
        source=art(APL, "60"),
        reading="延长须在现有届满日当日或者之前批准",
        otherwise="届满之后也可以补办",
    ),
    Reading(
        key=ReadingKey.SOLE_TRADER,
        source=art(APL, "63"),
        reading="个体工商户按自然人的数额，取较低的一档，有利于当事人",
        otherwise="按法人或者其他组织的数额",
    ),
    Reading(
        key=ReadingKey.TOLD_TOGETHER,
        source=art(APL, "44"),
        reading="审前听述约谈函与行政处罚告知书同日送达，陈述、申辩和要求听证的期限自此起算，听述不延长这些期限",
        otherwise="先听述、后告知：期限自其后的告知书起算",
    ),
    Reading(
        key=ReadingKey.OWN_DUTY_ON_A_REST_DAY,
        source=art(SAMR_P, "80"),
        reading="该条所称“法定节假日”包括周六、周日，也适用于办案期限等机关自身的期限：末日是休息日的，顺延至其后第一个工作日",
        otherwise="只指放假的节日，不包括周六、周日；或者只适用于当事人的期限，机关自身的期限不顺延",
    ),
    Reading(
        key=ReadingKey.CLOSED_WITHOUT_PENALTY,
        source=art(SAMR_P, "77(4)"),
        reading="不予处罚、违法事实不能成立的，结案期限自作出决定之日起算，不待送达；但送达之前不得结案，因此公告送达的，"
        "公告期间即可能显示结案逾期",
        otherwise="自送达之日起算；或者作出决定即可结案，不待送达",
    ),
)
