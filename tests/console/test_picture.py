"""The picture of the clocks (期限图): which day stands where, and what each stretch of a lane is."""

from datetime import date

from console.case.picture import LEFT, LONGEST, MOST_LANES, RIGHT, Kind, Picture, Scale, picture, to_draw
from domain.case.people import Role
from domain.law.rulebook import rulebook_for
from domain.law.terms import TermKey
from domain.law.traces import explain
from domain.procedure.clocks.courses import Course
from domain.procedure.clocks.deadlines import Deadline, State

RULES = rulebook_for("market+zhenjiang")
SERVED = date(
    2026, 2, 13
)  # Friday; the fifth working day is Friday, 27 February: the Spring Festival lies between


def course(start: date = SERVED, *, party: int = 1, extended_by: int = 0, **deadline: object) -> Course:
    term = RULES.term(TermKey.STATEMENT, start)
    trace = explain(term, start, RULES.calendar, extended_by=extended_by)
    plain = explain(term, start, RULES.calendar)
    now = Deadline(
        term=TermKey.STATEMENT,
        title="",
        party=party,
        start=start,
        last_day=trace.last_day,
        state=State.RUNNING,
        owner=Role.PARTY,
    ).model_copy(update=deadline)
    return Course(now, trace, plain.last_day if extended_by else None)


def drawn(*courses: Course, today: date = date(2026, 2, 24)) -> Picture:
    lanes = to_draw(one.deadline for one in courses)
    found = picture(courses, today, lanes)
    assert found is not None
    return found


def test_each_day_has_its_place_and_one_beyond_stands_at_the_edge():
    scale = Scale(date(2026, 6, 1), date(2026, 6, 30))  # 30 days on 600: twenty a day
    assert scale.x(date(2026, 6, 1)) == LEFT == 250
    assert scale.x(date(2026, 6, 2)) == 270
    assert scale.middle(date(2026, 6, 2)) == 280
    assert scale.x(date(2026, 6, 30)) == 830
    assert scale.x(date(2026, 8, 1)) == RIGHT == 850
    assert scale.x(date(2026, 5, 1)) == LEFT


def test_a_lane_shows_its_start_its_rest_days_and_its_last_day():
    found = drawn(course())
    # From the day before the service to the day after the last day: 17 days on 600.
    assert (found.scale.first, found.scale.last) == (date(2026, 2, 12), date(2026, 2, 28))
    (bar,) = found.lanes[0].bars
    assert bar.start == 302.9  # Friday 13 February, which is not counted
    assert bar.stretches == (
        (Kind.COUNTED, 320.6, 494.1),  # Saturday 14 (worked in exchange) to Friday 27 February
        (Kind.OFF, 355.9, 317.6),  # Sunday 15 to Monday 23 February
    )
    assert bar.last == 797.1  # Friday 27 February
    assert found.today_x == 691.2  # Tuesday 24 February


def test_what_an_extension_adds_is_drawn_apart():
    (bar,) = drawn(course(extended_by=2)).lanes[0].bars
    extended = [one for one in bar.stretches if one.kind is Kind.EXTENDED]
    assert len(extended) == 1  # from Saturday 28 February, which is worked, or the Monday after it
    assert extended[0].x > next(one for one in bar.stretches if one.kind is Kind.OFF).x


def test_a_term_that_ran_several_times_has_one_lane():
    found = drawn(course(), course(date(2026, 3, 20)), course(party=2))
    assert [(lane.party, len(lane.bars)) for lane in found.lanes] == [(1, 2), (2, 1)]


def test_while_the_case_stands_still_nothing_but_that_is_drawn():
    stopped = course(last_day=None, state=State.STOPPED)
    (bar,) = drawn(stopped).lanes[0].bars
    assert [one.kind for one in bar.stretches] == [Kind.STOPPED]


def test_a_provisional_last_day_is_drawn_between_its_bounds():
    open_end = course(
        last_day=None, earliest=date(2026, 2, 25), latest=date(2026, 2, 27), state=State.PROVISIONAL
    )
    (bar,) = drawn(open_end).lanes[0].bars
    assert (bar.stretches[-1].kind, bar.last) == (Kind.OPEN, None)


def test_what_ends_long_after_it_was_done_is_cut_and_says_so():
    met = course(last_day=date(2028, 2, 14), ended_on=date(2026, 2, 16), state=State.MET)
    found = drawn(met, course(party=2))
    assert (found.scale.last - found.scale.first).days <= LONGEST + 2
    assert [bar.cut for lane in found.lanes for bar in lane.bars] == [True, False]


def test_of_many_lanes_those_that_run_are_drawn_first():
    done = [course(party=p, ended_on=date(2026, 2, 16), state=State.MET) for p in range(1, MOST_LANES + 1)]
    running = course(party=MOST_LANES + 1)
    every = [one.deadline for one in (*done, running)]
    assert len(to_draw(every)) == MOST_LANES
    assert (TermKey.STATEMENT, MOST_LANES + 1) in to_draw(every)
    assert len(to_draw(every, every=True)) == MOST_LANES + 1
