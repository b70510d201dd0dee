"""From the tables of exports to the tables of a report."""

from typing import Final

import duckdb

from sportello.catalog.model import Catalog
from sportello.exports.progress import Progress, silent
from sportello.report.cycles.count_rows import count_rows
from sportello.report.cycles.lives import kinds, read_lives
from sportello.report.cycles.lives_many import Lives
from sportello.report.cycles.names import Names
from sportello.report.cycles.offers import Offers
from sportello.report.cycles.standing import tickets_of, turns_of
from sportello.report.cycles.write import write_cycles, write_tickets, write_turns
from sportello.sla.bulk.openings import MICRO
from sportello.worktime.zones import Zone

_CHUNK: Final = 1 << 18
_WHAT: Final = "counting tickets"
_INSTANTS: Final = (
    *("opened", "take_in_charge", "first_response", "resolved", "closed", "updated", "voted"),
)
_LATEST: Final = f"""
SELECT max(instant) FROM (
    SELECT greatest({", ".join(_INSTANTS)}) AS instant FROM exported
    UNION ALL SELECT instant FROM happened
)
"""


def fill(
    duck: duckdb.DuckDBPyConnection,
    catalog: Catalog,
    as_of: int | None = None,
    *,
    progress: Progress = silent,
) -> int:
    """Fill `ticket`, `turn`, `cycle` and `changed` from `exported` and `happened`.

    `as_of` is an instant in epoch seconds, after which nothing counts, and tickets are not there;
    None is the latest one in the tables, and 0 if they are empty. Returns it. What the catalog
    cannot count is put into `doubt`. Whoever is told of the progress may raise to end it.
    """
    if as_of is None:
        ((latest,),) = duck.execute(_LATEST).fetchall()
        as_of = -(-int(latest or 0) // MICRO)
    count = read_lives(duck, catalog, as_of)
    zone = Zone(catalog.helpdesk.timezone)
    names = Names(duck, catalog)
    offers = Offers(catalog, kinds(duck), names)
    for first in range(0, count, _CHUNK):
        progress(_WHAT, first, count)
        lives = Lives.read(duck, first, first + _CHUNK - 1)
        counted = count_rows(offers, lives, as_of * MICRO)
        write_tickets(duck, tickets_of(lives, counted.terms), zone)
        write_turns(duck, turns_of(lives, counted.terms), zone)
        write_cycles(duck, counted.cycles, zone)
    progress(_WHAT, count, count)
    return as_of
