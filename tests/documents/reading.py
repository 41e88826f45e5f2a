"""Reads produced PDFs as a person's programs do."""

import io
import re
import unicodedata
from typing import Any

from pypdf import PdfReader


def text_of(pdf):
    """All text, without page numbers and the spaces and line ends of the layout."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return squeezed("".join(re.sub(r"—\s*\d+\s*—\s*$", "", page) for page in pages))


def squeezed(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def metadata_of(pdf):
    catalogue: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    return catalogue["/Metadata"].get_data().decode()


def says(pdf, *words):
    """Assert that the document says all of these."""
    text = text_of(pdf)
    for word in words:
        assert squeezed(word) in text, f"the document does not say {word}"
