"""Who may make a move: role and agency (gate 1 stands in `independence`)."""

from collections.abc import Iterator

from domain.case.people import Person, Role
from domain.law.articles import art
from domain.procedure.gates import officers
from domain.procedure.language import FORBIDDEN, MALFORMED, Moment, Move, Refused

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
        return any(a.startswith(f"{agency}/{now.case.identity.number}/") for a in person.acts_for)
    if role is Role.OFFICER and now.case.opened:
        return now.case.people.is_officer(person.id)
    return person.agency == agency


def may_not(
    now: Moment, kind: type[Move], concerns: tuple[int | None, ...], agency: str
) -> Iterator[Refused]:
    """Refuse who may not make this kind of move, or not for these parties."""
    held = [role for role in kind.by if holds(now, now.actor, role, agency)]
    if not held:
        titles = "、".join(r.zh for r in kind.by)
        yield Refused(
            "RoleRequired",
            kind.source,
            f"此操作须由本案{titles}作出 · this move belongs to: {', '.join(kind.by)}",
            FORBIDDEN,
        )
    elif held == [Role.PARTY] and not _acts_for(now, concerns):
        yield Refused(
            "NotThisParty",
            art("行政处罚法", "45"),
            "只能以本人所代表的当事人的名义提出 · you may speak only for the party for whom you act",
            FORBIDDEN,
        )


def _acts_for(now: Moment, concerns: tuple[int | None, ...]) -> bool:
    case = f"{now.case.identity.agency.code}/{now.case.identity.number}"
    return all(f"{case}/{party}" in now.actor.acts_for for party in concerns)


def as_officer(now: Moment) -> bool:
    """Whether who makes the move does so as an officer of the case, and not for a party or a delivery system."""
    return now.case.people.is_officer(now.actor.id)


def stand_in_the_way(now: Moment, move: Move, agency: str) -> Iterator[Refused]:
    """Refuse who may not make this move, or a second person who is missing or may not stand with it."""
    unfit = list(may_not(now, type(move), move.concerns, agency))
    yield from unfit
    if move.with_role is not None and not unfit:
        yield from _second_person(now, move, move.with_role, agency)


def _second_person(now: Moment, move: Move, role: Role, agency: str) -> Iterator[Refused]:
    title = role.zh
    if not move.together_with:
        yield Refused(
            "SecondPersonMissing",
            move.source,
            f"须由{title}会同作出：请填写 together_with · name the {role} in together_with",
            MALFORMED,
        )
        return
    second = now.people.get(move.together_with)
    # Anybody of the agency may keep the record.
    fits = second is not None and (
        second.agency == agency if role is Role.RECORDER else holds(now, second, role, agency)
    )
    if second is None or not fits or move.together_with == now.actor.id:
        yield Refused(
            "SecondPersonUnfit",
            move.source,
            f"会同人员须是另一名本机关的{title} · together_with must be another person who is {role} here",
        )
    elif role is Role.OFFICER:
        yield from officers.two_qualified_officers(now, (now.actor, second))
