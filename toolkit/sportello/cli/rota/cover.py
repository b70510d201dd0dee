"""`sportello rota cover PERSON DATE`: who could cover, and the line of the absence in rota.yaml."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sportello.cli._common import answered, catalog_option, sound_catalog
from sportello.cli._moments import DATE, full_date, length_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sportello.catalog.model import Catalog
    from sportello.rota.absent import Away
    from sportello.rota.covers import Candidate

_FILE: Final = "rota.yaml"
_NOBODY: Final = "none"


@click.command("cover")
@click.argument("person")
@click.argument("day", metavar="DATE", type=DATE)
@click.option("--by", help='Write the absence, covered by this person; "none" if there is nobody.')
@catalog_option
def command(person: str, day: date, by: str | None, directory: Path) -> None:
    """Say who could take the shifts of a PERSON who is absent on a DATE, and why not the others.

    With `--by` the absence is written into rota.yaml, of which nothing else changes. If it is there
    already, of several days perhaps, it gets its cover. No reason is asked for, and none is kept.
    """
    from sportello.files.tree import write_file
    from sportello.rota.absent import away
    from sportello.rota.covers import candidates

    catalog = sound_catalog(directory)
    with answered():
        found = away(catalog, person, day)
        known = candidates(catalog, person, found.places)
        for line in _lines(catalog, found, known):
            click.echo(line)
        if by is None:
            return
        cover = _chosen(by, known)
        file = directory / _FILE
        edited = file.read_bytes()
        for rota in found.rotas:
            edited = found.written(edited, rota, cover)
    write_file(file, edited)
    click.echo(f"\n{file}: written. `sportello plan` shows what that changes.")


def _chosen(by: str, known: "Sequence[Candidate]") -> str | None:
    """Return who covers, None for nobody. Raises Invalid for somebody who cannot."""
    from sportello.findings import Invalid, did_you_mean

    if by == _NOBODY:
        return None
    found = next((each for each in known if each.person == by), None)
    able = [each.person for each in known if not each.why_not]
    if found is None:
        raise Invalid(f'nobody else of the desk is "{by}"', did_you_mean(by, [*able, _NOBODY]))
    if found.why_not:
        could = f"name {' or '.join(able)}" if able else "nobody can: write --by none"
        raise Invalid(f"{by} cannot cover: {found.why_not}", could)
    return found.person


def _lines(catalog: "Catalog", found: "Away", known: "Iterable[Candidate]") -> "Iterator[str]":
    from sportello.rota.occurrences import hours_in_words
    from sportello.worktime.zones import Zone

    for rota, sitting in found.places:
        hours = hours_in_words(sitting.start, sitting.end, Zone(found.zones[rota]))
        seat = f"{catalog.rotas[rota].name.says('en')}, {sitting.seat}"
        yield f"{full_date(sitting.date)} {hours}: {seat}"
    yield ""
    able = [each for each in known if not each.why_not]
    yield "Can cover, with the hours of the four weeks around:"
    yield from (f"  {each.person}  {length_in_words(each.seconds)} h" for each in able)
    if not able:
        yield "  nobody"
    unable = [each for each in known if each.why_not]
    if unable:
        yield "Cannot:"
        yield from (f"  {each.person}  {each.why_not}" for each in unable)
