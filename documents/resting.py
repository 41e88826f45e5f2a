"""What a document rests on (所依据的规定): the rows and articles of the law that it prints, and those that nobody has confirmed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from documents.content import Content
from documents.excerpts import cite, term_of
from documents.kinds import KINDS, compose
from documents.wording import texts
from domain.bilingual import Titled
from domain.case.case import Case
from domain.case.documents import KINDS as RULES
from domain.case.documents import UNCONFIRMED, Document, DocumentKind
from domain.law.articles import Article
from domain.law.confirmed import Confirmation, act_name, confirmed, name_of
from domain.law.rulebook import Rulebook, is_open
from domain.law.screening import ScreenedParty, thresholds_of
from domain.law.tables.acts import ACTS, UNREAD
from domain.law.tables.statute import STATUTE
from domain.law.tables.thresholds import Threshold
from domain.law.terms import Term

_CITATION = re.compile(
    r"(?:《(?:中华人民共和国)?(?P<title>[^《》]+)》|(?P<number>国办发〔2018〕118号))"
    r"(?:第[零一二三四五六七八九十百千]+条(?:第[零一二三四五六七八九十]+款)?(?:第[零一二三四五六七八九十]+项)?)?"
    r"(?P<mark>（[^（）]*待确认）)?"
)
INVENTED = "（仅有虚构的确认意见，供演示）"


class Doubt(NamedTuple):
    """Something of the law that a document prints, and that is a lawyer's to confirm."""

    said: str
    unread: bool
    """Whether nobody has read its official words: not a reading or an assumption of ours, of which everybody knows that it is one."""
    answer: Confirmation | None
    """The last word of a lawyer, if it lets it be applied."""


def unconfirmed(case: Case, document: Document, content: Content) -> tuple[str, ...]:
    """Name what of the law a document prints that was not read in its own words, and that no lawyer has let be applied.

    An invented confirmation lets a document be made, and is named beside what it is about.
    """
    return tuple(
        f"{one.said}{INVENTED if one.answer else ''}"
        for one in _doubts(case, document, content)
        if one.answer is None or one.answer.invented
    )


def stopping(case: Case, document: Document, content: Content) -> tuple[str, ...]:
    """Name what keeps a document without a preview from being made, where the profile says that it does: nobody would see it."""
    if not case.rulebook.switches.unread_law_stops:
        return ()
    doubts = _doubts(case, document, content)
    return tuple(f"{UNCONFIRMED}{one.said}" for one in doubts if one.unread and one.answer is None)


def lacks(case: Case, document: Document) -> tuple[str, ...]:
    """Name what a document that is only about to be made will lack, as its producer will find it."""
    content = compose(case, document)
    return (*content.gaps(), *(() if document.rule.previewed else stopping(case, document, content)))


def stoppable(
    rules: Rulebook, on: date, examples: Mapping[Titled, Content]
) -> Mapping[DocumentKind, tuple[str, ...]]:
    """Return the kinds of documents that cannot be made under these rules before a lawyer has answered, each with what stops it.

    What an example of a kind cites stands for what such documents cite; the terms are those that hold on `on`.
    """
    if not rules.switches.unread_law_stops:
        return {}
    kinds = (kind for kind, rule in RULES.items() if not rule.previewed and kind in examples)
    found = ((kind, tuple(_stopping_all(rules, on, kind, examples[kind]))) for kind in kinds)
    return {kind: stopped for kind, stopped in found if stopped}


def _stopping_all(rules: Rulebook, on: date, kind: DocumentKind, example: Content) -> Iterator[str]:
    keys = KINDS[kind].terms
    rows = (row for row in rules.terms if row.key in keys and row.holds_on(on))
    asked = (row for row in rows if is_open(row) and row.certainty in UNREAD)
    yield from (_said(row) for row in asked if rules.confirmation(row) is None)
    # An example cites its terms as its own place has them: of terms the rows above say what holds here.
    of_terms = {cite(row.source) for row in STATUTE if row.key in keys}
    yield from (f"所引条文，{said}" for said in unread(rules, example) if said not in of_terms)


def unread(rules: Rulebook, content: Content) -> tuple[str, ...]:
    """Return the citations in a content, of whatever kind and field, that rest on an act nobody has read in its own words."""
    return tuple(cited for cited, answer in _cited(rules, content) if answer is None)


def _doubts(case: Case, document: Document, content: Content) -> tuple[Doubt, ...]:
    """The rows first; then what is cited besides, that stands in none of them."""
    rules = case.rulebook
    printed: tuple[Term | Threshold, ...] = (*_terms(case, document), *_thresholds(case, document))
    asked = (row for row in printed if is_open(row))
    rows = tuple(
        dict.fromkeys(Doubt(_said(row), row.certainty in UNREAD, rules.confirmation(row)) for row in asked)
    )
    cited = (
        Doubt(f"所引条文，{said}", unread=True, answer=answer)
        for said, answer in _cited(rules, content)
        if not any(said in row.said for row in rows if bool(row.answer) is bool(answer))
    )
    return (*rows, *cited)


def _cited(rules: Rulebook, content: Content) -> Iterator[tuple[str, Confirmation | None]]:
    """Every citation of what nobody has read in its own words, with the confirmation of its row, its subject or its act."""
    found = (match for text in texts(content.model_dump(mode="json")) for match in _CITATION.finditer(text))
    answers = _let_apply(rules)
    for said, match in {match[0]: match for match in found}.items():
        act = ACTS.get(match["title"] or match["number"])
        if match["mark"] or (act is not None and act.certainty in UNREAD):
            of_act = confirmed(rules.confirmed, act_name(act.title), act.read_on) if act else None
            yield said, answers.get(said) or (None if match["mark"] else of_act)


def _let_apply(rules: Rulebook) -> Mapping[str, Confirmation]:
    """The articles, as documents cite them, whose row or subject a lawyer has confirmed; by invention only where nobody else has."""
    rows: list[tuple[str, Article, date | None]] = [
        *((name_of(row.key), row.source, row.checked_on) for row in rules.terms),
        *((name_of(row.measure), row.source, row.checked_on) for row in rules.thresholds),
        *((name_of(about), article, None) for about, article in rules.articles.items()),
    ]
    found = ((cite(source), confirmed(rules.confirmed, name, read_on)) for name, source, read_on in rows)
    answered = [(cited, answer) for cited, answer in found if answer is not None]
    return dict(sorted(answered, key=lambda one: not one[1].invented))


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
