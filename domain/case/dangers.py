"""What a file can do to whoever opens it (文件的危险): refused, or kept apart until a person releases it (隔离)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.bilingual import Titled, Words, listed
from domain.record import FileHash


class Danger(Titled):
    """Kinds of danger. Whoever searches for malicious code is the office's own scanner: these are found by form alone."""

    PROGRAMME = "programme", "程序、脚本或者快捷方式", "a programme, a script or a link to one"
    ARCHIVE = "archive", "压缩包", "an archive"
    NESTED = "nested", "压缩包中的压缩包", "an archive within an archive"
    PROGRAMME_INSIDE = "programme_inside", "内含程序、脚本或者快捷方式", "a programme inside"
    ENCRYPTED = "encrypted", "加密，无法查验", "encrypted, and cannot be looked through"
    MACROS = "macros", "内含宏", "macros"
    EXTERNAL = (
        "external",
        "打开时引用外部模板或者对象",
        "a template or an object from elsewhere, fetched on opening",
    )
    EMBEDDED = "embedded", "内嵌其他程序的对象", "an embedded object of another programme"
    SCRIPTED = "scripted", "PDF 内含脚本", "a PDF with a script"
    LAUNCHING = "launching", "PDF 打开时运行程序或者发送数据", "a PDF that runs a programme or sends data"
    TWO_IN_ONE = "two_in_one", "同时是另一种文件", "another kind of file at the same time"
    UNCLEAR = "unclear", "结构损坏或者过于庞杂，无法查验", "broken or too large to be looked through"

    @property
    def refused(self) -> bool:
        """Whether it does not come in at all."""
        return self is Danger.PROGRAMME


def words_of(dangers: Iterable[Danger]) -> Words:
    """Name them, the same ones always in the same order."""
    found = set(dangers)
    return listed([danger.words for danger in Danger if danger in found])


@dataclass(frozen=True)
class Release:
    """解除隔离: a person has looked at a file and lets it be fetched by those who may read it."""

    agency: str
    sha256: FileHash
    reason: str
    by: str
    at: datetime
