"""Gate 8: who was under 14 is not punished; who was under 18 only leniently, and by the agent who speaks for him (30)."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Words
from domain.case.identity import Identified, birth_of, never_punished, under_age
from domain.case.papers import Discretion, Papers
from domain.case.parties import Party
from domain.law.articles import art
from domain.law.parties import PartyKind
from domain.law.tables.ages import OF_AGE, PUNISHED_FROM
from domain.procedure.faults import blank
from domain.procedure.language import APL, Moment, Refusal, Refused

LENIENT = (Discretion.LENIENT, Discretion.MITIGATED)
AGES = art(APL, "30")

TOO_YOUNG = Refusal(
    "TooYoungToBePunished",
    AGES,
    Words(
        "当事人{party}行为时不满{years}周岁，不予行政处罚，责令监护人加以管教",
        "party {party} was under {years} when it acted: it is not punished, and its guardian is told to discipline it",
    ),
    Words(
        "请制作不予处罚决定书（prepare_decision，outcome 选 no_penalty，ground 填 30），再作出决定（decide_no_penalty）",
        "prepare a decision without penalty (`prepare_decision` with `no_penalty` as `outcome` and 30 as `ground`), then"
        " make it (`decide_no_penalty`)",
    ),
)
STATUTORY_AGENT_MISSING = Refusal(
    "StatutoryAgentMissing",
    AGES,
    Words(
        "当事人{party}是未成年人，没有写明法定代理人",
        "party {party} is a minor, and its statutory agent is not named",
    ),
    Words(
        "请在草案中填写法定代理人（representative）",
        "name the statutory agent in the draft (`representative`)",
    ),
)
MINOR_NOT_TREATED_LENIENTLY = Refusal(
    "MinorNotTreatedLeniently",
    AGES,
    Words(
        "当事人{party}行为时已满{from_}周岁不满{to}周岁，应当从轻或者减轻处罚，不能是“{tier}”",
        "party {party} was {from_} and not yet {to} when it acted: the penalty is lenient or mitigated, and not of the tier"
        " “{tier}”",
    ),
    Words(
        "请将 discretion 改为 lenient（从轻）或者 mitigated（减轻）",
        "choose `lenient` or `mitigated` as `discretion`",
    ),
)


TOO_OLD_FOR_THE_GROUND = Refusal(
    "TooOldForTheGround",
    AGES,
    Words(
        "当事人{party}行为时已满{years}周岁，或者不是自然人，不能依据第三十条不予处罚",
        "party {party} was {years} or older when it acted, or is no natural person: article 30 is no ground for no penalty",
    ),
    Words(
        "请在 ground 中改填其他条款（31、33(1)、33(2)、36）",
        "give another provision in `ground` (31, 33(1), 33(2), 36)",
    ),
)


def act_ended(papers: Papers, today: date) -> date:
    """The day whose age counts: the last one of the act, the present one while it goes on."""
    return min(papers.act_to or today, today)


def punishable(now: Moment, party: Party, tier: Discretion) -> Iterator[Refused]:
    """What stands in the way of a penalty on a party for its age, in this tier of discretion."""
    ended = act_ended(now.case.papers, now.today)
    if never_punished(party, ended):
        yield TOO_YOUNG(party=party.id, years=PUNISHED_FROM)
    else:
        yield from treated_as_minor(party.id, party, party.representative, tier, ended, now.today)


def treated_as_minor(
    number: int, party: Identified, representative: str, tier: Discretion, ended: date, today: date
) -> Iterator[Refused]:
    """The tier follows the age at the act; who has come of age since speaks for himself."""
    if under_age(party, OF_AGE, today) and blank(representative):
        yield STATUTORY_AGENT_MISSING(party=number)
    if under_age(party, OF_AGE, ended) and tier not in LENIENT:
        yield MINOR_NOT_TREATED_LENIENTLY(party=number, from_=PUNISHED_FROM, to=OF_AGE, tier=tier)


def ground_of_age(now: Moment, party: Party, ground: str) -> Iterator[Refused]:
    """Refuse 30 as the ground of no penalty for who is known to have been old enough; who is not known is the officer's to say."""
    if ground != AGES.article:
        return
    known = party.kind is PartyKind.ORGANISATION or birth_of(party) is not None
    if known and not never_punished(party, act_ended(now.case.papers, now.today)):
        yield TOO_OLD_FOR_THE_GROUND(party=party.id, years=PUNISHED_FROM)
