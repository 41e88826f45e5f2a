"""What the heads concluded on a party binds the decision on it (行政处罚法 第57条第2款): nothing else, nothing heavier."""

from collections.abc import Iterator

from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.parties import Party
from domain.case.review import Discussion
from domain.law.articles import art
from domain.procedure.gates import parties, since_hearing
from domain.procedure.gates.notice import Decided, beyond
from domain.procedure.language import APL, Refusal, Refused
from domain.record import once

NOT_CONCLUDED = Refusal(
    "NotConcluded",
    art(APL, "57.2"),
    Words(
        "集体讨论没有就当事人{party}作出结论",
        "the heads concluded nothing on party {party}",
    ),
    Words(
        "请集体讨论并记录其结论（record_discussion 的 conclusions）",
        "discuss it, and record what is concluded on this party (record_discussion, `conclusions`)",
    ),
)
BEYOND_CONCLUSION = Refusal(
    "BeyondConclusion",
    art(APL, "57.2"),
    Words(
        "超出集体讨论就当事人{party}作出的结论（{concluded}）：{excess}",
        "beyond what the heads concluded on party {party} ({concluded}): {excess}",
    ),
    Words(
        "请在结论范围内决定（penalties、discretion），或者重新集体讨论（record_discussion）",
        "keep within it (`penalties`, `discretion`), or discuss it again (record_discussion)",
    ),
)


def binding(case: Case, party: Party | None = None) -> Discussion | None:
    """The discussion whose conclusions bind; none where no discussion is due, or the one that counts knew no conclusions."""
    if case.screening.discussion.answer is False:
        return None
    held = since_hearing.discussed(case, party)
    return held if held and held.conclusions else None


def within_conclusion(case: Case, party: Party, decided: Decided) -> Iterator[Refused]:
    held = binding(case, party)
    if held is None:
        return
    concluded = held.on_party(party.id)
    if concluded is None:
        yield NOT_CONCLUDED(party=party.id)
    elif excess := tuple(beyond(decided, concluded)):
        yield BEYOND_CONCLUSION(party=party.id, concluded=concluded.said, excess=listed(excess))


@once
def left_open(case: Case) -> frozenset[int]:
    """The parties still to be punished on whom the discussion that counts concluded nothing."""
    held = binding(case)
    if held is None:
        return frozenset()
    return frozenset(p.id for p in parties.to_be_punished(case)) - {c.party for c in held.conclusions}
