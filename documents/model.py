"""The document model (文书模型): what every rendering takes, the PDF that is issued, the DOCX and the HTML that never are."""

from datetime import date
from typing import NamedTuple, TypedDict

from documents.content import Content
from documents.editions import Edition
from documents.wording import Block, Missing, day, texts
from domain.characters import unprintable
from domain.law.switches import Layout

LONGEST = 1_000_000
"""Characters of a document: some 1,600 pages, a minute of typesetting. A text of a move has 100,000 at most (domain.lengths)."""


class TooLong(ValueError):
    """The document would take the typesetter minutes."""

    def __init__(self, excess: str) -> None:
        super().__init__(f"{excess} · the document is too long: shorten its texts, or attach them as files")
        self.excess = excess


class UnprintableText(ValueError):
    """Text holds characters that would not print, or would make the rest print as something else."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(
            f"含有不可打印的字符 {'、'.join(characters)} · unprintable characters: remove them from the text"
        )
        self.characters = characters


class Model(TypedDict):
    """A document in words: the layouts of Typst read it under these names."""

    title: str
    organ: str
    number: str
    """Empty before it is taken."""
    dated: str
    """Empty before it is issued: room is left for it."""
    preview: bool
    sealed: bool
    numbered: bool
    """Whether it is to have a number (文号), which needs its room."""
    upward: bool
    """To a superior (上行文): who signs it out stands beside the number."""
    signer: str
    """签发人; empty where nobody is known, and room is left for the name."""
    blocks: list[Block]
    unconfirmed: str
    """The rows of the law that a lawyer has still to confirm, in one sentence; of a preview alone."""


class Draft(NamedTuple):
    """A document as it is read or edited before it is issued, with what it lacks."""

    model: Model
    layout: Layout
    numbered: bool
    """Whether it is to have a number (文号)."""
    sha256: str
    """Of the content: what is approved."""
    gaps: tuple[str, ...]
    """Required fields that are empty, by their Chinese names."""


def model_of(
    content: Content,
    edition: Edition,
    *,
    preview: bool,
    number: str = "",
    dated: date | None = None,
    unconfirmed: tuple[str, ...] = (),
) -> Model:
    """Return a content in the words of an edition.

    Raises:
        TooLong: It would take minutes to be set.
        UnprintableText: A character that no document may hold.
    """
    model: Model = {
        "title": f"{content.title or content.kind.zh} {number}".rstrip(),
        "organ": content.speaker or str(Missing("行政机关名称")),
        "number": number,
        "dated": day(dated) if dated else "",
        "preview": preview,
        "sealed": content.rule.sealed,
        "numbered": content.rule.numbered,
        "upward": bool(getattr(content, "upward", False)),
        "signer": str(getattr(content, "signer", "")),
        "blocks": edition.wording.blocks(content, preview=preview),
        "unconfirmed": "；".join(unconfirmed) if preview else "",
    }
    text = "".join(texts(dict(model)))
    if too_long := excess(text):
        raise TooLong(*too_long)
    if bad := unprintable(text):
        raise UnprintableText(bad)
    return model


def excess(text: str) -> tuple[str, ...]:
    """Name by how much a document is too long, where it is."""
    return (f"文书过长：{len(text)}字，至多{LONGEST}字",) if len(text) > LONGEST else ()


def drafted(content: Content, edition: Edition, unconfirmed: tuple[str, ...] = ()) -> Draft:
    """Return a document without number and date, what is missing shown as `【缺：…】`.

    Raises:
        UnprintableText: A character that no document may hold.
    """
    model = model_of(content, edition, preview=True, unconfirmed=unconfirmed)
    return Draft(model, edition.layout, content.rule.numbered, content.sha256, tuple(content.gaps()))
