"""Values for programs: of bounds, which people read as one, the two sides."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from sportello.catalog.model import Text
from sportello.report.figure import Bounds, Figure, Row, Share

Flat = int | Share | None
FlatUnit = Literal["count", "seconds", "share"]


class FlatMeasure(NamedTuple):
    """A measure of one value: of which name, what it is called, and what it is."""

    name: str
    title: Text
    unit: FlatUnit


def flat_measures(figure: Figure) -> Iterator[FlatMeasure]:
    """Yield the measures of a figure; of bounds the least and the most, in seconds."""
    for each in figure.measures:
        if each.unit == "bounds":
            for side in ("least", "most"):
                yield FlatMeasure(f"{each.name}_{side}", each.title, "seconds")
        else:
            yield FlatMeasure(each.name, each.title, each.unit)


def flat_values(figure: Figure, row: Row) -> Iterator[Flat]:
    """Yield the values of a row, as `flat_measures` yields what they are."""
    for measure, value in zip(figure.measures, row.values, strict=True):
        if isinstance(value, Bounds):
            yield from value
        elif measure.unit == "bounds":
            yield from (None, None)
        else:
            yield value
