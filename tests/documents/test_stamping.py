"""Notices as they are printed for their party: address and access code stand on the paper, and nowhere else."""

import io
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from desk.errors import Unknown
from desk.printouts import NoAccessCodes, Printouts
from documents.stamping import stamped
from domain.case.documents import DocumentKind
from tests.procedure.playing import DIRECTORY

from .examples import BY_KIND, DATED
from .printing import printed
from .reading import metadata_of, squeezed

PUBLIC = "https://tingshu.example.gov.cn"
ADDRESS = f"{PUBLIC}/notices/zj-market/2026-0001/3"
CODE = "7KQ4-M2XP"
OFFICER = DIRECTORY.person("officer-li")


@pytest.fixture(scope="module")
def notice(typesetter):
    return typesetter.render(
        BY_KIND[DocumentKind.PENALTY_NOTICE], number="镇市监罚告〔2026〕12号", dated=DATED
    ).pdf


def pages(pdf):
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def inside(data):
    """All bytes of a file; of a PDF its streams unpacked and its texts read, as well."""
    if not data.startswith(b"%PDF"):
        return data
    with pikepdf.open(io.BytesIO(data)) as document:
        streams = [o.read_bytes() for o in document.objects if isinstance(o, pikepdf.Stream)]
    return b"".join([data, *streams, "".join(pages(data)).encode()])


def test_a_printed_notice_bears_address_and_code_on_its_first_page(typesetter, notice):
    made = stamped(typesetter, notice, ADDRESS, CODE)
    first, *others = pages(made)
    assert squeezed(ADDRESS) in first
    assert squeezed(f"查询码：{CODE}") in first
    assert others == pages(notice)[1:]
    picture = pypdfium2.PdfDocument(made)[0].render(scale=150 / 72).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [ADDRESS]


def test_what_the_notice_says_stays_as_it_was_sealed(typesetter, notice):
    first = pages(stamped(typesetter, notice, ADDRESS, CODE))[0]
    assert pages(notice)[0] in first
    assert stamped(typesetter, notice, ADDRESS, CODE) == stamped(typesetter, notice, ADDRESS, CODE)
    assert "<pdfaid:part>2</pdfaid:part>" in metadata_of(stamped(typesetter, notice, ADDRESS, CODE))


def test_without_a_code_there_is_a_line_to_write_it_on(typesetter, notice):
    assert "_" * 10 in pages(stamped(typesetter, notice, ADDRESS, ""))[0]


class Drawer:
    """The desk's reading and the document store, as far as a printout asks for them."""

    def __init__(self, played):
        self.played = played

    async def documents(self, by, agency, number, *, request=""):
        return [
            {"document": d.id, "kind": d.kind.value, "party": d.party, "file_sha256": d.file or None}
            for d in self.played.case.documents.all
        ]

    async def fetch(self, by, sha256, request=""):
        return SimpleNamespace(content=io.BytesIO(self.played.store.read(sha256)))


class Codes:
    def of(self, agency, number, party):
        return CODE


@pytest.fixture(scope="module")
def played(typesetter):
    return printed(typesetter, until="record_service")


def printouts(typesetter, played, public=PUBLIC, codes=None):
    drawer = Drawer(played)
    stamper = SimpleNamespace(stamp=lambda pdf, address, code: stamped(typesetter, pdf, address, code))
    return Printouts(drawer, drawer, stamper, codes or Codes(), public)  # type: ignore[arg-type]


def numbered(played, kind):
    return next(d for d in played.case.documents.all if d.kind is kind)


@pytest.mark.parametrize("kind", [DocumentKind.INTERVIEW_LETTER, DocumentKind.PENALTY_NOTICE])
async def test_a_code_is_in_no_content_no_preview_and_no_stored_copy(typesetter, played, kind):
    document = numbered(played, kind)
    before = dict(played.store.files)
    made = await printouts(typesetter, played).of(OFFICER, "zj-market", "2026-0001", document.id)
    assert CODE in pages(made.pdf)[0]
    assert f"{PUBLIC}/notices/zj-market/2026-0001/{document.id}" in pages(made.pdf)[0]
    assert played.store.files == before
    assert played.store.read(document.file) != made.pdf
    for data in before.values():
        assert CODE.encode() not in inside(data)
        assert b"tingshu.example.gov.cn" not in inside(data)
    assert CODE.encode() in inside(made.pdf)


async def test_without_an_address_what_is_printed_is_the_stored_file(typesetter, played):
    document = numbered(played, DocumentKind.PENALTY_NOTICE)
    made = await printouts(typesetter, played, public="").of(OFFICER, "zj-market", "2026-0001", document.id)
    assert made.pdf == played.store.read(document.file)
    assert made.name == f"2026-0001-{document.id}-penalty_notice.pdf"


async def test_no_party_has_a_code_until_somebody_gives_it_one(typesetter, played):
    document = numbered(played, DocumentKind.PENALTY_NOTICE)
    made = await printouts(typesetter, played, codes=NoAccessCodes()).of(OFFICER, "a", "b", document.id)
    assert CODE not in pages(made.pdf)[0]
    assert "_" * 10 in pages(made.pdf)[0]


async def test_what_was_made_on_paper_is_not_printed_here(typesetter, played):
    scanned = SimpleNamespace(case=played.case, store=SimpleNamespace(read=lambda sha256: b"\x89PNG a scan"))
    document = numbered(played, DocumentKind.PENALTY_NOTICE)
    with pytest.raises(Unknown):
        await printouts(typesetter, scanned).of(OFFICER, "zj-market", "2026-0001", document.id)


async def test_what_is_not_made_is_not_printed(typesetter, played):
    with pytest.raises(Unknown):
        await printouts(typesetter, played).of(OFFICER, "zj-market", "2026-0001", 99)
