"""The table of an export as it is written, and what is wrong with its rows on purpose."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from sportello.catalog.model import Catalog
from sportello.catalog.model.lifecycle import TicketSystem
from sportello.sla.events.event import EventKind

from ..histories import Made
from ..told import Told, tell

DOUBLED: Final = datetime(2026, 10, 25, 2, 30)
"""A time that clocks in Rome show twice."""
MISSING: Final = datetime(2026, 3, 29, 2, 30)
"""A time that clocks in Rome never show."""
Cells = Mapping[str, str]


class Planted(NamedTuple):
    """What a reader must say of a row: the code of the mistake, and whether its ticket counts."""

    file: str
    row: int
    code: str
    counted: bool


class Written(NamedTuple):
    """The files of an export, and what a report must make of them.

    `made` are the tickets as rows and events tell them together, `told` as rows tell them alone.
    """

    files: tuple[Path, ...]
    events: tuple[Path, ...]
    made: tuple[Made, ...]
    told: tuple[Told, ...]
    planted: frozenset[Planted]
    planted_in_events: frozenset[Planted] = frozenset()


class Writer(NamedTuple):
    """A way in which a system exports: the entry of `exports:` that reads it, and what it can tell.

    Instants are whole multiples of `grain` seconds; `name` makes a reference of a number. `read` says
    how its files may be read: rows with events, rows alone, or both ways.
    """

    export: str
    system: TicketSystem | None
    grain: int
    name: Callable[[int], str]
    write: Callable[[Catalog, Sequence[Made], Path], Written]
    read: tuple[Literal["events", "rows"], ...] = ("events", "rows")


class Line(NamedTuple):
    """A row by our names of columns, and what is wrong with it: a code, and whether it counts."""

    cells: Cells
    wrong: tuple[str, bool] | None = None


@dataclass(frozen=True)
class Sheet:
    """How a system lays out its table.

    `columns` are our names of columns and their headings, in order; a heading may come twice, and a
    name that `cells` does not give is an empty cell. `write` writes an instant (aware), or a local
    time (naive).
    """

    columns: Sequence[tuple[str, str]]
    cells: Callable[[Told], Cells]
    write: Callable[[datetime], str]
    fillers: Mapping[str, str] = field(default_factory=dict)

    def lines(self, told: Sequence[Told], *, footer: bool = True) -> list[Line]:
        """Return the rows of tickets, with those among them that cannot be right."""
        closed = (
            number
            for number, each in enumerate(told)
            if each.state == "closed" and not each.made.excluded and number > len(told) // 3
        )
        twice, *odd = (next(closed) for _ in range(3))
        names = {name for name, _ in self.columns}
        lines: list[Line] = []
        for number, each in enumerate(told):
            cells = self.cells(each)
            if number == twice:
                lines += self._twins(cells, each, names)
            elif number == odd[0]:
                lines.append(Line({**cells, "status": "Boh"}, ("Q007", True)))
            elif number == odd[1] and "updated" in names:
                lines.append(Line({**cells, "updated": self.write(DOUBLED)}, ("Q006", True)))
            else:
                is_bad = each.paused is None and "paused" in names
                lines.append(Line(cells, ("Q009", True) if is_bad else None))
        lines += self._impossible(self.cells(told[twice]), told[twice])
        if footer:
            lines.append(Line({self.columns[0][0]: f"Totale: {len(told)}"}, ("Q004", False)))
        return lines

    def _twins(self, cells: Cells, told: Told, names: set[str]) -> tuple[Line, ...]:
        """Return a ticket twice: what was updated last counts, else what comes last."""
        older = {**cells, "resolved": "", "closed": ""}
        if "updated" not in names:
            return Line(older, ("Q010", False)), Line(cells)
        before = self.write(told.opened + timedelta(minutes=1))
        return Line(cells), Line({**older, "updated": before}, ("Q010", False))

    def _impossible(self, cells: Cells, told: Told) -> Iterator[Line]:
        """Yield tickets that are not counted: resolved too early, at no time, for no service."""
        before = self.write(told.opened - timedelta(days=1))
        ended = {"resolved": before, "closed": before}
        yield Line({**cells, **ended, "reference": "9000001"}, ("Q008", False))
        later = ("take_in_charge", "first_response", "resolved", "closed", "voted")
        for number, at in enumerate((DOUBLED, MISSING), 9_000_010):
            opened = {"opened": self.write(at), "reference": str(number)}
            yield Line({**cells, **dict.fromkeys(later, ""), **opened}, ("Q006", False))
        yield Line({**cells, "service": "Cucina", "reference": "9000020"}, ("Q007", False))

    def rows(self, lines: Sequence[Line]) -> Iterator[list[str]]:
        """Yield the header, then the cells of each row, in the order of the columns."""
        yield [heading for _, heading in self.columns]
        for line in lines:
            empty = not line.cells.keys() - {self.columns[0][0]}
            fillers = {} if empty else self.fillers
            yield [line.cells.get(name, fillers.get(name, "")) for name, _ in self.columns]


def planted(file: Path, lines: Sequence[Line], first: int = 2) -> frozenset[Planted]:
    """Return what is wrong with rows, the first of which has a number."""
    return frozenset(
        Planted(file.name, number, *line.wrong)
        for number, line in enumerate(lines, first)
        if line.wrong
    )


def write_csv(
    file: Path, rows: Iterator[list[str]], *, delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    """Write a table as spreadsheets read it, with the line ends of Windows."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    file.write_bytes(text.getvalue().encode(encoding))


def told_of(
    catalog: Catalog,
    made: Sequence[Made],
    lacks: Collection[str] = (),
    paused_in: Literal["business time", "calendar time"] = "business time",
) -> tuple[Told, ...]:
    """Return what rows tell of tickets; `lacks` are fields of `Told` that have no column."""
    nothing: dict[str, Any] = dict.fromkeys(lacks)
    return tuple(replace(tell(catalog, each, paused_in), **nothing) for each in made)


def as_told(
    made: Iterable[Made],
    kinds: frozenset[EventKind],
    *,
    lacks: Collection[str] = (),
    excluded: Collection[str] = ("spam", "merged", "test", "deleted"),
    first_reply_alone: bool = False,
) -> tuple[Made, ...]:
    """Return what is known of tickets where only some kinds of events are told.

    `lacks` are what a system does not tell of any ticket: attributes, the vote, when it was given,
    who opened it. What is excluded for other reasons than `excluded` is not exported at all.
    """
    known = (each for each in made if each.excluded in {None, *excluded})
    return tuple(_known(each, kinds, lacks, first_reply_alone) for each in known)


def _known(
    made: Made, kinds: frozenset[EventKind], lacks: Collection[str], first_reply_alone: bool
) -> Made:
    events = [each for each in made.history.events if each.kind in kinds]
    replies = [each for each in made.history.events if (each.kind, each.by) == ("reply", "desk")]
    if "opened_by" in lacks:
        events[0] = replace(events[0], by=None)
    # A call that the desk opens is answered as it comes.
    is_live = made.history.ticket.channel in {"phone", "chat"} and events[0].by != "requester"
    if first_reply_alone and not is_live:
        events += replies[:1]
        events.sort(key=lambda each: each.at)
    attributes = {"type", "contract", "channel", "severity"}
    nothing: dict[str, Any] = dict.fromkeys(attributes.intersection(lacks))
    ticket = replace(made.history.ticket, **nothing)
    has_vote = made.vote is not None and "vote" not in lacks
    return replace(
        made,
        history=replace(made.history, ticket=ticket, events=tuple(events)),
        customer=None if "customer" in lacks else made.customer,
        vote=made.vote if has_vote else None,
        voted=made.voted if has_vote and "voted" not in lacks else None,
    )


ALL: Final = frozenset[EventKind]({"opened", "state", "reply", "note"})
STATES: Final = frozenset[EventKind]({"opened", "state"})
ROME: Final = ZoneInfo("Europe/Rome")


def local(at: datetime) -> datetime:
    """Return what a clock in Rome shows; a naive time is that already."""
    return at.astimezone(ROME) if at.tzinfo else at


def if_any(write: Callable[[datetime], str], at: datetime | None) -> str:
    """Return a time as it is written, or an empty cell."""
    return "" if at is None else write(at)
