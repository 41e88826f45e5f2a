"""What went over to the judiciary because a crime is suspected (移送司法机关), and what came back for whom."""

from collections.abc import Iterator
from datetime import date

from domain.bilingual import Titled
from domain.lengths import Line, Text, UpToFiles, UpToFindings, UpToParties
from domain.record import Computing, FileHash, Record


class CriminalOutcome(Titled):
    """With what a party comes back from the judiciary (司法机关的处理结果)."""

    NOT_FILED = "not_filed", "不予立案", "no criminal case filed"
    DROPPED = "dropped", "撤销案件", "criminal case dropped"
    NOT_PROSECUTED = "not_prosecuted", "不起诉", "not prosecuted"
    ACQUITTED = "acquitted", "宣告无罪", "acquitted"
    EXEMPTED = "exempted", "免予刑事处罚", "exempted from criminal punishment"
    FINED = "fined", "判处罚金（单处或者并处）", "criminal fine imposed, alone or with another punishment"
    PUNISHED = "punished", "判处刑罚，未判处罚金", "criminal punishment without a fine"


class CriminalResult(Record):
    """What the judiciary made of a party's acts, and the paper that says so."""

    parties: tuple[int, ...]
    outcome: CriminalOutcome
    organ: Line
    on: date
    proof: FileHash
    returned_on: date


class JudicialTransfer(Record):
    """Papers that went over: for which parties, acts and crime, to whom, on whose report."""

    document: int
    parties: UpToParties[int]
    findings: UpToFindings[str]
    organ: Line
    crime: Line
    reason: Text
    report: FileHash
    reported_on: date
    papers: UpToFiles[Line]
    decided_on: date
    by: str
    head: Line
    """The name of who approved it."""
    results: tuple[CriminalResult, ...] = ()

    @property
    def away(self) -> tuple[int, ...]:
        """The parties for whom nothing has come back."""
        back = {party for result in self.results for party in result.parties}
        return tuple(party for party in self.parties if party not in back)

    def result_of(self, party: int) -> CriminalResult | None:
        return next((result for result in self.results if party in result.parties), None)


class Judiciary(Computing):
    transfers: tuple[JudicialTransfer, ...] = ()

    def away(self, party: int) -> JudicialTransfer | None:
        """The transfer from which nothing has come back for a party."""
        return next((one for one in self.transfers if party in one.away), None)

    def fined_for(self, party: int) -> frozenset[str]:
        """The findings for which a court has fined a party."""
        return frozenset(finding for one in self._fining(party) for finding in one.findings)

    def _fining(self, party: int) -> Iterator[JudicialTransfer]:
        for one in self.transfers:
            result = one.result_of(party)
            if result and result.outcome is CriminalOutcome.FINED:
                yield one

    def with_transfer(self, transfer: JudicialTransfer, instead_of: tuple[int, ...]) -> "Judiciary":
        """Return it with another transfer, which takes the place of those whose letter lacked something."""
        kept = (one for one in self.transfers if one.document not in instead_of)
        return self.model_copy(update={"transfers": (*kept, transfer)})

    def with_result(self, result: CriminalResult) -> "Judiciary":
        """Return it with what came back, beside the transfer of each of the parties."""
        return self.model_copy(update={"transfers": tuple(_back(one, result) for one in self.transfers)})


def _back(transfer: JudicialTransfer, result: CriminalResult) -> JudicialTransfer:
    back = tuple(party for party in result.parties if party in transfer.away)
    if not back:
        return transfer
    own = result.model_copy(update={"parties": back})
    return transfer.model_copy(update={"results": (*transfer.results, own)})
