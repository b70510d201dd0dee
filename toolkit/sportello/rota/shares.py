"""How the hours of a rota fall on its people. For the desk alone: it is about single persons."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from sportello.rota.compiled import CompiledRota
from sportello.rota.sitting import Sitting

_WEEKS: Final = 4
_FRIDAY: Final = 4


class Share(NamedTuple):
    """What a person does in a seat; `seconds` are real ones.

    `first` and `last` count the shifts that are the first or the last of their day, if it has
    several; `beside_holidays` the dates next to a holiday. `share` is what the person does of what
    falls to each of those who are there, so that a holiday makes no debt: 1.0 is a fair share.
    """

    person: str
    seat: str
    seconds: int
    shifts: int
    first: int
    last: int
    fridays: int
    beside_holidays: int
    share: float | None


class FourWeeks(NamedTuple):
    """Who does how many of the seconds of a seat in four weeks from a Monday on."""

    begins: date
    seat: str
    person: str
    seconds: int
    of: int
    longest_day: int


def shares(rota: CompiledRota, sittings: Iterable[Sitting]) -> list[Share]:
    """Return what everybody does in each seat, by seat; the sittings are sorted by their start."""
    taken = [*sittings]
    return [
        each
        for seat in rota.rota.seats
        for each in _of_seat(rota, seat, [each for each in taken if each.seat == seat])
    ]


def four_weeks(sittings: Iterable[Sitting]) -> Iterator[FourWeeks]:
    """Yield what everybody does in each seat in every four whole weeks that the sittings reach."""
    by_seat: dict[str, dict[int, dict[str | None, int]]] = {}
    longest: dict[str, dict[date, int]] = {}
    for each in sittings:
        week = (each.date.toordinal() - 1) // 7
        seconds = by_seat.setdefault(each.seat, {}).setdefault(week, {})
        seconds[each.person] = seconds.get(each.person, 0) + each.end - each.start
        days = longest.setdefault(each.seat, {})
        days[each.date] = days.get(each.date, 0) + each.end - each.start
    for seat, weeks in by_seat.items():
        for week in range(min(weeks), max(weeks) - _WEEKS + 2):
            total: dict[str | None, int] = {}
            for n in range(week, week + _WEEKS):
                for person, seconds_then in weeks.get(n, {}).items():
                    total[person] = total.get(person, 0) + seconds_then
            begins, of = date.fromordinal(week * 7 + 1), sum(total.values())
            day = max(longest[seat].values())
            for person, done in total.items():
                if person is not None:
                    yield FourWeeks(begins, seat, person, done, of, day)


def _of_seat(rota: CompiledRota, seat: str, own: list[Sitting]) -> Iterator[Share]:
    fair = _fair(rota, seat, own)
    for person in sorted({each.person for each in own if each.person} | fair.keys()):
        yield _share(rota, seat, person, own, fair.get(person, 0.0))


def _fair(rota: CompiledRota, seat: str, own: Iterable[Sitting]) -> dict[str, float]:
    """Return the seconds that fall to each: those of a date equally to all who are there."""
    found: dict[str, float] = {}
    for day, group in groupby(own, key=lambda each: each.date):
        present = rota.turns.present(day, seat)
        seconds = sum(each.end - each.start for each in group)
        for person in present:
            found[person] = found.get(person, 0.0) + seconds / len(present)
    return found


def _share(
    rota: CompiledRota, seat: str, person: str, own: Iterable[Sitting], fair: float
) -> Share:
    seconds, shifts, first, last = 0, 0, 0, 0
    dates: set[date] = set()
    for day, group in groupby(own, key=lambda each: each.date):
        names = [(each.shift, each) for each in group]
        all_shifts = [*dict.fromkeys(name for name, _ in names)]
        mine = [each for _, each in names if each.person == person]
        held = {each.shift for each in mine}
        seconds += sum(each.end - each.start for each in mine)
        shifts += len(held)
        if held:
            dates.add(day)
        if len(all_shifts) > 1:
            first += all_shifts[0] in held
            last += all_shifts[-1] in held
    return Share(
        person,
        seat,
        seconds,
        shifts,
        first,
        last,
        sum(day.weekday() == _FRIDAY for day in dates),
        sum(_is_beside_holiday(rota, day) for day in dates),
        seconds / fair if fair else None,
    )


def _is_beside_holiday(rota: CompiledRota, day: date) -> bool:
    low, high = rota.days.known_dates
    beside = (date.fromordinal(day.toordinal() + step) for step in (-1, 1))
    plans = (rota.days.day(each) for each in beside if low <= each <= high)
    return any(each.reason and each.reason.kind == "holiday" for each in plans)
