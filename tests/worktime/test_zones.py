"""Zones come from the installed database, and are the same wherever they are asked for."""

import copy
import datetime as dt
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from sportello.worktime.zones import Zone, zone_names

SUMMER = dt.datetime(2026, 7, 1, 12, tzinfo=Zone("Europe/Rome"))


def offset_of(instant: dt.datetime) -> dt.timedelta | None:
    """Return an instant's offset, in a process that has to make its zone."""
    return instant.utcoffset()


def test_every_zone_can_be_made_and_agrees_with_the_standard_library_on_the_same_data() -> None:
    instants = [dt.datetime(year, month, 2, tzinfo=dt.UTC) for year in (1975, 2030) for month in (1, 7)]  # fmt: skip
    for name in zone_names():
        ours, theirs = Zone(name), ZoneInfo(name)  # of tzdata too: see conftest.py
        assert ours.key == name
        for instant in instants:
            assert instant.astimezone(ours).isoformat() == instant.astimezone(theirs).isoformat()


def test_of_one_name_there_is_one_zone() -> None:
    zone = Zone("Europe/Rome")
    assert Zone("Europe/Rome") is zone
    assert pickle.loads(pickle.dumps(zone)) is zone  # noqa: S301 (our own)
    assert copy.deepcopy(zone) is copy.copy(zone) is zone
    assert Zone("Europe/Vatican") is not zone


def test_an_instant_keeps_its_zone_in_another_process() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        assert pool.submit(offset_of, SUMMER).result() == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Europe/Roma", "europe/rome", "Factory", "localtime", "../zones", "/etc"]
)
def test_what_is_no_place_is_no_zone(name: str) -> None:
    assert name not in zone_names()
    with pytest.raises(ZoneInfoNotFoundError):
        Zone(name)
