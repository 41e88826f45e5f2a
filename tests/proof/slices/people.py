"""Officers replaced, reviewers assigned and replaced, recusals, the second review, and a certificate that ends (人员与回避)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from domain.bilingual import Words
from domain.case.people import Person, Role
from domain.case.review import Purpose
from domain.law.switches import ReviewTime
from tests.procedure.playing import DIRECTORY
from tests.procedure.scene import SCAN, Scene
from tests.proof.bodies import always, answer, interview, opinion
from tests.proof.mutants import Mutant
from tests.proof.oracle.file import CaseFile
from tests.proof.oracle.persons import wrong_persons
from tests.proof.slices.after_decision import last_step
from tests.proof.slices.before_decision import BEGIN, opened
from tests.proof.slicing import Slice, everywhere
from tests.proof.stepping import Act, Body, Key, State, begun
from tests.proof.vectors import Vector

EVERYTHING = "officer-tang"
"""Who may be all of it: officer, reviewer, presider, recorder, head."""
LEAVING_ON = date.fromisoformat(BEGIN)
"""The last day of one officer's certificate."""


def persons() -> tuple[Person, ...]:
    """The two persons whom the directory of the proof has otherwise."""
    many, one = DIRECTORY.person(EVERYTHING), DIRECTORY.person("officer-wang")
    assert many is not None, EVERYTHING
    assert one is not None, "officer-wang"
    roles = (Role.OFFICER, Role.REVIEWER, Role.PRESIDER, Role.RECORDER, Role.HEAD)
    return (
        many.model_copy(update={"roles": roles, "legal_qualification": True}),
        one.model_copy(update={"certificate_until": LEAVING_ON}),
    )


def as_they_are(scene: Scene) -> Scene:
    scene.people = {person.id: person for person in persons()}
    return scene


def known(person: str) -> Person | None:
    return {one.id: one for one in persons()}.get(person) or DIRECTORY.person(person)


def recusal(person: str, **more: Any) -> Body:
    """Asked for once."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        asked = any(r.person == person for r in scene.case.recusals.all)
        return None if asked else {"person": person, "ground": "与当事人有利害关系", **more}

    return body


def decides(granted: bool, replacement: str = "") -> Body:
    """On the first that waits."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        waiting = scene.case.recusals.waiting
        said = {"granted": granted, "reason": "经审查", "replacement": replacement, "record": SCAN}
        return {"recusal": waiting[0].number, **said} if waiting else None

    return body


def officers(*named: str) -> Body:
    return always(officers=list(named), reason="变更")


def assigned(reviewer: str) -> Body:
    """Another one than there is."""

    def body(scene: Scene, today: str) -> dict[str, Any] | None:
        present = scene.case.review.reviewer
        return None if present and present.id == reviewer else {"reviewer": reviewer}

    return body


def after_its_end(body: Body) -> Body:
    """An act of enforcement of whose certificate has ended: what he did before is the other slices' matter."""
    return lambda scene, today: body(scene, today) if today > LEAVING_ON.isoformat() else None


def of_the_reviewer(body: Body) -> Body:
    """While that person reviews."""

    def tried(scene: Scene, today: str) -> dict[str, Any] | None:
        found, reviewer = body(scene, today), scene.case.review.reviewer
        return found if found and reviewer and reviewer.id == found["person"] else None

    return tried


def second(reviewer: str) -> Body:
    return always(reviewer=reviewer, disputed="对事实认定有争议")


REPLACING = (
    Act("head-chen", "reassign", officers("officer-li", EVERYTHING)),
    Act("head-chen", "reassign", officers("officer-li", "officer-wang")),
    Act("head-chen", "decide_recusal", decides(False)),
    Act("head-chen", "decide_recusal", decides(True)),
    Act("head-chen", "decide_recusal", decides(True, EVERYTHING)),
    Act("head-chen", "decide_recusal", decides(True, "reviewer-gao")),
)
REVIEWERS = ("reviewer-sun", "reviewer-gao", EVERYTHING)
ACTS = (
    *REPLACING,
    Act("head-chen", "reassign", officers("officer-li")),
    Act("officer-wang", "request_recusal", recusal("officer-wang")),
    Act("officer-li", "request_recusal", of_the_reviewer(recusal("reviewer-sun", party=1))),
    Act("officer-wang", "prepare_notices", after_its_end(interview)),
    Act("officer-li", "submit_for_review", always()),
    *(
        Act("head-chen", "assign_reviewer", assigned(one))
        for one in ("reviewer-sun", EVERYTHING, "officer-wang")
    ),
    *(Act(one, "give_opinion", opinion("agree")) for one in REVIEWERS),
    Act("reviewer-sun", "give_opinion", opinion("correct")),
    Act("officer-li", "answer_opinion", answer),
    *(Act("head-chen", "order_second_review", second(one)) for one in REVIEWERS),
)


def start(vector: Vector) -> State:
    return begun(as_they_are(opened(vector)), BEGIN)


def before_the_notice(vector: Vector) -> Vector:
    """With the review before the notice alone."""
    return vector.but(reviews=(ReviewTime.BEFORE_NOTICE,), filing=False, discussion=False)


def unlawful(state: State, vector: Vector) -> Iterator[str]:
    return unlawful_persons(CaseFile.of(state.entries, known))


def unlawful_persons(file: CaseFile) -> Iterator[str]:
    return (wrong.why for wrong in wrong_persons(file, last_step(file)))


def who(state: State) -> Key:
    """Who is what in the case, was it, or stands back."""
    case = state.case
    review = case.review
    return (
        tuple(sorted(p.id for p in case.people.officers)),
        tuple(sorted({p.id for p in case.people.past_officers})),
        review.reviewer.id if review.reviewer else "",
        tuple(sorted(set(review.past_reviewers))),
        tuple(sorted((r.person, r.granted) for r in case.recusals.all if r.decided_on)),
        tuple(r.person for r in case.recusals.waiting),
        state.today <= LEAVING_ON,
        tuple(unlawful_persons(CaseFile.of(state.entries, known))),
    )


def key(state: State) -> Key:
    review = state.case.review
    opinions = [r.opinion for r in review.rounds if r.opinion]
    last = review.last
    return (
        who(state),
        state.case.party(1).last_notices is None,
        last and (last.opinion.verdict if last.opinion else None, last.answered),
        review.second
        and (review.second.round, tuple(sorted({o.by for o in opinions[: review.second.round]}))),
        tuple(sorted({o.by for o in opinions})),
        review.agreed(Purpose.BEFORE_NOTICE, state.case.papers_version) is None,
    )


def reviewed(state: State) -> set[str]:
    """Who reviews, or did."""
    review = state.case.review
    return {*review.past_reviewers, *((review.reviewer.id,) if review.reviewer else ())}


def agreed(state: State) -> bool:
    """Reviewed by whom may review, with two officers who may go on."""
    case = state.case
    fit = all(p.certified(state.today) for o in case.people.officers if (p := known(o.id)))
    return fit and case.review.agreed(Purpose.BEFORE_NOTICE, case.papers_version) is not None


def days(state: State) -> Iterator[date]:
    yield LEAVING_ON


SLICE = Slice(
    name="people",
    proves=Words(
        "无论怎样变更承办人、审核人员，承办人均在两人以上，指定之日和办理之日证件有效；办理过本案的不审核，审核过的不办理；决定回避的不再参与；复审由另一人进行",
        "however officers and reviewers are replaced: two officers, with valid certificates when they are named and when they act; who investigated does not review, who"
        " reviewed does not investigate; who stands back acts no more; the second review is another person's",
    ),
    abstracts=Words(
        "两名承办人、一名兼有各种身份的后备人员、两名审核人员、一名负责人；只到告知前的审核，听证和集体讨论的人员不在其内；一人的证件于起点当日到期；只申请一名承办人、一名审核人员回避，各一次；后备人员审核以后再无人可以补足承办人的，不算死路",
        "two officers, one reserve who may be everything, two reviewers, one head; no further than the review before the notice, so"
        " without who hears and who discusses; one certificate ends with the first day; a recusal is asked for of one officer and"
        " one reviewer, once each; that nobody is left to be an officer once the reserve has reviewed is no dead end",
    ),
    components=("people", "review", "recusals", "parties.notices", "documents"),
    start=start,
    acts=ACTS,
    check=unlawful,
    free=everywhere,
    ends=agreed,
    # Nobody is left of this small universe who could be the second officer.
    excused=lambda state: EVERYTHING in reviewed(state),
    key=key,
    days=days,
    bound=before_the_notice,
)
MUTANTS = (
    Mutant(SLICE, (("reassign", "TooFewOfficers"),), "fewer than two officers"),
    Mutant(SLICE, (("reassign", "CertificateInvalid"),), "an officer without certificate"),
    Mutant(SLICE, (("prepare_notices", "CertificateInvalid"),), "an officer without certificate"),
    Mutant(SLICE, (("assign_reviewer", "ReviewerInvestigated"),), "who investigated is reviewer"),
    Mutant(SLICE, (("reassign", "OfficerReviewed"),), "who was reviewer investigates"),
    Mutant(SLICE, (("reassign", "StandsBack"),), "who stands back acts again"),
    Mutant(SLICE, (("order_second_review", "NotAnotherReviewer"),), "the second review is no other person's"),
    Mutant(SLICE, (("assign_reviewer", "NotAnotherReviewer"),), "the second review is no other person's"),
)
