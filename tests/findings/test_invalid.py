"""What is wrong and the remedy are two values: a text that holds ": " is never cut."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.model import Day, ZoneName, mail_address
from sportello.catalog.model.scalars import Domain
from sportello.findings import Invalid
from sportello.worktime import BeyondKnownHolidays, Duration, parse_date_or_instant
from sportello.worktime.dates import parse_holiday_date

words = st.text("abcxyz019", min_size=1, max_size=9)


@pytest.mark.parametrize(
    "read",
    [
        Duration.parse,
        Day,
        parse_date_or_instant,
        parse_holiday_date,
        mail_address,
        Domain,
        ZoneName,
    ],
)
@given(words, words)
def test_value_is_told_whole(read: Callable[[str], object], head: str, tail: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(f"{head}: {tail}")
    assert f'"{head}: {tail}"' in caught.value.message


def test_error_is_told_with_its_remedy() -> None:
    assert str(Invalid("wiki: no tool", "write it: now")) == "wiki: no tool: write it: now"
    assert str(Invalid("wiki: no tool")) == "wiki: no tool"


def test_error_survives_its_way_between_processes() -> None:
    error = BeyondKnownHolidays("after: the dates", "known: to 2100")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (again.message, again.hint) == ("after: the dates", "known: to 2100")
