"""What the articles forbid after a decision, read off the file: money, execution, the court, mending, publication, closing.

Each rule judges what was said from one place on against all that was said before it, as `money.Ledger` reckons it.
"""

from collections.abc import Callable, Iterator
from datetime import date

from tests.proof.oracle.file import ONE_DAY, Body, CaseFile, Said, Wrong
from tests.proof.oracle.money import Days, Ledger, amount, day

APL, AEL = "行政处罚法", "行政强制法"
BY_ITSELF = {"warning", "fine", "confiscation_of_gains"}
Rule = Callable[[CaseFile, Ledger, Said], Iterator[Wrong]]


def wrong(article: str, why: str) -> Iterator[Wrong]:
    yield Wrong("money", article, why)


def art67_paid_what_is_owed(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """Nobody pays what he does not owe, nor before he was told (67, 72)."""
    payment = said.body["payment"]
    add_on, on = amount(payment, "add_on"), day(payment["on"])
    principal = amount(payment) - add_on
    if owed.served is None:
        yield from wrong(f"{APL} 61", "paid on a decision that was not served")
        return
    if min(principal, add_on) < 0 or not amount(payment):
        yield from wrong(f"{APL} 67", "a payment of less than nothing")
    if principal > owed.principal_left or add_on > owed.add_on_left(on):
        yield from wrong(f"{APL} 67", "more paid than was owed")


def art73_given_back_what_was_too_much(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """No more goes back than was paid too much, and not before that was so (73)."""
    refund = said.body["refund"]
    back, add_on = amount(refund), amount(refund, "add_on")
    if back > owed.too_much(said.on):
        yield from wrong(f"{APL} 73", "more given back than was paid too much")
    if add_on > owed.add_on_paid or back - add_on > owed.principal_paid or min(add_on, back - add_on) < 0:
        yield from wrong(f"{APL} 73", "more given back than was paid")
    paid = min((on for on, principal, add in owed.moved if principal + add > 0), default=said.on)
    if day(refund["on"]) < max(paid, min((c.on for c in owed.changes), default=paid)):
        yield from wrong(f"{APL} 73", "given back before it was paid too much")


def art66_put_off_a_fine_that_is_owed(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """What is put off is all that is left of a fine, and every part of it beyond today (66)."""
    parts = said.body["plan"]["instalments"]
    if owed.served is None:
        yield from wrong(f"{APL} 66", "put off before it was served")
        return
    if sum(amount(p) for p in parts) != owed.fine_left or not owed.fine_left:
        yield from wrong(f"{APL} 66", "another amount put off than is left of the fine")
    if min(day(p["until"]) for p in parts) <= said.on or max(day(p["until"]) for p in parts) <= owed.last_day:
        yield from wrong(f"{APL} 66", "put off to a day that gives no more time")


def art54_demanded_what_is_overdue(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """What is demanded is overdue, to the yuan (行政强制法 54)."""
    demand = said.body["demand"]
    if owed.served is None or said.on <= owed.last_day:
        yield from wrong(f"{AEL} 54", "demanded before its last day")
        return
    asked = amount(demand, "principal"), amount(demand, "add_on")
    due = owed.principal_left - owed.deferred(said.on), owed.add_on_left(said.on)
    if not sum(due):
        yield from wrong(f"{AEL} 54", "demanded although nothing is overdue")
    if asked != due:
        yield from wrong(f"{AEL} 54", "another amount demanded than is overdue")


def art53_court_asked_in_time(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """The court is asked when nothing can stop the decision any more: no remedy, no time left, demanded in vain (53, 54)."""
    asked = said.body["application"]
    if owed.served is None:
        yield from wrong(f"{AEL} 53", "enforced before it was served")
        return
    if owed.pending:
        yield from wrong(f"{AEL} 53", "enforced while a remedy is under way")
    elif said.on < _no_suit_from(owed):
        yield from wrong(f"{AEL} 53", "enforced while the party may still sue")
    if owed.put_off_until and said.on <= owed.put_off_until:
        yield from wrong(f"{APL} 66", "enforced while it is put off")
    if (amount(asked, "principal"), amount(asked, "add_on")) != (
        owed.principal_left,
        owed.add_on_left(said.on),
    ) or not owed.left(said.on):
        yield from wrong(f"{AEL} 53", "another amount enforced than is left")
    yield from _demanded(file, owed, asked["demand"], said.on)


def _no_suit_from(owed: Ledger) -> date:
    """The first day on which nobody can sue any more; a suit that ended is the last word from that day on."""
    until = owed.may_sue_until()
    suits = {r.get("ended_on") for _, r in owed.remedies if r["kind"] == "lawsuit"}
    return until if until.isoformat() in suits else until + ONE_DAY


def _demanded(file: CaseFile, owed: Ledger, document: int, on: date) -> Iterator[Wrong]:
    demand = next((s for s in owed.said("PaymentDemanded") if s.body["demand"]["document"] == document), None)
    served = file.served_on(document)
    if demand is None or served is None or on <= served + owed.days.demand * ONE_DAY:
        yield from wrong(f"{AEL} 54", "enforced before the demand was over")
        return
    plans = (s.place for s in owed.said("PaymentDeferred"))
    if max((*plans, *(c.place for c in owed.changes)), default=0) > demand.place:
        yield from wrong(f"{AEL} 54", "enforced on a demand for what is not owed any more")


def art56_court_follows_its_application(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """First whether the court takes it, then how it ended or that it is ruled against, each in its turn (行政强制法 56 to 58)."""
    asked = [s for s in owed.said("CourtAsked") if s.place < said.place]
    if not asked or _sealed_on(file, asked[-1].body["application"]["document"]) is None:
        yield from wrong(f"{AEL} 56", "the court acts on no application")
        return
    before = [
        s.body["done"]["step"]
        for s in owed.said("EnforcementRecorded")
        if asked[-1].place < s.place < said.place
    ]
    step = said.body["done"]["step"]
    if before != (["accepted"] if before or step not in ("accepted", "refused") else []) or before == [step]:
        yield from wrong(f"{AEL} 56", "a step of the court out of its turn")


def _sealed_on(file: CaseFile, document: int) -> date | None:
    found = (s for s in file.all("DocumentSealed") if s.body["document"] == document)
    return next((day(s.body["seal"]["on"]) for s in found), None)


def art29_arl_one_remedy_at_a_time(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """A remedy ends before another is lodged, and not before it began (行政复议法 29)."""
    remedy = said.body["remedy"]
    others = [
        r for _, r in owed.remedies if (r["kind"], r["lodged_on"]) != (remedy["kind"], remedy["lodged_on"])
    ]
    if any(r.get("result") is None for r in others):
        yield from wrong("行政复议法 29", "two remedies at a time")
    if remedy.get("ended_on") and remedy["ended_on"] < remedy["lodged_on"]:
        yield from wrong("行政复议法 29", "a remedy ended before it began")
    if (remedy.get("result") == "varied") is not bool(remedy.get("penalties")):
        yield from wrong(f"{APL} 73", "varied to nothing, or something else that left penalties")


def samr77_executed_what_stands(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """What is executed stands, was told, and lasted as long as it was to last."""
    done = said.body["execution"]
    found = [p for p in owed.stands if _same(p, done)]
    if owed.served is None or day(done.get("begun_on") or done["on"]) < owed.served:
        yield from wrong(f"{APL} 61", "executed before it was told")
    if not found or done["kind"] in BY_ITSELF:
        yield from wrong(f"{APL} 73", "executed what does not stand")
    elif done["extent"] == "whole" and (lasts := found[0].get("duration")):
        over = day(done["begun_on"]) + (lasts["length"] - 1) * ONE_DAY
        yield from wrong(f"{APL} 9", "executed before its time was over") if day(done["on"]) < over else ()


def _same(penalty: Body, done: Body) -> bool:
    return (penalty["kind"], penalty.get("subject", "")) == (done["kind"], done.get("subject", ""))


def art75_set_aside_what_stands(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """The agency sets aside what stands of its decision, and makes it no heavier (45, 75(2))."""
    one = said.body["set_aside"]
    if said.body.get("replaces") is None and not owed.stands and owed.changes:
        yield from wrong(f"{APL} 75.2", "set aside although nothing stands")
    if sum(amount(p) for p in one.get("penalties", ())) > owed.principal:
        yield from wrong(f"{APL} 45", "changed to something heavier")


def art75_made_anew_when_revoked(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """Another decision is made in the place of one that was revoked, and not while a remedy is under way (75(2))."""
    if owed.change is None or owed.stands or not owed.change.anew:
        yield from wrong(f"{APL} 75.2", "decided anew although it stands")
    if owed.pending:
        yield from wrong("行政复议法 29", "decided anew while a remedy is under way")


def art48_public_while_it_stands(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """What does not stand is not made public (48)."""
    unlawful = any(r.get("result") == "declared_unlawful" for _, r in owed.remedies)
    if unlawful or (owed.changes and any(not c.penalties for c in owed.changes)):
        yield from wrong(f"{APL} 48.2", "made public although it does not stand")
    if _sealed_on(file, owed.document) is None:
        yield from wrong(f"{APL} 48", "made public before it was sealed")


def art48_withdrawn_when_overturned(file: CaseFile, owed: Ledger, said: Said) -> Iterator[Wrong]:
    """A publication is taken back when what it tells was changed, revoked or declared unlawful (48(2))."""
    overturned = bool(owed.changes) or any(r.get("result") == "declared_unlawful" for _, r in owed.remedies)
    if not overturned or not is_public(owed):
        yield from wrong(f"{APL} 48.2", "a publication taken back of what stands")


def is_public(owed: Ledger) -> bool:
    """Whether the decision is made public now."""
    return len(owed.said("DecisionPublished")) > len(owed.said("PublicationWithdrawn"))


RULES: dict[str, Rule] = {
    "PaymentRecorded": art67_paid_what_is_owed,
    "Refunded": art73_given_back_what_was_too_much,
    "PaymentDeferred": art66_put_off_a_fine_that_is_owed,
    "PaymentDemanded": art54_demanded_what_is_overdue,
    "CourtAsked": art53_court_asked_in_time,
    "EnforcementRecorded": art56_court_follows_its_application,
    "RemedyRecorded": art29_arl_one_remedy_at_a_time,
    "PenaltyExecuted": samr77_executed_what_stands,
    "DecisionSetAside": art75_set_aside_what_stands,
    "UndecidedAgain": art75_made_anew_when_revoked,
    "DecisionPublished": art48_public_while_it_stands,
    "PublicationWithdrawn": art48_withdrawn_when_overturned,
}


def wrong_after_the_decision(file: CaseFile, days: Days, since: int = 0) -> Iterator[Wrong]:
    """All that is wrong with what was said from a place on."""
    for said in file.said[since:]:
        before = file.before(said.place)
        if (rule := RULES.get(said.fact)) and (owed := _of(before, said, days)):
            yield from rule(before, owed, said)
        if said.fact == "CaseClosed":
            for party in range(1, len(file.parties) + 1):
                yield from samr77_closed_when_done(before, party, days, said.on)


def _of(file: CaseFile, said: Said, days: Days) -> Ledger | None:
    """The decision of which something is said: the one that is named, else the present one."""
    found = Ledger.all_of(file, said.body["party"], days)
    named = said.body.get("decision")
    return next((one for one in reversed(found) if named in (None, one.document)), None)


def samr77_closed_when_done(file: CaseFile, party: int, days: Days, on: date) -> Iterator[Wrong]:
    """A case is closed when all is paid, given back, executed and told (程序规定 77)."""
    ledgers = Ledger.all_of(file, party, days)
    for owed in ledgers:
        yield from (Wrong("money", "程序规定 77", why) for why in left_of(file, owed, on))
    if ledgers and ledgers[-1].over < len(file.said):
        yield Wrong("money", "程序规定 77", "closed while another decision is to be made")


def left_of(file: CaseFile, owed: Ledger, on: date) -> Iterator[str]:
    """What is left to be done of one decision, as it stands."""
    served = owed.served
    if served is None and owed.stands:
        yield "not served"
        return
    if served is not None:
        ended = any(s.body["done"]["step"] == "ended" for s in owed.said("EnforcementRecorded"))
        if owed.left(on) and not ended and owed.over == len(file.said):
            yield "not all paid"
        if owed.too_much(on):
            yield "not all given back"
    whole = [
        s.body["execution"] for s in owed.said("PenaltyExecuted") if s.body["execution"]["extent"] == "whole"
    ]
    for penalty in owed.stands:
        if penalty["kind"] not in BY_ITSELF and not any(_same(penalty, done) for done in whole):
            yield "not all executed"
    told = [s.body["set_aside"]["document"] for s in owed.said("DecisionSetAside")]
    told += [s.body["correction"]["document"] for s in owed.said("TextCorrected")]
    if owed.change and owed.change.anew and owed.over == len(file.said):
        yield "another decision is to be made"
    if any(file.served_on(document) is None for document in told):
        yield "not told what was mended"
