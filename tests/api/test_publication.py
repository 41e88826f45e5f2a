"""Papers for the public and OFD over HTTP: under the rights of the case, and not before the law lets them out."""

import pytest

from tests.api.installation import Installation, problem

pytestmark = pytest.mark.engine


async def test_art48_nothing_is_made_public_before_the_decision(api: Installation):
    case = await api.open()
    told = problem(await api.get(f"{case}/publication/publication_summary?party=1"), 409, "NotDecided")
    assert told["obstacles"][0]["article"]


async def test_a_paper_or_party_that_there_is_not(api: Installation):
    case = await api.open()
    problem(await api.get(f"{case}/publication/publication_everything?party=1"), 404, "Unknown")
    problem(await api.get(f"{case}/publication/publication_copy?party=9"), 422, "NotHere")
    problem(await api.get(f"{case}/publication/publication_copy"), 422, "Malformed")


async def test_papers_are_under_the_rights_of_the_case(api: Installation):
    case = await api.open()
    problem(await api.get(f"{case}/publication/publication_copy?party=1", "officer-ma"), 404, "Unknown")
    problem(await api.get(f"{case}/documents/1/ofd", "officer-ma"), 404, "Unknown")
    problem(await api.get(f"{case}/documents/1/ofd"), 404, "Unknown")
