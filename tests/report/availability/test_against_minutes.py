"""Availability by a random list of outages, against a count of every minute by the wall clock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from sportello.catalog.model import Catalog
from sportello.report.availability import availability, read_outages

ROME = ZoneInfo("Europe/Rome")
FIRST = datetime(2026, 7, 1, tzinfo=ROME).astimezone(UTC)
AS_OF = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MINUTES = int((AS_OF - FIRST) / MINUTE)
OFFICE = ((480, 750), (810, 1080))
"""From 8:00 to 12:30 and from 13:30 to 18:00, on Monday to Friday; no holiday is one of these."""
LISTED = tuple[str, int, int | None, str]


def listed(random: Random) -> list[LISTED]:
    """Return outages by service, with the minutes of their start and end; one has none yet."""
    found: list[LISTED] = []
    for _ in range(60):
        start = random.randrange(MINUTES)
        end = start + random.choice([5, 90, 700, 3000])
        kind = random.choice(["outage", "outage", "maintenance"])
        found.append((random.choice(["mail", "payroll", "shop"]), start, end, kind))
    change = int((datetime(2026, 10, 25, tzinfo=UTC) - FIRST) / MINUTE)
    found.append(("shop", change, change + 150, "outage"))
    found.append(("mail", MINUTES - 40, None, "outage"))
    return found


def is_office(at: datetime) -> bool:
    minute = at.hour * 60 + at.minute
    return at.weekday() < 5 and any(begin <= minute < end for begin, end in OFFICE)


@pytest.mark.parametrize("seed", [1, 2])
def test_every_minute_is_agreed_or_not_and_up_or_down(
    test_desk: Catalog, tmp_path: Path, seed: int
) -> None:
    outages = listed(Random(seed))  # noqa: S311 - no secret
    lines = ["service,from,to,kind"]
    for service, start, end, kind in outages:
        until = "" if end is None else (FIRST + end * MINUTE).isoformat()
        lines.append(f"{service},{(FIRST + start * MINUTE).isoformat()},{until},{kind}")
    file = tmp_path / "outages.csv"
    file.write_text("\n".join(lines))
    down: dict[tuple[str, str], set[int]] = {}
    for service, start, end, kind in outages:
        minutes = range(start, min(end or MINUTES, MINUTES))
        down.setdefault((service, kind), set()).update(minutes)
    expected: dict[tuple[str, str], list[int]] = {}
    for minute in range(MINUTES):
        at = (FIRST + minute * MINUTE).astimezone(ROME)
        for service in ("mail", "payroll", "shop"):
            is_shop = service == "shop"
            if not is_shop and not is_office(at):
                continue
            window = f"2026-Q{(at.month + 2) // 3}" if is_shop else f"2026-{at.month:02}"
            announced = minute in down.get((service, "maintenance"), ())
            is_down = minute in down.get((service, "outage"), ()) and not announced
            counts = expected.setdefault((service, window), [0, 0, 0])
            counts[0] += is_shop or not announced  # forgiven, or removed
            counts[1] += is_down
            counts[2] += announced
    found = availability(
        test_desk, read_outages(test_desk, file), "2026-07", int(AS_OF.timestamp())
    ).outages
    assert {
        (each.service, each.window): [each.agreed, each.down, each.excluded] for each in found
    } == {key: [60 * count for count in counts] for key, counts in expected.items()}
    for each in found:
        promised = 995 if each.service == "shop" else 990
        assert each.is_kept == (1000 * (each.agreed - each.down) >= promised * each.agreed)
    assert len({each.is_kept for each in found}) == 2
