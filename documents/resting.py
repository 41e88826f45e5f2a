"""What a document rests on (所依据的规定): the rows and articles of the law that it prints, and those that nobody has confirmed."""

import re
from collections.abc import Iterator
from datetime import date

from documents.content import Content
from documents.excerpts import cite, term_of
from documents.kinds import KINDS
from documents.wording import texts
from domain.case.case import Case
from domain.case.documents import Document
from domain.law.articles import Article
from domain.law.confirmed import confirmed, name_of
from domain.law.rulebook import Rulebook
from domain.law.screening import ScreenedParty, thresholds_of
from domain.law.tables.acts import ACTS
from domain.law.tables.thresholds import Threshold
from domain.law.terms import Certainty, Term

_CITATION = re.compile(
    r"(?:《(?:中华人民共和国)?(?P<title>[^《》]+)》|(?P<number>国办发〔2018〕118号))"
    r"(?:第[零一二三四五六七八九十百千]+条(?:第[零一二三四五六七八九十]+款)?(?:第[零一二三四五六七八九十]+项)?)?"
    r"(?P<mark>（[^（）]*待确认）)?"
)
_UNREAD = (Certainty.G, Certainty.V2)
"""From memory, or after somebody else: an act of which nobody has read the official words (V) or that is no law (A)."""


def unconfirmed(case: Case, document: Document, content: Content) -> tuple[str, ...]:
    """Name what of the law a document prints that was not read in its own words, and that no lawyer has let be applied."""
    rows: tuple[Term | Threshold, ...] = (*_terms(case, document), *_thresholds(case, document))
    named = tuple(dict.fromkeys(_said(row) for row in rows if case.rulebook.unconfirmed(row)))
    cited = (f"所引条文，{one}" for one in unread(case.rulebook, content) if not any(one in n for n in named))
    return (*named, *cited)


def stopping(case: Case, document: Document, content: Content) -> tuple[str, ...]:
    """Name what keeps a document without a preview from being made, where the profile says that it does: nobody would see it."""
    if not case.rulebook.switches.unread_law_stops:
        return ()
    return tuple(f"待律师确认：{one}" for one in unconfirmed(case, document, content))


def unread(rules: Rulebook, content: Content) -> tuple[str, ...]:
    """Return the citations in a content, of whatever kind and field, that rest on an act nobody has read in its own words."""
    found = (match for text in texts(content.model_dump(mode="json")) for match in _CITATION.finditer(text))
    doubtful = dict.fromkeys(match[0] for match in found if match["mark"] or _is_unread(match))
    return tuple(one for one in doubtful if one not in _let_apply(rules))


def _is_unread(match: re.Match[str]) -> bool:
    act = ACTS.get(match["title"] or match["number"])
    return act is not None and act.certainty in _UNREAD


def _let_apply(rules: Rulebook) -> set[str]:
    """The articles, as documents cite them, whose row or subject a lawyer has confirmed."""
    rows: list[tuple[str, Article, date | None]] = [
        *((name_of(row.key), row.source, row.checked_on) for row in rules.terms),
        *((name_of(row.measure), row.source, row.checked_on) for row in rules.thresholds),
        *((name_of(about), article, None) for about, article in rules.articles.items()),
    ]
    return {cite(source) for name, source, read_on in rows if confirmed(rules.confirmed, name, read_on)}


def _terms(case: Case, document: Document) -> Iterator[Term]:
    for key in KINDS[document.kind].terms:
        if row := term_of(case, key, document.ordered_on):
            yield row


def _thresholds(case: Case, document: Document) -> Iterator[Threshold]:
    """Those that decide what the document says of the right to a hearing."""
    if KINDS[document.kind].tells_hearing_right and document.party is not None:
        party = case.party(document.party)
        screened = ScreenedParty(id=party.id, kind=party.kind, penalties=party.proposal.penalties)
        yield from thresholds_of(case.rulebook, document.ordered_on, screened)


def _said(row: Term | Threshold) -> str:
    title = row.title if isinstance(row, Term) else f"听证的数额标准（{row.measure.zh}）"
    return f"{title}，{cite(row.source)}"
