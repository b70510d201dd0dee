"""`sportello rota [ROTA]`: who sits at the phone in a week, by day and by person."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sportello.cli._common import (
    answered,
    catalog_option,
    format_option,
    people_option,
    print_json,
    sound_catalog,
)
from sportello.cli._moments import full_date
from sportello.cli.rota._names import names_in
from sportello.cli.rota._shown import WEEKS_OF_SHARES, Shown, plain
from sportello.cli.rota._weeks import WEEK, monday_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sportello.catalog.model import Catalog, Rota


@click.command("show")
@click.argument("rota", required=False)
@click.option(
    "--week", type=WEEK, help="The week, such as 2026-W50, or one of its days.  [default: this one]"
)
@click.option("--person", help="Say only when this person is on, such as p-01.")
@people_option
@catalog_option
@partial(format_option, more=("html", "ics"), and_for=", HTML to print, iCalendar of a person")
def command(  # noqa: PLR0913, PLR0917 - one for each option, which the help shows
    rota: str | None,
    week: date | None,
    person: str | None,
    people: Path | None,
    directory: Path,
    style: str,
) -> None:
    """Say who sits at the phone in a week, by day and by person; without ROTA, of all rotas.

    Beside it stands what each has done of each seat in the twelve weeks that end with it: a share
    of 100 % is what falls to each of those who were there.
    """
    from sportello.catalog.desk_time import desk_time

    catalog = sound_catalog(directory)
    with answered():
        chosen = _rotas(catalog, rota, person)
        names = names_in(people, catalog)
    monday = week or monday_of(desk_time(catalog).date())
    shown = [Shown.of(catalog, name, monday) for name in chosen]
    if style == "ics":
        _print_feed(directory, catalog, person, names, week)
        return
    if style == "html":
        _print_sheets(catalog, chosen, monday, names)
        return
    if style == "json":
        print_json({"week": f"{monday:%G-W%V}", "rotas": [plain(each, person) for each in shown]})
        return
    for place, each in enumerate(shown):
        if place:
            click.echo("")
        for line in _lines(each, person, names):
            click.echo(line)
    if not shown:
        click.echo("There is no rota in this catalog.")


def _print_feed(
    directory: Path,
    catalog: "Catalog",
    person: str | None,
    names: Mapping[str, str],
    week: date | None,
) -> None:
    from sportello.cli.rota._feeds import private_feeds
    from sportello.findings import Invalid

    with answered():
        if person is None:
            hint = "name one with --person, or write all: `sportello rota feeds DIRECTORY`"
            raise Invalid("a calendar is of one person", hint)
        found = private_feeds(directory, catalog, names, week).get(f"person-{person}.ics")
        if found is None:
            raise Invalid(f"{person} has no shift in the year to come", "name somebody else")
    click.echo(found.decode(), nl=False)


def _print_sheets(
    catalog: "Catalog", chosen: list[str], monday: date, names: Mapping[str, str]
) -> None:
    from sportello.findings import Invalid
    from sportello.targets.staff.pages import rota_page
    from sportello.targets.staff.rota_sheet import rota_sheet

    with answered():
        if len(chosen) != 1:
            hint = f"name one: {', '.join(chosen) or 'there is none'}"
            raise Invalid("a sheet is of one rota", hint)
        sheet = rota_sheet(catalog, chosen[0], monday, weeks=1)
        page = rota_page(catalog, sheet, catalog.helpdesk.languages[0], names)
    click.echo(page.decode(), nl=False)


def _rotas(catalog: "Catalog", rota: str | None, person: str | None) -> list[str]:
    """Return the rotas that are asked for. Raises Invalid for a name that there is not."""
    from sportello.findings import Invalid, did_you_mean

    if rota is not None and rota not in catalog.rotas:
        hint = did_you_mean(rota, catalog.rotas) or "the catalog has none"
        raise Invalid(f'there is no rota "{rota}"', hint)
    if person is not None and person not in catalog.people:
        hint = did_you_mean(person, catalog.people) or "the catalog has none"
        raise Invalid(f'there is no person "{person}"', hint)
    return [rota] if rota else [*catalog.rotas]


def _nothing(rota: "Rota", person: str | None) -> str:
    """Return what there is to say of a week in which nobody, or one person, has a shift."""
    if not (rota.shifts and rota.turns):
        return 'no shifts are planned: write its "shifts" and "turns" into rota.yaml'
    return f"{person} has no shift in this week" if person else "there is no shift in this week"


def _lines(shown: Shown, person: str | None, names: Mapping[str, str]) -> "Iterator[str]":
    from sportello.cli.rota._words import day_lines, gap_lines, person_lines, share_lines

    rota = shown.compiled
    days = f"{full_date(shown.monday)} to {full_date(shown.sunday)}"
    yield f"{rota.rota.name.says('en')} ({rota.name}), {days}, {rota.zone.key}"
    if not any(person in (None, each.person) for each in shown.sittings):
        yield f"  {_nothing(rota.rota, person)}"
        return
    if person is None:
        yield ""
        yield from day_lines(rota, shown.sittings, names)
        uncovered = [*gap_lines(rota, shown.gaps)]
        if uncovered:
            yield from ("", "Open, and no shift:", *uncovered)
    yield ""
    yield from person_lines(rota, shown.sittings, names, person)
    if person is None and shown.shares:
        yield from ("", f"In the {WEEKS_OF_SHARES} weeks to {full_date(shown.sunday)}:")
        yield from share_lines(shown.shares, names)
