"""What the articles ask for of review, filing and discussion, and of the limits that they and the notices set.

Each of them is of the papers as they are, and of the notices in force; a discussion comes last.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.proof.oracle.file import Body, CaseFile, Said, Wrong
from tests.proof.oracle.penalties import DAYS_OF_A, kind_of

LAID = ("PapersLaid", "DraftAmended", "EvidenceAdded", "PapersCorrected", "ProposalAmended", "PapersJoined")
"""Facts after which the papers say something else."""


def papers_since(file: CaseFile) -> int:
    """The place since which the papers are what they are: also a re-check that leaves another proposal is one."""
    place = max((s.place for s in file.said if s.fact in LAID), default=-1)
    stood: dict[int, object] = {n: p["proposal"]["penalties"] for n, p in enumerate(file.parties, start=1)}
    for said in file.said:
        if said.fact == "ProposalAmended":
            stood[said.body["party"]] = said.body["proposal"]["penalties"]
        if said.fact == "Rechecked":
            left = said.body["recheck"]["proposal"]["penalties"]
            if left != stood.get(said.body["party"]):
                place, stood[said.body["party"]] = max(place, said.place), left
    return place


def rounds(file: CaseFile) -> list[Said]:
    """What opened each round of the review, in order."""
    opening = ("SubmittedForReview", "OpinionAnswered", "SecondReviewOrdered")
    return [s for s in file.said if s.fact in opening]


def agreement(file: CaseFile, purpose: str, since: int) -> Said | None:
    """The last word of the review on what was submitted after a place for a purpose, if it was an agreement."""
    asked = rounds(file)
    words = [
        said
        for said in file.all("OpinionGiven")
        if (round_ := asked[said.body["round"] - 1]).place > since and round_.body["purpose"] == purpose
    ]
    return words[-1] if words and words[-1].body["opinion"]["verdict"] == "agree" else None


def art58_agreed_before_the_decision(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Without a review that agrees, where one is due after the statements, nobody decides (58)."""
    due = file.screening.get("reviews", ())
    if "after_statements" in due and agreement(file, "after_statements", papers_since(file)) is None:
        yield Wrong("E1", "行政处罚法 58", "the review has not agreed to the papers as they are")


def art58_agreed_before_the_notice(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Where a review is due before the notice, it has agreed before the notices were approved (SAMR-P 49)."""
    approved = file.last("NoticesApproved", party)
    if "before_notice" not in file.screening.get("reviews", ()) or approved is None:
        return
    before = file.before(approved.place)
    if agreement(before, "before_notice", papers_since(before)) is None:
        article = "市场监督管理行政处罚程序规定 49"
        yield Wrong("E2", article, "the review had not agreed before the notices were approved")


def filed(file: CaseFile) -> Said | None:
    """The filing of the papers as they are, unless it was withdrawn."""
    last = file.last("InterviewReportFiled", since=papers_since(file))
    return None if last is None or file.last("FilingWithdrawn", since=last.place) else last


def filing_answered(file: CaseFile, last: Said, today: date) -> bool:
    """Whether the supervising office has answered a report that it did not object to, or its silence lets the case go on."""
    if file.last("FilingAcknowledged", since=last.place):
        return True
    seals = [s for s in file.all("DocumentSealed") if s.body["document"] == last.body["document"]]
    if not seals:
        return False
    return file.terms.last_day(date.fromisoformat(seals[0].body["seal"]["on"]), file.terms.filing) < today


def objection_open(file: CaseFile, last: Said, today: date) -> Iterator[str]:
    """What an objection still waits for: an answer, then to be lifted or maintained, or the days whose silence lifts it [A]."""
    if any(file.last(fact, since=last.place) for fact in ("ObjectionLifted", "ObjectionMaintained")):
        return
    answered = file.last("ObjectionAnswered", since=last.place)
    if answered is None:
        yield "the objection to the filing was not answered"
    elif today <= file.terms.last_day(answered.on, file.terms.lift_objection):
        yield "the objection to the filing was not settled"


def samr_filed_before_the_decision(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Where filing is due, the report on these papers was filed, and what the supervising office said is settled [A]."""
    if not file.due("filing"):
        return
    last = filed(file)
    if last is None:
        yield Wrong("E3", "听述系统假定", "the papers as they are were not filed")
    elif file.last("FilingObjected", since=last.place):
        yield from (Wrong("E3", "听述系统假定", why) for why in objection_open(file, last, today))
    elif not filing_answered(file, last, today):
        yield Wrong("E3", "听述系统假定", "the filing was not answered")


def art57_discussed_last(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """What is major is discussed by the heads: these papers, after their review and filing (57(2))."""
    if not file.due("discussion"):
        return
    since = papers_since(file)
    talk = file.last("Discussed", since=since)
    if talk is None:
        yield Wrong("E4", "行政处罚法 57.2", "the heads have not discussed the papers as they are")
        return
    agreed = agreement(file, "after_statements", since)
    last = filed(file) if file.due("filing") else None
    if max(agreed.place if agreed else -1, last.place if last else -1) > talk.place:
        yield Wrong("E4", "行政处罚法 57.2", "the heads discussed it before review and filing")


def art44_no_more_than_was_told(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """No amount, no duration, no finding and no norm beyond what the party was told (44, 45)."""
    told = file.told(party)
    if told is None:
        return
    decided, limits = file.prepared(party), {kind_of(p): p for p in told.body["notified"]["penalties"]}
    for penalty in decided.get("penalties", ()):
        limit = limits.get(kind_of(penalty))
        if limit is not None and _beyond(penalty, limit):
            yield Wrong("E5", "行政处罚法 44", f"{penalty['kind']} is heavier than what was told")
    for part in ("findings", "basis"):
        for one in sorted(set(decided.get(part, ())) - set(told.body.get(part, ()))):
            yield Wrong("E5", "行政处罚法 44", f"{one} was never told")


def art58_no_more_than_was_agreed(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """No amount beyond the proposal that the last re-check left: to that review and discussion agreed (45, 58)."""
    told = file.told(party)
    checked = file.last("Rechecked", party, told.place) if told else None
    if checked is None:
        return
    limits = {kind_of(p): p for p in checked.body["recheck"]["proposal"]["penalties"]}
    for penalty in file.prepared(party).get("penalties", ()):
        limit = limits.get(kind_of(penalty))
        if limit is None or _beyond(penalty, limit):
            yield Wrong("E6", "行政处罚法 58", f"{penalty['kind']} is heavier than the re-check left it")


def _beyond(penalty: Body, limit: Body) -> bool:
    more = Decimal(penalty.get("amount") or 0) > Decimal(limit.get("amount") or 0)
    return more or days_of(penalty) > days_of(limit)


def days_of(penalty: Body) -> int:
    duration = penalty.get("duration")
    return int(duration["length"]) * DAYS_OF_A[duration["unit"]] if duration else 0


RULES = (
    art58_agreed_before_the_decision,
    art58_agreed_before_the_notice,
    samr_filed_before_the_decision,
    art57_discussed_last,
    art44_no_more_than_was_told,
    art58_no_more_than_was_agreed,
)
