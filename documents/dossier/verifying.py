"""Verifying (核验): whether a dossier is what was bound, and where it is not. Offline: the file says all that is needed."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pydantic import ValidationError

from documents.dossier.digests import LIST_NAME, PageDigests, sealed_as
from documents.dossier.listing import FORMAT, DossierList
from domain.bilingual import Words
from domain.canonical import canonical, sha256

NOT_SEALED = Words(
    "文件末尾没有案卷校验行：不是本系统的案卷，或者文件不完整",
    "no seal stands at its end: it is no dossier of this system, or was cut off",
)
BYTES_DIFFER = Words("文件的字节有改动", "bytes of the file were changed")
UNREADABLE = Words(
    "文件的结构已损坏，无法逐页核对", "its structure is broken: the pages cannot be told one by one"
)
NO_LIST = Words(
    "没有清单 dossier.json，或者清单无法读取", "it has no list dossier.json, or one that cannot be read"
)
LIST_CHANGED = Words("清单 dossier.json 不是原来的写法", "the list dossier.json is not written as it was")
PAGE_DIFFERS = Words("{page}与清单不符", "{page} is not what the list says")
PAGES_DIFFER = Words("文件有{found}页，清单列{listed}页", "the file has {found} pages, the list {listed}")
ATTACHMENT_DIFFERS = Words("附件 {name} 与清单不符", "the attachment {name} is not what the list says")
ATTACHMENT_MISSING = Words("附件 {name} 不在文件中", "the attachment {name} is not in the file")
ATTACHMENT_STRANGE = Words("附件 {name} 不在清单中", "the attachment {name} is not in the list")
ELSEWHERE = Words(
    "改动不在任何一页或者附件中：在文件的结构、目录或者末尾的校验行中",
    "the change is in no page and no attachment: it is in the file's structure, its outline or the seal at its end",
)


class Verified(NamedTuple):
    """What was found."""

    sha256: str
    """Of the file: what the register holds of a sealed edition."""
    listed: DossierList | None
    faults: tuple[Words, ...]
    pages: int = 0
    attachments: int = 0

    @property
    def whole(self) -> bool:
        return not self.faults


def verify(file: Path) -> Verified:
    """Hold a dossier against its own seal, and each page and attachment against its list."""
    said, found, whole = sealed_as(file)
    if not said:
        return Verified(whole, None, (NOT_SEALED,))
    changed = [] if said == found else [BYTES_DIFFER]
    try:
        with pikepdf.open(file) as pdf:
            listed, data = _list_of(pdf)
            if listed is None:
                return Verified(whole, None, (*changed, NO_LIST))
            faults = [*_list_faults(listed, data), *_pages(pdf, listed), *_attachments(pdf, listed)]
            attachments = len(pdf.attachments) - 1
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError):
        # Whatever a broken file makes the reader of PDFs say: it is broken.
        return Verified(whole, None, (*changed, UNREADABLE))
    if changed and not faults:
        changed.append(ELSEWHERE)
    return Verified(whole, listed, (*changed, *faults), len(listed.pages), attachments)


def _list_of(pdf: pikepdf.Pdf) -> tuple[DossierList | None, bytes]:
    if LIST_NAME not in pdf.attachments:
        return None, b""
    data = pdf.attachments[LIST_NAME].get_file().read_bytes()
    try:
        return DossierList.model_validate_json(data), data
    except ValidationError:
        return None, data


def _list_faults(listed: DossierList, data: bytes) -> Iterator[Words]:
    if listed.format == FORMAT and canonical(listed.model_dump(mode="json")) != data:
        yield LIST_CHANGED


def _pages(pdf: pikepdf.Pdf, listed: DossierList) -> Iterator[Words]:
    if len(pdf.pages) != len(listed.pages):
        yield PAGES_DIFFER.filled(found=len(pdf.pages), listed=len(listed.pages))
    digests = PageDigests()
    for index, (page, said) in enumerate(zip(pdf.pages, listed.pages, strict=False)):
        if digests.of(page.obj) != said:
            yield PAGE_DIFFERS.filled(page=listed.named(index))


def _attachments(pdf: pikepdf.Pdf, listed: DossierList) -> Iterator[Words]:
    items = {i.attachment: i for volume in listed.volumes for i in volume.items if i.attachment}
    for name, item in items.items():
        if name not in pdf.attachments:
            yield ATTACHMENT_MISSING.filled(name=name)
        elif sha256(pdf.attachments[name].get_file().read_bytes()) != item.sha256:
            yield ATTACHMENT_DIFFERS.filled(name=name)
    for name in pdf.attachments:
        if name not in items and name != LIST_NAME:
            yield ATTACHMENT_STRANGE.filled(name=name)
