"""Exports of ticket systems -> the tables `exported`, `happened` and `doubt`."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import duckdb

from sportello.catalog.model import Catalog
from sportello.exports.duplicates import set_events_apart, set_tickets_apart
from sportello.exports.files import open_table, unpacked
from sportello.exports.files.table import Table
from sportello.exports.happenings import EventReader
from sportello.exports.mapping import Mapped, mapped
from sportello.exports.problems import ExportError, Mistake, about_file
from sportello.exports.progress import Progress, silent
from sportello.exports.recognise import candidates, recognise
from sportello.exports.rows import RowReader
from sportello.exports.rules import Q002, Q003, Q011
from sportello.exports.sink import Sink, Told
from sportello.exports.system import BadRow, Batch, RawEvent
from sportello.exports.systems import all_systems
from sportello.exports.tables import create_tables
from sportello.exports.values.rules import Q005
from sportello.findings import Finding, Invalid

_CAUTIOUS: Final = "calendar time"
"""In which time pauses count if nobody says: their total can then be no more than it is."""

_UNTOLD: Final = ("first_response", "take_in_charge", "next_update")
"""What tickets are promised that is kept at some instant; of later replies no column ever tells."""

_TOLD_BY_EVENTS: Final = """
DELETE FROM untold WHERE file IN (
    SELECT exported.file FROM exported JOIN happened USING (reference) WHERE happened.file = ?
)
"""
"""What is not among our own events has not happened, to tickets of the files that they are of."""
_STRANGERS: Final = """
WITH known AS (SELECT reference FROM exported UNION SELECT reference FROM doubt WHERE NOT counted)
SELECT min(reference), (SELECT min(reference) FROM exported) FROM happened WHERE file = ?
HAVING count(*) FILTER (reference IN (SELECT reference FROM known)) = 0
"""


class ReadFile(NamedTuple):
    """A file that was read: the SHA-256 of its bytes, its ticket system, and how many rows it has.

    Of a file of events, these are its events.
    """

    file: Path
    sha256: str
    system: str
    rows: int


def read_exports(  # noqa: PLR0913 - what may be chosen is named
    duck: duckdb.DuckDBPyConnection,
    catalog: Catalog,
    files: Sequence[Path],
    events: Sequence[Path] = (),
    *,
    export: str | None = None,
    system: str | None = None,
    progress: Progress = silent,
) -> tuple[ReadFile, ...]:
    """Make the tables, and read exports and files of events into them.

    `export` names the entry of `exports:` by which they are read; else it is the one whose ticket
    system a file is recognised as (or `system`), else the system's own headings are taken. Files
    are numbered as they are named, exports first. Every row becomes a ticket, or a doubt says why
    it is not counted. Raises ExportError for a file that cannot be read or recognised, OSError too.
    """
    create_tables(duck)
    with TemporaryDirectory(prefix="sportello-") as folder:
        run = _Run(duck, catalog, Path(folder), progress)
        ways = candidates(catalog, export, system)
        read = [run.tickets(number, file, ways) for number, file in enumerate(files)]
        read += [run.events(number, file, ways) for number, file in enumerate(events, len(files))]
    set_tickets_apart(duck, {number: each.system for number, each in enumerate(read)})
    for number, file in enumerate(events, len(files)):
        _check_known(duck, number, file)
    set_events_apart(duck, len(files), overlap=len(run.with_events) > 1)
    return tuple(read)


def _check_known(duck: duckdb.DuckDBPyConnection, number: int, file: Path) -> None:
    """Raise ExportError if all events of a file are of tickets that no export tells of."""
    found = duck.execute(_STRANGERS, [number]).fetchone()
    if found is not None and None not in found:
        event, ticket = found
        message = f'no event is of a ticket of the export: it tells of "{event}", not of "{ticket}"'
        hint = "name the events of the same ticket system, and of the same tickets"
        raise ExportError([about_file(Q011, file, message, hint)])


class _Run:
    """One run over all files."""

    def __init__(
        self, duck: duckdb.DuckDBPyConnection, catalog: Catalog, folder: Path, progress: Progress
    ) -> None:
        self._duck = duck
        self._catalog = catalog
        self._folder = folder
        self._progress = progress
        self._read: list[Mapped] = []
        self.with_events: list[Path] = []

    def tickets(self, number: int, file: Path, ways: Sequence[Mapped]) -> ReadFile:
        """Read an export, and its events if it holds any."""
        sink = Sink(self._duck, number)
        with _of_file(file, self._folder) as content:
            way, table = _opened(file, content, ways)
            reader = RowReader(self._catalog, way, table.headings)
            sink.doubts(Told(None, None, each, True) for each in way.missing(table.headings))
            rows = self._rows(file, table, reader, sink, way)
            self._read.append(way)
            told: set[str] = {*way.columns(table.headings), *way.given}
            if way.system.events is not None:
                events = self._events(file, way.system.events(content), way, sink)
                if events and way.system.name == "plain":
                    # What is not among our own events has not happened.
                    told.update(_UNTOLD)
            sink.untold(field for field in _UNTOLD if field not in told)
        return ReadFile(file, _digest(file), way.system.name, rows)

    def events(self, number: int, file: Path, ways: Sequence[Mapped]) -> ReadFile:
        """Read a file of events."""
        own = [each for each in self._read if each.system.events is not None]
        plain = mapped(self._catalog, all_systems()["plain"])
        with _of_file(file, self._folder) as content:
            for way in (*own, *ways, plain):
                found = way.system.events(content) if way.system.events is not None else iter(())
                for first in found:
                    events = chain([first], found)
                    as_written = self._told_by(way)
                    done = self._events(file, events, as_written, Sink(self._duck, number))
                    if way.system.name == "plain":
                        self._duck.execute(_TOLD_BY_EVENTS, [number])
                    return ReadFile(file, _digest(file), way.system.name, done)
        message = "the file has no events as a ticket system writes them"
        hint = "write them with the columns ticket, at, event, value, by, or name it as an export"
        raise ExportError([about_file(Q002, file, message, hint)])

    def _rows(self, file: Path, table: Table, reader: RowReader, sink: Sink, way: Mapped) -> int:
        rows = sound = 0
        unread: Mistake | None = None
        for each in table.rows:
            if isinstance(each, BadRow):
                rows += 1
                sink.doubts([Told(each.number, None, _unread(each.problem), False)])
                continue
            tickets = reader.read(each)
            sink.tickets(tickets, way.paused_in or _CAUTIOUS)
            rows += len(tickets.numbers)
            sound += int(tickets.sound.sum())
            bad = (d.mistake for d in tickets.doubts if not d.counted and d.mistake.rule is Q005)
            unread = unread or next(bad, None)
            self._progress(f"reading {file.name}", rows)
        if unread is not None and not sound:
            # Not even one opening can be read: it is the column that is not understood.
            raise ExportError([about_file(Q005, file, unread.message, unread.hint)])
        return rows

    def _events(
        self, file: Path, events: Iterable[RawEvent | BadRow], way: Mapped, sink: Sink
    ) -> int:
        done = 0
        for done in EventReader(self._catalog, way).read(events, sink):
            self._progress(f"reading events of {file.name}", done)
        if done:
            self.with_events.append(file)
        return done

    def _told_by(self, way: Mapped) -> Mapped:
        """Return how values are read: in our own form of events, they are those of the export."""
        systems = {each.system.name: each for each in self._read}
        if way.system.name != "plain" or len(systems) != 1:
            return way
        (export,) = systems.values()
        return replace(way, system=export.system, values=export.values, where=export.where)


def _opened(file: Path, content: Path, ways: Sequence[Mapped]) -> tuple[Mapped, Table]:
    """Return how a file is read, and its table."""
    for way in ways:
        rows = way.system.rows(content) if way.system.rows is not None else iter(())
        head = [*_until_batch(rows)]
        if head:
            headings = [key for each in head if isinstance(each, Batch) for key in each.columns]
            alike = [each.with_own_names() for each in ways if each.system is way.system]
            table = Table(tuple(headings), chain(head, rows))
            return (recognise(file, headings, alike) if headings else way), table
    known = {name for way in ways for names in way.headings.values() for name in names}
    try:
        table = open_table(content, known)
        return recognise(file, table.headings, ways), table
    except ExportError:
        if not any(_first_events(way, content) for way in ways):
            raise
        message = "the file tells what happened to tickets, and of no ticket"
        hint = "name it with --events, beside the export of the tickets"
        raise ExportError([about_file(Q002, file, message, hint)]) from None


def _first_events(way: Mapped, content: Path) -> list[RawEvent | BadRow]:
    """Return the first of the events that a file has in the form of a system, if it has any."""
    return [*islice(way.system.events(content), 1)] if way.system.events is not None else []


def _until_batch(rows: Iterator[Batch | BadRow]) -> Iterator[Batch | BadRow]:
    for each in rows:
        yield each
        if isinstance(each, Batch):
            return


@contextmanager
def _of_file(file: Path, folder: Path) -> Iterator[Path]:
    """Give the content of a file, unpacked; what is wrong with that is told of the file itself."""
    content = file
    try:
        content = unpacked(file, folder)
        yield content
    except ExportError as error:
        raise ExportError(_moved(each, content, file) for each in error.findings) from None
    except Invalid as error:
        raise ExportError([about_file(Q002, file, error.message, error.hint)]) from None
    finally:
        if content != file:
            content.unlink()


def _moved(finding: Finding, content: Path, file: Path) -> Finding:
    where = finding.where
    if where is None or where.file != str(content):
        return finding
    return replace(finding, where=replace(where, file=str(file)))


def _unread(problem: str) -> Mistake:
    wrong, _, remedy = problem.partition(": ")
    return Mistake(Q003, f"a row {wrong}", remedy or "correct it in the ticket system")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
