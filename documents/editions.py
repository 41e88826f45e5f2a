"""Editions of the templates: a content names the one it was approved with, so it can be rendered again."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from jinja2 import meta

from documents.wording import Wording, environment
from domain.canonical import canonical, sha256
from domain.case.documents import DocumentKind
from domain.law.profiles import Layout

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class Edition:
    """The files that make one kind of document: wording, its parts, layout."""

    def __init__(self, kind: DocumentKind, layout: Layout, files: Mapping[str, str]) -> None:
        self.kind = kind
        self.layout = layout
        self.files = dict(files)

    @cached_property
    def stored(self) -> bytes:
        """The edition as one file of the document store."""
        return canonical({"kind": self.kind, "files": self.files})

    @cached_property
    def version(self) -> str:
        return sha256(self.stored)

    @property
    def layout_file(self) -> str:
        return f"layout/{self.layout}.typ"

    @cached_property
    def layouts(self) -> dict[str, str]:
        """Its files that are not words."""
        return {name: text for name, text in self.files.items() if name.startswith("layout/")}

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.files, f"{self.kind}.jinja")


@cache
def present(kind: DocumentKind, layout: Layout) -> Edition:
    """Return the edition that this release brings."""
    names = (*_with_parts(f"{kind}.jinja"), "layout/common.typ", f"layout/{layout}.typ")
    return Edition(kind, layout, {name: _read(name) for name in names})


def _with_parts(name: str) -> Iterator[str]:
    yield name
    for part in meta.find_referenced_templates(environment({}).parse(_read(name))):
        if part:
            yield from _with_parts(part)


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")
