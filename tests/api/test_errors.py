"""What the desk refuses, as HTTP says it: one status each, and why and cure in both languages."""

import json
import re
from collections.abc import Iterator

import pytest

from api.asking import CLOCK_NOT_SET, CLOCK_OF_A_TRIAL
from api.catalogue import schemas
from api.errors import (
    BodyEncoded,
    BodyTooLarge,
    MediaTypeNotTaken,
    NotAcceptable,
    NotIdentified,
    of_desk,
    of_keeping,
    status_of,
)
from api.headers import FORMS
from desk import errors
from desk.access_log import LogFull
from desk.bodies import NUMBER_TOO_LONG, TOO_MANY_NAMES, TOO_MANY_VALUES, read_json, read_model
from desk.engine_calls import translated
from desk.intake import LETTER_TOO_LONG, NOT_FOR_HIM
from desk.letters import NO_STAMP, SIGNAL_FROM_NOBODY, SIGNAL_UNDECODABLE, SIGNAL_UNKNOWN
from desk.opening import NO_SUCH_AGENCY
from desk.options import NO_SUCH_MOVE
from desk.paper_documents import Placed
from desk.reading import NO_CURSOR
from desk.uploading import EMPTY
from domain.bilingual import Words
from domain.case.dangers import Danger
from domain.case.keeping import (
    DiskFull,
    FileDamaged,
    FileMissing,
    KeepingError,
    RegisterUnusable,
    StoreAway,
    StoreUnusable,
)
from domain.law.errors import CalendarNotPublished
from domain.procedure.chapters.drafting import OpenCase
from domain.procedure.gates.law import refused_by_law
from domain.procedure.language import Refused, Sort
from workflows import answers

PROBLEM = schemas()["Problem"]
FAULTS = (
    *(
        *(form.fault for form in FORMS.values()),
        CLOCK_NOT_SET,
        CLOCK_OF_A_TRIAL,
        NO_STAMP,
        LETTER_TOO_LONG,
        NO_SUCH_AGENCY,
        NO_CURSOR,
        NO_SUCH_MOVE,
        TOO_MANY_VALUES,
        TOO_MANY_NAMES,
        NUMBER_TOO_LONG,
        EMPTY,
    ),
)
"""Those that are declared."""
REFUSALS = (
    NOT_FOR_HIM(),
    SIGNAL_UNKNOWN(known="approve"),
    SIGNAL_UNDECODABLE(faults="round"),
    SIGNAL_FROM_NOBODY(),
    refused_by_law(CalendarNotPublished(2031)),
)
ERRORS = (
    *(
        errors.Unknown(sought)
        for sought in (errors.CASE, errors.MOVE, errors.TERM, errors.SIGNAL, errors.FILE)
    ),
    errors.Malformed(*FAULTS),
    Placed(*FAULTS),
    errors.NotHere(*FAULTS[:1]),
    errors.UnknownFile(["ab" * 32]),
    *(errors.Barred(refusal) for refusal in REFUSALS),
    errors.KeyReused(),
    errors.NumberTaken("2026-0001"),
    errors.FormTooSoon(
        Words("放弃权利声明", "waiver"), Words("发出（issue_notices）", "issue (issue_notices)")
    ),
    errors.StalePosition(7),
    errors.LookAgain(),
    errors.EngineBehind(7, 9),
    errors.NotJudged("KeyError"),
    errors.FileTooLarge(50 * 1024 * 1024),
    errors.KeptApart([Danger.MACROS, Danger.ENCRYPTED]),
    errors.NotToRelease(),
    errors.NotSetUp("", "0001"),
    errors.NoDataFolder("/data", "FileExistsError"),
    errors.NoFonts("/fonts"),
    errors.NotSetUp("0001", "0002"),
    *(errors.Unavailable(part) for part in (errors.ENGINE, errors.REGISTER, errors.REGISTER_OF_THE_CASE)),
    *(errors.Busy(part) for part in (errors.ENGINE, errors.REGISTER)),
    errors.of_register(
        RegisterUnusable(
            Words("没有", "none"), Words("请设 TINGSHU_DATABASE_URL", "set TINGSHU_DATABASE_URL")
        )
    ),
    LogFull(),
    NotIdentified(),
    BodyTooLarge(1024 * 1024),
    MediaTypeNotTaken("application/json"),
    BodyEncoded(),
    NotAcceptable("application/json"),
    translated(answers.Malformed(fault="KeyError")),
    translated(answers.RulesAway(sha256="0" * 64)),
)
OF_DISKS: tuple[KeepingError, ...] = (
    DiskFull(),
    FileMissing("ab" * 32),
    FileDamaged("ab" * 32),
    StoreAway("GenericError"),
    StoreUnusable(
        Words("没有存储桶", "there is no bucket"),
        Words("请核对 TINGSHU_DOCUMENTS", "check TINGSHU_DOCUMENTS"),
    ),
)
PASSES = {"DiskFull", "StoreAway"}
STATUSES = {
    "Unknown": 404,
    "Malformed": 422,
    "NotHere": 422,
    "UnknownFile": 422,
    "KeyReused": 409,
    "NumberTaken": 409,
    "FormTooSoon": 409,
    "StalePosition": 412,
    "LookAgain": 503,
    "EngineBehind": 503,
    "NotJudged": 500,
    "TooLarge": 413,
    "KeptApart": 403,
    "NotToRelease": 403,
    "NotSetUp": 503,
    "NoDataFolder": 503,
    "NoFonts": 503,
    "Unavailable": 503,
    "Busy": 503,
    "BadDatabase": 503,
    "LogFull": 503,
    "NotIdentified": 401,
    "BodyTooLarge": 413,
    "MediaTypeNotTaken": 415,
    "BodyEncoded": 415,
    "NotAcceptable": 406,
}


def test_every_error_of_a_disk_is_held_here():
    assert {type(error) for error in OF_DISKS} == set(KeepingError.__subclasses__())


@pytest.mark.parametrize("error", OF_DISKS, ids=lambda e: e.code)
def test_a_disk_that_is_not_well_is_a_problem_by_name(error: KeepingError):
    answer = of_keeping(error)
    told = json.loads(bytes(answer.body))
    assert set(PROBLEM["required"]) <= set(told) <= set(PROBLEM["properties"])
    assert answer.status_code == told["status"] == (500 if error.code.startswith("File") else 503)
    assert ("retry-after" in answer.headers) == (error.code in PASSES)
    assert told["code"] == error.code == type(error).__name__


def kinds(of: type[errors.DeskError] = errors.DeskError) -> Iterator[type[errors.DeskError]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def test_every_error_of_the_desk_is_held_here():
    ours = {kind for kind in kinds() if not kind.__module__.startswith("cli.")}
    assert {type(error) for error in ERRORS} == ours


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.code)
def test_every_error_has_its_status(error):
    if not isinstance(error, errors.Barred):
        assert status_of(error) == STATUSES[error.code]


@pytest.mark.parametrize(
    ("sorts", "status"),
    [
        ([Sort.ORDER], 409),
        ([Sort.PERSON], 403),
        ([Sort.FORM], 422),
        ([Sort.FORM, Sort.ORDER], 409),
        ([Sort.PERSON, Sort.ORDER], 409),
        ([Sort.PERSON, Sort.FORM], 422),
    ],
)
def test_a_status_is_made_of_the_sorts_of_the_obstacles(sorts: list[Sort], status: int):
    words = Words("因", "why")
    assert status_of(errors.Barred(*(Refused("Code", None, words, words, sort) for sort in sorts))) == status


SAID = [
    *(pytest.param(error.why, error.cure, id=error.code) for error in ERRORS),
    *(pytest.param(error.why, error.cure, id=error.code) for error in OF_DISKS),
    *(pytest.param(fault.why, fault.cure, id=fault.field) for fault in FAULTS),
    *(pytest.param(refusal.why, refusal.cure, id=refusal.code) for refusal in REFUSALS),
]


@pytest.mark.parametrize(("why", "cure"), SAID)
def test_why_and_cure_stand_in_both_languages_and_the_cure_names_what_to_do(why: Words, cure: Words):
    for words in (why, cure):
        assert re.search("[\u4e00-\u9fff]", words.zh)
        assert not re.search("[\u4e00-\u9fff]", words.en)
    assert why != cure
    # A route, a header, a field, a command.
    assert re.search(r"[A-Za-z_]{2,}", cure.zh), cure


def test_what_is_wrong_with_a_field_is_said_with_the_field():
    with pytest.raises(errors.Malformed) as refused:
        read_model(OpenCase, {"harm": "perhaps", "parties": [{"kind": "ghost"}], "accepted_on": 7, "x": 1})
    faults = {fault.field: fault for fault in refused.value.faults}
    assert {"harm", "parties.0.kind", "accepted_on", "x", "agency"} <= set(faults)
    for field, fault in faults.items():
        assert field in fault.cure.zh
        assert field in fault.cure.en


def test_a_body_that_is_no_object_is_a_fault_of_the_body():
    with pytest.raises(errors.Malformed) as refused:
        read_json(b"[]")
    assert [fault.field for fault in refused.value.faults] == ["body"]


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.code)
def test_a_problem_is_as_openapi_describes_it(error):
    answer = of_desk(error)
    told = json.loads(bytes(answer.body))
    assert set(PROBLEM["required"]) <= set(told) <= set(PROBLEM["properties"])
    assert told["status"] == answer.status_code == status_of(error)
    assert told["detail"] == str(error)
    for listed, schema in (("obstacles", "Obstacle"), ("fields", "Fault")):
        for one in told.get(listed, ()):
            assert set(one) == set(schemas()[schema]["properties"])
            assert set(one["why"]) == set(one["cure"]) == {"zh", "en"}
