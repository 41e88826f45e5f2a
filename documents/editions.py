"""Editions of the templates: a content names the one it was approved with, so it can be rendered again."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from jinja2 import meta

from documents.wording import Wording, environment
from domain.bilingual import Titled
from domain.canonical import canonical, sha256
from domain.law.switches import Layout

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class Edition:
    """The files that make one kind of document: wording, its parts, layout."""

    def __init__(self, kind: Titled, layout: Layout, files: Mapping[str, str]) -> None:
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


class Templates:
    """The templates of an installation: those of the release, and before them an agency's own words (TINGSHU_TEMPLATES).

    What is its own is read once, when the programme starts: what was checked is what is used. Layouts are the release's.
    """

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self.own = dict(own or {})
        self._made: dict[tuple[Titled, Layout], Edition] = {}

    def edition(self, kind: Titled, layout: Layout) -> Edition:
        """Return the edition that this installation has now."""
        if (kind, layout) not in self._made:
            names = (*self.names(kind), "layout/common.typ", f"layout/{layout}.typ")
            files = {name: self.source(name) for name in names}
            self._made[kind, layout] = Edition(kind, layout, files)
        return self._made[kind, layout]

    def names(self, kind: Titled) -> tuple[str, ...]:
        """The wording of a kind, with its parts: each once."""
        return tuple(dict.fromkeys(self._with_parts(f"{kind}.jinja")))

    def source(self, name: str) -> str:
        """Return the text of a file.

        Raises:
            FileNotFoundError: Neither the installation nor the release has it.
        """
        return self.own[name] if name in self.own else (TEMPLATES / name).read_text("utf-8")

    def _with_parts(self, name: str) -> Iterator[str]:
        yield name
        for part in meta.find_referenced_templates(environment({}).parse(self.source(name))):
            if part:
                yield from self._with_parts(part)


RELEASE = Templates()


def present(kind: Titled, layout: Layout) -> Edition:
    """Return the edition that this release brings."""
    return RELEASE.edition(kind, layout)


def edition_of(content: bytes) -> str:
    """Return the SHA-256 of the edition that a stored content names; nothing where it names none."""
    try:
        found = json.loads(content)
    except ValueError:
        return ""
    return str(found.get("template", "")) if isinstance(found, dict) else ""


def own_words(folder: Path) -> dict[str, str]:
    """Return the templates of a folder by their names; a mark of byte order and line ends of another system are nothing.

    Raises:
        OSError, UnicodeDecodeError: A file cannot be read.
    """
    return {file.name: file.read_text("utf-8-sig") for file in sorted(folder.glob("*.jinja"))}
