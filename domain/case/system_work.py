"""System work (系统待办): what is wrong with the installation itself and belongs to no case's procedure.

A trouble has a kind and a subject and is open once; its detail holds numbers, codes and ids, never what a party wrote.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from domain.bilingual import Titled, Words


class Level(Titled):
    """How bad it is: a warning can wait for the next working day, a fault cannot."""

    OK = "ok", "正常", "well"
    WARNING = "warning", "提示", "warning"
    FAULT = "fault", "故障", "fault"


class Trouble(Titled):
    """Kinds of trouble, each with its cure in `CURES` and in docs/operations.md."""

    REGISTER_AWAY = "register_away", "登记簿不可用", "the register cannot be reached"
    REGISTER_BUSY = "register_busy", "登记簿忙", "the register is busy"
    SCHEMA_OUTDATED = "schema_outdated", "登记簿结构不是当前版本", "the register has another schema"
    JOURNAL_BROKEN = "journal_broken", "全过程记录断开", "a journal is broken"
    ACCESS_LOG_BROKEN = "access_log_broken", "查阅日志与写入时不同", "the access log is not what was written"
    CHECKPOINTS_BROKEN = (
        "checkpoints_broken",
        "核验点与所记不符",
        "checkpoints and journals say different things",
    )
    CASE_UNREADABLE = "case_unreadable", "案件不能由记录还原", "a case cannot be folded from its journal"
    PROJECTION_OUTDATED = (
        "projection_outdated",
        "登记簿与记录不一致",
        "tables say something else than the journal",
    )
    OUTBOX_STUCK = "outbox_stuck", "外发多次失败", "a row of the outbox is stuck"
    LETTER_WAITING = "letter_waiting", "留存的来件未交给案件", "a letter kept here was not handed in"
    CASE_NEAR_LIMIT = "case_near_limit", "案件接近容量上限", "a case is near its limit"
    CASE_TOO_LARGE = (
        "case_too_large",
        "操作因案件过大被拒绝",
        "a move was refused since the case is too large",
    )
    ENGINE_AWAY = "engine_away", "引擎没有应答", "the engine does not answer"
    ENGINE_UNPREPARED = "engine_unprepared", "引擎未准备好", "the engine is not prepared"
    ENGINE_RETRIES_SLOWLY = "engine_retries_slowly", "引擎重试间隔过长", "the engine retries too slowly"
    SCHEDULE_FAILING = "schedule_failing", "定时计划不正常", "a schedule is not well"
    DELIVERY_GONE = "delivery_gone", "投递流程不在运行", "a delivery does not run"
    TASK_FAILING = "task_failing", "案件流程反复失败", "the workflow of a case fails again and again"
    CASE_STANDS_STILL = "case_stands_still", "案件停住", "a case stands still"
    CASE_NOT_IN_ENGINE = "case_not_in_engine", "引擎中没有此案件", "a case is missing in the engine"
    CASE_NOT_IN_REGISTER = "case_not_in_register", "登记簿中没有此案件", "a case is missing in the register"
    REGISTER_BEHIND = "register_behind", "登记簿落后于案件", "the register is behind the case"
    ENGINE_BEHIND = "engine_behind", "引擎落后于登记簿", "the engine is behind the register"
    JOURNAL_DIFFERS = "journal_differs", "两处记录不同", "register and engine hold different journals"
    FILE_MISSING = "file_missing", "文件缺失", "a file is missing"
    FILE_DAMAGED = "file_damaged", "文件已损坏", "a file is damaged"
    STORE_AWAY = "store_away", "文书库不可用", "the document store cannot be reached"
    NUMBER_GAP = "number_gap", "文号有缺号", "a document number is missing in its row"
    NUMBER_DOUBLED = "number_doubled", "文号重复", "a document number was given twice"
    NUMBER_LEFT_LYING = "number_left_lying", "取号后没有使用", "a number was reserved and is not used"
    NUMBER_NOT_ENTERED = "number_not_entered", "文号没有登入文号簿", "a number of a case is not entered"
    CHECK_FAILED = "check_failed", "检查未能完成", "a check could not be finished"

    @property
    def level(self) -> Level:
        return Level.WARNING if self in _WARNINGS else Level.FAULT

    @property
    def kept(self) -> bool:
        """Whether it is kept as system work; what can be asked at any instant is not."""
        return self not in _ASKED

    @property
    def cure(self) -> Words:
        """The next thing to do."""
        return CURES[self]


_WARNINGS: Final = frozenset({Trouble.LETTER_WAITING, Trouble.CASE_NEAR_LIMIT, Trouble.ENGINE_RETRIES_SLOWLY})
_ASKED: Final = frozenset(
    {
        Trouble.REGISTER_AWAY,
        Trouble.REGISTER_BUSY,
        Trouble.SCHEMA_OUTDATED,
        Trouble.ENGINE_AWAY,
        Trouble.STORE_AWAY,
    }
)

_FILL = Words("请运行 tingshu check --fill 从引擎补齐", "fill it from the engine: tingshu check --fill")
_COPY = "请从备份恢复该案件的登记，再运行 tingshu check", "restore it from a copy, then run tingshu check"
_ENGINE_COPY = (
    "请恢复引擎的备份，其时点不早于登记簿",
    "restore the engine from a copy not older than the register",
)
CURES: Final[dict[Trouble, Words]] = {
    Trouble.REGISTER_AWAY: Words(
        "请检查 TINGSHU_DATABASE_URL、数据目录和磁盘空间",
        "look at TINGSHU_DATABASE_URL, the data folder and the space on its disk",
    ),
    Trouble.REGISTER_BUSY: Words(
        "无须更改设置，请过几秒再看；一直如此的，请查看什么在占用登记簿（备份、重建、其他进程）",
        "nothing is to be set otherwise: look again in a few seconds; where it stays so, see what holds the register"
        " (a copy being made, a rebuild, another process)",
    ),
    Trouble.SCHEMA_OUTDATED: Words(
        "请运行 tingshu register migrate，再重启各进程",
        "run tingshu register migrate, then start the processes again",
    ),
    Trouble.JOURNAL_BROKEN: Words(*_COPY),
    Trouble.ACCESS_LOG_BROKEN: Words(
        "请运行 tingshu journal verify 看是哪些行，再从备份恢复这些行",
        "see which rows: tingshu journal verify; then restore them from a copy",
    ),
    Trouble.CHECKPOINTS_BROKEN: Words(
        "请运行 tingshu journal verify --against，与送出的核验点比对，再从备份恢复",
        "hold it against one that was sent away: tingshu journal verify --against; then restore a copy",
    ),
    Trouble.CASE_UNREADABLE: Words(
        "请改用写成该记录的版本，并将编号告知开发者",
        "run the version that wrote it, and tell the developers its number",
    ),
    Trouble.PROJECTION_OUTDATED: Words(
        "请运行 tingshu register rebuild AGENCY --all 重建",
        "write it anew: tingshu register rebuild AGENCY --all",
    ),
    Trouble.OUTBOX_STUCK: Words(
        "请排除接收方的问题（tingshu outbox list 可见原因），再运行 tingshu outbox retry RECEIVER",
        "mend the receiver (tingshu outbox list shows why), then tingshu outbox retry RECEIVER",
    ),
    Trouble.LETTER_WAITING: Words(
        "请检查引擎（tingshu check engine）；API 会自行再次交办",
        "look at the engine (tingshu check engine); the API hands it in again by itself",
    ),
    Trouble.CASE_NEAR_LIMIT: Words(
        "请提醒承办人将长文本作为文件上传（tingshu document put）",
        "ask its officers to bring long texts as files (tingshu document put)",
    ),
    Trouble.CASE_TOO_LARGE: Words(
        "请将长文本作为文件上传（tingshu document put），或者另立一案",
        "bring long texts as files (tingshu document put), or open another case",
    ),
    Trouble.ENGINE_AWAY: Words(
        "请检查引擎是否运行（tingshu engine status）以及 TEMPORAL_ADDRESS",
        "see that it runs (tingshu engine status), and look at TEMPORAL_ADDRESS",
    ),
    Trouble.ENGINE_UNPREPARED: Words(
        "请运行 python -m installation.prepare", "run python -m installation.prepare"
    ),
    Trouble.ENGINE_RETRIES_SLOWLY: Words(
        "请在引擎的动态设置中写入 history.workflowTaskRetryMaxInterval: 5s（见 deploy/temporal/dynamic.yaml）",
        "set history.workflowTaskRetryMaxInterval: 5s in its dynamic settings (deploy/temporal/dynamic.yaml)",
    ),
    Trouble.SCHEDULE_FAILING: Words(
        "请运行 tingshu schedule ensure，并查看工作进程的日志",
        "run tingshu schedule ensure, and look into the worker's log",
    ),
    Trouble.DELIVERY_GONE: Words(
        "请运行 tingshu outbox resume RECEIVER", "start it again: tingshu outbox resume RECEIVER"
    ),
    Trouble.TASK_FAILING: Words(
        "请查看工作进程日志中的该案件；改回能运行它的版本后，案件自行继续",
        "look for the case in the worker's log; once the right version runs it goes on by itself",
    ),
    Trouble.CASE_STANDS_STILL: Words(
        "请运行 tingshu check --fill；若两处记录不同，请从备份恢复。之后案件自行继续",
        "run tingshu check --fill; where both journals differ, restore a copy. Then it goes on by itself",
    ),
    Trouble.CASE_NOT_IN_ENGINE: Words(*_ENGINE_COPY),
    Trouble.ENGINE_BEHIND: Words(*_ENGINE_COPY),
    Trouble.CASE_NOT_IN_REGISTER: _FILL,
    Trouble.REGISTER_BEHIND: _FILL,
    Trouble.JOURNAL_DIFFERS: Words(*_COPY),
    Trouble.FILE_MISSING: Words(
        "请从备份恢复文书目录中的该文件，或重新上传（tingshu document put）",
        "restore it into the documents folder from a copy, or upload it again (tingshu document put)",
    ),
    Trouble.FILE_DAMAGED: Words(
        "请从备份恢复该文件，或重新上传（tingshu document put），会替换损坏的内容",
        "restore it from a copy, or upload it again (tingshu document put): that replaces the damaged one",
    ),
    Trouble.STORE_AWAY: Words(
        "请检查 TINGSHU_DOCUMENTS、AWS_ENDPOINT_URL、访问密钥和网络",
        "look at TINGSHU_DOCUMENTS, AWS_ENDPOINT_URL, the credentials and the network",
    ),
    Trouble.NUMBER_GAP: Words(
        "请查明该号的去向，记入台账（tingshu check numbers）",
        "find out what became of the number, and keep a note (tingshu check numbers)",
    ),
    Trouble.NUMBER_DOUBLED: Words(
        "请就其中一份文书依法更正（tingshu check numbers 列出两份）",
        "correct one of the documents by law (tingshu check numbers names both)",
    ),
    Trouble.NUMBER_LEFT_LYING: Words(
        "请查看该案文书为何没有制成（tingshu case documents AGENCY NUMBER）",
        "see why its document was not made (tingshu case documents AGENCY NUMBER)",
    ),
    Trouble.NUMBER_NOT_ENTERED: Words(
        "请运行 tingshu register rebuild AGENCY --all 重建",
        "write it anew: tingshu register rebuild AGENCY --all",
    ),
    Trouble.CHECK_FAILED: Words(
        "请查看日志后再运行 tingshu check", "look into the log, then run tingshu check again"
    ),
}


@dataclass(frozen=True)
class Found:
    """One trouble that was found."""

    trouble: Trouble
    subject: str
    """What it is about: a case as `AGENCY/NUMBER`, a file by its SHA-256, a row by its key."""
    detail: str = ""
    agency: str = ""
    number: str = ""

    @classmethod
    def of_case(cls, trouble: Trouble, agency: str, number: str, detail: str = "") -> "Found":
        return cls(trouble, f"{agency}/{number}", detail, agency, number)

    @property
    def said(self) -> Words:
        words = self.trouble.words
        if not self.detail:
            return words
        return Words(f"{words.zh}（{self.detail}）", f"{words.en} ({self.detail})")


@dataclass(frozen=True)
class SystemWork:
    """A trouble as the register holds it open."""

    found: Found
    since: datetime
    seen_at: datetime
    """When it was found last."""


class TroubleBook(Protocol):
    """Where troubles are told."""

    def report(self, found: Found) -> None:
        """Open it, or say that it is still so: `since` stays."""

    def ended(self, trouble: Trouble, subject: str) -> None: ...

    def open(self, trouble: Trouble | None = None) -> tuple[SystemWork, ...]: ...
