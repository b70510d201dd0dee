"""The workbook of a Zammad report, made of the sample as the program makes it."""

import csv
from pathlib import Path

import xlsxwriter

from exports.systems.told import SAMPLES

NUMBERS = {"Close In Min", "First Response In Min"}


def made(folder: Path, footer: str) -> Path:
    """Write the sample as Zammad does: title, nothing, header in row 3, nothing, footer."""
    file = folder / "2026-1.xlsx"
    with (SAMPLES / "zammad/report.csv").open(newline="") as stream:
        header, *table = csv.reader(stream)
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "2026-1")
        for at, heading in enumerate(header):
            sheet.write_string(2, at, heading)
        for row, cells in enumerate(table, 3):
            for at, cell in enumerate(cells):
                if cell and header[at] in NUMBERS:
                    sheet.write_number(row, at, float(cell))
                elif cell:
                    sheet.write_string(row, at, cell)
        sheet.write_string(3 + len(table) + 1, 0, footer)
    return file
