"""One complete example of every kind of document (`examples/documents`), invented: what a preview without a case shows."""

from collections.abc import Iterator, Mapping

from documents.content import Content
from documents.kinds import KINDS
from domain.case.documents import DocumentKind
from installation.examples import EXAMPLES

DOCUMENTS = EXAMPLES / "documents"


class DocumentExamples(Mapping[DocumentKind, Content]):
    """The examples by kind; each is read when it is asked for."""

    def __getitem__(self, kind: DocumentKind) -> Content:
        read = (DOCUMENTS / f"{kind}.json").read_text(encoding="utf-8")
        content = KINDS[kind].content.model_validate_json(read)
        return content.model_copy(update={"layout": KINDS[kind].layout})

    def __iter__(self) -> Iterator[DocumentKind]:
        return iter(DocumentKind)

    def __len__(self) -> int:
        return len(DocumentKind)
