"""Moves read back off their facts (还原): what must have been asked for, so that it came true. Held against the journal afterwards.

The journal keeps what became true and not what was sent. Facts call things as the moves do, and so most of it is found by
its name; what a move says otherwise than its facts stands in a table.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from desk.rehearsing.supplying import model_in, of_the_case
from domain.case.case import Case
from domain.case.journal import Entry
from domain.procedure.chapters.decision_filing import to_acknowledge
from domain.procedure.chapters.joining import JoinRefused
from domain.procedure.chapters.proposing import CountersignedOnPaper
from domain.procedure.chapters.service import RecordService
from domain.procedure.chapters.splitting import SplitOpened
from domain.procedure.language import Move, civil
from domain.record import Names, marker_of

Body = dict[str, Any]
LATE: Final = "（由案件导出：案卷没有留存逾期记录的原因）"
Facts = Sequence[tuple[str, Body]]


def restored(kind: type[Move], entries: Sequence[Entry], case: Case) -> Body:
    """Return the body of a move of which these entries came, in the case as it was before; what is supplied is left out."""
    on_paper, facts = _on_paper([(entry.fact, entry.body) for entry in entries])
    proposed = next((body["proposal"]["body"] for fact, body in facts if fact == "Proposed"), None)
    if proposed is not None:
        return _fitting(kind, proposed)
    said = _by_name(facts)
    if parties := list(dict.fromkeys(body["party"] for _, body in facts if "party" in body)):
        said.setdefault("parties", []).append(parties)
    left_out = of_the_case(kind) - _KEPT | {"signed", "together_with"}
    own = _OTHERWISE.get(kind.name)
    values = _RENAMED.get(kind.name, {})
    found = {
        name: value
        for name, field in kind.model_fields.items()
        if name not in left_out
        and (
            (value := _first(field, said.get(values.get(name, name), ()))) is not None
            or _is_open(field, name, said)
        )
    }
    body = _fitting(kind, found | (own(facts, found, case) if own else {})) | on_paper
    if kind is RecordService:
        _recorded_late(body["service"], civil(entries[0].at))
    return body | _of_no_party(kind, facts, case)


def _recorded_late(service: Body, recorded_on: date) -> None:
    """Give a reason where one may have been asked for: the facts do not keep it."""
    if date.fromisoformat(service["on"]) < recorded_on:
        service["late_reason"] = LATE


def _on_paper(facts: Facts) -> tuple[Body, Facts]:
    """Take apart who signed the same paper, and what came true by it."""
    signed = [body for fact, body in facts if fact == CountersignedOnPaper.__name__]
    rest = [(fact, body) for fact, body in facts if fact != CountersignedOnPaper.__name__]
    return {n: body[n] for body in signed for n in ("together_with", "signed")}, rest


def _of_no_party(kind: type[Move], facts: Facts, case: Case) -> Body:
    """Say that a move was the case's, where the one party of the case would be supplied."""
    field = kind.model_fields.get("party")
    if field is None or field.is_required() or any("party" in body for _, body in facts):
        return {}
    return {"party": None} if case.opened and len(case.parties.all) == 1 else {}


_KEPT: Final = frozenset({"documents", "document", "round", "points", "answers", "proposal", "conclusions"})
"""What could be supplied, and the facts say."""
_RENAMED: Final[dict[str, dict[str, str]]] = {
    "appoint_agent": {"agents": "all", "on": "since"},
    "confirm_receipt": {"how": "receipt_shown_by", "on": "served_on"},
    "correct_record": {"of": "piece"},
    "extend": {"days": "by"},
    "extend_review": {"days": "by"},
    "name_third_party": {"third_party": "name"},
    "notify_new_evidence": {"evidence": "pieces"},
    "record_party_change": {"new_name": "name"},
}
"""What a move calls otherwise than its facts: by its name, theirs."""


def _by_name(facts: Facts) -> dict[str, list[Any]]:
    """Return what the facts say by its name, the less deep first."""
    found: dict[str, list[Any]] = {}
    level: list[Body] = [body for _, body in facts]
    while level:
        for body in level:
            for name, value in body.items():
                found.setdefault(name, []).append(value)
        level = [inner for body in level for inner in body.values() if isinstance(inner, dict)]
    return found


def _first(field: FieldInfo, values: Iterable[Any]) -> Any:
    """Return the first value that has the shape of a field: many, one of several fields, or one."""
    return next((value for value in values if _has_shape(field, value)), None)


def _is_open(field: FieldInfo, name: str, said: dict[str, list[Any]]) -> bool:
    """Whether it was said that there is nothing, where that has to be said."""
    return field.is_required() and None in said.get(name, ())


def _has_shape(field: FieldInfo, value: Any) -> bool:
    many = any(get_origin(kind) is tuple for kind in (field.annotation, *get_args(field.annotation)))
    if isinstance(value, list) or many:
        return isinstance(value, list) and many
    if isinstance(value, dict):
        return model_in(field) is not None or marker_of(field, Names) is Names.PERSON
    kinds = {field.annotation, *get_args(field.annotation)}
    if isinstance(value, bool) or bool in kinds:
        return isinstance(value, bool) and bool in kinds
    return model_in(field) is None and isinstance(value, int) == (int in kinds)


def _fitting(model: type[BaseModel], value: Body) -> Body:
    """Return what of a value a model has, each in its form; that there is nothing is said where it has to be."""
    return {
        name: _fit(field, value[name])
        for name, field in model.model_fields.items()
        if name in value and (value[name] is not None or field.is_required())
    }


def _fit(field: Any, value: Any) -> Any:
    if isinstance(value, list):
        return [_fit(field, one) for one in value]
    if not isinstance(value, dict):
        return value
    if marker_of(field, Names) is Names.PERSON:
        return value["id"]
    inner = model_in(field)
    return _fitting(inner, value) if inner else value


def _opening(facts: Facts, values: Body, case: Case) -> Body:
    opened = facts[0][1]
    why = {"opened_all_the_same": opened["reason"]} if opened.get("reason") else {}
    laid = next(body for kind, body in facts if kind == "PapersLaid")
    whence = {"case_source": laid["papers"]["source"]} if laid["papers"].get("source") else {}
    return {"agency": opened["agency"]["code"], **why, **whence}


def _adopting(facts: Facts, values: Body, case: Case) -> Body:
    return {"sha256": "$rulebook"}


def _service(facts: Facts, values: Body, case: Case) -> Body:
    """A service that is said to be complete has the day on which the papers were signed for."""
    service = next(body["service"] for _, body in facts if "service" in body)
    return {"service": {**service, "on": service["served_on"]}, "documents": service["documents"]}


def _amending(facts: Facts, values: Body, case: Case) -> Body:
    """Only what is otherwise than before was sent."""
    before = case.papers.model_dump(mode="json", exclude_defaults=True)
    same = [
        n for n in (*before, "complex_case", "influence", "public_interest") if values.get(n) == before.get(n)
    ]
    for name in same:
        values.pop(name, None)
    proposals = [
        {"party": body["party"], "proposal": body["proposal"]}
        for fact, body in facts
        if fact == "ProposalAmended"
    ]
    return {"proposals": proposals}


def _session(facts: Facts, values: Body, case: Case) -> Body:
    """What was said in a session is told of each party."""
    points = [
        {"party": body["party"], "text": point["text"]}
        for _, body in facts
        if "party" in body
        for point in body.get("outcome", {}).get("points", ())
    ]
    return {"points": points} if points else {}


def _interview(facts: Facts, values: Body, case: Case) -> Body:
    """No interview was held whose party had not been shown the file."""
    return _session(facts, values, case) | {"file_shown": True}


def _sending_back(facts: Facts, values: Body, case: Case) -> Body:
    fact, body = facts[0]
    party = case.party(body["party"]) if "party" in body else None
    if fact == "DiscussionSentBack":
        return {"discussion": True}
    if fact == "DecisionSentBack" and party and party.prepared_decision:
        return {"document": party.prepared_decision.document}
    if fact == "NoticesSentBack" and party and party.last_notices:
        return {"document": party.last_notices.documents[0]}
    return {}


def _acknowledging(facts: Facts, values: Body, case: Case) -> Body:
    """Of the last report the number is not kept, which has to be said where others wait."""
    document = facts[0][1].get("document") or case.decision_filing.document
    return {"document": document} if len(to_acknowledge(case)) > 1 else {}


def _confirming_address(facts: Facts, values: Body, case: Case) -> Body:
    """The account for electronic service stands beside the address."""
    body = facts[0][1]
    consent = body.get("consent") or {}
    return {**body["address"], "electronic": consent.get("address", "")}


def _ending_as_joined(facts: Facts, values: Body, case: Case) -> Body:
    """What the other case asked for; its profile is that of this one, or it would not have come."""
    left = facts[0][1]["left"]
    onward = left["onward"]
    asked = {"into": onward["number"], "order": onward["seq"], "ordered_by": left["by"]}
    return {**asked, "reason": left["reason"], "profile": case.identity.profile}


def _answering_split(facts: Facts, values: Body, case: Case) -> Body:
    return {"opened": facts[0][0] == SplitOpened.__name__}


def _answering_join(facts: Facts, values: Body, case: Case) -> Body:
    """Why it did not come; what it brought is a whole case, which the facts keep in pieces."""
    fact, body = facts[0]
    return {"code": body["code"], "because": body["reason"]} if fact == JoinRefused.__name__ else {}


def _deferring(facts: Facts, values: Body, case: Case) -> Body:
    return {"until": facts[0][1]["plan"]["instalments"][0]["until"]}


def _replacing(facts: Facts, values: Body, case: Case) -> Body:
    """Who comes in for another is the officer whom the case did not have."""
    before = {officer.id for officer in case.people.officers}
    now = [person["id"] for _, body in facts for person in body.get("officers", ())]
    came = [who for who in now if who not in before]
    return {"replacement": came[0]} if came else {}


_OTHERWISE: Final[dict[str, Callable[[Facts, Body, Case], Body]]] = {
    "open_case": _opening,
    "adopt_rulebook": _adopting,
    "record_service": _service,
    "amend_draft": _amending,
    "hold_hearing": _session,
    "end_hearing": _session,
    "hold_interview": _interview,
    "send_back": _sending_back,
    "decide_recusal": _replacing,
    "defer_payment": _deferring,
    "acknowledge_decision_filing": _acknowledging,
    "confirm_address": _confirming_address,
    "end_as_joined": _ending_as_joined,
    "answer_split": _answering_split,
    "answer_join": _answering_join,
}
"""Moves that say it otherwise than their facts."""
