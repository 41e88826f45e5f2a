"""Gate 8: the same act of the same party is fined once (行政处罚法 第29条): a party stands in a case once."""

from collections.abc import Iterator, Sequence

from domain.bilingual import Words, listed
from domain.case.drafts import NewParty
from domain.law.articles import art
from domain.law.identifiers import in_one_writing
from domain.procedure.language import APL, Refusal, Refused, Sort

PARTY_TWICE = Refusal(
    "PartyTwice",
    art(APL, "29"),
    Words(
        "当事人{parties}的证件号码相同，是同一主体；同一违法行为不得给予两次以上罚款",
        "parties {parties} have one identifier and are one person, who is not fined twice for one act",
    ),
    Words(
        "请在 parties 中只列一次，把各项违法事实和拟处罚并入其中",
        "name it once in `parties`, with all its findings and intended penalties",
    ),
    Sort.FORM,
)


def each_party_once(parties: Sequence[NewParty]) -> Iterator[Refused]:
    """Refuse one party under two numbers, however its identifier is written."""
    numbers: dict[str, list[int]] = {}
    for number, party in enumerate(parties, start=1):
        numbers.setdefault(in_one_writing(party.identifier), []).append(number)
    for same in numbers.values():
        if len(same) > 1:
            yield PARTY_TWICE(parties=listed(same))
