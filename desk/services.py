"""The whole desk (受理窗口): what API and command line work with, as the composition root hands it in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk.access_log import AccessLog
from desk.desk import Desk
from desk.identities import Identities
from desk.intake import Intake
from desk.reading import Reading
from desk.uploading import Uploads

Check = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Services:
    desk: Desk
    reading: Reading
    uploads: Uploads
    intake: Intake
    log: AccessLog
    identities: Identities
    examples: Mapping[str, dict[str, Any]]
    """One example body a move."""
    away: tuple[type[Exception], ...] = ()
    """What is raised when the register or the document store cannot be reached."""
    checks: Mapping[str, Check] = field(default_factory=dict)
    """What `/health` asks: each raises when its part is away."""
    opens_at: Callable[[], datetime | None] = lambda: None
    """The civil time at which cases are opened, where it is not now."""
    clocks_may_be_set: bool = False
    """Whether `X-Tingshu-Clock` is heeded: demo and tests only."""
    version: str = ""
