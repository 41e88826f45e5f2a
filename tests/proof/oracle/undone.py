"""What the articles forbid of a penalty where acts were annulled or notices given up, read off what stands of the file.

Each act counts only if it stands to this day and came after what it rests on: whoever submits, files, discusses or decides
does so on a party that had been heard by then, on acts that still stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.proof.oracle.file import CaseFile, Said
from tests.proof.oracle.standing import Standing

HEARD_IN = {"InterviewHeld": "outcome", "HearingHeld": "outcome", "HearingEnded": "end"}
"""Sessions in which a party makes points, and the part of the fact that has them."""
PAPERS = ("DraftAmended", "ProposalAmended", "PapersCorrected", "EvidenceAdded")


@dataclass(frozen=True)
class Asked:
    """Which acts the rules of a case ask for, and the terms they give."""

    before_notice: bool
    after_statements: bool
    filing: bool
    discussion: bool
    filing_days: int
    hearing_notice_days: int


def wrong_with_imposing(found: Standing, asked: Asked, party: int, today: date) -> Iterator[str]:
    file = found.file
    yield from found.unknown
    yield from not_heard(file, party, len(file.said), today)
    yield from _told_of_other_papers(file, party)
    yield from _not_reviewed_before(file, asked, party)
    place = _reviewed(file, asked, party)
    if place is None:
        yield "no review that stands, of a party heard by then"
    filed = _filed(file, asked, party, place or 0, today)
    if asked.filing and filed is None:
        yield "no filing that stands and was answered, after the review"
    if asked.discussion and not _discussed(file, asked, party, place or 0):
        yield "no discussion that stands, after review and filing"
    yield from _draft(file, party)


# 44, 45, 62, 63: heard


def not_heard(file: CaseFile, party: int, place: int, today: date) -> Iterator[str]:
    """What was still owed to a party at a place of the file, on acts that stand to this day."""
    before = file.before(place)
    told, issued = before.told(party), before.last("NoticesIssued", party)
    back = before.last("ReturnedToNotifying", party)
    if told is None or issued is None or (back is not None and back.place > issued.place):
        yield "never told, or the notices were given up"
        return
    service = _service(before, party, told.body["notice"])
    if service is None or service.place < issued.place:
        yield "the notices are not served under a seal that stands"
        return
    served = _day(service)
    waived = {
        w["right"] for w in _since(before, "Waived", party, told, "waiver") if w["on"] >= served.isoformat()
    }
    if "statement" not in waived and today <= file.terms.last_day(served, file.terms.statement):
        yield "the term for a statement runs"
    sessions = [before.last(fact, party, service.place) for fact in ("InterviewHeld", "InterviewMissed")]
    if not any(sessions) and "interview" not in waived:
        yield "not interviewed on a summons that stands"
    yield from _hearing(before, party, told, served, today, waived="hearing" in waived)
    yield from _unanswered(before, party, told)


def _since(file: CaseFile, fact: str, party: int, told: Said, part: str) -> list[dict[str, str]]:
    return [s.body[part] for s in file.all(fact, party, told.place)]


def _service(file: CaseFile, party: int, document: int) -> Said | None:
    """The last service of a document that left under the seal that stands (59)."""
    served = [s for s in file.all("Served", party) if document in s.body["service"]["documents"]]
    seals = [s for s in file.all("DocumentSealed") if s.body["document"] == document]
    valid = [s for s in served if seals and s.place > seals[-1].place]
    return valid[-1] if valid else None


def _day(service: Said) -> date:
    return date.fromisoformat(service.body["service"]["served_on"])


def _hearing(
    file: CaseFile, party: int, told: Said, served: date, today: date, *, waived: bool
) -> Iterator[str]:
    if not file.may_be_heard(party):
        return
    off = file.last("HearingRequestWithdrawn", party, told.place)
    since = off.place if off else told.place
    asked = [s for s in file.all("HearingRequested", party, since) if s.body["request"]["counts"]]
    if not asked:
        if not waived and today <= file.terms.last_day(served, file.terms.hearing_request):
            yield "the term to ask for a hearing runs"
        return
    plan = file.last("HearingNotified", party, asked[0].place)
    notice = _service(file, party, plan.body["plan"]["document"]) if plan else None
    since = notice.place if notice else len(file.said)
    held, ended = (file.last(fact, party, since) for fact in ("HearingHeld", "HearingEnded"))
    if ended is None and (held is None or file.last("HearingReported", party, held.place) is None):
        yield "a hearing was asked for, and none stands"


def _unanswered(file: CaseFile, party: int, told: Said) -> Iterator[str]:
    """Whatever the party said, in whatever version, is answered under the present notices (45)."""
    points = {s.body["statement"]["id"] for s in file.all("StatementReceived", party)}
    for fact, part in HEARD_IN.items():
        points |= {p["id"] for s in file.all(fact, party) for p in s.body[part].get("points", [])}
    rechecks = file.all("Rechecked", party, told.place)
    answered = {a["point"] for s in rechecks for a in s.body["recheck"]["answers"]}
    for point in sorted(points - answered):
        yield f"point {point} is not answered"


def _told_of_other_papers(file: CaseFile, party: int) -> Iterator[str]:
    """Who was told of one draft is not punished on another (44); a slip of the pen is none."""
    told = file.told(party)
    amended = [s for fact in ("DraftAmended", "ProposalAmended") for s in file.all(fact)]
    if told and any(s.place > told.place for s in amended):
        yield "the draft was amended after the notices"


# 57, 58, 65: reviewed, filed, discussed


def _changed(file: CaseFile) -> int:
    """The place since which the papers are what they are."""
    return max((s.place for s in file.said if s.fact in PAPERS), default=-1)


def _begun(file: CaseFile, party: int) -> int:
    """The place behind which is agreed to what is decided: present papers, present notices (44, 57, 58)."""
    told = file.told(party)
    return max(_changed(file), told.place if told else -1)


def _agreement(file: CaseFile, purposes: tuple[str, ...], since: int, until: int) -> tuple[int, int] | None:
    """Where papers were submitted and agreed to, if the last word on them was that; between two places of the file."""
    rounds = [s for s in file.said if s.fact in ("SubmittedForReview", "OpinionAnswered")]
    found: tuple[int, int] | None = None
    for word in file.all("OpinionGiven"):
        of = rounds[word.body["round"] - 1]
        if of.body["purpose"] in purposes and since < of.place and word.place < until:
            found = (of.place, word.place) if word.body["opinion"]["verdict"] == "agree" else None
    return found


def _not_reviewed_before(file: CaseFile, asked: Asked, party: int) -> Iterator[str]:
    """Notices are approved on a review of that draft (SAMR-P 49); where it fell afterwards, a later one makes it good."""
    approved, told = file.last("NoticesApproved", party), file.told(party)
    if not asked.before_notice or approved is None or told is None:
        return
    changed = [
        s.place for f in ("DraftAmended", "ProposalAmended") for s in file.all(f) if s.place < told.place
    ]
    since = max(changed, default=-1)
    reviewed = _agreement(file, ("before_notice",), since, approved.place)
    later = _agreement(file, ("before_notice", "after_statements"), since, len(file.said))
    if not reviewed and not later:
        yield "no review of what was notified stands"


def _reviewed(file: CaseFile, asked: Asked, party: int) -> int | None:
    """The place of the agreement on which the penalty rests; nothing where one is asked for and none stands."""
    changed, told = _changed(file), file.told(party)
    heard = bool(file.all("HearingHeld", party))
    if not asked.after_statements and not heard and (told is None or changed < told.place):
        return 0
    agreed = _agreement(file, ("after_statements",), _begun(file, party), len(file.said))
    if agreed is None or list(not_heard(file, party, agreed[0], _on(file, agreed[0]))):
        return None
    return agreed[1]


def _on(file: CaseFile, place: int) -> date:
    return file.said[place].on


def _filed(file: CaseFile, asked: Asked, party: int, since: int, today: date) -> int | None:
    """Where the filing was answered, or let the case go on by silence."""
    filed = file.last("InterviewReportFiled", since=max(since, _begun(file, party)))
    if filed is None or list(not_heard(file, party, filed.place, filed.on)):
        return None
    seals = [s for s in file.all("DocumentSealed") if s.body["document"] == filed.body["document"]]
    if not seals:
        return None
    if (signed := file.last("FilingAcknowledged", since=seals[-1].place)) is not None:
        return signed.place
    silent = date.fromisoformat(seals[-1].body["seal"]["on"]) + timedelta(asked.filing_days) < today
    return seals[-1].place if silent else None


def _discussed(file: CaseFile, asked: Asked, party: int, since: int) -> bool:
    talk = file.last("Discussed", since=max(since, _begun(file, party)))
    if talk is None or list(not_heard(file, party, talk.place, talk.on)):
        return False
    return not asked.filing or _filed(file.before(talk.place), asked, party, since, talk.on) is not None


def _draft(file: CaseFile, party: int) -> Iterator[str]:
    """What is decided was prepared after the notices and the papers on which it rests, and not sent back (57, 59)."""
    draft, told = file.last("DecisionPrepared", party), file.told(party)
    if draft is None or draft.place < max(told.place if told else 0, _changed(file)):
        yield "the decision was prepared for earlier notices or papers"
    elif file.last("DecisionSentBack", party, draft.place):
        yield "the decision was sent back"
    approved = file.last("NoticesApproved", party)
    notices = file.before(approved.place).last("NoticesPrepared", party) if approved else None
    if approved and notices and file.before(approved.place).last("NoticesSentBack", party, notices.place):
        yield "the notices were approved after they had been sent back"
