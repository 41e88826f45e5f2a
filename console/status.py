"""How the installation is (运行情况), for who runs it: its parts, what waits, each trouble with its cure. No case is shown."""

from fastapi import APIRouter, Response

from console.visiting import Signed
from domain.bilingual import Words

router = APIRouter()
PARTS = {
    "engine": Words("案件引擎", "engine"),
    "register": Words("登记簿", "register"),
    "schema": Words("登记簿结构", "schema of the register"),
}


@router.get("/status")
async def status(visitor: Signed) -> Response:
    """Show whether all is well.

    Raises:
        Barred: The person is neither an operator nor a supervisor.
    """
    state = await visitor.given.operations.shown(visitor.person)
    return visitor.page("status", state=state, parts=PARTS)
