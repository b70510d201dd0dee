"""Reading a snapshot: whatever is wrong with its file is told, with what to do."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import msgspec

from sportello.files.reading import read_at_most
from sportello.findings import Invalid
from sportello.plan.promises.due_curves import STEP
from sportello.plan.promises.tickets import TicketKind, kinds_by
from sportello.plan.snapshots.snapshot import FORMAT, ServiceRows, Snapshot, decoded
from sportello.worktime.zones import Zone

LARGEST: Final = 1_000_000_000
"""Bytes; 10,000 services make some 20 million."""
_LAST_YEAR: Final = 2200
_DAY: Final = 86_400
_REMEDY: Final = "make it anew: sportello snapshot [REV] --on DAY -o FILE"


def read_snapshot(file: Path) -> Snapshot:
    """Return the snapshot in a file. Raises Invalid for what is none, OSError."""
    content = read_at_most(file, LARGEST)
    if len(content) > LARGEST:
        raise Invalid(f"{file} is no snapshot, so large is none", _REMEDY)
    try:
        made_in = msgspec.json.decode(content, type=_Format).format
    except msgspec.ValidationError:
        raise Invalid(f"{file} is no snapshot", _REMEDY) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid(f"{file} is no complete JSON ({error})", _REMEDY) from None
    if made_in != FORMAT:
        raise Invalid(
            f"{file} has format {made_in}, and this version of Sportello reads format {FORMAT}",
            "make it anew with this version, or compare with the version that made it",
        )
    try:
        found = decoded(content)
    except (ValueError, OverflowError, RecursionError) as error:
        raise Invalid(f"{file} is damaged ({error})", _REMEDY) from None
    wrong = next(_inconsistencies(found), None)
    if wrong is not None:
        raise Invalid(f"{file} is damaged ({wrong})", _REMEDY)
    return found


class _Format(msgspec.Struct):
    format: int


def _inconsistencies(found: Snapshot) -> Iterator[str]:
    """Yield what cannot be in a snapshot that this program made."""
    yield from _in_period(found)
    try:
        for zone in {found.zone, *(each.zone for each in found.calendars.values())}:
            Zone(zone)
    except (ValueError, KeyError, OSError):
        yield "it names a time zone that is not known"
    if any(not 0 <= each <= 10**10 for hours in found.calendars.values() for each in hours.known):
        yield "hours are known at no real time"
    days = {found.day, *found.dates}
    dated: list[Mapping[date, object]] = [*found.mail.values(), *found.unknown.values()]
    dated += [row.promised for rows in found.deadlines for row in rows.tickets]
    if not all(_fits(found.day, days, each) for each in dated):
        yield "it says something of days that are not its own"
    openings = len(range(*found.period, STEP))
    if any(sum(run.openings for run in runs) != openings for runs in found.curves):
        yield "a curve has not as many openings as the period"
    for rows in found.deadlines:
        yield from _in_rows(rows, len(found.promises), len(found.curves))


def _in_period(found: Snapshot) -> Iterator[str]:
    if not 1970 <= found.day.year <= _LAST_YEAR:
        yield f"its day is {found.day}"
        return
    begin, end = found.period
    midnight = datetime.combine(found.day, time(), UTC).timestamp()
    if abs(begin - midnight) > 2 * _DAY or not 364 * _DAY < end - begin < 368 * _DAY:
        yield f"its period is not that of its day, {found.day}"
    last = date.fromordinal(found.day.toordinal() + 367)
    if [*found.dates] != sorted({*found.dates}) or not all(
        found.day < each < last for each in found.dates
    ):
        yield "its dates are not in its period"


def _fits(day: date, days: set[date], dated: Mapping[date, object]) -> bool:
    return day in dated and dated.keys() <= days


def _in_rows(rows: ServiceRows, promises: int, curves: int) -> Iterator[str]:
    numbers = [number for row in rows.tickets for each in row.promised.values() for number in each]
    empty = any(not each for row in rows.tickets for each in row.promised.values())
    if empty or any(not 0 <= each < promises for each in numbers):
        yield "tickets have promises that are not there"
    if any(not 0 <= each < curves for row in rows.tickets for each in row.due.values()):
        yield "promises have curves that are not there"
    kinds = {TicketKind(**row.ticket) for row in rows.tickets}
    if not kinds or kinds != {*kinds_by(values_of(rows))}:
        yield "some kinds of tickets are not there"


def values_of(rows: ServiceRows) -> dict[str, list[str | None]]:
    """Return the values of each attribute by which the tickets of some services are told apart."""
    tickets: list[Mapping[str, str]] = [
        {str(key): each for key, each in row.ticket.items()} for row in rows.tickets
    ]
    keys = dict.fromkeys(key for each in tickets for key in each)
    return {key: [*dict.fromkeys(each.get(key) for each in tickets)] for key in keys}
