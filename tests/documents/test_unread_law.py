"""A document without a preview that prints law which nobody has read is not made, until a lawyer lets the law be applied.

Rows and acts are those of the tables: the decision filing rests on a copy (V2, checked on 2026-11-23), the ordinance on
supervision was read by nobody (V2, 2026-11-23).
"""

from datetime import date, datetime
from pathlib import Path

import pytest

from documents.kinds import compose
from documents.resting import INVENTED, stoppable, stopping, unconfirmed
from domain.case.documents import Document, DocumentKind, DocumentState
from domain.law.profiles import FOLDER
from domain.law.rulebook import Rulebook, rulebook_for
from domain.procedure.work import waiting
from installation.document_examples import DocumentExamples
from tests.procedure.playing import Play
from tests.procedure.scene import Scene

from .printing import PrintedPlay

FILING = "决定备案期限，《江苏省行政处罚听证程序规则》"
ORDINANCE = "所引条文，《行政执法监督条例》"
ON = date(2026, 6, 15)


class Printed(PrintedPlay, Scene):
    """A scene that gets the real printer when its decision is made: what came before is told in few words."""

    is_real = False

    def _print(self, when: datetime) -> None:
        (PrintedPlay if self.is_real else Play)._print(self, when)


def answered(folder: Path, row: str, day: str = "2026-11-24", *, holds: bool = True) -> Rulebook:
    """The rules of an office whose lawyer answered about a row."""
    said = f'question = "是否适用？"\nrow = "{row}"\nholds = {str(holds).lower()}\nopinion = "…"\nwho = "某律师"\nday = {day}\n'
    (folder / "own.toml").write_text(f'title = "本局"\nlayer = true\n[[confirmed]]\n{said}', encoding="utf-8")
    return rulebook_for("market+zhenjiang+own", folder=folder)


def filed(typesetter, rules: Rulebook) -> Printed:
    """A case whose decision was filed, on Monday 2026-06-15."""
    scene = Printed(typesetter)
    scene.rules = rules
    scene.to_decided()
    scene.is_real = True
    scene.do("2026-06-15", "officer-li", "file_decision", together_with="head-chen")
    return scene


def of_kind(scene: Scene, kind: DocumentKind) -> Document:
    return next(d for d in scene.case.documents.all if d.kind is kind)


def report(scene: Scene) -> Document:
    return of_kind(scene, DocumentKind.DECISION_FILING_REPORT)


@pytest.mark.parametrize("profile", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_every_profile_that_comes_with_the_programme_stops_such_documents(profile):
    switches = rulebook_for(profile).switches
    assert switches.unread_law_stops
    assert "unread_law_stops" in switches.assumed


def test_a_row_that_nobody_read_stops_the_report_and_is_named(typesetter):
    scene = filed(typesetter, rulebook_for("market+zhenjiang"))
    assert report(scene).state is DocumentState.INCOMPLETE
    assert report(scene).gaps == (f"待律师确认：{FILING}",)
    assert (report(scene).number, report(scene).file) == ("", "")


def test_what_waits_for_a_lawyer_is_work_of_the_officer_and_of_an_operator_with_its_cure(typesetter):
    scene = filed(typesetter, rulebook_for("market+zhenjiang"))
    asks, adopts = (w for w in waiting(scene.case, ON) if w.move == "adopt_rulebook")
    assert (asks.role, asks.since) == ("officer", ON)
    assert (adopts.role, adopts.since) == ("operator", ON)
    assert asks.title == adopts.title
    assert asks.title == (
        "《重大行政处罚决定备案报告》不能定稿，请律师确认后写入程序规定的 [[confirmed]]，"
        f"由运维人员采用（tingshu law adopt）：{FILING}"
    )


def test_a_row_that_a_lawyer_confirmed_lets_the_report_be_made(typesetter, tmp_path):
    scene = filed(typesetter, answered(tmp_path, "terms.decision_filing"))
    assert report(scene).state is DocumentState.FINAL
    assert scene.incomplete == []


@pytest.mark.parametrize(("day", "made"), [("2026-11-22", False), ("2026-11-23", True), ("2026-11-24", True)])
def test_a_confirmation_older_than_the_wording_of_its_row_lets_nothing_be_made(
    typesetter, tmp_path, day, made
):
    """The row was last checked on Monday 2026-11-23: who answered before has not seen its words."""
    scene = filed(typesetter, answered(tmp_path, "terms.decision_filing", day))
    assert (report(scene).state is DocumentState.FINAL) is made


def test_an_answer_that_it_may_not_be_applied_lets_nothing_be_made(typesetter, tmp_path):
    scene = filed(typesetter, answered(tmp_path, "terms.decision_filing", holds=False))
    assert report(scene).unconfirmed == (FILING,)


def test_a_stopped_document_is_made_once_the_answer_is_adopted(typesetter, tmp_path):
    scene = filed(typesetter, answered(tmp_path, "terms.publicise"))
    assert report(scene).unconfirmed == (FILING,)
    scene.rules = answered_anew(tmp_path, "terms.decision_filing")
    scene.do("2026-06-17", "operator-gu", "adopt_rulebook", sha256=scene.rules.sha256)
    made = report(scene)
    assert (made.state, made.gaps, str(made.ordered_on)) == (DocumentState.FINAL, (), "2026-06-17")
    assert made.number
    assert not [w for w in waiting(scene.case, date(2026, 6, 17)) if w.move == "adopt_rulebook"]


def test_an_answer_about_something_else_leaves_it_stopped(typesetter, tmp_path):
    scene = filed(typesetter, answered(tmp_path, "terms.publicise"))
    scene.rules = answered_anew(tmp_path, "terms.payment")
    scene.do("2026-06-17", "operator-gu", "adopt_rulebook", sha256=scene.rules.sha256)
    assert report(scene).unconfirmed == (FILING,)
    assert report(scene).number == ""


def answered_anew(folder: Path, row: str) -> Rulebook:
    """The same office, in whose profile the answer to another question was written since."""
    later = folder / "later"
    later.mkdir()
    return answered(later, row)


def supervised(rules: Rulebook) -> tuple[Scene, Document]:
    scene = Scene(rules).open("2026-05-18")
    scene.do(
        "2026-05-20",
        "supervisor-wu",
        "issue_supervision_notice",
        form="supervision_urging",
        problem="逾期",
        demand="办结",
    )
    return scene, of_kind(scene, DocumentKind.SUPERVISION_URGING)


def test_an_act_that_nobody_read_stops_what_cites_it_and_an_assumption_of_ours_does_not():
    """The ten working days to answer in are assumed (A), and no law: nobody need read it."""
    scene, urging = supervised(rulebook_for("market+zhenjiang"))
    content = compose(scene.case, urging)
    assert stopping(scene.case, urging, content) == (f"待律师确认：{ORDINANCE}",)
    assert len(unconfirmed(scene.case, urging, content)) == 2


def test_an_act_that_a_lawyer_let_be_cited_stops_nothing(tmp_path):
    scene, urging = supervised(answered(tmp_path, "acts.行政执法监督条例"))
    assert stopping(scene.case, urging, compose(scene.case, urging)) == ()


def test_rules_that_were_adopted_before_there_was_the_switch_stop_nothing():
    rules = rulebook_for("market+zhenjiang")
    switches = rules.switches.model_copy(update={"unread_law_stops": False})
    scene, urging = supervised(rules.model_copy(update={"switches": switches}))
    assert stopping(scene.case, urging, compose(scene.case, urging)) == ()


def test_what_rests_on_an_invented_confirmation_is_made_and_says_so_in_its_preview():
    rules = rulebook_for("market+zhenjiang+demo")
    scene = Scene(rules).open("2026-05-18").reviewed("2026-05-20").prepared("2026-05-20")
    notice = of_kind(scene, DocumentKind.PENALTY_NOTICE)
    content = compose(scene.case, notice)
    (said,) = unconfirmed(scene.case, notice, content)
    assert said.startswith("听证的数额标准（罚款），《市场监督管理行政处罚听证办法》")
    assert said.endswith(INVENTED)
    assert stopping(scene.case, notice, content) == ()


def test_what_cannot_be_made_under_a_profile_is_known_before_there_is_a_case():
    found = stoppable(rulebook_for("market+zhenjiang"), ON, DocumentExamples())
    assert found[DocumentKind.DECISION_FILING_REPORT] == (FILING,)
    assert found[DocumentKind.SUPERVISION_URGING] == (ORDINANCE,)
    assert DocumentKind.PENALTY_DECISION not in found


def test_what_another_place_cites_for_the_same_term_stops_nothing_here():
    found = stoppable(rulebook_for("market"), ON, DocumentExamples())
    assert DocumentKind.DECISION_FILING_REPORT not in found


def test_under_rules_that_are_confirmed_everything_can_be_made():
    assert stoppable(rulebook_for("market+zhenjiang+demo"), ON, DocumentExamples()) == {}
