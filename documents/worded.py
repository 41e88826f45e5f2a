"""Everything that stands in words of a template: the kinds of documents, the forms to be signed, the summary for the public."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from documents import forms, kinds, publication
from documents.content import Content
from domain.bilingual import Titled
from domain.law.switches import Layout
from domain.procedure.public_papers import PublicPaper

_SUMMARY: Final = publication.PublicationSummary


class Worded(NamedTuple):
    content: type[Content]
    compose: Callable[..., Any]
    layout: Layout
    """Where the profile names no other."""


def _of(content: type[Content]) -> Layout:
    """A form, and a paper for the public, has one layout."""
    layout = content.model_fields["layout"].default
    assert isinstance(layout, Layout), "every content has one"
    return layout


WORDED: Final[Mapping[Titled, Worded]] = {
    **{kind: Worded(e.content, e.compose, e.layout) for kind, e in kinds.KINDS.items()},
    **{form: Worded(e.content, e.compose, _of(e.content)) for form, e in forms.KINDS.items()},
    PublicPaper.SUMMARY: Worded(_SUMMARY, publication.summary, _of(_SUMMARY)),
}
"""The public copy of a decision has no wording of its own: it is the decision's, as it was served."""
