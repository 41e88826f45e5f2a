"""What the facts of a case say of document numbers, and what the table makes of it: also after an older copy came back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from domain.case.documents import DocumentKind, NewDocument, NumberState, TakenNumber
from domain.procedure.chapters.documents import DocumentsOrdered
from installation.examples import bodies
from register.database import Database, open_engine
from register.number_check import NumberFaultKind, faults, taken
from register.number_claims import NumberClaims
from register.numbering import Numbering
from register.projection import CaseProjection
from register.rebuilding import Rebuilder
from register.recording import Recorder
from register.tables import documents, numbers
from tests.procedure.playing import DIRECTORY
from tests.register.numbered import NumberedPlay, NumberedScene, numbered_case

AGENCY = "zj-market"
APPROVED = "record_sealing"
"""Up to here letter and notice of the standard case are approved and numbered, and not yet sealed."""
LETTER, NOTICE = 3, 4
"""Their documents: the two before are opinions of the review."""
OPINIONS = ("镇市监法审〔2026〕1号", "镇市监法审〔2026〕2号")
NOTICES = ("镇市监听约〔2026〕1号", "镇市监罚告〔2026〕1号")


def record(database: Database, *cases: NumberedPlay) -> None:
    recorder = Recorder(database, CaseProjection())
    for case in cases:
        recorder.record(AGENCY, case.case.identity.number, case.entries)


def of_notices(database: Database) -> list[tuple[int, str, str | None]]:
    """Serial, state and document of every penalty notice."""
    return [(r["serial"], r["state"], r["document"]) for r in taken(database, word="罚告")]


def differences(database: Database, *cases: NumberedPlay) -> list[tuple[str, ...]]:
    rebuilder = Rebuilder(database, CaseProjection())
    return [rebuilder.differences(AGENCY, case.case.identity.number) for case in cases]


def found(database: Database) -> set[tuple[NumberFaultKind, str]]:
    return {(f.kind, f.printed) for f in faults(database)}


def copied(database: Database, folder: Path) -> Path:
    """A copy of the register as it is now (SQLite alone can be copied so)."""
    if not database.is_sqlite:
        pytest.skip("an older copy of a database server is another matter")
    copy = folder / "copy.db"
    with database.reading() as connection:
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
    return copy


def test_taking_reserves_and_record_confirms(database: Database):
    case = numbered_case(Numbering(database), "A-1", until=APPROVED)
    assert of_notices(database) == [(1, NumberState.RESERVED, f"{AGENCY}/A-1/4")]
    record(database, case)
    assert of_notices(database) == [(1, NumberState.CONFIRMED, f"{AGENCY}/A-1/4")]
    assert differences(database, case) == [()]
    assert faults(database) == []


def test_every_number_of_a_whole_case_is_confirmed_under_its_kind(database: Database):
    case = numbered_case(Numbering(database), "A-1")
    record(database, case)
    rows = taken(database)
    assert {r["state"] for r in rows} == {NumberState.CONFIRMED}
    assert {r["printed"]: r["kind"] for r in rows} == {
        d.number: d.kind for d in case.case.documents.all if d.number
    }
    assert [(r["word"], r["serial"]) for r in rows if r["kind"] == DocumentKind.REVIEW_OPINION] == [
        ("法审", 1),
        ("法审", 2),
        ("法审", 3),
    ]


def test_a_lost_table_of_numbers_is_filled_by_a_rebuild(database: Database):
    numbering = Numbering(database)
    cases = [numbered_case(numbering, number, until=APPROVED) for number in ("A-1", "A-2")]
    record(database, *cases)
    before = of_notices(database)
    with database.writing() as connection:
        connection.execute(delete(numbers))
    assert (NumberFaultKind.NOT_ENTERED, "镇市监罚告〔2026〕2号") in found(database)
    assert differences(database, *cases) == [("numbers",), ("numbers",)]
    assert [r.doubles for r in Rebuilder(database, CaseProjection()).rebuild(every=True)] == [(), ()]
    assert of_notices(database) == before
    assert faults(database) == []


def test_a_lost_table_of_numbers_never_gives_a_number_twice(database: Database):
    """Before a rebuild as well as after: the journal's documents know what was given."""
    numbering = Numbering(database)
    record(database, *(numbered_case(numbering, number, until=APPROVED) for number in ("A-1", "A-2")))
    with database.writing() as connection:
        connection.execute(delete(numbers))
    after = numbered_case(numbering, "A-3", until=APPROVED)
    list(Rebuilder(database, CaseProjection()).rebuild(every=True))
    record(database, after)
    assert of_notices(database) == [
        (serial, NumberState.CONFIRMED, f"{AGENCY}/A-{serial}/4") for serial in (1, 2, 3)
    ]


def test_an_older_copy_of_the_register_never_gives_a_number_twice(database: Database, tmp_path: Path):
    claims = NumberClaims(tmp_path / "numbers")
    record(database, numbered_case(Numbering(database, claims), "A-1", until=APPROVED))
    copy = copied(database, tmp_path)
    lost = [numbered_case(Numbering(database, claims), number, until=APPROVED) for number in ("A-2", "A-3")]
    record(database, *lost)
    older = Database(open_engine(f"sqlite:///{copy}"))
    record(older, numbered_case(Numbering(older, claims), "A-4", until=APPROVED))
    assert of_notices(older)[-1] == (4, NumberState.CONFIRMED, f"{AGENCY}/A-4/4")
    assert (NumberFaultKind.GAP, "镇市监罚告〔2026〕2号") in found(older)
    # The cases hand again what the register has lost: the gap closes, and nothing is there twice.
    record(older, *lost)
    assert [serial for serial, _, _ in of_notices(older)] == [1, 2, 3, 4]
    assert faults(older) == []
    older.close()


def test_a_reservation_gives_way_to_a_fact(database: Database, tmp_path: Path):
    """Where even the claims were lost: the fact stays what it is, the document that waits gets another number."""
    copy = copied(database, tmp_path)
    lost = numbered_case(Numbering(database), "A-1", until=APPROVED)
    older = Database(open_engine(f"sqlite:///{copy}"))
    numbering = Numbering(older)
    waiting = numbered_case(numbering, "A-2", until="approve_notices")
    notice = waiting.case.documents.all[NOTICE - 1]
    assert waiting.made(notice).number == NOTICES[1]
    record(older, lost)
    assert of_notices(older) == [(1, NumberState.CONFIRMED, f"{AGENCY}/A-1/4")]
    letter, content = waiting.case.documents.all[LETTER - 1].content, notice.content
    waiting.do("2026-05-25T09:00", "head-chen", "approve_notices", party=1, letter=letter, notice=content)
    record(older, waiting)
    assert of_notices(older)[1:] == [(2, NumberState.CONFIRMED, f"{AGENCY}/A-2/4")]
    assert not [f for f in faults(older) if f.word == "罚告"]
    older.close()


def doubled(database: Database, folder: Path) -> tuple[Database, list[NumberedPlay]]:
    """Two documents that have one number by their facts: the register came back older, the claims were lost."""
    copy = copied(database, folder)
    first = numbered_case(Numbering(database), "A-1", until=APPROVED)
    older = Database(open_engine(f"sqlite:///{copy}"))
    second = numbered_case(Numbering(older), "A-2", until=APPROVED)
    record(older, second, first)
    return older, [first, second]


def test_a_true_double_is_recorded_and_seen(database: Database, tmp_path: Path):
    older, cases = doubled(database, tmp_path)
    assert of_notices(older) == [
        (1, NumberState.CONFIRMED, f"{AGENCY}/A-2/4"),
        (1, NumberState.DOUBLE, f"{AGENCY}/A-1/4"),
    ]
    assert found(older) == {(NumberFaultKind.DOUBLE, number) for number in (*OPINIONS, *NOTICES)}
    notice = next(f for f in faults(older) if f.printed == NOTICES[1])
    assert "A-1" in notice.detail.zh
    assert "A-2" in notice.detail.en
    # It hinders nobody: both cases go on, both are what their journals say.
    for case in cases:
        case.do("2026-05-25T09:30", "officer-li", "add_evidence", **evidence())
    record(older, *cases)
    assert differences(older, *cases) == [(), ()]
    older.close()


def evidence() -> dict[str, Any]:
    body = bodies()["add_evidence"]
    return {**body, "evidence": {**body["evidence"], "id": "E9"}}


def test_a_rebuild_names_doubles(database: Database, tmp_path: Path):
    older, _ = doubled(database, tmp_path)
    with older.writing() as connection:
        connection.execute(delete(numbers))
    rebuilt = {r.number: r.doubles for r in Rebuilder(older, CaseProjection()).rebuild(every=True)}
    assert rebuilt == {"A-1": (), "A-2": (*NOTICES[:1], *OPINIONS, *NOTICES[1:])}
    older.close()


def state_of(database: Database, document: int) -> str | None:
    with database.reading() as connection:
        return connection.scalar(select(documents.c.state).where(documents.c.document == document))


def approved(numbering: Numbering) -> NumberedScene:
    """Letter and notice approved and numbered on Monday 05-25."""
    scene = NumberedScene(numbering)
    scene.open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25").approved("2026-05-25")
    return scene


def test_notices_that_a_decision_came_before_never_leave_and_their_numbers_are_void(database: Database):
    numbering = Numbering(database)
    scene = approved(numbering)
    record(database, scene)
    assert of_notices(database) == [(1, NumberState.CONFIRMED, key(scene, 3))]
    scene.decision_prepared("2026-05-25T10:00", outcome="no_penalty")
    scene.do("2026-05-25T11:00", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    record(database, scene)
    assert of_notices(database) == [(1, NumberState.VOIDED, key(scene, 3))]
    assert state_of(database, 3) == "void"
    assert differences(database, scene) == [()]
    assert faults(database) == []
    # Void, and taken all the same.
    numbered_case(numbering, "A-2", until=APPROVED)
    assert [serial for serial, _, _ in of_notices(database)] == [1, 2]


def key(scene: NumberedPlay, document: int) -> str:
    return f"{AGENCY}/{scene.case.identity.number}/{document}"


def hearing_notified(numbering: Numbering) -> NumberedScene:
    scene = NumberedScene(numbering)
    scene.open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
    scene.hearing_requested("2026-06-05")
    scene.do("2026-06-10", "presider-he", "notify_hearing", **scene.hearing_body("2026-06-23"))
    return scene


def of_hearings(database: Database) -> list[tuple[int, str]]:
    return [(r["serial"], r["state"]) for r in taken(database, word="听通")]


def test_a_number_whose_document_was_replaced_before_it_left_is_void(database: Database):
    scene = hearing_notified(Numbering(database))
    record(database, scene)
    scene.hearing_notified("2026-06-24", "2026-07-06", served=False)
    record(database, scene)
    assert of_hearings(database) == [(1, NumberState.VOIDED), (2, NumberState.CONFIRMED)]


def test_a_number_whose_document_had_left_before_it_was_replaced_stays_in_use(database: Database):
    scene = hearing_notified(Numbering(database))
    first = scene.document(len(scene.case.documents.all))
    scene.sealed("2026-06-12").served("2026-06-12", kind=DocumentKind.HEARING_NOTICE)
    scene.hearing_notified("2026-06-12", "2026-06-25")
    record(database, scene)
    assert of_hearings(database) == [(1, NumberState.CONFIRMED), (2, NumberState.CONFIRMED)]
    assert state_of(database, first.id) == "void"


def test_a_number_reserved_for_a_document_that_will_not_be_made_is_void(database: Database):
    """The activity took the number and was killed; before it came again the decision had made the notice needless."""
    scene = NumberedScene(Numbering(database))
    scene.open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25")
    scene.made(scene.document(3))
    scene.decision_prepared("2026-05-25T10:00", outcome="no_penalty")
    record(database, scene)
    assert of_notices(database) == [(1, NumberState.RESERVED, key(scene, 3))]
    scene.do("2026-05-25T11:00", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    record(database, scene)
    assert of_notices(database) == [(1, NumberState.VOIDED, key(scene, 3))]
    assert differences(database, scene) == [()]


def test_a_reservation_that_became_another_fact_is_void_and_nobodys(database: Database):
    numbering = Numbering(database)
    case = numbered_case(numbering, "A-1", until=APPROVED)
    with database.writing() as connection:
        moved = update(numbers).where(numbers.c.word == "罚告")
        connection.execute(moved.values(serial=5, printed="镇市监罚告〔2026〕5号"))
    record(database, case)
    assert of_notices(database) == [
        (1, NumberState.CONFIRMED, f"{AGENCY}/A-1/4"),
        (5, NumberState.VOIDED, None),
    ]


def test_a_reservation_left_lying_for_an_hour_is_named(database: Database):
    numbered_case(Numbering(database), "A-1", until=APPROVED)
    assert faults(database) == []
    later = datetime.now(UTC) + timedelta(minutes=61)
    lying = {(f.kind, f.printed) for f in faults(database, later)}
    assert lying == {(NumberFaultKind.LEFT_LYING, number) for number in (*OPINIONS, *NOTICES)}


def test_a_gap_is_named_by_its_first_and_last_serial(database: Database):
    numbering = Numbering(database)
    record(database, *(numbered_case(numbering, f"A-{n}", until=APPROVED) for n in range(1, 6)))
    with database.writing() as connection:
        connection.execute(delete(numbers).where(numbers.c.serial.in_((2, 3))))
        connection.execute(update(documents).values(serial=None))
    gap = next(f for f in faults(database) if f.word == "罚告")
    assert (gap.kind, gap.serial, gap.printed) == (NumberFaultKind.GAP, 2, "镇市监罚告〔2026〕2号")
    assert gap.detail.zh == "2至3号没有取用"


@pytest.mark.parametrize("origin", ["zj-market/2025-0031", "纸质案卷 2025-31"])
def test_a_number_that_came_with_another_case_or_from_paper_takes_none_here(database: Database, origin: str):
    """Facts carried over name their origin: the number is printed and found, and no serial of ours is behind it."""
    numbering = Numbering(database)
    case = numbered_case(numbering, "A-1", until="approve_notices")
    carried = TakenNumber(issuer=AGENCY, word="罚告", year=2025, serial=31)
    for document, number in ((LETTER, "镇市监听约〔2025〕31号"), (NOTICE, "镇市监罚告〔2025〕31号")):
        made = case.made(case.case.documents.all[document - 1]).model_copy(
            update={"number": number, "taken": carried, "origin": origin}
        )
        case.produced(made, case.entries[-1].at + timedelta(minutes=1))
    with database.writing() as connection:
        connection.execute(delete(numbers))
    record(database, case)
    assert {row["word"] for row in taken(database)} == {"法审"}
    assert case.case.documents.all[NOTICE - 1].origin == origin
    with database.reading() as connection:
        row = connection.execute(select(documents).where(documents.c.document == NOTICE)).one()
    assert (row.document_number, row.serial) == ("镇市监罚告〔2025〕31号", None)
    after = numbered_case(numbering, "A-2", until=APPROVED)
    assert after.case.documents.all[NOTICE - 1].number == NOTICES[1]


def test_a_supervising_office_numbers_its_documents_in_a_row_of_its_own(database: Database):
    numbering = Numbering(database)
    case = numbered_case(numbering, "A-1", until=APPROVED)
    document = next(case.case.documents.next_ids())
    opinion = NewDocument(
        id=document, kind=DocumentKind.REVIEW_OPINION, issuer=DIRECTORY.agency("zj-justice")
    )
    case.stated(DocumentsOrdered(documents=(opinion,)), case.entries[-1].at + timedelta(minutes=1))
    record(database, case)
    rows = {(r["issuer"], r["printed"]): r["document"] for r in taken(database, word="法审")}
    assert rows == {
        (AGENCY, OPINIONS[0]): key(case, 1),
        (AGENCY, OPINIONS[1]): key(case, 2),
        ("zj-justice", "镇司法审〔2026〕1号"): key(case, document),
    }
    assert {r["document"] for r in taken(database, issuers=frozenset({"zj-justice"}))} == {
        key(case, document)
    }
    assert faults(database) == []
