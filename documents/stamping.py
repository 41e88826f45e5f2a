"""A notice as it is printed for its party (打印件): the stored file, with address and access code laid over its first page.

The code is in no content, no preview and no stored file, so that whoever may read the case does not learn it, and the same
order gives the same file for ever. What is laid over is an artifact (PDF/UA-1, 7.1): the document says nothing else by it.
"""

import io

import pikepdf

from documents.codes import qr_svg
from documents.typesetting import Typesetter

TITLE = "案件查询地址"


def stamped(typesetter: Typesetter, pdf: bytes, address: str, access_code: str) -> bytes:
    """Return a file with the address as QR code and text, and the access code, or a line to write it on where there is none."""
    stamp = {"picture": qr_svg(address), "address": address, "access": access_code}
    over = typesetter.overlay("stamp", TITLE, stamp)
    with pikepdf.open(io.BytesIO(pdf)) as document, pikepdf.open(io.BytesIO(over)) as cover:
        first = document.pages[0]
        laid = document.copy_foreign(cover.pages[0].as_form_xobject())
        name = first.add_resource(laid, pikepdf.Name.XObject, name=pikepdf.Name.TingshuStamp)
        # The page's own state of the pen ends before what is laid over begins.
        first.contents_add(b"q\n", prepend=True)
        first.contents_add(b"\nQ\n/Artifact BMC\nq %s Do Q\nEMC\n" % str(name).encode())
        made = io.BytesIO()
        document.save(made, deterministic_id=True)
    return made.getvalue()
