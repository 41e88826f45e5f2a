"""Documents of a case to choose from (可选的文书): those that fit what is to be done with them."""

from collections.abc import Callable, Iterator

from desk.fields.source import Choice, Known
from domain.bilingual import Words
from domain.case.documents import Document, DocumentKind, DocumentState
from domain.procedure.chapters.sending_back import drafts


def _of_party(known: Known) -> Iterator[Document]:
    for document in known.case.documents.all:
        if known.party in (None, document.party) and not document.void:
            yield document


def _document(known: Known, document: Document, value: str | int | None = None) -> Choice:
    """Say a document; where those of several parties stand side by side, whose it is."""
    number, kind, state = f" {document.number}" if document.number else "", document.kind, document.state
    whose = known.party is None and len(known.case.parties.all) > 1 and known.case.has_party(document.party)
    of = f"，{known.case.party(document.party).name}" if whose else ""
    words = Words(
        f"{kind.zh}{number}（{state.zh}{of}）", f"{kind.en}{number} ({state.en}{of.replace('，', ', ')})"
    )
    return Choice(document.id if value is None else value, words, document.file or document.preview)


def documents(known: Known) -> Iterator[Choice]:
    yield from (_document(known, one) for one in _of_party(known))


def to_serve(known: Known) -> Iterator[Choice]:
    """What goes to a party and has been sealed; what was served before may be served again."""
    ready = (DocumentState.SEALED, DocumentState.ISSUED)
    yield from (_document(known, one) for one in _of_party(known) if one.rule.served and one.state in ready)


def to_edit(known: Known) -> Iterator[Choice]:
    yield from (_document(known, one) for one in _of_party(known) if one.rule.sections and not one.file)


def to_seal(known: Known) -> Iterator[Choice]:
    yield from (_document(known, one) for one in _of_party(known) if one.ready_to_seal)


def to_send_back(known: Known) -> Iterator[Choice]:
    """Drafts before a head. Letter and notice go back together, whichever is named: the notice stands for both."""
    for number, _, party, _ in drafts(known.case) if known.case.opened else ():
        document = known.case.documents.get(number)
        if (
            document
            and known.party in (None, party.id)
            and document.kind is not DocumentKind.INTERVIEW_LETTER
        ):
            words = Words(f"{document.kind.zh}（{party.name}）", f"{document.kind.en} ({party.name})")
            yield Choice(number, words, document.preview)


def filing_reports(known: Known) -> Iterator[Choice]:
    filed = {report.document for report in known.case.decision_filing.all}
    yield from (_document(known, one) for one in known.case.documents.all if one.id in filed)


def previewed(known: Known) -> Iterator[Choice]:
    for document in _of_party(known):
        if document.content and not document.file and document.rule.previewed:
            words = Words(f"{document.id} {document.kind.zh}", f"{document.id} {document.kind.en}")
            yield Choice(document.content, words, document.preview)


def files_to_seal(known: Known) -> Iterator[Choice]:
    for document in known.case.documents.all:
        if document.ready_to_seal:
            number = f" {document.number}".rstrip()
            words = Words(
                f"{document.id} {document.kind.zh}{number}", f"{document.id} {document.kind.en}{number}"
            )
            yield Choice(document.file, words, document.file)


def previewed_of(*kinds: DocumentKind) -> Callable[[Known], Iterator[Choice]]:
    """What waits for approval, of these kinds."""

    def found(known: Known) -> Iterator[Choice]:
        for document in _of_party(known):
            if document.kind in kinds and document.content and not document.file:
                yield Choice(document.content, document.kind.words, document.preview)

    return found
