"""A kind of document: all that belongs to it stands in one entry of its family."""

from collections.abc import Callable
from typing import NamedTuple

from documents.content import Content
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.law.switches import Layout
from domain.law.terms import TermKey


class KindOfDocument(NamedTuple):
    """What makes one kind; its title and steps are the domain's, the word in its number the profile's."""

    kind: DocumentKind
    content: type[Content]
    compose: Callable[[Case, Document], Content]
    layout: Layout = Layout.GONGWEN
    """Where the profile names no other."""
    terms: tuple[TermKey, ...] = ()
    """The terms of law whose rows it prints."""
    tells_hearing_right: bool = False
    """Whether it says if the party may ask for a hearing, which hangs on the thresholds."""
