"""Files of millions of made-up tickets, as plain tables with our own names of columns.

No ticket is an object of its own: numpy draws, DuckDB writes. A file has the same tickets each time.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb
import numpy as np

from sportello.catalog.model import Catalog

from .draws import CHANNELS, EXCLUDED, NEVER, VOTES, Draws, Flags, Ints, Kind, calendar_of, draw

INSTANTS: Final = (
    *("opened", "take_in_charge", "first_response", "resolved", "closed", "updated", "voted"),
)
CHUNK: Final = 1_000_000
_FORMS: Final = {
    ".parquet": "FORMAT parquet, COMPRESSION zstd",
    ".csv": "FORMAT csv, HEADER",
    ".gz": "FORMAT csv, HEADER, COMPRESSION gzip",
    ".jsonl": "FORMAT json",
}


def write_many(
    catalog: Catalog,
    file: Path,
    count: int,
    seed: int = 1,
    *,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 12, 31),
    until: datetime | None = None,
) -> None:
    """Write `count` tickets to a file: Parquet, CSV (also `.csv.gz`) or JSON lines, by its name.

    They come from a day to another, both included, and are as an export at `until` (aware) shows
    them; those that come later are left out. There are no events: paused time is told as a total,
    in business time.
    """
    with (
        TemporaryDirectory(dir=file.parent, prefix=".many.") as folder,
        duckdb.connect(str(Path(folder, "many.duckdb"))) as duck,
    ):
        duck.execute("SET TimeZone = 'UTC'; SET memory_limit = '1GB'")
        for number, begin in enumerate(range(0, count, CHUNK)):
            size = min(CHUNK, count - begin)
            draws = draw(catalog, size, seed + number, first=first, last=last)
            if until is not None:
                draws = draws.until(int(until.timestamp()))
            duck.register("drawn", columns(catalog, draws, begin))
            verb = "INSERT INTO tickets" if number else "CREATE TABLE tickets AS"
            duck.execute(f"{verb} FROM drawn SELECT {_selected(catalog)}")
            duck.unregister("drawn")
        duck.execute(f"COPY tickets TO '{file}' ({_FORMS[file.suffix]})")


def columns(catalog: Catalog, draws: Draws, begin: int = 0) -> dict[str, Ints]:
    """Return the columns of a table: instants in epoch seconds, names by their position."""
    kind = Kind.of(catalog)
    end = np.where(draws.resolved_again == NEVER, draws.resolved, draws.resolved_again)
    # A ticket that was reopened and not resolved again has no resolution.
    resolved = np.where((draws.reopened != NEVER) & (draws.resolved_again == NEVER), NEVER, end)
    happened = (
        *(draws.opened, draws.taken, draws.replied, draws.resolved, draws.reopened),
        *(draws.resolved_again, draws.closed, draws.withdrawn, *draws.paused, *draws.resumed),
    )
    return {
        "number": np.arange(begin + 1, begin + 1 + len(draws.opened)),
        "service": draws.service,
        "channel": draws.channel,
        "severity": draws.severity,
        "type": draws.type,
        "customer": draws.customer,
        "contract": contract_of(kind, draws),
        "status": status(draws),
        "opened": draws.opened,
        "opened_by": draws.by_desk.astype(np.int64),
        "take_in_charge": draws.taken,
        "first_response": draws.replied,
        "resolved": resolved,
        "closed": draws.closed,
        "updated": np.maximum.reduce(happened),
        "paused": paused_seconds(catalog, kind, draws),
        "reopened": (draws.reopened != NEVER).astype(np.int64),
        "vote": draws.vote,
        "voted": draws.voted,
        "excluded": draws.excluded,
    }


CATEGORIES: Final = ("new", "open", "waiting", "resolved", "closed", "cancelled")


def status(draws: Draws) -> Ints:
    """Return the category of the state of each ticket, by its position in `CATEGORIES`."""
    found = np.where(draws.taken == NEVER, 0, 1)
    for paused, resumed in zip(draws.paused, draws.resumed, strict=True):
        found = np.where((paused != NEVER) & (resumed == NEVER), 2, found)
    again = (draws.reopened != NEVER) & (draws.resolved_again == NEVER)
    found = np.where(draws.resolved == NEVER, found, np.where(again, 1, 3))
    found = np.where(draws.closed == NEVER, found, 4)
    return np.where(draws.withdrawn == NEVER, found, 5)


def contract_of(kind: Kind, draws: Draws) -> Ints:
    """Return the contract of each ticket by its position: a few customers have one."""
    found = np.full(len(draws.opened), NEVER)
    for number, services in enumerate(kind.contracts.values()):
        covered = [kind.services.index(each) for each in services or kind.services]
        found = np.where((draws.customer < 3) & np.isin(draws.service, covered), number, found)
    return found


def paused_seconds(catalog: Catalog, kind: Kind, draws: Draws) -> Ints:
    """Return how long each ticket has been paused, in business seconds of its service."""
    total = np.zeros(len(draws.opened), np.int64)
    for number, name in enumerate(kind.services):
        calendar = calendar_of(catalog, name)
        for paused, resumed in zip(draws.paused, draws.resumed, strict=True):
            which: Flags = (draws.service == number) & (paused != NEVER) & (resumed != NEVER)
            total[which] += calendar.elapsed_many(paused[which], resumed[which])
    return total


def _selected(catalog: Catalog) -> str:
    return ", ".join(f"{expression} AS {name}" for name, expression in _expressions(catalog))


def _expressions(catalog: Catalog) -> Iterator[tuple[str, str]]:
    kind = Kind.of(catalog)
    lifecycle = catalog.lifecycle.states.items() if catalog.lifecycle else ()
    states = {each.category: name for name, each in reversed(list(lifecycle))}
    yield "reference", "'T-' || number"
    yield "service", _named("service", kind.services)
    yield "type", _named("type", kind.types)
    yield "channel", _named("channel", CHANNELS)
    yield "severity", _severity(kind)
    yield "contract", _named("contract", tuple(kind.contracts))
    yield "customer", "'Customer ' || (customer + 1)"
    yield "status", _named("status", [states.get(each) for each in CATEGORIES])
    for name in INSTANTS:
        yield (
            name,
            f"CASE WHEN {name} >= 0 THEN strftime(make_timestamp({name} * 1000000), '%Y-%m-%dT%H:%M:%SZ') END",
        )
    yield "opened_by", _named("opened_by", ("requester", "desk"))
    yield "paused", "printf('%d:%02d:%02d', paused // 3600, paused // 60 % 60, paused % 60)"
    yield "reopened", "reopened"
    yield "vote", _named("vote", VOTES)
    yield "excluded", _named("excluded", EXCLUDED)


def _named(column: str, names: Sequence[str | None]) -> str:
    """Return SQL for the name at a position; NEVER, and what has no name, is NULL."""
    listed = ", ".join("NULL" if each is None else f"'{each}'" for each in names)
    return f"([{listed}])[{column} + 1]" if names else "NULL"


def _severity(kind: Kind) -> str:
    """Return SQL for the severity of a ticket, of those that the desk of its service has."""
    cases = [
        f"WHEN {number} THEN {_named(f'(severity * {len(own)} // 4)', own)}"
        for number, own in enumerate(kind.severities)
        if own
    ]
    return f"CASE service {' '.join(cases)} END" if cases else "NULL"
