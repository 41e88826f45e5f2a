"""What to do next (下一步), as a page says it: a desk answers commands and programs too, and names headers and routes to them."""

from console.programs import for_people
from desk.errors import (
    DeskError,
    FileTooLarge,
    KeptApart,
    KeyReused,
    Malformed,
    NotJudged,
    StalePosition,
    Unavailable,
    Unknown,
    UnknownFile,
)
from desk.uploading import EMPTY
from domain.bilingual import Words
from domain.case.keeping import DiskFull, FileMissing, KeepingError, StoreAway

LOOK = Words("请核对地址，或者从待办、案件中查找", "Check the address, or look under To do and Cases")
FAILED = Words("系统出错，没有办理任何事项", "Something failed here; nothing was done")
TELL = Words("请把页面下方的编号告知系统运维", "Tell the operator the number below")
AGAIN_SOON = Words(
    "没有办理任何事项，填写中的内容存为草稿，不会丢失；请稍等片刻，再试一次",
    "Nothing was done, and what you were writing is kept; wait a moment and try once more",
)
TELL_AND_AGAIN = Words(
    "没有办理任何事项，填写中的内容存为草稿，不会丢失；请告知系统运维，待恢复后再试",
    "Nothing was done, and what you were writing is kept; tell the operator, and try again once it is mended",
)
OPEN_ANEW = Words("请重新打开表单核对后再提交", "Open the form again, look at it, and send it once more")
CHOOSE_ANEW = Words("请重新选择文件上传", "choose the file again")
CHOOSE_FULL = Words("请选择有内容的文件", "choose a file that has something in it")
FITTING_NAME = Words(
    "请核对是否选对了文件；选对的，把文件名的扩展名改成与内容相符的，再重新选择",
    "see whether it is the right file; if it is, let its name end as its contents do, and choose it again",
)
SMALLER = Words("请分成几份，或者降低扫描精度，再上传", "divide it or scan it smaller, and choose it again")
RELEASE = Words(
    "请先由本机关的另一名承办人或者负责人查验，再解除隔离",
    "have another officer or the head of the agency look at it and release it",
)
NOT_STORED = Words("文书库缺少这个文件", "the document store lacks this file")

_CURES: tuple[tuple[type[Exception], Words], ...] = (
    (Unknown, LOOK),
    (NotJudged, TELL),
    (KeptApart, RELEASE),
    (FileTooLarge, SMALLER),
    (UnknownFile, CHOOSE_ANEW),
    (FileMissing, TELL),
    (KeyReused, OPEN_ANEW),
    (StalePosition, OPEN_ANEW),
    (Unavailable, AGAIN_SOON),
    (DiskFull, TELL_AND_AGAIN),
    (StoreAway, TELL_AND_AGAIN),
)
_OF_FILES = {"name": FITTING_NAME, "Content-Type": CHOOSE_ANEW}
"""By what a file was refused for."""


def why_of(error: Exception) -> Words:
    """Return what is wrong."""
    if isinstance(error, Malformed) and error.faults:
        return error.faults[0].why
    if isinstance(error, FileMissing):
        return NOT_STORED
    found = getattr(error, "why", FAILED)
    return found if isinstance(found, Words) else FAILED


def cure_of(error: Exception) -> Words:
    """Return what a person can do about it."""
    cure = _cure_of(error)
    return Words(for_people(cure.zh), for_people(cure.en))


def _cure_of(error: Exception) -> Words:
    for kind, cure in _CURES:
        if isinstance(error, kind):
            return cure
    if isinstance(error, Malformed) and error.faults:
        fault = error.faults[0]
        return CHOOSE_FULL if fault == EMPTY else _OF_FILES.get(fault.field, fault.cure)
    return error.cure if isinstance(error, DeskError | KeepingError) else getattr(error, "cure", TELL)
