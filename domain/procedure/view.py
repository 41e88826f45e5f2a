"""How a case is shown: all that is true of it, with what is computed beside it; the rules by their hash."""

from typing import Any

from domain.canonical import canonical
from domain.case.case import Case, Parties
from domain.case.documents import Documents
from domain.case.journal import Entry, Tip
from domain.procedure.debts import known_debt
from domain.procedure.defects import defects
from domain.procedure.language import civil
from domain.procedure.stage import stage
from domain.record import Computing, once

NOT_SHOWN = frozenset({"identity", "rules"})
"""Components that are shown by what is computed from them."""


def view(case: Case, last: Entry | Tip) -> dict[str, Any]:
    """Return the state of an opened case as JSON-ready data, as of its last entry."""
    return {**_head(case, last), **case.model_dump(mode="json", exclude=set(NOT_SHOWN), exclude_none=True)}


def view_written(case: Case, last: Entry | Tip) -> bytes:
    """Return the same as canonical JSON, put together from parts that keep what they have written: a move changes few."""
    parts = {name: canonical(value) for name, value in _head(case, last).items()}
    for name in Case.model_fields.keys() - NOT_SHOWN:
        component = getattr(case, name)
        if component is not None:
            parts[name] = _written(component)
    return b"{%s}" % b",".join(b'"%s":%s' % (name.encode(), parts[name]) for name in sorted(parts))


def _written(component: Computing) -> bytes:
    if isinstance(component, Parties | Documents):
        return b'{"all":[%s]}' % b",".join(map(_kept, component.all))
    return _kept(component)


@once
def _kept(part: Computing) -> bytes:
    return canonical(part.model_dump(mode="json", exclude_none=True))


def _head(case: Case, last: Entry | Tip) -> dict[str, Any]:
    assert last.at is not None, "an opened case has an entry"
    now, origin, joins = stage(case, last.at), case.identity.origin, case.identity.joins
    return {
        "agency": case.identity.agency.code,
        "agency_name": case.identity.agency.name,
        "number": case.identity.number,
        "profile": case.identity.profile,
        "stage": now,
        "stage_title": now.zh,
        "position": last.seq,
        "head": last.head,
        "as_of": last.at.isoformat(),
        "papers_version": case.papers_version,
        "rulebook": case.rules.sha256,
        **({"origin": origin.model_dump(mode="json")} if origin else {}),
        **({"joins": [j.model_dump(mode="json", exclude_none=True) for j in joins]} if joins else {}),
        "defects": [found.shown for found in defects(case)],
        "debts": [
            found.shown
            for party in case.parties.all
            for under in party.as_decided
            if (found := known_debt(case, under, civil(last.at)))
        ],
    }
