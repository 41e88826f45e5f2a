"""What the articles ask for before anybody is punished: told, heard, the terms over or given up, the hearing held.

Read off the file as it lies before the head. Every party has rights, terms and waivers of its own; what belongs to notices
that were given up counts for none of the new ones.
"""

from collections.abc import Iterator
from datetime import date

from tests.proof.oracle.file import CaseFile, Said, Wrong

SESSIONS = {"InterviewHeld": "outcome", "HearingHeld": "outcome", "HearingEnded": "end"}
"""Sessions in which a party makes points, and the part of the fact that has them."""


def told_on(file: CaseFile, party: int) -> tuple[int, date] | None:
    """The place of the notices in force and the day of their service; nothing where they were not both served."""
    told, back = file.told(party), file.last("ReturnedToNotifying", party)
    if told is None or (back is not None and back.place > told.place):
        return None
    days = {file.served_on(told.body[paper]) for paper in ("letter", "notice")}
    return None if None in days else (told.place, max(day for day in days if day))


def given_up(file: CaseFile, party: int, right: str, since: tuple[int, date]) -> bool:
    """Whether this party, and no other, has given up a right under these notices, on the day of service or later."""
    place, served = since
    waivers = (s.body["waiver"] for s in file.all("Waived", party, place))
    return any(w["right"] == right and date.fromisoformat(w["on"]) >= served for w in waivers)


def art44_told_before(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Before the decision the party is told of its content, facts, reasons and basis (44): issued, and served on it."""
    since = told_on(file, party)
    issued = file.last("NoticesIssued", party)
    if since is None or issued is None or since[1] > today:
        yield Wrong("D1", "行政处罚法 44", "the notices were not served")


def art45_its_term_to_state(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """The party has the whole of its own term to make statements, unless it has given that up itself (45)."""
    since = told_on(file, party)
    if since is None or given_up(file, party, "statement", since):
        return
    if today <= file.terms.last_day(since[1], file.terms.statement):
        yield Wrong("D2", "行政处罚法 45", "the party may still make statements")


def standing_request(file: CaseFile, party: int, since: int) -> Said | None:
    """The request for a hearing that is to be met: in time or granted, and not withdrawn."""
    granted = file.last("HearingGranted", party, since)
    asked = file.all("HearingRequested", party, since)
    meet = [s for s in asked if s.body["request"]["counts"]]
    if granted is not None:
        meet += [s for s in asked if s.place < granted.place][-1:]
    withdrawn = file.last("HearingRequestWithdrawn", party, since)
    left = [s for s in meet if withdrawn is None or s.place > withdrawn.place]
    return left[-1] if left else None


def art64_its_term_to_ask(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Who may ask for a hearing has the whole of its own term for it, unless it asked or gave that up itself (63, 64(1))."""
    since = told_on(file, party)
    if since is None or not file.may_be_heard(party) or given_up(file, party, "hearing", since):
        return
    asked = standing_request(file, party, since[0]) is not None
    if not asked and today <= file.terms.last_day(since[1], file.terms.hearing_request):
        yield Wrong("D3", "行政处罚法 64(1)", "the party may still ask for a hearing")


def art45_interviewed(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """The party itself was interviewed, missed it although called, or gave it up (45)."""
    since = told_on(file, party)
    if since is None or given_up(file, party, "interview", since):
        return
    if not any(file.all(fact, party, since[0]) for fact in ("InterviewHeld", "InterviewMissed")):
        yield Wrong("D4", "行政处罚法 45", "the party was not interviewed")


def art45_every_point_answered(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """All that the party ever said is re-checked under the notices in force (45, 62)."""
    since = told_on(file, party)
    if since is None:
        return
    points = {s.body["statement"]["id"] for s in file.all("StatementReceived", party)}
    for fact, part in SESSIONS.items():
        points |= {p["id"] for s in file.all(fact, party) for p in s.body[part].get("points", ())}
    rechecks = file.all("Rechecked", party, since[0])
    for point in sorted(points - {a["point"] for s in rechecks for a in s.body["recheck"]["answers"]}):
        yield Wrong("D5", "行政处罚法 45", f"nobody re-checked {point}")


def art63_heard_when_it_asked(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Who asked for a hearing is heard, and the hearing is reported, before the decision (63, 65)."""
    since = told_on(file, party)
    asked = standing_request(file, party, since[0]) if since else None
    if since is None or asked is None:
        return
    held, ended = file.last("HearingHeld", party, since[0]), file.last("HearingEnded", party, since[0])
    if held is None and ended is None:
        yield Wrong("D6", "行政处罚法 63", "a hearing was asked for and not held")
    elif ended is None and file.last("HearingReported", party, held.place if held else -1) is None:
        yield Wrong("D6", "行政处罚法 65", "nobody reported the hearing")


def art64_told_of_the_hearing_in_time(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Seven working days lie between the service of the hearing notice and the day of the hearing (64(2))."""
    for fact, part in (("HearingHeld", "outcome"), ("HearingEnded", "end")):
        for said in file.all(fact, party):
            plan = file.before(said.place).last("HearingNotified", party)
            served = file.served_on(plan.body["plan"]["document"]) if plan else None
            day = date.fromisoformat(said.body[part]["on"])
            if served is None or day <= file.terms.last_day(served, file.terms.hearing_notice):
                yield Wrong("D7", "行政处罚法 64(2)", f"a hearing on {day} without its full notice")


RULES = (
    art44_told_before,
    art45_its_term_to_state,
    art64_its_term_to_ask,
    art45_interviewed,
    art45_every_point_answered,
    art63_heard_when_it_asked,
    art64_told_of_the_hearing_in_time,
)
