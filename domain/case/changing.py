"""What changed about a party while its case is open (当事人变更): shown by a paper, never by hearsay."""

from datetime import date

from domain.bilingual import Titled
from domain.lengths import Code, Line
from domain.record import FileHash, Record


class ChangeKind(Titled):
    """What changed about a party (当事人变更情形)."""

    DEATH = "death", "死亡", "death"
    DISSOLUTION = "dissolution", "终止且无权利义务承受人", "end without a successor"
    SUCCESSION = (
        "succession",
        "合并、分立等由承受人承受权利义务",
        "a successor took its rights and duties over (merger, division)",
    )
    NEW_NAME = "new_name", "名称变更", "new name"
    REPRESENTATIVE = (
        "representative",
        "法定代表人或者监护人变更",
        "new legal representative or guardian",
    )
    NEW_ADDRESS = "new_address", "住所变更", "new address"


OF_THE_END = frozenset({ChangeKind.DEATH, ChangeKind.DISSOLUTION})
"""After these there is nobody left to be decided on."""


class PartyChange(Record):
    """One change of a party, and what it was called before."""

    kind: ChangeKind
    on: date
    recorded_on: date
    proof: FileHash
    name: Line = ""
    identifier: Code = ""
    address: Line = ""
    representative: Line = ""
    was: Line = ""
    """The name that it had before."""

    @property
    def given(self) -> dict[str, str]:
        """What is new, by the field of the party that it changes."""
        fields = {
            "name": self.name,
            "identifier": self.identifier,
            "address": self.address,
            "representative": self.representative,
        }
        return {field: value for field, value in fields.items() if value}

    @property
    def outdated(self) -> dict[str, str]:
        """What is not known any more: the number and the licence on record are those of who was there before."""
        number = {"representative_identifier": ""} if self.representative else {}
        return number | ({"licence": ""} if self.kind is ChangeKind.SUCCESSION else {})
