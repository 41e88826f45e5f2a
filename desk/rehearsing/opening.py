"""The invented standard case (标准的虚构案件): what an opening may leave out where a file says `base: standard`.

镇江示例食品有限公司 sold food with a false date of production; a fine of 120,000 yuan is proposed, which gives it the right
to a hearing. The days of the investigation keep their distance in days from the day of the opening.
"""

from datetime import date
from typing import Any, Final

_OPENS_ON: Final = date(2026, 5, 18)
_CODES: Final = (
    "91321102MA000TK11D",
    "91321102MA000TK2X5",
    "91321102MA000TK385",
    "91321102MA000TK460",
    "91321102MA000TK54T",
    "91321102MA000TK62M",
    "91321102MA000TK70G",
    "91321102MA000TK89D",
    "91321102MA000TK978",
)
"""Invented credit codes that pass both of their checks (GB 32100-2015, GB 11714), one a party."""
_DAYS: Final = {
    "accepted_on": date(2026, 3, 16),
    "act_from": date(2026, 1, 5),
    "act_to": date(2026, 2, 10),
    "discovered_on": date(2026, 3, 2),
    "investigation_ended_on": date(2026, 5, 15),
}
_PARTY: Final[dict[str, Any]] = {
    "kind": "organisation",
    "address": "镇江市京口区示例路18号",
    "contact": "0511-00000018",
    "representative": "沈示例",
    "proposal": {
        "penalties": [{"kind": "fine", "amount": "120000.00"}],
        "discretion": "ordinary",
        "reasons": "货值金额较大，未造成人身损害，无从轻、减轻情节",
        "to_correct": {"what": "停止销售并召回标注虚假生产日期的食品", "until": "2026-07-15"},
    },
}
_FINDING: Final = {
    "id": "F1",
    "text": "销售标注虚假生产日期的食品。",
    "nature": "经营标注虚假生产日期的食品的行为",
}
_CASE: Final[dict[str, Any]] = {
    "agency": "zj-market",
    "number": "2026-0001",
    "profile": "market+zhenjiang",
    "cause": "销售标注虚假生产日期的食品",
    "officers": ["officer-li", "officer-wang"],
    "evidence": [{"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1"]}],
    "basis": [
        {"id": "B1", "statute": "食品安全法", "article": "124.1(5)", "findings": ["F1"], "role": "punishing"},
        {"id": "B2", "statute": "食品安全法", "article": "34(10)", "findings": ["F1"], "role": "broken"},
    ],
    "complex_case": {"answer": False, "reason": "事实单一"},
    "influence": {"answer": False, "reason": "未引起社会关注"},
    "public_interest": {"answer": False, "reason": "不涉及重大公共利益"},
}


def standard(body: dict[str, Any], on: date) -> dict[str, Any]:
    """Return an opening with what it leaves out taken from the standard case, as if that were opened on this day.

    Each party is completed by itself; any other list stands as it is written, whole, and one of nobody stays so.
    """
    days = {name: (day + (on - _OPENS_ON)).isoformat() for name, day in _DAYS.items()}
    parties = [_party(given, number) for number, given in enumerate(body.get("parties", [{}]), start=1)]
    findings = [{**_FINDING, "parties": [*range(1, len(parties) + 1)]}]
    return {**_CASE, **days, "findings": findings, **body, "parties": parties}


def _party(given: Any, number: int) -> Any:
    """Complete a party; who is no organisation has an identifier of its own to give."""
    if not isinstance(given, dict):
        return given
    numbered = {"name": f"镇江示例食品有限公司{number}", "identifier": _CODES[(number - 1) % len(_CODES)]}
    return {**_PARTY, **numbered, **given}


def left_out(body: dict[str, Any]) -> list[str]:
    """Name the fields of the standard case that an opening leaves out."""
    names = [name for name in (*_CASE, *_DAYS, "findings", "parties") if name not in body]
    for place, party in enumerate(body.get("parties") or []):
        if isinstance(party, dict):
            names += [f"parties.{place}.{n}" for n in (*_PARTY, "name", "identifier") if n not in party]
    return names
