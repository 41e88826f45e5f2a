"""While a case is with the judiciary nothing is decided (行政处罚法 第27条)."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.law.articles import art
from domain.procedure.language import APL, Moment, Refusal, Refused

CRIME = art(APL, "27.1")

AT_THE_JUDICIARY = Refusal(
    "AtTheJudiciary",
    CRIME,
    Words(
        "案件自{since}起移送司法机关（当事人{parties}），处理结果退回以前不得作出决定",
        "the case is with the judiciary since {since} (parties {parties}): nothing is decided before its result is back",
    ),
    Words(
        "请等待处理结果，由负责人登记退回（return_from_judiciary）；期间可以继续接收陈述、申辩和补充证据（submit_statement、"
        "add_evidence）",
        "wait for the result and let a head record it (return_from_judiciary); statements and evidence are taken meanwhile"
        " (submit_statement, add_evidence)",
    ),
)


def away(case: Case) -> Iterator[tuple[int, date]]:
    """The parties of the case that are with the judiciary, and since when; who has left is waited for no more."""
    for party in case.parties.all:
        transfer = case.judiciary.away(party.id)
        if transfer and party.left is None:
            yield party.id, transfer.decided_on


def not_away(now: Moment) -> Iterator[Refused]:
    """Refuse while papers of the case are with the judiciary: its file is one, and so is what is made of it [I].

    A party who must be decided on alone is taken out of the case.
    """
    if waited_for := tuple(away(now.case)):
        yield AT_THE_JUDICIARY(
            since=min(since for _, since in waited_for), parties=listed(party for party, _ in waited_for)
        )
