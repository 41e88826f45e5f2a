"""What the articles forbid of a penalty on one party, read off the file as it lies before the head.

Each rule yields what is wrong with imposing what is prepared, today.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.proof.oracle.file import Body, CaseFile, Said, Wrong

TIERS = ("mitigated", "lenient", "ordinary", "severe")
DAYS_OF_A = {"calendar_day": 1, "working_day": 1, "month": 30, "year": 360}


def art58_reviewed_after_the_hearing(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """A hearing asks for a review after its report, then for filing and discussion (58(1)(2), 57, 65)."""
    told = file.told(party)
    since = told.place if told else -1
    if file.last("HearingHeld", party, since) is None:
        return
    report = file.last("HearingReported", party, since)
    if report is None:
        return
    agreed = file.agreed_since(report.place)
    if agreed is None:
        yield Wrong("A1", "行政处罚法 58.1(2)", "nobody reviewed the case after the report of the hearing")
    place = agreed.place if agreed else report.place
    if file.due("filing"):
        filed = file.last("InterviewReportFiled", since=place)
        if filed is None:
            yield Wrong("A1", "行政处罚法 65", "nothing was filed after the report of the hearing")
        place = filed.place if filed else place
    if file.due("discussion"):
        talk = file.last("Discussed", since=place)
        reported_on = date.fromisoformat(report.body["report"]["on"])
        if talk is None or _talked_on(talk) < reported_on:
            yield Wrong("A1", "行政处罚法 57.2", "the heads discussed it before the report of the hearing")


def _talked_on(talk: Said) -> date:
    return date.fromisoformat(talk.body["discussion"]["on"])


def art44_every_kind_was_told(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """The party was heard on every kind of penalty; what is milder was not told either (44, 45, 62, 63)."""
    told = file.told(party)
    if told is None:
        return
    kinds = {kind_of(p) for p in told.body["notified"]["penalties"]}
    for penalty in file.prepared(party).get("penalties", ()):
        if kind_of(penalty) not in kinds:
            yield Wrong("A2", "行政处罚法 44", f"{penalty['kind']} was never told")


def kind_of(penalty: Body) -> tuple[str, str]:
    return penalty["kind"], penalty.get("subject", "").strip()


def art62_waived_after_service(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Nobody gives up a right of which he was not told yet: a waiver counts from service on (44, 62)."""
    told = file.told(party)
    served = file.served_on(told.body["notice"]) if told else None
    if told is None or served is None:
        return
    waivers = [s.body["waiver"] for s in file.all("Waived", party, told.place)]
    early = {w["right"] for w in waivers if w["on"] < served.isoformat()}
    early -= {w["right"] for w in waivers if w["on"] >= served.isoformat()}
    asked = any(s.body["request"]["counts"] for s in file.all("HearingRequested", party, told.place))
    terms = file.terms
    running = {
        "statement": today <= terms.last_day(served, terms.statement),
        "hearing": file.may_be_heard(party)
        and not asked
        and today <= terms.last_day(served, terms.hearing_request),
        "interview": not any(
            file.last(fact, party, told.place) for fact in ("InterviewHeld", "InterviewMissed")
        ),
    }
    for right in sorted(early):
        if running[right]:
            yield Wrong("A3", "行政处罚法 62", f"{right} was waived before the notices were served")


def art30_minors(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Under 14 nobody is punished; under 18 by a statutory agent, and leniently; on the birthday one is still younger."""
    who, then = file.party(party), age_at_the_act(file, party)
    if then is None:
        return
    if then < 14:
        yield Wrong("A4", "行政处罚法 30", "a person under 14 is punished")
        return
    if then < 18:
        tier = file.prepared(party).get("discretion", "ordinary")
        if tier not in ("lenient", "mitigated"):
            yield Wrong("A4", "行政处罚法 30", f"a minor is punished in the tier {tier}")
    if _age(_born(who), today) < 18 and not who.get("representative", "").strip():
        yield Wrong("A4", "行政处罚法 30", "a minor has no statutory agent")


def age_at_the_act(file: CaseFile, party: int) -> int | None:
    """Full years on the day on which the act ended; of nobody who is no natural person."""
    who = file.party(party)
    if who["kind"] == "organisation" or not _born(who):
        return None
    return _age(
        _born(who), date.fromisoformat(file.papers["act_to"] or file.papers["investigation_ended_on"])
    )


def _born(who: Body) -> str:
    return who.get("born_on", "").replace("-", "") or _born_by_number(who)


def _born_by_number(who: Body) -> str:
    """The day of birth within a citizen's number."""
    usual = "resident_id" if who["kind"] == "citizen" else "unified_code"
    return who["identifier"][6:14] if who.get("identifier_kind", usual) == "resident_id" else ""


def _age(born: str, on: date) -> int:
    """Full years, reached on the day after the birthday."""
    years = on.year - int(born[:4])
    return years if f"{on:%m%d}" > born[4:] else years - 1


def art57_the_heads_concluded_it(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """The heads conclude on each party, and the decision stays within it; officers report and do not conclude (57(2))."""
    talk = file.last("Discussed")
    if not file.due("discussion") or talk is None:
        return
    held = talk.body["discussion"]
    mine = [c for c in held.get("conclusions", ()) if c["party"] == party]
    if not mine:
        yield Wrong("A7", "行政处罚法 57.2", "the heads concluded nothing on this party")
    else:
        concluded = {kind_of(p): p for p in mine[0].get("penalties", ())}
        if tier_of(file.prepared(party)) > tier_of(mine[0]):
            yield Wrong("A7", "行政处罚法 57.2", "a graver tier than the heads concluded")
        for penalty in file.prepared(party).get("penalties", ()):
            if not _within(penalty, concluded.get(kind_of(penalty))):
                yield Wrong("A7", "行政处罚法 57.2", f"{penalty['kind']} is beyond what the heads concluded")
    officers = file.officers | {file.known(o).name for o in file.officers}
    if officers & {str(a) for a in held["attendees"]}:
        yield Wrong("A7", "行政处罚法 57.2", "an officer of the case takes part in the conclusion")


def _within(penalty: Body, limit: Body | None) -> bool:
    if limit is None:
        return False
    amount = Decimal(penalty.get("amount") or 0) <= Decimal(limit.get("amount") or 0)
    return amount and _length(penalty) <= _length(limit)


def _length(penalty: Body) -> int:
    duration = penalty.get("duration")
    return int(duration["length"]) * DAYS_OF_A[duration["unit"]] if duration else 0


def art57_discussed_after_what_it_rests_on(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """A discussion has its day after review, filing and all that the party said, provisional term or not."""
    talk, told = file.last("Discussed"), file.told(party)
    if talk is None or told is None or not file.due("discussion"):
        return
    on = _talked_on(talk)
    earlier = file.before(talk.place)
    days = [s.on for s in earlier.all("OpinionGiven")]
    days += [date.fromisoformat(s.body["on"]) for s in earlier.all("FilingAcknowledged")]
    days += [
        date.fromisoformat(s.body[key]["on"])
        for fact, key in (
            ("Rechecked", "recheck"),
            ("InterviewHeld", "outcome"),
            ("HearingReported", "report"),
        )
        for s in earlier.all(fact, party, told.place)
    ]
    if days and on < max(days):
        yield Wrong("A9", "行政处罚法 57.2", f"discussed on {on}, before what it rests on ({max(days)})")


def art44_no_graver_tier_than_told(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """A graver tier of discretion is heavier than what was told (44)."""
    told = file.told(party)
    if told is None:
        return
    notified, decided = told.body["notified"], file.prepared(party)
    if tier_of(decided) > tier_of(notified):
        yield Wrong(
            "A10", "行政处罚法 44", f"told {TIERS[tier_of(notified)]}, decided {TIERS[tier_of(decided)]}"
        )


def tier_of(proposed: Body) -> int:
    return TIERS.index(proposed.get("discretion", "ordinary"))


def art44_heard_on_new_evidence(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Evidence that supports a finding and came after the notice is shown to the party first (44, 45)."""
    told = file.told(party)
    if told is None:
        return
    mine = {f["id"] for f in file.papers["findings"] if party in f["parties"]}
    used = mine & set(file.prepared(party).get("findings", ()))
    for said in file.all("EvidenceAdded", since=told.place):
        piece = said.body["evidence"]
        if piece.get("checked", True) and not piece.get("excluded", False) and used & set(piece["proves"]):
            yield from _heard_on(file, party, piece["id"], told.place, today)


def _heard_on(file: CaseFile, party: int, piece: str, since: int, today: date) -> Iterator[Wrong]:
    """The party was told of a piece, and its time to answer is over, or given up from service on."""
    tellings = [s.body["notified"] for s in file.all("NewEvidenceNotified", party, since)]
    told = [t for t in tellings if piece in t["pieces"]]
    served = file.served_on(told[-1]["document"]) if told else None
    if served is None:
        yield Wrong("A11", "行政处罚法 44", f"the party was never told of {piece}")
        return
    waivers = [s.body["waiver"] for s in file.all("Waived", party, since)]
    given_up = any(w["right"] == "new_evidence" and w["on"] >= served.isoformat() for w in waivers)
    if not given_up and today <= file.terms.last_day(served, file.terms.new_evidence):
        yield Wrong("A11", "行政处罚法 45", f"the party may still answer {piece}")


def art44_on_notices_that_stand(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Notices that were given up carry no penalty, and what was concluded for them none of the new ones (44, 57, 65)."""
    told, back = file.told(party), file.last("ReturnedToNotifying", party)
    if told is None or back is None:
        return
    if told.place < back.place:
        yield Wrong("B4", "行政处罚法 44", "the notices were given up, and no new ones issued")
    for due, fact in (("filing", "InterviewReportFiled"), ("discussion", "Discussed")):
        if file.due(due) and file.last(fact, since=back.place) is None:
            yield Wrong("B4", "行政处罚法 57", f"{fact} before the new notices")


def art64_evidence_was_put_forward(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """At a hearing the investigators put the evidence forward, and the party answers it (64(7))."""
    told = file.told(party)
    held = file.last("HearingHeld", party, told.place) if told else None
    if held is None:
        return
    laid = file.before(held.place)
    pieces = [*laid.papers["evidence"], *(s.body["evidence"] for s in laid.all("EvidenceAdded"))]
    usable = {p["id"] for p in pieces if not p.get("excluded")}
    shown = held.body["outcome"].get("put_forward") or []
    if not shown or not set(shown) <= usable:
        yield Wrong("A12", "行政处罚法 64(7)", "no evidence of the case was put forward at the hearing")
    if not held.body["outcome"].get("questioned", "").strip():
        yield Wrong("A12", "行政处罚法 64(7)", "nobody says what the party said to the evidence")


def art59_every_finding_keeps_its_norms(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Each finding of the decision keeps every article on which it rested (59(3))."""
    prepared = file.prepared(party)
    kept = set(prepared.get("basis", ()))
    for finding in prepared.get("findings", ()):
        norms = [b for b in file.papers["basis"] if finding in b["findings"] and b["id"] in kept]
        if not norms:
            yield Wrong("A14", "行政处罚法 59.1(3)", f"finding {finding} has lost its basis")
        roles = {b["role"] for b in norms if "role" in b}
        if roles and roles != {"broken", "punishing"}:
            yield Wrong(
                "A14", "行政处罚法 59.1(3)", f"finding {finding} lacks a norm broken or one that punishes"
            )


def written_once(who: Body) -> str:
    """Letters and figures of an identifier, in capitals: however it is written, it is one."""
    return "".join(sign for sign in who["identifier"].upper() if sign.isalnum())


def art29_one_person_is_fined_once(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Who stands twice among the parties is fined once (29)."""
    code = written_once(file.party(party))
    twins = [n for n, p in enumerate(file.parties, start=1) if written_once(p) == code and n != party]
    for twin in twins:
        made = file.last("DecisionMade", twin)
        fined = made and any(p["kind"] == "fine" for p in made.body["decision"].get("penalties", ()))
        if fined and any(p["kind"] == "fine" for p in file.prepared(party).get("penalties", ())):
            yield Wrong("A15", "行政处罚法 29", "the same party is fined twice")


def arl64_not_the_same_again(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """What a remedy revoked, with the order to decide anew, is not decided the same again (行政复议法 64.2, 行政诉讼法 71).

    The same are penalties, facts, articles and evidence together; where only the procedure was wrong it may be.
    """
    again = file.last("UndecidedAgain", party)
    if again is None:
        return
    before = file.before(again.place)
    ordered = [s.body["remedy"] for s in before.all("RemedyRecorded", party)]
    if not any(r.get("result") == "remake_ordered" and not r.get("procedural") for r in ordered):
        return
    if _resting_on(before, party) == _resting_on(file, party):
        yield Wrong("A17", "行政复议法 64.2", "the same decision once more, on the same facts")


def _resting_on(file: CaseFile, party: int) -> tuple[object, ...]:
    """The penalties that are prepared, in whatever order, and on what they rest."""
    prepared = file.prepared(party)
    findings = set(prepared.get("findings", ()))
    pieces = [*file.papers["evidence"], *(s.body["evidence"] for s in file.all("EvidenceAdded"))]
    return (
        sorted(str(sorted(p.items())) for p in prepared.get("penalties", ())),
        sorted(f["text"] for f in file.papers["findings"] if f["id"] in findings),
        sorted(prepared.get("basis", ())),
        sorted(p["id"] for p in pieces if findings & set(p["proves"])),
    )


def art57_no_question_left_open(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """What the screening could not tell a head has answered: how the case goes on depends on it (57(2), 63)."""
    screening = file.screening
    asked = [screening[name] for name in ("major", "discussion", "filing")]
    if any(f.get("answer") is None for f in (*asked, *screening["hearing"].values())):
        yield Wrong("A19", "行政处罚法 57.2", "a question of the screening was left open")


RULES = (
    arl64_not_the_same_again,
    art57_no_question_left_open,
    art58_reviewed_after_the_hearing,
    art44_every_kind_was_told,
    art62_waived_after_service,
    art30_minors,
    art57_the_heads_concluded_it,
    art57_discussed_after_what_it_rests_on,
    art44_no_graver_tier_than_told,
    art44_heard_on_new_evidence,
    art44_on_notices_that_stand,
    art64_evidence_was_put_forward,
    art59_every_finding_keeps_its_norms,
    art29_one_person_is_fined_once,
)


def wrong_with_imposing(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    for rule in RULES:
        yield from rule(file, party, today)
