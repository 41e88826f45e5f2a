"""Who can be a party (当事人)."""

from domain.bilingual import Titled


class PartyKind(Titled):
    """Kind of party (当事人类型): thresholds, identifiers and modes of service differ by it."""

    CITIZEN = "citizen", "公民", "citizen"
    SOLE_TRADER = "sole_trader", "个体工商户", "sole trader"
    ORGANISATION = "organisation", "法人或者其他组织", "legal person or other organisation"
