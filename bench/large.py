"""A case as large as the caps allow, told in one day: every party waives what it would else be waited for."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from bench.script import FIRST_DAY
from demo.fitting import credit_code
from demo.fitting import draft as fitted
from demo.story import paper
from domain.canonical import sha256

PARTIES, EVIDENCE = 100, 1_000
"""The caps (domain.lengths)."""
SCAN = paper("signed paper")

JSON = dict[str, Any]


class Step(NamedTuple):
    by: str
    move: str
    body: JSON


def draft(number: str, parties: int = PARTIES, evidence: int = EVIDENCE) -> JSON:
    """The example of a draft, with so many parties, each with a finding of its own, and so many pieces of evidence."""
    example = fitted(date.fromisoformat(FIRST_DAY), number)
    (party,), (finding,) = example["parties"], example["findings"]
    each = range(1, parties + 1)
    return {
        **example,
        "parties": [
            {**party, "name": f"{party['name']}{n}", "identifier": credit_code(f"TK{n}")} for n in each
        ],
        "findings": [{**finding, "id": f"F{n}", "parties": [n]} for n in each],
        "evidence": [
            {**example["evidence"][n % 2], "id": f"E{n}", "proves": [f"F{n % parties + 1}"]}
            for n in range(1, evidence + 1)
        ],
        "basis": [
            {**basis, "id": f"B{place}.{n}", "findings": [f"F{n}"]}
            for n in each
            for place, basis in enumerate(example["basis"], start=1)
        ],
    }


def steps(parties: int, papers: str, checklist: tuple[str, ...]) -> Iterator[Step]:
    """Yield the moves of a case from its review to the service of its decisions."""
    each, ids = range(1, parties + 1), count(1)
    yield from _review(1, papers, checklist)
    next(ids)  # of the opinion
    notices = {party: (next(ids), next(ids)) for party in each}
    for party in each:
        yield Step("officer-li", "prepare_notices", {"party": party, "interview": _INTERVIEW})
    for party, (letter, notice) in notices.items():
        approval = {"party": party, "letter": _content(letter), "notice": _content(notice)}
        yield Step("head-chen", "approve_notices", approval)
    for party, documents in notices.items():
        yield from map(_sealing, documents)
        yield Step("clerk-zhao", "issue_notices", {"party": party})
    for party, documents in notices.items():
        yield _service(party, *documents)
        next(ids)  # of its proof
    yield from _heard(each)
    yield from _review(2, papers, checklist)
    next(ids)
    yield from _reported(next(ids), proposal=parties + 1)
    decisions = {party: next(ids) for party in each}
    for party in each:
        yield Step("officer-li", "prepare_decision", _decision(party))
    for party, decision in decisions.items():
        yield Step("head-chen", "impose", {"party": party, "content": _content(decision)})
        yield _sealing(decision)
    for party, decision in decisions.items():
        yield _service(party, decision)


_INTERVIEW = {
    "working_days_after_service": 4,
    "time": "09:00",
    "place": "听述室",
    "presider": "officer-wang",
    "recorder": "clerk-zhao",
}


def _content(document: int) -> str:
    """What the bench's printer answers (bench.script)."""
    return sha256(f"content {document}".encode())


def _review(round_: int, papers: str, checklist: tuple[str, ...]) -> Iterator[Step]:
    yield Step("officer-li", "submit_for_review", {})
    if round_ == 1:
        yield Step("head-chen", "assign_reviewer", {"reviewer": "reviewer-sun"})
    points = [{"heading": heading, "agreed": True, "finding": "无异议"} for heading in checklist]
    opinion = {"round": round_, "papers": papers, "verdict": "agree", "points": points}
    yield Step("reviewer-sun", "give_opinion", opinion)


def _sealing(document: int) -> Step:
    file = sha256(f"{document}".encode())
    body = {"document": document, "file": file, "scan": sha256(SCAN), "on": FIRST_DAY}
    return Step("clerk-zhao", "record_sealing", body)


def _service(party: int, *documents: int) -> Step:
    service: JSON = {
        "mode": "direct",
        "on": FIRST_DAY,
        "receiver": "沈示例",
        "receiver_kind": "legal_representative",
    }
    service |= {"by_whom": "李示例、王示例", "signed": True, "proof": sha256(SCAN)}
    return Step("officer-li", "record_service", {"party": party, "documents": documents, "service": service})


def _heard(each: range) -> Iterator[Step]:
    for party in each:
        said = {"channel": "paper", "received_at": f"{FIRST_DAY}T09:00:00+08:00", "text": "请求从轻处罚。"}
        yield Step("officer-li", "submit_statement", {"party": party, **said})
    for party in each:
        for right in ("statement", "hearing", "interview"):
            waiver = {"party": party, "right": right, "form": sha256(SCAN), "on": FIRST_DAY}
            yield Step("officer-li", "waive", waiver)
    (proposal,) = (p["proposal"] for p in draft("", 1, 2)["parties"])
    for party in each:
        answer = {"point": "S1", "outcome": "not", "reason": "理由不成立"}
        recheck = {"answers": [answer], "form": sha256(SCAN)}
        yield Step("officer-li", "recheck", {"party": party, **recheck, "proposal": proposal})
    for number in each:
        yield Step("officer-wang", "confirm", {"proposal": number})


def _reported(report: int, *, proposal: int) -> Iterator[Step]:
    yield Step("officer-li", "file_interview_report", {"summary": "均不予采纳。"})
    yield Step("head-chen", "confirm", {"proposal": proposal})
    yield _sealing(report)
    yield Step("filing-zhou", "acknowledge_filing", {"on": FIRST_DAY})
    discussion = {"on": FIRST_DAY, "place": "会议室", "chair": "陈示例", "attendees": ["陈示例", "张示例"]}
    discussion |= {"recorder": "赵示例", "opinions": ["陈示例：同意", "张示例：同意"], "conclusion": "同意"}
    yield Step("clerk-zhao", "record_discussion", {**discussion, "record": sha256(SCAN)})


def _decision(party: int) -> JSON:
    (proposal,) = (p["proposal"] for p in draft("", 1, 2)["parties"])
    return {
        "party": party,
        "outcome": "penalty",
        "penalties": proposal["penalties"],
        "findings": [f"F{party}"],
        "basis": [f"B1.{party}", f"B2.{party}"],
        "statements_answered": "不予采纳，理由如复核意见",
    }
