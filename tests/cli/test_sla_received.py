"""A ticket that comes after the cut-off: when it counts as received is told, and nowhere else."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
CUTOFFS = ["--catalog", str(Path(__file__).parents[1] / "example/cutoffs")]
LATE, EARLY = "2026-03-06T16:30", "2026-03-06T15:30"
EVENTS = """\
ticket,at,event,value,by,service
1,2026-03-06T16:30,opened,,,forms
1,2026-03-06T16:45,reply,,desk,
"""


def test_due_tells_a_later_receipt_alone(run: Run) -> None:
    late = json.loads(
        run("sla", "due", "forms", "--opened", LATE, "--format", "json", *CUTOFFS).output
    )
    assert late["received"] == "2026-03-09T00:00:00+01:00"
    assert late["targets"]["resolution"]["start"] == late["received"]
    early = run("sla", "due", "forms", "--opened", EARLY, "--format", "json", *CUTOFFS).output
    assert "received" not in json.loads(early)
    assert "received" not in run("sla", "due", "forms", "--opened", EARLY, *CUTOFFS).output


def test_clock_stands_still_until_the_receipt(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(EVENTS)
    asked = ["sla", "clock", str(file), "--now", "2026-03-09T12:00", *CUTOFFS]
    lines = [line.strip() for line in run(*asked).output.splitlines()]
    assert "received  Monday 9 March 2026 00:00 CET (UTC+01:00)" in lines
    first, last = lines.index("first response: met"), lines.index("resolution: running")
    assert lines[first + 3] == "used      0:00, 2:00 to spare"
    assert lines[first + 5 :][:2] == [
        "- Fri  6 Mar 2026 16:30: it is received, and counts, from Mon  9 Mar 2026 00:00",
        "- Fri  6 Mar 2026 16:45: the desk replies, and keeps the promise",
    ]
    assert lines[last + 2 :][:2] == [
        "due       Tuesday 10 March 2026 17:00 CET (UTC+01:00)",
        "used      3:00, 13:00 left",
    ]
    (ticket,) = json.loads(run(*asked, "--format", "json").output)["tickets"]
    assert ticket["received"] == "2026-03-09T00:00:00+01:00"
    assert ticket["clocks"][1]["cycles"][0]["why"][1]["step"] == "received"
