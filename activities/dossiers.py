"""Sealing dossiers (案卷封存): a row of the outbox says up to which entry a closed case is to be bound."""

import asyncio
from typing import Protocol

from activities.delivering import NotDelivered, Waiting
from domain.case.dossier import SealOrder


class Bindery(Protocol):
    def seal(self, order: SealOrder) -> None:
        """Bind the dossier and keep it as the next edition; what is sealed already stays as it is."""


class DossierSender:
    """Delivers to the bindery of this installation."""

    def __init__(self, bindery: Bindery) -> None:
        self._bindery = bindery

    async def send(self, row: Waiting) -> None:
        order = SealOrder.model_validate_json(row.body)
        try:
            await asyncio.to_thread(self._bindery.seal, order)
        except Exception as error:
            # One case that cannot be bound holds up no other: it is tried again, and is somebody's work before long.
            raise NotDelivered(f"{type(error).__name__}: {error}") from error
