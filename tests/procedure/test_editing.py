"""Editing: officers word named sections of a prepared document, and whoever had read the former words approves it no more."""

from datetime import date
from typing import Any

import pytest

from domain.case.documents import KINDS, DocumentState
from domain.case.sections import Section
from domain.procedure import MOVES, read
from domain.procedure.work import waiting
from domain.texts import address_of
from tests.procedure.playing import shanghai, standard
from tests.procedure.scene import LESS, Scene, codes_of, company

WORDS = "2026年1月5日至2月10日，你单位经营标签未标注生产日期的食品。"
WHY = {"reason": "写明起止日期"}
AMENDED = {"proposals": [{"party": 1, "proposal": {"penalties": [LESS]}}], "reason": "裁量有误"}


def prepared() -> Scene:
    """The notices (2 and 3) prepared on Thursday 21 May 2026, after the review before the notice."""
    return Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-21")


def to_decide(**changes: Any) -> Scene:
    return Scene().to_discussed().decision_prepared("2026-06-11", **changes)


def draft(scene: Scene) -> int:
    found: int = scene.state.party(1).prepared_decision.document
    return found


def edited(scene: Scene, when: str, document: int, section: str = "facts", text: str = WORDS) -> Scene:
    scene.do(when, "officer-li", "edit_document", document=document, section=section, text=text, **WHY)
    return scene


def refused(scene: Scene, when: str, document: int, by: str = "officer-li", **body: Any) -> set[str]:
    asked = {"document": document, "section": "facts", "text": WORDS, **WHY, **body}
    return codes_of(scene, when, by, "edit_document", **asked)


def contents(scene: Scene) -> dict[str, Any]:
    notices = scene.state.party(1).last_notices
    letter, notice = (scene.document(number).content for number in notices.documents)
    return {"party": 1, "letter": letter, "notice": notice}


def approving(scene: Scene, when: str, **body: Any) -> set[str]:
    return codes_of(scene, when, "head-chen", "approve_notices", **body)


# What may be edited


def test_only_what_is_previewed_before_its_approval_has_sections_to_be_edited():
    """By hand: the notices and the three decisions; facts in all, and never an amount, a kind, a right or a basis."""
    found = {kind.value: [s.value for s in rule.sections] for kind, rule in KINDS.items() if rule.sections}
    assert found == {
        "interview_letter": ["facts"],
        "penalty_notice": ["facts", "discretion"],
        "penalty_decision": ["facts", "defence", "discretion"],
        "no_penalty_decision": ["facts", "defence", "reasons"],
        "not_established_decision": ["facts", "defence", "reasons"],
    }
    assert {kind for kind, rule in KINDS.items() if rule.sections} == {
        kind for kind, rule in KINDS.items() if rule.previewed
    }


def test_an_edited_section_stands_on_the_document_with_who_when_and_how_often():
    scene = edited(edited(prepared(), "2026-05-22", 3), "2026-05-25", 3, "discretion", "主动召回。")
    document = scene.document(3)
    assert document.version == 2
    assert [(e.section, e.text, e.version, e.by, e.on.isoformat()) for e in document.edited] == [
        (Section.FACTS, WORDS, 1, "officer-li", "2026-05-22"),
        (Section.DISCRETION, "主动召回。", 2, "officer-li", "2026-05-25"),
    ]
    edited(scene, "2026-05-26", 3, text="改写第二次。")
    assert [(e.section, e.version) for e in scene.document(3).edited] == [("discretion", 2), ("facts", 3)]


def test_an_edited_document_is_previewed_again_and_no_other_one():
    scene = prepared()
    letter, notice = scene.document(2).content, scene.document(3).content
    scene.printer_away = True
    edited(scene, "2026-05-22", 3)
    assert (scene.document(3).pending, scene.document(3).wanted) == (True, "preview")
    assert scene.document(3).state is DocumentState.ORDERED
    assert (scene.document(3).content, scene.document(3).preview) == ("", "")
    assert scene.document(2).content == letter
    scene.printer_away = False
    scene._print(shanghai("2026-05-22"))
    assert scene.document(3).content not in ("", notice)


def test_an_empty_text_takes_a_section_back_to_what_the_case_says():
    scene = prepared()
    before = scene.document(3).content
    edited(edited(scene, "2026-05-22", 3), "2026-05-22T10:00", 3, text="")
    assert (scene.document(3).edited, scene.document(3).version) == ((), 2)
    assert scene.document(3).content == before


def test_a_draft_prepared_anew_says_what_the_case_says():
    """What an officer had put into words was worded for that draft; the papers may have changed since."""
    scene = edited(prepared(), "2026-05-22", 3).prepared("2026-05-25")
    assert scene.document(3).void
    assert [(scene.document(n).edited, scene.document(n).version) for n in (4, 5)] == [((), 0), ((), 0)]


def to_word(scene: Scene, on: date) -> list[tuple[str, str]]:
    return [(w.person, w.since.isoformat()) for w in waiting(scene.case, on) if w.move == "edit_document"]


def test_who_had_worded_the_draft_before_is_told_that_it_was_not_taken_over():
    """The letter that nobody had worded is not spoken of; a draft that nobody had worded says nothing at all."""
    scene = edited(edited(prepared(), "2026-05-22", 3), "2026-05-22T10:00", 3, "discretion", "主动召回。")
    scene.prepared("2026-05-25")
    ordered = next(e for e in reversed(scene.entries) if e.fact == "DocumentsOrdered")
    told = [words.zh for words in read(ordered).said(scene.case)]
    assert told[1:] == [
        "《行政处罚告知书》上一稿（第3号）中由承办人改写的“事实、裁量理由”没有沿用，新稿按案件所载的内容；"
        "仍要改写的，请再次修改（edit_document）"
    ]
    again = next(e for e in reversed(scene.prepared("2026-05-26").entries) if e.fact == "DocumentsOrdered")
    assert len(list(read(again).said(scene.case))) == 1


def test_wording_what_was_not_taken_over_is_that_officers_work_until_it_is_worded_or_approved():
    scene = edited(prepared(), "2026-05-22", 3)
    assert to_word(scene, date(2026, 5, 25)) == []
    scene.prepared("2026-05-25")
    assert to_word(scene, date(2026, 5, 25)) == [("officer-li", "2026-05-25")]
    worded = edited(edited(prepared(), "2026-05-22", 3).prepared("2026-05-25"), "2026-05-26", 5)
    assert to_word(worded, date(2026, 5, 26)) == []
    scene.approved("2026-05-26")
    assert to_word(scene, date(2026, 5, 26)) == []


def test_what_lacks_a_character_is_mended_by_wording_it_otherwise():
    scene = prepared()
    lacking = scene.document(3).model_copy(update={"missing_glyphs": ("龘",)})
    scene.case = scene.case.model_copy(update={"documents": scene.case.documents.replaced(lacking)})
    assert approving(scene, "2026-05-22", **contents(scene)) == {"PreviewIncomplete"}
    edited(scene, "2026-05-22", 3)
    assert approving(scene, "2026-05-22T11:00", **contents(scene)) == set()


def test_a_case_that_stands_still_lets_its_drafts_be_worded():
    scene = prepared()
    scene.do("2026-05-22", "head-chen", "suspend", ground="因不可抗力暂时无法调查", reason="台风")
    assert refused(scene, "2026-05-25", 3) == set()


# Approval anew


@pytest.mark.parametrize(("document", "field"), [(2, "letter"), (3, "notice")])
def test_art44_who_had_read_the_former_words_approves_the_notices_no_more(document: int, field: str):
    scene = prepared()
    before = contents(scene)
    edited(scene, "2026-05-22", document)
    assert approving(scene, "2026-05-22T10:00", **before) == {"ContentChanged"}
    now = contents(scene)
    assert {name for name in now if now[name] != before[name]} == {field}
    assert approving(scene, "2026-05-22T10:00", **now) == set()


def test_art44_while_the_new_words_are_being_rendered_nothing_is_approved_by_any_hash():
    scene = prepared()
    before = contents(scene)
    scene.printer_away = True
    edited(scene, "2026-05-22", 3)
    assert approving(scene, "2026-05-22T09:01", **before) == {"PreviewOutstanding"}


@pytest.mark.parametrize(
    ("move", "changes"),
    [
        ("impose", {}),
        ("decide_no_penalty", {"outcome": "no_penalty"}),
        ("decide_not_established", {"outcome": "not_established"}),
    ],
)
def test_art59_who_had_read_the_former_words_decides_no_more(move: str, changes: dict[str, Any]):
    scene = to_decide(**changes)
    before = scene.content()
    edited(scene, "2026-06-12", draft(scene))
    assert codes_of(scene, "2026-06-12", "head-chen", move, party=1, content=before) == {
        "DecisionContentChanged"
    }
    assert codes_of(scene, "2026-06-12", "head-chen", move, party=1, content=scene.content()) == set()


@pytest.mark.parametrize("section", ["defence", "discretion"])
def test_art59_every_section_of_a_decision_is_decided_anew(section: str):
    scene = to_decide()
    before = scene.content()
    edited(scene, "2026-06-12", draft(scene), section)
    assert codes_of(scene, "2026-06-12", "head-chen", "impose", party=1, content=before) == {
        "DecisionContentChanged"
    }


def test_art44_an_approval_given_is_of_the_words_that_were_read_or_is_no_more():
    """It is never of other words: an approved document is not edited, and an amended draft voids the approval."""
    scene = prepared().approved("2026-05-22")
    before = contents(scene)
    assert refused(scene, "2026-05-22T10:00", 3) == {"WordingApproved"}
    scene.do("2026-05-25", "officer-li", "amend_draft", **AMENDED)
    assert scene.state.party(1).last_notices.approved_on is None
    scene.reviewed("2026-05-26").prepared("2026-05-27")
    edited(scene, "2026-05-27T10:00", 5)
    assert approving(scene, "2026-05-27T11:00", **before) == {"ContentChanged"}
    assert approving(scene, "2026-05-27T11:00", **contents(scene)) == set()


def test_art57_art58_review_filing_and_discussion_are_of_the_papers_and_not_of_the_wording():
    """What they agreed to is the papers version: it says nothing of how a document words it, and stays what it is."""
    scene = to_decide()
    version = scene.case.papers_version
    edited(scene, "2026-06-12", draft(scene))
    assert scene.case.papers_version == version
    scene.imposed("2026-06-12T11:00")


# Refusals


def test_where_nothing_is_prepared_there_is_nothing_to_edit():
    assert refused(Scene().open("2026-05-18"), "2026-05-19", 3) == {"NothingToEdit"}


def test_art44_approved_notices_keep_their_words():
    assert refused(prepared().approved("2026-05-22"), "2026-05-22T10:00", 2) == {"WordingApproved"}


def test_art44_issued_notices_keep_their_words():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25")
    assert refused(scene, "2026-05-26", 3) == {"WordingIssued"}


def test_art59_a_decision_that_was_made_keeps_its_words_numbered_or_not():
    scene = to_decide()
    number = draft(scene)
    scene.printer_away = True
    scene.do("2026-06-12", "head-chen", "impose", party=1, content=scene.content())
    assert scene.document(number).number == ""
    assert refused(scene, "2026-06-12T10:00", number) == {"WordingDecided"}


def test_what_was_sent_back_is_prepared_anew_before_it_is_worded():
    scene = prepared()
    scene.do("2026-05-22", "head-chen", "send_back", document=3, reason="请写明裁量理由")
    assert refused(scene, "2026-05-22T10:00", 3) == {"DraftOvertaken"}
    scene = to_decide()
    scene.do("2026-06-12", "head-chen", "send_back", document=draft(scene), reason="请写明裁量理由")
    assert "DraftOvertaken" in refused(scene, "2026-06-12T10:00", draft(scene))


def test_what_other_papers_overtook_is_prepared_anew_before_it_is_worded():
    scene = prepared()
    evidence = {"id": "E2", "kind": "document", "title": "销售台账", "proves": ["F1"]}
    scene.do("2026-05-22", "officer-li", "add_evidence", evidence=evidence, reason="补充销售数量的证据")
    assert refused(scene, "2026-05-22T10:00", 3) == {"DraftOvertaken"}


def test_nothing_is_worded_while_its_preview_is_being_made():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20")
    scene.printer_away = True
    scene.prepared("2026-05-21")
    assert refused(scene, "2026-05-21T09:01", 3) == {"DraftBeingMade"}


def test_a_document_that_is_none_of_the_drafts_is_refused_with_those_that_are():
    scene = prepared()
    assert refused(scene, "2026-05-22", 1) == {"NotADraft"}
    (one,) = scene.judged(
        "2026-05-22", "officer-li", "edit_document", document=1, section="facts", text=WORDS, **WHY
    )
    assert one.cure.zh == "请在 document 中填写其中一份：2、3"


def test_amounts_kinds_rights_and_basis_are_in_no_section():
    """The letter has no reasons of the discretion, and nobody can name what is no section at all."""
    scene = prepared()
    assert refused(scene, "2026-05-22", 2, section="discretion") == {"NotASection"}
    assert refused(scene, "2026-05-22", 3, section="reasons") == {"NotASection"}
    assert {s.value for s in Section} == {"facts", "defence", "discretion", "reasons"}


def test_words_that_stand_there_already_are_no_edit():
    scene = prepared()
    assert refused(scene, "2026-05-22", 3, text="") == {"WordingUnchanged"}
    edited(scene, "2026-05-22", 3)
    assert refused(scene, "2026-05-22T10:00", 3) == {"WordingUnchanged"}
    long = "经营标签未标注生产日期的食品。" * 20
    edited(scene, "2026-05-25", 3, text=str(address_of(long)))
    assert refused(scene, "2026-05-25T10:00", 3, text=long) == {"WordingUnchanged"}


def test_an_edit_says_why():
    assert refused(prepared(), "2026-05-22", 3, reason="") == {"FieldMissing"}


def test_a_head_words_nothing():
    assert refused(prepared(), "2026-05-22", 3, by="head-chen") == {"RoleRequired"}


def test_a_draft_of_a_party_that_was_decided_on_is_worded_no_more():
    """The notices of the first party were never approved: it was decided on without a penalty."""
    scene = Scene().open("2026-05-18", parties=[company(1), company(2)]).reviewed("2026-05-20")
    scene.prepared("2026-05-21").prepared("2026-05-21", 2)
    scene.decision_prepared("2026-05-22", outcome="no_penalty")
    scene.do("2026-05-22T10:00", "head-chen", "decide_no_penalty", party=1, content=scene.content())
    first, second = (scene.state.party(n).last_notices.notice for n in (1, 2))
    assert refused(scene, "2026-05-25", first) == {"AlreadyDecided"}
    assert refused(scene, "2026-05-25", second) == set()


def test_nothing_that_two_persons_confirm_is_previewed_before():
    """What is confirmed is approved by that, and made then: there is no draft of it whose words could change meanwhile."""
    previews = {e.move for e in standard().entries if e.body.get("wanted") == "preview"}
    assert previews == {"prepare_notices", "prepare_decision"}
    assert {MOVES[move].with_role for move in (*previews, "edit_document")} == {None}
