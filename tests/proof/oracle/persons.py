"""Who may not be where, read off the file alone (查审分离、回避、代理): over its whole history, whatever came first."""

from collections.abc import Iterator

from tests.proof.oracle.file import CaseFile, Said, Wrong

PARTS = {"reviewer": "58", "presider": "64(4)", "recorder": "64(4)", "member": "57.2"}
"""Parts in a case that nobody takes who investigates it or did, each with its article of the 行政处罚法."""


def wrong_persons(file: CaseFile, since: int = 0) -> Iterator[Wrong]:
    """All that is wrong with who acted or was named from a place on."""
    for said in file.said[since:]:
        before = file.before(said.place)
        for rule in (
            art43_who_stands_back_acts_no_more,
            art43_nobody_related,
            art42_two_certified_officers,
            art58_investigates_and_judges,
            art58_another_second_reviewer,
            art64_5_agents_with_authority,
        ):
            yield from rule(before, said)


def _wrong(article: str, why: str) -> Wrong:
    return Wrong("people", f"行政处罚法 {article}", why)


def parts(said: Said) -> Iterator[tuple[str, str]]:
    """Who takes which part by this fact: the part and the person."""
    body = said.body
    if said.fact in ("ReviewerAssigned", "SecondReviewOrdered"):
        yield "reviewer", body["reviewer"]["id"]
    if said.fact == "OpinionGiven":
        yield "reviewer", body["opinion"]["by"]
    if said.fact == "HearingNotified":
        yield "presider", body["plan"]["presider"]
        yield "recorder", body["plan"]["recorder"]
    if said.fact in ("HearingHeld", "HearingReported"):
        yield "presider", said.by
    if said.fact == "Discussed":
        yield from (
            ("member", one) for one in (body["discussion"]["chair"], *body["discussion"]["attendees"])
        )
    if said.fact == "OfficersNamed":
        yield from (("officer", one["id"]) for one in body["officers"])


def art43_who_stands_back_acts_no_more(file: CaseFile, said: Said) -> Iterator[Wrong]:
    """Who was told to stand back neither acts nor is named for anything any more (43)."""
    out = {s.body["person"] for s in file.all("RecusalDecided") if s.body["granted"]}
    sits = _sitting(file) if said.fact in ("HearingHeld", "HearingReported") else set()
    if out & {said.by, *(person for _, person in parts(said)), *sits}:
        yield _wrong("43", "who stands back acts again")


def art43_nobody_related(file: CaseFile, said: Said) -> Iterator[Wrong]:
    """Nobody acts or is named for anything who is related to a party on that day (43)."""
    parties = {party["identifier"] for party in file.parties} - {""}
    involved = {said.by, *(person for _, person in parts(said))}
    if any(file.known(person).related(parties, said.on) for person in involved):
        yield _wrong("43", "who is related to a party acts in the case")


def _sitting(file: CaseFile) -> set[str]:
    """Presider and recorder of the hearing as it was notified last."""
    told = file.last("HearingNotified")
    return {told.body["plan"]["presider"], told.body["plan"]["recorder"]} if told else set()


def art42_two_certified_officers(file: CaseFile, said: Said) -> Iterator[Wrong]:
    """Two officers, each with a certificate on the day on which he is named, and on that of each act of his (42)."""
    officers = [one["id"] for s in file.all("OfficersNamed")[-1:] for one in s.body["officers"]]
    if said.fact == "OfficersNamed":
        officers = [one["id"] for one in said.body["officers"]]
        if len(set(officers)) < 2:
            yield _wrong("42", "fewer than two officers")
    acting = set(officers) if said.fact in ("OfficersNamed", "DecisionMade") else {said.by} & set(officers)
    if any(not file.known(person).certified(said.on) for person in acting):
        yield _wrong("42", "an officer without certificate")


def art58_investigates_and_judges(file: CaseFile, said: Said) -> Iterator[Wrong]:
    """Who investigates or did neither reviews nor sits at the hearing nor concludes, and the other way round (57, 58, 64(4))."""
    for part, person in parts(said):
        if part in PARTS and person in file.officers:
            yield _wrong(PARTS[part], f"who investigated is {part}")
        if part == "officer" and person not in file.officers:
            taken = {p for p, who in _taken(file) if who == person}
            yield from (_wrong(PARTS[p], f"who was {p} investigates") for p in sorted(taken & JUDGED))
    if said.fact in ("HearingHeld", "HearingReported") and _sitting(file) & file.officers:
        yield _wrong("64(4)", "an officer sits at the hearing")


def _taken(file: CaseFile) -> Iterator[tuple[str, str]]:
    """Each part with who has it or had it; a notice of the hearing that another replaced made nobody presider."""
    standing = {s.body["party"]: s.place for s in file.all("HearingNotified")}
    for said in file.said:
        if said.fact != "HearingNotified" or said.place == standing[said.body["party"]]:
            yield from parts(said)


JUDGED = {"reviewer", "presider"}
"""Parts after which nobody becomes an officer of the case."""


def art64_4_reviews_and_presides(file: CaseFile, since: int = 0) -> Iterator[Wrong]:
    """Where a profile keeps the two apart: nobody presides who reviews, and nobody reviews who presides (64(4))."""
    for said in file.said[since:]:
        now = set(parts(said))
        earlier = set(_taken(file.before(said.place)))
        for part, other, why in (
            ("presider", "reviewer", "who reviews presides"),
            ("reviewer", "presider", "who presides reviews"),
        ):
            if any(mine == part and (other, person) in earlier for mine, person in now):
                yield _wrong("64(4)", why)


def art58_another_second_reviewer(file: CaseFile, said: Said) -> Iterator[Wrong]:
    """The second review is another person's, whoever is assigned meanwhile (58)."""
    ordered = said if said.fact == "SecondReviewOrdered" else file.last("SecondReviewOrdered")
    if ordered is None or said.fact not in ("SecondReviewOrdered", "OpinionGiven"):
        return
    gave = {s.body["opinion"]["by"] for s in file.before(ordered.place).all("OpinionGiven")}
    if gave & {person for _, person in parts(said)}:
        yield _wrong("58", "the second review is no other person's")


def art64_5_agents_with_authority(file: CaseFile, said: Said) -> Iterator[Wrong]:
    """Who waives, asks for a hearing or withdraws that for a party was named by it, with special authority (64(5))."""
    part = {"Waived": "waiver", "HearingRequested": "request", "HearingRequestWithdrawn": "withdrawal"}.get(
        said.fact
    )
    agent = str(said.body.get("agent") or (said.body.get(part, {}).get("agent") if part else "") or "")
    if not agent:
        return
    named = file.last("AgentsNamed", said.body["party"])
    special = {
        a["name"]
        for a in (named.body["agents"].get("all", ()) if named else ())
        if a["authority"] == "special"
    }
    if agent not in special:
        yield _wrong("64(5)", "an agent without the authority")
