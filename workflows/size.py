"""The size of a case: what it carries from run to run, measured so that it never passes what the engine takes."""

from collections.abc import Sequence

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.bilingual import Words
    from domain.case.case import Case
    from domain.case.journal import Entry
    from domain.case.snapshot import snapshot_size
    from domain.procedure.language import Refusal, Refused

LIMIT = 1024 * 1024
"""Bytes of JSON; the engine takes two MiB as sent, and letters and the facts of the clock come beside it.

A case of a hundred parties and a thousand pieces of evidence, with the roles of its articles, the nature of each act and the
order to correct in every notice and decision, has 768 KB when its decisions are made.
"""
MEASURED_EVERY = 64 * 1024
"""Bytes of new facts after which the snapshot is measured again: measuring costs as much as writing it."""
EVENTS_A_RUN, BYTES_A_RUN = 2_000, 2 * 1024 * 1024
"""Of history, after which a case goes on in a new run: long before the engine's limits, and replayed in a second or so."""
GROWTH = 4
"""A fact may stand in several components of a case: the notices of a party repeat findings and proposal."""
CASE_TOO_LARGE = Refusal(
    "CaseTooLarge",
    None,
    Words(
        "本案的内容将达到 {size} KB，超过 {limit} KB 的上限",
        "the case would carry {size} KB, and its limit is {limit} KB",
    ),
    Words(
        "请缩短所填的文字，把材料作为文件上传（POST /v1/documents），或者请系统运维查看（tingshu check register）",
        "shorten the texts, upload papers as files (POST /v1/documents),"
        " or ask the operator to look at it (`tingshu check register`)",
    ),
)


class Size:
    def __init__(self, case: Case) -> None:
        self._measured = snapshot_size(case)
        self._since = 0

    def grown(self, case: Case, made: Sequence[Entry]) -> None:
        self._since += _bytes(made)
        if self._since > MEASURED_EVERY:
            self._measured, self._since = snapshot_size(case), 0

    def refusals(self, case: Case, made: Sequence[Entry], unrecorded: Sequence[Entry]) -> tuple[Refused, ...]:
        """Refuse entries after which the case would be too large; measured exactly only where that may be."""
        waiting = _bytes(unrecorded) + _bytes(made)
        if self._measured + GROWTH * (self._since + _bytes(made)) + waiting <= LIMIT:
            return ()
        size = snapshot_size(case) + waiting
        return (CASE_TOO_LARGE(size=size // 1024, limit=LIMIT // 1024),) if size > LIMIT else ()


def run_is_long() -> bool:
    """Whether the present run has had its share of history."""
    info = workflow.info()
    return (
        info.get_current_history_length() >= EVENTS_A_RUN
        or info.get_current_history_size() >= BYTES_A_RUN
        or info.is_continue_as_new_suggested()
    )


def _bytes(entries: Sequence[Entry]) -> int:
    return sum(len(entry.stored) for entry in entries)
