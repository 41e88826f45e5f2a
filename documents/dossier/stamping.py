"""Stamps (页码章): which page of how many, on every page of a volume, upright wherever the page is turned."""

from io import BytesIO

import pikepdf

from documents.dossier.leaves import STAMP_HEIGHT, STAMP_INSET, STAMP_WIDTH

_MM = 72 / 25.4


def stamped(pdf: pikepdf.Pdf, first: int, stamps: bytes) -> None:
    """Lay a stamp over each page from this one on, counted from 0, as far as there are stamps."""
    if not stamps:
        return
    with pikepdf.open(BytesIO(stamps)) as sheets:
        for index, stamp in enumerate(sheets.pages):
            _laid_over(pdf, pdf.pages[first + index], stamp, index + 1)


def _laid_over(pdf: pikepdf.Pdf, page: pikepdf.Page, stamp: pikepdf.Page, number: int) -> None:
    """Lay a stamp over a page. The name is ours: `add_overlay` takes one at random, and every binding would be another.

    It is of this page alone, since the pages of a file may share their resources.
    """
    form = pdf.copy_foreign(stamp.as_form_xobject())
    name = page.add_resource(form, pikepdf.Name.XObject, name=pikepdf.Name(f"/TingshuStamp{number}"))
    placed = page.calc_form_xobject_placement(form, name, corner(page))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + placed)


def corner(page: pikepdf.Page) -> pikepdf.Rectangle:
    """Return where the upper right corner of a page is, as one sees it, in the page's own coordinates."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    seen = (top - bottom) if turned in (90, 270) else (right - left)
    scale = min(1.0, seen / (100 * _MM))  # a page narrower than 100 mm has a smaller stamp
    width, height, inset = (mm * _MM * scale for mm in (STAMP_WIDTH, STAMP_HEIGHT, STAMP_INSET))
    if turned == 90:
        return pikepdf.Rectangle(left + inset, top - inset - width, left + inset + height, top - inset)
    if turned == 180:
        return pikepdf.Rectangle(left + inset, bottom + inset, left + inset + width, bottom + inset + height)
    if turned == 270:
        return pikepdf.Rectangle(
            right - inset - height, bottom + inset, right - inset, bottom + inset + width
        )
    return pikepdf.Rectangle(right - inset - width, top - inset - height, right - inset, top - inset)


def cleaned(pdf: pikepdf.Pdf, first: int) -> None:
    """Take from the pages what acts by itself: scripts and programmes that a party's file may have brought."""
    for page in list(pdf.pages)[first:]:
        _without(page.obj, "/AA")
        for annotation in page.obj.get("/Annots", ()):
            if isinstance(annotation, pikepdf.Dictionary):
                _without(annotation, "/AA")
                action = annotation.get("/A")
                if action is not None and action.get("/S") != pikepdf.Name.URI:
                    _without(annotation, "/A")


def _without(record: pikepdf.Object, key: str) -> None:
    if key in record:
        del record[key]
