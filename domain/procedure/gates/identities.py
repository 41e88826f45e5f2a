"""Who the parties of a draft are (当事人身份): by which document, and since when they live (行政处罚法 第59条)."""

from collections.abc import Iterator, Sequence

from domain.bilingual import Words, listed
from domain.case.drafts import NewParty
from domain.case.identity import identified_by
from domain.law.articles import art
from domain.law.identifiers import (
    IDENTIFIED_BY,
    IdentifierFault,
    IdentifierKind,
    birth,
    identifier_fault,
)
from domain.law.parties import PartyKind
from domain.procedure.faults import filled, in_order
from domain.procedure.language import APL, Moment, Move, Refusal, Refused, Sort

NAMED = art(APL, "59")

IDENTIFIER_WRONG = Refusal(
    "IdentifierWrong",
    NAMED,
    Words("当事人{party}的证件号码有误：{fault}", "the identifier of party {party} is wrong: {fault}"),
    Words(
        "请逐字核对证件号码（identifier）；号码属实而校验位不符的，填写 identifier_exception；其他证件的，填写 identifier_kind",
        "check every character of the identifier (`identifier`); for a genuine one whose check digit fails give"
        " `identifier_exception`, for another document `identifier_kind`",
    ),
    Sort.FORM,
)
IDENTIFIER_OF_ANOTHER_KIND = Refusal(
    "IdentifierOfAnotherKind",
    NAMED,
    Words(
        "当事人{party}是{kind}，不以{document}识别",
        "party {party} is of the kind: {kind}, which is not identified by a {document}",
    ),
    Words("请改选 identifier_kind：{known}", "choose another `identifier_kind`: {known}"),
    Sort.FORM,
)
EXCEPTION_NEEDLESS = Refusal(
    "IdentifierExceptionNeedless",
    NAMED,
    Words(
        "当事人{party}的证件号码没有校验位不符，不需要例外",
        "no check digit of the identifier of party {party} fails, and nothing is to be excepted",
    ),
    Words("请删去 identifier_exception", "leave out `identifier_exception`"),
    Sort.FORM,
)
BIRTH_GIVEN_TWICE = Refusal(
    "BirthGivenTwice",
    NAMED,
    Words(
        "当事人{party}的出生日期（{born_on}）与其公民身份号码（{born}）不一致",
        "party {party} was born on {born} by its citizen's number, and not on {born_on}",
    ),
    Words("请删去 born_on，或者核对 identifier", "leave out `born_on`, or check `identifier`"),
    Sort.FORM,
)
NOT_BORN = Refusal(
    "NotBorn",
    NAMED,
    Words(
        "当事人{party}是法人或者其他组织，没有出生日期", "party {party} is an organisation and was never born"
    ),
    Words("请删去 born_on", "leave out `born_on`"),
    Sort.FORM,
)


def identity_sound(now: Moment, move: Move, number: int, party: NewParty) -> Iterator[Refused]:
    """Refuse an identifier that is none, or none of this kind of party, and a day of birth that cannot be."""
    document, known = identified_by(party), IDENTIFIED_BY[party.kind]
    if document not in known:
        yield IDENTIFIER_OF_ANOTHER_KIND(
            party=number, kind=party.kind, document=document, known=_choices(known)
        )
        return
    fault = identifier_fault(document, party.identifier)
    yield from _fault_excepted(move, number, party, fault)
    if fault is None or fault.check_digit:
        yield from _born(now, move, number, party, document)


def _choices(known: Sequence[IdentifierKind]) -> Words:
    return listed(Words(f"{k.zh}（{k.value}）", f"{k.en} (`{k.value}`)") for k in known)


def _fault_excepted(
    move: Move, number: int, party: NewParty, fault: IdentifierFault | None
) -> Iterator[Refused]:
    """A genuine number may fail its check digit, and nothing else, with reason and proof."""
    exception = party.identifier_exception
    if exception is None or (fault is not None and not fault.check_digit):
        if fault is not None:
            yield IDENTIFIER_WRONG(party=number, fault=fault.said)
        return
    if fault is None:
        yield EXCEPTION_NEEDLESS(party=number)
    path = f"parties.{number - 1}.identifier_exception"
    given = {f"{path}.reason": exception.reason, f"{path}.proof": exception.proof}
    yield from filled(move, under=NAMED, **given)


def _born(
    now: Moment, move: Move, number: int, party: NewParty, document: IdentifierKind
) -> Iterator[Refused]:
    what = Words(f"当事人{number}的出生日期", f"the day of birth of party {number}")
    if party.kind is PartyKind.ORGANISATION:
        if party.born_on is not None:
            yield NOT_BORN(party=number)
        return
    if document is IdentifierKind.RESIDENT_ID:
        if (born := birth(party.identifier)) > now.today:
            yield IDENTIFIER_WRONG(
                party=number,
                fault=Words(f"出生日期{born}晚于今天", f"the day of birth in it, {born}, is still to come"),
            )
        if party.born_on not in (None, born):
            yield BIRTH_GIVEN_TWICE(party=number, born_on=party.born_on, born=born)
        return
    if party.kind is PartyKind.CITIZEN:
        # Age decides whether he is punished at all (30): it is asked for, and never guessed.
        yield from filled(move, under=art(APL, "30"), **{f"parties.{number - 1}.born_on": party.born_on})
    if party.born_on is not None:
        yield from in_order(now, NAMED, party.born_on, what, after=None, event=what)
