"""Who may receive for a party (签收人): the closed list of 民事诉讼法 第88条, 民诉法解释 第130条, by party and mode."""

from collections.abc import Iterator

from domain.bilingual import Words, listed
from domain.case.parties import Party
from domain.case.service import Mode, ReceiverKind, Service
from domain.law.articles import art
from domain.law.parties import PartyKind
from domain.procedure.gates.serving import CPL
from domain.procedure.language import Refusal, Refused, Sort

_FOR_A_PERSON = (
    ReceiverKind.HIMSELF,
    ReceiverKind.ADULT_FAMILY,
    ReceiverKind.STATUTORY_AGENT,
    ReceiverKind.AGENT,
    ReceiverKind.NAMED_RECIPIENT,
)
RECEIVERS = {
    PartyKind.CITIZEN: _FOR_A_PERSON,
    # A sole trader is its proprietor (民诉法解释 第59条), and has no mail room that receives for him.
    PartyKind.SOLE_TRADER: (ReceiverKind.PROPRIETOR, *_FOR_A_PERSON),
    PartyKind.ORGANISATION: (
        ReceiverKind.LEGAL_REPRESENTATIVE,
        ReceiverKind.PRINCIPAL,
        ReceiverKind.MAIL_ROOM,
        ReceiverKind.AGENT,
        ReceiverKind.NAMED_RECIPIENT,
    ),
}
_IN_PERSON = (ReceiverKind.HIMSELF, ReceiverKind.PROPRIETOR)
"""Whoever forwards a document hands it to the party itself (民事诉讼法 第94条)."""


def may_receive(party: Party, mode: Mode) -> tuple[ReceiverKind, ...]:
    """Return who may sign for a party served in this mode without proving that he may."""
    if mode is Mode.FORWARDED:
        return tuple(kind for kind in RECEIVERS[party.kind] if kind in _IN_PERSON)
    return RECEIVERS[party.kind]


RECEIVER_NOT_ENTITLED = Refusal(
    "ReceiverNotEntitled",
    art(CPL, "88"),
    Words(
        "{receiver}不能代{party}签收；有权签收的：{entitled}",
        "no {receiver} may sign for {party}; entitled are: {entitled}",
    ),
    Words(
        "请送交有权签收的人（receiver_kind）；其他人持有授权的，选 authorised，并填写 relation 和 authority",
        "hand it to who is entitled (`receiver_kind`); of somebody else with proof of authority choose `authorised`,"
        " and give `relation` and `authority`",
    ),
)


def entitled(party: Party, service: Service) -> Iterator[Refused]:
    """Refuse a receiver of another capacity; who proves his authority may always, but for what is handed over in person."""
    kind, known = service.receiver_kind, may_receive(party, service.mode)
    authorised = kind is ReceiverKind.AUTHORISED and service.mode is not Mode.FORWARDED
    if kind is not None and kind not in known and not authorised:
        yield RECEIVER_NOT_ENTITLED(receiver=kind, party=party.said, entitled=listed(known))


REFUSED_BY_A_STRANGER = Refusal(
    "RefusedByAStranger",
    art(CPL, "89"),
    Words(
        "{receiver}无权代{party}签收，其拒收不能作为留置送达的理由",
        "a {receiver} may not sign for {party}, and his refusal lets nobody leave the documents",
    ),
    Words(
        "请在 refused_by 中填写拒收人的身份（{entitled}）；其他人拒收的，failure 选 absent",
        "say in `refused_by` which of these refused ({entitled}); where it was somebody else, choose `absent` as `failure`",
    ),
    Sort.FORM,
)


def refused_by_the_party(party: Party, who: ReceiverKind | None) -> Iterator[Refused]:
    """Documents are left where the party, or who receives for it, refuses them (民事诉讼法 第89条)."""
    known = may_receive(party, Mode.DIRECT)
    if who is not None and who not in known:
        yield REFUSED_BY_A_STRANGER(receiver=who, party=party.said, entitled=listed(known))
