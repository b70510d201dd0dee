"""What `sportello rota` shows of a rota, and the same as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.rota import CompiledRota, Gap, Share, Sitting

WEEKS_OF_SHARES: Final = 12


@dataclass(frozen=True)
class Shown:
    """What is shown of a rota: a week, and the shares of the weeks that end with it."""

    compiled: "CompiledRota"
    monday: date
    sunday: date
    sittings: "tuple[Sitting, ...]"
    gaps: "tuple[Gap, ...]"
    shares: "list[Share]"

    @classmethod
    def of(cls, catalog: "Catalog", name: str, monday: date) -> "Shown":
        """Return what is shown of a rota in the week of a Monday."""
        from sportello.rota import CompiledRota, shares

        compiled = CompiledRota(catalog, name)
        sunday = date.fromordinal(monday.toordinal() + 6)
        begin = date.fromordinal(monday.toordinal() - 7 * (WEEKS_OF_SHARES - 1))
        before = compiled.sittings(begin, sunday)
        week = tuple(each for each in before if each.date >= monday)
        gaps = compiled.gaps(before, monday, sunday)
        return cls(compiled, monday, sunday, week, gaps, shares(compiled, before))


def plain(shown: Shown, person: str | None) -> Mapping[str, Any]:
    """Return it as plain data for programs: who and why, gaps and shares."""
    from sportello.rota.days import by_day
    from sportello.worktime.zone import at

    rota = shown.compiled

    def instant(second: int) -> str:
        return at(second, rota.zone).isoformat()

    rows = [
        {
            "date": row.date.isoformat(),
            "shift": row.shift,
            "from": instant(row.start),
            "until": instant(row.end),
            "seats": {
                seat: {
                    "person": each.chosen.person,
                    "because": each.chosen.because,
                    "instead_of": each.chosen.instead_of,
                }
                for seat, each in row.seats.items()
            },
        }
        for row in by_day(shown.sittings)
        if person is None or any(each.person == person for each in row.seats.values())
    ]
    gaps = [
        {
            "seat": each.seat,
            "from": instant(each.start),
            "until": instant(each.end),
            "shift": each.sitting.shift if each.sitting else None,
        }
        for each in shown.gaps
    ]
    shares = [
        {
            "person": each.person,
            "seat": each.seat,
            "hours": round(each.seconds / 3600, 2),
            "shifts": each.shifts,
            "first_of_day": each.first,
            "last_of_day": each.last,
            "fridays": each.fridays,
            "beside_holidays": each.beside_holidays,
            "share": None if each.share is None else round(each.share, 3),
        }
        for each in shown.shares
        if person in (None, each.person)
    ]
    return {
        "rota": rota.name,
        "timezone": rota.zone.key,
        "shifts": rows,
        "gaps": gaps,
        "shares": {"weeks": WEEKS_OF_SHARES, "people": shares},
    }
