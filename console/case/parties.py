"""The parties of a case (当事人): who each is, which rights it was told of, what was served on it, what it gave up and asked for."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from fastapi import APIRouter, Response

from console.case.choosing import MANY, chosen_party, of_party
from console.case.showing import Seen, seen_by
from console.visiting import Signed
from domain.bilingual import Words
from domain.case.documents import Document
from domain.case.parties import Notices, Party
from domain.case.recovering import Recovery
from domain.case.service import Attempt, CompletedService
from domain.law.penalties import penalties_said
from domain.law.screening import Finding
from domain.procedure import stage_of

router = APIRouter()
NOTHING = Words("", "")


class Row(NamedTuple):
    """A name and what is said under it."""

    label: Words
    said: Any


class Served(NamedTuple):
    """A document of a party that is served, and what became of that."""

    document: Document
    service: CompletedService | None
    attempts: tuple[Attempt, ...]


class Told(NamedTuple):
    """One version of its notices: what the party was told, and what it did."""

    notices: Notices
    served_on: date | None


class Event(NamedTuple):
    """Something that came of a decision."""

    on: date | None
    what: Words
    said: Words
    file: str = ""


class Shown(NamedTuple):
    """One party as its section shows it."""

    party: Party
    how_far: Any
    identity: tuple[Row, ...]
    hearing_right: Finding | None
    told: tuple[Told, ...]
    served: tuple[Served, ...]
    decided: tuple[Event, ...]


@router.get("/cases/{agency}/{number}/parties")
async def parties(visitor: Signed, agency: str, number: str, party: str = "") -> Response:
    """Show the parties, of many one at a time."""
    seen = await seen_by(visitor, agency, number)
    chosen = chosen_party(seen, party)
    return seen.page(
        "parties",
        chosen=chosen,
        many=MANY,
        penalties_said=penalties_said,
        everyone=[(one, _how_far(seen, one)) for one in seen.case.parties.all],
        shown=[_shown(seen, one) for one in of_party(seen, chosen)],
    )


def _shown(seen: Seen, party: Party) -> Shown:
    return Shown(
        party,
        _how_far(seen, party),
        tuple(identity(party)),
        seen.case.screening.hearing.get(party.id),
        tuple(_told(party)),
        tuple(_served(seen, party)),
        tuple(sorted(_decided(party), key=lambda event: event.on or date.max)),
    )


def _how_far(seen: Seen, party: Party) -> Any:
    return party.left.why if party.left else stage_of(seen.case, party, seen.at)


def identity(party: Party) -> Iterator[Row]:
    """Who a party is, without what is not known of it."""
    agents = party.agents.all if party.agents else ()
    address = party.confirmed_address
    said = (
        (Words("类型", "Kind"), party.kind),
        (Words("证照或者证件号码", "Identifier"), " ".join(filter(None, (party.licence, party.identifier)))),
        (Words("住所", "Address"), party.address),
        (Words("联系方式", "Contact"), party.contact),
        (Words("法定代表人、负责人", "Representative"), party.representative),
        (Words("出生日期", "Born on"), party.born_on),
        (
            Words("代理人", "Agents"),
            tuple(Words(f"{a.name}（{a.authority.zh}）", f"{a.name} ({a.authority.en})") for a in agents),
        ),
        (
            Words("确认的送达地址", "Confirmed address"),
            Words("{where}（{to}）", "{where} ({to})").filled(where=address.address, to=address.recipient)
            if address
            else "",
        ),
        (Words("同意电子送达", "Electronic service"), party.consent.address if party.consent else ""),
        (Words("曾用名称", "Earlier names"), tuple(change.was for change in party.changes if change.was)),
    )
    return (Row(label, value) for label, value in said if value)


def _told(party: Party) -> Iterator[Told]:
    """Each version of the notices, the last one first."""
    for notices in reversed(party.notices):
        service = party.service_of(notices.notice)
        yield Told(notices, service.served_on if service else None)


def _served(seen: Seen, party: Party) -> Iterator[Served]:
    for document in seen.case.documents.by_party.get(party.id, ()):
        if document.rule.served and not document.void:
            attempts = tuple(a for a in party.attempts if document.id in a.documents)
            yield Served(document, party.service_of(document.id), attempts)


def _decided(party: Party) -> Iterator[Event]:
    """What was decided on a party, each time, and what came of it."""
    for under in party.as_decided:
        decision = under.decision
        if decision is None:
            continue
        said = penalties_said(decision.penalties)
        yield Event(decision.on, decision.outcome.words, said)
        if under.published_on:
            yield Event(under.published_on, Words("公示", "publicised"), NOTHING)
        for payment in under.payments:
            yield Event(payment.on, Words("缴款", "paid"), _yuan(payment.amount), payment.proof)
        for done in under.executions:
            what = Words("{kind}{subject}，{extent}", "{kind} {subject}, {extent}")
            said = what.filled(kind=done.kind, subject=done.subject, extent=done.extent)
            yield Event(done.on, Words("执行", "executed"), said, done.proof)
        yield from _after(under)


def _after(under: Party) -> Iterator[Event]:
    """What others, or the agency itself, made of the decision; then what is owed of it."""
    recovery = under.recovery
    for remedy in recovery.remedies:
        yield Event(remedy.lodged_on, remedy.kind.words, Words(remedy.organ, remedy.organ), remedy.proof)
        if remedy.result:
            yield Event(remedy.ended_on, remedy.kind.words, remedy.result.words, remedy.ruling)
    for one in recovery.set_aside:
        yield Event(one.on, Words("自行纠正", "set aside by the agency"), one.how.words)
    for slip in recovery.text_corrections:
        yield Event(slip.on, Words("补正", "text corrected"), slip.error.words)
    for back in recovery.withdrawn:
        yield Event(back.on, Words("撤回公示", "publication withdrawn"), NOTHING, back.proof)
    yield from _owed(recovery)


def _owed(recovery: Recovery) -> Iterator[Event]:
    """More time, refunds, and the way to the court."""
    for plan in recovery.plans:
        until = Words("至{until}", "until {until}").filled(until=plan.until)
        yield Event(plan.on, Words("准予延期、分期缴纳", "more time to pay"), until, plan.application)
    for refund in recovery.refunds:
        yield Event(refund.on, Words("退还", "given back"), _yuan(refund.amount), refund.proof)
    for demand in recovery.demands:
        yield Event(demand.on, Words("催告", "demand to pay"), _yuan(demand.principal + demand.add_on))
    for applied in recovery.applications:
        court = Words(applied.court, applied.court)
        yield Event(applied.on, Words("申请强制执行", "applied to the court"), court)
        for step in applied.steps:
            yield Event(step.on, step.step.words, Words(step.note, step.note), step.ruling)


def _yuan(amount: Decimal) -> Words:
    return Words(f"{amount:,.2f}元", f"{amount:,.2f} yuan")
