"""Words of the law that a document must say whatever else it says (法定必备语句): an agency's own wording is held against them.

They are short, so that a sentence may be put otherwise; a test finds each of them in the wording of the release.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from domain.bilingual import Titled
from domain.case.documents import DocumentKind
from domain.law.articles import Article, art


class Sentence(NamedTuple):
    """Words that must stand in a document, and the provision that wants them there."""

    words: str
    source: Article


_APL: Final = "行政处罚法"
_HARSHER: Final = Sentence("更重的处罚", art(_APL, "45.2"))
_STATEMENT: Final = Sentence("陈述和申辩", art(_APL, "44"))
_RECONSIDERATION: Final = Sentence("申请行政复议", art(_APL, "59(5)"))
_LAWSUIT: Final = Sentence("提起行政诉讼", art(_APL, "59(5)"))
_REMEDIES: Final = (_RECONSIDERATION, _LAWSUIT)

SENTENCES: Final[Mapping[Titled, tuple[Sentence, ...]]] = {
    DocumentKind.INTERVIEW_LETTER: (Sentence("不视为放弃", art(_APL, "45.1")), _HARSHER),
    DocumentKind.PENALTY_NOTICE: (
        _STATEMENT,
        _HARSHER,
        Sentence("要求听证", art(_APL, "63.1")),
        Sentence("不承担", art(_APL, "63.2")),
    ),
    DocumentKind.NEW_EVIDENCE_NOTICE: (_STATEMENT, _HARSHER),
    DocumentKind.HEARING_NOTICE: (
        Sentence("申请回避", art(_APL, "64(4)")),
        Sentence("代理人", art(_APL, "64(5)")),
        Sentence("视为放弃听证", art(_APL, "64(6)")),
    ),
    DocumentKind.PENALTY_DECISION: _REMEDIES,
    DocumentKind.NO_PENALTY_DECISION: _REMEDIES,
    DocumentKind.NOT_ESTABLISHED_DECISION: _REMEDIES,
    DocumentKind.REVOCATION_DECISION: _REMEDIES,
    DocumentKind.VARIATION_DECISION: _REMEDIES,
    DocumentKind.CORRECTION_ORDER: _REMEDIES,
    DocumentKind.SERVICE_ANNOUNCEMENT: (Sentence("视为送达", art("民事诉讼法", "95.1")),),
    DocumentKind.PAYMENT_DEMAND: (Sentence("陈述", art("行政强制法", "36")),),
}
