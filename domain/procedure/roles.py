"""Who may make a move: role and agency (gate 1 stands in `gates`)."""

from collections.abc import Iterator

from domain.case.people import ROLE_TITLES, Person, Role
from domain.law.articles import art
from domain.procedure.parts import FORBIDDEN, MALFORMED, Moment, Move, Refused

OF_THE_SUPERVISING_OFFICE = frozenset({Role.FILING_CLERK, Role.SUPERVISOR})
OF_NO_AGENCY = frozenset({Role.CLOCK, Role.OPERATOR, Role.DELIVERY})


def holds(now: Moment, person: Person, role: Role, agency: str) -> bool:
    """Whether this person has the role in this case, before any rule of the move itself."""
    if role not in person.roles:
        return False
    if role in OF_NO_AGENCY:
        return True
    if role in OF_THE_SUPERVISING_OFFICE:
        return agency in person.supervises
    if role is Role.PARTY:
        return any(a.startswith(f"{agency}/") for a in person.acts_for)
    if role is Role.OFFICER and now.case.opened:
        return now.case.people.is_officer(person.id)
    return person.agency == agency


def stand_in_the_way(now: Moment, move: Move, agency: str) -> Iterator[Refused]:
    """Refuse who may not make this move, or a second person who is missing or may not stand with it."""
    if not any(holds(now, now.actor, role, agency) for role in move.by):
        titles = "、".join(ROLE_TITLES[r] for r in move.by)
        yield Refused(
            "RoleRequired",
            move.source,
            f"此操作须由本案{titles}作出 · this move belongs to: {', '.join(move.by)}",
            FORBIDDEN,
        )
        return
    yield from _acts_for_that_party(now, move)
    if move.with_role is not None:
        yield from _second_person(now, move, move.with_role, agency)


def _acts_for_that_party(now: Moment, move: Move) -> Iterator[Refused]:
    if Role.PARTY not in now.actor.roles:
        return
    case = f"{now.case.name.agency.code}/{now.case.name.number}"
    if any(f"{case}/{party}" not in now.actor.acts_for for party in move.concerns):
        yield Refused(
            "NotThisParty",
            art("行政处罚法", "45"),
            "只能以本人所代表的当事人的名义提出 · you may speak only for the party for whom you act",
            FORBIDDEN,
        )


def _second_person(now: Moment, move: Move, role: Role, agency: str) -> Iterator[Refused]:
    title = ROLE_TITLES[role]
    if not move.together_with:
        yield Refused(
            "SecondPersonMissing",
            move.source,
            f"须由{title}会同作出：请填写 together_with · name the {role} in together_with",
            MALFORMED,
        )
        return
    second = now.people.get(move.together_with)
    wanted = Role.OFFICER if role is Role.RECORDER else role
    fits = second is not None and (
        second.agency == agency if role is Role.RECORDER else holds(now, second, wanted, agency)
    )
    if not fits or move.together_with == now.actor.id:
        yield Refused(
            "SecondPersonUnfit",
            move.source,
            f"会同人员须是另一名本机关的{title} · together_with must be another person who is {role} here",
        )
