"""Steps fire in business time: never while the desk is closed, a warning before its deadline."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sportello.catalog import load
from sportello.catalog.model import Catalog, Escalation, EscalationStep, Text
from sportello.sla import Ticket, deadlines, facts_of
from sportello.sla.escalation import (
    ScheduledEscalation,
    escalations_from_opening,
    escalations_of,
    scheduled,
)
from sportello.sla.fire_time import Promise, fire_time, fire_times
from sportello.worktime import Calendar, Duration, DurationKind

Write = Callable[..., Path]
ROME = ZoneInfo("Europe/Rome")
OFFICE = {
    "timezone": "Europe/Rome",
    "week": {"mon-fri": ["09:00-13:00", "14:00-18:00"]},
    "holidays": ["listed"],
}
HOLIDAYS = {"listed": {"dates": ["2026-01-06", "--12-25"]}}


def office() -> Calendar:
    return Calendar.from_spec(OFFICE, "office", HOLIDAYS)


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


def promise(start: str, within: str) -> Promise:
    calendar, length = office(), Duration.parse(within)
    begin = rome(start)
    return Promise(calendar, begin, calendar.due(begin, length), length)


def step(key: str, value: str, *, round_the_clock: bool = False) -> EscalationStep:
    length = None if key == "at" else Duration.parse(value)
    return EscalationStep(
        at=value if key == "at" else None,
        before=length if key == "before" else None,
        after=length if key == "after" else None,
        to=("staff",),
        round_the_clock=round_the_clock,
    )


def fired(each: EscalationStep, of: Promise) -> datetime:
    found = fire_time(each, of)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("start", "within", "key", "value", "at"),
    [
        # 40 business hours from Friday 17:00 are due on the Friday after at 17:00.
        ("2026-01-09T17:00", "40 business hours", "at", "80 %", "2026-01-15T17:00"),
        ("2026-01-09T17:00", "40 business hours", "at", "100%", "2026-01-16T17:00"),
        ("2026-01-09T17:00", "4 business hours", "before", "1 business hour", "2026-01-12T11:00"),
        # Over the lunch break, the night, the weekend and a holiday.
        ("2026-01-09T12:00", "2 business hours", "before", "90 business minutes", "2026-01-09T12:30"),
        ("2026-01-09T16:00", "3 business hours", "before", "2 business hours", "2026-01-09T17:00"),
        ("2026-01-05T17:00", "2 business hours", "after", "8 business hours", "2026-01-08T10:00"),
        # Days are working days, at the same time of day.
        ("2026-01-09T10:00", "2 business hours", "after", "2 working days", "2026-01-13T12:00"),
        ("2026-01-08T10:00", "12 business hours", "before", "1 working day", "2026-01-08T15:00"),
        ("2026-01-02T10:00", "20 business hours", "before", "1 working day", "2026-01-05T15:00"),
        ("2026-01-02T10:00", "20 business hours", "before", "0 working days", "2026-01-07T15:00"),
        # Working days as the promise: 80 % of the business hours they hold.
        ("2026-01-12T09:00", "4 working days", "at", "50 %", "2026-01-14T14:00"),
        # Round the clock, as it is written, where the desk is open.
        ("2026-01-12T09:00", "30 hours", "before", "2 hours", "2026-01-13T14:00"),
        ("2026-01-12T09:00", "10 hours", "at", "50 %", "2026-01-12T14:00"),
        ("2026-01-12T09:00", "1 calendar day", "after", "30 minutes", "2026-01-13T09:30"),
    ],
)  # fmt: skip
def test_step_is_counted_in_the_calendar_of_its_target(
    start: str, within: str, key: str, value: str, at: str
) -> None:
    assert fired(step(key, value), promise(start, within)) == rome(at)


def test_complaint_14_no_warning_at_midnight_or_on_a_weekend() -> None:
    # 72 hours round the clock from Thursday noon are due on Sunday at noon.
    weekend = promise("2026-01-15T12:00", "72 hours")
    late, instant, why = fire_time(step("after", "1 hour"), weekend) or pytest.fail(
        "it never fires"
    )
    assert (late, instant) == (rome("2026-01-19T09:00"), rome("2026-01-18T13:00"))
    assert why == "1 hour after the deadline; closed then, so at the next opening"
    # 50 % is Saturday at midnight: the opening after it is too late, so Friday before closing.
    warned, instant, why = fire_time(step("at", "50 %"), weekend) or pytest.fail("it never fires")
    assert instant == rome("2026-01-17T00:00")
    assert warned == rome("2026-01-16T17:00")
    assert why == "50 % of 72 hours; closed from then until the deadline, so before closing"
    # Less than an hour before Sunday noon is as much before Friday's closing.
    assert fired(step("before", "2 hours"), weekend) == rome("2026-01-16T17:00")
    assert fired(step("before", "10 minutes"), weekend) == rome("2026-01-16T17:50")


def test_complaint_14_level_at_closing_waits_for_the_next_opening() -> None:
    of = promise("2026-01-09T14:00", "4 business hours")
    assert of.due == rome("2026-01-09T18:00")
    assert fired(step("after", "8 business hours"), of) == rome("2026-01-13T09:00")
    # A step that may fire round the clock does not wait.
    around = step("after", "2 hours", round_the_clock=True)
    assert fired(around, of) == rome("2026-01-09T20:00")


def test_warning_longer_than_its_target_fires_at_the_opening_and_says_so() -> None:
    of = promise("2026-01-12T10:00", "1 business hour")
    at, instant, why = fire_time(step("before", "4 business hours"), of) or pytest.fail(
        "it never fires"
    )
    assert (at, instant) == (of.start, rome("2026-01-09T16:00"))
    assert why.endswith("which lies before the opening of the ticket, so at its opening")


@pytest.mark.parametrize(
    ("start", "within", "at", "words"),
    [
        # The ticket comes on Saturday at 10 and is due at 14: nobody is there in between.
        ("2026-01-17T10:00", "4 hours", "2026-01-19T09:00", "until after the deadline"),
        # Due on Saturday at 14, opened on Friday at 17:50: there are ten minutes to warn in.
        ("2026-01-16T17:50", "1210 minutes", "2026-01-16T17:50", "so before closing"),
        # Due on Monday at 08:00, opened on Saturday: the desk opens at 9.
        ("2026-01-17T08:00", "48 hours", "2026-01-19T09:00", "until after the deadline"),
    ],
)
def test_warning_where_the_desk_is_hardly_open(
    start: str, within: str, at: str, words: str
) -> None:
    of = promise(start, within)
    found, _, why = fire_time(step("at", "50 %"), of) or pytest.fail("it never fires")
    assert found == rome(at)
    assert words in why


def test_ticket_before_the_first_opening_is_warned_of_from_that_opening_on() -> None:
    # Friday 07:00, due on Friday at 20:00: 99 % is 19:52, so a few minutes before 18:00.
    of = promise("2026-01-16T07:00", "13 hours")
    assert fired(step("at", "99 %"), of) > rome("2026-01-16T17:45")
    # Sunday 20:00 to Monday 09:30: the warning at 50 % waits for the opening at 9.
    night = promise("2026-01-18T20:00", "810 minutes")
    assert fired(step("at", "50 %"), night) == rome("2026-01-19T09:00")


def test_step_that_names_no_instant_never_fires() -> None:
    of = promise("2026-01-12T10:00", "4 business hours")
    assert fire_time(EscalationStep(to=("staff",)), of) is None
    opening = Promise(of.calendar, of.start, of.start, None)
    assert fire_time(step("at", "80 %"), opening) is None
    assert fire_time(step("before", "1 hour"), opening) is None


def test_clock_put_back_does_not_confuse_before_and_after() -> None:
    night = Calendar.from_spec({"timezone": "Europe/Rome", "week": {"mon-sun": "00:00-24:00"}})
    start = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # 02:50, before the clocks go back
    due = night.due(start, timedelta(minutes=20))  # 02:10, after it
    of = Promise(night, start, due, Duration.parse("20 business minutes"))
    at, _, why = fire_time(step("before", "10 business minutes"), of) or pytest.fail(
        "it never fires"
    )
    assert at.astimezone(UTC) == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    assert why == "10 business minutes before the deadline"


CATALOG = """
teams:
  second: {name: Second level, provider: acme, level: 2}
escalations:
  slow:
    when: {tag: [critical]}
    target: first_response
    steps:
      - {after: 8 business hours, to: [management], by: [mail, mobile]}
      - {at: 50 %, to: [staff]}
      - {before: 10 business minutes, to: [lead], teams: [second]}
      - {after: 1 business minute, to: [requester]}
    statement: Slow
  other:
    when: {channel: [phone]}
    target: first_response
    steps: [{at: 90 %, to: [staff]}]
    statement: Other
  long:
    steps:
      - {after: 3 working days, to: [lead]}
      - {after: 1 working day, to: [staff]}
    statement: Long
"""
TEAMS, _, ESCALATIONS = CATALOG.partition("escalations:")


def small(catalog_at: Write) -> Catalog:
    root = catalog_at(("sla.yaml", "policies:", f"escalations:{ESCALATIONS}policies:"), teams=TEAMS)
    loaded = load(root)
    assert not loaded.findings
    return loaded.catalog


def audiences(steps: Sequence[ScheduledEscalation]) -> list[tuple[str, str]]:
    return [(each.step.to[0], f"{each.at:%a %H:%M}") for each in steps]


def test_complaint_15_several_levels_go_to_different_people_in_order(catalog_at: Write) -> None:
    catalog = small(catalog_at)
    ticket = Ticket("pump", datetime(2026, 1, 9, 17, 30))
    (deadline,) = deadlines(catalog, ticket).deadlines
    facts = facts_of(catalog, ticket, ticket.opened.date())
    steps = escalations_of(catalog, facts, deadline)
    # One business hour from Friday 17:30 is due on Monday at 08:30.
    assert audiences(steps) == [
        ("staff", "Mon 08:00"),  # 50 % is Friday's closing
        ("lead", "Mon 08:20"),
        ("requester", "Mon 08:31"),
        ("management", "Mon 16:30"),
    ]
    assert [each.number for each in steps] == [2, 3, 4, 1]
    assert steps[1].step.teams == ("second",)
    assert steps[0].moved_from == datetime(2026, 1, 9, 18, tzinfo=ROME)
    assert steps[1].moved_from is None


def test_escalation_without_target_counts_from_the_opening(catalog_at: Write) -> None:
    catalog = small(catalog_at)
    ticket = Ticket("wiki", datetime(2026, 1, 9, 17, 30))
    facts = facts_of(catalog, ticket, ticket.opened.date())
    office_hours = catalog.calendars["office"]
    steps = escalations_from_opening(catalog, facts, office_hours, ticket.opened)
    assert audiences(steps) == [("staff", "Mon 17:30"), ("lead", "Wed 17:30")]
    assert steps[0].why == "1 working day after the opening of the ticket"
    (deadline,) = deadlines(catalog, ticket).deadlines
    assert escalations_of(catalog, facts, deadline) == ()


def test_steps_that_wait_for_one_opening_keep_their_order(catalog_at: Write) -> None:
    catalog = small(catalog_at)
    ticket = Ticket("pump", datetime(2026, 1, 9, 17, 30), channel="phone")
    (deadline,) = deadlines(catalog, ticket).deadlines
    facts = facts_of(catalog, ticket, ticket.opened.date())
    order = [(each.escalation, each.number) for each in escalations_of(catalog, facts, deadline)]
    assert order == [("slow", 2), ("slow", 3), ("other", 1), ("slow", 4), ("slow", 1)]


def test_step_round_the_clock_does_not_hold_up_those_that_wait() -> None:
    weekend = promise("2026-01-15T12:00", "72 hours")  # due on Sunday at noon
    steps = (
        step("at", "60 %", round_the_clock=True),
        step("at", "70 %"),
        step("at", "50 %"),
        EscalationStep(to=("staff",)),
    )
    slow = Escalation(target="resolution", steps=steps, statement=Text("Slow"))
    found = scheduled({"slow": slow}, weekend)
    assert [(each.number, each.at) for each in found] == [
        (3, rome("2026-01-16T17:00")),
        (2, rome("2026-01-16T17:00")),
        (1, rome("2026-01-17T07:12")),
    ]


# ---- Properties ---------------------------------------------------------------------------

WEEKS = (
    {"mon-fri": ["09:00-13:00", "14:00-18:00"]},
    {"mon-sat": "08:00-20:00"},
    {"mon-fri": "22:00-06:00"},
    {"tue": "10:00-11:00", "fri": "16:00-24:00"},
    {"mon-sun": "00:00-24:00"},
)
ZONES = ("Europe/Rome", "America/New_York", "Pacific/Apia")
LENGTHS = st.one_of(
    st.builds("{} business minutes".format, st.integers(1, 5000)),
    st.builds("{} minutes".format, st.integers(1, 8000)),
    st.builds("{} working days".format, st.integers(1, 6)),
).map(Duration.parse)
STEPS = st.one_of(
    st.builds(lambda percent: EscalationStep(at=f"{percent} %", to=("staff",)), st.integers(1, 99)),
    st.builds(lambda length: EscalationStep(before=length, to=("staff",)), LENGTHS),
    st.builds(lambda length: EscalationStep(after=length, to=("staff",)), LENGTHS),
)


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    calendar = Calendar.from_spec(
        {
            "timezone": draw(st.sampled_from(ZONES)),
            "week": draw(st.sampled_from(WEEKS)),
            "holidays": ["listed"],
        },
        holidays={"listed": {"dates": ["2026-03-31", "2026-10-26"]}},
    )
    begin = datetime(2026, draw(st.sampled_from((3, 10))), 20, tzinfo=UTC)
    start = begin + timedelta(minutes=draw(st.integers(0, 14 * 1440)))
    within = draw(LENGTHS)
    return Promise(calendar, start, calendar.due(start, within), within)


@given(promises(), STEPS)
def test_no_step_fires_while_the_desk_is_closed(of: Promise, each: EscalationStep) -> None:
    assert of.calendar.is_open(fired(each, of))


@given(promises(), STEPS)
def test_warning_comes_before_the_deadline_and_the_next_level_after(
    of: Promise, each: EscalationStep
) -> None:
    at = fired(each, of).astimezone(UTC)
    due = of.due.astimezone(UTC)
    assert at >= of.start
    if each.after is not None:
        assert at >= due
    elif any(of.calendar.intervals(of.start, due)):  # else nobody is there to be warned
        assert at <= due


@given(promises(), st.lists(STEPS, min_size=2, max_size=6))
def test_levels_keep_their_order_though_some_wait(of: Promise, steps: list[EscalationStep]) -> None:
    levels = scheduled(
        {"slow": Escalation(target="resolution", steps=tuple(steps), statement=Text("Slow"))}, of
    )
    assert len(levels) == len(steps)
    assert all(of.calendar.is_open(level.at) for level in levels)
    counted = [(level.moved_from or level.at).timestamp() for level in levels]
    assert counted == sorted(counted)
    instants = [level.at.timestamp() for level in levels]
    assert instants == sorted(instants)


RHYTHMS = st.sampled_from(
    ["1 working day", "3 working days", "90 business minutes", "45 minutes", "1 calendar day"]
).map(Duration.parse)


@given(promises(), STEPS, RHYTHMS)
def test_step_that_repeats_comes_again_after_as_much_time_each_time(
    of: Promise, each: EscalationStep, every: Duration
) -> None:
    first, *again = islice(fire_times(replace(each, every=every), of), 5)
    assert first[:2] == (fire_time(each, of) or ())[:2]
    instants = [at.timestamp() for at, _, _ in (first, *again)]
    assert instants == sorted(set(instants))
    for at, counted, why in again:
        assert of.calendar.is_open(at)
        assert at >= counted
        assert why.startswith("again, ")
        if every.kind is DurationKind.BUSINESS:
            assert of.calendar.elapsed(first[0], at) % every.amount == 0
        if every.days is not None:
            days = (first[0].date() + timedelta(n) for n in range(1, (at - first[0]).days + 2))
            worked = sum(bool(of.calendar.day(day).hours) for day in days if day <= at.date())
            assert worked >= every.days


def test_nights_and_weekends_bring_no_heap_of_reminders_at_the_opening() -> None:
    of = promise("2026-01-09T14:00", "2 business hours")  # due on Friday at 16
    hourly = replace(step("after", "1 hour"), every=Duration.parse("1 hour"))
    found = [f"{at:%a %H:%M}" for at, _, _ in islice(fire_times(hourly, of), 5)]
    assert found == ["Fri 17:00", "Mon 09:00", "Mon 10:00", "Mon 11:00", "Mon 12:00"]
    around = replace(hourly, round_the_clock=True)
    found = [f"{at:%a %H:%M}" for at, _, _ in islice(fire_times(around, of), 3)]
    assert found == ["Fri 17:00", "Fri 18:00", "Fri 19:00"]


def test_step_that_repeats_after_no_time_comes_once() -> None:
    of = promise("2026-01-09T14:00", "2 business hours")
    each = replace(step("after", "1 hour"), every=Duration.parse("immediate"))
    assert len(list(fire_times(each, of))) == 1
