"""Requests as they come into a case: read once, and seen as a moment of the case."""

from collections.abc import Sequence
from datetime import datetime

from temporalio import workflow
from temporalio.common import RawValue

with workflow.unsafe.imports_passed_through():
    from domain.case.case import Case
    from domain.law.held import held
    from domain.procedure import MOVES
    from domain.procedure.language import Moment, Move
    from workflows.messages import Envelope, Request


class RequestReader:
    """What the validator has just read is not read again by the handler."""

    def __init__(self) -> None:
        self._last: tuple[str, bytes, Request, Move] | None = None

    def read(self, name: str, args: Sequence[RawValue]) -> tuple[Request, Move]:
        payload = args[0].payload
        if self._last is None or self._last[:2] != (name, payload.data):
            request = workflow.payload_converter().from_payload(payload, Request)
            self._last = (name, payload.data, request, MOVES[name].model_validate(request.body))
        return self._last[2:]


def moment(case: Case, envelope: Envelope, at: datetime) -> Moment:
    """Return the moment at which a request is judged.

    Raises:
        RulesNotHeld: It names rules that nobody here has.
    """
    return Moment(
        case=case,
        actor=envelope.actor,
        at=at,
        people={p.id: p for p in envelope.people},
        agency=envelope.agency,
        new_rules=held(envelope.rulebook) if envelope.rulebook else None,
        clock_offset=envelope.clock_offset,
    )
