"""Checks (检查): what is looked at in an installation, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from domain.bilingual import Titled, Words
from domain.case.system_work import Found, Level, Trouble

Tell = Callable[[int, int], None]
"""Told how far a check is: how many of how many were looked at."""


class Part(Titled):
    """Parts of an installation."""

    REGISTER = "register", "登记簿", "register"
    ENGINE = "engine", "引擎", "engine"
    STORE = "store", "文书库", "document store"
    NUMBERS = "numbers", "文号", "document numbers"


class Check(Titled):
    """What is checked, in this order."""

    SCHEMA = "schema", "登记簿结构", "schema of the register"
    JOURNALS = "journals", "全过程记录", "journals"
    ACCESS_LOG = "access_log", "查阅日志", "access log"
    CHECKPOINTS = "checkpoints", "核验点", "checkpoints"
    OUTBOX = "outbox", "外发", "outbox"
    INTAKE = "intake", "留存的来件", "letters kept"
    SIZES = "sizes", "案件大小", "sizes of cases"
    REACHABLE = "reachable", "引擎应答", "the engine answers"
    NAMESPACE = "namespace", "命名空间和检索属性", "namespace and search attributes"
    SCHEDULES = "schedules", "定时计划", "schedules"
    DELIVERIES = "deliveries", "投递流程", "deliveries"
    RETRIES = "retries", "引擎的重试间隔", "how soon the engine retries"
    CASES = "cases", "引擎中的案件", "cases in the engine"
    HEADS = "heads", "两处记录是否相同", "both journals"
    TASKS = "tasks", "流程任务", "workflow tasks"
    STANDING = "standing", "停住的案件", "cases standing still"
    FILES = "files", "文件", "files"
    NUMBERING = "numbering", "文号连续、唯一", "numbers without gap or double"

    @property
    def part(self) -> Part:
        return next(part for part, checks in CHECKS.items() if self in checks)


CHECKS: Final[dict[Part, tuple[Check, ...]]] = {
    Part.REGISTER: (
        Check.SCHEMA,
        Check.JOURNALS,
        Check.ACCESS_LOG,
        Check.CHECKPOINTS,
        Check.OUTBOX,
        Check.INTAKE,
        Check.SIZES,
    ),
    Part.ENGINE: (
        Check.REACHABLE,
        Check.NAMESPACE,
        Check.SCHEDULES,
        Check.DELIVERIES,
        Check.RETRIES,
        Check.CASES,
        Check.HEADS,
        Check.TASKS,
        Check.STANDING,
    ),
    Part.STORE: (Check.FILES,),
    Part.NUMBERS: (Check.NUMBERING,),
}

FINDS: Final[dict[Check, tuple[Trouble, ...]]] = {
    Check.SCHEMA: (Trouble.REGISTER_AWAY, Trouble.REGISTER_BUSY, Trouble.SCHEMA_OUTDATED),
    Check.JOURNALS: (Trouble.JOURNAL_BROKEN, Trouble.CASE_UNREADABLE, Trouble.PROJECTION_OUTDATED),
    Check.ACCESS_LOG: (Trouble.ACCESS_LOG_BROKEN,),
    Check.CHECKPOINTS: (Trouble.CHECKPOINTS_BROKEN,),
    Check.OUTBOX: (Trouble.OUTBOX_STUCK,),
    Check.INTAKE: (Trouble.LETTER_WAITING,),
    Check.SIZES: (Trouble.CASE_NEAR_LIMIT, Trouble.CASE_TOO_LARGE),
    Check.REACHABLE: (Trouble.ENGINE_AWAY,),
    Check.NAMESPACE: (Trouble.ENGINE_UNPREPARED,),
    Check.SCHEDULES: (Trouble.SCHEDULE_FAILING,),
    Check.DELIVERIES: (Trouble.DELIVERY_GONE,),
    Check.RETRIES: (Trouble.ENGINE_RETRIES_SLOWLY,),
    Check.CASES: (Trouble.CASE_NOT_IN_ENGINE, Trouble.CASE_NOT_IN_REGISTER),
    Check.HEADS: (Trouble.REGISTER_BEHIND, Trouble.ENGINE_BEHIND, Trouble.JOURNAL_DIFFERS),
    Check.TASKS: (Trouble.TASK_FAILING,),
    Check.STANDING: (Trouble.CASE_STANDS_STILL,),
    Check.FILES: (Trouble.FILE_MISSING, Trouble.FILE_DAMAGED, Trouble.STORE_AWAY),
    Check.NUMBERING: (
        Trouble.NUMBER_GAP,
        Trouble.NUMBER_DOUBLED,
        Trouble.NUMBER_LEFT_LYING,
        Trouble.NUMBER_NOT_ENTERED,
    ),
}
"""Which kinds of trouble a check finds: those that it does not find any more have ended."""


@dataclass(frozen=True)
class Checked:
    """What one check came to."""

    check: Check
    looked_at: int
    """How many things."""
    found: tuple[Found, ...] = ()
    note: Words | None = None
    """What else is worth knowing."""
    whole: bool = True
    """Whether all was looked at that can be: else what was not found may still be so."""
    unnamed: tuple[str, ...] = ()
    """SHA-256 of files that are there and belong to nobody: no trouble, and nothing that counts."""

    @property
    def level(self) -> Level:
        levels = {found.trouble.level for found in self.found}
        return next((level for level in (Level.FAULT, Level.WARNING) if level in levels), Level.OK)
