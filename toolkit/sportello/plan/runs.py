"""From when until when a change holds, of what is found on single days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sportello.plan.change import Change
from sportello.plan.period import Period


def in_runs(period: Period, found: Mapping[date, Iterable[Change]]) -> Iterator[Change]:
    """Yield what differs on some days, once for each time in which it does.

    `found` has, by its first day, what differs until the next one; the days are in their order. A
    change that still holds on the last of them has no `until`.
    """
    running: dict[Change, Change] = {}
    for day, changes in found.items():
        now = {replace(each, about=()): each for each in changes}
        for key in [each for each in running if each not in now]:
            yield replace(running.pop(key), until=date.fromordinal(day.toordinal() - 1))
        for key, change in now.items():
            if key not in running:
                running[key] = replace(change, since=period.since(day))
    yield from running.values()
