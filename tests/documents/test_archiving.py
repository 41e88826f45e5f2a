"""PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), by veraPDF: one PDF of each kind, layout and watermark."""

import subprocess

import pytest

from domain.case.documents import DocumentKind
from domain.law.switches import Layout
from tests.tools import VERAPDF, require

from .examples import BY_KIND, DATED
from .setting import KIND, set_page

RARE = (
    "# 测试\n甲〇喆𠮷镕玥‘乙’“丙”91321102MA1TK3T07X，"
    + "A" * 90
    + "。\n| 甲 | 乙 | 丙\n| 1 | 2 | 3\n@ 甲\n< 某局\n^ 抄送 | 某局\n^ 某局"
)


def options(flavour):
    return ("-f", flavour, "--format", "text")


@pytest.fixture(scope="module")
def folder(typesetter, example_pdf, tmp_path_factory):
    made = tmp_path_factory.mktemp("archived")
    for kind in DocumentKind:
        (made / f"{kind}.pdf").write_bytes(example_pdf(kind))
    for layout in Layout:
        (made / f"{layout}.pdf").write_bytes(set_page(typesetter, RARE, layout=layout))
    preview = typesetter.render(BY_KIND[KIND], dated=DATED, preview=True, unconfirmed=("某条",))
    (made / "preview.pdf").write_bytes(preview.pdf)
    return made


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_every_kind_is_a_file_for_the_archive_and_for_a_screen_reader(folder, flavour):
    """One process for all files: starting Java takes longer than reading them."""
    files = sorted(folder.glob("*.pdf"))
    told = subprocess.run(
        [
            *("java", "-cp", f"{require(VERAPDF)}/*", "org.verapdf.apps.GreenfieldCliWrapper"),
            *options(flavour),
            *files,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    failed = [line for line in told.stdout.splitlines() if not line.startswith("PASS ")]
    assert failed == []
    assert len(told.stdout.splitlines()) == len(files) == len(DocumentKind) + len(Layout) + 1
