"""Opening hours in Sieve, which knows no calendar and no summer time: lists of dates in UTC.

Days with the same hours share one test, so that a year takes about five kilobytes, and what is
listed is exact to the second whatever the clocks do. See RFC 5260 (date) and RFC 5231 (relational).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sportello.routing import RoutingTable
from sportello.routing.hours import OpenOrClosed, intervals_of
from sportello.routing.words import conditions_of
from sportello.targets.sieve.strings import quoted, string_list
from sportello.worktime.timeline import EpochInterval
from sportello.worktime.zone import DAY

_NOW = 'currentdate :zone "+0000"'


def flag_of(calendar: str, hours: OpenOrClosed) -> str:
    """Return the flag that a mail has, while the script runs, if a calendar is open, or closed.

    A header would not do: to remove it, Pigeonhole reads all headers anew, and a name of more than
    1,000 letters among them ends its process.
    """
    return f"sportello-{calendar}-{hours}"


def flag_removal(table: RoutingTable) -> str:
    """Return the part of the script that removes the flags, "" if it sets none."""
    flags = dict.fromkeys(flag_of(calendar, hours) for calendar, hours in sorted(_asked(table)))
    return f"\nremoveflag {string_list(flags)};\n" if flags else ""


def flag_setting(table: RoutingTable) -> str:
    """Return the part of the script that flags a mail with what its mailbox's rules ask for.

    It is "" if no rule asks for hours.
    """
    asked = _asked(table)
    if not asked:
        return ""
    about = (
        "\n# Sieve knows no calendars: these are the days, in UTC, of the years that are known.\n"
    )
    return about + "".join(
        _question(table, calendar, hours, dict.fromkeys(addresses))
        for (calendar, hours), addresses in sorted(asked.items())
    )


def _asked(table: RoutingTable) -> dict[tuple[str, OpenOrClosed], list[str]]:
    """Return the delivery addresses at which rules ask for a calendar, by what they ask."""
    asked: dict[tuple[str, OpenOrClosed], list[str]] = {}
    for name, rules in sorted(table.rules.items()):
        if not table.deliveries[name]:
            continue  # its mail is refused before any rule
        first = table.acknowledger(name)
        for rule in rules if table.is_scripted(first) else ():
            for _, each in conditions_of(rule.when):
                if each.hours is not None and each.calendar is not None:
                    asked.setdefault((each.calendar, each.hours), []).append(first.address)
    return asked


def _question(
    table: RoutingTable, calendar: str, hours: OpenOrClosed, addresses: Iterable[str]
) -> str:
    tests = ",\n".join(
        f"    {each}" for each in during(intervals_of(table.catalog, calendar, hours))
    )
    if not tests:
        return ""
    return (
        f'if allof (\n  envelope :is "to" {string_list(addresses)},\n'
        f"  anyof (\n{tests}\n  )\n) {{\n"
        f"  addflag {quoted(flag_of(calendar, hours))};\n}}\n"
    )


def during(intervals: Iterable[EpochInterval]) -> Iterator[str]:
    """Yield the tests of which one is true at any instant in these intervals, and none outside."""
    alike: dict[tuple[EpochInterval, ...], list[int]] = {}
    for day, hours in _by_day(intervals).items():
        alike.setdefault(tuple(hours), []).append(day)
    for times, days in sorted(alike.items()):
        dates = string_list(map(_date, days))
        of_day = f'{_NOW} :is "date" {dates}'
        ranges = [_within(start, end) for start, end in times if (start, end) != (0, DAY)]
        of_time = [f"anyof ({', '.join(ranges)})"] if len(ranges) > 1 else ranges
        yield f"allof ({', '.join([of_day, *of_time])})"


def between(stretches: Iterable[tuple[int, int | None]]) -> str:
    """Return the test that is true at any instant in some stretches; one without end goes on."""
    tests = [
        _both([_from(start), *([] if end is None else [_before(end)])]) for start, end in stretches
    ]
    return tests[0] if len(tests) == 1 else f"anyof ({', '.join(tests)})"


def _from(start: int) -> str:
    day, seconds = divmod(start, DAY)
    if not seconds:
        return f'{_NOW} :value "ge" "date" "{_date(day)}"'
    at = f'{_NOW} :is "date" "{_date(day)}", {_NOW} :value "ge" "time" "{_clock(seconds)}"'
    return f'anyof ({_NOW} :value "gt" "date" "{_date(day)}", allof ({at}))'


def _before(end: int) -> str:
    day, seconds = divmod(end, DAY)
    if not seconds:
        return f'{_NOW} :value "lt" "date" "{_date(day)}"'
    at = f'{_NOW} :is "date" "{_date(day)}", {_NOW} :value "lt" "time" "{_clock(seconds)}"'
    return f'anyof ({_NOW} :value "lt" "date" "{_date(day)}", allof ({at}))'


def _both(tests: list[str]) -> str:
    return tests[0] if len(tests) == 1 else f"allof ({', '.join(tests)})"


def _date(day: int) -> str:
    return f"{datetime.fromtimestamp(day * DAY, UTC):%Y-%m-%d}"


def _by_day(intervals: Iterable[EpochInterval]) -> dict[int, list[EpochInterval]]:
    """Return the intervals cut at midnight UTC, by day since 1970, in seconds of the day."""
    found: dict[int, list[EpochInterval]] = {}
    for start, end in intervals:
        for day in range(start // DAY, (end - 1) // DAY + 1):
            midnight = day * DAY
            times = found.setdefault(day, [])
            times.append((max(start - midnight, 0), min(end - midnight, DAY)))
    return found


def _within(start: int, end: int) -> str:
    bounds = [f'{_NOW} :value "ge" "time" "{_clock(start)}"'] if start else []
    bounds += [f'{_NOW} :value "lt" "time" "{_clock(end)}"'] if end < DAY else []
    return f"allof ({', '.join(bounds)})" if len(bounds) > 1 else bounds[0]


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
