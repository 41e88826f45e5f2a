"""A kind of document: all that belongs to it stands in one entry of its family."""

from collections.abc import Callable
from typing import NamedTuple

from documents.content import Content
from domain.case.case import Case
from domain.case.documents import Document, DocumentKind
from domain.law.profiles import Layout


class KindOfDocument(NamedTuple):
    """What makes one kind; its title and steps are the domain's, the word in its number the profile's."""

    kind: DocumentKind
    content: type[Content]
    compose: Callable[[Case, Document], Content]
    layout: Layout = Layout.GONGWEN
    """Where the profile names no other."""
