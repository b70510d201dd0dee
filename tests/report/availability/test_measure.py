"""Worked examples: how much of the agreed time a service was usable."""

from collections.abc import Callable
from pathlib import Path

import pytest

from report.rows import HOUR, instant
from small import SMALL
from sportello.api import loading
from sportello.report.availability import OutageError, availability, read_outages
from sportello.report.report import Outage

Measure = Callable[..., tuple[Outage, ...]]
FEBRUARY = """\
service,from,to,kind,reason
wiki,2026-02-03T17:30,2026-02-04T09:00,outage,Disk full
wiki,2026-02-04T08:30,2026-02-04T10:00,,The same once more
wiki,2026-02-04T08:00,2026-02-04T08:30,maintenance,Announced
"""


@pytest.fixture
def measured(catalog_at: Callable[..., Path], tmp_path: Path) -> Measure:
    """Measure a list of outages by a promise, from a month to an instant."""

    def measure(
        text: str,
        promise: str = "percent: 99, hours: office, window: month",
        first: str = "2026-02",
        as_of: str = "2026-03-01 00:00",
    ) -> tuple[Outage, ...]:
        sla = f"availability:\n  wiki: {{service: [wiki], {promise}}}\n" + SMALL["sla.yaml"]
        catalog = loading.load(catalog_at(sla=sla))
        file = tmp_path / "outages.csv"
        file.write_text(text)
        now = instant(as_of)
        assert now is not None
        found = availability(catalog, read_outages(catalog, file), first, now)
        assert not found.doubts
        return found.outages

    return measure


def share(each: Outage) -> float:
    """The share in percent, cut to two places as it is shown."""
    return (each.agreed - each.down) * 10_000 // each.agreed / 100


@pytest.mark.parametrize(
    ("maintenance", "agreed", "shown", "is_kept"),
    [("remove", 199.5, 98.99, False), ("forgive", 200, 99.0, True)],
)
def test_99_percent_of_february_is_kept_or_missed_by_what_maintenance_does(
    measured: Measure, maintenance: str, agreed: float, shown: float, is_kept: bool
) -> None:
    promise = f"percent: 99, hours: office, window: month, maintenance: {maintenance}"
    (found,) = measured(FEBRUARY, promise)
    assert (found.service, found.window) == ("wiki", "2026-02")
    assert (found.agreed, found.down, found.excluded) == (agreed * HOUR, 2 * HOUR, 0.5 * HOUR)
    assert (share(found), found.is_kept) == (shown, is_kept)


def test_without_a_word_on_maintenance_nothing_is_guessed(measured: Measure) -> None:
    with pytest.raises(OutageError) as raised:
        measured(FEBRUARY)
    (found,) = raised.value.findings
    assert found.code == "A003"
    assert found.message == 'availability "wiki" does not say what maintenance does'
    assert found.where is not None
    assert found.where.line == 4


def test_without_maintenance_in_the_list_nobody_asks(measured: Measure) -> None:
    (found,) = measured("\n".join(FEBRUARY.splitlines()[:3]) + "\n")
    assert (found.agreed, found.down) == (200 * HOUR, 2.5 * HOUR)


def test_an_outage_without_a_window_to_measure_it_in_is_asked_about(measured: Measure) -> None:
    with pytest.raises(OutageError, match="does not say over how long"):
        measured("service,from,to\nwiki,2026-02-03T10:00,2026-02-03T11:00\n", "percent: 99")


@pytest.mark.parametrize(("month", "hours"), [("2026-03", 31 * 24 - 1), ("2026-10", 31 * 24 + 1)])
def test_round_the_clock_a_month_in_which_clocks_change_is_an_hour_shorter_or_longer(
    measured: Measure, month: str, hours: int
) -> None:
    found = measured("service,from,to\n", "percent: 99, window: month", month, "2026-12-31 00:00")
    assert found[0].agreed == hours * HOUR


def test_windows_are_those_of_the_desk_and_nothing_counts_after_the_report(
    measured: Measure,
) -> None:
    text = "service,from,to\nwiki,2026-03-31T23:00,\n"
    months = measured(text, "percent: 99, window: month", as_of="2026-04-01 02:00")
    assert [(each.window, each.down) for each in months] == [
        ("2026-02", 0),
        ("2026-03", HOUR),
        ("2026-04", 2 * HOUR),
    ]
    quarters = measured(text, "percent: 99, window: quarter", as_of="2026-04-01 02:00")
    assert [(each.window, each.down) for each in quarters] == [
        ("2026-Q1", HOUR),
        ("2026-Q2", 2 * HOUR),
    ]
    (year,) = measured(text, "percent: 99, window: year", as_of="2026-04-01 02:00")
    assert (year.window, year.down) == ("2026", 3 * HOUR)
    last = instant("2026-04-01 02:00")
    first = instant("2026-01-01 00:00")
    assert last is not None
    assert first is not None
    assert year.agreed == last - first


def test_what_is_promised_is_compared_as_it_is_written(measured: Measure) -> None:
    # 99.9 % of 1,000 hours: an hour down is just kept, a second more is not.
    for down, is_kept in (("11:00:00", True), ("11:00:01", False)):
        text = f"service,from,to\nwiki,2026-01-05T10:00,2026-01-05T{down}\n"
        (found,) = measured(text, "percent: 99.9, window: year", "2026-01", "2026-02-11 16:00")
        assert found.agreed == 1000 * HOUR
        assert found.is_kept is is_kept


def test_an_outage_out_of_hours_does_not_count(measured: Measure) -> None:
    (found,) = measured("service,from,to\nwiki,2026-02-07T00:00,2026-02-09T08:00\n")
    assert (found.down, found.is_kept) == (0, True)


def test_stretches_that_are_not_known_are_told_one_by_one(catalog_at: Callable[..., Path]) -> None:
    # The holidays of Sri Lanka are known from 2003 on, and not for ever.
    sri_lanka = ("calendars.yaml", "country: IT", "country: LK")
    promise = "availability:\n  wiki: {service: [wiki], percent: 99, hours: office, window: year}\n"
    catalog = loading.load(catalog_at(sri_lanka, sla=promise + SMALL["sla.yaml"]))
    now = instant("2099-07-01 00:00")
    assert now is not None
    found = availability(catalog, (), "2002-11", now)
    first, last = (int(each.window) for each in (found.outages[0], found.outages[-1]))
    assert [each.message for each in found.doubts] == [
        'availability of "wiki" in 2002 is not known',
        f'availability of "wiki" from {last + 1} to 2099 is not known',
    ]
    assert first == 2003
