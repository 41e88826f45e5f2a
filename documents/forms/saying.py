"""What a party says, hands in, gives up, or lets somebody say for it, on paper (陈述申辩、举证、弃权、委托)."""

from typing import Any, ClassVar

from documents.content import optional, required
from documents.excerpts import APL, cite
from documents.forms.form import KindOfForm, PartyForm, notice_number, of_party, officers
from documents.kinds.shared import AGENTS
from domain.case.case import Case
from domain.case.parties import Party, Right
from domain.law.articles import art
from domain.procedure.paper_forms import PaperForm


class StatementRecord(PartyForm):
    """陈述申辩笔录: what a party says by word of mouth, taken down by two officers (行政处罚法 第45条, 第42条)."""

    kind: ClassVar[Any] = PaperForm.STATEMENT_RECORD
    each_page: ClassVar = ("陈述申辩人", "执法人员")

    notice_number: str = optional("告知书文号")
    officers: tuple[str, ...] = required("执法人员", ())
    basis: str = required("依据")


def _statement(case: Case, party: Party | None) -> StatementRecord:
    return StatementRecord(
        **of_party(case, party),
        notice_number=notice_number(case, party),
        officers=officers(case),
        basis=cite(art(APL, "45")),
    )


class EvidenceReceipt(PartyForm):
    """证据材料接收回执: which papers came, how many pages, original or copy, from whom, to whom, at what hour [I]."""

    kind: ClassVar[Any] = PaperForm.EVIDENCE_RECEIPT

    pieces: tuple[int, ...] = optional("材料序号", tuple(range(1, 7)))
    """Of the rows to be filled in."""


def _receipt(case: Case, party: Party | None) -> EvidenceReceipt:
    return EvidenceReceipt(**of_party(case, party))


class WaiverForm(PartyForm):
    """放弃权利声明: a right is given up expressly, each by a signature of its own (行政处罚法 第62条)."""

    kind: ClassVar[Any] = PaperForm.WAIVER

    notice_number: str = optional("告知书文号")
    rights: tuple[str, ...] = required("可以放弃的权利", ())
    basis: str = required("依据")


def _waiver(case: Case, party: Party | None) -> WaiverForm:
    assert party is not None, "it is a form of a party"
    notices = party.issued_notices
    there = {
        Right.HEARING: case.has_hearing_right(party.id),
        Right.NEW_EVIDENCE: bool(notices and notices.new_evidence),
    }
    return WaiverForm(
        **of_party(case, party),
        notice_number=notice_number(case, party),
        rights=tuple(right.zh for right in Right if there.get(right, True)),
        basis=cite(art(APL, "62")),
    )


class PowerOfAttorney(PartyForm):
    """授权委托书: who acts for the party, in what, and how far (行政处罚法 第64条第5项)."""

    kind: ClassVar[Any] = PaperForm.POWER_OF_ATTORNEY

    number: str = required("代理人人数")
    basis: str = required("依据")


def _power(case: Case, party: Party | None) -> PowerOfAttorney:
    return PowerOfAttorney(**of_party(case, party), number=AGENTS, basis=cite(art(APL, "64(5)")))


KINDS = (
    KindOfForm(PaperForm.STATEMENT_RECORD, StatementRecord, _statement),
    KindOfForm(PaperForm.EVIDENCE_RECEIPT, EvidenceReceipt, _receipt),
    KindOfForm(PaperForm.WAIVER, WaiverForm, _waiver),
    KindOfForm(PaperForm.POWER_OF_ATTORNEY, PowerOfAttorney, _power),
)
