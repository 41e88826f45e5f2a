"""What a trace says (期限说明的用语): of a day, and of the whole count."""

from typing import Final

from domain.bilingual import Words
from domain.law.terms import Unit

# What is said of a day

NOTHING: Final = Words("", "")
NOT_THE_DAY_ITSELF: Final = Words("事件当日不计算在内", "the day of the event is not counted")
MOVED_HERE: Final = Words("顺延至此", "moved on to this day")
LEFT_OUT: Final = Words("{why}，不计入期限", "{why}, not part of the period")
LENIENT: Final = Words("宽松计算，计入当日", "counted leniently: the day itself is counted")
PERHAPS_WEEKEND: Final = Words("周末（该年安排尚未公布）", "weekend (that year's holidays are not published)")
PERHAPS_OFF: Final = Words(
    "{festival}前后，可能放假（该年安排尚未公布）",
    "around {festival}, perhaps a day off (that year's holidays are not published)",
)
PERHAPS_WORKING: Final = Words(
    "工作日（该年安排尚未公布）", "working day (that year's holidays are not published)"
)

# What is said of the whole

VERBATIM: Final = Words(
    "依据：{article}（{certainty}）。原文：“{quote}”", "Under {article} ({certainty}), which says: “{quote}”"
)
IN_SUBSTANCE: Final = Words(
    "依据：{article}（{certainty}）。大意：{quote}", "Under {article} ({certainty}), in substance: {quote}"
)
FROM_THE_NEXT_DAY: Final = Words(
    "{start}自次日起计算{length}{unit}{longer}，按{kind}计{source}。",
    "{length} {unit}{longer} from the day after {start}, counted in {kind}{source}.",
)
BACK: Final = Words(
    "{start}向前计算{length}{unit}{longer}，按{kind}计{source}。",
    "{length} {unit}{longer} back from {start}, counted in {kind}{source}.",
)
EXTENDED: Final = Words("，延长{by}{unit}", ", extended by {by} {unit}")
BY_ARTICLE: Final = Words("（{article}）", " ({article})")
KINDS: Final = {
    Unit.WORKING_DAY: Words("工作日", "working days"),
    Unit.CALENDAR_DAY: Words("自然日", "calendar days"),
    Unit.MONTH: Words("月", "months"),
    Unit.YEAR: Words("年", "years"),
}
FROM_TO: Final = Words("{first}至{last}", "{first} to {last}")
MOVES_ON: Final = Words("{days}：{why}，最后一日顺延。", "{days}: {why}, the last day moves on.")
NOT_COUNTED: Final = Words("{days}：{why}，不计。", "{days}: {why}, not counted.")
BETWEEN: Final = Words("不早于{first}，不晚于{last}", "not before {first}, not after {last}")
UNKNOWN: Final = Words("未知", "not known")
PROVISIONAL: Final = Words(
    "节假日安排尚未公布，暂定：{when}。", "The holidays are not published yet; provisionally: {when}."
)
SERVED_BY: Final = Words("最迟于{day}送达。", "To be served on {day} at the latest.")
ENDS: Final = Words(
    "届满日为{day}，至当日24时（北京时间）止。", "The last day is {day}; it ends at 24:00 Beijing time."
)
INVENTED: Final = Words(
    "注意：所用工作日历含虚构的年份，仅供演示。",
    "Note: the calendar has an invented year, for demonstration only.",
)
