"""Whom a paper names: the party in its 案由, who signs it out, who sits at a hearing and whom one asks about it."""

from datetime import date
from typing import Any

import pytest

from desk.rehearsing.running import told
from documents.editions import present
from documents.forms import KINDS as FORMS
from documents.forms import compose as form_of
from documents.kinds.oversight import CONTENTS
from documents.kinds.shared import attachments, concerned
from documents.model import model_of
from domain.case.documents import DocumentKind
from domain.law.rulebook import Rulebook, rulebook_for
from domain.procedure import fold
from domain.procedure.paper_forms import PaperForm
from installation.examples import EXAMPLES
from installation.rehearsing import cast
from tests.procedure.scene import SCAN, Scene

from .examples import BY_KIND
from .form_examples import at_first
from .worded import composed, words_of

MARKET = rulebook_for("market+zhenjiang")
NAMED = set(PaperForm) - {PaperForm.HEARING_ANNOUNCEMENT, PaperForm.CREDIT_REPAIR_NOTICE}
"""Forms with a 案由 of what is suspected: the announcement says it in a sentence, and the last comes after the decision."""


def notified() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")


def with_hearing(**changes: Any) -> Scene:
    scene = notified().hearing_requested("2026-06-03")
    scene.do("2026-06-04", "presider-he", "notify_hearing", **scene.hearing_body("2026-06-24", **changes))
    return scene


@pytest.fixture(scope="module")
def forms():
    return at_first()


@pytest.mark.parametrize("form", sorted(NAMED))
def test_every_form_says_who_is_suspected_of_what(form, forms):
    case, party = forms[form]
    name = case.party(party or 1).name
    content = FORMS[form].compose(case, None if party is None else case.party(party))
    assert f"案由{name}涉嫌{case.papers.cause}案" in words_of(content)


def test_a_single_fact_on_a_form_has_no_number(forms):
    case, _ = forms[PaperForm.CASE_REVIEW_SHEET]
    text = words_of(form_of(case, PaperForm.CASE_REVIEW_SHEET, None))
    assert "违法事实2026年1月5日至2月10日" in text


def test_art45_the_recheck_form_says_what_a_party_said_and_no_id_and_no_hash():
    scene = notified().statement("2026-06-03").statement("2026-06-04", text="", file=SCAN)
    text = words_of(form_of(scene.case, PaperForm.RECHECK_OPINION, 1))
    assert "当事人的意见1请求从轻处罚。核实情况" in text
    assert "当事人的意见2书面陈述申辩材料核实情况" in text
    assert SCAN not in text
    assert "S1" not in text


def test_an_office_that_supervises_calls_itself_the_organ_and_names_the_party():
    texts = [words_of(BY_KIND[one.kind]) for one in CONTENTS]
    texts.append(words_of(BY_KIND[DocumentKind.FILING_CORRECTION_NOTICE]))
    for text in texts:
        assert "我单位" not in text
        assert "本机关" in text
        assert "镇江江畔食品有限公司" in text


def test_of_three_parties_the_first_is_named_and_how_many_there_are():
    assert concerned(["甲公司"]) == "甲公司"
    assert concerned(["甲公司", "乙公司"]) == "甲公司、乙公司"
    assert concerned(["甲公司", "乙公司", "丙公司"]) == "甲公司等3名当事人"


def test_samr64_an_extension_tells_both_last_days_and_what_was_not_counted():
    scene = with_hearing()  # accepted on 2026-03-16 (Monday); asked for on 2026-06-03, held on 2026-06-24
    scene.do("2026-06-08", "head-chen", "extend", days=30, reason="案情复杂")
    content = composed(scene, DocumentKind.EXTENSION_APPROVAL)
    assert content.before == date(2026, 7, 6)  # Monday: 90 and 21 days end on Sunday the 5th
    assert content.after == date(2026, 8, 4)  # Tuesday: 30 days after the 5th
    assert content.excluded == ("听证（2026年6月4日至2026年6月24日）",)
    assert content.parties == (scene.case.party(1).name,)
    assert "新届满日2026年8月4日" in words_of(content)


def test_samr55_an_extended_review_tells_its_new_last_day():
    scene = Scene().open("2026-05-18")
    scene.do("2026-05-18", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    scene.do("2026-05-18", "officer-li", "submit_for_review")
    scene.do("2026-05-20", "head-chen", "extend_review", days=5, reason="材料多")
    content = composed(scene, DocumentKind.EXTENSION_APPROVAL)
    assert (content.before, content.after) == (date(2026, 6, 1), date(2026, 6, 8))  # Monday, Monday
    assert content.excluded == ()


def test_art64_one_asks_the_recorder_of_the_hearing_and_never_who_investigated():
    scene = with_hearing()
    notice = composed(scene, DocumentKind.HEARING_NOTICE)
    assert notice.organ.contact == "赵示例"
    assert notice.organiser == "法规处"
    scene.sealed("2026-06-04")
    announcement: Any = form_of(scene.case, PaperForm.HEARING_ANNOUNCEMENT, 1)
    assert announcement.organ.contact == "赵示例"


def test_art64_hearers_and_interpreter_stand_on_the_notice_where_there_are_any():
    scene = with_hearing(hearers=["reviewer-sun"], interpreter="钱译员")
    notice = composed(scene, DocumentKind.HEARING_NOTICE)
    assert (notice.hearers, notice.interpreter) == (("孙示例",), "钱译员")
    assert "认为听证主持人、听证员、记录员、翻译人员与本案有直接利害关系" in words_of(notice)


@pytest.mark.parametrize(
    ("unit", "said"), [("法规处", "审核机构镇江市示例市场监督管理局法规处"), ("", "审核机构审核阶段")]
)
def test_the_review_is_of_the_unit_that_the_agency_names_and_of_no_invented_one(unit, said):
    scene = Scene().agency(legal_unit=unit).open("2026-05-18").reviewed("2026-05-20")
    assert said in words_of(composed(scene, DocumentKind.REVIEW_OPINION))


def reported(rules: Rulebook) -> Scene:
    scene = Scene(rules).agency(supervising_office_superior=True).to_heard()
    return scene.reviewed("2026-06-09").filed("2026-06-10")


def test_gbt9704_a_report_to_a_superior_names_who_signed_it_out():
    content = composed(reported(MARKET), DocumentKind.INTERVIEW_REPORT)
    model = model_of(content, present(content.kind, content.layout), preview=True)
    assert (model["upward"], model["signer"]) == (True, "陈示例")


def test_rules_from_before_leave_room_for_who_signs_it_out():
    switches = MARKET.switches.model_copy(update={"signer_named": False})
    content = composed(
        reported(MARKET.model_copy(update={"switches": switches})), DocumentKind.INTERVIEW_REPORT
    )
    assert content.signer == ""


def test_art57_the_evidence_of_what_is_not_established_proves_nothing():
    text = words_of(BY_KIND[DocumentKind.NOT_ESTABLISHED_DECISION])
    assert "本机关就上述涉嫌的事实收集了下列证据" in text
    assert "上述事实,有下列证据证明" not in text


def test_cpl95_a_report_encloses_the_announcement_by_which_a_party_was_served_and_its_account():
    told_to = (EXAMPLES / "rehearsals" / "announcement.yaml").read_bytes()
    case = fold(told(told_to, cast(), rulebook_for)[1])
    announced = [p for p in case.parties.all if any(a.published_on for a in p.announcements)]
    titles = [one.title for one in attachments(case, announced)]
    name = announced[0].name
    assert f"送达公告（{name}）" in titles
    assert titles.index(f"公告送达情况说明（{name}）") == titles.index(f"送达公告（{name}）") + 1
