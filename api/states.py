"""How the installation says that it is, as it is published."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from api.problems import Words
from domain.case.system_work import Level
from domain.procedure.lists import Instant


class DemoNotice(TypedDict):
    """That the identities are invented."""

    demo_identities: NotRequired[Words]


class Health(DemoNotice):
    """This process is alive."""

    status: Literal["alive"]
    version: str


class Trouble(TypedDict):
    """Something that is not as it should be."""

    code: str
    level: Level
    subject: str
    why: Words
    cure: Words


class Parts(TypedDict):
    """Which parts answer, with the right schema."""

    engine: bool
    register: bool
    schema: bool


class Readiness(DemoNotice):
    """Whether moves can be taken."""

    status: Literal["ready", "not ready"]
    version: str
    parts: Parts
    reasons: list[Trouble]


class Reason(Trouble):
    """Why the installation is degraded, and how often."""

    count: int


class SystemWorkRow(Trouble):
    """A trouble that is open."""

    agency: str
    number: str
    since: Instant
    seen_at: Instant


class CaseCounts(TypedDict):
    """How many cases there are."""

    all: int
    open: int


class Outbox(TypedDict):
    """What waits for one receiver."""

    receiver: str
    waiting: int
    stuck: int
    oldest: Instant


class IntakeCounts(TypedDict):
    """What is kept until the engine is back."""

    waiting: int
    oldest: Instant | None


class SystemWork(TypedDict):
    """Troubles that are open; of many the first."""

    open: int
    items: list[SystemWorkRow]


class OperationsState(TypedDict):
    """How the installation is."""

    degraded: bool
    reasons: list[Reason]
    at: Instant
    parts: Parts
    cases: CaseCounts | None
    outbox: list[Outbox]
    intake: IntakeCounts | None
    system_work: SystemWork
