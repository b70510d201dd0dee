"""Times as exports write them: what has one meaning is read, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.exports.values.clock import NONE, Clock
from sportello.exports.values.instants import Instants
from sportello.worktime.zones import Zone

ROME = Zone("Europe/Rome")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def column(*dates: str) -> Instants:
    return Instants("Created", Clock(dates, ROME), "exports: of sla.yaml")


def instant(cell: str, *dates: str) -> str | None:
    """Return a time as a clock in Rome shows it; None for what is none."""
    found, wrong = column(*dates).read([cell])
    assert (found[0] == NONE) == bool(wrong)
    if wrong:
        return None
    return (EPOCH + timedelta(microseconds=int(found[0]))).astimezone(ROME).isoformat()


def problem(cell: str, *dates: str) -> tuple[str, str, str]:
    _, wrong = column(*dates).read([cell])
    return wrong[0].rule.code, wrong[0].message, wrong[0].hint


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2026-01-05T16:30", "2026-01-05T16:30:00+01:00"),
        (" 2026-01-05 16:30:11 ", "2026-01-05T16:30:11+01:00"),
        ("2026/01/05 16:30", "2026-01-05T16:30:00+01:00"),
        ("2026-01-05T16:30:11.250Z", "2026-01-05T17:30:11.250000+01:00"),
        ("2026-01-05T16:30:11.000+0300", "2026-01-05T14:30:11+01:00"),
        ("2026-01-05 15:30:00+00", "2026-01-05T16:30:00+01:00"),
        ("2026-01-05 16:30:11 -05:30", "2026-01-05T23:00:11+01:00"),
        ("2026-01-05 15:30:00 UTC", "2026-01-05T16:30:00+01:00"),
        ("2026-01-05 16:30:00 America/New_York", "2026-01-05T22:30:00+01:00"),
        ("05.01.2026 16:30", "2026-01-05T16:30:00+01:00"),
        ("5.1.26, 16:30", "2026-01-05T16:30:00+01:00"),
        ("05/Jan/26 4:30 PM", "2026-01-05T16:30:00+01:00"),
        ("05/Jan/26 12:10 AM", "2026-01-05T00:10:00+01:00"),
        ("05/Jan/26 12:10 p. m.", "2026-01-05T12:10:00+01:00"),
        ("05/gen/26 16:30", "2026-01-05T16:30:00+01:00"),
        ("5 gennaio 2026 16:30", "2026-01-05T16:30:00+01:00"),
        ("05. März 2026 16:30", "2026-03-05T16:30:00+01:00"),
        ("05-févr.-2026 16:30", "2026-02-05T16:30:00+01:00"),
        ("05/ene/26 4:30 PM", "2026-01-05T16:30:00+01:00"),
        ("Jan 5, 2026, 4:30 PM", "2026-01-05T16:30:00+01:00"),
        ("Mon, 05 Jan 2026 16:30:11", "2026-01-05T16:30:11+01:00"),
        ("1767627000", "2026-01-05T16:30:00+01:00"),
        ("1767627000250", "2026-01-05T16:30:00.250000+01:00"),
        ("46027.6875", "2026-01-05T16:30:00+01:00"),
        ("46027,6875", "2026-01-05T16:30:00+01:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("05/Jan/26 4:30 XM", None),
        ("05/Foo/26 4:30 PM", None),
        ("2026-01-05 16:30:00 Mars/Crater", None),
        ("2026-01-05 24:00", None),
        ("05/Jan/26 13:30 PM", None),
    ],
)
def test_what_has_one_meaning_is_read_without_a_pattern(cell: str, meant: str | None) -> None:
    assert instant(cell) == meant


@pytest.mark.parametrize(
    ("cell", "pattern", "meant"),
    [
        ("03/04/2026 16:30", "dd/MM/yyyy HH:mm", "2026-04-03T16:30:00+02:00"),
        ("3/4/2026 16:30", "dd/MM/yyyy HH:mm", "2026-04-03T16:30:00+02:00"),
        ("03/04/26 4:30 PM", "M/d/yy h:mm a", "2026-03-04T16:30:00+01:00"),
        ("16:30 03/04/2026", "HH:mm dd/MM/yyyy", "2026-04-03T16:30:00+02:00"),
        ("20260403163011", "yyyyMMddHHmmss", "2026-04-03T16:30:11+02:00"),
        ("2026-04-03", "yyyy-MM-dd", "2026-04-03T00:00:00+02:00"),
        ("ven 03/apr/2026 alle 16:30", "EEE dd/MMM/yyyy 'alle' HH:mm", "2026-04-03T16:30:00+02:00"),
        ("03/04/2026 16.30", "dd/MM/yyyy HH.mm", "2026-04-03T16:30:00+02:00"),
        ("03/04/2026 16:30 GMT+1", "dd/MM/yyyy HH:mm z", None),
        ("03/04/2026 16:30 +03:00", "dd/MM/yyyy HH:mm XXX", "2026-04-03T15:30:00+02:00"),
        ("31/02/2026 16:30", "dd/MM/yyyy HH:mm", None),
        ("2026-04-03T16:30", "dd/MM/yyyy HH:mm", "2026-04-03T16:30:00+02:00"),
    ],
)
def test_a_pattern_says_what_is_meant(cell: str, pattern: str, meant: str | None) -> None:
    assert instant(cell, pattern) == meant


@pytest.mark.parametrize(
    ("cell", "message", "hint"),
    [
        ("03/04/2026 16:30", "can be read in two ways", "dd/MM/yyyy HH:mm or MM/dd/yyyy HH:mm"),
        (
            "13/04/26 4:30 PM",
            "has a day and a month that others like it may not tell apart",
            "dd/MM/yy h:mm a",
        ),
        (
            "04-13-2026 16:30:11",
            "has a day and a month that others like it may not tell apart",
            "MM-dd-yyyy HH:mm:ss",
        ),
        ("03/04/2026", "can be read in two ways", "dd/MM/yyyy or MM/dd/yyyy"),
    ],
)
def test_day_and_month_are_not_guessed(cell: str, message: str, hint: str) -> None:
    where = "write its pattern in exports: of sla.yaml, under dates: "
    assert problem(cell) == ("Q005", f'"{cell}" in column "Created" {message}', where + hint)


@pytest.mark.parametrize(
    ("cell", "code", "message"),
    [
        ("2026-02-30 10:00", "Q005", "is not in the calendar"),
        ("30.02.2026 10:00", "Q005", "is not in the calendar"),
        ("2026-01-05", "Q005", "has no time of day"),
        ("2206-01-05 10:00", "Q005", "is out of reach"),
        ("yesterday", "Q005", "is not a time that is understood"),
        ("2026-01-05T10:00:00+99:00", "Q005", "is not a time that is understood"),
        ("2026-03-29 02:30", "Q006", "does not exist in Europe/Rome"),
        ("2026-10-25 02:30", "Q006", "comes twice in Europe/Rome"),
        ("2026-11-01 01:30 America/New_York", "Q006", "comes twice in America/New_York"),
        ("Oct 25, 2026 2:30 AM", "Q006", "comes twice in Europe/Rome"),
    ],
)
def test_what_is_wrong_with_a_time_is_told(cell: str, code: str, message: str) -> None:
    assert problem(cell)[:2] == (code, f'"{cell}" in column "Created" {message}')


def test_all_cells_with_the_same_mistake_have_one_message() -> None:
    cells = ["2026-01-05T10:00", "2026-10-25 02:30", "", "2026-10-25 02:31", "x", "  "]
    found, wrong = column().read(cells)
    assert [*wrong] == [4, 1, 3]
    assert wrong[1] is wrong[3]
    assert (found != NONE).tolist() == [True, False, False, False, False, False]


def test_a_column_may_mix_forms_zones_and_offsets() -> None:
    cells = [
        "2026-01-05 16:30 Europe/Rome",
        "05/Jan/26 4:30 PM",
        "1767627000",
        "2026-01-05T15:30Z",
        "2026-01-06 00:30 Asia/Tokyo",
        "46027.6875",
    ]
    found, wrong = column().read(cells * 3)
    assert not wrong
    assert {*found.tolist()} == {1_767_627_000_000_000}


PATTERNS = {
    "dd/MM/yyyy HH:mm:ss": "%d/%m/%Y %H:%M:%S",
    "MM-dd-yyyy, hh:mm:ss a": "%m-%d-%Y, %I:%M:%S %p",
    "yyyyMMdd HHmmss": "%Y%m%d %H%M%S",
    "dd MMM yyyy HH:mm:ss": "%d %b %Y %H:%M:%S",
}


@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1970, 1, 2), datetime(2068, 12, 30)), st.sampled_from([*PATTERNS])
        ),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_by_patterns_is_read_by_them(times: list[tuple[datetime, str]]) -> None:
    cells = [at.strftime(PATTERNS[pattern]) for at, pattern in times]
    # Of a date with slashes or hyphens, one pattern fits alone.
    found, wrong = Instants("at", Clock([*PATTERNS], Zone("UTC")), "").read(cells)
    assert not wrong
    meant = [
        (at.replace(microsecond=0, tzinfo=UTC) - EPOCH) // timedelta(microseconds=1)
        for at, _ in times
    ]
    assert found.tolist() == meant


@given(
    st.lists(
        st.text(st.sampled_from("0123456789/-.: TZ+APMjan'é\u202f\U0001d7d9"), max_size=24)
        | st.text(max_size=20)
    )
)
def test_any_cell_is_an_instant_is_empty_or_is_wrong(cells: list[str]) -> None:
    found, wrong = column("d/M/yy H:mm").read(cells)
    for place, cell in enumerate(cells):
        assert (found[place] == NONE) == (place in wrong or not cell or cell.isspace())
