"""A hearing that is over (听证已举行、已终止): what makes sense only before it is refused."""

from collections.abc import Iterator

from domain.bilingual import Words
from domain.case.parties import Party
from domain.law.articles import art
from domain.procedure.language import APL, Refusal, Refused

HEARING_OVER = Refusal(
    "HearingOver",
    art(APL, "64(6)"),
    Words("当事人{party}的听证已于{on}{outcome}", "the hearing of party {party} {outcome} on {on}"),
    Words(
        "不再举行听证；当事人另有意见的，记录其陈述、申辩（submit_statement），由承办人复核（recheck）",
        "there is none any more: record what else the party has to say (submit_statement), and re-check it (recheck)",
    ),
)
HELD = Words("举行", "was held")
ENDED = Words("终止", "was ended")


def not_over(party: Party) -> Iterator[Refused]:
    """Refuse what makes sense only while the hearing is still to come."""
    notices = party.last_notices
    if notices and notices.hearing:
        yield HEARING_OVER(party=party.id, on=notices.hearing.on, outcome=HELD)
    yield from not_ended(party)


def not_ended(party: Party) -> Iterator[Refused]:
    notices = party.last_notices
    if notices and notices.hearing_end:
        yield HEARING_OVER(party=party.id, on=notices.hearing_end.on, outcome=ENDED)
