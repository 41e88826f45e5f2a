"""Gates 1 to 6, proven over every state that one party's case can reach; and the proof seen to fail for each gate."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from domain.bilingual import Words
from domain.case.case import CaseScreening
from domain.case.journal import Entry
from domain.case.parties import Right
from domain.law.profiles import ReviewTime
from domain.procedure import MOVES, body_of
from domain.procedure.chapters.reviewing import SubmitForReview
from domain.procedure.chapters.screening import Screened
from domain.procedure.gates.serving import unserved
from domain.procedure.language import Moment, Move, Refusal, Refused
from tests.procedure.playing import DIRECTORY, shanghai
from tests.procedure.scene import FINE, LESS, SCAN, Scene
from tests.proof import plain
from tests.proof.acts import wrong_acts
from tests.proof.file import CaseFile, Terms
from tests.proof.penalties import wrong_with_imposing
from tests.proof.searching import Act, Search, State, key, short_rules

GAINS = {"kind": "confiscation_of_gains", "amount": "1.00"}
WARNING = {"kind": "warning"}
HEAVIER = {"kind": "fine", "amount": "130000.00"}
EVIDENCE = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"]}
ASKED_AT_MOST = 2
Body = Callable[[Scene, str], dict[str, Any] | None]
Moves = Mapping[str, type[Move]]


def always(**body: Any) -> Body:
    return lambda scene, today: body


def _content(scene: Scene) -> dict[str, Any] | None:
    notices = scene.state.party(1).last_notices
    if notices is None:
        return None
    letter, notice = (scene.document(n).content for n in notices.documents)
    return {"party": 1, "letter": letter, "notice": notice}


def _seal(scene: Scene, today: str) -> dict[str, Any] | None:
    for document in scene.case.documents.all:
        if document.ready_to_seal:
            return {"document": document.id, "file": document.file, "scan": SCAN, "on": today}
    return None


def _serve(scene: Scene, today: str) -> dict[str, Any] | None:
    documents = [d.id for d in unserved(scene.case, scene.case.party(1))]
    return {"party": 1, "documents": documents, "service": scene.service(today)} if documents else None


def _once(fact: str, body: Body) -> Body:
    """Tried once: what it makes true only repeats itself afterwards."""
    return lambda scene, today: None if fact in scene.facts() else body(scene, today)


def _state(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "channel": "paper", "received_at": f"{today}T08:00:00+08:00", "text": "请求从轻"}


def _ask(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "channel": "paper", "on": today, "text": "要求听证"}


def _ask_by_letter(scene: Scene, today: str) -> dict[str, Any] | None:
    """Posted on the last day, come afterwards: in time, and perhaps after all that was agreed meanwhile."""
    served = scene.state.party(1).notices_served_on
    posted = (served + timedelta(plain.HEARING_REQUEST_DAYS)).isoformat()
    return {**_ask(scene, today), "channel": "post", "posted_on": posted} if posted < today else None


def _waive(right: str) -> Body:
    return lambda scene, today: {"party": 1, "right": right, "form": SCAN, "on": today}


def _once_served(body: Body) -> Body:
    return lambda scene, today: body(scene, today) if scene.state.party(1).notices_served_on else None


def _anew(body: Body) -> Body:
    """Once, and once more: what was withdrawn may be asked for again."""
    return lambda scene, today: (
        body(scene, today) if list(scene.facts()).count("HearingRequested") < ASKED_AT_MOST else None
    )


def _hearing(scene: Scene, today: str) -> dict[str, Any]:
    first = date.fromisoformat(today) + timedelta(days=plain.HEARING_NOTICE_DAYS + 1)
    return scene.hearing_body(first.isoformat())


def _held(scene: Scene, today: str) -> dict[str, Any]:
    points = [{"party": 1, "text": "初次违法"}]
    return scene.held_body(today, points=points)


def _ended(scene: Scene, today: str) -> dict[str, Any] | None:
    """Recorded once the notified hour has come, which is later than the hour at which this search acts."""
    plan = scene.state.party(1).last_notices.hearing_plan
    if plan is None or plan.on.isoformat() >= today:
        return None
    day = plan.on.isoformat()
    return {"parties": [1], "on": day, "ground": "no_show", "note": "等候一小时", "record": SCAN}


def _withdraw(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "channel": "paper", "on": today, "file": SCAN}


def _reported(scene: Scene, today: str) -> dict[str, Any]:
    return {"parties": [1], "on": today, "opinion": "建议维持", "file": SCAN}


def _recheck(*penalties: dict[str, Any]) -> Body:
    return lambda scene, today: scene.recheck_body(1, *penalties) if scene.state.party(1).unanswered else None


def _decision(*penalties: dict[str, Any], **changes: Any) -> Body:
    return lambda scene, today: scene.decision_body(1, *penalties, **changes)


def _stands(scene: Scene) -> bool:
    """Whether a decision is prepared that nothing has overtaken: another would only repeat it."""
    prepared = scene.state.party(1).prepared_decision
    current = prepared is not None and prepared.papers == scene.case.papers_version
    return current and not prepared.overtaken


def _as_proposed(scene: Scene, today: str) -> dict[str, Any]:
    """The decision that review and discussion agreed to."""
    penalties = scene.state.party(1).proposal.penalties
    return scene.decision_body(1, *(p.model_dump(mode="json", exclude_none=True) for p in penalties))


def _opinion(verdict: str) -> Body:
    return lambda scene, today: scene.opinion_body(verdict) if scene.state.review.open_round else None


def _answer(scene: Scene, today: str) -> dict[str, Any]:
    return {"answers": [{"heading": scene.case.rulebook.switches.checklist[0], "answer": "已补正"}]}


def _interview() -> dict[str, Any]:
    plan = {"working_days_after_service": 2, "time": "09:00", "place": "听述室"}
    return {"party": 1, "interview": {**plan, "presider": "officer-wang", "recorder": "clerk-zhao"}}


def _next_waiver(scene: Scene, today: str) -> dict[str, Any] | None:
    """The rights one after the other, once served: their order is the other slice's matter."""
    party = scene.state.party(1)
    rights = (Right.STATEMENT, Right.HEARING, Right.INTERVIEW)
    left = [right for right in rights if party.notices_served_on and not party.waived(right)]
    return _waive(left[0])(scene, today) if left else None


def _tell(scene: Scene, today: str) -> dict[str, Any]:
    return {"party": 1, "evidence": ["E2"], "shown": "复印件", "means": "随文送达"}


def _before_the_approval(body: Body) -> Body:
    """What comes afterwards the party is told of: that has a slice of its own."""
    return lambda scene, today: None if "NoticesApproved" in scene.facts() else body(scene, today)


ADDED = _once("EvidenceAdded", always(evidence=EVIDENCE, reason="补充"))
NOTIFYING = (
    Act("officer-li", "prepare_notices", always(**_interview())),
    Act("head-chen", "approve_notices", lambda scene, today: _content(scene)),
    Act("clerk-zhao", "record_sealing", _seal),
    Act("clerk-zhao", "issue_notices", always(party=1)),
    Act("officer-li", "record_service", _serve),
)
REVIEW = (
    Act("officer-li", "submit_for_review", always()),
    Act("head-chen", "assign_reviewer", _once("ReviewerAssigned", always(reviewer="reviewer-sun"))),
    Act("reviewer-sun", "give_opinion", _opinion("agree")),
)
STATEMENT = Act("officer-li", "submit_statement", _once("StatementReceived", _state))
DECISION = Act(
    "officer-li",
    "prepare_decision",
    lambda scene, today: None if _stands(scene) else _decision(FINE)(scene, today),
)

RIGHTS = (
    *NOTIFYING,
    *(Act("officer-li", "waive", _waive(right)) for right in ("hearing", "interview")),
    # One right less before service: that an early waiver ends nothing is the same for each.
    Act("officer-li", "waive", _once_served(_waive("statement"))),
    STATEMENT,
    Act("officer-wang", "hold_interview", lambda scene, today: scene.interview_body(today, "不知情")),
    Act("officer-wang", "record_no_show", always(parties=[1], note="等候一小时")),
    Act("officer-li", "recheck", _recheck()),
    DECISION,
)
HEARING = (
    Act("officer-li", "waive", _waive("hearing")),
    Act("officer-li", "request_hearing", _anew(_ask)),
    Act("officer-li", "request_hearing", _once("HearingRequested", _ask_by_letter)),
    Act("presider-he", "notify_hearing", _hearing),
    Act("clerk-zhao", "record_sealing", _seal),
    Act("officer-li", "record_service", _serve),
    Act("presider-he", "hold_hearing", _held),
    Act("presider-he", "end_hearing", _ended),
    Act("officer-li", "withdraw_hearing_request", _once("HearingRequestWithdrawn", _withdraw)),
    Act("presider-he", "report_hearing", _reported),
    Act("officer-li", "recheck", _recheck()),
    DECISION,
    *REVIEW,
)
PAPERS = (
    *NOTIFYING,
    Act("officer-li", "waive", _next_waiver),
    *REVIEW,
    Act("reviewer-sun", "give_opinion", _opinion("correct")),
    Act("officer-li", "answer_opinion", _answer),
    Act("officer-li", "add_evidence", _before_the_approval(ADDED)),
    STATEMENT,
    Act("officer-li", "recheck", _recheck(LESS)),
    Act("officer-li", "file_interview_report", always(together_with="head-chen", summary="听述情况")),
    Act("filing-zhou", "acknowledge_filing", lambda scene, today: {"on": today}),
    Act("clerk-zhao", "record_discussion", lambda scene, today: scene.discussion_body(today)),
    Act("officer-li", "prepare_decision", _as_proposed),
)
EVIDENCE_LATE = (
    Act("officer-li", "add_evidence", ADDED),
    Act("officer-li", "notify_new_evidence", _once("NewEvidenceNotified", _tell)),
    Act("clerk-zhao", "record_sealing", _seal),
    Act("officer-li", "record_service", _serve),
    Act("officer-li", "waive", _once("Waived", _waive("new_evidence"))),
    STATEMENT,
    Act("officer-li", "recheck", _recheck()),
    *REVIEW,
    DECISION,
)
DECIDING = (
    STATEMENT,
    Act("officer-li", "recheck", _recheck()),
    Act("officer-li", "recheck", _recheck(LESS)),
    *REVIEW,
    *(
        Act("officer-li", "prepare_decision", _decision(*penalties))
        for penalties in ((FINE,), (LESS,), (HEAVIER,), (FINE, GAINS), (WARNING,))
    ),
    Act("officer-li", "prepare_decision", _decision(FINE, discretion="severe")),
)
SHORT_TERMS = Terms(
    plain.STATEMENT_DAYS,
    plain.HEARING_REQUEST_DAYS,
    rest=lambda _: False,
    new_evidence=plain.NEW_EVIDENCE_DAYS,
)


def opened(*, reviews: tuple[ReviewTime, ...] = (), filing: bool = False, discussion: bool = False) -> Scene:
    scene = Scene(rules=short_rules(reviews=reviews, filing=filing, discussion=discussion))
    scene.open("2026-05-18")
    if not discussion:
        # What is major is discussed in every profile: it has a slice of its own.
        screening = scene.case.screening
        spared = screening.discussion.model_copy(update={"answer": False})
        screening = screening.model_copy(update={"discussion": spared})
        scene.case = scene.case.model_copy(update={"screening": screening})
        scene.entries = [_screened(entry, screening) for entry in scene.entries]
    return scene


def _screened(entry: Entry, screening: CaseScreening) -> Entry:
    if entry.fact != "Screened":
        return entry
    return entry.model_copy(update={"body": body_of(Screened(screening=screening))})


def search(scene: Scene, acts: tuple[Act, ...], moves: Moves, until: str, **due: bool) -> Search:
    """Search from a scene; `due` says what gate 4 asks for under the rules of the slice."""

    def check(state: State) -> Iterator[str]:
        history = plain.History(state.entries)
        for gate in (plain.gate_1, plain.gate_2, plain.gate_3, plain.gate_5, plain.gate_6):
            yield from gate(history, state.today)
        wanted = {"before": False, "after": False, "filing": False, "discussion": False, **due}
        yield from plain.gate_4(history, state.today, **wanted)
        file = CaseFile.of(state.entries, DIRECTORY.person, terms=SHORT_TERMS)
        for wrong in (*wrong_acts(file), *wrong_with_imposing(file, 1, state.today)):
            yield f"{wrong.finding}: {wrong.why}"

    start = State(scene.case, tuple(scene.entries), shanghai("2026-05-18"))
    return Search(start, acts, check, moves, until).run()


def rights(moves: Moves = MOVES, until: str = "") -> Search:
    """Notices, service, statement, interview, waivers in every order, and time."""
    return search(opened(), RIGHTS, moves, until)


def hearing(moves: Moves = MOVES, until: str = "") -> Search:
    """A hearing asked for, notified, served, held, missed, notified again, reported, with the review that it brings."""
    scene = opened(reviews=(ReviewTime.AFTER_STATEMENTS,))
    scene.issued("2026-05-18", working_days_after_service=2, time="09:00").served("2026-05-18")
    scene.waived("2026-05-18", "interview").waived("2026-05-18", "statement")
    return search(scene, HEARING, moves, until, after=True)


def papers(moves: Moves = MOVES, until: str = "", *, filing: bool = True, discussion: bool = True) -> Search:
    """Review before and after, returned and answered, evidence and another proposal, filing, silence, discussion."""
    reviews = (ReviewTime.BEFORE_NOTICE, ReviewTime.AFTER_STATEMENTS)
    scene = opened(reviews=reviews, filing=filing, discussion=discussion)
    return search(scene, PAPERS, moves, until, before=True, after=True, filing=filing, discussion=discussion)


def late_evidence(moves: Moves = MOVES, until: str = "") -> Search:
    """Evidence that comes at any time after the notices: told, served, answered, given up too early and in time."""
    scene = opened(reviews=(ReviewTime.AFTER_STATEMENTS,))
    scene.issued("2026-05-18", working_days_after_service=2, time="09:00").served("2026-05-18")
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-05-18", right)
    return search(scene, EVIDENCE_LATE, moves, until, after=True)


def undiscussed(moves: Moves = MOVES, until: str = "") -> Search:
    """The same where no discussion is due: what it presumes must hold without it."""
    return papers(moves, until, discussion=False)


def unfiled(moves: Moves = MOVES, until: str = "") -> Search:
    """The same where no filing is due either."""
    return papers(moves, until, filing=False, discussion=False)


def deciding(moves: Moves = MOVES, until: str = "") -> Search:
    """A decision prepared as notified, lighter, heavier, of another kind; the proposal lowered or not."""
    scene = opened().issued("2026-05-18", working_days_after_service=2, time="09:00").served("2026-05-18")
    for right in ("statement", "hearing", "interview"):
        scene.waived("2026-05-18", right)
    return search(scene, DECIDING, moves, until)


SLICES = (rights, hearing, papers, late_evidence, deciding)


@cache
def whole(slice_: Callable[[], Search]) -> Search:
    """The finished search of a slice, shared by the tests that read it."""
    return slice_()


@pytest.mark.parametrize("slice_", SLICES, ids=lambda s: s.__name__)
def test_wherever_a_penalty_may_be_imposed_the_law_allows_it(slice_):
    found = whole(slice_)
    assert found.wrong == []
    assert found.ends, "a proof in which nothing is ever free proves nothing"


@pytest.mark.parametrize("slice_", SLICES, ids=lambda s: s.__name__)
def test_from_everywhere_a_decision_can_still_be_reached(slice_):
    assert whole(slice_).dead_ends() == set()


@pytest.mark.parametrize("slice_", SLICES, ids=lambda s: s.__name__)
def test_states_that_count_as_one_allow_the_same_moves(slice_):
    """The search passes over a state when one of its key was there: so the key must leave nothing out that counts."""
    found = whole(slice_)
    for twin in found.twins[::40]:
        assert frozenset(dict(found.accepted(twin))) == found.allowed[key(twin)]


def without(refusals: Iterable[tuple[str, str]]) -> Moves:
    """The moves as they are, but for these refusals (move, code) that are left out."""
    lax: dict[str, type[Move]] = dict(MOVES)
    for name, code in refusals:
        lax[name] = _without(lax[name], code)
    return lax


def _without(kind: type[Move], code: str) -> type[Move]:
    class Lax(kind):  # type: ignore[misc, valid-type]
        @classmethod
        def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
            return (r for r in super().bars(now, party) if r.code != code)

        def faults(self, now: Moment) -> Iterator[Refused]:
            return (r for r in super().faults(now) if r.code != code)

    return Lax


@pytest.mark.parametrize(
    ("slice_", "refusals", "fault"),
    [
        (rights, [("impose", "NoticesNotServed")], "notices not served"),
        (rights, [("impose", "StatementPeriodRunning")], "statement term running"),
        (rights, [("impose", "HearingRequestPeriodRunning")], "hearing request term running"),
        (rights, [("impose", "InterviewOutstanding")], "interview outstanding"),
        (rights, [("impose", "NotRechecked")], "point I1 not re-checked"),
        (
            rights,
            [("issue_notices", "DocumentNotSealed"), ("record_service", "DocumentNotSealed")],
            "notices issued without number and seal",
        ),
        (
            hearing,
            [("impose", "HearingOutstanding"), ("submit_for_review", "HearingOutstanding")],
            "hearing asked for and not reported",
        ),
        (
            hearing,
            [("hold_hearing", "HearingTooSoon"), ("notify_hearing", "HearingTooSoon")],
            "hearing without full notice",
        ),
        (
            hearing,
            [("end_hearing", "HearingTooSoon"), ("notify_hearing", "HearingTooSoon")],
            "hearing without full notice",
        ),
        (hearing, [("impose", "NotReviewed")], "present papers not reviewed"),
        (
            hearing,
            [("impose", "NotReviewedSinceHearing")],
            "A1: nobody reviewed the case after the report of the hearing",
        ),
        (papers, [("approve_notices", "NotReviewedBeforeNotice")], "not reviewed before the notice"),
        (papers, [("impose", "NotDiscussed")], "present papers not discussed"),
        (
            papers,
            [("record_discussion", "FilingUnanswered"), ("impose", "FilingUnanswered")],
            "present papers not filed and answered",
        ),
        (
            late_evidence,
            [
                ("impose", "NewEvidenceNotTold"),
                ("submit_for_review", "NewEvidenceNotTold"),
            ],
            "A11: the party was never told of E2",
        ),
        (
            late_evidence,
            [
                ("impose", "NewEvidencePeriodRunning"),
                ("submit_for_review", "NewEvidencePeriodRunning"),
            ],
            "A11: the party may still answer E2",
        ),
        (undiscussed, [("impose", "NotFiled")], "present papers not filed and answered"),
        (unfiled, [("impose", "NotReviewed")], "present papers not reviewed"),
        (
            deciding,
            [("impose", "HeavierThanNotified"), ("prepare_decision", "HeavierThanNotified")],
            "heavier than notified",
        ),
        (
            deciding,
            [("impose", "NotNotified"), ("prepare_decision", "NotNotified")],
            "A2: confiscation_of_gains was never told",
        ),
        (
            deciding,
            [("impose", "HeavierThanReviewed"), ("prepare_decision", "HeavierThanReviewed")],
            "heavier than what was reviewed",
        ),
        (
            deciding,
            [("impose", "HeavierThanNotified"), ("prepare_decision", "HeavierThanNotified")],
            "A10: told ordinary, decided severe",
        ),
    ],
)
def test_the_proof_sees_that_a_refusal_is_missing(slice_, refusals, fault):
    assert fault in {wrong for _, wrong in slice_(without(refusals), fault).wrong}


UNDER_WAY = Refusal("UnderWay", None, Words("已在审核中", "under way"), Words("请等待", "wait"))


class Stubborn(SubmitForReview):
    """A submission that insists on the opinion asked for, although the papers have changed since."""

    @classmethod
    def bars(cls, now: Moment, party: int | None) -> Iterator[Refused]:
        if now.case.review.open_round:
            yield UNDER_WAY()
        yield from super().bars(now, party)


def test_the_proof_sees_a_dead_end():
    assert unfiled({**MOVES, "submit_for_review": Stubborn}).dead_ends()
