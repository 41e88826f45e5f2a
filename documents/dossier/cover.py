"""What the leaves of a dossier say: cover, 卷内目录, 校验表, 备考表; and its outline, by which a page is found."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import pikepdf

from documents.dossier.listing import Item, Volume
from documents.wording import day
from domain.case.case import Case
from domain.case.dossier import DossierPart, DossierPlace
from domain.case.journal import Entry
from domain.procedure.language import civil

EXPLAINED = (
    "下列文件收入本卷时逐件核对过 SHA-256，与全过程记录中登记的一致。",
    "本卷每一页和每一附件的校验值列于所附清单 dossier.json，用 tingshu dossier verify 离线核验；改动一个字节即被发现。",
)
NAMED_ON_COVER = 5
"""Parties that are named there; of more it says how many."""


class Sheet:
    """What stands on the leaves of one volume."""

    def __init__(
        self,
        case: Case,
        last: Entry,
        part: DossierPart,
        items: tuple[Item, ...],
        pages: int,
        parties: frozenset[int] = frozenset(),
    ) -> None:
        """`parties` are those for whom it is bound; none where it is for the agency."""
        self._case = case
        self._last = last
        self._part = part
        self._items = items
        self._pages = pages
        self._of = [party for party in case.parties.all if not parties or party.id in parties]
        self._others = len(case.parties.all) - len(self._of)

    def front(self) -> dict[str, object]:
        return {**self._common("front"), "cover": list(self._cover()), "rows": list(self._rows())}

    def back(self) -> dict[str, object]:
        return {
            **self._common("back"),
            "explained": EXPLAINED,
            "rows": list(self._rows()),
            "remarks": list(self._remarks()),
        }

    def _common(self, leaves: str) -> dict[str, object]:
        identity = self._case.identity
        return {
            "leaves": leaves,
            "title": f"行政处罚案卷 {identity.number} {self._part.zh}",
            "organ": identity.agency.name,
            "volume": self._part.zh,
            "stands": (
                f"截至全过程记录第{self._last.seq}项（{day(civil(self._last.at))}）",
                f"全过程记录校验值 {self._last.head}",
            ),
        }

    def _cover(self) -> Iterator[tuple[str, str]]:
        case = self._case
        yield "案号", case.identity.number
        yield "案由", case.papers.cause
        yield "当事人", self._parties()
        yield "立案日期", day(case.papers.accepted_on)
        yield "承办人", "、".join(person.name or person.id for person in case.people.officers)
        yield "处理结果", self._outcome()
        yield "结案日期", day(case.closing.closed_on) if case.closing.closed_on else "未结案"
        yield "本卷", self._extent()
        yield "保管期限", "　"

    def _parties(self) -> str:
        names = [party.name for party in self._of]
        more = f"等{len(names)}名" if len(names) > NAMED_ON_COVER else ""
        others = f"（本册供其查阅；另有当事人{self._others}名）" if self._others else ""
        return "、".join(names[:NAMED_ON_COVER]) + more + others

    def _outcome(self) -> str:
        made = [d for d in self._case.documents.all if d.issued_on and d.id in self._decisions()]
        more = f"等{len(made)}份" if len(made) > NAMED_ON_COVER else ""
        return "、".join(f"{d.kind.zh} {d.number}".strip() for d in made[:NAMED_ON_COVER]) + more or "　"

    def _decisions(self) -> frozenset[int]:
        """The documents by which the parties were decided on, or left."""
        over = (party.decision or party.left for party in self._of)
        return frozenset(one.document for one in over if one and one.document)

    def _extent(self) -> str:
        """Leaves are not counted, as nowhere in an archive."""
        return f"共{len(self._items)}件，{self._pages}页"

    def _rows(self) -> Iterator[dict[str, object]]:
        place: DossierPlace | None = None
        for item in self._items:
            group = {"group": item.place.zh} if item.place is not place else {}
            place = item.place
            yield {
                **group,
                "no": item.no,
                "number": item.number,
                "by": item.by,
                "title": item.title,
                "dated": item.dated.isoformat() if item.dated else "",
                "pages": _pages(item),
                "note": item.note,
                "sha256": item.sha256,
            }

    def _remarks(self) -> Iterator[str]:
        yield f"一、本卷{self._extent()}（封面、目录、校验表、备考表不计页数）。"
        attached = [i for i in self._items if i.attachment]
        yield f"二、作为附件嵌入的文件：{_listed(attached)}。"
        lacking = [i for i in self._items if i.pages is None and not i.attachment]
        yield f"三、列入目录而没有收入的：{_listed(lacking)}。"
        yield "四、其他需要说明的情况："


def _pages(item: Item) -> str:
    if item.pages is None:
        return "附件" if item.attachment else "—"
    first, last = item.pages
    return str(first) if first == last else f"{first}-{last}"


def _listed(items: Sequence[Item]) -> str:
    return "；".join(f"序号{i.no}（{i.title}：{i.note}）" for i in items) or "无"


def outlined(pdf: pikepdf.Pdf, volumes: Sequence[Volume]) -> None:
    """Give the file its outline and the labels of its pages: a volume's own pages are called as their stamps say."""
    labels = pikepdf.Array()
    with pdf.open_outline() as outline:
        at = 0
        for volume in volumes:
            of_volume = pikepdf.OutlineItem(volume.part.zh, at)
            outline.root.append(of_volume)
            first = at + volume.front
            labels.extend(_labels(volume.part, at, first, first + volume.pages))
            for place, items in groupby(volume.items, key=lambda item: item.place):
                found = [item for item in items if item.pages]
                if found:
                    of_volume.children.append(_placed(place, found, first))
            at = first + volume.pages + volume.back
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines


def _placed(place: DossierPlace, items: Sequence[Item], first: int) -> pikepdf.OutlineItem:
    def page(item: Item) -> int:
        assert item.pages is not None, "only what has pages stands in the outline"
        return first + item.pages[0] - 1

    group = pikepdf.OutlineItem(place.zh, page(items[0]))
    group.children.extend(
        pikepdf.OutlineItem(f"{item.no} {item.title}（{_pages(item)}）", page(item)) for item in items
    )
    return group


def _labels(part: DossierPart, cover: int, first: int, back: int) -> Iterator[pikepdf.Object]:
    for start, prefix in ((cover, f"{part.zh}首"), (first, part.zh), (back, f"{part.zh}尾")):
        yield start  # type: ignore[misc]  # a number tree alternates keys and values
        yield pikepdf.Dictionary(S=pikepdf.Name.D, P=pikepdf.String(prefix))
