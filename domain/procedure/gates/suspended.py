"""A suspended case is not decided: everything else stays lawful (procedure: At any time before closed)."""

from collections.abc import Iterator

from domain.bilingual import Words
from domain.law.articles import Article
from domain.procedure.language import Moment, Refusal, Refused

SUSPENDED = Refusal(
    "Suspended",
    None,
    Words(
        "案件自{since}起中止，中止期间不得作出决定",
        "the case is suspended since {since}: nothing is decided meanwhile",
    ),
    Words(
        "中止的情形消除后，请负责人先恢复（resume）",
        "let the head resume it first, when the ground of the suspension is gone (resume)",
    ),
)


def not_suspended(now: Moment, source: Article) -> Iterator[Refused]:
    """Refuse while the case is suspended."""
    if last := now.case.timing.suspended:
        yield SUSPENDED(article=source, since=last.since)
