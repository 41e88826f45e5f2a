"""A document is numbered, sealed and issued by its issuer, which may be a supervising office with a clerk of its own."""

from domain.case.documents import DocumentKind, NewDocument
from domain.case.issuing import issuer_of, waiting_for_seal
from domain.case.readers import Reader
from domain.procedure.chapters.documents import DocumentsNumbered, DocumentsOrdered, Numbered
from domain.procedure.language import Stamp
from tests.procedure.playing import DIRECTORY, shanghai
from tests.procedure.scene import SCAN, Scene, codes_of

OFFICE = DIRECTORY.agency("zj-justice")
THEIR_CLERK = "clerk-lin"
FILE = "ab" * 32
AT = "2026-05-21"


def of_the_office() -> tuple[Scene, int]:
    """A case in which a letter of the supervising office is numbered and waits for its seal."""
    scene = Scene().open("2026-05-18").reviewed("2026-05-20")
    document = next(scene.case.documents.next_ids())
    new = NewDocument(id=document, kind=DocumentKind.INTERVIEW_REPORT, issuer=OFFICE)
    stamp = Stamp(len(scene.entries), shanghai(AT), "clock")
    for fact in (
        DocumentsOrdered(documents=(new,)),
        DocumentsNumbered(documents=(Numbered(document=document, content=FILE, file=FILE, pages=1),)),
    ):
        changed = {fact.component: fact.change(scene.case, stamp)}
        scene.case = scene.case.model_copy(update=changed)
    return scene, document


def sealing(scene: Scene, document: int, by: str) -> set[str]:
    return codes_of(scene, AT, by, "record_sealing", document=document, file=FILE, scan=SCAN, on=AT)


def test_the_issuer_is_the_agency_of_the_case_unless_the_document_names_another():
    scene, document = of_the_office()
    assert issuer_of(scene.case, scene.document(document)) == OFFICE
    assert issuer_of(scene.case, scene.document(1)) == scene.case.identity.agency


def test_a_supervising_office_seals_its_document_with_its_own_clerk():
    scene, document = of_the_office()
    assert sealing(scene, document, THEIR_CLERK) == set()
    assert sealing(scene, document, "clerk-zhao") == {"AnotherIssuer"}


def test_the_clerk_of_a_supervising_office_seals_nothing_of_the_agency():
    scene, _ = of_the_office()
    scene.prepared("2026-05-25").approved("2026-05-25")
    letter = next(d for d in waiting_for_seal(scene.case) if d.kind is DocumentKind.INTERVIEW_LETTER)
    body = {"document": letter.id, "file": letter.file, "scan": SCAN, "on": "2026-05-25"}
    assert codes_of(scene, "2026-05-25", THEIR_CLERK, "record_sealing", **body) == {"AnotherIssuer"}
    assert codes_of(scene, "2026-05-25", "clerk-zhao", "record_sealing", **body) == set()


def test_without_a_document_of_theirs_the_clerk_of_another_agency_has_no_role_in_the_case():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25").approved("2026-05-25")
    assert codes_of(
        scene,
        "2026-05-25",
        THEIR_CLERK,
        "record_sealing",
        document=2,
        file=FILE,
        scan=SCAN,
        on="2026-05-25",
    ) == {"RoleRequired"}


def test_notices_of_the_agency_are_not_issued_by_another():
    scene, _ = of_the_office()
    scene.prepared("2026-05-25").approved("2026-05-25")
    for document in [d for d in waiting_for_seal(scene.case) if d.issuer is None]:
        body = {"document": document.id, "file": document.file, "scan": SCAN, "on": "2026-05-25"}
        scene.do("2026-05-25", "clerk-zhao", "record_sealing", **body)
    assert codes_of(scene, "2026-05-25", THEIR_CLERK, "issue_notices", party=1) == {"AnotherIssuer"}
    assert codes_of(scene, "2026-05-25", "clerk-zhao", "issue_notices", party=1) == set()


def test_notices_that_a_decision_came_before_wait_for_no_seal():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25").approved("2026-05-25")
    notices = waiting_for_seal(scene.case)
    scene.decision_prepared("2026-05-25T10:00", outcome="no_penalty")
    scene.do("2026-05-25T11:00", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    assert [d.kind for d in waiting_for_seal(scene.case)] == [DocumentKind.NO_PENALTY_DECISION]
    sealed = {"scan": SCAN, "on": "2026-05-25"}
    for document in notices:
        body = {"document": document.id, "file": document.file, **sealed}
        assert codes_of(scene, "2026-05-25T12:00", "clerk-zhao", "record_sealing", **body) == {
            "NotReadyToSeal"
        }


def test_the_clerk_of_a_supervising_office_reads_the_cases_whose_documents_it_seals():
    clerk = DIRECTORY.person(THEIR_CLERK)
    assert clerk is not None
    assert Reader.of(clerk).agencies == {"zj-justice", "zj-market", "zj-ecology"}
