"""Documents on a disk that is full, or that has lost what was approved: a failure by name, and no number is lost."""

import json
import resource
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from temporalio.testing import ActivityEnvironment

from activities.documents import DocumentsOrder
from activities.recording import RecordBatch, Recording
from documents.producing import DocumentProducer
from domain.case.documents import Documents
from domain.case.keeping import DiskFull, FileDamaged, FileMissing, StoreAway
from register.depots import FolderDepot
from register.store import DocumentStore
from tests.documents.printing import printed

ORDER = DocumentsOrder(agency="zj-market", number="2026-0001", position=1, wanted="final", documents=(1,))


@pytest.fixture
def place(tmp_path):
    return lambda sha256: tmp_path / sha256[:2] / sha256[2:4] / sha256


@pytest.fixture
def played(typesetter, tmp_path):
    """The notices are approved, and not numbered yet."""
    return printed(typesetter, until="approve_notices", store=DocumentStore(tmp_path))


@pytest.fixture
def notice(played):
    return next(d for d in played.case.documents.all if d.content and d.rule.numbered and not d.number)


@contextmanager
def files_of_at_most(size):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_approved_and_is_lost_is_named_before_a_number_is_taken(played, notice, place):
    before = set(played.numbers.taken)
    place(notice.content).unlink()
    with pytest.raises(FileMissing, match=notice.content):
        played.producer.produce(played.case, (notice.id,))
    assert set(played.numbers.taken) == before


def test_what_was_approved_and_is_damaged_is_named_before_a_number_is_taken(played, notice, place):
    before = set(played.numbers.taken)
    place(notice.content).chmod(0o600)
    place(notice.content).write_bytes(b"={}")
    with pytest.raises(FileDamaged, match=notice.content):
        played.producer.produce(played.case, (notice.id,))
    assert set(played.numbers.taken) == before


def test_a_document_that_the_disk_does_not_take_keeps_its_number_for_the_next_try(played, notice):
    with files_of_at_most(1000), pytest.raises(DiskFull):
        played.producer.produce(played.case, (notice.id,))
    taken = dict(played.numbers.taken)
    [made] = played.producer.produce(played.case, (notice.id,)).numbered
    assert played.numbers.taken == taken
    assert played.store.has(made.file)


class Away(FolderDepot):
    """A depot elsewhere that takes nothing for now, and lets everything be read."""

    def take(self, file, sha256, *, instead):
        raise StoreAway("503")


def test_a_document_that_a_store_far_away_does_not_take_keeps_its_number_and_nothing_half_counts(
    played, notice, typesetter, tmp_path
):
    whole = set(played.store.names())
    away = DocumentStore(tmp_path, depot=Away(tmp_path))
    with pytest.raises(StoreAway):
        DocumentProducer(typesetter, away, played.numbers).produce(played.case, (notice.id,))
    assert set(played.store.names()) == whole
    assert not list((tmp_path / "incoming").iterdir())
    taken = dict(played.numbers.taken)
    [made] = played.producer.produce(played.case, (notice.id,)).numbered
    assert played.numbers.taken == taken
    assert set(played.store.names()) - whole == {made.file}


def test_an_edition_of_the_templates_that_is_not_there_is_named_before_a_number_is_taken(
    played, notice, place
):
    before = set(played.numbers.taken)
    content = json.loads(played.store.read(notice.content))
    unknown = "ab" * 32
    other = played.store.put(json.dumps(content | {"template": unknown}, ensure_ascii=False).encode())
    documents = (notice.model_copy(update={"content": other}),)
    case = played.case.model_copy(update={"documents": Documents(all=documents)})
    with pytest.raises(FileMissing, match=unknown):
        played.producer.produce(case, (notice.id,))
    assert set(played.numbers.taken) == before


async def test_the_case_is_told_by_name_why_its_documents_were_not_made(played, notice, place):
    class Producer:
        async def make(self, order):
            return played.producer.produce(played.case, (notice.id,))

    class Register:
        def record(self, agency, number, entries):
            return SimpleNamespace(position=1, head="", receivers=frozenset())

    place(notice.content).unlink()
    batch = RecordBatch(agency=ORDER.agency, number=ORDER.number, entries=(), order=ORDER)
    told = await ActivityEnvironment().run(Recording(Register(), Producer()).record, batch)
    assert told.failure == "FileMissing"
