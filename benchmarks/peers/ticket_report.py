"""The figures of a report by pandas and businesstimedelta, as one writes them by hand.

Run as `python -m peers.ticket_report FILE SAMPLE`, of a file that `many.write_many` made of the desk in
`tests/report/desk`. The whole file is read and grouped; the business time of SAMPLE durations is counted,
one after the other, since that takes most of the time. Calendar time stands for that of the others.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from holidays import country_holidays

from peers import businesstimedelta
from peers.peer import ZONE

YEARS: Final = range(2026, 2028)
AS_OF: Final = "2027-01-01T00:00:00Z"
STOPS: Final = ("first_response", "resolved")
PERCENT: Final = (50, 90, 95)
GROUPS: Final = ("month", "service", "channel")
Between = Callable[[dt.datetime, dt.datetime], float]


def main(file: str, sample: int) -> None:
    """Print the figures, and what they took of the processor, as JSON."""
    began = time.process_time()
    pandas = import_module("pandas")
    tickets = pandas.read_csv(file, parse_dates=["opened", *STOPS], low_memory=False)
    tickets = tickets[tickets["excluded"].isna()]
    tickets["month"] = _clock(tickets["opened"]).dt.strftime("%Y-%m")
    rules = _rules()
    counting, counted = 0.0, 0
    figures: dict[str, Any] = {
        "opened": {by: tickets.groupby(by).size().to_dict() for by in GROUPS},
        "votes": tickets.groupby("vote").size().to_dict(),
    }
    for stop in STOPS:
        ends = tickets[stop].fillna(pandas.Timestamp(AS_OF))
        used = (ends - tickets["opened"]).dt.total_seconds()
        chosen = tickets.sample(min(sample // len(STOPS), len(tickets)), random_state=1)
        questions = list(_questions(chosen, ends.loc[chosen.index], rules, stop))
        before = time.process_time()
        answers = [between(a, b) for between, a, b in questions]
        counting += time.process_time() - before
        counted += len(answers)
        used.loc[chosen.index] = answers
        figures[stop] = _spreads(tickets.assign(used=used), stop)
    rest = time.process_time() - began - counting
    durations = len(STOPS) * len(tickets)
    print(
        json.dumps(
            {
                "seconds": rest + counting / counted * durations,
                "counted": counted,
                "durations": durations,
                "figures": figures,
            }
        )
    )


def _rules() -> Mapping[str, Between]:
    """Return what counts between two instants: for each service, and day and night."""
    package = import_module("businesstimedelta")
    zone = import_module("pytz").timezone(ZONE.key)
    dates: Sequence[dt.date] = sorted(country_holidays("IT", years=YEARS))
    office = businesstimedelta.make(dates).between
    assert office is not None
    day = package.WorkDayRule(
        start_time=dt.time(8), end_time=dt.time(20), working_days=[0, 1, 2, 3, 4, 5], tz=zone
    )
    holiday = package.HolidayRule(dict.fromkeys(dates, "holiday"), tz=zone)
    shop = package.Rules([day, holiday])

    def shop_hours(a: dt.datetime, b: dt.datetime) -> float:
        found = shop.difference(a, b)
        return float(found.hours * 3600 + found.seconds)

    def always(a: dt.datetime, b: dt.datetime) -> float:
        return (b.astimezone(dt.UTC) - a.astimezone(dt.UTC)).total_seconds()

    return {"mail": office, "payroll": office, "shop": shop_hours, "always": always}


def _questions(
    tickets: Any, ends: Any, rules: Mapping[str, Between], stop: str
) -> "zip[tuple[Between, dt.datetime, dt.datetime]]":
    """Return what is asked of which rule: a first response by contract is promised round the clock."""
    names = tickets["service"].where(
        tickets["contract"].isna() | (stop != "first_response"), "always"
    )
    starts, stops = (_clock(each).dt.to_pydatetime() for each in (tickets["opened"], ends))
    return zip(map(rules.__getitem__, names), starts, stops, strict=True)


def _clock(instants: Any) -> Any:
    return instants.dt.tz_convert(ZONE.key)


def _spreads(tickets: Any, stop: str) -> Mapping[str, Any]:
    """Return how long it took where it has stopped: in all and by group."""
    stopped = tickets[tickets[stop].notna()]
    grouped = {
        by: {name: _spread(each["used"]) for name, each in stopped.groupby(by)} for by in GROUPS
    }
    return {"all": _spread(stopped["used"]), **grouped}


def _spread(used: Any) -> Sequence[int]:
    """Return number, mean, median, p90 and p95; a percentile is a value that is there."""
    ordered = used.sort_values()
    ranks = (-(-percent * len(used) // 100) for percent in PERCENT)
    return [len(used), int(used.mean()), *(int(ordered.iloc[rank - 1]) for rank in ranks)]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
