"""The complaints about SLAs in ticket systems that choosing and counting must rule out.

Numbered as in the list of the twenty painful asks; the others are ruled out where the clock, the
escalations and the routing are tested.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sportello.catalog.model import Catalog
from sportello.sla import Ticket, business_time, deadlines
from sportello.worktime import Calendar

ROME = ZoneInfo("Europe/Rome")


def due(catalog: Catalog, ticket: Ticket, kind: str = "first_response") -> datetime:
    return next(each.due for each in deadlines(catalog, ticket).deadlines if each.kind == kind)


def test_complaint_1_only_opening_hours_count(contracts: Catalog) -> None:
    # Friday 17:00: one hour that day, nothing at the weekend, seven hours on Monday.
    ticket = Ticket("wiki", datetime(2026, 1, 9, 17))
    assert due(contracts, ticket) == datetime(2026, 1, 12, 17, tzinfo=ROME)


def test_complaint_2_time_waiting_for_the_customer_does_not_count(contracts: Catalog) -> None:
    waiting = (datetime(2026, 1, 7, 10), datetime(2026, 1, 7, 15))
    day = (datetime(2026, 1, 7, 9), datetime(2026, 1, 7, 18))
    assert business_time(contracts.calendars["office"], *day, [waiting]).seconds == 4 * 3600


def test_complaint_6_deadline_is_the_same_instant_whoever_writes_it(contracts: Catalog) -> None:
    written = ("2026-01-07T10:00:00+01:00", "2026-01-07T09:00:00+00:00", "2026-01-07T04:00-05:00")
    found = {due(contracts, Ticket("wiki", datetime.fromisoformat(each))) for each in written}
    assert len(found) == 1
    (instant,) = found
    assert instant.isoformat() == "2026-01-08T10:00:00+01:00"
    assert instant > datetime(2026, 1, 7, 9, tzinfo=UTC)  # no ticket is late when it is opened


def test_complaint_7_lunch_does_not_count(contracts: Catalog) -> None:
    ticket = Ticket("wiki", datetime(2026, 1, 7, 12, 30), contract="gold")
    (first, *_) = deadlines(contracts, ticket).deadlines
    assert first.due == datetime(2026, 1, 7, 14, 30, tzinfo=ROME)
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in first.explanation.days[0].stretches] == [
        ("12:30", "13:00"),
        ("14:00", "14:30"),
    ]


def test_complaint_8_customer_with_a_contract_gets_its_own_terms(contracts: Catalog) -> None:
    opened = datetime(2026, 1, 7, 10)
    with_contract = due(contracts, Ticket("wiki", opened, contract="gold"))
    without = due(contracts, Ticket("wiki", opened))
    assert (f"{with_contract:%d %H:%M}", f"{without:%d %H:%M}") == ("07 11:00", "08 10:00")


def test_complaint_9_customer_of_another_zone_has_its_own_calendar(contracts: Catalog) -> None:
    opened = datetime(2026, 1, 7, 0, tzinfo=UTC)  # Wednesday 09:00 in Tokyo, 01:00 in Rome
    tokyo = due(contracts, Ticket("wiki", opened, contract="tokyo"))
    rome = due(contracts, Ticket("wiki", opened))
    assert tokyo.isoformat() == "2026-01-07T17:00:00+09:00"
    assert rome.isoformat() == "2026-01-07T18:00:00+01:00"


def test_complaint_13_holidays_fall_on_their_own_day_every_year_and_no_other_does(
    contracts: Catalog,
) -> None:
    # Epiphany, on its date and not the day before, in one year as in the next.
    for year in (2026, 2027, 2028):
        ticket = Ticket("wiki", datetime(year, 1, 5, 9, tzinfo=ROME), contract=None)
        days = deadlines(contracts, ticket).deadlines[1].explanation.days
        holidays = [day.date.isoformat() for day in days if day.skipped is not None
                    and day.skipped.kind == "holiday"]  # fmt: skip
        assert holidays == [f"{year}-01-06"]
    # A day that a feed lists and the desk does not keep is simply not written.
    listed = {"kept": {"dates": ["--12-25"]}}
    spec = {"timezone": "Europe/Rome", "week": {"mon-sun": "09:00-17:00"}, "holidays": ["kept"]}
    calendar = Calendar.from_spec(spec, holidays=listed)
    assert not calendar.day(date(2026, 12, 25)).hours
    assert calendar.day(date(2026, 12, 26)).hours


def test_complaint_17_time_with_a_team_is_promised_apart(contracts: Catalog) -> None:
    answer = deadlines(contracts, Ticket("wiki", datetime(2026, 2, 4, 10)))
    assert {team: each[0].counts_from for team, each in answer.levels.items()} == {
        "front": "the assignment to the team",
        "back": "taking in charge",
    }
    assert not {"front", "back"} & {each.kind for each in answer.deadlines}


def test_complaint_18_deadline_and_time_spent_are_two_answers(contracts: Catalog) -> None:
    saturday = datetime(2026, 1, 10, 10, tzinfo=ROME)
    first = due(contracts, Ticket("wiki", saturday))
    assert first == datetime(2026, 1, 12, 18, tzinfo=ROME)  # an instant, not a length of time
    # Taken in charge outside of the hours: no business time, and the clock's time beside it.
    taken = business_time(
        contracts.calendars["office"], saturday, datetime(2026, 1, 10, 13, tzinfo=ROME)
    )
    assert (taken.seconds, taken.end - taken.start) == (0, datetime(1, 1, 1, 3) - datetime(1, 1, 1))
    assert [day.skipped.kind for day in taken.days if day.skipped] == ["weekend"]
