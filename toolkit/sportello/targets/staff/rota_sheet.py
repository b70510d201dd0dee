"""Who sits at the phone in the next weeks, as sheets to print: by day and by person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from sportello.catalog.model import Catalog
from sportello.rota import CompiledRota, Gap, Sitting
from sportello.rota.days import Row, by_day, by_person
from sportello.rota.occurrences import hours_in_words

WEEKS: Final = 4
"""As many are printed at once."""


@dataclass(frozen=True)
class SheetWeek:
    """A week of a rota. Days hold their rows; people, by identifier, the days with their hours."""

    monday: date
    sunday: date
    days: tuple[tuple[date, tuple[Row, ...]], ...]
    uncovered: tuple[tuple[date, str], ...]
    people: Mapping[str, tuple[tuple[date, tuple[str, ...]], ...]]


@dataclass(frozen=True)
class RotaSheet:
    """The sheet of a rota: some weeks of it, of which the first is the first that is planned."""

    compiled: CompiledRota
    weeks: tuple[SheetWeek, ...]

    def hours(self, row: Row) -> str:
        """Return the hours of a row as the clocks of the rota show them."""
        return hours_in_words(row.start, row.end, self.compiled.zone).replace("-", "–")


def rota_sheets(catalog: Catalog, first: date, weeks: int = WEEKS) -> Iterator[RotaSheet]:
    """Yield the sheets of the rotas that are planned in the weeks from a day on."""
    for name in catalog.rotas:
        sheet = rota_sheet(catalog, name, first, weeks)
        if any(each.days for each in sheet.weeks):
            yield sheet


def rota_sheet(catalog: Catalog, name: str, first: date, weeks: int = WEEKS) -> RotaSheet:
    """Return the sheet of a rota, of so many weeks from that of a day on."""
    compiled = CompiledRota(catalog, name)
    monday = first.toordinal() - first.weekday()
    begins = (date.fromordinal(monday + 7 * week) for week in range(weeks))
    return RotaSheet(compiled, tuple(_week(compiled, each) for each in begins))


def _week(compiled: CompiledRota, monday: date) -> SheetWeek:
    eve, sunday = (date.fromordinal(monday.toordinal() + step) for step in (-1, 6))
    sittings = compiled.sittings(eve, sunday)
    own = [each for each in sittings if each.date >= monday]
    if all(each.chosen.because == "no order" for each in own):
        return SheetWeek(monday, sunday, (), (), {})
    days = ((day, tuple(rows)) for day, rows in groupby(by_day(own), key=lambda row: row.date))
    gaps = (each for each in compiled.gaps(sittings, monday, sunday) if each.sitting is None)
    people = {
        person: tuple(
            (day, tuple(_hours(compiled, each) for each in group))
            for day, group in groupby(places, key=lambda each: each.date)
        )
        for person, places in by_person(own).items()
    }
    uncovered = tuple(dict.fromkeys((each.date, _hours(compiled, each)) for each in gaps))
    return SheetWeek(monday, sunday, tuple(days), uncovered, people)


def _hours(compiled: CompiledRota, stretch: Sitting | Gap) -> str:
    return hours_in_words(stretch.start, stretch.end, compiled.zone).replace("-", "–")
