"""Reports to the supervision platform: one JSON document a POST, until it answers 2xx."""

import httpx

from activities.delivering import NotDelivered, Unreachable, Waiting


class PlatformSender:
    def __init__(self, client: httpx.AsyncClient, *, path: str = "/reports") -> None:
        """`client` has the platform's base URL, its time-outs and its credentials."""
        self._client = client
        self._path = path

    async def send(self, row: Waiting) -> None:
        headers = {"Idempotency-Key": row.key, "Content-Type": "application/json"}
        try:
            answer = await self._client.post(self._path, content=row.body.encode(), headers=headers)
        except httpx.TransportError as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from error
        if answer.is_success:
            return
        reason = f"HTTP {answer.status_code}: {answer.text[:200]}"
        raise Unreachable(reason) if answer.status_code in (429, 502, 503, 504) else NotDelivered(reason)
