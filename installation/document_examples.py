"""One complete example of everything that has a wording (`examples/documents`), invented: what a preview without a case shows."""

from collections.abc import Iterator, Mapping
from functools import cache

from documents.content import Content
from documents.worded import WORDED
from domain.bilingual import Titled
from installation.examples import EXAMPLES

DOCUMENTS = EXAMPLES / "documents"


class DocumentExamples(Mapping[Titled, Content]):
    """The examples by kind of document, form or paper for the public; each is read when it is asked for."""

    def __getitem__(self, kind: Titled) -> Content:
        read = (DOCUMENTS / f"{kind}.json").read_text(encoding="utf-8")
        content = WORDED[kind].content.model_validate_json(read)
        return content.model_copy(update={"layout": WORDED[kind].layout})

    def __iter__(self) -> Iterator[Titled]:
        return iter(WORDED)

    def __len__(self) -> int:
        return len(WORDED)


@cache
def all_examples() -> Mapping[Titled, Content]:
    """The same, read once and kept: for what looks at every kind."""
    return dict(DocumentExamples())
