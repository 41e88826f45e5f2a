"""The record proven: whatever is done to a row of journal, access log or checkpoints, in the database itself, is named."""

import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, delete, func, insert, select, text, update

from domain.case.checkpoint_file import Sent, read, written
from domain.case.journal import GENESIS, Entry, chain, chained
from domain.case.journal_proof import flaws_of_case
from domain.case.proof import BadCheckpoint, CaseHead, Chained, Damage, Flaw
from domain.case.readers import Read
from register.access_chain import chain_reads
from register.checkpoints import Checkpoints
from register.database import Database, open_engine
from register.desk_book import DeskBook
from register.migrating import upgrade
from register.projection import CaseProjection
from register.proof_tables import access_links, checkpoint_heads, checkpoints
from register.proving import Proofs
from register.proving_journals import stored
from register.recording import Recorder
from register.tables import access_log, cases, journal
from tests.procedure.playing import standard
from tests.register.postgresql import server

AGENCY = "zj-market"
MONDAY = datetime(2026, 6, 8, 3, tzinfo=UTC)
DAY = timedelta(days=1)
ROWS = 10
"""Entries of the case 1 when it was left; the others have 8."""

Change = Callable[[Connection], Any]


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return list(standard().entries[:12])


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    with server(connections=30) as url:
        yield url


def a_read(place: int) -> Read:
    return Read(f"person-{place}", AGENCY, "1", "case", MONDAY + timedelta(seconds=place), f"r{place}")


@pytest.fixture(scope="module")
def whole(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> Callable[[str], str]:
    """Where a register stands from which each test has its own copy; made once for each database."""

    @cache
    def made(backend: str) -> str:
        url = f"sqlite:///{tmp_path_factory.mktemp('proven') / 'register.db'}"
        if backend == "postgresql":
            url = new_database(request.getfixturevalue("postgresql"), "kept")
        database = Database(open_engine(url))
        upgrade(database)
        fill(database, entries)
        database.close()
        return url

    return made


def new_database(server_url: str, name: str, like: str = "template1") -> str:
    """Make a database, as another one is; return its URL."""
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
    engine.dispose()
    return server_url.replace("/postgres", f"/{name}")


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, whole: Callable[[str], str], tmp_path: Path) -> Iterator[Database]:
    """Three cases, three days with a checkpoint each, nine reads in three batches."""
    url = whole(request.param)
    if request.param == "sqlite":
        shutil.copy(url.removeprefix("sqlite:///"), tmp_path / "register.db")
        url = f"sqlite:///{tmp_path / 'register.db'}"
    else:
        url = new_database(request.getfixturevalue("postgresql"), "one", "kept")
    database = Database(open_engine(url))
    yield database
    database.close()


def fill(database: Database, entries: list[Entry]) -> None:
    recorder, book, daily = Recorder(database, CaseProjection()), DeskBook(database), Checkpoints(database)
    for number in ("1", "2", "3"):
        recorder.record(AGENCY, number, entries[:8])
    for day in range(3):
        book.note_reads([a_read(3 * day + n) for n in (1, 2, 3)])
        daily.make(MONDAY + day * DAY)
        if day < 2:
            recorder.record(AGENCY, "1", entries[8 + day : 9 + day])


def flaws(database: Database, against: Sent | None = None) -> list[Flaw]:
    return Proofs(database).all(lambda chained, done, of: None, against)


def of(table: Any, number: str, seq: int) -> Any:
    return (table.c.agency == AGENCY) & (table.c.number == number) & (table.c.seq == seq)


def in_journal(damage: Damage, place: int, number: str = "1") -> Flaw:
    return Flaw(Chained.JOURNAL, damage, place, AGENCY, number)


def test_what_nobody_touched_has_no_flaw(kept: Database):
    told = list[tuple[Chained, int, int]]()
    proofs = Proofs(kept)
    assert proofs.all(lambda *step: told.append(step)) == []
    assert {(chained, of) for chained, done, of in told if done == of} == {
        (Chained.JOURNAL, 3),
        (Chained.ACCESS_LOG, 3),
        (Chained.CHECKPOINTS, 3),
    }
    assert proofs.sizes() == {"journal": 26, "access_log": 9, "checkpoints": 3}


def renumber(connection: Connection, table: Any, column: Any, steps: list[tuple[int, int]]) -> None:
    for old, new in steps:
        connection.execute(update(table).where(column == old, *_of_one(table)).values({column: new}))


def _of_one(table: Any) -> list[Any]:
    return [table.c.number == "1"] if table is journal else []


def _inserted(connection: Connection) -> None:
    """An entry after the third, the later ones moved up; its head follows, what comes after does not."""
    renumber(connection, journal, journal.c.seq, [(n, n + 1) for n in range(ROWS, 3, -1)])
    row = connection.execute(select(journal).where(of(journal, "1", 3))).mappings().one()
    body = row["body"].replace('"seq":3', '"seq":4')
    planted = {**row, "seq": 4, "body": body, "head": chain(row["head"], body.encode())}
    connection.execute(insert(journal).values(planted))


def _closed_up(connection: Connection) -> None:
    connection.execute(delete(journal).where(of(journal, "1", 4)))
    renumber(connection, journal, journal.c.seq, [(n, n - 1) for n in range(5, ROWS + 1)])


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            lambda c: c.execute(update(journal).where(of(journal, "1", 4)).values(body="{}")),
            [in_journal(Damage.CHANGED, 4)],
        ),
        (
            lambda c: c.execute(update(journal).where(of(journal, "1", 4)).values(by="somebody")),
            [in_journal(Damage.CHANGED, 4)],
        ),
        (
            lambda c: c.execute(update(journal).where(of(journal, "1", 4)).values(at=MONDAY)),
            [in_journal(Damage.CHANGED, 4)],
        ),
        (
            lambda c: c.execute(delete(journal).where(of(journal, "1", 4))),
            [in_journal(Damage.MISSING, 4)],
        ),
        (
            lambda c: c.execute(delete(journal).where(of(journal, "2", 8))),
            [in_journal(Damage.MISSING, 8, "2")],
        ),
        (_closed_up, [in_journal(Damage.MISSING, 4)]),
        (_inserted, [in_journal(Damage.INSERTED, 4)]),
        (
            lambda c: renumber(c, journal, journal.c.seq, [(4, 99), (6, 4), (99, 6)]),
            [in_journal(Damage.MOVED, 4), in_journal(Damage.MOVED, 6)],
        ),
        (
            lambda c: renumber(c, journal, journal.c.seq, [(4, 99), (5, 4), (99, 5)]),
            [in_journal(Damage.MOVED, 4), in_journal(Damage.MOVED, 5)],
        ),
    ],
    ids=[
        "body",
        "column",
        "instant",
        "gone",
        "last gone",
        "gone, closed up",
        "put in",
        "swapped",
        "neighbours",
    ],
)
def test_what_was_done_to_an_entry_is_named(kept: Database, change: Change, named: list[Flaw]):
    with kept.writing() as connection:
        change(connection)
    of_journals = [flaw for flaw in Proofs(kept).case((AGENCY, named[0].number))]
    assert of_journals == named
    assert set(named) <= set(flaws(kept))


def test_a_case_that_is_gone_whole_is_known_by_the_checkpoints(kept: Database):
    with kept.writing() as connection:
        connection.execute(delete(journal).where(journal.c.number == "3"))
        connection.execute(delete(cases).where(cases.c.number == "3"))
    assert flaws(kept) == [in_journal(Damage.MISSING, 8, "3")]


def rewritten(connection: Connection, until: int = ROWS) -> str:
    """Change the fourth entry of case 1 and chain all that follows anew, with the row of the case."""
    head = GENESIS
    for row in connection.execute(
        select(journal).where(journal.c.number == "1").order_by(journal.c.seq)
    ).all():
        body = row.body.replace('"seq":4', '"digest":"x","key":"y","seq":4') if row.seq == 4 else row.body
        head = chain(head, body.encode())
        connection.execute(update(journal).where(of(journal, "1", row.seq)).values(body=body, head=head))
    connection.execute(update(cases).where(cases.c.number == "1").values(head=head))
    return head


def test_a_journal_chained_anew_from_end_to_end_is_known_by_the_checkpoints(kept: Database):
    with kept.writing() as connection:
        rewritten(connection)
    assert Proofs(kept).case((AGENCY, "1")) == []
    assert flaws(kept) == [in_journal(Damage.REWRITTEN, n) for n in (8, 9, 10)]


def all_anew(database: Database) -> None:
    """Write the journal anew and make every checkpoint as if it had always been so."""
    with database.writing() as connection:
        rewritten(connection)
        connection.execute(delete(checkpoints))
        connection.execute(delete(checkpoint_heads))
    for day in range(3):
        Checkpoints(database).make(MONDAY + day * DAY)


def test_a_whole_register_written_anew_is_known_by_the_checkpoint_that_was_sent_away(kept: Database):
    sent = read(written(Checkpoints(kept).sent(2)))
    assert flaws(kept, sent) == []
    all_anew(kept)
    assert flaws(kept) == []
    assert flaws(kept, sent) == [
        Flaw(Chained.CHECKPOINTS, Damage.REWRITTEN, 2),
        in_journal(Damage.REWRITTEN, 9),
    ]


def test_an_access_log_written_anew_is_known_by_the_checkpoint_that_was_sent_away(kept: Database):
    sent = Checkpoints(kept).sent(3)
    with kept.writing() as connection:
        connection.execute(delete(access_links))
        connection.execute(delete(access_log).where(access_log.c.person == "person-4"))
    chain_reads(kept)
    assert flaws(kept) == []
    assert flaws(kept, sent) == [Flaw(Chained.ACCESS_LINKS, Damage.MISSING, 3)]


def in_log(damage: Damage, *places: int) -> list[Flaw]:
    return [Flaw(Chained.ACCESS_LOG, damage, place) for place in places]


def in_links(damage: Damage, *places: int) -> list[Flaw]:
    return [Flaw(Chained.ACCESS_LINKS, damage, place) for place in places]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            lambda c: c.execute(update(access_log).where(access_log.c.id == 4).values(person="nobody")),
            in_log(Damage.CHANGED, 4),
        ),
        (lambda c: c.execute(delete(access_log).where(access_log.c.id == 5)), in_log(Damage.MISSING, 5)),
        (lambda c: c.execute(delete(access_log).where(access_log.c.id == 9)), in_log(Damage.MISSING, 9)),
        (
            lambda c: c.execute(insert(access_log).values(id=0, **vars(a_read(0)))),
            in_log(Damage.INSERTED, 0),
        ),
        (
            lambda c: c.execute(insert(access_log).values(id=77, **vars(a_read(0)))),
            in_log(Damage.INSERTED, 77),
        ),
        (
            lambda c: renumber(c, access_log, access_log.c.id, [(4, 99), (6, 4), (99, 6)]),
            in_log(Damage.MOVED, 4, 6),
        ),
        (
            lambda c: c.execute(delete(access_links).where(access_links.c.place == 2)),
            in_links(Damage.MISSING, 2),
        ),
        (
            lambda c: c.execute(update(access_links).where(access_links.c.place == 2).values(body="{}")),
            [*in_links(Damage.CHANGED, 2), *in_log(Damage.INSERTED, 4, 5, 6)],
        ),
        (
            lambda c: c.execute(update(access_links).where(access_links.c.place == 2).values(head="0" * 64)),
            in_links(Damage.CHANGED, 2, 3),
        ),
        (
            lambda c: c.execute(update(access_links).where(access_links.c.place == 2).values(last_id=5)),
            in_links(Damage.CHANGED, 2),
        ),
    ],
    ids=[
        "changed",
        "gone",
        "last gone",
        "put in",
        "put in at the end",
        "swapped",
        "link gone",
        "link's text",
        "link's head",
        "link's end",
    ],
)
def test_what_was_done_to_the_access_log_is_named(kept: Database, change: Change, named: list[Flaw]):
    with kept.writing() as connection:
        change(connection)
    assert Proofs(kept).reads() == named
    assert set(named) <= set(flaws(kept))


def test_the_id_of_a_read_that_was_taken_away_is_given_to_no_other(kept: Database):
    with kept.writing() as connection:
        connection.execute(delete(access_log).where(access_log.c.id == 9))
    DeskBook(kept).note_reads([a_read(10)])
    assert flaws(kept) == in_log(Damage.MISSING, 9)


def test_writers_at_once_make_one_chain(kept: Database):
    def write(writer: int) -> None:
        own = Database(open_engine(kept.engine.url.render_as_string(hide_password=False)))
        for batch in range(5):
            DeskBook(own).note_reads([a_read(100 * writer + 10 * batch + n) for n in range(4)])
        own.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    assert Proofs(kept).sizes()["access_log"] == 9 + 6 * 5 * 4
    assert flaws(kept) == []
    with kept.reading() as connection:
        assert connection.scalar(select(func.max(access_links.c.place))) == 3 + 6 * 5


def test_reads_of_an_older_version_are_taken_into_the_next_link(database: Database):
    with database.writing() as connection:
        connection.execute(insert(access_log), [vars(a_read(n)) for n in range(7_000)])
    chain_reads(database)
    assert flaws(database) == []
    with database.writing() as connection:
        connection.execute(insert(access_log).values(**vars(a_read(7_001))))
    assert len(flaws(database)) == 1
    DeskBook(database).note_reads([a_read(7_002)])
    assert flaws(database) == []
    with database.reading() as connection:
        assert connection.scalar(select(func.max(access_links.c.place))) == 3


def in_checkpoints(damage: Damage, *places: int) -> list[Flaw]:
    return [Flaw(Chained.CHECKPOINTS, damage, place) for place in places]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            lambda c: c.execute(update(checkpoints).where(checkpoints.c.place == 2).values(entries=1)),
            in_checkpoints(Damage.CHANGED, 2),
        ),
        (
            lambda c: c.execute(delete(checkpoints).where(checkpoints.c.place == 2)),
            in_checkpoints(Damage.MISSING, 2),
        ),
        (
            lambda c: c.execute(delete(checkpoints).where(checkpoints.c.place == 3)),
            in_checkpoints(Damage.MISSING, 3),
        ),
        (
            lambda c: renumber(c, checkpoints, checkpoints.c.place, [(1, 9), (2, 1), (9, 2)]),
            in_checkpoints(Damage.CHANGED, 1, 2, 3),
        ),
        (
            lambda c: c.execute(
                insert(checkpoints).values(
                    place=4,
                    on=date(2026, 6, 11),
                    made_at=MONDAY,
                    cases=0,
                    entries=0,
                    reads_place=0,
                    reads_head="0" * 64,
                    root="0" * 64,
                    previous="0" * 64,
                    head="0" * 64,
                )
            ),
            in_checkpoints(Damage.CHANGED, 4),
        ),
        (
            lambda c: c.execute(
                update(checkpoint_heads).where(checkpoint_heads.c.place == 3).values(head="f" * 64)
            ),
            [*in_checkpoints(Damage.CHANGED, 3), in_journal(Damage.REWRITTEN, 10)],
        ),
        (
            lambda c: c.execute(delete(checkpoint_heads).where(checkpoint_heads.c.place == 3)),
            in_checkpoints(Damage.CHANGED, 3),
        ),
    ],
    ids=["changed", "gone", "last gone", "swapped", "put in", "list changed", "list gone"],
)
def test_what_was_done_to_a_checkpoint_is_named(kept: Database, change: Change, named: list[Flaw]):
    with kept.writing() as connection:
        change(connection)
    assert flaws(kept) == named


def test_a_checkpoint_is_made_once_a_day_and_chained_to_the_one_before(kept: Database):
    daily = Checkpoints(kept)
    again = daily.make(MONDAY + DAY + timedelta(hours=4))
    assert (again.place, again.on, again.made_at) == (2, date(2026, 6, 9), MONDAY + DAY)
    assert daily.sent(3).checkpoint.previous == again.head
    assert (again.cases, again.entries, again.reads.place) == (3, 25, 2)
    later = daily.make(MONDAY + timedelta(hours=12))
    assert later.place == 1


def test_a_checkpoint_belongs_to_the_day_in_beijing(kept: Database):
    assert Checkpoints(kept).make(datetime(2026, 6, 10, 16, 30, tzinfo=UTC)).on == date(2026, 6, 11)


def test_checkpoints_made_at_once_are_one(kept: Database):
    def make(_: int) -> int:
        own = Database(open_engine(kept.engine.url.render_as_string(hide_password=False)))
        place = Checkpoints(own).make(MONDAY + 5 * DAY).place
        own.close()
        return place

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(make, range(4))) == {4}
    assert flaws(kept) == []


def test_a_case_that_went_is_no_more_in_the_next_list(kept: Database):
    with kept.writing() as connection:
        connection.execute(delete(cases).where(cases.c.number == "3"))
    Checkpoints(kept).make(MONDAY + 3 * DAY)
    assert [head.number for head in Checkpoints(kept).sent(4).heads] == ["1", "2"]
    assert Proofs(kept).checkpoints() == []


def test_a_file_says_what_the_register_says_and_is_proven_with_common_tools(kept: Database):
    sent = Checkpoints(kept).sent(2)
    said = written(sent)
    assert read(said) == sent
    assert read(said.replace("\n", "\r\n")) == sent
    assert {head.seq for head in sent.heads} == {8, 9}
    top, _, list_ = said.partition("\n\n")
    assert f"root\t{sent.checkpoint.root}" in top
    assert list_.splitlines()[0] == f"{AGENCY}\t1\t9\t{sent.heads[0].head}"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (f"{AGENCY}\t2\t8", f"{AGENCY}\t2\t7", "root"),
        ('"cases":3', '"cases":4', "head"),
        ("案件 cases\t3", "案件 cases\t4", "head"),
        ("# 听述", "# Tingshu", "不是核验点文件"),
        ("head\t", "tail\t", "head"),
        ("sealed\t", "open\t", "不是核验点文件"),
    ],
)
def test_a_file_that_was_changed_is_refused(kept: Database, old: str, new: str, what: str):
    said = written(Checkpoints(kept).sent(2))
    assert old in said
    with pytest.raises(BadCheckpoint, match=what):
        read(said.replace(old, new))


def test_an_entry_that_follows_and_that_no_case_knows_was_put_in(kept: Database):
    with kept.writing() as connection:
        last = connection.execute(select(journal).where(of(journal, "2", 8))).one()
        entry = Entry.model_validate_json(last.body).model_copy(update={"seq": 9, "head": ""})
        planted = chained(entry, last.head)
        columns = {name: getattr(planted, name) for name in ("seq", "at", "by", "move", "fact", "head")}
        row = {"agency": AGENCY, "number": "2", "body": planted.stored.decode(), **columns}
        connection.execute(insert(journal).values(row))
    assert flaws(kept) == [in_journal(Damage.INSERTED, 9, "2")]


def test_a_head_is_compared_by_its_case():
    heads = (CaseHead("a", "2", 1, "x"), CaseHead("a", "1", 1, "y"))
    assert sorted(heads)[0].line == "a\t1\t1\ty\n"


def test_whatever_is_done_to_a_journal_at_least_one_row_is_named(entries: list[Entry]):
    """Some hundred hands at work, one to three times each: changed, taken away, put in, renumbered, chained anew."""
    for seed in range(400):
        hand = random.Random(seed)
        rows = [as_row(entry) for entry in entries]
        whole = [vars(row).copy() for row in rows]
        for _ in range(hand.randint(1, 3)):
            hand.choice(HANDS)(hand, rows)
        rows.sort(key=lambda row: row.seq)
        if [vars(row) for row in rows] == whole:
            continue
        end = CaseHead(AGENCY, "1", len(entries), entries[-1].head)
        found = list(flaws_of_case(AGENCY, "1", [stored(row) for row in rows], end))
        assert found, seed
        assert all(1 <= flaw.place <= len(entries) + 4 for flaw in found), seed


def as_row(entry: Entry) -> Any:
    columns = {name: getattr(entry, name) for name in ("seq", "at", "by", "move", "fact", "head")}
    return SimpleNamespace(agency=AGENCY, number="1", body=entry.stored.decode(), **columns)


def _change_one(hand: random.Random, rows: list[Any]) -> None:
    row = hand.choice(rows)
    row.body = row.body.replace('"by":"', '"by":"x')


def _change_and_chain_one(hand: random.Random, rows: list[Any]) -> None:
    place = hand.randrange(1, len(rows))
    rows[place].body = rows[place].body.replace('"by":"', '"by":"x')
    rows[place].head = chain(rows[place - 1].head, rows[place].body.encode())


def _take_one(hand: random.Random, rows: list[Any]) -> None:
    rows.remove(hand.choice(rows))


def _take_one_and_close_up(hand: random.Random, rows: list[Any]) -> None:
    _take_one(hand, rows)
    for place, row in enumerate(rows, start=1):
        row.seq = place


def _put_one_in(hand: random.Random, rows: list[Any]) -> None:
    rows.insert(hand.randrange(len(rows)), SimpleNamespace(**vars(hand.choice(rows))))
    for place, row in enumerate(rows, start=1):
        row.seq = place


def _swap_two(hand: random.Random, rows: list[Any]) -> None:
    one, other = hand.sample(rows, 2)
    one.seq, other.seq = other.seq, one.seq


HANDS = (_change_one, _change_and_chain_one, _take_one, _take_one_and_close_up, _put_one_in, _swap_two)
