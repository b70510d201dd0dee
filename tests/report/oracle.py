"""Every figure of a report, from the rows of the truth, with loops and lists, and nothing of the program.

Definitions are those that stand beside the figures; which month a row belongs to says the reading:
that of the ticket's opening, of the promise's decision, or of its resolution, which is its stop.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple, TypeVar

from .oracle_rows import ChangedRow, CycleRow, Rows, TicketRow, TurnRow

Reading = Literal["opened", "decided", "resolved"]
READINGS: Final[tuple[Reading, ...]] = ("opened", "decided", "resolved")
Group = tuple[str | None, ...]
Values = Mapping[str, object]
Named = tuple[str, str | None]
"""A ticket and a target of it."""


class Part(NamedTuple):
    """A part of a whole, both counted."""

    part: int
    whole: int


_T = TypeVar("_T", TicketRow, TurnRow, CycleRow)
_PERCENTS: Final = {"median": 50, "p90": 90, "p95": 95}


class Oracle:
    """Computes figures, by their names, parted by columns and by `month`."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._known_months: dict[datetime, str] = {}
        self._tickets = [each for each in rows.tickets if each.excluded is None]

    def month(self, at: datetime | None) -> str | None:
        """Return the month of an instant by the desk's clock."""
        if at is None:
            return None
        if at not in self._known_months:
            self._known_months[at] = at.astimezone(self._rows.zone).strftime("%Y-%m")
        return self._known_months[at]

    def parted(
        self, rows: Iterable[_T], by: Sequence[str], when: Callable[[_T], datetime | None]
    ) -> dict[Group, list[_T]]:
        """Return rows by their group; without parts there is one, even of no rows."""
        found: dict[Group, list[_T]] = {} if by else {(): []}
        for row in rows:
            month = self.month(when(row))
            group = tuple(month if each == "month" else row.groups[each] for each in by)
            found.setdefault(group, []).append(row)
        return found

    def figure(self, name: str, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """Return the values of a figure, by group and measure."""
        return _FIGURES[name](self, by, reading)

    def opened(self, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """All tickets by the month of their opening, whatever the reading."""
        del reading
        return {
            group: {
                "opened": len(rows),
                "unpromised": sum(not each.is_promised for each in rows),
            }
            for group, rows in self.parted(self._tickets, by, lambda row: row.opened).items()
        }

    def promises(self, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """D2, D3: met of met and breached; what is late and open is breached."""

        def values(rows: list[CycleRow]) -> Values:
            states = [each.state for each in rows]
            met, breached = states.count("met"), states.count("breached")
            return {
                "met": Part(met, met + breached),
                "breached": breached,
                "late": sum(each.state == "breached" and not each.is_over for each in rows),
                "undecided": states.count("running") + states.count("paused"),
                "cancelled": states.count("cancelled"),
                "undecidable": states.count("undecidable"),
                "approximate": sum(each.exactness == "approximate" for each in rows),
            }

        parted = self.parted(self._rows.cycles, by, self._decision(reading))
        return {group: values(rows) for group, rows in parted.items()}

    def times(self, target: str, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """D6: over cycles that were stopped, the mean, and percentiles by nearest rank."""
        done = [
            each
            for each in self._rows.cycles
            if each.groups["target"] == target and each.stopped is not None
        ]

        def values(rows: list[CycleRow]) -> Values:
            used = sorted(each.used for each in rows)
            return {
                "stopped": len(rows),
                "mean": sum(used) // len(used) if used else None,
                **{name: nearest_rank(used, percent) for name, percent in _PERCENTS.items()},
                "approximate": sum(each.exactness == "approximate" for each in rows),
            }

        parted = self.parted(done, by, self._stop(reading))
        return {group: values(rows) for group, rows in parted.items()}

    def waiting(self, target: str, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """D5, D6: those that wait, and bounds of the times with them."""
        owed = [
            each
            for each in self._rows.cycles
            if each.groups["target"] == target and each.state != "cancelled"
        ]

        def values(rows: list[CycleRow]) -> Values:
            waiting = [each for each in rows if not each.is_over]
            least = sorted(each.used_at_least for each in rows)
            done = sorted(each.used for each in rows if each.stopped is not None)
            bounds: dict[str, object] = {}
            for name, percent in _PERCENTS.items():
                rank = -(-len(rows) * percent // 100)
                bounds[f"{name}_least"] = nearest_rank(least, percent)
                bounds[f"{name}_most"] = done[rank - 1] if 0 < rank <= len(done) else None
            return {
                "waiting": len(waiting),
                "oldest": max((each.used for each in waiting), default=None),
                **bounds,
            }

        parted = self.parted(owed, by, self._stop(reading))
        return {group: values(rows) for group, rows in parted.items()}

    def backlog(self, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """D11: every turn in its own month; what is open then is the sum of all turns so far."""
        del reading
        signs = {"opened": 1, "resolved": -1, "reopened": 1, "removed": -1}
        turns = self._rows.turns
        found: dict[Group, Values] = {}
        others = [each for each in by if each != "month"]
        whose = sorted({tuple(row.groups[each] for each in others) for row in turns}, key=str)
        months = self._months([row.at for row in turns]) if "month" in by else [None]
        for owner in whose if others else [()]:
            own = [row for row in turns if tuple(row.groups[each] for each in others) == owner]
            for month in months:
                now = [row for row in own if month is None or self.month(row.at) == month]
                past = [row for row in own if month is None or (self.month(row.at) or "") <= month]
                cells = dict(zip(others, owner, strict=True)) | {"month": month}
                found[tuple(cells[each] for each in by)] = {
                    **{kind: sum(row.kind == kind for row in now) for kind in signs},
                    "open": sum(signs[row.kind] for row in past),
                }
        return found

    def open_now(self, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """What is open, by the month of its opening; late is what has a promise overdue."""
        del reading
        late = {
            each.reference
            for each in self._rows.cycles
            if each.state == "breached" and not each.is_over
        }
        is_open = [each for each in self._tickets if each.is_open]
        return {
            group: {"open": len(rows), "late": sum(each.reference in late for each in rows)}
            for group, rows in self.parted(is_open, by, lambda row: row.opened).items()
        }

    def margins(self, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """D13: what was left of the time promised of what is decided, negative if late."""
        decided = [each for each in self._rows.cycles if each.state in {"met", "breached"}]

        def values(rows: list[CycleRow]) -> Values:
            late = sorted(each.margin for each in rows if each.state == "breached")
            return {
                "decided": len(rows),
                "median": nearest_rank(sorted(each.margin for each in rows), 50),
                "breached": len(late),
                "breach_median": nearest_rank(late, 50),
                "worst": late[0] if late else None,
            }

        parted = self.parted(decided, by, self._decision(reading))
        return {group: values(rows) for group, rows in parted.items()}

    def next_update(self, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """D10: by cycles, and by tickets of which every update that is decided was in time."""
        updates = [each for each in self._rows.cycles if each.groups["target"] == "next_update"]

        def values(rows: list[CycleRow]) -> Values:
            states = [each.state for each in rows]
            decided: dict[str, list[bool]] = {}
            for each in rows:
                if each.state in {"met", "breached"}:
                    decided.setdefault(each.reference, []).append(each.state == "met")
            met = states.count("met")
            return {
                "met": Part(met, met + states.count("breached")),
                "tickets": Part(sum(map(all, decided.values())), len(decided)),
                "undecided": states.count("running") + states.count("paused"),
                "undecidable": states.count("undecidable"),
            }

        parted = self.parted(updates, by, self._decision(reading))
        return {group: values(rows) for group, rows in parted.items()}

    def reopened(self, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """D8: of tickets that were resolved, those that were reopened, by the first resolution."""
        resolved = [each for each in self._tickets if each.resolved is not None]

        def values(rows: list[TicketRow]) -> Values:
            known = [each.reopened for each in rows if each.reopened is not None]
            again = sum(times > 0 for times in known)
            return {"reopened": Part(again, len(known)), "unknown": len(rows) - len(known)}

        parted = self.parted(
            resolved, by, lambda row: row.opened if reading == "opened" else row.resolved
        )
        return {group: values(rows) for group, rows in parted.items()}

    def satisfaction(self, by: Sequence[str], reading: Reading) -> dict[Group, Values]:
        """D14: votes by the month in which they were given, else of the resolution."""

        def voted(row: TicketRow) -> datetime | None:
            by_reading = {"opened": row.opened, "decided": row.voted or row.resolved}
            return by_reading.get(reading, row.resolved)

        def done(row: TicketRow) -> datetime | None:
            return row.opened if reading == "opened" else row.resolved

        votes = self.parted([each for each in self._tickets if each.vote], by, voted)
        resolved = self.parted([each for each in self._tickets if each.resolved], by, done)
        found: dict[Group, Values] = {}
        for group in votes.keys() | resolved.keys():
            given = votes.get(group, [])
            ended = resolved.get(group, [])
            found[group] = {
                "votes": len(given),
                **{
                    level: Part(sum(each.vote == level for each in given), len(given))
                    for level in ("positive", "neutral", "negative")
                },
                "answered": Part(sum(each.vote is not None for each in ended), len(ended)),
                "undated": sum(each.voted is None for each in given),
            }
        return found

    @staticmethod
    def _decision(reading: Reading) -> Callable[[CycleRow], datetime | None]:
        return lambda row: {
            "opened": row.opened,
            "decided": row.decided,
            "resolved": row.stopped,
        }[reading]

    def breaches(self) -> dict[Named, list[int]]:
        """Return the margins of all breaches, by ticket and target."""
        found: dict[Named, list[int]] = {}
        for each in self._rows.cycles:
            if each.state == "breached":
                found.setdefault(_named(each), []).append(each.margin)
        return found

    def ahead(self) -> dict[Named, tuple[datetime, int, bool]]:
        """D12: what falls due within 24 hours of business: when, how much is left, if paused."""
        return {
            _named(each): (each.due, each.margin, each.state == "paused")
            for each in self._rows.cycles
            if each.state in {"running", "paused"} and 0 <= each.margin <= 24 * 3600
        }

    @property
    def changed(self) -> frozenset[ChangedRow]:
        """D7: decisions of earlier months that are others now."""
        return self._rows.changed

    def _months(self, instants: Sequence[datetime]) -> list[str | None]:
        known = sorted(self.month(each) or "" for each in instants)
        found: list[str | None] = []
        year, month = (int(part) for part in known[0].split("-")) if known else (0, 0)
        while known and f"{year:04}-{month:02}" <= known[-1]:
            found.append(f"{year:04}-{month:02}")
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return found

    @staticmethod
    def _stop(reading: Reading) -> Callable[[CycleRow], datetime | None]:
        return lambda row: row.opened if reading == "opened" else row.stopped


def _named(row: CycleRow) -> Named:
    return row.reference, row.groups["target"]


def nearest_rank(values: Sequence[int], percent: int) -> int | None:
    """Return the p-th of some sorted values: the least that p of 100 do not exceed."""
    return values[-(-len(values) * percent // 100) - 1] if values else None


_Figure = Callable[[Oracle, Sequence[str], Reading], dict[Group, Values]]


def _of_target(
    method: Callable[[Oracle, str, Sequence[str], Reading], dict[Group, Values]], target: str
) -> _Figure:
    return lambda oracle, by, reading: method(oracle, target, by, reading)


_FIGURES: Final[Mapping[str, _Figure]] = {
    "opened": Oracle.opened,
    "backlog": Oracle.backlog,
    "promises": Oracle.promises,
    "first_contact": _of_target(Oracle.times, "first_response"),
    "unanswered": _of_target(Oracle.waiting, "first_response"),
    "open_now": Oracle.open_now,
    "margins": Oracle.margins,
    "next_update": Oracle.next_update,
    "reopened": Oracle.reopened,
    "satisfaction": Oracle.satisfaction,
    "take_in_charge": _of_target(Oracle.times, "take_in_charge"),
    "untaken": _of_target(Oracle.waiting, "take_in_charge"),
    "resolution": _of_target(Oracle.times, "resolution"),
    "unresolved": _of_target(Oracle.waiting, "resolution"),
}
