"""Which figures are published, and how they are parted; all else stays inside.

S5: never by customer or contract, nor by severity, service and month at once; no longest and no
worst, no ids, no texts, no margins. S6: of whole months and whole years.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sportello.frozendict import FrozenDict

Parts = tuple[str, ...]


@dataclass(frozen=True)
class PublicFigure:
    """A figure, which of its measures are published, and by what; `of_years` is for years alone.

    `counted` is the measure that says how many the seconds are of. `wholes` has the measure that
    shares are parts of, where all of them together are this whole.
    """

    name: str
    measures: tuple[str, ...]
    by: tuple[Parts, ...] = ((),)
    of_years: tuple[Parts, ...] = ()
    counted: str = ""
    wholes: Mapping[str, str] = field(default_factory=FrozenDict)

    def parts(self, period: str) -> tuple[Parts, ...]:
        """Return by what it is parted in a month or a year."""
        return (*self.by, *(self.of_years if is_year(period) else ()))


_TIMES: Final = ("stopped", "mean", "median", "p90", "p95")
_LEVELS: Final = ("positive", "neutral", "negative")
PERCENTILES: Final = FrozenDict({"median": 50, "p90": 90, "p95": 95})
"""S3: of so many in 100, as many as k lie above."""

PUBLIC: Final = (
    PublicFigure("opened", ("opened",), ((), ("channel",), ("service",))),
    PublicFigure("backlog", ("opened", "resolved", "reopened", "removed", "open")),
    PublicFigure("promises", ("met",), ((), ("target",), ("service",))),
    PublicFigure("first_contact", _TIMES, ((), ("service",)), counted="stopped"),
    PublicFigure("resolution", _TIMES, ((), ("service",)), counted="stopped"),
    PublicFigure(
        "satisfaction",
        ("votes", *_LEVELS),
        of_years=(("family",),),
        wholes=FrozenDict(dict.fromkeys(_LEVELS, "votes")),
    ),
)


def public_parts() -> Iterator[Parts]:
    """Yield by what a report must be parted so that it can be published."""
    parts = dict.fromkeys(part for each in PUBLIC for part in (*each.by, *each.of_years))
    for part in parts:
        yield (*part, "month")
        yield (*part, "year")


def is_year(period: str) -> bool:
    """Return whether a period is a year, and not a month."""
    return "-" not in period


def months_of(year: str) -> list[str]:
    """Return the months of a year."""
    return [f"{year}-{month:02}" for month in range(1, 13)]


def month_before(month: str) -> str:
    """Return the month before another."""
    year, number = map(int, month.split("-"))
    return f"{year}-{number - 1:02}" if number > 1 else f"{year - 1}-12"
