"""What a rehearsal supplies (补入): what no file need say, because the case itself has it or a stand-in serves.

Scans and hashes of what is approved; the day of the act, which is the day of the step; the party, where there is one alone.
Nothing of what the act says. Whatever is supplied is told with the step.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from desk.references import references, resolve
from domain.canonical import sha256
from domain.case.case import Case
from domain.case.issuing import waiting_for_seal
from domain.case.journal import Entry
from domain.case.parties import Party
from domain.labels import models_in
from domain.procedure.language import Move, civil
from domain.procedure.view import view
from domain.record import Names, marker_of

Supplied = dict[str, Any]
"""Value by the field that it was supplied for."""
_HASH: Final = re.compile("[0-9a-f]{64}")
_SCANS: Final = frozenset({("record_service", "proof")})
"""Scans that a model may do without, and the rule asks for."""


def paper(name: str) -> str:
    """Return the SHA-256 of a stand-in for a paper of this name."""
    return sha256(f"（预演用扫描件）{name}\n".encode())


def resolved(body: dict[str, Any], case: Case, last: Entry | None, rulebook: str) -> dict[str, Any]:
    """Return a body with what the case itself brings forth in the place of its references (`desk.references`).

    `rulebook` is the SHA-256 of the rules that there are now.

    Raises:
        LookupError: The case has brought forth nothing of the kind.
    """
    state = {"proposals": {"waiting": []}, "documents": {"all": []}, "rulebook_now": rulebook}
    if last is not None and any(references(body)):
        state |= view(case, last)
    found: dict[str, Any] = resolve(body, state, paper)
    return found


def completed(
    kind: type[Move], body: dict[str, Any], case: Case, at: datetime
) -> tuple[dict[str, Any], Supplied]:
    """Return a body with what it leaves out, as far as it can be supplied, and what that is."""
    supplied: Supplied = {}
    found = _with_files(kind, kind.name, body, at, supplied, ())
    if case.opened:
        for field, value in _of_the_case(kind, found, case):
            if field in kind.model_fields and field not in found and value is not None:
                found[field] = supplied[field] = value
    return found, supplied


def stood_in(kind: type[Move], body: dict[str, Any], case: Case) -> dict[str, Any]:
    """Return a body in which nothing stands for what the case does not have (yet): the procedure says what is lacking.

    Which of several parties is meant nobody but the file can say.
    """
    lacking = of_the_case(kind) | (frozenset() if case.opened else {"party", "parties"})
    fields = {
        n: f for n, f in kind.model_fields.items() if n in lacking and n not in body and f.is_required()
    }
    return {**body, **{name: _nothing(field) for name, field in fields.items()}}


def _nothing(field: FieldInfo) -> Any:
    if field.annotation in (str, int):
        return "" if field.annotation is str else 0
    inner = model_in(field)
    if inner is None or get_origin(field.annotation) is tuple:
        return []
    return {name: _nothing(one) for name, one in inner.model_fields.items() if one.is_required()}


def may_be_left_out(kind: type[Move]) -> frozenset[str]:
    """Name the fields of a move that a file need not give."""
    own = frozenset(
        name for name, field in kind.model_fields.items() if _is_file(field) or name in ("on", "received_at")
    )
    return own | {"party", "parties"} | of_the_case(kind)


def of_the_case(kind: type[Move]) -> frozenset[str]:
    """Name the fields of a move that the case itself has."""
    return frozenset(_BY_MOVE.get(kind.name, ((), None))[0])


def _with_files(
    model: type[BaseModel],
    move: str,
    body: dict[str, Any],
    at: datetime,
    supplied: Supplied,
    path: tuple[str, ...],
) -> dict[str, Any]:
    """Fill in days and scans at every depth, and let a name stand for the file of that name."""
    found = dict(body)
    for name, field in model.model_fields.items():
        value = found.get(name)
        where = ".".join((*path, name))
        if name not in found and (new := _left_out(move, name, field, at, where)) is not None:
            found[name] = supplied[where] = new
        elif name in found and _is_file(field):
            found[name] = _named(value)
        elif isinstance(value, int) and not isinstance(value, bool) and _is_written(field):
            found[name] = str(value)
        elif (inner := model_in(field)) and isinstance(value, dict):
            found[name] = _with_files(inner, move, value, at, supplied, (*path, name))
        elif inner and isinstance(value, list):
            found[name] = [
                _with_files(inner, move, one, at, supplied, (*path, name, str(place)))
                if isinstance(one, dict)
                else one
                for place, one in enumerate(value)
            ]
    return found


def _left_out(move: str, name: str, field: FieldInfo, at: datetime, where: str) -> str | None:
    if _is_file(field):
        return paper(f"{move}.{where}") if field.is_required() or (move, name) in _SCANS else None
    if not field.is_required():
        return None
    if name == "on":
        return civil(at).isoformat()
    return at.isoformat() if name == "received_at" else None


def _is_written(field: FieldInfo) -> bool:
    """Whether a field holds text or an amount, and no whole number: what looks like a number in it is text all the same."""
    kinds = {field.annotation, *get_args(field.annotation)}
    return bool({str, Decimal} & kinds) and int not in kinds


def _is_file(field: FieldInfo) -> bool:
    return marker_of(field, Names) is Names.FILE


def _named(value: Any) -> Any:
    if isinstance(value, list):
        return [_named(one) for one in value]
    if isinstance(value, str) and value and not value.startswith("$") and not _HASH.fullmatch(value):
        return paper(value)
    return value


def model_in(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of what a field holds, alone or in a list."""
    return next(models_in(field.annotation), None)


def _of_the_case(kind: type[Move], body: dict[str, Any], case: Case) -> Iterator[tuple[str, Any]]:
    """Yield what the case has for the fields of a move."""
    if len(case.parties.all) == 1:
        yield "party", 1
        yield "parties", [1]
    fields, of = _BY_MOVE.get(kind.name, ((), None))
    if of is None:
        return
    number = body.get("party", 1 if len(case.parties.all) == 1 else None)
    party = case.party(number) if isinstance(number, int) and case.has_party(number) else None
    yield from ((name, value) for name, value in of(case, party, body) if name in fields)


_Found = Iterator[tuple[str, Any]]


def _notices(case: Case, party: Party | None, body: dict[str, Any]) -> _Found:
    if party and party.last_notices:
        contents = [_content(case, number) for number in party.last_notices.documents]
        yield from zip(("letter", "notice"), contents, strict=False)


def _decision(case: Case, party: Party | None, body: dict[str, Any]) -> _Found:
    if party and party.prepared_decision:
        yield "content", _content(case, party.prepared_decision.document)


def _seal(case: Case, party: Party | None, body: dict[str, Any]) -> _Found:
    waiting = waiting_for_seal(case)
    document = case.documents.get(body["document"]) if isinstance(body.get("document"), int) else None
    document = document or next(iter(waiting), None)
    if document:
        yield "document", document.id
        yield "file", document.file


def _to_serve(case: Case, party: Party | None, body: dict[str, Any]) -> _Found:
    """Yield the notices while they are not served; then the newest document of the party that is not."""
    if party is None:
        return
    notices = party.last_notices
    if notices and party.notices_served_on is None:
        yield "documents", list(notices.documents)
        return
    own = [d for d in case.documents.all if d.party == party.id and d.rule.served and not d.void]
    if unserved := [d.id for d in own if party.service_of(d.id) is None]:
        yield "documents", unserved[-1:]


def _proposal(case: Case, party: Party | None, body: dict[str, Any]) -> _Found:
    waiting = case.proposals.waiting
    if waiting:
        yield "proposal", waiting[-1].number
        yield "content", waiting[-1].content


def _opinion(case: Case, party: Party | None, body: dict[str, Any]) -> _Found:
    last = case.review.last
    yield "round", last.number if last else 1
    yield "papers", case.papers_version
    agrees = body.get("verdict") == "agree"
    yield (
        "points",
        [
            {"heading": heading, "agreed": agrees or place > 0, "finding": "已阅"}
            for place, heading in enumerate(case.rulebook.switches.checklist)
        ],
    )


def _recheck(case: Case, party: Party | None, body: dict[str, Any]) -> _Found:
    if party is None:
        return
    yield "answers", [{"point": p.id, "outcome": "not", "reason": "理由不成立"} for p in party.unanswered]
    yield "proposal", _plain(party.proposal)


def _discussion(case: Case, party: Party | None, body: dict[str, Any]) -> _Found:
    if "conclusions" not in body:
        yield (
            "conclusions",
            [
                {
                    "party": p.id,
                    "penalties": [_plain(one) for one in p.proposal.penalties],
                    "discretion": p.proposal.discretion.value,
                }
                for p in case.undecided
            ],
        )


def _plain(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_none=True)


def _content(case: Case, number: int) -> str | None:
    document = case.documents.get(number)
    return document.content or None if document else None


_BY_MOVE: Final[dict[str, tuple[tuple[str, ...], Callable[[Case, Party | None, dict[str, Any]], _Found]]]] = {
    "approve_notices": (("letter", "notice"), _notices),
    "impose": (("content",), _decision),
    "decide_no_penalty": (("content",), _decision),
    "decide_not_established": (("content",), _decision),
    "record_sealing": (("document", "file"), _seal),
    "record_service": (("documents",), _to_serve),
    "record_service_attempt": (("documents",), _to_serve),
    "serve_by_announcement": (("documents",), _to_serve),
    "confirm_receipt": (("documents",), _to_serve),
    "confirm": (("proposal", "content"), _proposal),
    "give_opinion": (("round", "papers", "points"), _opinion),
    "recheck": (("answers", "proposal"), _recheck),
    "record_discussion": (("conclusions",), _discussion),
}
"""The fields of a move that the case itself has, and how they are read off it."""
