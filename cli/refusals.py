"""How a refusal is shown in a shell, and the exit code that stands for it.

A line with code and article, below it why, and after an arrow what to do next:

    ✗ NotReviewed 行政处罚法第五十八条
      法制审核尚未同意现有案卷材料 · legal review has not agreed to the present papers
    → 请送审并取得同意（submit_for_review） · submit them and obtain its agreement (submit_for_review)
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from rich.text import Text

from cli import showing
from cli.called import as_called
from desk.errors import (
    CASE,
    DOCUMENT,
    ENGINE,
    FILE,
    FORM,
    LOOK,
    MOVE,
    REGISTER,
    SIGNAL,
    TERM,
    BadDatabase,
    Barred,
    Busy,
    DeskError,
    EngineBehind,
    FileTooLarge,
    FormTooSoon,
    KeptApart,
    KeyReused,
    LookAgain,
    Malformed,
    NoDataFolder,
    NoFonts,
    NotJudged,
    NotSetUp,
    NotToRelease,
    NumberTaken,
    StalePosition,
    Unavailable,
    Unknown,
    UnknownFile,
)
from domain.bilingual import Words
from domain.case.keeping import DiskFull, FileDamaged, FileMissing, KeepingError, StoreAway
from domain.law.errors import LawError

REFUSED, BAD_INPUT, FAILED = 1, 2, 3
"""Exit codes: against the law's order or another's right, or a check found a fault; not understandable; engine, register or programme failed."""

EXIT: Final[dict[type[DeskError], int]] = {
    Unknown: BAD_INPUT,
    Malformed: BAD_INPUT,
    UnknownFile: BAD_INPUT,
    FileTooLarge: BAD_INPUT,
    FormTooSoon: REFUSED,
    KeptApart: REFUSED,
    NotToRelease: REFUSED,
    KeyReused: REFUSED,
    NumberTaken: REFUSED,
    StalePosition: REFUSED,
    LookAgain: FAILED,
    EngineBehind: FAILED,
    NotJudged: FAILED,
    NotSetUp: FAILED,
    NoDataFolder: BAD_INPUT,
    NoFonts: FAILED,
    Unavailable: FAILED,
    BadDatabase: BAD_INPUT,
}
"""But for `Barred`, whose obstacles have a sort each."""

_AGAIN_OR_FROM_A_COPY: Final = Words(
    "请重新上传同一文件（tingshu document put FILE），或者从备份恢复",
    "upload the same file again (tingshu document put FILE), or restore it from a copy",
)
CURES: Final[dict[type[Exception], Words]] = {
    UnknownFile: Words("请先上传（tingshu document put FILE）", "upload first (tingshu document put FILE)"),
    FileTooLarge: Words(
        "请分成几份，或者降低扫描精度，再上传（tingshu document put FILE）",
        "divide it or scan it smaller, and upload it again (tingshu document put FILE)",
    ),
    KeptApart: Words(
        "请先由本机关的另一名承办人或者负责人查验，再解除隔离（tingshu document release SHA256 --reason …）",
        "have another officer or the head of the agency look at it and release it "
        "(tingshu document release SHA256 --reason …)",
    ),
    KeyReused: Words("请换一个 --key", "take a new --key"),
    StalePosition: Words(
        "请重新查看案件（tingshu case show），并换用新的 --if-position",
        "look at the case again (tingshu case show), and give the new --if-position",
    ),
    NotJudged: Words("请将所用的命令和时间告知管理员", "tell the operator what was asked, and at what time"),
    LookAgain: Words("请以同一 --key 重试", "try again under the same --key"),
    EngineBehind: Words(
        "请告知管理员：案件引擎恢复的备份早于登记簿（tingshu check engine）",
        "tell the operator: the engine was restored from a copy older than the register (tingshu check engine)",
    ),
    Busy: Words(
        "无须更改设置，请过几秒再以同一 --key 重试",
        "nothing is to be set otherwise: try again in a few seconds, under the same --key",
    ),
    Unavailable: Words("请稍后以同一 --key 重试", "try again later, under the same --key"),
    DiskFull: Words(
        "请腾出或者扩大数据目录（TINGSHU_DATA）、数据库和文书库（TINGSHU_DOCUMENTS，在对象存储的还有配额）的空间，再以同一 --key 重试",
        "free or add space for the data folder (TINGSHU_DATA), the database and the document store (TINGSHU_DOCUMENTS, in S3 "
        "its quota), and try again under the same --key",
    ),
    StoreAway: Words(
        "请检查对象存储（TINGSHU_DOCUMENTS、AWS_ENDPOINT_URL）和网络，再以同一 --key 重试",
        "look at S3 (TINGSHU_DOCUMENTS, AWS_ENDPOINT_URL) and the network, and try again under the same --key",
    ),
    FileMissing: _AGAIN_OR_FROM_A_COPY,
    FileDamaged: _AGAIN_OR_FROM_A_COPY,
}
"""Where the cure of the desk names a header or a route: the option or command instead."""
CURES_OF_PARTS: Final = {
    ENGINE: Words(
        "请检查引擎（tingshu engine status），再以同一 --key 重试",
        "look at the engine (tingshu engine status), and try again under the same --key",
    ),
    REGISTER: Words(
        "请检查 TINGSHU_DATABASE_URL 或者数据目录，再以同一 --key 重试",
        "check TINGSHU_DATABASE_URL or the data folder, and try again under the same --key",
    ),
}
NO_REGISTER: Final = Words(
    "数据目录是 {folder}（TINGSHU_DATA）：不是这一个的，请更正；是的，请先运行 tingshu register migrate（make run 会自行运行）",
    "the data folder is {folder} (TINGSHU_DATA): correct it if it is another one; else run tingshu register migrate first"
    " (make run does so itself)",
)
LISTED_BY: Final = {
    CASE: "tingshu case list",
    MOVE: "tingshu case moves AGENCY NUMBER",
    TERM: "tingshu case deadlines AGENCY NUMBER",
    SIGNAL: "tingshu case show AGENCY NUMBER",
    DOCUMENT: "tingshu case documents AGENCY NUMBER",
    FILE: "tingshu case documents AGENCY NUMBER",
    FORM: "tingshu document forms AGENCY NUMBER",
}


class NotFound(Unknown):
    """No such case, or not this reader's, with what may have been meant."""

    def __init__(self, cure: Words) -> None:
        super().__init__(CASE)
        self.cure = cure


class Said(NamedTuple):
    """One thing that stands in the way."""

    code: str
    where: str
    """Its article; the field, where it is filled in wrongly."""
    why: Words
    cure: Words


def exit_code(error: DeskError) -> int:
    """Return the exit code that stands for an error of the desk."""
    if isinstance(error, Barred):
        return REFUSED if any(refusal.sort.understood for refusal in error.refusals) else BAD_INPUT
    return next(EXIT[kind] for kind in type(error).__mro__ if kind in EXIT)


def show(error: DeskError | LawError | KeepingError, *, json_: bool) -> None:
    """Say why something was not done: everything that stands in the way, each with its cure."""
    if json_:
        showing.as_json(_as_problem(error))
        return
    for said in said_of(error):
        showing.err.print(Text(f"✗ {said.code} {said.where}".rstrip(), style="bold red"), soft_wrap=True)
        showing.err.print(Text(as_called(f"  {said.why}\n→ {said.cure}")), soft_wrap=True)


def in_one_line(error: DeskError | LawError | KeepingError) -> str:
    """Write everything that stands in the way as one line, for a log or a cell of a table."""
    return "；".join(str(said.why.followed_by(said.cure)) for said in said_of(error))


def said_of(error: DeskError | LawError | KeepingError) -> Iterator[Said]:
    if isinstance(error, Barred):
        for refusal in error.refusals:
            yield Said(refusal.code, str(refusal.article or ""), refusal.why, refusal.cure)
    elif isinstance(error, Malformed):
        for fault in error.faults:
            yield Said(error.code, fault.field, fault.why, fault.cure)
    else:
        yield Said(error.code, "", error.why, _cure(error))


def _cure(error: DeskError | LawError | KeepingError) -> Words:
    if isinstance(error, NotSetUp) and not error.found and not os.environ.get("TINGSHU_DATABASE_URL"):
        return NO_REGISTER.filled(folder=Path(os.environ.get("TINGSHU_DATA") or ".tingshu").resolve())
    if isinstance(error, Unknown) and not isinstance(error, NotFound):
        return LOOK.filled(place=LISTED_BY[error.sought])
    if isinstance(error, Unavailable) and not isinstance(error, Busy) and error.part in CURES_OF_PARTS:
        return CURES_OF_PARTS[error.part]
    return CURES.get(type(error), error.cure)


def _as_problem(error: DeskError | LawError | KeepingError) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "code": error.code,
        "detail": in_one_line(error),
        "why": error.why.as_dict(),
        "cure": _cure(error).as_dict(),
    }
    if isinstance(error, Barred):
        shown["obstacles"] = [refusal.as_dict() for refusal in error.refusals]
    if isinstance(error, Malformed):
        shown["fields"] = [fault.as_dict() for fault in error.faults]
    return shown
