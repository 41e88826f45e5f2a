"""The pages for people (docs/) as text and on paper: put together with an office's own profiles, set in the office's own fonts."""

from datetime import date
from pathlib import Path
from typing import Final

from documents.glyphs import FontsMissing
from documents.pages import printed_page
from documents.typesetting import MissingGlyphs, Rendered
from domain.law.profiles import FOLDER
from domain.pages.statute import questions_page
from installation.faces import faces_of
from installation.fonts import FontsUnavailable
from settings import Settings

DOCS: Final = Path(__file__).parents[1] / "docs"
QUESTIONS: Final = "questions"
"""The questions for a lawyer alone, with the answers of an office's own profiles: part of the page of the statute."""


def pages() -> tuple[str, ...]:
    """Return the names of the pages that there are."""
    return tuple(sorted({QUESTIONS, *(path.stem for path in DOCS.glob("*.md"))}))


def page_text(name: str, settings: Settings) -> str:
    """Return a page as Markdown.

    Raises:
        BadProfile: An office's own profile cannot be right.
    """
    if name == QUESTIONS:
        return questions_page(settings.profiles or FOLDER)
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def page_on_paper(name: str, settings: Settings, *, dated: date) -> Rendered:
    """Return a page as PDF.

    Raises:
        FontsUnavailable: There are no fonts, or none has a character of the page.
        BadProfile: An office's own profile cannot be right.
    """
    text = page_text(name, settings)
    try:
        return printed_page(text, settings.fonts_folder, dated=dated, faces=faces_of(settings))
    except (FontsMissing, MissingGlyphs) as error:
        raise FontsUnavailable(str(error)) from error
