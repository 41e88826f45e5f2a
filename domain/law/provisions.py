"""Provisions that each sector has in an act of its own (行业条文): what they are about, and the national article below them.

A move or refusal names the subject; which article that is, the profile of the case says (`[articles]`). Where nobody has
read the sector's own, the national one is cited and marked: none is invented.
"""

from collections.abc import Mapping
from typing import Final

from domain.bilingual import Titled
from domain.law.articles import Article, art


class Provision(Titled):
    """What a sector's act says in an article of its own (行业条文的事项)."""

    REVIEW = "review", "审核", "review of the case"
    REVIEWER = "reviewer", "审核人员", "who may review"
    REVIEW_POINTS = "review_points", "审核内容", "points of a review"
    REVIEW_OPINION = "review_opinion", "审核意见", "opinion of a review"
    REVIEW_TIME = "review_time", "审核期限", "time for a review"
    STATEMENT_TERM = "statement_term", "陈述、申辩的期限", "term for statements"
    HEARING_STAFF = "hearing_staff", "听证的主持和记录", "who presides over and records a hearing"
    SUSPENSION = "suspension", "中止", "suspension of the case"
    EXTENSION = "extension", "延长办案期限", "extension of the time to decide"
    CLOSING = "closing", "结案", "closing of the case"
    WITHDRAWAL = "withdrawal", "撤案", "withdrawal of the case"
    TERMINATION = "termination", "终止", "termination of the proceedings"
    TRANSFER = "transfer", "移送其他机关", "transfer to another agency"
    RETURNED_MAIL = "returned_mail", "退回邮件视为送达", "mail that comes back from the confirmed address"
    DECISION_FILING = "decision_filing_rule", "重大行政处罚决定备案", "filing of major decisions"
    LEGAL_REVIEW = "legal_review", "法制审核的范围", "cases of a legal review"
    CASE_REVIEW = "case_review", "案件审核", "review of any other case"
    REVIEW_AFTER_HEARING = "review_after_hearing", "听证后的法制审核", "legal review after a hearing"
    NO_HEAVIER = (
        "no_heavier",
        "不因申辩、要求听证加重",
        "nothing heavier for a defence or a request for a hearing",
    )
    ANNOUNCING = "announcing", "公告送达的办法", "how service is announced"
    NO_PENALTY = "no_penalty", "不予行政处罚", "decision without penalty"
    EDUCATION = "education", "对不予处罚的当事人进行教育", "education of a party that is not punished"
    PAYING = "paying", "罚没款的缴纳", "payment of fines and confiscated gains"
    DEFERRAL = "deferral", "延期、分期缴纳罚款", "deferral and instalments"
    PUBLICATION = "publication", "处罚信息公示", "publication of penalties"


NATIONAL: Final[Mapping[Provision, Article]] = {
    Provision.REVIEW: art("行政处罚法", "58"),
    Provision.REVIEWER: art("行政处罚法", "58"),
    Provision.REVIEW_POINTS: art("国办发〔2018〕118号"),
    Provision.REVIEW_OPINION: art("行政处罚法", "58"),
    Provision.REVIEW_TIME: art("行政处罚法", "58"),
    Provision.STATEMENT_TERM: art("行政处罚法", "45"),
    Provision.HEARING_STAFF: art("行政处罚法", "64(4)"),
    Provision.SUSPENSION: art("行政处罚法", "60"),
    Provision.EXTENSION: art("行政处罚法", "60"),
    Provision.CLOSING: art("行政处罚法", "47"),
    Provision.WITHDRAWAL: art("行政处罚法", "57"),
    Provision.TERMINATION: art("行政处罚法", "57"),
    Provision.TRANSFER: art("行政处罚法", "22"),
    Provision.RETURNED_MAIL: art("各行业送达地址确认的规定"),
    Provision.DECISION_FILING: art("各地重大行政处罚决定备案的规定"),
    Provision.LEGAL_REVIEW: art("行政处罚法", "58"),
    Provision.CASE_REVIEW: art("行政处罚法", "57.1"),
    Provision.REVIEW_AFTER_HEARING: art("行政处罚法", "58.1(2)"),
    Provision.NO_HEAVIER: art("行政处罚法", "45.2"),
    Provision.ANNOUNCING: art("民事诉讼法", "95"),
    Provision.NO_PENALTY: art("行政处罚法", "57.1(2)"),
    Provision.EDUCATION: art("行政处罚法", "33.3"),
    Provision.PAYING: art("行政处罚法", "67.3"),
    Provision.DEFERRAL: art("行政处罚法", "66.2"),
    Provision.PUBLICATION: art("行政处罚法", "48.1"),
}
"""What holds everywhere. A duty to file single decisions is of local rules alone; of a case that is dropped without a
decision the national act says nothing of its own [I]: the article on what a head decides is cited."""
LOCAL: Final = frozenset({Provision.DECISION_FILING, Provision.RETURNED_MAIL})
"""What no national act says: without an article of its own it is to be confirmed under every profile."""


class Sectoral(Article):
    """The national article, with its subject: a case cites what its own profile has for it."""

    provision: Provision

    @property
    def national(self) -> Article:
        """The article itself, whatever a profile has for its subject."""
        return Article(statute=self.statute, article=self.article)


def of_sector(provision: Provision) -> Sectoral:
    """Cite what the case's profile says of a subject.

    >>> str(of_sector(Provision.CLOSING))
    '行政处罚法第四十七条'
    """
    national = NATIONAL[provision]
    return Sectoral(statute=national.statute, article=national.article, provision=provision)


def articles_of(own: Mapping[Provision, Article], *, sector: bool) -> Mapping[Provision, Article]:
    """Return what a profile cites: its own articles; for a sector without one, the national one, marked."""
    missing = {one: NATIONAL[one].to_confirm() for one in Provision if sector or one in LOCAL}
    return {**missing, **own}
