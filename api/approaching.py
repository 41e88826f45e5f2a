"""Who may not even try: answered before key, headers and body are looked at, and the same whether there is a case or not."""

from typing import Any

from fastapi import Depends, Request

from api.asking import Actor, drained, services
from desk.errors import DeskError
from desk.rights import may_attempt
from domain.procedure import MOVES


def approaching(move: str) -> Any:
    """Return the first dependency of a route that makes a move."""

    async def approach(request: Request, actor: Actor) -> None:
        given, path = services(request), request.path_params
        try:
            if MOVES[move].opens:
                may_attempt(actor, MOVES[move])
            else:
                given.desk.approach(actor, path["agency"], path["number"], move)
        except DeskError:
            await drained(request.stream())
            raise

    return Depends(approach)


async def signalling(request: Request, actor: Actor) -> None:
    """The first dependency of a route that takes a signal."""
    path = request.path_params
    try:
        services(request).intake.approach(actor, path["agency"], path["number"])
    except DeskError:
        await drained(request.stream())
        raise
