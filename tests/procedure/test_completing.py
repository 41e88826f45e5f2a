"""What a document lacks is told with the move that supplies it, before it is made and while it waits."""

from datetime import date

import pytest

from desk.ahead import Ahead, ahead
from documents.resting import lacks as lacking
from domain.case.documents import DocumentKind
from domain.procedure import MOVES
from domain.procedure.chapters.documents import Preview, PreviewsRendered
from domain.procedure.completing import lacks, supplied_by
from domain.procedure.language import machine_moment
from domain.procedure.work import waiting
from tests.procedure.playing import shanghai
from tests.procedure.scene import Scene

ON = date(2026, 5, 25)


def previewed(*gaps: str) -> Scene:
    """Notices were prepared on Monday 2026-05-25, and the notice lacks something."""
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25")
    letter, notice = scene.state.party(1).last_notices.documents
    whole = Preview(document=letter, content="c", preview="p")
    lacks_it = Preview(document=notice, content="c", preview="p", gaps=gaps)
    scene._state(
        PreviewsRendered(documents=(whole, lacks_it)), machine_moment(scene.case, shanghai("2026-05-25"))
    )
    return scene


def titles(scene: Scene, on: date = ON) -> dict[str, str]:
    return {work.move: work.title for work in waiting(scene.case, on)}


def seen_ahead(scene: Scene, when: str, by: str, move: str, **body: object) -> Ahead:
    made = MOVES[move].model_validate(body)
    return ahead(made, scene.moment(by, shanghai(when), made), lacking)


@pytest.mark.parametrize(
    ("kind", "gap", "move"),
    [
        (DocumentKind.PENALTY_NOTICE, "处罚理由·裁量理由", "amend_draft"),
        (DocumentKind.PENALTY_NOTICE, "责令改正", "amend_draft"),
        (DocumentKind.PENALTY_NOTICE, "条款的作用（违反的条款、处罚的依据）", "amend_draft"),
        (DocumentKind.INTERVIEW_LETTER, "听述地点", "prepare_notices"),
        (DocumentKind.INTERVIEW_LETTER, "当事人·法定代表人", "record_party_change"),
        (DocumentKind.INTERVIEW_LETTER, "行政机关·联系电话", ""),
        (DocumentKind.PENALTY_DECISION, "裁量·裁量理由", "prepare_decision"),
        (DocumentKind.PENALTY_DECISION, "责令改正", "prepare_decision"),
        (DocumentKind.PENALTY_DECISION, "行政诉讼·管辖法院", ""),
        (DocumentKind.DECISION_FILING_REPORT, "待律师确认：决定备案期限", "adopt_rulebook"),
    ],
)
def test_what_a_document_lacks_is_supplied_by_the_move_that_asks_it(kind, gap, move):
    assert supplied_by(kind, gap) == move


def test_what_one_move_supplies_is_told_together():
    found = lacks(DocumentKind.PENALTY_NOTICE, ("处罚理由·裁量理由", "行政机关·地址", "责令改正"))
    assert [(one.by, one.gaps) for one in found] == [
        ("amend_draft", ("处罚理由·裁量理由", "责令改正")),
        ("", ("行政机关·地址",)),
    ]


def test_notices_that_lack_what_the_draft_says_wait_for_the_draft():
    found = titles(previewed("处罚理由·裁量理由", "责令改正"))
    assert found["amend_draft"] == "修改草案：《行政处罚告知书》缺处罚理由·裁量理由、责令改正"
    assert found["prepare_notices"] == "制作约谈函和告知书（补全后重新制作）"


def test_what_the_move_itself_asks_waits_for_that_move_alone():
    found = titles(previewed("陈述申辩权·期限"))
    assert found["prepare_notices"] == "制作约谈函和告知书：《行政处罚告知书》缺陈述申辩权·期限"
    assert "amend_draft" not in found


def test_once_the_draft_is_amended_nothing_of_the_old_notices_waits():
    scene = previewed("责令改正")
    proposal = scene.state.party(1).proposal.model_dump(mode="json", exclude_defaults=True)
    changed = proposal | {"reasons": "初次违法，及时改正"}
    scene.do(
        "2026-05-26",
        "officer-li",
        "amend_draft",
        reason="补写裁量理由",
        proposals=[{"party": 1, "proposal": changed}],
    )
    assert "amend_draft" not in titles(scene, date(2026, 5, 26))


def test_a_draft_without_what_the_notice_says_is_told_before_it_is_reviewed():
    scene = Scene().open("2026-05-18")
    bare = scene.state.party(1).proposal.model_dump(mode="json", exclude_defaults=True)
    amended = {"reason": "改写", "proposals": [{"party": 1, "proposal": bare | {"reasons": ""}}]}
    found = seen_ahead(scene, "2026-05-18", "officer-li", "amend_draft", **amended)
    told = {one.document.kind: [lack.gaps for lack in one.lacks] for one in found.lacking}
    assert "处罚理由·裁量理由" in told[DocumentKind.PENALTY_NOTICE][0]


def test_who_amends_the_draft_is_told_that_review_and_notices_count_no_more():
    scene = Scene().open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-25")
    proposal = scene.state.party(1).proposal.model_dump(mode="json", exclude_defaults=True)
    amended = {
        "reason": "改写",
        "proposals": [{"party": 1, "proposal": proposal | {"reasons": "改写后的理由"}}],
    }
    found = seen_ahead(scene, "2026-05-25", "officer-li", "amend_draft", **amended)
    assert [words.zh for words in found.lapses] == [
        "告知前审核已经同意，同意的是改动以前的材料，须重新送审（submit_for_review）",
        f"{scene.state.party(1).name}：已经制作的约谈函和告知书不能再用，须重新制作（prepare_notices）",
    ]


def test_what_changes_no_papers_makes_nothing_void():
    scene = Scene().open("2026-05-18")
    found = seen_ahead(scene, "2026-05-18", "officer-li", "submit_for_review")
    assert found.lapses == ()
