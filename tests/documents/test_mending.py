"""What is mended of a decision is told by documents that lack nothing, whichever of a party's decisions it was."""

from documents.kinds import compose
from documents.kinds.mending import (
    CorrectionDecision,
    PublicationWithdrawal,
    RevocationDecision,
    VariationDecision,
)
from domain.case.documents import DocumentKind
from tests.procedure.scene import LESS, Scene
from tests.procedure.test_mending import correction, set_aside
from tests.procedure.test_owing import paid, served
from tests.procedure.test_remaking import remade
from tests.procedure.test_withdrawing_publication import revoked, withdrawn


def said(scene: Scene, kind: DocumentKind):
    (document,) = [d for d in scene.case.documents.all if d.kind is kind and not d.void]
    content = compose(scene.case, document)
    assert list(content.gaps()) == []
    return content


def test_art75_2_the_revocation_says_which_decision_why_and_whether_another_follows():
    scene = set_aside(paid(served(), "2026-06-29", "120000.00"), "2026-07-06", anew=True)
    for one in (scene, remade(scene, "2026-07-07")):
        content = said(one, DocumentKind.REVOCATION_DECISION)
        assert isinstance(content, RevocationDecision)
        assert (content.decision_title, content.anew, content.paid) == ("行政处罚决定书", True, True)
        assert content.basis == ("《中华人民共和国行政处罚法》第七十五条第二款",)
        assert str(content.reconsideration.period) == "60日"
        assert str(content.lawsuit.period) == "6个月"


def test_art75_2_the_variation_says_what_was_decided_and_what_stands():
    scene = set_aside(served(), "2026-07-06", "changed", penalties=[LESS])
    content = said(scene, DocumentKind.VARIATION_DECISION)
    assert isinstance(content, VariationDecision)
    assert [p.capitals for p in content.before] == ["壹拾贰万元整"]
    assert [p.capitals for p in content.penalties] == ["玖万元整"]
    assert content.paid is False


def test_art75_2_the_correction_says_both_texts():
    scene = served()
    scene.do("2026-07-06", "head-chen", "correct_decision", **correction())
    content = said(scene, DocumentKind.TEXT_CORRECTION)
    assert isinstance(content, CorrectionDecision)
    assert (content.error, content.wrong, content.right) == ("文字错误", "镇江市京囗区", "镇江市京口区")


def test_art48_2_the_statement_says_what_overturned_the_decision():
    content = said(withdrawn(revoked(), "2026-07-08"), DocumentKind.PUBLICATION_WITHDRAWAL)
    assert isinstance(content, PublicationWithdrawal)
    assert (str(content.overturned_on), content.because) == ("2026-07-06", "经本机关撤销")
    assert content.party_name == "镇江示例食品有限公司1"


def test_decision_filing_the_report_made_again_says_what_the_agency_changed():
    scene = set_aside(served(), "2026-07-06", "changed", penalties=[LESS])
    scene.do("2026-07-07", "officer-li", "file_decision", together_with="head-chen")
    content = said(scene, DocumentKind.DECISION_FILING_REPORT)
    number = next(d.number for d in scene.case.documents.all if d.kind is DocumentKind.VARIATION_DECISION)
    assert content.parties[0].mended == (f"2026年7月6日变更为罚款90000元（{number}）",)
    assert "变更行政处罚决定书" in [line.title for line in content.attachments]
