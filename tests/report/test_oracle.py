"""The oracle itself, against tickets that were worked out by hand."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sportello.catalog.model import Catalog
from sportello.sla.events import Event, History
from sportello.sla.events.event import EventKind, Who
from sportello.sla.ticket import Ticket

from .generator.histories import Made
from .generator.told import tell
from .oracle import Oracle, Part, Reading
from .oracle_rows import rows_of, rows_of_told

ROME = ZoneInfo("Europe/Rome")


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ROME).astimezone(UTC)


def ticket(
    name: str, opened: str, *then: tuple[str, EventKind, Who, str | None], **of: str
) -> Made:
    """Return a ticket of payroll, opened by mail by its requester, and what happened then."""
    events = [Event(local(opened), "opened", None, "requester")]
    events += [Event(local(at), kind, value, by) for at, kind, by, value in then]
    excluded = of.pop("excluded", None)
    given = {"service": "payroll", "channel": "mail", "severity": "high"} | of
    known = Ticket(opened=events[0].at, **given)  # type: ignore[arg-type]
    return Made(History(name, known, tuple(events)), "Rossi", excluded=excluded)


def state(at: str, value: str, by: Who = "desk") -> tuple[str, EventKind, Who, str | None]:
    return at, "state", by, value


def reply(at: str, by: Who = "desk") -> tuple[str, EventKind, Who, str | None]:
    return at, "reply", by, None


def promises(
    desk: Catalog, made: list[Made], as_of: str, reading: Reading = "decided"
) -> dict[str | None, object]:
    oracle = Oracle(rows_of(desk, made, local(as_of)))
    found = oracle.figure("promises", ("target", "month"), reading)
    return {month: each for (target, month), each in found.items() if target == "resolution"}


def test_what_falls_due_at_closing_is_breached_in_the_next_month(test_desk: Catalog) -> None:
    # Nine business hours from Thursday 18:00 are those of Friday: the next open second is Monday's.
    unanswered = [ticket("a", "01-29T18:00")]
    found = promises(test_desk, unanswered, "02-02T08:00:00")
    assert found == {None: _values(undecided=1)}
    found = promises(test_desk, unanswered, "02-02T08:00:01")
    assert found == {"2026-02": _values(met=(0, 1), breached=1, late=1)}
    assert promises(test_desk, unanswered, "02-02T08:00:01", "opened") == {
        "2026-01": _values(met=(0, 1), breached=1, late=1)
    }


def test_what_is_done_while_closed_is_met(test_desk: Catalog) -> None:
    done = [ticket("a", "01-29T18:00", state("01-31T10:00", "resolved"))]
    assert promises(test_desk, done, "03-01T08:00") == {"2026-01": _values(met=(1, 1))}


def test_a_pause_does_not_count_and_a_reopening_goes_on(test_desk: Catalog) -> None:
    made = [
        ticket(
            "a",
            "01-12T09:00",  # a Monday
            state("01-12T10:00", "waiting"),
            reply("01-12T15:30", "requester"),
            state("01-12T16:30", "resolved"),  # 2 h
            state("01-14T08:00", "working", "requester"),
            state("01-14T12:00", "resolved"),  # 6 h in all
        )
    ]
    oracle = Oracle(rows_of(test_desk, made, local("02-01T00:00")))
    assert oracle.figure("resolution", (), "decided") == {
        (): {
            "stopped": 1,
            "mean": 6 * 3600,
            "median": 6 * 3600,
            "p90": 6 * 3600,
            "p95": 6 * 3600,
            "approximate": 0,
        }
    }
    assert oracle.figure("backlog", (), "decided") == {
        (): {"opened": 1, "resolved": 2, "reopened": 1, "removed": 0, "open": 0}
    }


def test_percentiles_are_those_of_real_tickets_and_open_ones_give_bounds(
    test_desk: Catalog,
) -> None:
    # Wednesday, answered after 1 to 8 hours; two wait, since 3 hours of business and since 19.
    hours = ("09:00", "10:00", "11:00", "12:00", "13:30", "14:30", "15:30", "16:30")
    made = [
        ticket(str(number), "01-14T08:00", reply(f"01-14T{hour}"))
        for number, hour in enumerate(hours)
    ]
    made += [ticket("x", "01-15T16:00"), ticket("y", "01-14T08:00")]
    rows = rows_of(test_desk, made, local("01-16T09:00"))
    oracle = Oracle(rows)
    answered = oracle.figure("first_contact", (), "decided")[()]
    used = [3600, 7200, 10800, 14400, 16200, 19800, 23400, 27000]
    assert (answered["mean"], answered["median"], answered["p90"]) == (
        sum(used) // 8,
        14400,
        27000,
    )
    waiting = oracle.figure("unanswered", (), "decided")[()]
    assert waiting["waiting"] == 2
    assert waiting["oldest"] == 19 * 3600
    assert (waiting["median_least"], waiting["median_most"]) == (14400, 16200)
    assert (waiting["p90_least"], waiting["p90_most"]) == (27000, None)


def test_totals_are_pooled_and_what_is_excluded_is_nowhere(test_desk: Catalog) -> None:
    kept = ticket("a", "01-14T08:00", state("01-14T09:00", "resolved"))
    late = ticket("b", "01-14T08:00", state("01-20T09:00", "resolved"), service="mail")
    spam = ticket("c", "01-14T08:00", excluded="spam")
    oracle = Oracle(rows_of(test_desk, [kept, late, spam], local("02-01T00:00")))
    found = oracle.figure("promises", ("service", "target"), "decided")
    assert found["payroll", "resolution"]["met"] == Part(1, 1)
    assert found["mail", "resolution"]["met"] == Part(0, 1)
    assert oracle.figure("promises", ("target",), "decided")["resolution",]["met"] == Part(1, 2)
    assert oracle.figure("opened", ("service",), "decided") == {
        ("payroll",): {"opened": 1, "unpromised": 0},
        ("mail",): {"opened": 1, "unpromised": 0},
    }


def _values(**values: object) -> dict[str, object]:
    nothing = dict.fromkeys(("breached", "late", "undecided", "cancelled"), 0)
    nothing |= {"undecidable": 0, "approximate": 0}
    met = values.pop("met", (0, 0))
    assert isinstance(met, tuple)
    return {"met": Part(*met), **nothing, **values}


def test_rows_alone_leave_open_what_pauses_may_have_changed(test_desk: Catalog) -> None:
    # Ten hours of business from opening to resolution, of nine promised.
    made = ticket("a", "01-12T08:00", state("01-13T09:00", "resolved"))
    known = tell(test_desk, made, "business time")

    def found(**told: object) -> tuple[str, str, int, int]:
        row = replace(known, **told)  # type: ignore[arg-type]
        cycles = rows_of_told(test_desk, [row], local("02-01T00:00")).cycles
        one = next(each for each in cycles if each.groups["target"] == "resolution")
        return one.state, one.exactness, one.used, one.used_at_least

    hour = 3600
    assert found(paused=0) == ("breached", "approximate", 10 * hour, 10 * hour)
    assert found(paused=hour) == ("met", "approximate", 9 * hour, 9 * hour)
    by_clock = {"paused_in": "calendar time"}
    assert found(paused=hour - 1, **by_clock)[0] == "breached"
    assert found(paused=hour, **by_clock) == ("undecidable", "approximate", 10 * hour, 9 * hour)
    assert found(paused=None) == ("undecidable", "approximate", 10 * hour, 0)
