"""What the articles forbid of any decision on a party: a penalty, no penalty, facts not established.

Read off the file as it lies before the head, with what is prepared and what kind of decision he makes of it.
"""

from collections.abc import Iterator
from datetime import date

from domain.case.people import Role
from tests.proof.oracle import agreed, heard, penalties
from tests.proof.oracle.file import CaseFile, Said, Wrong

KINDS = {"impose": "penalty", "decide_no_penalty": "no_penalty", "decide_not_established": "not_established"}
"""The moves of deciding, and the outcome that each makes."""
NEWER = ("Rechecked", "HearingReported", "HearingEnded", "NoticesPrepared", "ReturnedToNotifying")
"""Facts of a party of which the decision has to say something."""
GONE = {"death", "dissolution"}
"""Changes with which somebody ends, and nobody takes his place."""


def art57_decided_once(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """A party is decided on once, until that decision has been set aside to be made anew (57, 75)."""
    made = file.last("DecisionMade", party)
    if made is not None and file.last("UndecidedAgain", party, made.place) is None:
        yield Wrong("F1", "行政处罚法 57", "the party was decided on already")


def art57_not_on_who_left(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Who left the case, withdrawn, terminated, transferred or split off, is decided on by nobody here."""
    if file.last("PartyDeparted", party) or file.last("CaseSplit", party):
        yield Wrong("F2", "行政处罚法 57", "the party has left the case")
    if any(s.body["changed"]["kind"] in GONE for s in file.all("PartyChanged", party)):
        yield Wrong("F2", "行政处罚法 57", "the party is no more")


def samr46_not_while_suspended(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """While the case is suspended nobody decides (SAMR-P 46)."""
    stopped = file.last("CaseSuspended")
    if stopped is not None and file.last("CaseResumed", since=stopped.place) is None:
        yield Wrong("F3", "市场监督管理行政处罚程序规定 46", "decided while suspended")


def art27_not_while_at_the_judiciary(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """While the judiciary has it, the agency does not decide on that party (27)."""
    away = False
    for said in file.said:
        if said.fact == "TransferredToJudiciary":
            away |= party in said.body["transfer"]["parties"]
        if said.fact == "ReturnedFromJudiciary" and party in said.body["result"]["parties"]:
            away = False
    if away:
        yield Wrong("F4", "行政处罚法 27", "decided while the judiciary had it")


def art42_two_officers(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Two officers at least, each with a certificate that is valid on the day (42)."""
    named = file.all("OfficersNamed")[-1].body["officers"]
    fit = {o["id"] for o in named if file.known(o["id"]).certified(today)}
    if len(fit) < 2:
        yield Wrong("F5", "行政处罚法 42", "fewer than two officers with a valid certificate")


def art59_the_very_paper(file: CaseFile, party: int, today: date, outcome: str) -> Iterator[Wrong]:
    """What is decided is what was prepared last, of this kind, shown whole, and not sent back since (57, 59)."""
    said = file.last("DecisionPrepared", party)
    if said is None or said.body["prepared"]["outcome"] != outcome:
        yield Wrong("F6", "行政处罚法 59", "no decision of this kind was prepared")
        return
    if not _shown_whole(file, said):
        yield Wrong("F6", "行政处罚法 59", "the decision was not shown whole")
    if file.last("DecisionSentBack", party, said.place):
        yield Wrong("F6", "行政处罚法 57", "the draft was sent back")
    newer = [fact for fact in NEWER if file.last(fact, party, said.place)]
    if newer:
        yield Wrong("F6", "行政处罚法 59", f"the decision says nothing of {newer[0]}")
    if agreed.papers_since(file) > said.place:
        yield Wrong("F6", "行政处罚法 59", "the papers have changed since it was prepared")


def _shown_whole(file: CaseFile, said: Said) -> bool:
    """Whether the last preview of the document is one without gaps, and of the words that it has now."""
    document = said.body["prepared"]["document"]
    edits = [s.place for s in file.all("SectionEdited") if s.body["document"] == document]
    previews = [
        d
        for s in file.all("DocumentsPreviewed", since=edits[-1] if edits else -1)
        for d in s.body["documents"]
        if d["document"] == document
    ]
    return bool(previews) and not previews[-1].get("gaps") and not previews[-1].get("missing_glyphs")


def art58_reviewed_where_nobody_is_punished(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Not to punish also takes the agreement of a review, where one is due, to the papers as they are (57, 58).

    Which of the two it is the act does not say: before the notices there can only be the one before them.
    """
    purposes = ("before_notice", "after_statements")
    due = set(file.screening.get("reviews", ())) & set(purposes)
    since = agreed.papers_since(file)
    if due and not any(agreed.agreement(file, purpose, since) for purpose in purposes):
        yield Wrong("F7", "行政处罚法 58", "no review that is due has agreed to the papers as they are")


def art33_a_named_ground(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Nobody is let off without a ground of the law, and then with no penalty beside it (30, 31, 33, 36)."""
    prepared = file.prepared(party)
    if not str(prepared.get("ground", "")).strip():
        yield Wrong("F8", "行政处罚法 33", "not punished, and no ground is named")
    if prepared.get("penalties"):
        yield Wrong("F8", "行政处罚法 33", "not punished, and penalties beside it")


def art30_the_age_that_is_its_ground(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Whose age is the ground was a natural person under fourteen (30)."""
    age = penalties.age_at_the_act(file, party)
    if file.prepared(party).get("ground") == "30" and (age is None or age >= 14):
        yield Wrong("A4", "行政处罚法 30", "not punished for an age that it does not have")


def art57_not_proven_and_why(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Facts that cannot be established carry no penalty, and the decision says what is not proven (57(1)(3))."""
    prepared = file.prepared(party)
    if not str(prepared.get("unproven_because", "")).strip() or prepared.get("penalties"):
        yield Wrong(
            "F9", "行政处罚法 57.1(3)", "facts not established, without saying why, or punished all the same"
        )


def art36_within_limitation(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """After the limitation nobody is punished (36)."""
    if file.screening["limitation"].get("answer"):
        yield Wrong("F10", "行政处罚法 36", "punished after the limitation")


def art35_no_fine_after_a_criminal_fine(file: CaseFile, party: int, today: date) -> Iterator[Wrong]:
    """Whom a criminal court has fined the agency does not fine for the same act (35(2))."""
    results = [s.body["result"] for s in file.all("ReturnedFromJudiciary")]
    fined = any(r["outcome"] == "fined" and party in r["parties"] for r in results)
    if fined and any(p["kind"] == "fine" for p in file.prepared(party).get("penalties", ())):
        yield Wrong("F11", "行政处罚法 35", "fined by a criminal court, and fined once more")


OF_ALL = (
    art57_decided_once,
    art57_not_on_who_left,
    samr46_not_while_suspended,
    art27_not_while_at_the_judiciary,
    art42_two_officers,
)
"""Rules of every decision."""
OF_A_PENALTY = (
    *heard.RULES,
    *agreed.RULES,
    *penalties.RULES,
    art36_within_limitation,
    art35_no_fine_after_a_criminal_fine,
)
OF_A_KIND = {
    "penalty": OF_A_PENALTY,
    "no_penalty": (
        art58_reviewed_where_nobody_is_punished,
        art33_a_named_ground,
        art30_the_age_that_is_its_ground,
    ),
    "not_established": (art58_reviewed_where_nobody_is_punished, art57_not_proven_and_why),
}


def wrong_with_deciding(file: CaseFile, party: int, outcome: str, today: date) -> Iterator[Wrong]:
    """What the law has against a decision of this kind on a party today, with what is prepared."""
    for rule in (*OF_ALL, *OF_A_KIND[outcome]):
        yield from rule(file, party, today)
    yield from art59_the_very_paper(file, party, today, outcome)


def wrong_decisions(file: CaseFile) -> Iterator[Wrong]:
    """What the law has against the decisions of a file, each as it was made, by whoever made it."""
    for made in file.all("DecisionMade"):
        outcome = KINDS.get(made.move, made.body["decision"]["outcome"])
        yield from wrong_with_deciding(file.before(made.place), made.body["party"], outcome, made.on)
        if not file.known(made.by).has(Role.HEAD, made.on):
            yield Wrong("F12", "行政处罚法 57", f"{made.by} decided, who is no head")
