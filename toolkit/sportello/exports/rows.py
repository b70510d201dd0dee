"""Rows of an export as their cells are written -> tickets, and what is wrong with them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np

from sportello.catalog.model import Catalog
from sportello.catalog.model.export import ExportField
from sportello.exports.mapping import NEEDED, Mapped
from sportello.exports.problems import Mistake
from sportello.exports.rules import Q004, Q008
from sportello.exports.system import Batch
from sportello.exports.values.clock import NONE, Clock
from sportello.exports.values.durations import read_count, read_seconds, unit_of
from sportello.exports.values.instants import Instants
from sportello.exports.values.names import Cells, Names
from sportello.exports.values.rules import Q007, Q009
from sportello.findings import Invalid
from sportello.sla.bulk.zones import Ints
from sportello.sla.ticket import Ticket, TicketError

NAMED: Final[tuple[ExportField, ...]] = (
    *("channel", "severity", "type", "impact", "urgency", "phase", "cause", "contract"),
)
"""What decides which promise holds: if it is not known, no figure of the ticket would be right."""
MARKED: Final[tuple[ExportField, ...]] = ("status", "opened_by", "vote", "excluded")
LATER: Final[tuple[ExportField, ...]] = ("take_in_charge", "first_response", "resolved", "closed")
TIMES: Final[tuple[ExportField, ...]] = ("opened", *LATER, "updated", "voted")
TEXTS: Final[tuple[ExportField, ...]] = ("reference", "customer")
_SERVICES: Final[tuple[ExportField, ...]] = ("service", "desk")
_ANY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_Value = TypeVar("_Value", str, int)
Texts = list[str | None]


class Doubt(NamedTuple):
    """What is wrong at a place of a batch, and whether the ticket is counted in spite of it."""

    place: int
    mistake: Mistake
    counted: bool


class Tickets(NamedTuple):
    """A batch as it is meant: texts and instants by field; a place without ticket is not sound.

    Instants, and numbers of seconds or times, are NONE where none is known.
    """

    numbers: Ints
    texts: Mapping[ExportField, Texts]
    integers: Mapping[ExportField, Ints]
    sound: np.ndarray[Any, np.dtype[np.bool_]]
    doubts: Sequence[Doubt]


class RowReader:
    """Reads the batches of one file as they are mapped.

    Raises Invalid for a pattern of dates that is none.
    """

    def __init__(self, catalog: Catalog, way: Mapped, headings: Sequence[str]) -> None:
        self._catalog = catalog
        self._way = way
        called = {field: field for field in TIMES} | way.columns(headings)
        names = Names(catalog, way.system.name, way.values, way.where)
        self._names = {field: names.cells(field) for field in (*_SERVICES, *NAMED, *MARKED)}
        self._called = called
        clock = Clock(way.dates, way.zone)
        self._times = {field: Instants(called[field], clock, way.where) for field in TIMES}
        unit = unit_of(called.get("paused", "")) or way.paused_unit
        self._numbers: dict[ExportField, Cells[int]] = {
            "paused": _number_cells("paused", lambda cell: read_seconds(cell, unit)),
            "reopened": _number_cells("reopened", read_count),
        }
        self._pairs: dict[tuple[str | None, str | None], Mistake | None] = {}

    def read(self, batch: Batch) -> Tickets:
        """Return what the rows of a batch say of their tickets."""
        rows = _Rows(self._way, batch)
        texts = {field: rows.text(field) for field in TEXTS if field in rows}
        for field in (*NAMED, *MARKED):
            if field in rows:
                texts[field] = rows.meant(field, self._names[field], decides=field in NAMED)
        texts["service"] = self._services(rows)
        integers: dict[ExportField, Ints] = {}
        for field in TIMES:
            if field in rows:
                integers[field] = rows.instants(field, self._times[field])
        for field, cells in self._numbers.items():
            if field in rows:
                numbers = rows.meant(field, cells, decides=False)
                integers[field] = np.array([NONE if n is None else n for n in numbers], np.int64)
        self._check_needed(rows, texts, integers)
        self._check_order(rows, integers)
        self._check_severities(rows, texts)
        sound = np.ones(rows.count, np.bool_)
        sound[[doubt.place for doubt in rows.doubts if not doubt.counted]] = False
        return Tickets(np.array(batch.numbers, np.int64), texts, integers, sound, rows.doubts)

    def _services(self, rows: "_Rows") -> Texts:
        """Return the services; where no column names one, the desk of the ticket stands for it."""
        found: Texts = [None] * rows.count
        for field in _SERVICES:
            if field in rows:
                empty = [place for place, name in enumerate(found) if name is None]
                for place, name in zip(
                    empty,
                    rows.meant(field, self._names[field], decides=True, at=empty),
                    strict=True,
                ):
                    found[place] = name
        return found

    def _check_needed(
        self,
        rows: "_Rows",
        texts: Mapping[ExportField, Texts],
        integers: Mapping[ExportField, Ints],
    ) -> None:
        told = {doubt.place for doubt in rows.doubts if not doubt.counted}
        lacking: dict[int, list[str]] = {}
        for field in ("reference", "service"):
            for place, text in enumerate(texts[field]):
                if text is None:
                    lacking.setdefault(place, []).append(field)
        for place in np.flatnonzero(integers["opened"] == NONE).tolist():
            lacking.setdefault(place, []).append("opening")
        hint = f"correct the row; what holds of all tickets goes into given: in {self._way.where}"
        for place, fields in sorted(lacking.items()):
            # What cannot be read is missing too, and is told once.
            if place not in told:
                what = " and ".join(fields)
                rows.doubt(place, Mistake(Q004, f"a row has no {what}", hint), counted=False)

    def _check_order(self, rows: "_Rows", integers: Mapping[ExportField, Ints]) -> None:
        opened = integers["opened"]
        for field in (*LATER, "voted"):
            if field not in integers:
                continue
            times = integers[field]
            early = (times != NONE) & (opened != NONE) & (times < opened)
            message = f'a time in column "{self._called[field]}" is before the opening'
            hint = "correct one of the two, or the zone or pattern of the column"
            for place in np.flatnonzero(early).tolist():
                rows.doubt(place, Mistake(Q008, message, hint), counted=field == "voted")
            if field == "voted":
                times[early] = NONE

    def _check_severities(self, rows: "_Rows", texts: Mapping[ExportField, Texts]) -> None:
        """Doubt tickets with severities that services of their provider do not have."""
        if "severity" not in texts:
            return
        services, severities = texts["service"], texts["severity"]
        for pair in {*zip(services, severities, strict=True)} - self._pairs.keys():
            self._pairs[pair] = self._wrong_severity(*pair)
        if any(self._pairs.values()):
            for place, pair in enumerate(zip(services, severities, strict=True)):
                if (mistake := self._pairs[pair]) is not None:
                    rows.doubt(place, mistake, counted=False)

    def _wrong_severity(self, service: str | None, severity: str | None) -> Mistake | None:
        if service is None or severity is None:
            return None
        try:
            Ticket(service=service, opened=_ANY, severity=severity).verify(self._catalog)
        except TicketError as error:
            message = f'service "{service}": {error.message}'
            return Mistake(Q007, message, error.hint)
        return None


class _Rows:
    """The cells of a batch by field, and what is wrong with them so far."""

    def __init__(self, way: Mapped, batch: Batch) -> None:
        self._way = way
        self._columns = batch.columns
        self._headings = way.columns(batch.columns)
        self.count = len(batch.numbers)
        self.doubts: list[Doubt] = []

    def __contains__(self, field: ExportField) -> bool:
        return field in self._headings or field in self._way.given or field in NEEDED

    def doubt(self, place: int, mistake: Mistake, *, counted: bool) -> None:
        """Note what is wrong."""
        self.doubts.append(Doubt(place, mistake, counted))

    def cells(self, field: ExportField) -> Sequence[str]:
        """Return the cells of a field; what is given holds whatever they say."""
        if field in self._way.given or field not in self._headings:
            return [self._way.given.get(field, "")] * self.count
        return self._columns[self._headings[field]]

    def text(self, field: ExportField) -> Texts:
        """Return cells as they stand there, without blanks around them."""
        return [cell.strip() or None for cell in self.cells(field)]

    def meant(
        self,
        field: ExportField,
        known: Cells[_Value],
        *,
        decides: bool,
        at: Sequence[int] | None = None,
    ) -> list[_Value | None]:
        """Return what cells mean, all or those at some places; wrong ones mean nothing."""
        cells = self.cells(field)
        if at is not None and len(at) < self.count:
            cells = [cells[place] for place in at]
        found = [known[cell] for cell in cells]
        if not known.wrong:
            return [each for each in found if not isinstance(each, Mistake)]
        values: list[_Value | None] = []
        for place, each in enumerate(found):
            if isinstance(each, Mistake):
                self.doubt(at[place] if at is not None else place, each, counted=not decides)
                values.append(None)
            else:
                values.append(each)
        return values

    def instants(self, field: ExportField, known: Instants) -> Ints:
        """Return the instants of a field."""
        found, wrong = known.read(self.cells(field))
        for place, mistake in wrong.items():
            self.doubt(place, mistake, counted=field != "opened")
        return found


def _number_cells(field: ExportField, read: Callable[[str], int]) -> Cells[int]:
    def judged(cell: str) -> int | Mistake:
        try:
            return read(cell)
        except Invalid as error:
            return Mistake(Q009, f"{field}: {error.message}", error.hint)

    many = Mistake(Q009, f"{field}: many other cells cannot be read", "look at the whole column")
    return Cells(judged, many)
