"""A rota as lines of text: by day, by person, and what each does of it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from sportello.cli._common import aligned
from sportello.cli._moments import full_date, length_in_words
from sportello.rota import Gap, Share, Sitting
from sportello.rota.days import by_day, by_person
from sportello.rota.occurrences import hours_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sportello.rota import CompiledRota

    Names = Mapping[str, str]


def day_lines(rota: "CompiledRota", sittings: Iterable[Sitting], names: "Names") -> Iterator[str]:
    """Yield who is on: a block a day, a line a stretch of a shift, a column a seat."""
    rows = [("", *rota.rota.seats)]
    heads: list[date | None] = [None]
    for row in by_day(sittings):
        cells = (seat_words(row.seats.get(seat), names) for seat in rota.rota.seats)
        rows.append((f"  {hours_in_words(row.start, row.end, rota.zone)}", *cells))
        heads.append(row.date)
    lines = zip(heads, aligned(rows), strict=True)
    for day, group in groupby(lines, key=lambda each: each[0]):
        if day is not None:
            yield full_date(day)
        yield from (line for _, line in group)


def seat_words(sitting: Sitting | None, names: "Names") -> str:
    """Return who sits there and why, if not by the order."""
    if sitting is None:
        return ""
    chosen = sitting.chosen
    who = names.get(chosen.person, chosen.person) if chosen.person else "NOBODY"
    instead = names.get(chosen.instead_of, chosen.instead_of) if chosen.instead_of else ""
    match chosen.because:
        case "swap":
            return f"{who} (swap for {instead})" if instead else f"{who} (swap)"
        case "cover":
            return f"{who} (covers {instead})"
        case "absent":
            return f"{who} ({instead} is absent)"
        case "no order":
            return f"{who} (no order)"
    return who


def person_lines(
    rota: "CompiledRota", sittings: Iterable[Sitting], names: "Names", person: str | None
) -> Iterator[str]:
    """Yield when each is on: a block a person, a line a day; of one person alone, if named."""
    for name, own in by_person(sittings).items():
        if person in (None, name):
            seconds = sum(each.end - each.start for each in own)
            yield f"{names.get(name, name)}: {length_in_words(seconds)} h"
            for day, group in groupby(own, key=lambda each: each.date):
                hours = (
                    f"{hours_in_words(each.start, each.end, rota.zone)} {each.seat}"
                    for each in group
                )
                yield f"  {day:%a} {day.day:>2} {day:%b}  {', '.join(hours)}"


def gap_lines(rota: "CompiledRota", gaps: Iterable[Gap]) -> Iterator[str]:
    """Yield the hours that no shift covers; the empty seats stand among the days."""
    found = (each for each in gaps if each.sitting is None)
    for day, start, end in dict.fromkeys((each.date, each.start, each.end) for each in found):
        yield f"  {full_date(day)}  {hours_in_words(start, end, rota.zone)}  no shift"


def share_lines(found: Iterable[Share], names: "Names") -> Iterator[str]:
    """Yield what each does of a seat, as a table."""
    shown = [*found]
    rows: list[Sequence[str]] = [("", "seat", "hours", "shifts", "Fridays", "by holidays", "share")]
    for each in shown:
        share = "-" if each.share is None else f"{round(100 * each.share)} %"
        numbers = (str(n) for n in (each.shifts, each.fridays, each.beside_holidays))
        hours = length_in_words(each.seconds)
        rows.append((f"  {names.get(each.person, each.person)}", each.seat, hours, *numbers, share))
    yield from aligned(rows, 5)
    yield from _ranges(shown)


def _ranges(found: Iterable[Share]) -> Iterator[str]:
    """Yield from which share to which those of each seat go, where there are several."""
    by_seat: dict[str, list[float]] = {}
    for each in found:
        if each.share is not None:
            by_seat.setdefault(each.seat, []).append(each.share)
    for seat, values in by_seat.items():
        if len(values) > 1:
            low, high = (round(100 * each) for each in (min(values), max(values)))
            yield f"  {seat}: from {low} % to {high} % of a fair share"
