"""What the rows of the tables cite (出处): the acts by name, the articles that fix a unit, the day of the last check."""

from datetime import date
from typing import Final

from domain.law.articles import art
from domain.law.terms import Exclusion

CHECKED: Final = date(2026, 11, 23)

PENALTY_2021: Final = date(2021, 7, 15)
"""行政处罚法 (2021修订) and the amended market rules in force."""

APL: Final = "行政处罚法"
APL_1996: Final = "行政处罚法（1996）"
CPL: Final = "民事诉讼法"
AEL: Final = "行政强制法"
ALL: Final = "行政诉讼法"
ARL: Final = "行政复议法"
SAMR_P: Final = "市场监督管理行政处罚程序规定"
MEE_P: Final = "生态环境行政处罚办法"
ASSUMED: Final = art("听述系统假定")

WORKING_DAYS: Final = art(APL, "85")
"""二日、三日、五日、七日 are working days."""
NATURAL_TIME: Final = art("民法典", "200")
"""Every other period since 2021: natural days, months and years."""
NATURAL_TIME_BEFORE_2021: Final = art("民法通则", "154")
TIME_OF_SUITS: Final = art(ALL, "101")
"""Periods of suits and of enforcement by a court are those of the 民事诉讼法."""
AS_IN_CIVIL_SUITS: Final = "行政诉讼法第一百零一条：期间适用民事诉讼法的规定（现为第八十五条）"
NOT_LISTED: Final = "行政处罚法第八十五条没有把这一期限列为工作日，按自然日计算（系统的理解）"

ALL_EXCLUSIONS: Final = (
    Exclusion.SUSPENSION,
    Exclusion.HEARING,
    Exclusion.ANNOUNCEMENT,
    Exclusion.TESTING,
    Exclusion.IDENTIFICATION,
    Exclusion.REFUND,
)
