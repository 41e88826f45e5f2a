"""Who can be a party (当事人)."""

from enum import StrEnum


class PartyKind(StrEnum):
    """Kind of party (当事人类型): thresholds, identifiers and modes of service differ by it."""

    CITIZEN = "citizen"
    SOLE_TRADER = "sole_trader"
    ORGANISATION = "organisation"

    @property
    def title_zh(self) -> str:
        return _TITLES[self]


_TITLES = {
    PartyKind.CITIZEN: "公民",
    PartyKind.SOLE_TRADER: "个体工商户",
    PartyKind.ORGANISATION: "法人或者其他组织",
}
