"""The statute page (法条核对): every figure with its article, its words and how sure we are; found by words or article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, Response

from console.forms.foretelling import together
from console.law.profiles import named, rules_of
from console.visiting import Signed
from domain.bilingual import Words
from domain.law.articles import Article
from domain.law.tables.acts import ACTS, Act
from domain.law.terms import Term, TermKey
from domain.pages.prohibitions import GATES
from domain.pages.refusals import all_refusals
from domain.procedure.language import civil

router = APIRouter()
_ORDER = list(TermKey)


@dataclass(frozen=True)
class Resting:
    """One refusal with the article on which it rests."""

    why: Words
    cure: Words
    article: str


@router.get("/law")
async def statute(visitor: Signed, q: str = "", profile: str = "") -> Response:
    """Show the terms of a profile, the prohibitions, and what rests on an article that is sought."""
    sought = q.strip()[:100]
    word, rules = rules_of(visitor, profile)
    terms = [row for row in rules.terms if _has(sought, _words_of(row))]
    gates = [gate for gate in GATES if _has(sought, (*gate.title, *gate.rule, *map(str, gate.sources)))]
    resting = [one for one in _resting() if _has(sought, (one.why.zh, one.why.en, one.article))]
    return visitor.page(
        "law/statute",
        sought=sought,
        word=word,
        profiles=named(),
        terms=sorted(terms, key=lambda row: (_ORDER.index(row.key), row.since)),
        gates=gates,
        stopped=together(visitor.given.stoppable(rules, civil(visitor.now))),
        resting=resting if sought else [],
        act_of=_act_of,
        is_from_memory=lambda row: row.paraphrase or row.certainty.value == "G",
    )


def _words_of(row: Term) -> Iterable[str]:
    return (row.title, row.key.zh, row.key.en, row.quote, str(row.source), row.source.statute)


def _has(sought: str, texts: Iterable[str]) -> bool:
    """Whether each word that is sought stands in one of the texts."""
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in sought.casefold().split())


@cache
def _resting() -> Sequence[Resting]:
    return tuple(Resting(_open(r.why), _open(r.cure), str(r.article or "")) for r in all_refusals())


def _open(words: Words) -> Words:
    """A sentence whose places for values are still empty."""
    return Words(_dotted(words.zh), _dotted(words.en))


def _dotted(text: str) -> str:
    out, inside = [], False
    for sign in text:
        if sign == "{":
            inside = True
            out.append("…")
        elif sign == "}":
            inside = False
        elif not inside:
            out.append(sign)
    return "".join(out)


def _act_of(article: Article) -> Act | None:
    return ACTS.get(article.statute)
