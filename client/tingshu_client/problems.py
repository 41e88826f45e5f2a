"""What goes wrong, as exceptions. `str()` says why and what to do, in both languages.

TingshuError
├── Problem             the installation answered, and did not do it
│   ├── NotUnderstood   unknown or wrong fields, too large, another format       400 405 406 408 413 415 422 431
│   ├── NotIdentified   no token, or none that is known                          401
│   ├── NotAllowed      not this person's to do                                  403
│   ├── NotFound        not there, or not this person's to read                  404
│   ├── Barred          against the law or the order of the case: `obstacles`    409
│   ├── Stale           the case has gone on since it was read (`expects`)       412
│   └── Failed          something in the installation is broken                  500 …
├── Away                no answer within the patience: whether it was done is not known
└── NotYet              what was waited for did not come
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} · {self.en}"


def words_of(said: Any) -> Words:
    return Words(said["zh"], said["en"]) if isinstance(said, Mapping) else Words(str(said), str(said))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way of a move."""

    code: str
    article: str
    sort: str
    """`order`: of law or of the case; `person`: not this person's; `form`: not understandable."""
    why: Words
    cure: Words


@dataclass(frozen=True, slots=True)
class Fault:
    """One field, parameter or header that is unknown or wrong."""

    field: str
    """Its path, with dots: `service.mode`, `parties.0.kind`."""
    why: Words
    cure: Words


def obstacles_of(rows: Any) -> tuple[Obstacle, ...]:
    return tuple(
        Obstacle(row["code"], row["article"], row["sort"], words_of(row["why"]), words_of(row["cure"]))
        for row in rows
    )


class TingshuError(Exception):
    """Base of everything that the client raises."""


class Problem(TingshuError):
    """A problem (RFC 9457), as the installation told it."""

    def __init__(self, status: int, told: Mapping[str, Any], request: str = "") -> None:
        self.status = status
        self.code: str = told["code"]
        """Stable: programs ask for it. Of several obstacles see each one's own."""
        self.article: str = told.get("article", "")
        self.why = words_of(told["why"])
        self.cure = words_of(told["cure"])
        """The next thing to do: it names the move, the field or the address."""
        self.obstacles = obstacles_of(told.get("obstacles", ()))
        """Everything that stands in the way, not only the first."""
        self.fields = tuple(
            Fault(row["field"], words_of(row["why"]), words_of(row["cure"])) for row in told.get("fields", ())
        )
        self.request = request
        """The request's id, under which the installation's log has it."""
        super().__init__(self._said())

    @property
    def codes(self) -> frozenset[str]:
        """Of all obstacles; else its own."""
        return frozenset(one.code for one in self.obstacles) or frozenset({self.code})

    def _said(self) -> str:
        lines = [f"{one.code} {one.article}: {one.why} → {one.cure}" for one in self.obstacles]
        lines += [f"{one.field}: {one.why} → {one.cure}" for one in self.fields]
        return "\n".join(lines or [f"{self.code}: {self.why} → {self.cure}"])


class NotUnderstood(Problem):
    pass


class NotIdentified(Problem):
    pass


class NotAllowed(Problem):
    pass


class NotFound(Problem):
    pass


class Barred(Problem):
    pass


class Stale(Problem):
    pass


class Failed(Problem):
    pass


class Away(TingshuError):
    """No answer within the patience: a write may have been done, or not. The same call under this key does it once."""

    def __init__(self, call: str, key: str, seconds: float) -> None:
        super().__init__(
            f"{call}：{seconds:.0f} 秒内没有应答，请以同一幂等键重试 · "
            f"no answer in {seconds:.0f} s: send the same again under the same key"
        )
        self.key = key


class NotYet(TingshuError):
    """A move did not become open in time; `obstacles` are what still bars it."""

    def __init__(self, move: str, obstacles: tuple[Obstacle, ...]) -> None:
        barred = "\n".join(f"{one.code} {one.article}: {one.why} → {one.cure}" for one in obstacles)
        super().__init__(f"{move} 尚不能办理 · is not open yet\n{barred}".rstrip())
        self.obstacles = obstacles


_OF_STATUS: dict[int, type[Problem]] = {
    401: NotIdentified,
    403: NotAllowed,
    404: NotFound,
    409: Barred,
    412: Stale,
}


def problem_of(answer: httpx.Response) -> Problem:
    """Return what an answer says went wrong; one that is not ours, such as a proxy's, is told by its status."""
    status = answer.status_code
    kind = _OF_STATUS.get(status) or (NotUnderstood if status < 500 else Failed)
    request = answer.headers.get("X-Request-Id", "")
    if answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        return kind(status, answer.json(), request)
    phrase = HTTPStatus(status).phrase if status in {one.value for one in HTTPStatus} else str(status)
    strange = {
        "zh": f"应答不是本系统的（HTTP {status}）",
        "en": f"the answer is not Tingshu's (HTTP {status})",
    }
    cure = {"zh": "请核对地址和其间的代理", "en": "check the address, and the proxies on the way"}
    return kind(status, {"code": phrase.replace(" ", ""), "why": strange, "cure": cure}, request)
