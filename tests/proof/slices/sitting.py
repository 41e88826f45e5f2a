"""Who sits at the hearing and who concludes, whoever investigates, reviews or stands back meanwhile (听证人员、集体讨论人员)."""

from collections.abc import Iterator
from typing import Any

from domain.bilingual import Words
from domain.case.people import Person
from tests.procedure.playing import DIRECTORY
from tests.procedure.scene import Scene
from tests.proof.bodies import hearing_told, once, reported, seal, serve, withdraw
from tests.proof.keys import awaited
from tests.proof.mutants import Mutant
from tests.proof.oracle.file import CaseFile
from tests.proof.oracle.persons import art64_4_reviews_and_presides, wrong_persons
from tests.proof.slices.after_decision import last_step
from tests.proof.slices.before_decision import BEGIN, served
from tests.proof.slices.people import EVERYTHING, assigned, decides, officers, persons, recusal
from tests.proof.slicing import Slice, everywhere
from tests.proof.stepping import Act, Body, Key, State, begun
from tests.proof.vectors import Vector

PRESIDERS = ("presider-he", EVERYTHING)
APART = "market+zhenjiang, reviewer_may_preside: off"
"""Where nobody both reviews and presides."""


def told(presider: str, recorder: str) -> Body:
    return lambda scene, today: {**hearing_told(scene, today), "presider": presider, "recorder": recorder}


def held(scene: Scene, today: str) -> dict[str, Any]:
    return scene.held_body(today)


def until_it_was_held(body: Body) -> Body:
    """Who stands back afterwards undoes nothing by it: whether the hearing is annulled, a person decides."""
    return lambda scene, today: None if "HearingHeld" in scene.facts() else body(scene, today)


def before_its_notice(body: Body) -> Body:
    """Once, and before the hearing is notified: what a later withdrawal does, the slice of the hearing shows."""
    return lambda scene, today: (
        None if {"HearingNotified", "HearingRequestWithdrawn"} & set(scene.facts()) else body(scene, today)
    )


def discussed(chair: str) -> Body:
    return once(
        "Discussed",
        lambda scene, today: scene.discussion_body(today, chair=chair, attendees=[chair, "head-zhang"]),
    )


def renamed(*named: str) -> Body:
    """Other officers than there are."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        present = {officer.id for officer in scene.case.people.officers}
        return None if present == set(named) else officers(*named)(scene, today)

    return body


ACTS = (
    Act("head-chen", "reassign", renamed("officer-li", EVERYTHING)),
    Act("head-chen", "reassign", renamed("officer-li", "officer-wang")),
    Act(EVERYTHING, "request_recusal", until_it_was_held(recusal(EVERYTHING))),
    Act("head-chen", "decide_recusal", until_it_was_held(decides(True))),
    Act("head-chen", "assign_reviewer", once("ReviewerAssigned", assigned(EVERYTHING))),
    Act("presider-he", "notify_hearing", told("presider-he", "clerk-zhao")),
    Act("presider-he", "notify_hearing", told("presider-he", EVERYTHING)),
    Act(EVERYTHING, "notify_hearing", told(EVERYTHING, "clerk-zhao")),
    Act("clerk-zhao", "record_sealing", seal),
    Act("officer-li", "record_service", serve),
    *(Act(one, "hold_hearing", held) for one in PRESIDERS),
    *(Act(one, "report_hearing", reported) for one in PRESIDERS),
    Act("officer-li", "withdraw_hearing_request", before_its_notice(withdraw)),
    *(Act("clerk-zhao", "record_discussion", discussed(one)) for one in ("head-chen", EVERYTHING)),
)


def asked(vector: Vector, **reserve: Any) -> State:
    """Served and a hearing asked for, with a reserve who may be everything."""
    scene = served(vector)
    scene.people = {one.id: one.model_copy(update=reserve) for one in persons() if one.id == EVERYTHING}
    scene.waived(BEGIN, "interview").waived(BEGIN, "statement")
    return begun(scene.hearing_requested(BEGIN), BEGIN)


def start(vector: Vector) -> State:
    return asked(vector)


def related(vector: Vector) -> State:
    """Where the reserve is related to the party."""
    identifier = start(vector).case.party(1).identifier
    return asked(vector, related_to=(identifier,))


def with_discussion(vector: Vector) -> Vector:
    """Without any review and filing."""
    return vector.but(reviews=(), filing=False, discussion=True)


def wrong(state: State, *, apart: bool) -> Iterator[str]:
    """What the last step has against it."""
    people = {person.id: person for person in state.people}

    def known(person: str) -> Person | None:
        return people.get(person) or DIRECTORY.person(person)

    file = CaseFile.of(state.entries, known)
    since = last_step(file)
    yield from (one.why for one in wrong_persons(file, since))
    if apart:
        yield from (one.why for one in art64_4_reviews_and_presides(file, since))


def unlawful(state: State, vector: Vector) -> Iterator[str]:
    return wrong(state, apart=not vector.switches.reviewer_may_preside)


def key(state: State) -> Key:
    """Who is what, was it or stands back; how far the hearing is; whether the heads concluded."""
    case, party = state.case, state.case.party(1)
    people, notices = case.people, party.last_notices
    assert notices is not None, "the slice begins with the notices served"
    plan = notices.hearing_plan
    document = case.documents.get(plan.document) if plan else None
    service = party.service_of(plan.document) if plan else None
    return (
        people.is_officer(EVERYTHING),
        people.ever_officer(EVERYTHING),
        case.review.reviewer is None,
        frozenset((r.person, r.decided_on is None) for r in case.recusals.all),
        tuple(r.person for r in case.recusals.waiting[:1]),
        notices.hearing_request is None,
        plan and (plan.presider, plan.recorder),
        (document and document.seal is None, plan and service and (plan.on - service.served_on).days),
        tuple((what, max(-1, (day - state.today).days)) for what, day in awaited(state)),
        (notices.hearing is None, notices.hearing_report is None, bool(case.discussions.all)),
        tuple(wrong(state, apart=not case.rulebook.switches.reviewer_may_preside)),
    )


def over(state: State) -> bool:
    """The hearing is reported, or was given up and the heads have discussed the case."""
    notices = state.case.party(1).last_notices
    return bool((notices and notices.hearing_report) or state.case.discussions.all)


SLICE = Slice(
    name="sitting",
    proves=Words(
        "听证主持人、记录人和集体讨论成员从未办理本案，主持人以后也不办理本案；决定回避的不再主持、记录和参加讨论",
        "presider and recorder of the hearing and members of the discussion never investigated the case, and no presider does"
        " afterwards; who stands back presides, records and concludes no more",
    ),
    abstracts=Words(
        "从告知书送达、听证已要求、其他权利放弃之后开始；审核、报备另有切片；一名主持人、一名兼有各种身份的后备人员、两名负责人；只申请后备人员回避，一次，均准许，听证举行以后不再申请；审核人员至多指定一次；听证报告之后到此为止，通知听证之前撤回要求的，至多集体讨论一次；通知书已被重新通知取代而没有主持过听证的，不算主持人",
        "begins with the notices served, a hearing asked for and the other rights given up; review and filing have slices of their own; one"
        " presider, one reserve who may be everything, two heads; the reserve alone is asked to stand back, once, and is let, not after the"
        " hearing was held; a reviewer is assigned once at most; it ends with the report of the hearing, and where the request was"
        " withdrawn before its notice, there is one discussion at most;"
        " who was named in a notice that another replaced, and never presided, counts as no presider",
    ),
    components=(
        "people",
        "review",
        "recusals",
        "parties.notices",
        "parties.services",
        "documents",
        "discussions",
    ),
    start=start,
    acts=ACTS,
    check=unlawful,
    free=everywhere,
    ends=over,
    key=key,
    bound=with_discussion,
)
MUTANTS = (
    Mutant(SLICE, (("notify_hearing", "PresiderInvestigated"),), "who investigated is presider"),
    Mutant(SLICE, (("notify_hearing", "RecorderInvestigated"),), "who investigated is recorder"),
    Mutant(SLICE, (("record_discussion", "MemberInvestigated"),), "who investigated is member"),
    Mutant(SLICE, (("reassign", "OfficerReviewed"),), "who was presider investigates"),
    Mutant(SLICE, (("notify_hearing", "StandsBack"),), "who stands back acts again"),
    Mutant(SLICE, (("hold_hearing", "SitsNoMore"),), "who stands back acts again"),
    Mutant(SLICE, (("notify_hearing", "PresiderReviews"),), "who reviews presides", vector=APART),
    Mutant(SLICE, (("assign_reviewer", "PresiderReviews"),), "who presides reviews", vector=APART),
    Mutant(
        SLICE, (("reassign", "RelatedToParty"),), "who is related to a party acts in the case", start=related
    ),
    Mutant(
        SLICE,
        (("notify_hearing", "RelatedToParty"),),
        "who is related to a party acts in the case",
        start=related,
    ),
    Mutant(
        SLICE,
        (("record_discussion", "RelatedToParty"),),
        "who is related to a party acts in the case",
        start=related,
    ),
)
