"""Who may make a move: role and agency. Gate 1 asks more of officers, reviewers and presiders."""

from collections.abc import Iterable, Iterator

from domain.bilingual import Words, listed
from domain.case.issuing import issuers
from domain.case.people import Person, Role
from domain.law.articles import art
from domain.procedure.gates import officers
from domain.procedure.language import APL, Moment, Move, Refusal, Refused, Sort

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


ROLE_REQUIRED = Refusal(
    "RoleRequired",
    None,
    Words("此操作须由本案的{roles}作出", "in this case this move belongs to: {roles}"),
    Words(
        "请由{whose}以本人身份办理（命令行用 --as，接口用本人的令牌）；谁有这些角色，见 tingshu people",
        "let it be made by: {whose}, as themselves (`--as` on the command line, their own token over HTTP);"
        " `tingshu people` lists who has these roles",
    ),
    Sort.PERSON,
)
NOT_THIS_PARTY = Refusal(
    "NotThisParty",
    art(APL, "45"),
    Words("只能以本人所代表的当事人的名义提出", "you may speak only for the party for whom you act"),
    Words(
        "请在 party 中填写本人所代表的当事人的序号",
        "give the number of the party for whom you act in `party`",
    ),
    Sort.PERSON,
)


def may_not(
    now: Moment, kind: type[Move], concerns: tuple[int | None, ...], agency: str
) -> Iterator[Refused]:
    """Refuse who may not make this kind of move, or not for these parties."""
    agencies = {agency, *issuers(now.case)} if kind.by_issuer else {agency}
    held = [role for role in kind.by if any(holds(now, now.actor, role, a) for a in agencies)]
    if not held:
        yield ROLE_REQUIRED(article=kind.source, roles=listed(kind.by), whose=_whose(now, kind.by))
    elif held == [Role.PARTY] and not _acts_for(now, concerns):
        yield NOT_THIS_PARTY()


def _whose(now: Moment, roles: Iterable[Role]) -> Words:
    """Name the roles, and who has them where the case itself says it."""
    case, found = now.case, list[Words]()
    for role in roles:
        known = case.people.officers if role is Role.OFFICER else ()
        if role is Role.REVIEWER and case.review.reviewer is not None:
            known = (case.review.reviewer,)
        ids = ", ".join(person.id for person in known)
        found.append(Words(f"{role.zh}（{ids}）", f"{role.en} ({ids})") if ids else role.words)
    return listed(found)


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


SECOND_PERSON_MISSING = Refusal(
    "SecondPersonMissing",
    None,
    Words("须由一名{role}会同作出", "it takes a second person, in the role of: {role}"),
    Words(
        "请在 together_with 中填写其人员编号（见 tingshu people）",
        "give the id of that person in `together_with` (see `tingshu people`)",
    ),
    Sort.FORM,
)
SECOND_PERSON_UNFIT = Refusal(
    "SecondPersonUnfit",
    None,
    Words(
        "会同人员须是另一名可以在本案担任{role}的人员",
        "the second person must be another person who may act in this case in the role of: {role}",
    ),
    Words(
        "请在 together_with 中另行填写会同人员（{role}见 tingshu people）",
        "name another person in `together_with` ({role}: see `tingshu people`)",
    ),
)


def _second_person(now: Moment, move: Move, role: Role, agency: str) -> Iterator[Refused]:
    if not move.together_with:
        yield SECOND_PERSON_MISSING(article=move.source, role=role)
        return
    second = now.people.get(move.together_with)
    # Anybody of the agency may keep the record.
    fits = second is not None and (
        second.agency == agency if role is Role.RECORDER else holds(now, second, role, agency)
    )
    if second is None or not fits or move.together_with == now.actor.id:
        yield SECOND_PERSON_UNFIT(article=move.source, role=role)
    elif role is Role.OFFICER:
        yield from officers.two_qualified_officers(now, (now.actor, second))
