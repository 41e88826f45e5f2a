"""How a case is shown: all that is true of it, with what is computed beside it; the rules by their hash."""

from typing import Any

from domain.case.case import Case
from domain.case.journal import Entry, Tip
from domain.procedure.stage import stage


def view(case: Case, last: Entry | Tip) -> dict[str, Any]:
    """Return the state of an opened case as JSON-ready data, as of its last entry."""
    assert last.at is not None, "an opened case has an entry"
    now = stage(case, last.at)
    shown = case.model_dump(mode="json", exclude={"identity", "rules"}, exclude_none=True)
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
        **shown,
    }
