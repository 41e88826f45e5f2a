"""What the articles forbid of single acts, read off the file: service, persons, the closing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.case.people import Role
from tests.proof.oracle.file import ONE_DAY, Body, CaseFile, Said, Wrong
from tests.proof.oracle.penalties import kind_of, tier_of, written_once

NO_OFFICE = {Role.PARTY, Role.SYSTEM, Role.DELIVERY, Role.CLOCK, Role.OPERATOR}
"""Roles of nobody who could be partial."""

OF_A_CITIZEN = {"himself", "adult_family", "statutory_agent", "agent", "named_recipient"}
OF_A_TRADER = OF_A_CITIZEN | {"proprietor"}
OF_AN_ORGANISATION = {"legal_representative", "principal", "mail_room", "agent", "named_recipient"}
RECEIVERS = {"citizen": OF_A_CITIZEN, "sole_trader": OF_A_TRADER, "organisation": OF_AN_ORGANISATION}
"""民事诉讼法 第88条, 民诉法解释 第130条: a closed list."""
UNITS_HAND_OVER = {"soldier", "prisoner", "compulsory_measures"}
"""民事诉讼法 第92、93条."""

ENFORCEMENT = {
    "NoticesPrepared",
    "ServiceAttempted",
    "Served",
    "AnnouncementPrepared",
    "ServiceAnnounced",
    "InterviewHeld",
    "InterviewMissed",
    "Rechecked",
    "EvidenceAdded",
}
"""Acts of enforcement (执法活动) that an officer does towards a party."""

EXECUTED_BY_ITSELF = {"warning", "fine", "confiscation_of_gains"}
"""Told, or paid: whatever else is executed by an act of its own."""


OTHERWISE_OWED = ("PaymentDeferred", "RemedyRecorded", "DecisionSetAside", "EnforcementRecorded")
"""Facts after which something else is owed than by the decision alone, or at another time."""


def art43_nobody_related(file: CaseFile) -> Iterator[Wrong]:
    """Whoever acts in a case or is named in it is unrelated to every party (43)."""
    codes = {p["identifier"] for p in file.parties}
    for said in file.said:
        for person in {said.by, *_named(said)}:
            known = file.known(person)
            if codes & set(known.related_to) and not set(known.roles) <= NO_OFFICE:
                yield Wrong("A5", "行政处罚法 43", f"{person} is related to a party: {said.fact}")


def _named(said: Said) -> Iterator[str]:
    """Whom a fact names by id, wherever it does."""
    body = said.body
    if said.fact == "OfficersNamed":
        yield from (o["id"] for o in body["officers"])
    if said.fact == "ReviewerAssigned":
        yield body["reviewer"]["id"]
    if said.fact == "DocumentApproved":
        yield body.get("by") or ""
    if said.fact == "Rechecked":
        yield from body["recheck"]["by"]
    moved = body.get("rescheduling", {}).get("plan", {})
    for part in (moved, *(body.get(key) for key in ("plan", "outcome", "interview"))):
        if isinstance(part, dict):
            yield from (part.get(role, "") for role in ("presider", "recorder"))


def art64_no_officer_at_the_table(file: CaseFile) -> Iterator[Wrong]:
    """Officers of the case neither preside over a hearing nor keep its record (64(4); 听证办法 4, 11)."""
    for said in file.all("HearingNotified"):
        for role in ("presider", "recorder"):
            if said.body["plan"][role] in file.officers:
                yield Wrong("A5", "行政处罚法 64(4)", f"an officer of the case is {role} of its hearing")


def art64_6_ended_on_its_day(file: CaseFile) -> Iterator[Wrong]:
    """A hearing is ended on the day of which the party was told, and not before it (64(6))."""
    for said in file.all("HearingEnded"):
        earlier = file.before(said.place)
        told = earlier.last("HearingNotified", said.body["party"])
        plan = told.body["plan"] if told else {}
        day = date.fromisoformat(said.body["end"]["on"])
        served = earlier.served_on(plan["document"]) if plan else None
        if not plan or plan["on"] != day.isoformat() or said.on < day or served is None or served >= day:
            yield Wrong(
                "B2", "行政处罚法 64(6)", f"a hearing ended of which the party was not told for {day}"
            )


def art45_missed_when_told(file: CaseFile) -> Iterator[Wrong]:
    """Nobody misses an interview whose hour he was told on that day, or after it (45)."""
    for said in file.all("InterviewMissed"):
        earlier, party = file.before(said.place), said.body["party"]
        told, day = earlier.told(party), date.fromisoformat(said.body["outcome"]["on"])
        moved = earlier.last("InterviewRescheduled", party, told.place) if told else None
        summons = [told.body["letter"]] if told else []
        summons += [moved.body["rescheduling"]["document"]] if moved else []
        served = [earlier.served_on(document) for document in summons]
        if not all(on is not None and on < day for on in served) or not served:
            yield Wrong("B1", "行政处罚法 45", f"missed on {day}, of which the party was not told before")


def cpl88_who_may_receive(file: CaseFile) -> Iterator[Wrong]:
    """Who receives for a party is of a closed list, or proves that he may (民事诉讼法 88)."""
    for said in file.all("Served"):
        service = said.body["service"]
        if service["mode"] not in ("direct", "post", "entrusted", "forwarded"):
            continue
        if service.get("receipt_shown_by"):
            continue  # that it had the document is shown by what it did, not by who received it
        kind, receiver = file.party(said.body["party"])["kind"], service.get("receiver_kind")
        if not service.get("receiver", "").strip():
            yield Wrong("A6", "民事诉讼法 88", "nobody is named who received it")
        if service["mode"] == "forwarded" and receiver not in ("himself", "proprietor"):
            yield Wrong("A6", "民事诉讼法 94", f"forwarded, and received by {receiver}")
        elif receiver not in RECEIVERS[kind] and not service.get("authority"):
            yield Wrong("A6", "民事诉讼法 88", f"served on {receiver}, {service.get('relation')}")


def cpl89_refused_by_who_may_receive(file: CaseFile) -> Iterator[Wrong]:
    """Documents are left where the party or somebody who receives for it refuses them (89)."""
    for said in file.all("Served"):
        service, party = said.body["service"], said.body["party"]
        if service["mode"] != "left":
            continue
        refusals = [
            a
            for a in _tried(file, said, service["documents"])
            if a["failure"] == "refused" and a.get("refused_by") in RECEIVERS[file.party(party)["kind"]]
        ]
        if not refusals:
            yield Wrong("A6", "民事诉讼法 89", "left, and nobody refused who receives for the party")


def _tried(file: CaseFile, said: Said, documents: list[int]) -> list[Body]:
    """What was tried in vain to serve these documents, before this was said."""
    return [
        s.body["attempt"]
        for s in file.before(said.place).all("ServiceAttempted", said.body["party"])
        if set(documents) & set(s.body["attempt"]["documents"])
    ]


def cpl95_announced_when_nothing_else_is_left(file: CaseFile) -> Iterator[Wrong]:
    """Whereabouts are unknown when somebody looked for them and proves it; a consented address comes first (95)."""
    for said in file.all("AnnouncementPrepared"):
        party, tried = said.body["party"], _tried(file, said, said.body["announcement"]["documents"])
        modes = {a["mode"] for a in tried}
        if file.party(party).get("consent") and "electronic" not in modes:
            yield Wrong("A8", "民事诉讼法 95", "the address that the party consented to was not tried")
        unknown = [a for a in tried if a["failure"] == "whereabouts_unknown"]
        all_failed = {"direct", "post"} <= modes
        # Where nobody was found is the beginning of the search, and not the whole of it.
        if not all_failed and not any(
            {*a.get("looked_for", ())} - {"address"} and a.get("proof") for a in unknown
        ):
            yield Wrong("A8", "民事诉讼法 95", "nobody proves that he looked for the party")


def art42_certified_on_the_day(file: CaseFile) -> Iterator[Wrong]:
    """An officer's certificate holds on the day of each act of enforcement (42)."""
    for said in file.said:
        if said.fact not in ENFORCEMENT or said.by not in file.officers:
            continue
        until = file.known(said.by).certificate_until
        if until is None or until < max(said.on, _done_on(said.body) or said.on):
            yield Wrong("A13", "行政处罚法 42", f"the certificate of {said.by} ended before {said.fact}")


def _done_on(body: Body) -> date | None:
    day = body.get("service", {}).get("served_on") or body.get("attempt", {}).get("on")
    return date.fromisoformat(day) if day else None


def art45_rechecked_within_what_was_told(file: CaseFile) -> Iterator[Wrong]:
    """A re-check proposes no kind of penalty on which the party was never heard, and no graver tier (44, 45)."""
    for said in file.all("Rechecked"):
        told = file.before(said.place).told(said.body["party"])
        kinds = {kind_of(p) for p in told.body["notified"]["penalties"]} if told else set()
        proposal = said.body["recheck"]["proposal"]
        for penalty in proposal["penalties"]:
            if told and kind_of(penalty) not in kinds:
                yield Wrong("A2", "行政处罚法 45", f"{penalty['kind']} proposed and never told")
        if told and tier_of(proposal) > tier_of(told.body["notified"]):
            yield Wrong("A10", "行政处罚法 45", "a graver tier proposed than was told")


def art29_every_party_once(file: CaseFile) -> Iterator[Wrong]:
    """A person stands once among the parties (29)."""
    codes = [written_once(p) for p in file.parties]
    for code in sorted({c for c in codes if codes.count(c) > 1}):
        yield Wrong("A15", "行政处罚法 29", f"{code} is more than one party")


def samr77_closed_when_executed(file: CaseFile) -> Iterator[Wrong]:
    """A penalty that is not money is executed before the case is closed (SAMR-P 77)."""
    for closing in file.all("CaseClosed"):
        for made in file.before(closing.place).all("DecisionMade"):
            party = made.body["party"]
            executed = {
                kind_of(s.body["execution"])
                for s in file.before(closing.place).all("PenaltyExecuted", party, made.place)
                if s.body["execution"]["extent"] == "whole"
            }
            for penalty in made.body["decision"].get("penalties", ()):
                if penalty["kind"] not in EXECUTED_BY_ITSELF and kind_of(penalty) not in executed:
                    article = "市场监督管理行政处罚程序规定 77"
                    yield Wrong("A16", article, f"closed before {penalty['kind']} was executed")


def cpl91_no_mode_without_its_ground(file: CaseFile) -> Iterator[Wrong]:
    """Post, entrusted and forwarded service have a failure before them, or a ground that is named (91 to 93)."""
    for said in file.all("Served"):
        service = said.body["service"]
        mode, ground = service["mode"], service.get("ground")
        tried = any(_opens(a, mode) for a in _tried(file, said, service["documents"]))
        if mode in ("post", "entrusted") and not tried and ground not in ("elsewhere", "inaccessible"):
            yield Wrong("B5", "民事诉讼法 91", f"{mode}, although nothing was tried and no ground is named")
        natural = file.party(said.body["party"])["kind"] != "organisation"
        if mode == "forwarded" and not (natural and ground in UNITS_HAND_OVER):
            yield Wrong("B5", "民事诉讼法 93", "forwarded to somebody whom no unit keeps")


def cpl89_no_mode_before_its_ground(file: CaseFile) -> Iterator[Wrong]:
    """A mode of service is never dated before the failure that opened it (89, 91)."""
    for said in file.all("Served"):
        service = said.body["service"]
        if service.get("ground"):
            continue
        tried = _tried(file, said, service["documents"])
        grounds = [a["on"] for a in tried if _opens(a, service["mode"])]
        if grounds and service["handed_over_on"] < min(grounds):
            yield Wrong(
                "C", "民事诉讼法 89", f"{service['mode']} before {min(grounds)}, the day of its ground"
            )


def art61_electronic_service_was_agreed_to(file: CaseFile) -> Iterator[Wrong]:
    """Nothing is served electronically unless the party had signed that it agrees to that (61(2))."""
    for said in file.all("Served"):
        service, party = said.body["service"], said.body["party"]
        if service["mode"] != "electronic":
            continue
        confirmed = file.before(said.place).all("AddressConfirmed", party)
        consents = [file.party(party).get("consent"), *(s.body.get("consent") for s in confirmed)]
        if not any(c and c["form"] and c["signed_on"] <= service["handed_over_on"] for c in consents):
            yield Wrong("A6", "行政处罚法 61", "served electronically without a consent signed before")


def art59_sealed_by_its_issuer(file: CaseFile) -> Iterator[Wrong]:
    """Whose document it is, his people seal it: of the agency of the case, or of a supervising office (59)."""
    own = next((s.body["agency"]["code"] for s in file.all("CaseOpened")), "")
    issuers = {
        d["id"]: (d.get("issuer") or {}).get("code", own)
        for s in file.all("DocumentsOrdered")
        for d in s.body.get("documents", ())
    }
    for said in file.all("DocumentSealed"):
        issuer = issuers.get(said.body["document"], own)
        if said.by not in file.officers and file.known(said.by).agency != issuer:
            yield Wrong("A18", "行政处罚法 59", f"{said.by} sealed a document of {issuer}")


def _opens(attempt: Body, mode: str) -> bool:
    if mode == "left":
        return bool(attempt["failure"] == "refused")
    return mode in ("post", "entrusted") and attempt["mode"] == "direct"


def art72_closed_when_the_add_on_fine_is_paid(file: CaseFile) -> Iterator[Wrong]:
    """Who pays late owes three per cent of the fine for each day, up to the fine, and pays it before closing (72)."""
    for closing in file.all("CaseClosed"):
        for made in file.before(closing.place).all("DecisionMade"):
            party, penalties = made.body["party"], made.body["decision"].get("penalties", ())
            if any(file.last(fact, party, made.place) for fact in OTHERWISE_OWED):
                continue
            fine = sum(Decimal(p["amount"]) for p in penalties if p["kind"] == "fine")
            served = file.served_on(made.body["decision"]["document"])
            if not fine or served is None:
                continue
            paid = [s.body["payment"] for s in file.all("PaymentRecorded", party)]
            owed = fine + min(fine, _grown(fine, _due(file, served), paid))
            if sum(Decimal(p["amount"]) for p in paid) < owed:
                yield Wrong("B7", "行政处罚法 72", f"closed with less than {owed} yuan paid")


def _grown(fine: Decimal, due: date, paid: list[Body]) -> Decimal:
    """Three per cent a day of what is unpaid, from one payment to the next."""
    grown, since = Decimal(0), due
    for payment in sorted(paid, key=lambda p: str(p["on"])):
        on = max(date.fromisoformat(payment["on"]), since)
        grown += fine * 3 / 100 * (on - since).days
        fine = max(fine - Decimal(payment["amount"]) + Decimal(payment.get("add_on", 0)), Decimal(0))
        since = on
    return grown


def _due(file: CaseFile, served: date) -> date:
    """Fifteen calendar days; a last day that is a rest day moves to the next working day."""
    day = served + 15 * ONE_DAY
    while file.terms.rest(day):
        day += ONE_DAY
    return day


RULES = (
    art61_electronic_service_was_agreed_to,
    art59_sealed_by_its_issuer,
    art43_nobody_related,
    art64_no_officer_at_the_table,
    art64_6_ended_on_its_day,
    art45_missed_when_told,
    cpl88_who_may_receive,
    cpl89_refused_by_who_may_receive,
    cpl91_no_mode_without_its_ground,
    cpl95_announced_when_nothing_else_is_left,
    art42_certified_on_the_day,
    art45_rechecked_within_what_was_told,
    art29_every_party_once,
    samr77_closed_when_executed,
    art72_closed_when_the_add_on_fine_is_paid,
    cpl89_no_mode_before_its_ground,
)


def wrong_acts(file: CaseFile) -> Iterator[Wrong]:
    for rule in RULES:
        yield from rule(file)
