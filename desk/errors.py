"""What the desk answers when it does not do what it was asked.

DeskError
├── Unknown          no such case, file or person, or not this reader's           404
├── Malformed        a field is unknown or wrong; names it and the cure           422
├── UnknownFile      a SHA-256 that the document store does not hold              422
├── Barred           the law or the order of the case; all obstacles              409 / 403 / 422
├── KeyReused        the same idempotency key with another body                   409
├── NumberTaken      the case number exists in the agency                         409
├── Moved            If-Match names another position                              412
├── NotJudged        a rule of ours failed: tell the operator; nothing was written   500
├── FileTooLarge     a file is larger than the document store takes                413
└── Unavailable      engine or register is away; try again                        503
"""

from typing import Any


class DeskError(Exception):
    """Base of all that the desk refuses. `str()` is `中文 · English`."""

    code = "DeskError"
    status = 500


class Unknown(DeskError):
    code, status = "Unknown", 404

    def __init__(self, what: str = "案件 · case") -> None:
        zh, _, en = what.partition(" · ")
        super().__init__(f"没有这个{zh}，或者不在您的查阅范围 · no such {en}, or not yours to read")


class Malformed(DeskError):
    code, status = "Malformed", 422

    def __init__(self, fields: list[dict[str, str]]) -> None:
        names = "、".join(f["field"] for f in fields)
        super().__init__(f"请求内容有误：{names} · these fields are unknown or wrong: {names}")
        self.fields = fields


class UnknownFile(DeskError):
    code, status = "UnknownFile", 422

    def __init__(self, files: list[str]) -> None:
        listed = "、".join(files)
        super().__init__(
            f"文件未上传：{listed}，请先 POST /v1/documents · not in the document store: {listed}; upload first"
        )
        self.files = files


class Barred(DeskError):
    """The move is refused; `refusals` are all obstacles, each with code, article and cure."""

    code = "Barred"

    def __init__(self, refusals: list[dict[str, Any]]) -> None:
        first = refusals[0]
        super().__init__(f"{first['zh']} · {first['en']}")
        self.refusals = refusals
        self.status = max(int(r["status"]) for r in refusals) if len(refusals) == 1 else self._common()
        self.code = str(first["code"])

    def _common(self) -> int:
        statuses = {int(r["status"]) for r in self.refusals}
        return 409 if 409 in statuses else max(statuses)


def barred_by_law(code: str, text: str) -> Barred:
    """Return the refusal for a question of law that has no answer; `text` is what the law's error says."""
    parts = text.split(" · ")
    refusal = {
        "code": code,
        "article": "",
        "zh": "：".join(parts[::2]),
        "en": ": ".join(parts[1::2]),
        "status": 409,
    }
    return Barred([refusal])


class KeyReused(DeskError):
    code, status = "KeyReused", 409

    def __init__(self) -> None:
        super().__init__(
            "同一 Idempotency-Key 已用于另一请求：请换一个 · this Idempotency-Key was used for another request: take a new one"
        )


class NumberTaken(DeskError):
    code, status = "NumberTaken", 409

    def __init__(self, number: str) -> None:
        super().__init__(
            f"案号 {number} 已经存在：请换一个 · case number {number} exists already: take another"
        )


class Moved(DeskError):
    code, status = "Moved", 412

    def __init__(self, position: int) -> None:
        super().__init__(
            f"案件已有新的进展（第 {position} 项）：请重新读取 · the case has moved on to {position}: read it again"
        )


class NotJudged(DeskError):
    code, status = "NotJudged", 500

    def __init__(self, what: str) -> None:
        super().__init__(
            f"系统未能判断此操作（{what}），没有写入任何内容：请联系管理员 · the system could not judge this move ({what}) "
            "and wrote nothing: tell the operator"
        )


class FileTooLarge(DeskError):
    code, status = "TooLarge", 413

    def __init__(self, limit: int) -> None:
        size = f"{limit // (1024 * 1024)} MB"
        super().__init__(
            f"文件超过 {size}：请分开或降低扫描精度 · larger than {size}: divide it or scan it smaller"
        )


class Unavailable(DeskError):
    code, status = "Unavailable", 503
    retry_after = 5
    """Seconds."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}暂时不可用，请稍后重试 · {what} is away for a moment: try again later")
