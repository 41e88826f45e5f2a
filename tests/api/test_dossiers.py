"""Who gets which volume of a dossier: the inner one leaves to no party, and every read is logged."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from demo.story import load
from desk.access_log import AccessLog
from desk.dossiers import NEWEST, Dossiers
from desk.errors import Barred, NotHere, Unknown
from domain.case.dossier import DossierEdition, DossierPart
from domain.case.people import Person
from domain.case.readers import Read
from tests.api.installation import Installation, problem
from tests.procedure.playing import DIRECTORY, EXAMPLES, play, standard

AGENCY, NUMBER = "zj-market", "2026-0001"
MAIN, INNER, ALL = DossierPart
PARTY = Person(id="party-demo", roles=("party",), acts_for=(f"{AGENCY}/{NUMBER}/1",))


class Paper(BytesIO):
    size = 5
    sha256 = "f" * 64

    def again(self) -> None:
        self.seek(0)


class Around:
    """The bindery, the book, the journals, the store and the access log, each of a few lines."""

    def __init__(self, editions: Sequence[DossierEdition] = ()) -> None:
        self.kept = editions
        self.reads: list[Read] = []
        self.bound: list[DossierPart] = []
        self.parties: list[frozenset[int]] = []
        self.played = standard()
        self.log = AccessLog(self, lambda: datetime(2026, 6, 30, tzinfo=UTC))
        self.dossiers = Dossiers(self, self, self, self, self.log)  # type: ignore[arg-type]  # one for all five

    def bind(
        self, entries: Any, part: DossierPart, tell: Any, parties: frozenset[int] = frozenset()
    ) -> Paper:
        self.bound.append(part)
        self.parties.append(parties)
        return Paper(b"bound")

    def editions(self, agency: str, number: str) -> Sequence[DossierEdition]:
        return self.kept if (agency, number) == (AGENCY, NUMBER) else ()

    def entries(self, agency: str, number: str, *, until: int | None = None) -> Any:
        return self.played.entries[:until] if (agency, number) == (AGENCY, NUMBER) else ()

    def open(self, sha256: str) -> Paper:
        return Paper(sha256.encode())

    def note_reads(self, reads: Sequence[Read]) -> None:
        self.reads += reads

    async def get(self, by: str | Person, number: str = NUMBER, **how: Any) -> Any:
        person = by if isinstance(by, Person) else DIRECTORY.persons[by]
        found = await self.dossiers.fetch(person, AGENCY, number, **how)
        await self.log.flush()
        return found


def sealed(*editions: int) -> list[DossierEdition]:
    return [
        DossierEdition(
            edition=n, part=part, position=70 + n, head="a" * 64, sha256=f"{part}{n}", size=5, pages=9
        )
        for n in editions
        for part in DossierPart
    ]


async def test_the_agency_gets_each_volume_and_the_supervisor_too():
    around = Around()
    for person in ("officer-li", "supervisor-wu"):
        for part in DossierPart:
            await around.get(person, part=part)
    assert around.bound == [*DossierPart, *DossierPart]
    assert [read.what for read in around.reads[:3]] == [f"dossier {p} {'f' * 64}" for p in DossierPart]


@pytest.mark.parametrize("person", ["officer-ma", "operator-gu", "delivery-platform", "party-xu"])
async def test_to_everybody_else_there_is_no_such_case(person: str):
    for part in DossierPart:
        with pytest.raises(Unknown):
            await Around(sealed(1)).get(person, part=part)


@pytest.mark.parametrize("part", [INNER, ALL])
@pytest.mark.parametrize("edition", [None, NEWEST, 1])
async def test_art78_the_inner_volume_leaves_to_no_party(part: DossierPart, edition: int | None):
    around = Around(sealed(1))
    with pytest.raises(Barred) as refused:
        await around.get(PARTY, part=part, edition=edition)
    assert refused.value.code == "InnerVolume"
    assert around.bound == []


async def test_a_party_that_holds_an_office_too_gets_no_more_by_that():
    officer = DIRECTORY.persons["officer-li"].model_copy(update={"acts_for": PARTY.acts_for})
    with pytest.raises(Barred):
        await Around(sealed(1)).get(officer, part=ALL)


async def test_a_party_gets_the_main_volume_once_it_is_sealed_and_no_other_one():
    with pytest.raises(Barred) as refused:
        await Around().get(PARTY, part=MAIN)
    assert refused.value.code == "DossierNotSealed"
    around = Around(sealed(1, 2))
    assert (await around.get(PARTY, part=MAIN)).sha256 == "main2"
    assert (await around.get(PARTY, part=MAIN, edition=1)).sha256 == "main1"
    assert around.bound == []
    with pytest.raises(Unknown):
        await around.get(PARTY, "2026-0002", part=MAIN)
    shown = await around.dossiers.editions(PARTY, AGENCY, NUMBER)
    assert {one.part for one in shown} == {MAIN}


async def test_one_of_several_parties_gets_its_volume_without_what_is_anothers():
    around = Around(sealed(1))
    around.played = play(load(EXAMPLES / "two_parties.json"), "notify_hearing")
    assert (await around.get(PARTY, part=MAIN)).sha256 == "f" * 64
    assert around.bound == [MAIN]
    assert around.parties == [frozenset({1})]
    assert (await around.get("officer-li", part=MAIN, edition=1)).sha256 == "main1"
    assert around.reads[0].what == f"dossier main {'f' * 64}"


async def test_who_acts_for_every_party_gets_what_was_sealed():
    around = Around(sealed(1))
    around.played = play(load(EXAMPLES / "two_parties.json"), "notify_hearing")
    both = PARTY.model_copy(update={"acts_for": (*PARTY.acts_for, f"{AGENCY}/{NUMBER}/2")})
    assert (await around.get(both, part=MAIN)).sha256 == "main1"
    assert around.bound == []


async def test_who_acts_for_a_party_that_the_case_does_not_number_gets_nothing_of_any():
    around = Around(sealed(1))
    around.played = play(load(EXAMPLES / "two_parties.json"), "notify_hearing")
    odd = PARTY.model_copy(update={"acts_for": (f"{AGENCY}/{NUMBER}/x",)})
    await around.get(odd, part=MAIN)
    assert around.parties == [frozenset({0})]


async def test_an_earlier_edition_is_kept_and_one_that_is_not_there_is_told():
    around = Around(sealed(1, 2))
    assert (await around.get("officer-li", edition=1)).sha256 == "all1"
    assert (await around.get("officer-li", edition=NEWEST)).sha256 == "all2"
    with pytest.raises(NotHere) as refused:
        await around.get("officer-li", edition=3)
    assert refused.value.faults[0].cure.zh == "本案有：1、2"


async def test_no_more_than_two_are_bound_at_a_time():
    around = Around()
    most = now = 0

    def slow(entries: Any, part: DossierPart, tell: Any, parties: frozenset[int] = frozenset()) -> Paper:
        nonlocal most, now
        now += 1
        most = max(most, now)
        time.sleep(0.05)
        now -= 1
        return Paper(b"bound")

    around.bind = slow  # type: ignore[method-assign]
    await asyncio.gather(*(around.get("officer-li") for _ in range(6)))
    assert most == 2


@pytest.mark.engine
async def test_over_http_a_dossier_is_streamed_as_a_pdf(api: Installation):
    case = await api.open()
    answer = await api.get(f"{case}/dossier?part=main")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert len(answer.content) == int(answer.headers["content-length"])
    assert answer.headers["content-disposition"].startswith("attachment;")
    again = await api.get(f"{case}/dossier?part=main")
    assert again.headers["etag"] == answer.headers["etag"]
    problem(await api.get(f"{case}/dossier", "officer-ma"), 404, "Unknown")
    problem(await api.get(f"{case}/dossier?edition=1"), 409, "DossierNotSealed")
    problem(await api.get(f"{case}/dossier?part=both"), 422, "Malformed")
    assert (await api.get(f"{case}/dossier/editions")).json() == {"items": []}
