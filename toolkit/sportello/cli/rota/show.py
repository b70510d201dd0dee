"""`sportello rota [ROTA]`: who sits at the phone in a week, by day and by person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import (
    answered,
    catalog_option,
    format_option,
    print_json,
    sound_catalog,
)
from sportello.cli._moments import full_date
from sportello.cli.rota._weeks import WEEK, monday_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sportello.catalog.model import Catalog
    from sportello.rota import CompiledRota, Gap, Share, Sitting

_WEEKS_OF_SHARES = 12


@click.command("show")
@click.argument("rota", required=False)
@click.option(
    "--week", type=WEEK, help="The week, such as 2026-W50, or one of its days.  [default: this one]"
)
@click.option("--person", help="Say only when this person is on, such as p-01.")
@catalog_option
@partial(format_option, more=("html",), and_for=", HTML to print")
def command(
    rota: str | None, week: date | None, person: str | None, directory: Path, style: str
) -> None:
    """Say who sits at the phone in a week, by day and by person; without ROTA, of all rotas.

    Beside it stands what each has done of each seat in the twelve weeks that end with it: a share
    of 100 % is what falls to each of those who were there.
    """
    from sportello.catalog.desk_time import desk_time

    catalog = sound_catalog(directory)
    with answered():
        chosen = _rotas(catalog, rota, person)
    monday = week or monday_of(desk_time(catalog).date())
    shown = [_Shown.of(catalog, name, monday) for name in chosen]
    if style == "html":
        _print_sheets(catalog, chosen, monday)
        return
    if style == "json":
        print_json({"week": f"{monday:%G-W%V}", "rotas": [_plain(each, person) for each in shown]})
        return
    for place, each in enumerate(shown):
        if place:
            click.echo("")
        for line in _lines(each, person):
            click.echo(line)
    if not shown:
        click.echo("There is no rota in this catalog.")


@dataclass(frozen=True)
class _Shown:
    """What is shown of a rota: a week, and the shares of the weeks that end with it."""

    compiled: "CompiledRota"
    monday: date
    sunday: date
    sittings: "tuple[Sitting, ...]"
    gaps: "tuple[Gap, ...]"
    shares: "list[Share]"

    @classmethod
    def of(cls, catalog: "Catalog", name: str, monday: date) -> "_Shown":
        from sportello.rota import CompiledRota, shares

        compiled = CompiledRota(catalog, name)
        sunday = date.fromordinal(monday.toordinal() + 6)
        begin = date.fromordinal(monday.toordinal() - 7 * (_WEEKS_OF_SHARES - 1))
        before = compiled.sittings(begin, sunday)
        week = tuple(each for each in before if each.date >= monday)
        gaps = compiled.gaps(before, monday, sunday)
        return cls(compiled, monday, sunday, week, gaps, shares(compiled, before))


def _print_sheets(catalog: "Catalog", chosen: list[str], monday: date) -> None:
    from sportello.findings import Invalid
    from sportello.targets.staff.pages import rota_page
    from sportello.targets.staff.rota_sheet import rota_sheet

    with answered():
        if len(chosen) != 1:
            hint = f"name one: {', '.join(chosen) or 'there is none'}"
            raise Invalid("a sheet is of one rota", hint)
        sheet = rota_sheet(catalog, chosen[0], monday, weeks=1)
        page = rota_page(catalog, sheet, catalog.helpdesk.languages[0], {})
    click.echo(page.decode(), nl=False)


def _rotas(catalog: "Catalog", rota: str | None, person: str | None) -> list[str]:
    """Return the rotas that are asked for. Raises Invalid for a name that there is not."""
    from sportello.findings import Invalid, did_you_mean

    if rota is not None and rota not in catalog.rotas:
        hint = did_you_mean(rota, catalog.rotas, "the catalog has none")
        raise Invalid(f'there is no rota "{rota}"', hint)
    if person is not None and person not in catalog.people:
        hint = did_you_mean(person, catalog.people, "the catalog has none")
        raise Invalid(f'there is no person "{person}"', hint)
    return [rota] if rota else [*catalog.rotas]


def _lines(shown: _Shown, person: str | None) -> "Iterator[str]":
    from sportello.cli.rota._words import day_lines, gap_lines, person_lines, share_lines

    rota, names = shown.compiled, dict[str, str]()
    days = f"{full_date(shown.monday)} to {full_date(shown.sunday)}"
    yield f"{rota.rota.name.says('en')} ({rota.name}), {days}, {rota.zone.key}"
    if not any(person in (None, each.person) for each in shown.sittings):
        yield f"  {person or 'nobody'} has no shift in this week"
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
        yield from ("", f"In the {_WEEKS_OF_SHARES} weeks to {full_date(shown.sunday)}:")
        yield from share_lines(shown.shares, names)


def _plain(shown: _Shown, person: str | None) -> Mapping[str, Any]:
    from sportello.rota.days import by_day
    from sportello.worktime.zone import at

    rota = shown.compiled

    def instant(second: int) -> str:
        return at(second, rota.zone).isoformat()

    rows = [
        {
            "date": row.date.isoformat(),
            "shift": row.shift,
            "from": instant(row.start),
            "until": instant(row.end),
            "seats": {
                seat: {
                    "person": each.chosen.person,
                    "because": each.chosen.because,
                    "instead_of": each.chosen.instead_of,
                }
                for seat, each in row.seats.items()
            },
        }
        for row in by_day(shown.sittings)
        if person is None or any(each.person == person for each in row.seats.values())
    ]
    gaps = [
        {
            "seat": each.seat,
            "from": instant(each.start),
            "until": instant(each.end),
            "shift": each.sitting.shift if each.sitting else None,
        }
        for each in shown.gaps
    ]
    shares = [
        {
            "person": each.person,
            "seat": each.seat,
            "hours": round(each.seconds / 3600, 2),
            "shifts": each.shifts,
            "first_of_day": each.first,
            "last_of_day": each.last,
            "fridays": each.fridays,
            "beside_holidays": each.beside_holidays,
            "share": None if each.share is None else round(each.share, 3),
        }
        for each in shown.shares
        if person in (None, each.person)
    ]
    return {
        "rota": rota.name,
        "timezone": rota.zone.key,
        "shifts": rows,
        "gaps": gaps,
        "shares": {"weeks": _WEEKS_OF_SHARES, "people": shares},
    }
