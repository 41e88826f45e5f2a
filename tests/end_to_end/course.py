"""A case that leaves the main line wherever it can: three companies, over six hundred days, more than three hundred moves.

It is played in memory, chapter by chapter; what was asked for on which day is kept, to be asked for again on the engine.
A move that is built later is one line in the chapter where it belongs.
"""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from demo.story import Step
from domain.case.documents import DocumentKind
from domain.case.people import Person
from domain.law.calendars import CalendarYear
from domain.law.rulebook import DEFAULT_CALENDAR, Rulebook, rulebook_for
from domain.law.tables.holidays import NOTICE_2026
from tests.procedure.scene import SCAN, Scene, company
from tests.procedure.test_issuer import THEIR_CLERK
from tests.procedure.test_second_review import ANOTHER
from tests.procedure.test_suspending import GROUND

NUMBER = "COURSE-1"
GUESTS: tuple[Person, ...] = (ANOTHER,)
"""Persons whom the example's directory lacks."""
WEEK = timedelta(days=7)
HEAD = {"together_with": "head-chen"}


def rules_with(day_off: date) -> Rulebook:
    """Return the rules with one more day off, as a later notice has it."""
    days = (*NOTICE_2026.days_off, day_off)
    year: CalendarYear = NOTICE_2026.model_copy(update={"notice": "虚构", "days_off": days, "invented": True})
    return rulebook_for("market+zhenjiang+demo", DEFAULT_CALENDAR.with_year(year))


class Course(Scene):
    """A scene that keeps what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = []
        self.rulebooks: dict[str, Rulebook] = {}
        """Those that were adopted, by their address."""
        self.people.update({person.id: person for person in GUESTS})

    def _make(self, instant: datetime, by: str, name: str, body: dict[str, Any]) -> None:
        super()._make(instant, by, name, body)
        # As it is written when it is sent: what a test has as a tuple or a word of its own is plain there.
        self.steps.append(Step(at=instant, by=by, move=name, body=json.loads(json.dumps(body))))

    def opinion(self, when: str, verdict: str = "agree") -> "Course":
        """Let it be given by whose it is: after the second review that is the second reviewer."""
        reviewer = self.case.review.reviewer
        assert reviewer is not None
        self.do(when, reviewer.id, "give_opinion", **self.opinion_body(verdict))
        return self

    def adopt(self, when: str, rules: Rulebook) -> None:
        self.rules = self.rulebooks[rules.sha256] = rules
        self.do(when, "operator-gu", "adopt_rulebook", sha256=rules.sha256)

    def newest(self, kind: DocumentKind) -> int:
        return [d.id for d in self.case.documents.all if d.kind is kind][-1]

    def sealed_by_office(self, when: str) -> None:
        """The supervising office seals its own document."""
        notice = self.document(self.newest(DocumentKind.FILING_CORRECTION_NOTICE))
        body = {"document": notice.id, "file": notice.file, "scan": SCAN, "on": when[:10]}
        self.do(when, THEIR_CLERK, "record_sealing", **body)


def played() -> Course:
    """Return the whole course, from the draft until it is closed for the second time."""
    scene = Course()
    for chapter in CHAPTERS:
        chapter(scene)
    return scene


# The chapters


def drafted(scene: Course) -> None:
    scene.open("2026-05-18", number=NUMBER, parties=[company(1), company(2), company(3)])
    scene.do("2026-05-18", "officer-li", "submit_for_review")
    scene.do("2026-05-18", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    scene.do("2026-05-19", "head-chen", "extend_review", days=5, reason="材料多")
    scene.opinion("2026-05-20", "correct")
    scene.do("2026-05-21", "head-chen", "order_second_review", reviewer=ANOTHER.id, disputed="计算无误")
    scene.opinion("2026-05-22")


def notified(scene: Course) -> None:
    for party in (1, 2, 3):
        scene.issued("2026-05-25", party)
    scene.do("2026-05-26", "head-chen", "suspend", ground=GROUND, reason="经营场所进水")
    scene.sealed("2026-05-26")
    scene.do("2026-05-29", "head-chen", "resume", reason="已恢复经营")
    scene.sealed("2026-05-29")
    scene.do("2026-05-29", "officer-wang", "request_recusal", person="officer-wang", ground="与当事人相识")
    decided = {"recusal": 1, "granted": False, "reason": "仅系相识，不影响公正执法"}
    scene.do("2026-05-29", "head-chen", "decide_recusal", **decided)
    scene.sealed("2026-05-29")
    scene.attempted("2026-05-29", "absent", party=1)
    for party in (1, 2, 3):
        scene.served("2026-06-01", party)


def heard(scene: Course) -> None:
    scene.adopt("2026-06-02", rules_with(date(2026, 10, 9)))
    scene.statement("2026-06-02", 1).statement("2026-06-02", 2)
    scene.hearing_requested("2026-06-03", 1).hearing_requested("2026-06-03", 2)
    scene.hearing_withdrawn("2026-06-04", 2)
    change = {"party": 3, "kind": "dissolution", "on": "2026-06-03", "proof": SCAN}
    scene.do("2026-06-04", "officer-li", "record_party_change", **change)
    scene.do("2026-06-05", "head-chen", "end_against_party", party=3, reason="已注销，无权利义务承受人")
    scene.sealed("2026-06-05")
    scene.interview("2026-06-05", "请求从轻", parties=(1, 2))
    piece = {"id": "E2", "kind": "document", "title": "台账", "proves": ["F1"], "obtained_on": "2026-06-08"}
    scene.do("2026-06-09", "officer-li", "add_evidence", evidence=piece, reason="补充")
    scene.told_of_evidence("2026-06-09", "E2", party=1)
    scene.returned("2026-06-09", 2)
    scene.hearing_notified("2026-06-10", "2026-06-23", 1)
    scene.do("2026-06-15", "head-chen", "extend", days=30, reason="案情复杂")
    scene.reviewed("2026-06-15").issued("2026-06-16", 2).served("2026-06-17", 2)
    scene.hearing_held("2026-06-23", "请求减轻").hearing_reported("2026-06-24")
    scene.interview("2026-06-26", "再次请求从轻", parties=(2,))
    for party in (1, 2):
        scene.rechecked("2026-06-29", party)


def filed(scene: Course) -> None:
    scene.reviewed("2026-06-30").filed("2026-07-01")
    scene.do("2026-07-02", "officer-li", "withdraw_filing", reason="补正笔录后重新报备")
    scene.filed("2026-07-02")
    scene.do("2026-07-03", "filing-zhou", "object_to_filing", on="2026-07-03", reason="笔录缺页")
    scene.do("2026-07-06", "officer-li", "answer_objection", answer="已补正笔录附件。")
    scene.do("2026-07-07", "filing-zhou", "lift_objection")


def decided(scene: Course) -> None:
    scene.discussed("2026-07-08")
    for party in (1, 2):
        scene.decision_prepared("2026-07-08", party, publish=True)
    for party in (1, 2):
        scene.imposed("2026-07-09", party)
    for party in (1, 2):
        scene.served("2026-07-10", party, DocumentKind.PENALTY_DECISION)
    for party in (1, 2):
        scene.do("2026-07-13", "officer-li", "publicise", party=party, on="2026-07-13", where="公示系统")
    scene.do("2026-07-13", "officer-li", "file_decision", **HEAD)
    scene.sealed("2026-07-13")
    asked = {"points": "缺少送达回证", "due_on": "2026-07-31"}
    scene.do("2026-07-14", "filing-zhou", "request_correction", **asked)
    scene.sealed_by_office("2026-07-14")
    scene.do("2026-07-15", "officer-li", "correct_decision_filing", **HEAD, corrected="已补附送达回证")
    scene.sealed("2026-07-15")
    scene.do("2026-07-16", "filing-zhou", "acknowledge_decision_filing", on="2026-07-16")


def more_time(scene: Course) -> None:
    """Party 2 is given time, first as a whole and then in sixteen monthly parts; party 1 asks for reconsideration."""
    applied = {"party": 2, "applied_on": "2026-07-20", "application": SCAN, "reason": "经济困难"}
    scene.do("2026-07-21", "head-chen", "defer_payment", **applied, until="2026-08-31")
    scene.sealed("2026-07-21").served("2026-07-22", 2, DocumentKind.DEFERRAL_DECISION)
    _remedy(scene, "2026-08-03", 1, "reconsideration", "2026-08-03")
    last_days = [*_last_days(2026, 9), *_last_days(2027, 1)]
    amounts = ["7000.00"] * 15 + ["15000.00"]
    parts = [{"until": str(day), "amount": amount} for day, amount in zip(last_days, amounts, strict=True)]
    scene.do("2026-08-24", "head-chen", "pay_by_instalments", **applied, instalments=parts)
    scene.sealed("2026-08-24").served("2026-08-25", 2, DocumentKind.DEFERRAL_DECISION)


def _last_days(year: int, first: int) -> list[date]:
    following = [date(year, month, 1) for month in range(first + 1, 13)] + [date(year + 1, 1, 1)]
    return [day - timedelta(days=1) for day in following]


def _remedy(
    scene: Course,
    when: str,
    party: int,
    kind: str,
    lodged_on: str,
    end: tuple[str, str] = ("", ""),
    **more: Any,
) -> None:
    body = {"party": party, "kind": kind, "lodged_on": lodged_on, "organ": "示例区人民法院", "proof": SCAN}
    if end[0]:
        body |= {"result": end[0], "ended_on": end[1], "ruling": SCAN}
    scene.do(when, "officer-li", "record_remedy", **body, **more)


def week_by_week(scene: Course) -> None:
    """Party 2 pays a little each Friday for sixty-eight weeks; letters come, addresses change, and the year's rules too."""
    for week in range(68):
        day = date(2026, 9, 4) + week * WEEK
        _week(scene, week, day)
        for due, happens in EVENTS.items():
            if day <= date.fromisoformat(due) < day + WEEK:
                happens(scene, due)


def _week(scene: Course, week: int, day: date) -> None:
    when = str(day)
    paid = {"party": 2, "on": when, "amount": "1750.00", "proof": SCAN}
    scene.do(when, "officer-li", "record_payment", **paid)
    letter = {"document_title": f"来信{week}", "dated": when, "origin": "当事人", "file": SCAN}
    scene.do(when, "officer-li", "add_document", **letter, reason="说明缴款情况")
    if week % 2:
        contact = {"record": "contact", "of": "2", "reads": f"镇江市示例路{week}号"}
        scene.do(when, "officer-li", "correct_record", **contact, reason="门牌变更")


def _reconsidered(scene: Course, when: str) -> None:
    _remedy(scene, when, 1, "reconsideration", "2026-08-03", ("upheld", "2026-10-09"))


def _sues(scene: Course, when: str) -> None:
    _remedy(scene, when, 1, "lawsuit", when)


def _the_other_sues(scene: Course, when: str) -> None:
    _remedy(scene, when, 2, "lawsuit", when)


def _new_rules(scene: Course, when: str) -> None:
    scene.adopt(when, rules_with(date(2026, 10, 10)))


def _suit_lost(scene: Course, when: str) -> None:
    _remedy(scene, when, 1, "lawsuit", "2026-10-20", ("upheld", when))


def _demanded(scene: Course, when: str) -> None:
    scene.do(when, "officer-li", "demand_payment", party=1, **HEAD)
    scene.sealed(when).served(when, 1, DocumentKind.PAYMENT_DEMAND)


def _before_the_court(scene: Course, when: str) -> None:
    asked = {"party": 1, "court": "镇江经济开发区人民法院", "statements": "未提出意见。"}
    scene.do(when, "officer-li", "apply_to_court", **asked, **HEAD)
    scene.sealed(when)


def _court_accepts(scene: Course, when: str) -> None:
    scene.do(when, "officer-li", "record_enforcement", party=1, step="accepted", on=when, ruling=SCAN)


def _court_ends(scene: Course, when: str) -> None:
    scene.do(when, "officer-li", "record_enforcement", party=1, step="ended", on=when, ruling=SCAN)


EVENTS: dict[str, Callable[[Course, str], None]] = {
    "2026-10-12": _reconsidered,
    "2026-10-14": _new_rules,
    "2026-10-20": _sues,
    "2026-12-02": _the_other_sues,
    "2027-03-05": _suit_lost,
    "2027-03-10": _demanded,
    "2027-03-29": _before_the_court,
    "2027-04-12": _court_accepts,
    "2027-11-15": _court_ends,
}
"""What happens meanwhile, on which day."""


def refunded(scene: Course) -> None:
    """The court varies the fine of party 2 when 119,000 of 120,000 are paid."""
    fine = [{"kind": "fine", "amount": "110000.00"}]
    _remedy(scene, "2027-12-22", 2, "lawsuit", "2026-12-02", ("varied", "2027-12-20"), penalties=fine)
    back = {"party": 2, "on": "2028-01-05", "amount": "9000.00", "proof": SCAN}
    scene.do("2028-01-05", "officer-li", "record_refund", **back)


def closed(scene: Course) -> None:
    scene.do("2028-01-21", "officer-li", "close_case", form=SCAN)


def reopened(scene: Course) -> None:
    """On the instant of its closing, at which it came to rest: the engine has forgotten it meanwhile."""
    scene.do("2028-01-21", "supervisor-wu", "reopen", reason="须补正卷宗")
    letter = {"document_title": "补正说明", "dated": "2028-02-01", "origin": "本机关", "file": SCAN}
    scene.do("2028-02-01", "officer-li", "add_document", **letter, reason="补正卷宗")
    scene.do("2028-02-02", "officer-li", "close_case", form=SCAN)


CHAPTERS: tuple[Callable[[Course], None], ...] = (
    drafted,
    notified,
    heard,
    filed,
    decided,
    more_time,
    week_by_week,
    refunded,
    closed,
    reopened,
)
