"""The letter to the judiciary is complete as the case knows it."""

from documents.kinds import compose
from documents.kinds.judiciary import CriminalTransfer
from domain.case.documents import DocumentKind
from tests.procedure.scene import Scene
from tests.procedure.test_judiciary import sent


def test_art27_the_letter_names_organ_crime_acts_evidence_and_papers():
    scene = sent(Scene().open("2026-05-18"), "2026-06-08")
    (document,) = [d for d in scene.case.documents.all if d.kind is DocumentKind.CRIMINAL_TRANSFER]
    said = compose(scene.case, document)
    assert isinstance(said, CriminalTransfer)
    assert list(said.gaps()) == []
    assert (said.addressee, said.crime) == ("镇江市公安局", "生产、销售伪劣产品罪")
    assert [p.findings for p in said.parties] == [("销售标注虚假生产日期的食品。",)]
    assert [e.title for e in said.evidence] == ["现场笔录"]
    assert said.papers == ("调查报告",)
    assert said.legal_basis[1] == "《行政执法机关移送涉嫌犯罪案件的规定》第五条"
