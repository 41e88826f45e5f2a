"""The list (清单) that a dossier carries: its volumes, what stands on which page, and the digest of every page."""

from datetime import date

from domain.case.dossier import DossierPart, DossierPlace
from domain.record import FileHash, Record

FORMAT = 1


class Item(Record):
    """One row of a 卷内目录."""

    no: int
    """Its serial in the volume, from 1."""
    place: DossierPlace
    title: str
    number: str = ""
    by: str = ""
    dated: date | None = None
    sha256: FileHash = ""
    size: int = 0
    """Bytes of its file."""
    pages: tuple[int, int] | None = None
    """First and last page in the volume, both inclusive."""
    attachment: str = ""
    """The name under which its file is embedded."""
    note: str = ""
    """Why it is no page, or not here at all."""


class Volume(Record):
    """One volume: its leaves in front, its pages, its leaves at the end."""

    part: DossierPart
    front: int
    pages: int
    """Those that are counted: without the leaves."""
    back: int
    items: tuple[Item, ...]

    def titled(self, page: int) -> str:
        """Return the titles of what begins or goes on at a page of the volume."""
        return "、".join(i.title for i in self.items if i.pages and i.pages[0] <= page <= i.pages[1])


class DossierList(Record):
    format: int = FORMAT
    agency: str
    number: str
    part: DossierPart
    position: int
    """Up to which entry of the journal it goes."""
    head: str
    """The head of the journal there."""
    as_of: date
    volumes: tuple[Volume, ...]
    pages: tuple[str, ...] = ()
    """The digest of every page of the file, leaves too."""

    def named(self, index: int) -> str:
        """Name a page of the file, counted from 0, as a person finds it."""
        for volume in self.volumes:
            if index < volume.front:
                return f"{volume.part.zh}封面或者卷内目录（文件第{index + 1}页）"
            index -= volume.front
            if index < volume.pages:
                return f"{volume.part.zh}第{index + 1}页（{volume.titled(index + 1)}）"
            index -= volume.pages
            if index < volume.back:
                return f"{volume.part.zh}校验表或者备考表"
            index -= volume.back
        return "清单之外的一页"
