"""What of a file still stands (现仍有效的记录): its facts without those that were annulled, in their order.

An annulment is believed of the one act that it names. Of what it says fell with that act, only the names are believed (the
place of an act among its like): whether something still counts follows from the order of what stands.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tests.proof.oracle.file import CaseFile, Said

NAMED: Mapping[str, tuple[str, Callable[[Said], object]]] = {
    "statement": ("StatementReceived", lambda s: s.body["statement"]["id"]),
    "opinion": ("OpinionGiven", lambda s: s.body["round"]),
    "sealing": ("DocumentSealed", lambda s: s.body["document"]),
    "service": ("Served", lambda s: s.body["service"]["documents"][0]),
    "demand": ("PaymentDemanded", lambda s: s.body["demand"]["document"]),
}
"""Acts with a name of their own, and the fact that recorded them."""
OF_THE_NOTICES: Mapping[str, str] = {
    "waiver": "Waived",
    "hearing_request": "HearingRequested",
    "interview": "InterviewHeld",
    "no_show": "InterviewMissed",
    "hearing": "HearingHeld",
    "hearing_end": "HearingEnded",
    "hearing_report": "HearingReported",
    "recheck": "Rechecked",
}
"""Acts told by their place among those of the party since its last notices."""
OF_THE_FILE: Mapping[str, str] = {
    "discussion": "Discussed",
    "payment": "PaymentRecorded",
    "refund": "Refunded",
    "publication": "DecisionPublished",
}
"""Acts told by their place among all of them."""
LAST: Mapping[str, str] = {
    "filing_acknowledgement": "FilingAcknowledged",
    "decision_filing_acknowledgement": "DecisionFilingAcknowledged",
}
"""Acts of which the last alone can be annulled."""


@dataclass(frozen=True)
class Standing:
    """A file, and what of it stands."""

    file: CaseFile
    """Without what was annulled by name."""
    believed: CaseFile
    """Without what the procedure says fell with it, either."""
    unknown: tuple[str, ...]
    """Annulments of what the journal does not hold."""
    annulled: tuple[str, ...]
    """The kinds that were annulled by name, in order."""


def standing(file: CaseFile) -> Standing:
    gone: dict[int, bool] = {}
    unknown: list[str] = []
    kinds: list[str] = []
    for run in _annulments(file.said):
        listed = [s for s in file.said[: run[0].place] if s.place not in gone]
        for one in run:
            by_name = not one.body.get("fell_with")
            kinds += [one.body["act"]] * by_name
            found = _meant(listed, one)
            if found is None:
                unknown.append(f"annulled, and never recorded: {one.body['act']}")
            elif not one.body.get("stands"):
                gone[found.place] = by_name
    return Standing(
        file=_of(file, (s for s in file.said if not gone.get(s.place))),
        believed=_of(file, (s for s in file.said if s.place not in gone)),
        unknown=tuple(unknown),
        annulled=tuple(kinds),
    )


def _of(file: CaseFile, said: Iterable[Said]) -> CaseFile:
    """A file of these facts alone, in their order."""
    left = tuple(said)
    if len(left) == len(file.said):
        return file
    return replace(file, said=tuple(s if s.place == n else replace(s, place=n) for n, s in enumerate(left)))


def _annulments(said: Sequence[Said]) -> Iterator[list[Said]]:
    """What each move annulled, together: places are told as they were before it."""
    run: list[Said] = []
    for one in said:
        if one.fact == "ActAnnulled":
            if run and not one.body.get("fell_with"):
                yield run
                run = []
            run.append(one)
    if run:
        yield run


def _meant(listed: Sequence[Said], annulled: Said) -> Said | None:
    kind, party, which = annulled.body["act"], annulled.body.get("party"), annulled.body["which"]
    if kind in NAMED:
        fact, name = NAMED[kind]
        return next((s for s in reversed(listed) if s.fact == fact and str(name(s)) == which), None)
    if kind in LAST:
        return next((s for s in reversed(listed) if s.fact == LAST[kind]), None)
    fact = OF_THE_NOTICES.get(kind) or OF_THE_FILE[kind]
    own = [s for s in listed if s.fact == fact and s.body.get("party") == party]
    if kind in OF_THE_NOTICES:
        told = [s.place for s in listed if s.fact == "NoticesPrepared" and s.body["party"] == party]
        own = [s for s in own if told and s.place > told[-1]]
    return own[int(which) - 1] if int(which) <= len(own) else None
