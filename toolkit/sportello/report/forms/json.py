"""A report as JSON: all that is in it, for programs. The shape is that of `PlainReport`.

Instants are ISO 8601 with their offset, lengths of time are seconds, a share is the part and the
whole that it counts, and null is what is not known, or where nothing is there to count.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec

from sportello.report.figure import Figure, Month, Row, Share, Table
from sportello.report.forms.flat import Flat, FlatUnit, flat_measures, flat_values
from sportello.report.forms.grouped import tables_by_figure
from sportello.report.report import Ahead, Breach, Changed, Doubt, Outage, Report, Source
from sportello.targets.json_text import json_text

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class PlainShare(msgspec.Struct, frozen=True):
    """A share, both of its sides counted."""

    part: int
    whole: int


class PlainMeasure(msgspec.Struct, frozen=True):
    """A column of a figure: its name, what it is called, and what its values are."""

    name: str
    title: Mapping[str, str]
    unit: FlatUnit


class PlainRow(msgspec.Struct, frozen=True):
    """A row: what it is about, by the parts of the table, and its values by measure."""

    group: Mapping[str, str | None]
    values: Mapping[str, int | PlainShare | None]


class PlainTable(msgspec.Struct, frozen=True):
    """A figure, parted by some columns; by none, its one row is the total.

    Where there are too many rows to be read, it has none, and `left_out` is how many there are.
    """

    by: tuple[str, ...]
    rows: tuple[PlainRow, ...]
    left_out: int


class PlainFigure(msgspec.Struct, frozen=True):
    """A figure: what it is called and what it counts, by language, with its tables."""

    name: str
    title: Mapping[str, str]
    definition: Mapping[str, str]
    measures: tuple[PlainMeasure, ...]
    tables: tuple[PlainTable, ...]


class PlainReport(msgspec.Struct, frozen=True):
    """A report as it stood at an instant, `as_of`.

    `breaches`, `ahead` and `changed` are the first of each; `breach_count`, `ahead_count` and
    `changed_count` say how many there are. `excluded` are tickets in no figure, by the reason.
    """

    version: Literal[1]
    sportello: str
    desk: Mapping[str, str]
    as_of: Annotated[datetime, msgspec.Meta(tz=True)]
    timezone: str
    month_of: Month
    first_month: str
    last_month: str
    revision: str | None
    sources: tuple[Source, ...]
    figures: tuple[PlainFigure, ...]
    availability: tuple[Outage, ...]
    breaches: tuple[Breach, ...]
    breach_count: int
    ahead: tuple[Ahead, ...]
    ahead_count: int
    changed: tuple[Changed, ...]
    changed_count: int
    doubts: tuple[Doubt, ...]
    excluded: Mapping[str, int]


def as_json(report: Report) -> bytes:
    """Return all that is in a report as JSON in UTF-8."""
    return json_text(plain_report(report))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `as_json` returns."""
    return {"$schema": DIALECT, **msgspec.json.schema(PlainReport)}


def plain_report(report: Report) -> PlainReport:
    """Return a report as plain values."""
    return PlainReport(
        version=1,
        sportello=report.version,
        desk=dict(report.desk),
        as_of=report.as_of,
        timezone=getattr(report.as_of.tzinfo, "key", None) or f"{report.as_of:%Z}",
        month_of=report.month_of,
        first_month=report.first_month,
        last_month=report.last_month,
        revision=report.revision,
        sources=report.sources,
        figures=tuple(_figure(tables) for tables in tables_by_figure(report)),
        availability=report.availability,
        breaches=report.breaches,
        breach_count=report.breach_count,
        ahead=report.ahead,
        ahead_count=report.ahead_count,
        changed=report.changed,
        changed_count=report.changed_count,
        doubts=report.doubts,
        excluded=dict(sorted(report.excluded.items())),
    )


def _figure(tables: tuple[Table, ...]) -> PlainFigure:
    figure = tables[0].figure
    return PlainFigure(
        name=figure.name,
        title=dict(figure.title),
        definition=dict(figure.explanation),
        measures=tuple(
            PlainMeasure(each.name, dict(each.title), each.unit) for each in flat_measures(figure)
        ),
        tables=tuple(
            PlainTable(
                table.by, tuple(_row(figure, table.by, row) for row in table.rows), table.left_out
            )
            for table in tables
        ),
    )


def _row(figure: Figure, by: tuple[str, ...], row: Row) -> PlainRow:
    names = (measure.name for measure in flat_measures(figure))
    return PlainRow(
        dict(zip(by, row.group, strict=True)),
        dict(zip(names, map(_value, flat_values(figure, row)), strict=True)),
    )


def _value(value: Flat) -> int | PlainShare | None:
    return PlainShare(*value) if isinstance(value, Share) else value
