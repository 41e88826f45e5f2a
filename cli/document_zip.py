"""`tingshu case documents --zip`: the documents of a case as one ZIP with its list; the same documents, the same bytes."""

import csv
import zipfile
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from domain.canonical import sha256
from domain.case.documents import DocumentKind, DocumentState
from domain.procedure.lists import DocumentRow

LIST = "清单.csv"
COLUMNS = ("序号", "名称", "文号", "当事人", "状态", "页数", "文件", "SHA-256")
_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of everything in it, the earliest that a ZIP knows: when it was put together is not the case's."""


class Member(NamedTuple):
    """A document with its bytes; without them where none were made."""

    row: DocumentRow
    name: str
    data: bytes | None


def write_zip(members: Sequence[Member], place: Path) -> None:
    """Write the documents and their list; what was not made is in the list alone.

    Raises:
        FileExistsError, OSError: Nothing is written over.
    """
    with place.open("xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in members:
            if member.data is not None:
                packed.writestr(zipfile.ZipInfo(member.name, _DAY), member.data, zipfile.ZIP_DEFLATED)
        packed.writestr(zipfile.ZipInfo(LIST, _DAY), _list(members), zipfile.ZIP_DEFLATED)


def _list(members: Sequence[Member]) -> bytes:
    """The list as office programmes open it."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row, name, data in members:
        made = (name, sha256(data)) if data is not None else ("", "")
        writer.writerow(
            (
                row["document"],
                DocumentKind(row["kind"]).zh,
                row["document_number"] or "",
                row["party"] or "",
                DocumentState(row["state"]).zh,
                row["pages"] or "",
                *made,
            )
        )
    return text.getvalue().encode("utf-8-sig")
