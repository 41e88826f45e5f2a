"""What is to be served, and how (送达): documents issued and not yet served, the modes that are lawful now."""

from collections.abc import Iterator
from datetime import date

from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Party
from domain.case.service import Failure, Mode
from domain.law.articles import art
from domain.procedure.faults import filled
from domain.procedure.gates import leaving
from domain.procedure.language import (
    APL,
    MALFORMED,
    Moment,
    Refused,
)

CPL = "民事诉讼法"


DECISIONS = (DocumentKind.PENALTY_DECISION, DocumentKind.NO_PENALTY_DECISION)


def issued_on(case: Case, document: Document) -> date | None:
    """Day on which a document was issued; the notices have an issue move of their own."""
    if not document.rule.issued_by_move:
        return document.issued_on
    notices = case.party(document.party).notices
    return next((n.issued_on for n in notices if document.id in n.documents), None)


def unserved(case: Case, party: Party) -> tuple[Document, ...]:
    """Documents issued for this party and not yet served on it."""
    return tuple(
        d
        for d in case.documents.all
        if d.party == party.id
        and d.rule.served
        and not d.void
        and issued_on(case, d)
        and not party.service_of(d.id)
    )


def lawful_modes(party: Party, documents: tuple[int, ...]) -> dict[Mode, str]:
    """Return the modes open for these documents after what was tried, each with its reason.

    Direct service is the rule; leaving only on refusal; electronic with consent; post, entrusted and forwarded
    where direct is difficult; announcement only when whereabouts are unknown or nothing else works
    (民事诉讼法 第88至95条, 行政处罚法 第61条).
    """
    tried = [a for a in party.attempts if set(a.documents) & set(documents)]
    failed = {a.mode for a in tried}
    direct_failed = Mode.DIRECT in failed
    refused = any(a.failure is Failure.REFUSED for a in tried)
    unknown = any(a.failure is Failure.WHEREABOUTS_UNKNOWN for a in tried)
    consented = not any(leaving.consented(party, date.max))
    nothing_else = (
        direct_failed
        and bool(failed & {Mode.POST, Mode.ENTRUSTED})
        and not refused
        and (Mode.ELECTRONIC in failed or not consented)
    )
    table = (
        (Mode.DIRECT, True, "直接送达为原则（第88条）"),
        (Mode.LEFT, refused, "受送达人拒收（第89条）"),
        (Mode.ELECTRONIC, consented, "当事人已书面同意（行政处罚法第61条）"),
        (Mode.POST, direct_failed, "直接送达有困难（第91条）"),
        (Mode.ENTRUSTED, direct_failed, "直接送达有困难（第91条）"),
        (Mode.FORWARDED, direct_failed, "须由所在单位转交（第92至94条）"),
        (
            Mode.ANNOUNCEMENT,
            unknown or nothing_else,
            "下落不明或其他方式无法送达（第95条）",
        ),
    )
    return {mode: reason for mode, open_, reason in table if open_}


def may_be_served(now: Moment, party: Party, documents: tuple[int, ...]) -> Iterator[Refused]:
    yield from filled(art(CPL, "87"), documents=documents)
    waiting = {d.id for d in unserved(now.case, party)}
    for number in documents:
        document = now.case.documents.get(number)
        if document is None or document.party != party.id or not document.rule.served or document.void:
            yield Refused(
                "NotADocumentOfTheParty",
                art(CPL, "87"),
                f"文书{number}不是应向当事人{party.id}送达的文书：请核对 · document {number} is not to be served on party {party.id}",
                MALFORMED,
            )
            continue
        yield from leaving.may_leave(now, document)
        if issued_on(now.case, document) is None:
            yield Refused(
                "NotIssued",
                art(CPL, "87"),
                f"文书{number}尚未发出：请先发出 · document {number} is not issued: issue it first",
            )
        elif number not in waiting:
            yield Refused(
                "ServedAlready", art(CPL, "87"), f"文书{number}已经送达 · document {number} is served already"
            )
    notices = party.last_notices
    if notices and set(documents) & set(notices.documents) and not set(notices.documents) <= set(documents):
        yield Refused(
            "NoticesGoTogether",
            art(APL, "44"),
            "约谈函和告知书须一并送达 · letter and notice are served together: name both",
            MALFORMED,
        )


def something_to_serve(now: Moment, party: int | None) -> Iterator[Refused]:
    if not unserved(now.case, now.case.party(party)):
        yield Refused(
            "NothingToServe",
            art(CPL, "87"),
            "没有待送达的文书：请先发出或盖章 · nothing to serve: issue the notices, or seal the document, first",
        )


def issue_day(now: Moment, documents: tuple[int, ...]) -> date | None:
    days = [issued_on(now.case, d) for n in documents if (d := now.case.documents.get(n))]
    return max((d for d in days if d), default=None)
