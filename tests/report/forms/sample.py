"""A report made by hand, with everything that a form has to show."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month, Row, Share, Table
from sportello.report.report import (
    Ahead,
    Breach,
    Changed,
    Doubt,
    Outage,
    Place,
    Report,
    Source,
)
from sportello.sla.clock import ClockStep
from sportello.worktime.zones import Zone

ROME = Zone("Europe/Rome")
MONTHS = tuple(f"2026-{month:02}" for month in range(1, 7))
SERVICES = ("piattaforma-crediti", "isee", "iseu", "ditech-finance")
CHANNELS = ("mail", "phone", "portal")


def _unasked(_by: Sequence[str], _month: Month) -> str:
    raise AssertionError("a form asks no database")


class _Words(NamedTuple):
    it: str
    en: str

    def text(self) -> Text:
        return Text({"it": self.it, "en": self.en})


PARTS = frozenset({"month", "service", "channel"})
OPENED = Figure(
    "opened",
    10,
    _Words("Richieste aperte", "Requests opened").text(),
    _Words(
        "Quante richieste sono state aperte nel mese; senza spam, prove e richieste unite ad altre.",
        "How many requests were opened in the month; without spam, tests and what was merged into another.",
    ).text(),
    (Measure("opened", _Words("Aperte", "Opened").text(), "count"),),
    PARTS,
    _unasked,
)
MET = Figure(
    "met",
    20,
    _Words("Promesse mantenute", "Promises kept").text(),
    _Words(
        "Mantenute fratto mantenute più non mantenute; anche chi aspetta ancora oltre la scadenza conta come non mantenuta.",
        "Kept over kept plus not kept; what still waits after its deadline counts as not kept.",
    ).text(),
    (
        Measure("met", _Words("Mantenute", "Kept").text(), "share"),
        Measure("undecided", _Words("Ancora in corso", "Still running").text(), "count"),
    ),
    PARTS,
    _unasked,
)
CONTACT = Figure(
    "first_contact",
    30,
    _Words("Tempo al primo contatto", "Time to first contact").text(),
    _Words(
        "Ore di lavoro dall'apertura alla prima risposta dello sportello, per le risposte del mese.",
        "Business hours from the opening to the desk's first answer, of answers given in the month.",
    ).text(),
    (
        Measure("answered", _Words("Risposte", "Answered").text(), "count"),
        Measure("mean", _Words("Media", "Mean").text(), "seconds"),
        Measure("median", _Words("Mediana", "Median").text(), "seconds"),
        Measure("p90", _Words("90 su 100 entro", "90 of 100 within").text(), "seconds"),
        Measure("p95", _Words("95 su 100 entro", "95 of 100 within").text(), "seconds"),
    ),
    PARTS,
    _unasked,
    ("median", "mean", "p90", "p95"),
)
SMILEYS = Figure(
    "satisfaction",
    40,
    _Words("Soddisfazione", "Satisfaction").text(),
    _Words(
        "L'ultimo voto di ogni richiesta, su tre livelli; voti fratto richieste risolte.",
        "The last vote on each request, in three levels; votes over requests resolved.",
    ).text(),
    (
        Measure("positive", _Words("Positivi", "Positive").text(), "share"),
        Measure("neutral", _Words("Neutri", "Neutral").text(), "share"),
        Measure("negative", _Words("Negativi", "Negative").text(), "share"),
        Measure("voted", _Words("Hanno votato", "Voted").text(), "share"),
    ),
    PARTS,
    _unasked,
    ("positive", "neutral", "negative"),
)


def _opened() -> list[Table]:
    return [
        Table(OPENED, (), (Row((), (1234,)),)),
        Table(
            OPENED,
            ("month",),
            tuple(Row((m,), (180 + 13 * n,)) for n, m in enumerate(MONTHS)),
        ),
        Table(
            OPENED,
            ("channel",),
            (
                Row(("mail",), (812,)),
                Row(("phone",), (301,)),
                Row(("portal",), (115,)),
                Row((None,), (6,)),
            ),
        ),
    ]


def _met() -> list[Table]:
    shares = [(190, 201), (150, 201), (0, 0), (1999, 2000), (170, 190), (181, 200)]
    return [
        Table(MET, (), (Row((), (Share(2690, 2792), 17)),)),
        Table(
            MET,
            ("month",),
            tuple(
                Row((m,), (Share(*share), n))
                for n, (m, share) in enumerate(zip(MONTHS, shares, strict=True))
            ),
        ),
        Table(
            MET,
            ("service",),
            tuple(Row((s,), (Share(100 - 9 * n, 100 + n), n)) for n, s in enumerate(SERVICES)),
        ),
    ]


def _contact() -> list[Table]:
    return [
        Table(CONTACT, (), (Row((), (1200, 11880, 3960, 28440, 46800)),)),
        Table(
            CONTACT,
            ("month",),
            (
                *(
                    Row((m,), (180 + n, 11880 + 700 * n, 3960 + 60 * n, 28440, 46800 - 900 * n))
                    for n, m in enumerate(MONTHS[:-1])
                ),
                Row((MONTHS[-1],), (0, None, None, None, None)),
            ),
        ),
    ]


def _smileys() -> list[Table]:
    return [
        Table(
            SMILEYS,
            (),
            (Row((), (Share(150, 200), Share(30, 200), Share(20, 200), Share(200, 1200))),),
        ),
        Table(
            SMILEYS,
            ("channel",),
            (
                Row(("mail",), (Share(75, 90), Share(10, 90), Share(5, 90), Share(90, 812))),
                Row(("phone",), (Share(70, 100), Share(18, 100), Share(12, 100), Share(100, 301))),
                Row(("portal",), (Share(5, 10), Share(2, 10), Share(3, 10), Share(10, 115))),
            ),
        ),
    ]


def _steps() -> tuple[ClockStep, ...]:
    return (
        ClockStep("started", datetime(2026, 1, 5, 8, 0, tzinfo=UTC), "opened"),
        ClockStep(
            "paused",
            datetime(2026, 1, 7, 9, 0, tzinfo=UTC),
            "waiting",
            datetime(2026, 1, 8, 9, 0, tzinfo=UTC),
            36000,
        ),
        ClockStep("late", datetime(2026, 1, 15, 9, 0, tzinfo=UTC), "desk-reply"),
    )


def sample() -> Report:
    return Report(
        desk=Text({"it": "Sportelli di <prova> & esempio", "en": "Desks of <trial> & example"}),
        as_of=datetime(2026, 7, 1, 18, 0, tzinfo=ROME),
        month_of="decided",
        revision="9f3a2c1",
        version="0.1.0",
        sources=(
            Source("tickets.csv", "ab" * 32, "jira", 1250, 1234),
            Source("events.json", "cd" * 32, "jira", 5210, 5210),
        ),
        first_month=MONTHS[0],
        last_month=MONTHS[-1],
        tables=(*_opened(), *_met(), *_contact(), *_smileys()),
        availability=(
            Outage("piattaforma-crediti", "2026-01", 720000, 7200, 1800, 99.0, True),
            Outage("piattaforma-crediti", "2026-02", 720000, 9000, 0, 99.0, False),
        ),
        breaches=(
            Breach(
                Place("tickets.csv", 40),
                "isee",
                "resolution",
                None,
                None,
                None,
                False,
                datetime(2026, 6, 5, 9, 0, tzinfo=ROME),
                datetime(2026, 6, 12, 9, 0, tzinfo=ROME),
                None,
                None,
                178200,
                -20,
                (),
            ),
            Breach(
                Place("tickets.csv", 12, "INT-277"),
                "piattaforma-crediti",
                "first_response",
                None,
                "accatre",
                "accatre-office",
                True,
                datetime(2026, 1, 5, 9, 0, tzinfo=ROME),
                datetime(2026, 1, 12, 9, 0, tzinfo=ROME),
                datetime(2026, 1, 15, 10, 0, tzinfo=ROME),
                None,
                178200,
                -34200,
                _steps(),
            ),
        ),
        breach_count=102,
        ahead=(
            Ahead(
                Place("tickets.csv", 50, "=INT-300"),
                "iseu",
                "resolution",
                datetime(2026, 7, 2, 12, 0, tzinfo=ROME),
                14400,
                True,
            ),
        ),
        ahead_count=1,
        changed=(
            Changed(
                Place("tickets.csv", 60, "INT-310"),
                "isee",
                "resolution",
                "2026-03",
                "met",
                "breached",
                "2026-06",
            ),
        ),
        changed_count=1,
        doubts=(
            Doubt(
                "Q007",
                'service "Finanza" is not in the catalog',
                'write it below `values:` of the export, or did you mean "ditech-finance"?',
                12,
                False,
                tuple(Place("tickets.csv", row) for row in range(70, 80)),
            ),
            Doubt(
                "Q012",
                "resolved before it was opened",
                "",
                1,
                True,
                (Place("tickets.csv", 90, "INT-9"),),
            ),
        ),
        excluded={"spam": 3, "merged": 1},
    )
