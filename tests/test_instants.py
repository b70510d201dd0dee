"""Whoever reads an instant takes and refuses the same forms: those of `instants.yaml`."""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from instants import ACCEPTED, REFUSED
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.catalog.reading import Entry
from sportello.cli import main
from sportello.cli._moments import MOMENT
from sportello.expectations import read_expectations
from sportello.findings import Invalid
from sportello.sla.bulk.openings import NAIVE
from sportello.sla.bulk.problems import BadRows
from sportello.sla.bulk.source import read_tickets
from sportello.sla.bulk.tickets import prepare, unreadable
from sportello.sla.events import EventsError, read_events
from sportello.worktime import parse_instant

ROME = ZoneInfo("Europe/Rome")
EXAMPLE = Path(__file__).parent / "example" / "desk"
Read = Callable[[str], datetime | str]
"""Returns the instant of a text, in UTC if it was read as the desk's; else what is wrong."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(EXAMPLE).catalog


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instants")


def by_option(written: str) -> datetime | str:
    try:
        return MOMENT.convert(written, None, None)
    except click.BadParameter as error:
        return error.message


def by_json(catalog: Catalog, folder: Path) -> Read:
    def found(written: str) -> datetime | str:
        events = [{"at": written, "event": "opened"}]
        text = json.dumps({"service": "wiki", "events": events})
        return _by_events(catalog, folder / "t.json", text)

    return found


def by_csv(catalog: Catalog, folder: Path) -> Read:
    def found(written: str) -> datetime | str:
        text = io.StringIO()
        csv.writer(text).writerows([["at", "event", "service"], [written, "opened", "wiki"]])
        return _by_events(catalog, folder / "t.csv", text.getvalue())

    return found


def _by_events(catalog: Catalog, file: Path, text: str) -> datetime | str:
    file.write_text(text)
    try:
        return read_events(catalog, file)[0].events[0].at
    except EventsError as error:
        return str(error)


def by_yaml(catalog: Catalog, _folder: Path) -> Read:
    def found(written: str) -> datetime | str:
        text = f"hours: [{{calendar: office, at: {json.dumps(written)}, open: true}}]\n"
        file = Entry("tests/t.yaml", "t.yaml", text.encode())
        told = read_expectations([file], {"calendars": frozenset(catalog.calendars)}).findings
        return told[0].message if told else parse_instant(written)

    return found


def told_in_bulk(texts: Iterable[str], folder: Path) -> dict[str, datetime | str]:
    """Return what `sla bulk` reads of many texts."""
    file = folder / "bulk.csv"
    with file.open("w", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(
            [["service", "opened"], *(["wiki", each] for each in texts)]
        )
    found: dict[str, datetime | str] = {}
    with duckdb.connect() as duck:
        prepare(duck, read_tickets(duck, file, folder, BadRows("bulk.csv")))
        shown = 'SELECT ticket.opened, wall, asked."offset" FROM asked JOIN ticket ON asked.row = '
        known = duck.execute(f'{shown} ticket."sportello row" WHERE wall IS NOT NULL').fetchall()
        for opened, wall, offset in known:
            naive = datetime(1970, 1, 1) + dt.timedelta(microseconds=wall)
            zone = None if offset == NAIVE else dt.timezone(dt.timedelta(seconds=offset))
            found[opened] = naive.replace(tzinfo=zone)
        every = dict(duck.execute('SELECT "sportello row", opened FROM ticket').fetchall())
        found |= {every[row]: message for row, message in unreadable(duck)}
    return found


READERS = {"option": lambda *_: by_option, "JSON": by_json, "CSV": by_csv, "YAML": by_yaml}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_takes_the_same_forms(reader: str, catalog: Catalog, tmp_path: Path) -> None:
    found = {text: READERS[reader](catalog, tmp_path)(text) for text, _ in ACCEPTED}
    # What the desk is told of a ticket is read by its clock.
    assert {text: _at_the_desk(each) for text, each in found.items()} == {
        text: _at_the_desk(means) for text, means in ACCEPTED
    }


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_refuses_the_same_forms(reader: str, catalog: Catalog, tmp_path: Path) -> None:
    for text, why in REFUSED:
        message = READERS[reader](catalog, tmp_path)(text)
        assert isinstance(message, str), text
        assert f'"{text}" {why}' in message


def test_a_whole_file_takes_and_refuses_the_same_forms(tmp_path: Path) -> None:
    found = told_in_bulk([text for text, _ in (*ACCEPTED, *REFUSED)], tmp_path)
    for text, means in ACCEPTED:
        assert (text, found[text], _offset(found[text])) == (text, means, _offset(means))
    for text, why in REFUSED:
        assert f'"{text}" {why}' in str(found[text])


_NEAR = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["2026-01-05", "2024-02-29", "2023-02-29", "2100-12-31", "1970-01-01",
                         "1969-12-31", "20260105", "2026-1-5", "2026-04-31"]),
        st.sampled_from(["T", " ", "  ", "t", "", "_"]),
        st.sampled_from(["17:30", "23:59:59", "24:00", "17:60", "1730", "00:00", "9:30"]),
        st.sampled_from(["", ".5", ",123456789", ":00.000001", ":59,9", ".", ":60"]),
        st.sampled_from(["", " ", "Z", " Z", "+01:00", " +0100", "-23:59", "+24:00", "+01:", "+1",
                         "-00:44:30", "+05"]),
    ),
)  # fmt: skip


@settings(max_examples=50)
@given(st.lists(_NEAR | st.text("0123456789-:TZ+., ", max_size=25), min_size=1, unique=True))
def test_reading_many_at_once_is_reading_each(folder: Path, texts: list[str]) -> None:
    texts = [text for text in texts if text.strip()]
    for text, found in told_in_bulk(texts, folder).items():
        expected = _read(text)
        assert (text, found, _offset(found)) == (text, expected, _offset(expected))


COMMANDS = [
    ("calendar", "office", "--at"),
    ("route", "help@example.it", "--at"),
    ("sla", "clock", str(EXAMPLE.parent / "tickets" / "alarm.json"), "--now"),
    ("sla", "policy", "wiki", "--opened"),
    ("sla", "due", "wiki", "--opened"),
    ("sla", "elapsed", "--calendar", "office", "2026-01-05T09:00"),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_every_command_reads_instants_alike(words: tuple[str, ...]) -> None:
    def said(written: str) -> str:
        result = CliRunner().invoke(main, [*words, written, "--catalog", str(EXAMPLE)])
        return f"{result.exit_code} {result.output}"

    plain = said("2026-01-05T17:30+01:00")
    assert not plain.startswith("2 ")
    for same in ("20260105T173000+0100", "2026-01-05 17:30:00.0 +01:00", "2026-01-05t16:30z"):
        assert said(same) == plain
    refused = said("2026-W02-1T17:30")
    assert refused.startswith("2 ")
    assert '"2026-W02-1T17:30" is not an instant' in refused


def _read(text: str) -> datetime | str:
    try:
        return parse_instant(text)
    except Invalid as error:
        return f"opened: {error}"


def _at_the_desk(found: datetime | str) -> datetime | str:
    if isinstance(found, str):
        return found
    return (found.replace(tzinfo=ROME) if found.tzinfo is None else found).astimezone(UTC)


def _offset(found: datetime | str) -> dt.timedelta | None:
    return found.utcoffset() if isinstance(found, datetime) else None
