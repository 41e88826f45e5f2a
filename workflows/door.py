"""The door of a case: who is turned away before anything is judged, in the order in which each check rests on those before."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.procedure.receipts import Kept
    from workflows import answers
    from workflows.messages import Envelope


def turned_away(
    envelope: Envelope, kept: Kept | None, *, pruned: int, position: int, stands_still: bool
) -> answers.AnyAnswer | None:
    """Return the answer to a request that is not judged at all; nothing where it is judged.

    `kept` is the receipt that the case carries under this key. A receipt that it does not carry any more is in the
    register: so the desk has searched there up to at least the highest position dropped.
    """
    if kept is not None:
        return answers.KeyReused()
    if stands_still:
        return answers.StandsStill()
    if pruned > envelope.looked:
        return answers.LookAgain()
    if envelope.looked > position:
        return answers.EngineBehind(position=position, recorded=envelope.looked)
    if envelope.expects not in (None, position):
        return answers.StalePosition(position=position)
    return None
