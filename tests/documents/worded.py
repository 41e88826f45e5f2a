"""Reads the wording of a content without printing it: its blocks, as one text."""

from typing import Any

from documents.content import Content
from documents.editions import present
from documents.kinds import compose
from documents.wording import Block, texts
from domain.case.documents import DocumentKind
from tests.procedure.scene import Scene

from .reading import squeezed


def words_of(content: Content) -> str:
    """All text of a document, without blanks; a required field that is empty is shown as missing."""
    blocks = present(content.kind, content.layout).wording.blocks(content, preview=True)
    return str(squeezed("".join(_printed(block) for block in blocks)))


def _printed(block: Block) -> str:
    parts = {part: said for part, said in block.items() if part not in {"kind", "number", "items"}}
    items = "".join(_printed(item) for item in block.get("items", ()))
    return str(block.get("number", "")) + "".join(texts(parts)) + items


def composed(scene: Scene, kind: DocumentKind) -> Any:
    """The newest document of a kind, as the case has it now."""
    document = [d for d in scene.case.documents.all if d.kind is kind and not d.void][-1]
    return compose(scene.case, document)
