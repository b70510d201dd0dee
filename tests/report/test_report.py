"""Reports of files: what is read, counted, left out and written."""

import hashlib
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from report.rows import HOUR, ROME
from small import SMALL
from sportello.api.loading import load
from sportello.catalog.model import Catalog
from sportello.findings import Invalid
from sportello.report.availability import OutageError
from sportello.report.figure import Share, Table
from sportello.report.make import make_report
from sportello.report.report import Place, Report

TICKETS = """\
reference,service,channel,opened,first_response,resolved,excluded
A-1,wiki,mail,2026-01-07T09:00,2026-01-07T10:00,2026-01-07T12:00,
A-2,wiki,mail,2026-01-08T09:00,2026-01-20T10:00,2026-01-20T12:00,
A-3,pump,phone,2026-02-02T09:00,,,
A-4,wiki,mail,2026-02-03T09:00,,,spam
A-5,wiki,mail,2026-03-02T09:00,,,
A-6,nowhere,mail,2026-02-04T09:00,,,
"""
AVAILABILITY = """\
availability:
  wiki: {service: [wiki], percent: 99, hours: office, window: month}
"""
FEBRUARY = datetime(2026, 2, 10, 12, tzinfo=ROME)


@pytest.fixture
def catalog(catalog_at: Callable[..., Path]) -> Catalog:
    return load(catalog_at(sla=SMALL["sla.yaml"] + AVAILABILITY))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "tickets.csv"
    file.write_text(TICKETS)
    return file


def table(report: Report, name: str, *by: str) -> Table:
    return next(each for each in report.tables if (each.figure.name, each.by) == (name, by))


def value(report: Report, figure: str, measure: str) -> object:
    found = table(report, figure)
    names = [each.name for each in found.figure.measures]
    return found.rows[0].values[names.index(measure)]


def test_every_row_of_a_file_is_counted_or_told(catalog: Catalog, export: Path) -> None:
    report = make_report(catalog, [export], as_of=FEBRUARY)
    (source,) = report.sources
    assert (source.name, source.rows, source.counted) == ("tickets.csv", 6, 4)
    assert source.sha256 == hashlib.sha256(TICKETS.encode()).hexdigest()
    assert dict(report.excluded) == {"spam": 1, "later": 1}
    (doubt,) = [each for each in report.doubts if not each.counted]
    assert [(each.file, each.row) for each in doubt.places] == [("tickets.csv", 7)]
    assert value(report, "opened", "opened") == 3


def test_it_stands_at_an_instant_else_at_the_latest_in_the_files(
    catalog: Catalog, export: Path
) -> None:
    assert make_report(catalog, [export], as_of=FEBRUARY).as_of == FEBRUARY
    latest = make_report(catalog, [export]).as_of
    assert latest == datetime(2026, 3, 2, 9, tzinfo=ROME)


def test_promises_are_those_of_the_catalog(catalog: Catalog, export: Path) -> None:
    report = make_report(catalog, [export], as_of=FEBRUARY)
    # 40 business hours are four days: the second waited for eight; a call is answered at once.
    assert value(report, "promises", "met") == Share(2, 3)
    assert value(report, "first_contact", "mean") == (1 + 81 + 0) * HOUR / 3
    (breach,) = report.breaches
    assert (breach.ticket.reference, breach.margin) == ("A-2", -41 * HOUR)


def test_availability_is_measured_where_outages_are_listed(
    catalog: Catalog, export: Path, tmp_path: Path
) -> None:
    outages = tmp_path / "outages.csv"
    outages.write_text("service,from,to\nwiki,2026-02-03T08:00,2026-02-03T09:00\n")
    report = make_report(catalog, [export], as_of=FEBRUARY, outages=outages)
    assert [(each.window, each.down) for each in report.availability] == [
        ("2026-01", 0),
        ("2026-02", 3600),
    ]
    assert make_report(catalog, [export], as_of=FEBRUARY).availability == ()
    outages.write_text("service,from,to\nwikki,2026-02-03T08:00,\n")
    with pytest.raises(OutageError):
        make_report(catalog, [export], as_of=FEBRUARY, outages=outages)


def test_where_holidays_are_not_known_availability_is_a_doubt_and_all_else_is_counted(
    catalog_at: Callable[..., Path], export: Path, tmp_path: Path
) -> None:
    # The holidays of Sri Lanka are known from 2003 on.
    sri_lanka = ("calendars.yaml", "country: IT", "country: LK")
    catalog = load(catalog_at(sri_lanka, sla=SMALL["sla.yaml"] + AVAILABILITY))
    export.write_text("reference,service,opened\nA-1,wiki,2002-11-07T09:00\n")
    outages = tmp_path / "outages.csv"
    outages.write_text("service,from,to\nwiki,2002-12-20T08:00,2003-02-03T09:00\n")
    as_of = datetime(2003, 2, 10, 12, tzinfo=ROME)
    report = make_report(catalog, [export], as_of=as_of, outages=outages)
    assert [each.window for each in report.availability] == ["2003-01", "2003-02"]
    assert value(report, "opened", "opened") == 1
    (doubt,) = (each for each in report.doubts if each.code == "A004")
    assert doubt.message == 'availability of "wiki" from 2002-11 to 2002-12 is not known'
    assert "its holidays are known from 2003-01-01" in doubt.hint
    assert (doubt.count, doubt.places) == (1, (Place("outages.csv", 2),))


def test_the_rows_that_were_counted_are_written_as_parquet(
    catalog: Catalog, export: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "rows"
    for _ in range(2):
        make_report(catalog, [export], as_of=FEBRUARY, rows=rows)
    assert sorted(each.name for each in rows.iterdir()) == [
        "cycle.parquet",
        "doubt.parquet",
        "ticket.parquet",
        "turn.parquet",
    ]
    with duckdb.connect() as duck:
        ((tickets,),) = duck.execute(
            "SELECT count(*) FROM read_parquet(?)", [str(rows / "ticket.parquet")]
        ).fetchall()
    assert tickets == 4


def test_a_run_that_is_cancelled_leaves_nothing(
    catalog: Catalog, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    def cancel(what: str, _done: int, _total: int | None = None, /) -> None:
        assert [*folder.iterdir()]
        if what == "counting figures":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_report(catalog, [export], rows=tmp_path / "rows", progress=cancel)
    assert [*folder.iterdir()] == []
    assert not (tmp_path / "rows").exists()


def test_an_unknown_part_is_told_before_anything_is_read(catalog: Catalog) -> None:
    with pytest.raises(Invalid, match='did you mean "service"'):
        make_report(catalog, [Path("/nowhere")], by=[("servic",)])


def test_the_same_files_give_the_same_report(catalog: Catalog, export: Path) -> None:
    first, second = (make_report(catalog, [export], as_of=FEBRUARY) for _ in range(2))
    assert first == second
