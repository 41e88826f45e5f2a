"""Gate 8: the same act of the same party is fined once (行政处罚法 第29条): a party stands in a case once, and a court's fine is one (第35条)."""

from collections.abc import Iterator, Sequence

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.drafts import NewParty
from domain.case.parties import Party
from domain.law.articles import art
from domain.law.identifiers import in_one_writing
from domain.law.penalties import PenaltyKind
from domain.procedure.gates.notice import Decided
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


FINED_BY_THE_COURT = Refusal(
    "FinedByTheCourt",
    art(APL, "35.2"),
    Words(
        "人民法院已就违法事实{findings}对当事人{party}判处罚金，不再给予罚款",
        "a court has fined party {party} for {findings}: no administrative fine follows",
    ),
    Words(
        "请重新制作不含罚款的决定书（prepare_decision，penalties 中删去罚款）；没有其他处罚的，终止案件（terminate_case）",
        "prepare the decision without a fine (prepare_decision, no fine in `penalties`); where nothing else is to be imposed"
        " terminate the case (terminate_case)",
    ),
)


def not_fined_twice(case: Case, party: Party, decided: Decided) -> Iterator[Refused]:
    """Refuse a fine of acts for all of which a court has fined the party; others beside them may still be fined [I]."""
    fined = case.judiciary.fined_for(party.id)
    fine = any(penalty.kind is PenaltyKind.FINE for penalty in decided.penalties)
    if fine and decided.findings and fined.issuperset(decided.findings):
        yield FINED_BY_THE_COURT(party=party.id, findings=listed(decided.findings))
