"""Published figures, written by hand."""

from collections.abc import Mapping

from sportello.catalog.model import Day, Text
from sportello.targets.site.figures.published import (
    Number,
    PublishedFigure,
    PublishedFigures,
    PublishedMeasure,
    PublishedRow,
    PublishedTable,
)


def text(italian: str, english: str) -> Text:
    return Text({"it": italian, "en": english})


def rows(numbers: Mapping[str, Mapping[str, Number]]) -> tuple[PublishedRow, ...]:
    return tuple(
        PublishedRow(group=(name,) if name else (), numbers=own) for name, own in numbers.items()
    )


def figures(
    period: str = "2026-01", opened: int = 120, services: Mapping[str, Number] | None = None
) -> PublishedFigures:
    """Return what a desk publishes of a month or a year."""
    by_service = {name: {"opened": n} for name, n in (services or {}).items()}
    tables = (
        PublishedTable(rows=rows({"": {"opened": opened}})),
        PublishedTable(
            by=("channel",),
            rows=rows(
                {"mail": {"opened": 90}, "phone": {"opened": "withheld"}, "chat": {"opened": "few"}}
            ),
        ),
        PublishedTable(by=("service",), rows=rows(by_service)),
    )
    kept: dict[str, dict[str, Number]] = {
        "first_response": {"met": "withheld", "met_not": "few", "met_of": 100},
        "resolution": {"met": "few", "met_not": "withheld", "met_of": 40},
        "next_update": {"met": "withheld", "met_not": "withheld", "met_of": 7},
        "take_in_charge": {"met": 1979, "met_not": 21, "met_of": 2000},
    }
    return PublishedFigures(
        period=period,
        as_of=Day("2026-02-03" if "-" in period else "2027-01-03"),
        k=5,
        rules={"S1": "A count from 1 to 4 is few."},
        figures=(
            PublishedFigure(
                name="opened",
                title=text("Richieste aperte", "Requests opened"),
                definition=text("Tutte quelle arrivate.", "All that came."),
                measures=(
                    PublishedMeasure(name="opened", title=text("Aperte", "Opened"), unit="count"),
                ),
                tables=tables,
            ),
            PublishedFigure(
                name="promises",
                title=text("Promesse mantenute", "Promises kept"),
                definition=text("Mantenute su decise.", "Kept of decided."),
                measures=(
                    PublishedMeasure(name="met", title=text("Mantenute", "Kept"), unit="share"),
                ),
                tables=(PublishedTable(by=("target",), rows=rows(kept)),),
            ),
            PublishedFigure(
                name="times",
                title=text("Tempi", "Times"),
                definition=text("Fino alla risposta.", "Until the answer."),
                measures=(
                    PublishedMeasure(name="mean", title=text("Media", "Mean"), unit="seconds"),
                ),
                tables=(PublishedTable(rows=rows({"": {"mean": 11_700}})),),
            ),
        ),
    )
