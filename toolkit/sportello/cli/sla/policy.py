"""`sportello sla policy`: which severity and policy a ticket gets, and why no other."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import answered, catalog_option, format_option, print_json
from sportello.cli._moments import MOMENT
from sportello.cli.sla._options import (
    at_option,
    past_in_words,
    past_plain,
    terms_catalog,
    ticket_options,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sportello.catalog.model import Catalog
    from sportello.catalog.revision import Past
    from sportello.sla import Terms, Ticket


@click.command("policy")
@click.argument("service")
@click.option("--opened", type=MOMENT, help="When the ticket came: 2026-01-05T17:30 (now).")
@ticket_options
@at_option
@catalog_option
@format_option
def command(
    directory: Path, style: str, revision: str | None, opened: datetime | None, **attributes: Any
) -> None:
    """Say which severity and policy a ticket of SERVICE gets: every rule tried, and its targets.

    What is dated counts if it is in force on the day on which the ticket came. A time without an
    offset is read in the desk's zone.
    """
    from sportello.sla import Ticket, desk_time, terms_of

    catalog, past = terms_catalog(directory, revision)
    with answered():
        came = desk_time(catalog, opened)
        ticket = Ticket(opened=came, **attributes)
        terms = terms_of(catalog, ticket, came.date())
    if style == "json":
        print_json(_plain(past, ticket, terms))
    else:
        click.echo("\n".join(_lines(catalog, past, ticket, terms)))


def _lines(
    catalog: "Catalog", past: "Past | None", ticket: "Ticket", terms: "Terms"
) -> "Iterator[str]":
    from sportello.cli.sla._instants import zoned
    from sportello.cli.sla._terms import target_in_words, terms_lines, why_lines

    yield f"{ticket.service}: {catalog.services[ticket.service].name.says('en')}"
    if past is not None:
        yield f"terms     at {past_in_words(past)}"
    yield f"opened    {zoned(ticket.opened)}"
    yield from terms_lines(terms)
    yield ""
    for kind, counted in terms.targets.items():
        yield f"{kind.replace('_', ' ')}: {target_in_words(*counted)}"
    if not terms.targets:
        yield "This policy promises no time."
    for team, level in terms.operational_levels.items():
        for kind, counted in level.targets.items():
            yield f"team {team}, {kind.replace('_', ' ')}: {target_in_words(*counted)}"
    yield ""
    yield from why_lines(terms)


def _plain(past: "Past | None", ticket: "Ticket", terms: "Terms") -> dict[str, Any]:
    from sportello.cli.sla._terms import plain_target, plain_terms

    return {
        "service": ticket.service,
        "at": past_plain(past),
        "opened": ticket.opened.isoformat(),
        **plain_terms(terms),
        "targets": {kind: plain_target(*each) for kind, each in terms.targets.items()},
        "operational_levels": {
            team: {
                "level": level.name,
                "targets": {kind: plain_target(*each) for kind, each in level.targets.items()},
            }
            for team, level in terms.operational_levels.items()
        },
        "why": list(terms.steps),
    }
