"""What the rotas of a catalog say from a day on: what is past is nobody's business any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.rota import CompiledRota, Gap, Sitting
from sportello.rota.occurrences import hours_in_words, in_words

HOURS: Final = frozenset({"rotas", "calendars", "holidays", "announcements", "contacts"})
"""The sections that say who sits where, and when somebody must."""
_YEAR: Final = 365


@dataclass(frozen=True)
class Ahead:
    """A rota from `first` to `last`, both included: of what is planned, a year at most.

    `sittings` are those of these days and of the one before, whose night may run on.
    """

    catalog: Catalog
    compiled: CompiledRota
    first: date
    last: date
    sittings: tuple[Sitting, ...]

    @property
    def name(self) -> str:
        """The name of the rota."""
        return self.compiled.name

    @property
    def own(self) -> tuple[Sitting, ...]:
        """The sittings from the first day on."""
        return tuple(each for each in self.sittings if each.date >= self.first)

    def gaps(self) -> tuple[Gap, ...]:
        """Return when seats are empty that must be filled."""
        return self.compiled.gaps(self.sittings, self.first, self.last)

    def in_words(self, stretches: list[Sitting] | list[Gap]) -> str:
        """Return days and hours in few words."""
        zone = self.compiled.zone
        moments = ((each.date, hours_in_words(each.start, each.end, zone)) for each in stretches)
        return in_words(moments)


def rotas_ahead(catalog: Catalog, day: date) -> Iterator[Ahead]:
    """Yield the rotas that are planned for some day from this one on."""
    for name, rota in catalog.rotas.items():
        starts = [each.starts for each in rota.turns]
        if not starts or not rota.shifts:
            continue
        begins, ends = min(starts), date.max
        if rota.valid:
            begins, ends = rota.valid.from_ or begins, rota.valid.until or ends
        first = max(day.toordinal(), begins.toordinal())
        last = min(day.toordinal() + _YEAR - 1, ends.toordinal())
        if first <= last:
            compiled = CompiledRota(catalog, name)
            span = date.fromordinal(first), date.fromordinal(last)
            sittings = compiled.sittings(date.fromordinal(first - 1), span[1])
            yield Ahead(catalog, compiled, *span, sittings)
