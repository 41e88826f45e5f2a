"""What the desk answers when it does not do what it was asked.

DeskError
├── Unknown          no such case, file, move or term, or not this reader's
├── Malformed        fields are unknown or wrong; each with its cure
│   └── NotHere      rightly written, but this installation does not have it
├── FormTooSoon      a form to be signed on paper that has nothing to be written on it now
├── UnknownFile      a SHA-256 that the document store does not hold
├── Barred           the law or the order of the case; all obstacles
├── KeyReused        the same idempotency key with another body
├── NumberTaken      the case number exists in the agency
├── StalePosition    the case is not at the position that the caller has read
├── LookAgain        the desk itself has to search the register once more; no caller sees it
├── EngineBehind     the engine lacks what the register has of a case: an operator's work
├── NoFonts          the fonts of the documents are not there
├── NoDataFolder     the folder of the installation cannot be made or written to
├── NotJudged        a rule of ours failed: tell the operator; nothing was written
├── KeptApart        a file is dangerous, and nobody has released it yet
├── NotToRelease     a file that this person does not release
├── FileTooLarge     a file is larger than the document store takes
├── NotSetUp         the register has not been made, or lacks what this version needs
├── BadDatabase      the database that is named lets nobody in, or is none
└── Unavailable      engine or register is away; try again
    └── Busy         it is there, and has too much to do; try again, there is nothing to be mended

A disk that takes no more, a file lost or damaged: `domain.case.keeping`.
What each is in HTTP stands in `api.errors`, what in a shell in `cli.refusals`.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from domain.bilingual import Words, listed
from domain.case.dangers import Danger, words_of
from domain.case.keeping import RegisterBusy, RegisterUnusable

if TYPE_CHECKING:
    # Commands that answer a question of law show these errors, and load nothing of the procedure for it.
    from domain.procedure.language import Refused

ENGINE = Words("案件引擎", "the engine of the cases")
REGISTER = Words("登记簿", "the register")
REGISTER_OF_THE_CASE = Words("本案的登记", "the register of this case")


class Sought(NamedTuple):
    """A sort of thing that was looked for, and where those are listed that one may read."""

    name: Words
    listed_at: str


CASE = Sought(Words("案件", "case"), "GET /v1/cases")
MOVE = Sought(Words("操作", "move"), "GET /v1/moves")
TERM = Sought(Words("期限", "term"), "GET /v1/cases/{agency}/{number}/deadlines")
SIGNAL = Sought(Words("信号", "signal"), "GET /v1/cases/{agency}/{number}/journal")
DOCUMENT = Sought(Words("文书", "document"), "GET /v1/cases/{agency}/{number}/documents")
FILE = Sought(Words("文件", "file"), "GET /v1/cases/{agency}/{number}/documents")
FORM = Sought(Words("表单", "form"), "GET /v1/cases/{agency}/{number}/forms")
LOOK = Words("请对照 {place} 的列表", "look for it in the list at {place}")


class Fault(NamedTuple):
    """What is wrong with one field of a request, with header, query and options among the fields."""

    field: str
    """Its path, with dots: `parties.0.kind`."""
    why: Words
    cure: Words

    def as_dict(self) -> dict[str, str | dict[str, str]]:
        return {"field": self.field, "why": self.why.as_dict(), "cure": self.cure.as_dict()}


class DeskError(Exception):
    """Base of all that the desk refuses. `str()` is `中文 · English`."""

    code = "DeskError"
    """Stable: programs ask for it."""

    def __init__(self, why: Words, cure: Words) -> None:
        """`cure` is the next thing to do: it names the route, header, field or command."""
        super().__init__(str(why.followed_by(cure)))
        self.why = why
        self.cure = cure


class Unknown(DeskError):
    code = "Unknown"

    def __init__(self, sought: Sought = CASE) -> None:
        super().__init__(
            Words("没有这个{name}，或者不在您的查阅范围", "no such {name}, or not yours to read").filled(
                name=sought.name
            ),
            LOOK.filled(place=sought.listed_at),
        )
        self.sought = sought


MOST_NAMED = 50
"""Faults of one request that are named; who corrects them hears of the rest."""


class Malformed(DeskError):
    code = "Malformed"

    def __init__(self, *faults: Fault, many: int = 0) -> None:
        """The first of them are named: a body of a megabyte can have as many as it has fields.

        `many` is how many there are in all, where not each of them is given.
        """
        many, names = max(many, len(faults)), listed(f.field for f in faults[:MOST_NAMED])
        if many > MOST_NAMED:
            names = Words("{names} 等{many}处", "{names} and others, {many} in all").filled(
                names=names, many=many
            )
        super().__init__(
            Words("请求内容有误：{names}", "these fields are unknown or wrong: {names}").filled(names=names),
            Words("请逐项更正：{names}", "correct each of them: {names}").filled(names=names),
        )
        self.faults = faults[:MOST_NAMED]


class NotHere(Malformed):
    """Written as it should be, and names or asks for what this installation does not have: an agency, a page."""

    code = "NotHere"


class FormTooSoon(DeskError):
    code = "FormTooSoon"

    def __init__(self, form: Words, first: Words) -> None:
        """`first` are the moves after one of which there is something to be written on it."""
        super().__init__(
            Words(
                "《{form}》现在没有可以填写的事项", "there is nothing now to be written on the {form}"
            ).filled(form=form),
            Words("请先办理：{first}", "make one of these first: {first}").filled(first=first),
        )


class UnknownFile(DeskError):
    code = "UnknownFile"

    def __init__(self, files: Iterable[str]) -> None:
        self.files = tuple(files)
        super().__init__(
            Words("文件未上传：{files}", "not in the document store: {files}").filled(
                files=listed(self.files)
            ),
            Words("请先上传（POST /v1/documents）", "upload first (POST /v1/documents)"),
        )


class Barred(DeskError):
    """The move is refused, for every reason in `refusals`; the first one speaks for all."""

    def __init__(self, *refusals: "Refused") -> None:
        first = refusals[0]
        super().__init__(first.why, first.cure)
        self.code = first.code
        self.refusals = refusals


class KeyReused(DeskError):
    code = "KeyReused"

    def __init__(self) -> None:
        super().__init__(
            Words("同一 Idempotency-Key 已用于另一请求", "this Idempotency-Key was used for another request"),
            Words("请换一个 Idempotency-Key", "take a new Idempotency-Key"),
        )


class NumberTaken(DeskError):
    code = "NumberTaken"

    def __init__(self, number: str) -> None:
        super().__init__(
            Words(f"案号 {number} 已经存在", f"case number {number} exists already"),
            Words("请在 number 中换一个案号", "take another in `number`"),
        )


class StalePosition(DeskError):
    code = "StalePosition"

    def __init__(self, position: int) -> None:
        super().__init__(
            Words(f"案件已有新的进展（第 {position} 项）", f"the case has gone on to entry {position}"),
            Words("请重新读取案件，并换用新的 If-Match", "read the case again, and send the new If-Match"),
        )
        self.position = position


class LookAgain(DeskError):
    code = "LookAgain"

    def __init__(self) -> None:
        super().__init__(
            Words("须重新查询登记簿", "the register is to be searched once more"),
            Words("请以同一 Idempotency-Key 重试", "try again under the same Idempotency-Key"),
        )


class EngineBehind(DeskError):
    code = "EngineBehind"

    def __init__(self, position: int, recorded: int) -> None:
        super().__init__(
            Words(
                f"案件引擎只到第 {position} 项，登记簿已到第 {recorded} 项，没有写入任何内容",
                f"the engine has this case up to entry {position}, the register up to {recorded}; nothing was written",
            ),
            Words(
                "请告知管理员：案件引擎恢复的备份早于登记簿（tingshu check engine）",
                "tell the operator: the engine was restored from a copy older than the register (tingshu check engine)",
            ),
        )
        self.position, self.recorded = position, recorded


class NotJudged(DeskError):
    code = "NotJudged"

    def __init__(self, fault: str) -> None:
        super().__init__(
            Words(
                f"系统未能判断此操作（{fault}），没有写入任何内容",
                f"the system could not judge this move ({fault}) and wrote nothing",
            ),
            Words("请将 X-Request-ID 告知管理员", "tell the operator the X-Request-ID"),
        )


class KeptApart(DeskError):
    code = "KeptApart"

    def __init__(self, dangers: Iterable[Danger]) -> None:
        found = tuple(dangers)
        super().__init__(
            Words("文件已隔离：{dangers}", "the file is kept apart: {dangers}").filled(
                dangers=words_of(found)
            ),
            Words(
                "请先由本机关的另一名承办人或者负责人查验，再解除隔离（POST /v1/documents/{sha256}/release）",
                "have another officer or the head of the agency look at it and release it "
                "(POST /v1/documents/{sha256}/release)",
            ),
        )


class NotToRelease(DeskError):
    code = "NotToRelease"

    def __init__(self) -> None:
        super().__init__(
            Words("此人不能解除该文件的隔离", "this person does not release the file"),
            Words(
                "请由机关的承办人（officer）或者负责人（head）解除，上传人本人除外",
                "an officer or the head of an agency releases it, and never the one who brought it",
            ),
        )


class FileTooLarge(DeskError):
    code = "TooLarge"

    def __init__(self, limit: int) -> None:
        """`limit` is in bytes."""
        size = f"{limit // (1024 * 1024)} MB"
        super().__init__(
            Words(f"文件超过 {size}", f"the file is larger than {size}"),
            Words(
                "请分成几份，或者降低扫描精度，再上传（POST /v1/documents）",
                "divide it or scan it smaller, and upload it again (POST /v1/documents)",
            ),
        )


class NotSetUp(DeskError):
    code = "NotSetUp"

    def __init__(self, found: str, wanted: str) -> None:
        """`found` and `wanted` are revisions of the register; `found` is empty where there is none."""
        super().__init__(
            Words(
                f"登记簿的结构是 {found} 版，本版本需要 {wanted} 版",
                f"the register has the schema {found}, and this version needs {wanted}",
            )
            if found
            else Words("登记簿尚未建立", "there is no register yet"),
            Words(
                "请先运行 tingshu register migrate（make run 和 tingshu up 会自行运行）",
                "run tingshu register migrate first (make run and tingshu up do so themselves)",
            ),
        )
        self.found = found
        self.wanted = wanted


class NoFonts(DeskError):
    code = "NoFonts"

    def __init__(self, folder: str) -> None:
        super().__init__(
            Words(
                f"文书字体不在 {folder} 中，无法核对所填文字能否印出",
                f"the fonts of the documents are not in {folder}: what is written cannot be held against them",
            ),
            Words(
                "请运行 tingshu setup，或者把 TINGSHU_FONTS 设为存放字体的目录",
                "run tingshu setup, or name the folder that holds them in TINGSHU_FONTS",
            ),
        )


class NoDataFolder(DeskError):
    code = "NoDataFolder"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            Words(
                f"不能使用数据目录 {path}（{reason}）", f"the data folder {path} cannot be used ({reason})"
            ),
            Words(
                "请核对 TINGSHU_DATA：应是可以写入的目录",
                "check TINGSHU_DATA: it must be a folder that may be written to",
            ),
        )


class Unavailable(DeskError):
    code = "Unavailable"
    retry_after = 5
    """Seconds."""
    _why = Words("{part}暂时不可用", "{part} is away for a moment")
    _cure = Words(
        "请在{seconds}秒后以同一 Idempotency-Key 重试",
        "try again in {seconds} seconds, under the same Idempotency-Key",
    )

    def __init__(self, part: Words) -> None:
        super().__init__(self._why.filled(part=part), self._cure.filled(seconds=self.retry_after))
        self.part = part


class Busy(Unavailable):
    code = "Busy"
    retry_after = 2
    _why = Words("{part}正忙，没有写入任何内容", "{part} is busy, and nothing was written")
    _cure = Words(
        "无须更改设置，请在{seconds}秒后以同一 Idempotency-Key 重试",
        "nothing is to be set otherwise: try again in {seconds} seconds, under the same Idempotency-Key",
    )


class BadDatabase(DeskError):
    code = "BadDatabase"


def of_register(error: Exception) -> DeskError:
    """Return what the desk says where the register raised one of the errors of its being away."""
    if isinstance(error, RegisterBusy):
        return Busy(REGISTER)
    if isinstance(error, RegisterUnusable):
        return BadDatabase(error.why, error.cure)
    return Unavailable(REGISTER)
