"""A case made by few words: each line of a test is one act, with the day on which it is done."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from demo.fitting import credit_code
from domain.canonical import sha256
from domain.case.documents import Document, DocumentKind
from domain.case.issuing import waiting_for_seal
from domain.case.parties import Party
from domain.case.people import Agency, Person
from domain.case.service import ReceiverKind
from domain.law.rulebook import Rulebook
from domain.procedure import deadlines
from domain.procedure.clocks.deadlines import Deadline
from tests.procedure.playing import DIRECTORY, EXAMPLES, Play, shanghai

OFFICERS = ("officer-li", "officer-wang")
SCAN = sha256(b"scan")
FINE = {"kind": "fine", "amount": "120000.00"}
LESS = {"kind": "fine", "amount": "90000.00"}
PLACE = "听述室"
IN_CHARGE = {"citizen": "himself", "sole_trader": "proprietor", "organisation": "legal_representative"}
"""Who receives for a party of each kind, where nothing else is said."""
MAIL_ROOM = dict.fromkeys(("办公室", "收发室", "值班室"), "mail_room")


def company(number: int = 1) -> dict[str, Any]:
    """A company to be fined 120,000 yuan, which gives it the right to a hearing."""
    opening = json.loads((EXAMPLES / "standard.json").read_text(encoding="utf-8"))["steps"][0]["body"]
    return {
        **opening["parties"][0],
        "name": f"镇江示例食品有限公司{number}",
        "identifier": credit_code(f"TK{number}"),
        "proposal": {"penalties": [FINE]},
    }


def opening(**changes: Any) -> dict[str, Any]:
    """The body of an opening that nothing stands against."""
    body = json.loads((EXAMPLES / "standard.json").read_text(encoding="utf-8"))["steps"][0]["body"]
    parties = changes.pop("parties", [company()])
    all_of_them = list(range(1, len(parties) + 1))
    findings = [{"id": "F1", "text": "销售标注虚假生产日期的食品。", "parties": all_of_them}]
    evidence = [{"id": "E1", "kind": "record", "title": "现场笔录", "proves": ["F1"]}]
    basis = [{"id": "B1", "statute": "食品安全法", "article": "125(2)", "findings": ["F1"]}]
    return {**body, "parties": parties, "findings": findings, "evidence": evidence, "basis": basis, **changes}


class Scene(Play):
    """One case of an agency whose persons are those of the demo directory."""

    def __init__(self, rules: Rulebook | None = None) -> None:
        super().__init__()
        self.rules = rules
        self.printer_away = False

    def _print(self, when: datetime) -> None:
        if not self.printer_away:
            super()._print(when)

    @property
    def state(self) -> Any:
        """The case, for a test that knows what is there."""
        return self.case

    def known(self, person: str, **changes: Any) -> "Scene":
        """Let the directory know a person otherwise."""
        found = self.person(person)
        assert found is not None, person
        self.people[person] = Person.model_validate({**dict(found), **changes})
        return self

    def agency(self, **changes: Any) -> "Scene":
        found = DIRECTORY.agency("zj-market")
        assert found is not None
        self.agencies["zj-market"] = Agency(**{**found.model_dump(), **changes})
        return self

    # The acts

    def open(self, when: str, **changes: Any) -> "Scene":
        self.do(when, "officer-li", "open_case", **opening(**changes))
        return self

    def reviewed(self, when: str, verdict: str = "agree") -> "Scene":
        """Submit, assign, and give the opinion."""
        self.do(when, "officer-li", "submit_for_review")
        if self.case.review.reviewer is None:
            self.do(when, "head-chen", "assign_reviewer", reviewer="reviewer-sun")
        return self.opinion(when, verdict)

    def opinion(self, when: str, verdict: str = "agree") -> "Scene":
        self.do(when, "reviewer-sun", "give_opinion", **self.opinion_body(verdict))
        return self

    def opinion_body(self, verdict: str = "agree") -> dict[str, Any]:
        last = self.case.review.last
        points = [
            {"heading": heading, "agreed": verdict == "agree" or place > 0, "finding": "已阅"}
            for place, heading in enumerate(self.case.rulebook.switches.checklist)
        ]
        return {
            "round": last.number if last else 1,
            "papers": self.case.papers_version,
            "verdict": verdict,
            "points": points,
        }

    def prepared(self, when: str, party: int = 1, **interview: Any) -> "Scene":
        plan = {"place": PLACE, "presider": "officer-wang", "recorder": "clerk-zhao"}
        timed = interview if {"at", "working_days_after_service"} & set(interview) else {}
        timed = timed or {"working_days_after_service": 4, "time": "09:00"}
        self.do(when, "officer-li", "prepare_notices", party=party, interview={**plan, **interview, **timed})
        return self

    def approved(self, when: str, party: int = 1) -> "Scene":
        notices = self.case.party(party).last_notices
        assert notices is not None
        contents = [self.document(number).content for number in notices.documents]
        self.do(when, "head-chen", "approve_notices", party=party, letter=contents[0], notice=contents[1])
        return self

    def sealed(self, when: str) -> "Scene":
        """Seal whatever waits for its seal."""
        for document in waiting_for_seal(self.case):
            body = {"document": document.id, "file": document.file, "scan": SCAN, "on": when[:10]}
            self.do(when, "clerk-zhao", "record_sealing", **body)
        return self

    def issued(self, when: str, party: int = 1, **interview: Any) -> "Scene":
        """Prepare, approve, seal and issue the notices of a party on one day."""
        self.prepared(when, party, **interview).approved(when, party).sealed(when)
        self.do(when, "clerk-zhao", "issue_notices", party=party)
        return self

    def service(self, on: str, party: int = 1, **changes: Any) -> dict[str, Any]:
        """A service by hand; who received it may be given as `relation`, in the words of the proof."""
        kind = changes.get("receiver_kind") or IN_CHARGE[self.case.party(party).kind]
        if said := changes.get("relation"):
            kind = next((k for k in ReceiverKind if k.zh.startswith(said)), None) or MAIL_ROOM.get(
                said, "authorised"
            )
        by_hand = {"mode": "direct", "on": on, "receiver": "沈示例", "receiver_kind": kind}
        return {**by_hand, "signed": True, "proof": SCAN, **changes}

    def served(self, when: str, party: int = 1, kind: DocumentKind | None = None, **changes: Any) -> "Scene":
        """Serve the notices, or the documents of a kind, by hand."""
        documents = self.to_serve(party, kind)
        self.do(
            when,
            "officer-li",
            "record_service",
            party=party,
            documents=documents,
            service=self.service(changes.pop("on", when[:10]), party, **changes),
        )
        return self

    def to_serve(self, party: int = 1, kind: DocumentKind | None = None) -> tuple[int, ...]:
        notices = self.case.party(party).last_notices
        if kind is None:
            assert notices is not None
            return notices.documents
        found = [d.id for d in self.case.documents.all if (d.kind, d.party, d.void) == (kind, party, False)]
        return (found[-1],)

    def attempted(
        self, when: str, failure: str, mode: str = "direct", party: int = 1, **changes: Any
    ) -> "Scene":
        body = {"party": party, "documents": self.to_serve(party), "mode": mode, "failure": failure}
        body |= {"on": when[:10], "by_whom": "李示例", "why": "未遇"}
        if failure == "whereabouts_unknown":
            body |= {"looked_for": ["address", "registrar"], "proof": SCAN}
        if failure == "refused":
            body["refused_by"] = IN_CHARGE[self.case.party(party).kind]
        self.do(when, "officer-li", "record_service_attempt", **{**body, **changes})
        return self

    def statement(self, when: str, party: int = 1, **changes: Any) -> "Scene":
        body = {"channel": "paper", "received_at": shanghai(when).isoformat(), "text": "请求从轻处罚。"}
        self.do(when, "officer-li", "submit_statement", party=party, **{**body, **changes})
        return self

    def told_of_evidence(self, when: str, *evidence: str, party: int = 1, served: bool = True) -> "Scene":
        """Tell a party of evidence that came after its notice; sealed and served on one day."""
        shown = {"shown": "台账复印件全部", "means": "复印件随本告知书送达"}
        body = {"party": party, "evidence": evidence or ("E2",), **shown}
        self.do(when, "officer-li", "notify_new_evidence", **body)
        if not served:
            return self
        return self.sealed(when).served(when, party, DocumentKind.NEW_EVIDENCE_NOTICE)

    def returned(self, when: str, *parties: int, **ground: Any) -> "Scene":
        """Give up the notices of parties for new ones; for an error of law, where no other ground is given."""
        body = {"error": "wrong_basis", "reason": "适用条款有误", **ground}
        by = {"together_with": "head-chen"}
        self.do(when, "officer-li", "return_to_notifying", parties=parties or (1,), **by, **body)
        return self

    def hearing_requested(self, when: str, party: int = 1, **changes: Any) -> "Scene":
        body = {"channel": "paper", "on": when[:10], "text": "要求听证。"}
        self.do(when, "officer-li", "request_hearing", party=party, **{**body, **changes})
        return self

    def waived(self, when: str, right: str, party: int = 1) -> "Scene":
        self.do(when, "officer-li", "waive", party=party, right=right, form=SCAN, on=when[:10])
        return self

    def interview(self, when: str, *points: str, parties: tuple[int, ...] = (1,), **changes: Any) -> "Scene":
        self.do(
            when,
            "officer-wang",
            "hold_interview",
            **self.interview_body(when, *points, parties=parties, **changes),
        )
        return self

    def interview_body(
        self, when: str, *points: str, parties: tuple[int, ...] = (1,), **changes: Any
    ) -> dict[str, Any]:
        return {
            "parties": parties,
            "together_with": "clerk-zhao",
            "on": when[:10],
            "place": PLACE,
            "attendance": ["沈示例"],
            "file_shown": True,
            "points": [{"party": parties[0], "text": text} for text in points],
            "record": SCAN,
            **changes,
        }

    def missed(self, when: str, party: int = 1) -> "Scene":
        self.do(when, "officer-wang", "record_no_show", parties=[party], note="等候一小时")
        return self

    def rescheduled(self, when: str, party: int = 1, served: bool = True, **new: Any) -> "Scene":
        """Set another time for the interview, seal and serve its notice on one day."""
        body = {"reason": "送达过晚", **new}
        self.do(when, "officer-li", "reschedule_interview", party=party, **body)
        self.sealed(when)
        return self.served(when, party, DocumentKind.INTERVIEW_RESCHEDULING) if served else self

    def hearing_body(self, on: str, parties: tuple[int, ...] = (1,), **changes: Any) -> dict[str, Any]:
        return {
            "parties": parties,
            "together_with": "head-chen",
            "on": on,
            "time": "09:30",
            "place": "听证室",
            "presider": "presider-he",
            "recorder": "clerk-zhao",
            **changes,
        }

    def hearing_notified(self, when: str, on: str, party: int = 1, served: bool = True) -> "Scene":
        """Notify, seal and serve on one day."""
        self.do(when, "presider-he", "notify_hearing", **self.hearing_body(on, (party,)))
        self.sealed(when)
        return self.served(when, party, DocumentKind.HEARING_NOTICE) if served else self

    def hearing_held(self, when: str, *points: str, party: int = 1) -> "Scene":
        said = [{"party": party, "text": text} for text in points]
        self.do(when, "presider-he", "hold_hearing", **self.held_body(when[:10], party, points=said))
        return self

    def held_body(self, on: str, party: int = 1, **changes: Any) -> dict[str, Any]:
        """A hearing at which the investigators put the evidence forward."""
        shown = {"put_forward": ["E1"], "questioned": "当事人没有异议"}
        return {"parties": [party], "on": on, "attendance": ["沈示例"], "record": SCAN, **shown, **changes}

    def hearing_ended(self, when: str, ground: str = "no_show", party: int = 1, **changes: Any) -> "Scene":
        self.do(when, "presider-he", "end_hearing", **self.ending_body(when[:10], ground, party, **changes))
        return self

    def ending_body(self, on: str, ground: str = "no_show", party: int = 1, **changes: Any) -> dict[str, Any]:
        said = {"parties": [party], "on": on, "ground": ground, "note": "等候一小时", "record": SCAN}
        return {**said, **changes}

    def hearing_withdrawn(self, when: str, party: int = 1, **changes: Any) -> "Scene":
        body = {"channel": "paper", "on": when[:10], "file": SCAN, **changes}
        self.do(when, "officer-li", "withdraw_hearing_request", party=party, **body)
        return self

    def hearing_reported(self, when: str, party: int = 1) -> "Scene":
        body = {"parties": [party], "on": when[:10], "opinion": "建议维持", "file": SCAN}
        self.do(when, "presider-he", "report_hearing", **body)
        return self

    def recheck_body(self, party: int = 1, *penalties: dict[str, Any]) -> dict[str, Any]:
        answers = [
            {"point": p.id, "outcome": "not", "reason": "理由不成立"}
            for p in self.case.party(party).unanswered
        ]
        told = [p.model_dump(mode="json") for p in self.case.party(party).proposal.penalties]
        return {
            "party": party,
            "together_with": "officer-wang",
            "answers": answers,
            "proposal": {
                "penalties": list(penalties) or told,
                "discretion": self.case.party(party).proposal.discretion,
            },
            "form": SCAN,
        }

    def rechecked(self, when: str, party: int = 1, *penalties: dict[str, Any]) -> "Scene":
        self.do(when, "officer-li", "recheck", **self.recheck_body(party, *penalties))
        return self

    def filed(self, when: str) -> "Scene":
        """File the interview report, and seal it."""
        self.do(when, "officer-li", "file_interview_report", together_with="head-chen", summary="听述情况")
        return self.sealed(when)

    def acknowledged(self, when: str) -> "Scene":
        self.do(when, "filing-zhou", "acknowledge_filing", on=when[:10])
        return self

    def discussion_body(self, on: str, **changes: Any) -> dict[str, Any]:
        return {
            "on": on,
            "place": "会议室",
            "chair": "head-chen",
            "attendees": ["head-chen", "head-zhang"],
            "reporters": ["officer-li"],
            "recorder": "clerk-zhao",
            "opinions": ["陈示例：同意", "张示例：同意"],
            "conclusion": "同意",
            "conclusions": [self.concluded(party) for party in self.case.undecided],
            "record": SCAN,
            **changes,
        }

    def concluded(self, party: Party, *penalties: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """What the heads conclude on a party: what is proposed, or these."""
        proposed = [p.model_dump(mode="json", exclude_none=True) for p in party.proposal.penalties]
        as_proposed = {"penalties": list(penalties) or proposed, "discretion": party.proposal.discretion}
        return {"party": party.id, **(changes if "ground" in changes else {**as_proposed, **changes})}

    def discussed(self, when: str) -> "Scene":
        self.do(when, "clerk-zhao", "record_discussion", **self.discussion_body(when[:10]))
        return self

    def decision_body(self, party: int = 1, *penalties: dict[str, Any], **changes: Any) -> dict[str, Any]:
        proposed = [p.model_dump(mode="json") for p in self.case.party(party).proposal.penalties]
        body = {
            "party": party,
            "outcome": "penalty",
            "penalties": list(penalties) or proposed,
            "findings": ["F1"],
            "basis": ["B1"],
            "statements_answered": "不予采纳，理由如复核意见",
        }
        if changes.get("outcome") == "no_penalty":
            body["penalties"] = []
            body["ground"] = "33(1)"
        if changes.get("outcome") == "not_established":
            body["penalties"] = []
            body["unproven_because"] = "现有证据不能证明"
        return {**body, **changes}

    def decision_prepared(
        self, when: str, party: int = 1, *penalties: dict[str, Any], **changes: Any
    ) -> "Scene":
        self.do(when, "officer-li", "prepare_decision", **self.decision_body(party, *penalties, **changes))
        return self

    def content(self, party: int = 1) -> str:
        prepared = self.case.party(party).prepared_decision
        assert prepared is not None
        return self.document(prepared.document).content

    def imposed(self, when: str, party: int = 1) -> "Scene":
        self.do(when, "head-chen", "impose", party=party, content=self.content(party))
        return self.sealed(when)

    # The stations of one company's case under market + zhenjiang in June 2026, each on the day of the one before it

    def to_heard(self, *penalties: dict[str, Any], party: int = 1) -> "Scene":
        """Served on Monday 06-01, interviewed on Friday 06-05, re-checked on Monday 06-08, terms over that day."""
        self.open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")
        return self.interview("2026-06-05", "请求从轻").rechecked("2026-06-08", party, *penalties)

    def to_discussed(self, *penalties: dict[str, Any]) -> "Scene":
        """Reviewed on 06-09, filed and acknowledged on 06-10, discussed on Thursday 06-11."""
        self.to_heard(*penalties).reviewed("2026-06-09").filed("2026-06-10").acknowledged("2026-06-10")
        return self.discussed("2026-06-11")

    def to_decided(self, *penalties: dict[str, Any]) -> "Scene":
        """Decided on Friday 06-12."""
        return self.to_discussed(*penalties).decision_prepared("2026-06-11").imposed("2026-06-12")

    # What the case says

    def document(self, number: int) -> Document:
        found = self.case.documents.get(number)
        assert found is not None, number
        return found

    def clocks(self, term: str, today: str, party: int | None = None) -> list[Deadline]:
        on = date.fromisoformat(today)
        return [d for d in deadlines(self.case, on) if d.term == term and (party is None or d.party == party)]

    def clock(self, term: str, today: str, party: int | None = None) -> Deadline:
        (found,) = self.clocks(term, today, party)
        return found

    def facts(self) -> Iterator[str]:
        return (entry.fact for entry in self.entries)


def codes_of(scene: Play, when: str, by: str, move: str, **body: Any) -> set[str]:
    """What refuses a move; a refused move leaves no trace."""
    scene.at(shanghai(when))
    before, entries = scene.case, list(scene.entries)
    found = scene.codes(when, by, move, **body)
    assert scene.case == before
    assert scene.entries == entries
    return found
