"""What is to be served, and how (送达): documents issued and not yet served, the modes that are lawful now."""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.case.parties import Party
from domain.case.service import Attempt, Failure, Mode, ServiceGround
from domain.law.articles import art
from domain.law.parties import PartyKind
from domain.procedure.faults import filled
from domain.procedure.gates import leaving
from domain.procedure.language import APL, Moment, PartyMove, Refusal, Refused, Sort

CPL = "民事诉讼法"


DECISIONS = (
    DocumentKind.PENALTY_DECISION,
    DocumentKind.NO_PENALTY_DECISION,
    DocumentKind.NOT_ESTABLISHED_DECISION,
)


def issued_on(case: Case, document: Document) -> date | None:
    """Day on which a document was issued; the notices have an issue move of their own."""
    if not document.rule.issued_by_move:
        return document.issued_on
    notices = case.party(document.party).notices
    return next((n.issued_on for n in notices if document.id in n.documents), None)


def unserved(case: Case, party: Party) -> tuple[Document, ...]:
    """Documents issued for this party, sealed and not yet served on it; once it is decided on or left, none that comes before a decision."""
    return tuple(
        d
        for d in case.documents.by_party.get(party.id, ())
        if d.rule.served and not d.void and issued_on(case, d) and not party.service_of(d.id)
        if party.pending or not d.rule.before_decision
        if all(part.seal for part in case.documents.these(_together(party, d.id)))
    )


def _together(party: Party, document: int) -> tuple[int, ...]:
    """What is served with a document: none of it leaves while the seal of one is annulled."""
    return next((n.documents for n in party.notices if document in n.documents), (document,))


WHY_LAWFUL: dict[Mode, Words] = {
    Mode.DIRECT: Words("直接送达为原则（第88条）", "direct service is the rule (art. 88)"),
    Mode.LEFT: Words("受送达人拒收（第89条）", "the recipient refused (art. 89)"),
    Mode.ELECTRONIC: Words(
        "当事人已书面同意（行政处罚法第61条）",
        "the party consented in writing (Administrative Penalty Law art. 61)",
    ),
    Mode.POST: Words("直接送达有困难（第91条）", "direct service is difficult (art. 91)"),
    Mode.ENTRUSTED: Words("直接送达有困难（第91条）", "direct service is difficult (art. 91)"),
    Mode.FORWARDED: Words(
        "须由所在单位转交（第92至94条）", "the recipient's unit hands it over (arts. 92 to 94)"
    ),
    Mode.ANNOUNCEMENT: Words(
        "下落不明或其他方式无法送达（第95条）",
        "whereabouts unknown, or nothing else reaches the party (art. 95)",
    ),
}
"""On what each mode rests, once it is open."""
GROUNDS: dict[Mode, tuple[ServiceGround, ...]] = {
    Mode.POST: (ServiceGround.ELSEWHERE, ServiceGround.INACCESSIBLE),
    Mode.ENTRUSTED: (ServiceGround.ELSEWHERE, ServiceGround.INACCESSIBLE),
    Mode.FORWARDED: (
        ServiceGround.SOLDIER,
        ServiceGround.PRISONER,
        ServiceGround.COMPULSORY_MEASURES,
    ),
}
"""What opens a mode without an attempt in vain (民事诉讼法 第91至93条)."""


def lawful_modes(
    party: Party, documents: tuple[int, ...], on: date = date.max, ground: ServiceGround | None = None
) -> dict[Mode, Words]:
    """Return the modes open for these documents on a day, after what was tried by then, each with its reason.

    Direct service is the rule; leaving only on refusal; electronic with consent; post and entrusted where direct is
    difficult, by an attempt or a ground that is named; forwarded on its ground alone; announcement only when whereabouts
    were looked for in vain, or nothing else works (民事诉讼法 第88至95条, 行政处罚法 第61条).
    """
    tried = [a for a in party.attempts if set(a.documents) & set(documents) and a.on <= on]
    direct_failed = any(a.mode is Mode.DIRECT for a in tried)
    open_ = {
        Mode.DIRECT: True,
        Mode.LEFT: any(a.failure is Failure.REFUSED for a in tried),
        Mode.ELECTRONIC: not any(leaving.consented(party, on)),
        Mode.POST: direct_failed or ground in GROUNDS[Mode.POST],
        Mode.ENTRUSTED: direct_failed or ground in GROUNDS[Mode.ENTRUSTED],
        # An organisation is neither a soldier nor imprisoned.
        Mode.FORWARDED: ground in GROUNDS[Mode.FORWARDED] and party.kind is not PartyKind.ORGANISATION,
        Mode.ANNOUNCEMENT: _nothing_else(party, tried),
    }
    return {mode: why for mode, why in WHY_LAWFUL.items() if open_[mode]}


def _nothing_else(party: Party, tried: Sequence[Attempt]) -> bool:
    """Whether an announcement is all that is left: the party was looked for in vain, or every other mode failed.

    The account and the address for which the party has signed are tried in either case (民事诉讼法 第95条).
    """
    failed = {a.mode for a in tried}
    if not any(leaving.consented(party, date.max)) and Mode.ELECTRONIC not in failed:
        return False
    if party.confirmed_address is not None and not failed & {Mode.DIRECT, Mode.POST}:
        return False
    if any(a.searched for a in tried):
        return True
    refused = any(a.failure is Failure.REFUSED for a in tried)
    return Mode.DIRECT in failed and bool(failed & {Mode.POST, Mode.ENTRUSTED}) and not refused


NOT_A_DOCUMENT_OF_THE_PARTY = Refusal(
    "NotADocumentOfTheParty",
    art(CPL, "87"),
    Words(
        "文书{document}不是应向当事人{party}送达的文书",
        "document {document} is not one to be served on party {party}",
    ),
    Words(
        "请核对 documents，只填写应向该当事人送达的文书",
        "check `documents`: name only what is to be served on this party",
    ),
    Sort.FORM,
)
NOT_ISSUED = Refusal(
    "NotIssued",
    art(CPL, "87"),
    Words("文书{document}尚未发出", "document {document} is not issued yet"),
    Words(
        "请先发出：约谈函和告知书用 issue_notices，其他文书盖章即为发出（record_sealing）",
        "issue it first: letter and notice by `issue_notices`, any other document by its seal (`record_sealing`)",
    ),
)
SERVED_ALREADY = Refusal(
    "ServedAlready",
    art(CPL, "87"),
    Words("文书{document}已于{on}送达", "document {document} was served on {on}"),
    Words("请从 documents 中去掉该文书", "take it out of `documents`"),
)
NOTICES_GO_TOGETHER = Refusal(
    "NoticesGoTogether",
    art(APL, "44"),
    Words("约谈函和告知书须一并送达", "letter and notice are served together"),
    Words("请在 documents 中一并填写：{documents}", "name both in `documents`: {documents}"),
    Sort.FORM,
)


def may_be_served(now: Moment, move: PartyMove, documents: tuple[int, ...]) -> Iterator[Refused]:
    """Refuse documents that are not to be served on the party of the move, not yet or not any more."""
    yield from filled(move, under=art(CPL, "87"), documents=documents)
    party = now.case.party(move.party)
    for number in documents:
        document = now.case.documents.get(number)
        if document is None or document.party != party.id or not document.rule.served or document.void:
            yield NOT_A_DOCUMENT_OF_THE_PARTY(document=number, party=party.id)
            continue
        yield from leaving.may_leave(now, document)
        if issued_on(now.case, document) is None:
            yield NOT_ISSUED(document=number)
        elif service := party.service_of(number):
            yield SERVED_ALREADY(document=number, on=service.served_on)
    together = party.last_notices.documents if party.last_notices else ()
    if set(documents) & set(together) and not set(together) <= set(documents):
        yield NOTICES_GO_TOGETHER(documents=listed(together))


NOTHING_TO_SERVE = Refusal(
    "NothingToServe",
    art(CPL, "87"),
    Words("当事人{party}没有待送达的文书", "no document waits to be served on party {party}"),
    Words(
        "请先发出约谈函和告知书（issue_notices），或者先为文书盖章（record_sealing）",
        "issue the notices (`issue_notices`), or seal the document (`record_sealing`), first",
    ),
)


def something_to_serve(now: Moment, party: int | None) -> Iterator[Refused]:
    if not unserved(now.case, now.case.party(party)):
        yield NOTHING_TO_SERVE(party=party)


def issue_day(now: Moment, documents: tuple[int, ...]) -> date | None:
    days = [issued_on(now.case, d) for n in documents if (d := now.case.documents.get(n))]
    return max((d for d in days if d), default=None)
