"""Write the generated pages of docs/ anew: `make pages`."""

from pathlib import Path

from domain.pages import PAGES

DOCS = Path(__file__).parents[2] / "docs"

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
