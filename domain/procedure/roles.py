"""Who may make a move: role and agency. Gate 1 asks more of officers, reviewers and presiders."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from domain.bilingual import Words, listed
from domain.case.issuing import issuers
from domain.case.people import OF_NO_AGENCY, OF_THE_SUPERVISING_OFFICE, Capacity, Person, Role, in_agency
from domain.law.articles import art
from domain.law.provisions import Sectoral
from domain.procedure.gates import officers
from domain.procedure.language import APL, Moment, Move, Refusal, Refused, Sort
from domain.record import Names, marked, marker_of, named


def holds(now: Moment, person: Person, role: Role, agency: str) -> bool:
    """Whether this person has the role in this case, before any rule of the move itself."""
    if not person.has(role, now.today):
        return False
    if role is Role.PARTY:
        return any(a.startswith(f"{agency}/{now.case.identity.number}/") for a in person.acts_for)
    if role is Role.OFFICER and now.case.opened:
        return now.case.people.is_officer(person.id)
    return in_agency(person, role, agency)


ROLE_REQUIRED = Refusal(
    "RoleRequired",
    None,
    Words("此操作须由本案的{roles}作出", "in this case this move belongs to: {roles}"),
    Words(
        "请由{whose}以本人身份办理（命令行用 --as，接口用本人的令牌；谁有这些角色，见 tingshu people）",
        "let it be made by: {whose}, as themselves (`--as` on the command line, their own token over HTTP;"
        " who has these roles: `tingshu people`)",
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
        # Said in the same words at the door, which knows no case and so no profile.
        source = kind.source.national if isinstance(kind.source, Sectoral) else kind.source
        yield ROLE_REQUIRED(article=source, roles=listed(kind.by), whose=_whose(now, kind))
    elif held == [Role.PARTY] and not _acts_for(now, concerns):
        yield NOT_THIS_PARTY()


def _whose(now: Moment, kind: type[Move]) -> Words:
    """Name the roles, and who has them where the case itself says it."""
    case, found = now.case, list[Words]()
    for role in kind.by:
        known = case.people.officers if role is Role.OFFICER else ()
        if role is Role.REVIEWER and case.review.reviewer is not None:
            known = (case.review.reviewer,)
        ids = ", ".join(person.id for person in known)
        words = Words(f"{role.zh}（{ids}）", f"{role.en} ({ids})") if ids else role.words
        found.append(words if kind.by_issuer else _of_its_agency(now, role, words))
    return listed(found)


def _of_its_agency(now: Moment, role: Role, words: Words) -> Words:
    """Say of which agency, to somebody of another one who has the role there."""
    agency = now.case.identity.agency if now.case.opened else now.agency
    if agency is None or now.actor.agency == agency.code:
        return words
    if role in OF_NO_AGENCY or role is Role.PARTY or not now.actor.has(role, now.today):
        return words
    code, name = agency.code, agency.name
    if role in OF_THE_SUPERVISING_OFFICE:
        code, name = agency.supervising_office, agency.supervising_office_name
    return Words(f"{name}（{code}）的{words.zh}", f"{words.en} of {name} ({code})") if code else words


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


CAPACITIES = {Role.OFFICER: Capacity.OFFICER, Role.REVIEWER: Capacity.REVIEWER}
IN_HEARINGS = CAPACITIES | {
    Role.PRESIDER: Capacity.HEARING_PRESIDER,
    Role.RECORDER: Capacity.HEARING_RECORDER,
}
"""What somebody who acts in a role is in the case; in the formal hearing, presider and recorder are more."""
NO_PERSONS = frozenset({Role.PARTY, Role.SYSTEM, Role.DELIVERY, Role.OPERATOR, Role.CLOCK})
"""Roles of parties and of machines: gate 1 asks nothing of them."""


def actor_unfit(now: Moment, kind: type[Move], agency: str, on: date) -> Iterator[Refused]:
    """Refuse who makes the move, where gate 1 keeps that person out."""
    acting = next((role for role in kind.by if holds(now, now.actor, role, agency)), None)
    if acting is not None and acting not in NO_PERSONS:
        yield from _unfit(now, now.actor, _capacity(kind, acting), on)


def persons_unfit(now: Moment, move: Move, agency: str) -> Iterator[Refused]:
    """Refuse whoever acts or is named, where gate 1 keeps that person out on the day of the act."""
    on = move.acted_on(now)
    yield from actor_unfit(now, type(move), agency, on)
    for person, capacity in _named_with_it(now, move):
        yield from _unfit(now, person, capacity, on, move.new_parties)


def _unfit(
    now: Moment, person: Person, capacity: Capacity, on: date, new_parties: AbstractSet[str] = frozenset()
) -> Iterator[Refused]:
    parties = {p.identifier for p in now.case.parties.all} | new_parties
    return officers.unfit(now, person, capacity, on=on, parties=parties - {""})


def _named_with_it(now: Moment, move: Move) -> Iterator[tuple[Person, Capacity]]:
    """Yield who makes the move together with the actor, and everybody whom it names, each in the capacity."""
    if move.with_role is not None and (second := now.people.get(move.together_with or "")):
        yield second, _capacity(type(move), move.with_role)
    marked_capacities = {person: capacity for capacity, person in marked(move, Capacity)}
    for name in named(move, Names.PERSON):
        if name != move.together_with and (person := now.people.get(name)):
            yield person, marked_capacities.get(name, Capacity.OTHER)


def capacities_of(kind: type[Move]) -> Iterator[Capacity]:
    """Yield the capacities in which somebody makes this kind of move or is named in it."""
    roles = (*kind.by, kind.with_role)
    yield from (_capacity(kind, role) for role in roles if role is not None and role not in NO_PERSONS)
    yield from (capacity for field in kind.model_fields.values() if (capacity := marker_of(field, Capacity)))


def _capacity(kind: type[Move], role: Role) -> Capacity:
    return (IN_HEARINGS if kind.hearing else CAPACITIES).get(role, Capacity.OTHER)


SECOND_PERSON_UNFIT = Refusal(
    "SecondPersonUnfit",
    None,
    Words(
        "会同人员须是另一名可以在本案担任{role}的人员",
        "the second person must be another person who may act in this case in the role of: {role}",
    ),
    Words(
        "请在 together_with 中另行填写会同人员，须为{role}（见 tingshu people）",
        "name another person in `together_with`, in the role of {role} (see `tingshu people`)",
    ),
)
COUNTERSIGN_IN_PERSON = Refusal(
    "CountersignInPerson",
    None,
    Words(
        "本案适用的程序规定要求{role}以本人身份会签，不能由他人代为写明",
        "under the profile of this case the second person ({role}) confirms in person and is not named by another",
    ),
    Words(
        "请删去 together_with 再提出，由{role}确认（confirm）",
        "leave out `together_with`; then the second person ({role}) confirms it (confirm)",
    ),
)
SIGNED_PAPER_MISSING = Refusal(
    "SignedPaperMissing",
    None,
    Words("没有双方签署的会签件", "the paper that both have signed is missing"),
    Words("请上传会签件（在 signed 中填写其 SHA-256）", "upload it (and give its SHA-256 in `signed`)"),
    Sort.FORM,
)
PROPOSED_ALREADY = Refusal(
    "ProposedAlready",
    None,
    Words(
        "已于{on}提出，等待会签（第{number}号）",
        "it was proposed on {on} and waits to be countersigned (number {number})",
    ),
    Words(
        "请等待另一人确认（confirm）或者退回（send_back）",
        "wait until the other confirms it (confirm) or sends it back (send_back)",
    ),
)


def fits_as_second(now: Moment, person: Person, role: Role, agency: str) -> bool:
    """Whether a person may be the second one in this role; anybody of the agency may keep the record."""
    return person.agency == agency if role is Role.RECORDER else holds(now, person, role, agency)


def _second_person(now: Moment, move: Move, role: Role, agency: str) -> Iterator[Refused]:
    if now.countersigned:
        return
    if not move.together_with:
        yield from _not_proposed(now, move)
        return
    if not now.rules.switches.countersigned_on_paper:
        yield COUNTERSIGN_IN_PERSON(article=move.source, role=role)
        return
    second = now.people.get(move.together_with)
    if second is None or move.together_with == now.actor.id or not fits_as_second(now, second, role, agency):
        yield SECOND_PERSON_UNFIT(article=move.source, role=role)
    if not move.signed:
        yield SIGNED_PAPER_MISSING(article=move.source)


def _not_proposed(now: Moment, move: Move) -> Iterator[Refused]:
    for party in move.concerns:
        waiting = now.case.proposals.of(move.name, party)
        if waiting is not None and waiting.papers == now.case.papers_version:
            yield PROPOSED_ALREADY(article=move.source, on=waiting.proposed_on, number=waiting.number)
