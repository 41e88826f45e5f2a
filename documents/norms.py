"""Norms (适用的条款) as documents name them: broken and punishing, what the act is, and what is to be put right."""

from collections.abc import Iterable, Iterator
from typing import Any

from documents.excerpts import APL, cite, number_of
from documents.parts import Basis, NatureOfAct, ToCorrect
from domain.case.case import Case
from domain.case.papers import Basis as Row
from domain.case.papers import BasisRole
from domain.case.papers import ToCorrect as Asked
from domain.case.parties import Party
from domain.law.articles import Article, art, numeral


def basis(case: Case, ids: Iterable[str]) -> tuple[Basis, ...]:
    return tuple(map(_provision, _rows(case, ids)))


def natures(case: Case, findings: Iterable[str], ids: Iterable[str]) -> tuple[NatureOfAct, ...]:
    """Say of each finding what it breaks, is and is punished by; those of one kind together.

    Nothing where a row does not say what it does: the articles are listed then, and none falls under the table.
    """
    rows, wanted = _rows(case, ids), [f for f in case.papers.findings if f.id in set(findings)]
    if not rows or any(row.role is None for row in rows):
        return ()
    together: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for place, finding in enumerate(wanted, start=1):
        own = tuple(row.id for row in rows if finding.id in row.findings)
        together.setdefault((finding.nature, own), []).append(place)
    return tuple(
        NatureOfAct(
            facts=_called(places, among=len(wanted)),
            broken=_of(rows, own, BasisRole.BROKEN),
            nature=nature,
            punishing=_of(rows, own, BasisRole.PUNISHING),
        )
        for (nature, own), places in together.items()
    )


def law_applied(case: Case, findings: Iterable[str], ids: Iterable[str]) -> dict[str, Any]:
    """Return what notice and decision say of the law: what the act is and by which articles, or the articles alone."""
    known = tuple(ids)
    told = natures(case, findings, known)
    return {
        "basis": () if told else basis(case, known),
        "natures": told,
        "roles_due": case.rulebook.switches.basis_roles,
    }


def ordered(case: Case, party: Party, asked: Asked | None) -> dict[str, Any]:
    """Return the order to correct that goes with a penalty: its own, or the one that the party already has."""
    return {
        "to_correct": to_correct(case, party, asked),
        "correction_due": case.rulebook.switches.order_to_correct,
    }


def to_correct(case: Case, party: Party, asked: Asked | None) -> ToCorrect | None:
    """Return what is to be put right: as this document orders it, else as the last order of its own does."""
    if asked is not None:
        own = (asked.article,) if asked.article else ()
        return ToCorrect(basis=(_DUTY, *own), what=asked.what, until=asked.until, done=asked.done)
    if not party.correction_orders:
        return None
    last = party.correction_orders[-1]
    return ToCorrect(basis=(_DUTY,), what=last.what, until=last.until, order=number_of(case, last.document))


_DUTY = cite(art(APL, "28.1"))


def _rows(case: Case, ids: Iterable[str]) -> list[Row]:
    wanted = set(ids)
    return [row for row in case.papers.basis if row.id in wanted]


def _provision(row: Row) -> Basis:
    cited = cite(Article(statute=row.statute, article=row.article))
    return Basis(citation=cited, text=row.text, verbatim=row.verbatim)


def _of(rows: Iterable[Row], ids: Iterable[str], role: BasisRole) -> tuple[Basis, ...]:
    return tuple(_provision(row) for row in rows if row.id in set(ids) and row.role is role)


def _called(places: list[int], *, among: int) -> str:
    """Say which findings are meant: those of one kind by their numbers, unless they are all."""
    if len(places) == among:
        return "上述行为"
    return f"上述第{'、'.join(map(numeral, places))}项行为"


def wanting(content: Any) -> Iterator[str]:
    """Name what a notice or a decision lacks of the law: its articles, their roles where due, the order to correct."""
    if not content.natures and not content.basis:
        yield "处罚依据"
    elif content.roles_due and not content.natures:
        yield "条款的作用（违反的条款、处罚的依据）"
    if content.correction_due and content.to_correct is None:
        yield "责令改正"
