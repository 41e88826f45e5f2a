"""Parties in documents (行政处罚法 第59条第1项): by which document, and what was checked by hand."""

from datetime import date

import pytest

from demo.story import load
from documents.excerpts import party_block
from domain.canonical import sha256
from domain.case.documents import DocumentKind
from domain.case.identity import IdentifierException
from domain.case.papers import Proposal
from domain.case.parties import Party
from domain.case.service import CompletedService, Mode, ReceiverKind
from domain.law.identifiers import IdentifierKind
from domain.law.parties import PartyKind
from tests.procedure.playing import EXAMPLES
from tests.procedure.scene import opening
from tests.proof.journeys import citizen

from .printing import PrintedPlay
from .reading import says

SCAN = sha256(b"scan")
STANDARD = load(EXAMPLES / "standard.json").opening.body
PLAN = {"place": "听述室", "presider": "officer-wang", "recorder": "clerk-zhao"}


def notice_to(typesetter, **who):
    """The preview of the notice to a citizen, as it was told on 2026-05-25."""
    played = PrintedPlay(typesetter)
    party = {**citizen("19850101"), **who}
    party["proposal"] = {
        **party["proposal"],
        "reasons": "没有从轻、从重情节",
        "to_correct": {"done": "已经停止销售"},
    }
    papers = {part: STANDARD[part] for part in ("findings", "basis")}
    played.do("2026-05-18", "officer-li", "open_case", **opening(parties=[party], **papers))
    interview = {**PLAN, "working_days_after_service": 4, "time": "09:00"}
    played.do("2026-05-25", "officer-li", "prepare_notices", party=1, interview=interview)
    assert played.incomplete == []
    return played.pdf(DocumentKind.PENALTY_NOTICE)


def test_art59_1_a_citizen_with_a_passport_is_named_with_it_and_his_birthday(typesetter):
    passport = {"identifier": "E12345678", "identifier_kind": "passport", "born_on": "1985-01-01"}
    says(notice_to(typesetter, **passport), "护照号码", "E12345678", "出生日期", "1985年1月1日")


def test_art59_1_an_exception_is_said_beside_the_number(typesetter):
    number = citizen("19850101")["identifier"]
    odd = number[:-1] + ("0" if number[-1] != "0" else "1")
    exception = {"reason": "公安机关核发的号码即如此", "proof": SCAN}
    pdf = notice_to(typesetter, identifier=odd, identifier_exception=exception)
    says(pdf, f"{odd}(校验位不符,经核实号码属实)")


@pytest.mark.parametrize(
    ("kind", "document", "title"),
    [
        (PartyKind.CITIZEN, None, "公民身份号码"),
        (PartyKind.SOLE_TRADER, None, "统一社会信用代码"),
        (PartyKind.SOLE_TRADER, IdentifierKind.RESIDENT_ID, "公民身份号码"),
        (PartyKind.ORGANISATION, IdentifierKind.FOREIGN_REGISTRATION, "境外登记号码"),
    ],
)
def test_art59_1_the_title_is_that_of_the_document(kind, document, title):
    party = Party(
        id=1,
        kind=kind,
        name="吴示例",
        identifier="HRB 123456",
        identifier_kind=document,
        identifier_exception=IdentifierException(reason="登记机关核发", proof=SCAN),
        address="示例路1号",
        proposal=Proposal(penalties=()),
    )
    block = party_block(party)
    assert (block.identifier_title, block.identifier_note) == (title, "校验位不符，经核实号码属实")


def test_cpl87_the_capacity_of_the_receiver_is_written_out():
    service = CompletedService(
        documents=(1,),
        mode=Mode.DIRECT,
        served_on=date(2026, 6, 1),
        handed_over_on=date(2026, 6, 1),
        receiver_kind=ReceiverKind.MAIL_ROOM,
    )
    assert service.received_as == "负责收件的人（办公室、收发室、值班室）"
    someone = {"receiver_kind": ReceiverKind.AUTHORISED, "relation": "姐姐"}
    assert service.model_copy(update=someone).received_as == "姐姐"
