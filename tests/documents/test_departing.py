"""What says that a party left a case is complete as the case knows it, and cites the sector's article where it is known."""

import pytest

from documents.kinds import compose
from documents.kinds.departing import TerminationDecision, TransferLetter
from domain.case.documents import DocumentKind
from tests.procedure.test_departing import WAYS, changed, ended, gone, served


@pytest.mark.parametrize("move", WAYS)
def test_nothing_is_missing_in_it(move):
    scene = gone(move)
    documents = [d for d in scene.case.documents.all if d.kind is WAYS[move][1]]
    assert documents
    for document in documents:
        assert list(compose(scene.case, document).gaps()) == []


def test_samr47_of_a_party_that_is_no_more_it_says_what_became_of_it():
    scene = ended(changed(served(), "dissolution"))
    (document,) = [d for d in scene.case.documents.all if d.kind is DocumentKind.TERMINATION_DECISION]
    said = compose(scene.case, document)
    assert isinstance(said, TerminationDecision)
    assert list(said.gaps()) == []
    assert said.ground == "当事人终止且无权利义务承受人"
    assert said.legal_basis == ("《市场监督管理行政处罚程序规定》第四十七条",)


def test_art22_the_letter_names_agency_parties_acts_and_evidence():
    scene = gone("transfer_to_agency")
    (document,) = [d for d in scene.case.documents.all if d.kind is DocumentKind.TRANSFER_LETTER]
    said = compose(scene.case, document)
    assert isinstance(said, TransferLetter)
    assert said.addressee == "扬州市示例市场监督管理局"
    assert said.legal_basis == ("《中华人民共和国行政处罚法》第二十二条",)
    assert [p.findings for p in said.parties] == [("销售标注虚假生产日期的食品。",)]
    assert [e.title for e in said.evidence] == ["现场笔录"]
    assert [a.title for a in said.attachments] == ["审前听述约谈函", "行政处罚告知书"]
