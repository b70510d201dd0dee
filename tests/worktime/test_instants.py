"""Instants as they are written; `tests/instants.yaml` has the forms."""

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instants import ACCEPTED, REFUSED
from sportello.findings import Invalid
from sportello.worktime import parse_date_or_instant, parse_instant

INSTANTS = st.builds(
    lambda wall, ahead: wall if ahead is None else wall.replace(tzinfo=dt.timezone(ahead)),
    st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2100, 12, 31)),
    st.none() | st.integers(-86_399, 86_399).map(lambda seconds: dt.timedelta(0, seconds)),
)


@pytest.mark.parametrize(("written", "means"), ACCEPTED)
def test_what_is_accepted_means_one_instant(written: str, means: dt.datetime) -> None:
    for read in (parse_instant, parse_date_or_instant):
        found = read(written)
        assert isinstance(found, dt.datetime)
        assert (found, found.utcoffset()) == (means, means.utcoffset())


@pytest.mark.parametrize(("written", "why"), REFUSED)
def test_what_is_refused_has_a_remedy(written: str, why: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_instant(written)
    assert caught.value.message == f'"{written}" {why}'
    assert caught.value.hint.startswith("write ")


def test_an_hour_of_one_digit_is_shown_with_two() -> None:
    for written in ("2026-01-05 8:00", "2026-01-05T8:00"):
        with pytest.raises(Invalid) as caught:
            parse_instant(written)
        assert caught.value.hint == "write its hour with two digits: 2026-01-05T08:00"


@pytest.mark.parametrize("written", [None, 20260105, 1.5, True, dt.date(2026, 1, 5), ""])
def test_what_is_no_text_is_refused(written: object) -> None:
    with pytest.raises(Invalid, match="is not an instant"):
        parse_instant(written)


@given(INSTANTS)
def test_what_is_printed_is_read(instant: dt.datetime) -> None:
    for written in (instant.isoformat(), str(instant), f"{instant:%Y%m%dT%H%M%S.%f%z}"):
        found = parse_instant(written)
        assert (found, found.utcoffset()) == (instant, instant.utcoffset())


@given(st.text("0123456789-:TtZz+., ", max_size=30) | st.text(max_size=30))
def test_anything_else_is_refused_and_nothing_breaks(written: str) -> None:
    with suppress(Invalid):
        # Python reads more forms, but none of ours as another instant.
        found = parse_instant(written)
        with suppress(ValueError):
            assert found == dt.datetime.fromisoformat(written.strip())


@pytest.mark.parametrize("written", ["2026-01-05", "2026-01-05 Monday", "Monday, 2026-01-05"])
def test_date_may_stand_for_an_instant_where_either_will_do(written: str) -> None:
    found = parse_date_or_instant(written)
    assert (type(found), found) == (dt.date, dt.date(2026, 1, 5))


@pytest.mark.parametrize("written", ["20260105", "2026-01-05 Tuesday", "1969-12-31", "soon", 5])
def test_date_that_is_none_is_refused(written: object) -> None:
    with pytest.raises(Invalid):
        parse_date_or_instant(written)
