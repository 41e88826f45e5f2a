"""Who may make which move, and with whom."""

import pytest

from domain.procedure import MOVES, Option, available
from domain.procedure.language import Moment, Sort
from tests.procedure.playing import DIRECTORY, shanghai
from tests.procedure.scene import SCAN, Scene, codes_of


def served() -> Scene:
    return Scene().open("2026-05-18").reviewed("2026-05-20").issued("2026-05-25").served("2026-06-01")


def acting(scene: Scene, party: str = "1", number: str = "2026-0001") -> Scene:
    return scene.known("party-demo", acts_for=(f"zj-market/{number}/{party}",))


SPOKEN = {"party": 1, "channel": "online", "received_at": "2026-06-02T09:00:00+08:00", "text": "请求从轻"}


@pytest.mark.parametrize(
    ("person", "move", "body"),
    [
        ("clerk-zhao", "submit_for_review", {}),
        ("officer-li", "assign_reviewer", {"reviewer": "reviewer-sun"}),
        ("officer-li", "record_sealing", {"document": 1, "file": "f", "scan": SCAN, "on": "2026-06-02"}),
        ("head-chen", "give_opinion", {"round": 1, "papers": "p", "verdict": "agree", "points": []}),
        ("officer-li", "impose", {"party": 1, "content": "c"}),
        ("officer-li", "acknowledge_filing", {"on": "2026-06-02"}),
        ("head-chen", "record_discussion", {}),
        (
            "clerk-zhao",
            "hold_hearing",
            {"parties": [1], "on": "2026-06-02", "attendance": ["x"], "record": SCAN},
        ),
        ("supervisor-wu", "close_case", {"form": SCAN}),
        ("officer-li", "adopt_rulebook", {"sha256": "s"}),
        ("operator-gu", "submit_for_review", {}),
        ("delivery-platform", "publicise", {"party": 1, "on": "2026-06-02", "where": "x"}),
    ],
)
def test_a_move_of_another_role_is_forbidden(person, move, body):
    scene = served()
    if move == "record_discussion":
        body = scene.discussion_body("2026-06-02")
    found = scene.judged("2026-06-02", person, move, **body)
    assert [(r.code, r.sort) for r in found] == [("RoleRequired", Sort.PERSON)]


def test_an_officer_of_the_agency_who_is_not_of_the_case_does_nothing_in_it():
    scene = served().known("officer-old", certificate_until=None)
    assert codes_of(scene, "2026-06-02", "officer-old", "submit_for_review") == {"RoleRequired"}


def test_the_head_of_another_agency_decides_nothing_here():
    scene = served().known("head-chen", agency="zj-ecology")
    (found,) = scene.judged("2026-06-02", "head-chen", "assign_reviewer", reviewer="reviewer-sun")
    assert found.code == "RoleRequired"
    assert found.cure.zh.startswith(
        "请由镇江市示例市场监督管理局（zj-market）的机关负责人、业务系统以本人身份办理"
    )


def test_to_somebody_of_the_agency_it_is_not_said_of_which_agency():
    (found,) = served().judged("2026-06-02", "officer-li", "assign_reviewer", reviewer="reviewer-sun")
    assert found.cure.zh.startswith("请由机关负责人、业务系统以本人身份办理")


def test_a_filing_clerk_of_an_office_that_does_not_supervise_the_agency_acknowledges_nothing():
    scene = served().known("filing-zhou", supervises=("zj-ecology",))
    assert codes_of(scene, "2026-06-02", "filing-zhou", "acknowledge_filing", on="2026-06-02") == {
        "RoleRequired"
    }


# The party


def test_a_party_speaks_for_itself():
    assert codes_of(acting(served()), "2026-06-02", "party-demo", "submit_statement", **SPOKEN) == set()


def test_a_party_of_another_case_does_not_speak_here():
    scene = acting(served(), number="2026-0009")
    assert codes_of(scene, "2026-06-02", "party-demo", "submit_statement", **SPOKEN) == {"RoleRequired"}


def test_a_party_does_not_speak_for_another_party():
    found = acting(served(), party="2").judged("2026-06-02", "party-demo", "submit_statement", **SPOKEN)
    assert [(r.code, r.sort) for r in found] == [("NotThisParty", Sort.PERSON)]


def test_a_party_makes_no_move_of_the_agency():
    assert codes_of(acting(served()), "2026-06-02", "party-demo", "submit_for_review") == {"RoleRequired"}


def test_a_party_cannot_send_in_a_letter_of_yesterday():
    """Else a late statement could be made timely by its own sender."""
    body = {**SPOKEN, "channel": "post", "posted_on": "2026-06-01"}
    assert codes_of(acting(served()), "2026-06-02", "party-demo", "submit_statement", **body) == {
        "OnlineToday"
    }
    assert codes_of(acting(served()), "2026-06-03", "party-demo", "submit_statement", **SPOKEN) == {
        "OnlineToday"
    }


def test_an_officer_records_what_came_on_paper_and_not_what_came_online():
    assert codes_of(served(), "2026-06-02", "officer-li", "submit_statement", **SPOKEN) == {"NotTheirChannel"}


def test_a_party_asks_for_a_hearing_online():
    body = {"party": 1, "channel": "online", "on": "2026-06-02", "text": "要求听证"}
    assert codes_of(acting(served()), "2026-06-02", "party-demo", "request_hearing", **body) == set()


# What is shown


def options(scene: Scene, person: str, when: str = "2026-06-02") -> dict[str, Option]:
    now = Moment(
        case=scene.case, actor=scene.people.get(person) or DIRECTORY.persons[person], at=shanghai(when)
    )
    return {o.move: o for o in available(now)}


def test_every_move_is_shown_with_what_bars_it():
    assert options(served(), "officer-li").keys() == MOVES.keys()


def test_a_move_of_another_role_is_shown_as_such():
    assert [r["code"] for r in options(served(), "officer-li")["assign_reviewer"].refusals] == [
        "RoleRequired"
    ]


def test_a_move_that_may_be_made_is_shown_free():
    assert options(served(), "officer-li")["submit_statement"].refusals == ()


def test_a_party_sees_free_only_what_it_may_do_for_itself():
    free = {m for m, o in options(acting(served()), "party-demo").items() if not o.refusals}
    said = {"submit_statement", "request_hearing", "waive"}
    assert free == said | {"appoint_agent", "confirm_address", "request_recusal"}


def test_what_is_shown_as_barred_is_refused_for_the_same_reasons():
    shown = {r["code"] for r in options(served(), "officer-li")["submit_for_review"].refusals}
    assert shown == codes_of(served(), "2026-06-02", "officer-li", "submit_for_review") != set()


def test_a_refusal_has_code_article_why_and_cure_in_both_languages():
    (refusal,) = options(served(), "officer-li")["assign_reviewer"].refusals
    assert refusal["article"] == "行政处罚法第五十八条"
    assert refusal["why"]["zh"] == "此操作须由本案的机关负责人、业务系统作出"
    assert refusal["why"]["en"] == "in this case this move belongs to: agency head, agency's own software"
    assert "--as" in refusal["cure"]["zh"]
    assert "--as" in refusal["cure"]["en"]


def test_an_unknown_party_is_malformed():
    found = served().judged("2026-06-02", "officer-li", "submit_statement", **{**SPOKEN, "party": 7})
    assert [(r.code, r.sort) for r in found] == [("UnknownParty", Sort.FORM)]


def test_a_move_for_several_parties_names_one_at_least():
    scene = served()
    body = {"parties": [], "note": "等候"}
    assert codes_of(scene, "2026-06-05", "officer-wang", "record_no_show", **body) == {"NoPartyNamed"}
