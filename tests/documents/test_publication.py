"""What is made public (公示): summary and copy say what was decided, and no byte of them what is kept back."""

import re
import zlib
from datetime import date

import pytest

from documents.masking import WITHHELD, Masks
from documents.publication import PublicationPrinter, masked
from documents.typesetting import Typesetter
from domain.case.documents import DocumentKind
from domain.procedure.public_papers import PublicPaper

from .examples import BY_KIND
from .printing import printed
from .reading import metadata_of, says, text_of


@pytest.fixture(scope="module")
def standard(typesetter):
    return printed(typesetter)


@pytest.fixture(scope="module")
def publish(standard, typesetter: Typesetter):
    printer = PublicationPrinter(typesetter, standard.store)
    return lambda paper, withheld=(): printer.print(standard.case, paper, 1, withheld).pdf


def everything_in(pdf: bytes) -> str:
    """Every byte that a programme could find: as it lies there, unpacked, as text, and what stands about the file."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = b"".join(_unpacked(stream) for stream in streams)
    bytes_ = pdf + unpacked
    return str(
        text_of(pdf)
        + metadata_of(pdf)
        + bytes_.decode("utf-8", "ignore")
        + bytes_.decode("utf-16-be", "ignore")
    )


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_art4_3_summary_has_number_party_kind_of_act_penalties_agency_and_day(publish):
    says(
        publish(PublicPaper.SUMMARY),
        "行政处罚信息摘要",
        "镇市监处罚〔2026〕1号",
        "镇江示例食品有限公司",
        "91321102MA1TK3T07W",
        "罚款人民币",
        "镇江市示例市场监督管理局",
        "2026年",
    )


def test_art6_no_name_of_a_person_is_in_any_byte_of_what_is_published(publish):
    """The legal representative of the party is 沈示例."""
    for paper in PublicPaper:
        found = everything_in(publish(paper))
        assert "沈示例" not in found
        assert "沈某某" in found


def test_art7_the_copy_is_the_decision_as_it_was_served_but_for_what_is_kept_back(publish, standard):
    document = standard.case.documents.known(standard.case.party(1).decision.document)
    served = text_of(standard.store.read(document.file))
    assert text_of(publish(PublicPaper.COPY)) == served.replace("沈示例", "沈某某").replace(
        "0511-00000018", "(略)"
    )


def test_the_officer_names_a_trade_secret_that_is_kept_back_besides(publish, standard):
    secret = "15000"
    assert secret not in everything_in(publish(PublicPaper.COPY, withheld=(secret,)))


def test_the_same_decision_gives_the_same_file(publish):
    assert publish(PublicPaper.COPY) == publish(PublicPaper.COPY)


def test_a_citizen_keeps_name_card_address_telephone_and_birth_to_himself():
    content = BY_KIND[DocumentKind.PENALTY_DECISION]
    party = content.party.model_copy(
        update={
            "you": "你",
            "name": "王敏",
            "identifier_title": "公民身份号码",
            "identifier": "11010519491231002X",
            "born_on": date(1949, 12, 31),
            "address": "镇江市京口区示例路2号",
            "contact": "13800000000",
            "representative": "",
            "representative_title": "",
        }
    )
    decision = content.model_copy(
        update={"party": party, "findings": ("王敏（身份证号11010519491231002X，电话13800000000）销售……",)}
    )
    public = masked(decision, Masks(("王敏",)), natural=True)
    kept = {"you", "identifier_title", "address_title", "attending", "licence", "representative_identifier"}
    assert public.party.model_dump(exclude=kept) == {
        "name": "王某",
        "identifier": WITHHELD,
        "identifier_note": "",
        "born_on": None,
        "representative_title": "",
        "representative": "",
        "address": WITHHELD,
        "contact": WITHHELD,
    }
    assert public.findings == (f"王某（身份证号{WITHHELD}，电话{WITHHELD}）销售……",)
    assert public.organ == decision.organ


def test_two_persons_never_become_one():
    masks = Masks(("王敏", "王刚", "欧阳明明", "李敏"))
    assert masks("王敏、王刚与欧阳明明、李敏") == "王某2、王某1与欧阳某某、李某"


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("证号11010519491231002X。", f"证号{WITHHELD}。"),
        ("信用代码91321102MA1TK3T07W", "信用代码91321102MA1TK3T07W"),
        ("信用代码913211007222222221", "信用代码913211007222222221"),
        ("电话0511-88888888转", f"电话{WITHHELD}转"),
        ("写信到 wang.min@example.org 。", f"写信到 {WITHHELD} 。"),
        ("卡号6222020000000000000，", f"卡号{WITHHELD}，"),
        ("许可证JY13211020000123", "许可证JY13211020000123"),
        ("罚款120,000.00元", "罚款120,000.00元"),
    ],
)
def test_numbers_of_persons_go_and_those_of_bodies_and_amounts_stay(text, public):
    assert Masks(())(text) == public
