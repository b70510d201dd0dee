"""The figures as one long table: CSV and Parquet."""

import csv
from dataclasses import replace
from pathlib import Path

import duckdb

from sportello.report.figure import Row
from sportello.report.figures import all_figures
from sportello.report.forms.csv import as_csv
from sportello.report.forms.long import COLUMNS, PARTS
from sportello.report.forms.parquet import as_parquet

from .golden_files import assert_golden
from .sample import sample


def test_csv_reads_as_written() -> None:
    assert_golden("report.csv", as_csv(sample()))


def test_parquet_has_the_rows_of_csv(tmp_path: Path) -> None:
    (tmp_path / "r.parquet").write_bytes(as_parquet(sample()))
    with duckdb.connect() as duck:
        found = duck.read_parquet(str(tmp_path / "r.parquet"))
        names, rows = tuple(found.columns), found.fetchall()
    shown = [tuple("" if each is None else str(each) for each in row) for row in rows]
    header, *lines = csv.reader(as_csv(sample()).decode().splitlines())
    assert names == tuple(header) == COLUMNS
    assert shown == [tuple(line) for line in lines]


def test_no_name_of_an_export_computes_in_a_spreadsheet() -> None:
    opened = replace(
        sample().tables[0], by=("customer",), rows=(Row(("=cmd|' /C calc'!A0",), (1,)),)
    )
    line = as_csv(replace(sample(), tables=(opened,), availability=())).decode().splitlines()[1]
    assert ",'=cmd|' /C calc'!A0," in line


def test_every_part_of_every_figure_has_its_column() -> None:
    assert frozenset().union(*(figure.parts for figure in all_figures())) <= set(PARTS)


def test_a_report_without_figures_is_a_table_without_rows(tmp_path: Path) -> None:
    nothing = replace(sample(), tables=(), availability=())
    assert as_csv(nothing).decode().splitlines() == [",".join(COLUMNS)]
    (tmp_path / "r.parquet").write_bytes(as_parquet(nothing))
    with duckdb.connect() as duck:
        assert duck.read_parquet(str(tmp_path / "r.parquet")).fetchall() == []
