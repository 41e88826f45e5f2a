"""QR codes (二维码) as SVG, to be set into a page: a black path on nothing, so that it prints on any paper."""

import io

import segno

QUIET = 2
"""Modules left white around a code; the margin of the paper gives the rest."""


def qr_svg(text: str) -> str:
    """Return a text as a QR code that still reads with a seventh of it lost (level M), as one SVG."""
    made = io.BytesIO()
    segno.make(text, error="m", micro=False).save(made, kind="svg", border=QUIET, xmldecl=False, svgns=True)
    return made.getvalue().decode()
