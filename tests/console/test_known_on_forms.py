"""What a form knows by itself (已知内容), and what it says of a mistake: the words of people, and the field to go to."""

import re
from dataclasses import replace
from html import unescape

import pytest

from console.forms.filling import amount_written
from console.forms.mistakes import meant
from console.forms.numbering import highest, number_after
from console.linking import Saying, with_texts
from console.voice import Voice
from desk.bodies import read_model
from desk.errors import Malformed
from desk.fields.form import form_of
from domain.bilingual import Words
from domain.procedure import MOVES
from domain.procedure.gates.identities import IDENTIFIER_WRONG
from domain.procedure.language import Refused
from installation.examples import bodies
from tests.console.formed import form, page, sent, successful
from tests.procedure.playing import standard


def hint(html: str, field: str) -> str:
    found = re.search(rf'id="f-{field}-hint">(.*?)<', html)
    return unescape(found[1]) if found else ""


def legend(html: str, field: str) -> list[str]:
    """What may be chosen in a field, in its order."""
    group = html.partition(f'id="f-{field}"')[2].partition("</fieldset>")[0]
    return re.findall(r'__label" for="[^"]+">([^<]*)<', group)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("150,000", "150000"),
        ("150,000.50元", "150000.50"),
        ("¥1234.5", "1234.5"),
        ("15万", "150000"),
        ("１５万元", "150000"),
        ("1.25万", "12500"),
    ],
)
def test_an_amount_with_its_unit_is_read_as_it_says(typed: str, read: str):
    assert amount_written(typed) == read


@pytest.mark.parametrize("typed", ["十五万", "15万左右", "15万3千", "1e5", "-5万"])
def test_what_is_no_amount_is_not_guessed(typed: str):
    assert amount_written(typed) == typed


def test_who_writes_no_amount_is_told_how_one_is_written():
    body = {**bodies()["record_payment"], "amount": "十五万"}
    with pytest.raises(Malformed) as refused:
        read_model(MOVES["record_payment"], body)
    assert refused.value.faults[0].cure.zh == "请在 amount 中只写数字，以元为单位，例如 150000 或者 1234.50"


def test_a_field_that_is_named_before_its_code_is_named_once():
    said = Saying(Voice(), lambda move: "", form_of(MOVES["record_service"]))
    cure = Words("请补齐：签收人（receiver）、签收身份（receiver_kind）、已签名（signed）", "")
    assert said(cure) == "请补齐：签收人、签收身份、已签名"


def test_a_code_of_a_form_is_called_as_that_form_calls_it():
    said = Saying(Voice(), lambda move: "", form_of(MOVES["open_case"]))
    assert said(IDENTIFIER_WRONG.cure) == (
        "请逐字核对证件号码；号码属实而校验位不符的，填写 校验位例外；其他证件的，填写 证件种类"
    )


def test_what_is_wrong_with_the_second_party_leads_to_the_second_party():
    wrong = IDENTIFIER_WRONG(party=2, fault=Words("校验位不对", "wrong"))
    assert meant(wrong, form_of(MOVES["open_case"])) == "parties.1.identifier"


def test_a_cure_within_a_group_leads_to_the_field_in_it():
    late = Words("", "recorded late")
    cure = Words("请在 service 的 late_reason 中写明原因", "give the reason in `late_reason` of `service`")
    refused = Refused("RecordedLate", None, late, cure, IDENTIFIER_WRONG.sort)
    assert meant(refused, form_of(MOVES["record_service"])) == "service.late_reason"
    lacks = Words("请在 service 中补齐：签收人（receiver）", "give in `service`: receiver (`receiver`)")
    refused = Refused("Incomplete", None, late, lacks, IDENTIFIER_WRONG.sort)
    assert meant(refused, form_of(MOVES["record_service"])) == "service.receiver"


def test_a_payment_shows_what_is_owed():
    case = standard(until="record_payment").case
    html = page(form("record_payment", case=case, party=1))
    assert hint(html, "amount") == "现在尚欠：镇江示例食品有限公司 95,000.00元"


def test_what_was_served_says_so():
    case = standard().case
    assert legend(page(form("record_service", case=case, party=1)), "documents") == [
        "3. 审前听述约谈函 〔2026〕3号（已送达）",
        "4. 行政处罚告知书 〔2026〕4号（已送达）",
        "9. 行政处罚决定书 〔2026〕9号（已送达）",
    ]


def test_the_decision_that_is_to_be_served_stands_before_the_notices_that_were():
    case = standard().case
    [party] = case.parties.all
    undone = tuple(one for one in party.services if 9 not in one.documents)
    case = case.model_copy(
        update={"parties": case.parties.replaced(party.model_copy(update={"services": undone}))}
    )
    first = legend(page(form("record_service", case=case, party=1)), "documents")[0]
    assert first == "9. 行政处罚决定书 〔2026〕9号（已发出）"


def test_the_file_that_is_sealed_follows_from_the_document():
    case = standard(until="record_sealing").case
    files = {one.id: one.file for one in case.documents.all}
    one = form("record_sealing", {"document": "3"}, case=case, by="clerk-zhao")
    assert dict(successful(page(one)))["file"] == files[3]
    another = replace(one, draft=replace(one.draft, body={"document": "4", "file": files[3]}))
    assert dict(successful(page(another)))["file"] == files[4]


def test_new_notices_begin_with_the_plan_of_those_before():
    case = standard().case
    one = form("prepare_notices", case=case, party=1)
    plan = sent(one, page(one)).body["interview"]
    [notices] = case.parties.all[0].notices
    assert plan["place"] == "镇江市示例路1号三楼听述室"
    assert (plan["presider"], plan["recorder"]) == (notices.interview.presider, notices.interview.recorder)
    assert "at" not in plan  # its day has passed


def test_a_new_case_is_told_the_number_that_follows():
    assert highest(["2026-0011", "2026-0012", "2025-0199", "A-B"]) == "2026-0012"
    assert number_after("2026-0012") == "2026-0013"
    assert number_after("A-B") == ""
    one = form("open_case")
    one = replace(one, known=replace(one.known, newest="2026-0012"))
    html = page(one)
    assert "最近一件是 2026-0012，接着编的是 2026-0013" in hint(html, "number")
    assert "number" not in dict(successful(html)) or not dict(successful(html))["number"]


def test_a_fact_names_the_rules_by_their_titles():
    said = with_texts("程序规定 market+zhenjiang", Voice(), "")
    assert said == "程序规定 市场监督管理、镇江（审前听述，假定值）"
    assert with_texts("规则集 24bcba290eb1，节假日安排：2026年", Voice(), "") == "节假日安排：2026年"
    assert with_texts("告知前审核，案卷材料版本 a80356eda460", Voice(), "") == "告知前审核"
