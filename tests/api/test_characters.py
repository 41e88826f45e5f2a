"""What cannot be printed and what is no amount is refused at the door, in every field of every move, by its type."""

from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from desk.bodies import read_model
from desk.directory import BadDirectory, Directory
from desk.errors import Fault, Malformed, NoFonts
from desk.letters import OfficeSignal
from desk.limits import Limits
from domain.labels import models_in
from domain.lengths import Limit, held_by
from domain.procedure import MOVES
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.chapters.payment import RecordPayment
from installation.examples import bodies
from installation.migrating import migrate
from installation.office import OfficeFonts, check_directory, office
from settings import Settings
from tests.api.installation import Installation, drafted, problem, until
from tests.documents.reading import says

LIMITS = Limits(OfficeFonts(Settings().fonts_folder))
RARE = "陈喆堃𠮷䶮〇㐂龘"
"""Characters of real names, outside of the 8,105 standard ones and of the first plane, which the fonts have."""
SIGNAL = {"id": "s-1", "reviewer": "reviewer-sun", "round": 1, "papers": "ab", "objections": {"事实": "不清"}}


def faults(kind: type[BaseModel], body: dict[str, Any]) -> tuple[Fault, ...]:
    """What the door says of a body."""
    try:
        LIMITS.check(read_model(kind, body))
    except Malformed as refused:
        return refused.faults
    return ()


def texts(
    value: Any, model: type[BaseModel], path: tuple[Any, ...] = ()
) -> Iterator[tuple[tuple[Any, ...], Limit]]:
    """Yield where in a body the texts stand that have a limit by their type."""
    for name, inner in value.items():
        limit = held_by(model)[name].limit
        kind = next(models_in(model.model_fields[name].annotation), model)
        for step, item in (
            [((name, n), i) for n, i in enumerate(inner)] if isinstance(inner, list) else [((name,), inner)]
        ):
            if isinstance(item, dict) and kind is not model:
                yield from texts(item, kind, (*path, *step))
            elif isinstance(item, str) and limit is not None:
                yield (*path, *step), limit


def planted(body: dict[str, Any], path: tuple[Any, ...], text: str) -> dict[str, Any]:
    """The body with another text in this place."""
    copy = deepcopy(body)
    inner: Any = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = text
    return copy


PLACES = [
    pytest.param(name, path, limit, id=f"{name}-{'.'.join(map(str, path))}")
    for name, body in bodies().items()
    for path, limit in texts(body, MOVES[name])
]


def test_there_are_places():
    """Else the tests below would hold of nothing."""
    assert len({name for name, *_ in (p.values for p in PLACES)}) > 25
    assert len(PLACES) > 100


@pytest.mark.parametrize(("name", "path", "limit"), PLACES)
def test_no_text_of_any_move_takes_what_would_not_print(name: str, path: tuple[Any, ...], limit: Limit):
    body, field = bodies()[name], ".".join(map(str, path))
    for text in (
        "甲\u202e乙",
        "甲\ue000乙",
        "甲\u200b乙",
        "甲\u3164",
        "甲😀",
        " \u3000",
        *(("甲\r\n乙", "甲\t乙") if limit.one_line else ()),
    ):
        (fault,) = faults(MOVES[name], planted(body, path, text))
        assert fault.field == field
        assert field in fault.cure.zh
        assert field in fault.cure.en


@pytest.mark.parametrize(("name", "path", "limit"), PLACES)
def test_every_text_takes_rare_characters_that_the_fonts_have(name: str, path: tuple[Any, ...], limit: Limit):
    for text in (RARE, *(() if limit.one_line else (f"{RARE}。\n\t第二段\r\n",))):
        assert faults(MOVES[name], planted(bodies()[name], path, text)) == ()


def test_the_character_is_named_so_that_it_can_be_found():
    (fault,) = faults(OpenCase, drafted(cause="销售\u202e牌"))
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in fault.why.zh
    (fault,) = faults(OpenCase, drafted(cause="销售𪚥牌食品"))
    assert "𪚥 U+2A6A5 CJK UNIFIED IDEOGRAPH-2A6A5" in fault.why.en
    assert "TINGSHU_FONTS" in fault.cure.zh


def test_a_text_of_many_such_characters_gets_no_longer_answer():
    (fault,) = faults(OpenCase, drafted(cause="".join(map(chr, range(0x1F600, 0x1F680)))))
    assert fault.why.en.count("U+") == 10


def test_a_name_of_a_field_is_no_place_for_them_either():
    found = faults(OpenCase, drafted() | {"colour\u202e": "red"})
    assert "U+202E" in found[0].why.en
    assert "\u202e" not in "".join(f.field for f in found)


@pytest.mark.parametrize("field", ["id", "reviewer", "papers", "verdict"])
def test_a_signal_is_asked_the_same(field: str):
    (fault,) = faults(OfficeSignal, SIGNAL | {field: "甲\n乙"})
    assert fault.field == field
    assert faults(OfficeSignal, SIGNAL) == ()
    (fault,) = faults(OfficeSignal, SIGNAL | {"objections": {"事实": "不清\u2066"}})
    assert fault.field == "objections.事实"
    (fault,) = faults(OfficeSignal, SIGNAL | {"objections": {"事实": "😀"}})
    assert fault.field == "objections.事实"


def test_without_fonts_nothing_is_taken_for_printable(tmp_path: Any):
    with pytest.raises(NoFonts, match="TINGSHU_FONTS"):
        Limits(OfficeFonts(tmp_path)).check(read_model(OpenCase, drafted()))


# The directory, whose names are printed too

ENTRY = '[[persons]]\nid = "officer-xu"\nname = "{name}"\nagency = "zj-market"\nroles = ["officer"]\n'


@pytest.mark.parametrize("name", ["徐\u202e某", "徐\ue000", "徐\\n某", "徐\\t某"])
def test_a_directory_with_a_name_that_does_not_print_is_refused_by_entry_and_field(tmp_path: Path, name: str):
    (tmp_path / "people.toml").write_text(ENTRY.format(name=name), encoding="utf-8")
    with pytest.raises(BadDirectory, match=r"people\.toml: officer-xu: name: .*U\+"):
        Directory.load(tmp_path / "people.toml")


@pytest.mark.parametrize(("name", "refused"), [(RARE, False), ("徐😀", True)])
def test_a_directory_is_held_against_the_fonts_when_a_process_begins(
    tmp_path: Path, name: str, refused: bool
):
    (tmp_path / "people.toml").write_text(ENTRY.format(name=name), encoding="utf-8")
    settings = Settings(data=tmp_path, directory=tmp_path / "people.toml")
    migrate(settings)
    with closing(office(settings)) as parts:
        if refused:
            with pytest.raises(BadDirectory, match=r"officer-xu: 字库缺字 😀 U\+1F600"):
                check_directory(parts)
        else:
            check_directory(parts)


# Amounts


def proposing(amount: Any) -> dict[str, Any]:
    party = drafted()["parties"][0]
    return drafted(
        parties=[
            party | {"proposal": party["proposal"] | {"penalties": [{"kind": "fine", "amount": amount}]}}
        ]
    )


AMOUNT = "parties.0.proposal.penalties.0.amount"


@pytest.mark.parametrize(
    "amount",
    [
        "120000.005",
        "0.001",
        "100.000",
        "-1",
        "-0",
        "1E+3",
        "1000000000000.01",
        "9" * 30,
        "007",
        "1_000",
        "１００",
        "+5",
        "1,000",
    ],
)
def test_art59_an_amount_that_nobody_could_pay_is_refused_at_the_opening(amount: str):
    """It opened, and could never be approved: a dead end."""
    (fault,) = faults(OpenCase, proposing(amount))
    assert fault.field == AMOUNT
    assert AMOUNT in fault.cure.en
    (fault,) = faults(RecordPayment, bodies()["record_payment"] | {"amount": amount})
    assert fault.field == "amount"


@pytest.mark.parametrize("amount", ["0.01", "120000", "120000.5", "119999.99", "1000000000000"])
def test_art59_an_amount_in_yuan_with_two_decimals_at_most_is_one(amount: str):
    assert faults(OpenCase, proposing(amount)) == ()
    assert faults(RecordPayment, bodies()["record_payment"] | {"amount": amount}) == ()


# Through the whole door


@pytest.mark.engine
async def test_a_draft_that_could_never_be_printed_is_refused_where_it_can_be_mended(api: Installation):
    party = drafted()["parties"][0]
    for text in ("某某\u202e公司", "某某\r\n公司", "某某😀公司", "\ue001公司"):
        answer = await api.post("/v1/cases", drafted(parties=[party | {"name": text}]))
        (told,) = problem(answer, 422, "Malformed")["fields"]
        assert told["field"] == "parties.0.name"
        assert set(told["why"]) == set(told["cure"]) == {"zh", "en"}
    (told,) = problem(await api.post("/v1/cases", proposing("120000.005")), 422, "Malformed")["fields"]
    assert told["field"] == AMOUNT


@pytest.mark.engine
async def test_a_rare_name_is_printed(api: Installation):
    party = drafted()["parties"][0] | {"representative": RARE}
    case = await api.open(parties=[party])
    made = await api.move(case, "prepare_notices", bodies()["prepare_notices"])
    assert made.status_code == 200, made.text

    async def previews() -> Any:
        listed = (await api.get(f"{case}/documents")).json()["items"]
        return listed if listed and all(d["preview_sha256"] for d in listed) else None

    found = await until(previews)
    assert not any(d["missing"] for d in found if "missing" in d)
    says((await api.get(f"/v1/documents/{found[-1]['preview_sha256']}")).content, RARE)


@pytest.mark.engine
async def test_a_signal_that_could_not_be_printed_is_refused_at_once(api: Installation):
    case = await api.open()
    body = {"reviewer": "reviewer-sun", "round": 1, "papers": "ab", "objections": {"事实": "不清\u202e"}}
    answer = await api.post(f"{case}/signals/return_case", body, "reviewer-sun")
    (told,) = problem(answer, 422, "Malformed")["fields"]
    assert told["field"] == "objections.事实"
