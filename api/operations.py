"""How the installation is, over HTTP: alive, ready, and everything that waits or is wrong."""

from typing import Any

from fastapi import APIRouter, Request, Response

from api.answers import as_json
from api.asking import Actor, services
from desk.operations import Reason, State
from desk.services import Services
from domain.case.system_work import Found, SystemWork

DEMO_NOTICE = {
    "zh": "演示身份：令牌公开，人员和机关均为虚构，只供本机演示，不得用于真实案件",
    "en": "DEMO IDENTITIES: public tokens, invented persons and agencies, this machine only, no real case",
}
AGAIN = {"Retry-After": "5"}

router = APIRouter(tags=["operations"])


@router.get("/health", summary="进程存活 · this process is alive")
async def health(request: Request) -> Response:
    """Say that the process lives, whatever is wrong around it: whoever restarts processes asks here."""
    given = services(request)
    return as_json({"status": "alive", "version": given.version, **_identities(given)})


@router.get("/ready", summary="可以受理 · engine and register answer")
async def ready(request: Request) -> Response:
    """Say whether moves can be taken: engine and register answer, with the right schema; 503 where not.

    A setting of the engine that is not as it should be is named, and does not make it unready.
    """
    given = services(request)
    found = await given.operations.ready()
    body = {
        "status": "ready" if found.ready else "not ready",
        "version": given.version,
        "parts": found.parts,
        "reasons": [_trouble(one) for one in found.found],
        **_identities(given),
    }
    return as_json(body, 200 if found.ready else 503, None if found.ready else AGAIN)


@router.get("/v1/operations", summary="运行情况 · how the installation is, and why it is degraded")
async def operations(request: Request, actor: Actor) -> Response:
    """Show what waits and what is wrong: operators see everything, a supervisor the cases under it."""
    return as_json(shown(await services(request).operations.shown(actor)))


def shown(state: State) -> dict[str, Any]:
    """Return the state as JSON."""
    counts = state.counts
    return {
        "degraded": state.degraded,
        "reasons": [_reason(reason) for reason in state.reasons],
        "at": state.at.isoformat(timespec="seconds"),
        "parts": state.parts,
        "cases": {"all": counts.cases, "open": counts.open_cases} if counts else None,
        "outbox": [
            {
                "receiver": one.receiver,
                "waiting": one.waiting,
                "stuck": one.stuck,
                "oldest": one.oldest.isoformat(timespec="seconds"),
            }
            for one in (counts.outbox if counts else ())
        ],
        "intake": {
            "waiting": counts.letters,
            "oldest": counts.oldest_letter.isoformat(timespec="seconds") if counts.oldest_letter else None,
        }
        if counts
        else None,
        "system_work": {"open": state.open_work, "items": [_work(one) for one in state.work]},
    }


def _identities(given: Services) -> dict[str, Any]:
    return {"demo_identities": DEMO_NOTICE} if given.identities.demo else {}


def _trouble(found: Found) -> dict[str, Any]:
    trouble = found.trouble
    return {
        "code": trouble,
        "level": trouble.level,
        "subject": found.subject,
        "why": found.said.as_dict(),
        "cure": trouble.cure.as_dict(),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {**_trouble(Found(reason.trouble, reason.subject, reason.detail)), "count": reason.count}


def _work(work: SystemWork) -> dict[str, Any]:
    return {
        **_trouble(work.found),
        "agency": work.found.agency,
        "number": work.found.number,
        "since": work.since.isoformat(timespec="seconds"),
        "seen_at": work.seen_at.isoformat(timespec="seconds"),
    }
