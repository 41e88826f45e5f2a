"""The lists of the register: what a row says is what it is declared to say."""

from domain.case.people import Person, Role
from domain.case.readers import Read, Reader
from domain.procedure.lists import CaseRow, DeadlineRow, DocumentRow, JournalRow, ReadRow, WorkRow
from register.database import Database
from register.desk_book import DeskBook
from register.projection import CaseProjection
from register.queries import Queries
from register.recording import Recorder
from tests.procedure.playing import standard

READER = Reader.of(Person(id="officer-li", agency="zj-market", roles=(Role.OFFICER,)))


def test_the_rows_of_every_list_are_as_declared(database: Database):
    played = standard(until="record_service")
    case = "zj-market", played.case.identity.number
    now = played.entries[-1].at
    Recorder(database, CaseProjection()).record(*case, played.entries)
    queries, book = Queries(database), DeskBook(database)
    book.note_reads([Read("officer-li", *case, "case", now)])
    lists = {
        CaseRow: queries.cases(READER, now.date()).items,
        DeadlineRow: [*queries.due(READER, now.date()).items, *queries.deadlines(READER, *case, now.date())],
        DocumentRow: queries.documents(READER, *case),
        WorkRow: queries.work(READER).items,
        JournalRow: queries.journal(READER, *case).items,
        ReadRow: book.reads(READER, *case).items,
    }
    for declared, rows in lists.items():
        assert rows, declared
        always: frozenset[str] = vars(declared)["__required_keys__"]
        assert all(always <= row.keys() <= declared.__annotations__.keys() for row in rows), declared
