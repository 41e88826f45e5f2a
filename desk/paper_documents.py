"""Documents on paper (纸质文书): found for what the steps order, each with the number that it bears."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from desk.errors import Barred, Fault, Malformed
from domain.bilingual import Words, listed
from domain.case.case import Case
from domain.case.documents import Document, PaperNumber, TakenNumber, document_key
from domain.case.issuing import issuer_of, withdrawn
from domain.law.articles import art
from domain.law.money import parse_number
from domain.procedure.chapters.documents import DocumentsProduced, Numbered, Preview, PreviewsRendered
from domain.procedure.chapters.taking_over import PaperDocument
from domain.procedure.language import APL, Move, Refusal

ON_PAPER = "纸质原件"
"""Whence a number comes that follows no row of ours."""

NO_PAPER = Refusal(
    "NoPaper",
    art(APL, "47"),
    Words(
        "此步骤制作的{document}没有纸质原件",
        "this step made a document of which no paper is given: {document}",
    ),
    Words(
        "请在 documents 中填写该文书（kind、party、number、scan、pages）；尚未制作的，so_far 止于此步骤之前，此后在系统中办理",
        "give it in `documents` (kind, party, number, scan, pages); if it was never made, end `so_far` before this step "
        "and go on here",
    ),
)
NEVER_FINISHED = Refusal(
    "NeverFinished",
    art(APL, "47"),
    Words(
        "{documents}只有纸质草稿，尚未批准",
        "these are drafts on paper, and nobody has approved them: {documents}",
    ),
    Words(
        "请从 so_far 中删去拟制该文书的步骤（prepare_notices、prepare_decision），接收后在系统中拟制",
        "leave the step that prepared them (prepare_notices, prepare_decision) out of `so_far`, and prepare them here",
    ),
)
NUMBER_NOT_FREE = Refusal(
    "NumberNotFree",
    art(APL, "47"),
    Words("文号{numbers}已由其他文书使用", "these numbers belong to other documents: {numbers}"),
    Words(
        "请对照纸质原件核对 documents 中的 number（tingshu numbers list）",
        "check `number` in `documents` against the paper (tingshu numbers list)",
    ),
)
UNUSED = (
    Words("已办步骤没有制作此文书", "no step so far made this document"),
    Words(
        "请核对 kind、party，补充制作该文书的步骤，或者将其从 documents 中删去",
        "check `kind` and `party`, add the step that made it, or remove it from `documents`",
    ),
)
NUMBER_WANTED = (
    Words("此种文书须有文号", "this kind of document has a number"),
    Words("请按纸质原件填写 {field}", "give {field} as it is printed on the paper"),
)
NUMBER_UNWANTED = (
    Words("此种文书不编号", "this kind of document has no number"),
    Words("请删去 {field}", "remove {field}"),
)
NUMBER_UNREADABLE = (
    Words("文号不合规范写法", "it is not written as document numbers are"),
    Words("请写作 镇市监罚告〔2026〕12号", "write it as 镇市监罚告〔2026〕12号"),
)
NO_PAGES = (
    Words("页数小于一", "it has less than one page"),
    Words("请填写 {field} 的实际页数", "give the number of pages in {field}"),
)


class Placed(Malformed):
    """Faults whose fields are named from the top of the request."""


class _Sheet(NamedTuple):
    place: int
    paper: PaperDocument

    def fault(self, field: str, said: tuple[Words, Words]) -> Fault:
        name = f"documents.{self.place}.{field}"
        return Fault(name, said[0], said[1].filled(field=name))


class Papers:
    """The documents of a case on paper, found by kind and party in the order in which they were made."""

    def __init__(self, given: Sequence[PaperDocument]) -> None:
        self._waiting: dict[tuple[str, int | None], deque[_Sheet]] = defaultdict(deque)
        for place, paper in enumerate(given):
            self._waiting[paper.kind, paper.party].append(_Sheet(place, paper))
        self._of: dict[int, _Sheet] = {}
        self.numbers: list[PaperNumber] = []

    def made(self, case: Case) -> Iterator[Move]:
        """Yield what the world answered to the documents that are ordered now: previews, then numbers and files.

        Raises:
            Barred: No paper is given of one of them.
            Placed: What is given cannot be that document.
        """
        ordered = [d for d in case.documents.all if d.pending]
        if previewed := [d for d in ordered if d.wanted == "preview"]:
            yield PreviewsRendered(documents=tuple(self._preview(d) for d in previewed))
        if final := [d for d in ordered if d.wanted == "final"]:
            yield DocumentsProduced(numbered=tuple(self._numbered(case, d) for d in final))

    def check_whole(self, case: Case) -> None:
        """See at the end that nothing is half made, and that every paper is one of the case.

        Raises:
            Barred: A draft was never approved.
            Placed: A paper belongs to no step.
        """
        gone = withdrawn(case)
        if drafts := [d.id for d in case.documents.all if not (d.file or d.void or d.id in gone)]:
            raise Barred(NEVER_FINISHED(documents=case.documents.said(drafts)))
        left = sorted(sheet for sheets in self._waiting.values() for sheet in sheets)
        if left:
            raise Placed(*(sheet.fault("kind", UNUSED) for sheet in left))

    def _sheet(self, document: Document) -> _Sheet:
        """The paper of a document, the same for its preview and for its final file."""
        if document.id not in self._of:
            waiting = self._waiting[document.kind, document.party]
            if not waiting:
                raise Barred(NO_PAPER(document=document.said))
            self._of[document.id] = waiting.popleft()
        return self._of[document.id]

    def _preview(self, document: Document) -> Preview:
        """On paper draft and original say the same: both are the scan."""
        scan = self._sheet(document).paper.scan
        return Preview(document=document.id, content=scan, preview=scan)

    def _numbered(self, case: Case, document: Document) -> Numbered:
        sheet = self._sheet(document)
        paper = sheet.paper
        if wrong := list(_faults(document, sheet)):
            raise Placed(*wrong)
        taken = _of_our_rows(case, document, paper.number) if paper.number else None
        if paper.number:
            identity = case.identity
            key = document_key(identity.agency.code, identity.number, document.id)
            self.numbers.append(PaperNumber(paper.number, taken, document.kind, key))
        return Numbered(
            document=document.id,
            content=paper.scan,
            number=paper.number,
            taken=taken,
            origin=ON_PAPER if paper.number and taken is None else "",
            file=paper.scan,
            pages=paper.pages,
        )


def _faults(document: Document, sheet: _Sheet) -> Iterator[Fault]:
    paper = sheet.paper
    if document.rule.numbered and not paper.number:
        yield sheet.fault("number", NUMBER_WANTED)
    elif paper.number and not document.rule.numbered:
        yield sheet.fault("number", NUMBER_UNWANTED)
    elif paper.number and not _is_number(paper.number):
        yield sheet.fault("number", NUMBER_UNREADABLE)
    if paper.pages < 1:
        yield sheet.fault("pages", NO_PAGES)


def _is_number(printed: str) -> bool:
    try:
        parse_number(printed)
    except ValueError:
        return False
    return True


def _of_our_rows(case: Case, document: Document, printed: str) -> TakenNumber | None:
    """Return a printed number as data, where it is of the row of serials from which this document would be numbered here."""
    number, issuer = parse_number(printed), issuer_of(case, document)
    word = case.rulebook.switches.number_words.get(document.kind, "")
    if not word or number.prefix != issuer.word + word:
        return None
    return TakenNumber(issuer=issuer.code, word=word, year=number.year, serial=number.serial)


def not_free(numbers: Iterable[str]) -> Barred:
    return Barred(NUMBER_NOT_FREE(numbers=listed(numbers)))
