"""What can be wrong with what is kept (保管): a disk that takes no more, a file that is not there, a register that is busy.

RegisterError
├── RegisterBusy       the register answers, and others keep it from being read or written for now: waiting cures it
└── RegisterUnusable   it will not let us in, or is none: waiting cures nothing

KeepingError
├── DiskFull       the disk of the register or of the document store takes nothing more
├── FileMissing    the document store lacks a file that was kept
├── FileDamaged    the document store has other bytes than those that were kept
├── StoreAway      the document store is elsewhere (S3) and does not answer: waiting cures it
└── StoreUnusable  it lets nobody in, or is none: waiting cures nothing
"""

from domain.bilingual import Words


class RegisterError(Exception):
    """The register is there, and cannot be worked with. Of a register that is away nothing is known, and nothing said here."""


class RegisterBusy(RegisterError):
    pass


class RegisterUnusable(RegisterError):
    def __init__(self, why: Words, cure: Words) -> None:
        """`cure` says what is to be set otherwise. Neither holds a password."""
        super().__init__(str(why.followed_by(cure)))
        self.why = why
        self.cure = cure


class KeepingError(Exception):
    """Something is wrong with a disk, or with what stands in its place. `str()` is `中文 · English`; the name of the class says it to the engine."""

    code = "KeepingError"
    """Stable: programs ask for it."""

    def __init__(self, why: Words, cure: Words) -> None:
        """`cure` says what the operator does, or what is handed in again."""
        super().__init__(str(why.followed_by(cure)))
        self.why = why
        self.cure = cure

    @property
    def about(self) -> dict[str, str]:
        """What it is about, for programs and for the log."""
        return {}


class DiskFull(KeepingError):
    code = "DiskFull"
    retry_after = 60
    """Seconds."""

    def __init__(self) -> None:
        super().__init__(
            Words(
                "磁盘写不进去（已满、超出配额或者只读），没有写入任何内容",
                "the disk takes nothing more (full, over its quota, or read-only), and nothing was written",
            ),
            Words(
                "请告知管理员腾出或者扩大数据目录、数据库和文书库（在对象存储的，其配额）的空间，再以同一 Idempotency-Key 重试",
                "tell the operator to free or add space for data folder, database and document store (in S3, its quota), "
                "and try again under the same Idempotency-Key",
            ),
        )


class FileMissing(KeepingError):
    code = "FileMissing"

    def __init__(self, sha256: str) -> None:
        super().__init__(
            Words(f"文书库缺少文件 {sha256}", f"the document store lacks the file {sha256}"),
            Words(
                "请重新上传同一文件（POST /v1/documents），或者由管理员从备份恢复",
                "upload the same file again (POST /v1/documents), or have the operator restore it from a copy",
            ),
        )
        self.sha256 = sha256

    @property
    def about(self) -> dict[str, str]:
        return {"sha256": self.sha256}


class FileDamaged(KeepingError):
    code = "FileDamaged"

    def __init__(self, sha256: str) -> None:
        super().__init__(
            Words(
                f"文件 {sha256} 已损坏，与存入时不同",
                f"the file {sha256} is damaged: it is not what was kept",
            ),
            Words(
                "请重新上传同一文件（POST /v1/documents），或者由管理员从备份恢复",
                "upload the same file again (POST /v1/documents), or have the operator restore it from a copy",
            ),
        )
        self.sha256 = sha256

    @property
    def about(self) -> dict[str, str]:
        return {"sha256": self.sha256}


class StoreAway(KeepingError):
    code = "StoreAway"
    retry_after = 60
    """Seconds."""

    def __init__(self, reason: str) -> None:
        """`reason` is what was heard, without any secret."""
        super().__init__(
            Words(
                f"文书库（对象存储）没有应答：{reason}；没有写入任何内容",
                f"the document store (S3) does not answer: {reason}; nothing was written",
            ),
            Words(
                "请稍后以同一 Idempotency-Key 重试；仍不应答的，请告知管理员检查对象存储和网络",
                "try again later under the same Idempotency-Key; if it still does not answer, "
                "have the operator look at S3 and the network",
            ),
        )


class StoreUnusable(KeepingError):
    """`cure` says what is to be set otherwise. Neither holds a secret."""

    code = "StoreUnusable"
