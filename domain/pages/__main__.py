"""Write the generated pages of docs/ anew: `make pages`."""

from pathlib import Path

from domain.pages import PAGES
from domain.pages.diagram import drawn

DOCS = Path(__file__).parents[2] / "docs"

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    for name, picture in drawn().items():
        (DOCS / "diagrams" / name).write_text(picture, encoding="utf-8")
