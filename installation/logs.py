"""Logs: one line an event, with ids only. What may be written is listed; everything else is left out.

No name, identifier, address or statement can get into a log by accident: fields that are not listed below are
dropped, messages of exceptions and arguments of foreign loggers are not written at all, only where it happened.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog
from temporalio import activity, workflow
from temporalio.runtime import (
    LogForwardingConfig,
    LoggingConfig,
    Runtime,
    TelemetryConfig,
    TelemetryFilter,
)
from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput, Interceptor

from settings import LogFormat

FIELDS = frozenset(
    {
        # added by the logging itself
        "event", "level", "logger", "timestamp", "error", "at",
        # of whom and what: ids
        "case", "move", "request_id", "attempt", "person", "workflow", "activity", "run", "row", "receiver",
        "sha256",
        # of a request
        "method", "route", "status", "ms", "code",
        # of machinery
        "address", "pid", "exit_code", "restarts", "child", "position", "count", "version", "notice", "seconds",
    }
)  # fmt: skip

OURS = frozenset(
    {"api", "cli", "worker", "desk", "engine", "register", "documents", "activities", "workflows"}
)
"""Loggers whose messages are written as they are: constant texts of our own code."""

Event = MutableMapping[str, Any]


def configure(form: LogFormat, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Set up logging for this process: structlog, the standard library's loggers, and the engine's own core."""
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*before, from_temporal],
            processors=[
                only_listed,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(form),
            ],
        )
    )
    handler.addFilter(_Foreign())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    _quieten()


def _renderer(form: LogFormat) -> Any:
    if form is LogFormat.JSON:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _quieten() -> None:
    # Its lines repeat ours, with whole query strings in them.
    logging.getLogger("uvicorn.access").disabled = True
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers[:] = []
        logging.getLogger(name).propagate = True
    for name in ("httpx", "httpcore", "alembic", "sqlalchemy", "fontTools", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Else they append workflow type, run and more to each message; here they are fields.
    workflow.logger.workflow_info_on_message = False
    activity.logger.activity_info_on_message = False


def forward_core() -> None:
    """Let the engine's core log through Python, where its fields (failures among them) are left out."""
    forwarding = LogForwardingConfig(
        logger=logging.getLogger("temporalio.core"), append_log_fields_to_message=False
    )
    logs = LoggingConfig(
        filter=TelemetryFilter(core_level="WARN", other_level="ERROR"), forwarding=forwarding
    )
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=logs)), error_if_already_set=False)


class _Foreign(logging.Filter):
    """Leave of a foreign logger's message what its author wrote: arguments and further lines repeat what was given."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] not in OURS | {"uvicorn"}:
            record.args = ()
            record.msg = str(record.msg).partition("\n")[0]
        return True


def from_temporal(logger: Any, method: str, event: Event) -> Event:
    """Turn what the SDK's loggers carry beside the message into fields."""
    record = event.get("_record")
    for name in ("temporal_workflow", "temporal_activity"):
        context: Mapping[str, Any] = getattr(record, name, None) or {}
        if context:
            event.update(of_workflow(str(context.get("workflow_id", ""))))
            event["attempt"] = context.get("attempt")
            event["activity"] = context.get("activity_type")
    return event


def of_workflow(workflow_id: str) -> dict[str, str]:
    """Return the case number of a case's workflow, the id of another."""
    kind, _, rest = workflow_id.partition("/")
    return {"case": rest} if kind == "case" else {"workflow": workflow_id}


def only_listed(logger: Any, method: str, event: Event) -> Event:
    """Keep the listed fields; of an exception its type and where it happened, never what it says."""
    error = _error_of(event)
    kept: Event = {k: v for k, v in event.items() if (k in FIELDS or k.startswith("_")) and v is not None}
    if error is not None:
        kept["error"] = type(error).__name__
        kept["at"] = where(error.__traceback__)
    return kept


def _error_of(event: Event) -> BaseException | None:
    given = event.get("exc_info") or getattr(event.get("_record"), "exc_info", None)
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        found = given[1]
        return found if isinstance(found, BaseException) else None
    return sys.exc_info()[1] if given else None


def where(trace: TracebackType | None) -> str:
    """Return the last steps on the way to an exception, as `file:line function`."""
    steps = traceback.extract_tb(trace)[-6:]
    return " < ".join(
        f"{step.filename.rpartition('/')[2]}:{step.lineno} {step.name}" for step in reversed(steps)
    )


class LogContext(Interceptor):
    """Binds case and attempt to every line that an activity logs."""

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        return _Bound(next)


class _Bound(ActivityInboundInterceptor):
    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        info = activity.info()
        bound = of_workflow(info.workflow_id or "")
        with structlog.contextvars.bound_contextvars(
            **bound, activity=info.activity_type, attempt=info.attempt
        ):
            return await super().execute_activity(input)
