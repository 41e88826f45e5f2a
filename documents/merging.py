"""Merging (合并打印): several documents as one PDF, in the order in which they are printed."""

from collections.abc import Iterable
from contextlib import ExitStack
from io import BytesIO

import pikepdf


def merged(files: Iterable[bytes], *, two_sided: bool = False) -> bytes:
    """Return the PDFs one behind the other.

    Printed on both sides, each begins on a sheet of its own: behind one with an odd number of pages comes an empty page.
    """
    with ExitStack() as opened, pikepdf.new() as pdf:
        for data in files:
            source = opened.enter_context(pikepdf.open(BytesIO(data)))
            pdf.pages.extend(source.pages)
            if two_sided and len(source.pages) % 2:
                _, _, width, height = (float(value) for value in source.pages[-1].mediabox)
                pdf.add_blank_page(page_size=(width, height))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()
