"""What the articles forbid of documents, read off the whole file: numbers, seals, and what leaves without them (59).

Every document is ordered, then produced with its number, then sealed; what is served has both.
"""

from collections.abc import Iterator

from tests.proof.oracle.file import Body, CaseFile, Wrong

ARTICLE = "行政处罚法 59"


def art59_documents_are_counted_without_a_gap(file: CaseFile) -> Iterator[Wrong]:
    """The documents of a case are counted one after the other."""
    counted = [d["id"] for s in file.all("DocumentsOrdered") for d in s.body.get("documents", ())]
    if counted != list(range(counted[0], counted[0] + len(counted))) if counted else False:
        yield Wrong("G1", ARTICLE, "a document is missing in the count, or stands there twice")


def art59_no_number_without_its_document(file: CaseFile) -> Iterator[Wrong]:
    """A number belongs to a document that was ordered and is not given up; it has one, and no other has the same."""
    whose: dict[str, int] = {}
    numbers: dict[int, str] = {}
    for said in file.all("DocumentsNumbered"):
        before = file.before(said.place)
        known = {d["id"] for s in before.all("DocumentsOrdered") for d in s.body.get("documents", ())}
        for made in said.body["documents"]:
            document, number = made["document"], made.get("number", "")
            if document not in known:
                yield Wrong("G2", ARTICLE, f"a number for document {document}, which nobody ordered")
            if document in _void(before):
                yield Wrong("G2", ARTICLE, f"a number for document {document}, which was given up")
            if number and numbers.setdefault(document, number) != number:
                yield Wrong("G2", ARTICLE, f"document {document} has two numbers")
            if number and whose.setdefault(number, document) != document:
                yield Wrong("G2", ARTICLE, f"two documents have the number {number}")


def _void(file: CaseFile) -> set[int]:
    given_up = {d for s in file.all("DocumentsVoided") for d in s.body["documents"]}
    return given_up | {d for s in file.all("DocumentsOrdered") for d in s.body.get("voids", ())}


def art59_sealed_as_it_was_produced(file: CaseFile) -> Iterator[Wrong]:
    """A seal stands on the very file that was produced, after it was."""
    for said in file.all("DocumentSealed"):
        files = {
            made["file"]
            for s in file.before(said.place).all("DocumentsNumbered")
            for made in s.body["documents"]
            if made["document"] == said.body["document"]
        }
        if said.body["seal"]["file"] not in files:
            yield Wrong("G3", ARTICLE, f"document {said.body['document']} was sealed before it was there")


def art59_nothing_leaves_without_number_and_seal(file: CaseFile) -> Iterator[Wrong]:
    """What is served, or issued as a notice, has its number and its seal by then, and was not given up."""
    for said in file.said:
        before = file.before(said.place)
        for document in _leaving(before, said.fact, said.body):
            if not _number(before, document):
                yield Wrong("G4", ARTICLE, f"document {document} left without a number")
            if not any(s.body["document"] == document for s in before.all("DocumentSealed")):
                yield Wrong("G4", ARTICLE, f"document {document} left without a seal")
            if document in _void(before):
                yield Wrong("G4", ARTICLE, f"document {document} left, which was given up")


def _leaving(before: CaseFile, fact: str, body: Body) -> tuple[int, ...]:
    if fact == "Served":
        return tuple(body["service"]["documents"])
    if fact == "NoticesIssued":
        said = before.last("NoticesPrepared", body["party"])
        return (said.body["letter"], said.body["notice"]) if said else ()
    return ()


def _number(file: CaseFile, document: int) -> str:
    made = (d for s in file.all("DocumentsNumbered") for d in s.body["documents"])
    return next((d["number"] for d in made if d["document"] == document and d.get("number")), "")


def art59_worded_before_its_approval(file: CaseFile) -> Iterator[Wrong]:
    """What is approved keeps the words in which it was read: nobody edits it once its final file is ordered (44, 59)."""
    for said in file.all("SectionEdited"):
        document = said.body["document"]
        orders = file.before(said.place).all("DocumentsOrdered")
        if any(document in s.body.get("again", ()) and "wanted" not in s.body for s in orders):
            yield Wrong("G5", ARTICLE, f"document {document} was worded otherwise after its approval")


RULES = (
    art59_documents_are_counted_without_a_gap,
    art59_no_number_without_its_document,
    art59_sealed_as_it_was_produced,
    art59_nothing_leaves_without_number_and_seal,
    art59_worded_before_its_approval,
)


def wrong_documents(file: CaseFile) -> Iterator[Wrong]:
    for rule in RULES:
        yield from rule(file)
