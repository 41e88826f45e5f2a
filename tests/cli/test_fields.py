"""A move's body as it is typed."""

from pathlib import Path

import pytest

from cli.fields import body_from, with_files
from desk.errors import Fault, Malformed
from desk.fields.typed import numbers_of
from domain.bilingual import Words
from domain.procedure import MOVES


async def kept(path: Path) -> str:
    return f"sha256 of {path.name}"


async def test_a_dotted_name_goes_into_the_object():
    body = await body_from(["party=1", "service.mode=post", "service.on=2026-06-01"], kept)
    assert body == {"party": "1", "service": {"mode": "post", "on": "2026-06-01"}}


async def test_lists_objects_and_truth_are_json_and_digits_stay_text():
    body = await body_from(["documents=[1, 2]", "file_shown=true", "contact=051100000018", "note="], kept)
    assert body == {"documents": [1, 2], "file_shown": True, "contact": "051100000018", "note": ""}


async def test_a_file_that_is_not_taken_is_a_fault_of_the_field_that_names_it(tmp_path: Path):
    async def refusing(path: Path) -> str:
        raise Malformed(Fault("name", Words("扩展名不符", "another ending"), Words("请改", "mend it")))

    (tmp_path / "scan.pdf").write_text("no PDF")
    with pytest.raises(Malformed) as refused:
        await body_from([f"service.proof=@{tmp_path / 'scan.pdf'}"], refusing)
    assert [fault.field for fault in refused.value.faults] == ["service.proof"]


async def test_a_file_is_uploaded_and_named_by_its_hash(tmp_path: Path):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-")
    body = await body_from([f"service.proof=@{tmp_path / 'scan.pdf'}"], kept)
    assert body == {"service": {"proof": "sha256 of scan.pdf"}}


async def test_fields_are_laid_over_the_body_of_a_file():
    given = {"party": 1, "service": {"mode": "post"}}
    body = await body_from(["service.mode=direct"], kept, given)
    assert body == {"party": 1, "service": {"mode": "direct"}}


@pytest.mark.parametrize(
    "typed", ["party", "=1", "documents=[1", "service.proof=@/no/such/file", "party=1 party.id=2"]
)
async def test_what_is_no_field_is_refused_by_name(typed: str):
    with pytest.raises(Malformed, match=typed[:5]):
        await body_from(typed.split(" "), kept)


def test_a_number_is_one_where_the_move_wants_it_and_nowhere_else():
    typed = {
        "party": "1",
        "documents": ["3", "04"],
        "service": {"on": "0", "receiver": "51", "extra": "7"},
        "x": "8",
    }
    read = numbers_of(MOVES["record_service"], typed)
    assert (read["party"], read["x"]) == (1, "8")
    assert read["documents"] == [3, "04"]
    assert read["service"] == {"on": "0", "receiver": "51", "extra": "7"}


async def test_a_file_named_in_a_form_is_uploaded_and_a_text_that_begins_so_is_a_text(tmp_path: Path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-")

    async def upload(path: Path) -> str:
        return f"sha256 of {path.name}"

    body = {"service": {"proof": f"@{scan}"}, "points": [{"text": "@所有人"}], "files": [f"@{scan}"]}
    found = await with_files(body, {"proof", "files"}, upload)
    assert found["service"]["proof"] == "sha256 of scan.pdf"
    assert found["files"] == ["sha256 of scan.pdf"]
    assert found["points"] == body["points"]
    with pytest.raises(Malformed):
        await with_files({"proof": "@nowhere.pdf"}, {"proof"}, upload)
