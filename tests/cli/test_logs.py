"""What a log line may hold: ids, and nothing that somebody is called, lives at or says."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from installation import logs
from settings import LogFormat

SECRET = "镇江示例食品有限公司"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    root, level = logging.getLogger(), logging.getLogger().level
    handlers = root.handlers[:]
    logs.configure(LogFormat.JSON, "DEBUG", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_line_has_its_fields(written: io.StringIO):
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        structlog.stdlib.get_logger("api").info("request", case="2026-0001", status=200, ms=1.5)
    [line] = lines(written)
    assert (line["event"], line["case"], line["status"], line["request_id"]) == (
        "request",
        "2026-0001",
        200,
        "r-1",
    )
    assert line["level"] == "info"
    assert line["logger"] == "api"
    assert line["timestamp"].endswith("Z")


def test_a_field_that_is_not_listed_is_left_out(written: io.StringIO):
    structlog.stdlib.get_logger("api").info("request", party=SECRET, body={"name": SECRET})
    logging.getLogger("desk").info("read", extra={"name_of_party": SECRET})
    assert SECRET not in written.getvalue()
    assert len(lines(written)) == 2


def test_of_an_error_its_kind_and_place_are_written_and_not_what_it_says(written: io.StringIO):
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        structlog.stdlib.get_logger("api").exception("request failed", route="/v1/cases")
        logging.getLogger("temporalio.worker").error("Failed with %s", error, exc_info=error)
        logging.getLogger("asyncio").error(f"Task exception was never retrieved\nfuture: {error}")
    assert SECRET not in written.getvalue()
    first, second, third = lines(written)
    assert first["error"] == second["error"] == "ValueError"
    assert "test_of_an_error" in first["at"]
    assert third["event"] == "Task exception was never retrieved"


def test_arguments_of_foreign_loggers_are_not_written(written: io.StringIO):
    logging.getLogger("aiosmtplib").warning("recipient %s refused", SECRET)
    assert [line["event"] for line in lines(written)] == ["recipient %s refused"]


def test_the_workflows_logger_says_of_which_case(written: io.StringIO):
    told = {"workflow_id": "case/zj-market/2026-0001", "attempt": 2, "workflow_type": "PenaltyCase"}
    logging.getLogger("temporalio.workflow").warning("late", extra={"temporal_workflow": told})
    [line] = lines(written)
    assert (line["event"], line["case"], line["attempt"]) == ("late", "zj-market/2026-0001", 2)
