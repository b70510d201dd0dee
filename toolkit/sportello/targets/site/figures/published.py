"""The form of a file of published figures: `figures/2026-01.json` in a desk's own `site/`.

A file tells by itself what its numbers mean, since a published month stays as it is, whatever is
counted later. Its JSON Schema is `docs/figures.schema.json`.
"""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from sportello.catalog.convert import scalar
from sportello.catalog.model import Day, Text
from sportello.part import Part
from sportello.targets.json_text import json_text

Period = Annotated[str, Meta(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
Name = Annotated[str, Meta(pattern=r"^[a-z0-9_-]{1,80}$")]
RuleName: TypeAlias = Literal["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8"]
Number = Annotated[int, Meta(ge=0)] | Annotated[str, Meta(pattern="^(few|withheld)$")]
"""A count or seconds; `few` is 1 to k-1, `withheld` is any number, which is not shown."""

FEW: Final = "few"
WITHHELD: Final = "withheld"
OTHER: Final = "other"
"""The group of all that has no name for the public."""


class PublishedMeasure(Part, frozen=True, kw_only=True):
    """A column. A `share` has three numbers in a row: `met`, `met_not`, and `met_of` for both.

    A `percent` is in thousandths of a percent.
    """

    name: Name
    title: Text
    unit: Literal["count", "seconds", "share", "percent"]

    @property
    def numbers(self) -> tuple[str, ...]:
        """What the numbers of the column are called in each row."""
        ends = ("", "_not", "_of") if self.unit == "share" else ("",)
        return tuple(f"{self.name}{end}" for end in ends)


class PublishedRow(Part, frozen=True, kw_only=True):
    """A row: what it is about, by the parts of its table, and its numbers; one left out is none."""

    group: tuple[Name, ...] = ()
    numbers: Mapping[Name, Number] = {}


class PublishedTable(Part, frozen=True, kw_only=True):
    """A figure as a total, or parted by what each row is about."""

    by: tuple[Literal["channel", "service", "family", "target"], ...] = ()
    rows: tuple[PublishedRow, ...]


class PublishedFigure(Part, frozen=True, kw_only=True):
    """A figure with its definition. Seconds are of business time, in whole minutes."""

    name: Name
    title: Text
    definition: Text
    measures: tuple[PublishedMeasure, ...]
    tables: tuple[PublishedTable, ...]


class PublishedFigures(Part, frozen=True, kw_only=True):
    """What is published of a month (`2026-01`) or of a whole year (`2026`)."""

    period: Period
    as_of: Day
    """The day on which it was counted."""
    k: Annotated[int, Meta(ge=3)]
    """The smallest count that is shown."""
    rules: Mapping[RuleName, str]
    """What is not shown, by the name of the rule."""
    made_up: bool = False
    """Whether the figures are an example, and of no desk."""
    figures: tuple[PublishedFigure, ...]


def figures_of(data: Any) -> PublishedFigures:
    """Return plain data that the schema takes as figures."""
    return msgspec.convert(data, PublishedFigures, dec_hook=partial(scalar, country=None))


def figures_text(figures: PublishedFigures) -> bytes:
    """Return figures as the text of their file: the same figures give the same bytes."""
    return json_text(msgspec.to_builtins(figures, enc_hook=_plain))


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)
