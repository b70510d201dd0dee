"""`sportello who SERVICE`: whom to reach now, why, and until when that holds."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sportello.cli._common import (
    answered,
    catalog_option,
    format_option,
    people_option,
    print_json,
    read_overlay,
    sound_catalog,
)
from sportello.cli._held import Kind, print_held
from sportello.cli._moments import MOMENT, full_instant

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog, Text
    from sportello.directory.ways import Directory, Way
    from sportello.directory.who import Answer, Who

_SOURCES = {
    "provider": "The service names nobody who is there: these are its provider's contacts.",
    "desk": "Neither the service nor its provider names anybody who is there: these are the desk's "
    "contacts.",
    None: "No contact covers this service at that time.",
}


@click.command("who")
@click.argument("service", required=False)
@click.option("--at", type=MOMENT, help="When, in the desk's zone.  [default: now]")
@click.option("--language", help="The two letters of a language: who speaks it comes first.")
@click.option("--internal", is_flag=True, help="Tell what is internal too, and who sits where.")
@people_option
@click.option("--person", help="Instead of a service: where anything of this person stands.")
@click.option(
    "--built",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    multiple=True,
    help="With --person, a directory of what was built.  [default: build, if it is there]",
)
@catalog_option
@format_option
def command(  # noqa: PLR0913, PLR0917 - one for each option, which the help shows
    service: str | None,
    at: datetime | None,
    language: str | None,
    people: Path | None,
    person: str | None,
    built: tuple[Path, ...],
    directory: Path,
    style: str,
    *,
    internal: bool,
) -> None:
    """Say whom to reach about SERVICE, the best first, why, and until when each answer holds.

    With --person, say where anything of a person is held or published instead: by the identifier
    and, with --people, by name, number and address in any spelling. Exit status: 0 when somebody is
    named, open or not, 1 when nobody is, 2 for misuse.
    """
    if (service is None) == (person is None):
        raise click.UsageError("name a service, or a person with --person")
    from sportello.catalog.desk_time import desk_time
    from sportello.directory.who import who

    catalog = sound_catalog(directory)
    overlay = read_overlay(people, catalog)
    if service is None:
        folders = built or tuple(each for each in (Path("build"),) if each.is_dir())
        searched: list[tuple[Kind, Path]] = [("catalog", directory)]
        searched += [("built", each) for each in folders]
        print_held(catalog, person or "", overlay, searched, style)
        return
    name = _named(catalog, service, language, internal=internal)
    seen: Directory = catalog if internal else catalog.public()
    with answered():
        moment = desk_time(catalog, at)
        found = who(seen, name, moment, language)
    people_named = {key: each.name for key, each in overlay.people.items()} if overlay else {}
    if style == "json":
        print_json(_plain(seen, name, moment, found, people_named))
    else:
        click.echo("\n".join(_lines(seen, name, moment, found, people_named)))
    sys.exit(not found.answers)


def _named(catalog: "Catalog", service: str, language: str | None, *, internal: bool) -> str:
    """Return the identifier of a service that may be told of, by a former one too."""
    from sportello.catalog.model.language import check_language
    from sportello.findings import Invalid
    from sportello.sla.service_names import service_hint

    with answered():
        if language is not None:
            check_language(language)
        former = {old: name for name, each in catalog.services.items() for old in each.former}
        name = service if service in catalog.services else former.get(service, service)
        if name not in catalog.services:
            raise Invalid(f'there is no service "{service}"', service_hint(catalog, service))
        if catalog.services[name].visibility == "internal" and not internal:
            raise Invalid(f'the service "{name}" is internal', "ask with --internal")
    return name


def _lines(
    catalog: "Directory", name: str, at: datetime, found: "Who", names: Mapping[str, str]
) -> Iterator[str]:
    yield f"{catalog.services[name].name.says('en')}, {full_instant(at)}"
    if found.source != "service":
        yield _SOURCES[found.source]
    for number, each in enumerate(found.answers, 1):
        yield ""
        yield f"{number}. {_reached(catalog, each.way)}"
        yield f"   {_why(catalog, each, at)}"
        for taken in each.seats:
            who = taken.person and (names.get(taken.person) or taken.person)
            yield f"   {taken.seat}: {who or 'nobody'}"
        yield f"   holds {_until(each.until, at)}"
    yield ""
    yield f"All of this holds {_until(found.until, at)}."


def _reached(catalog: "Directory", way: "Way") -> str:
    """Return how to reach somebody: `call 051 603 3266 (Hotline)`."""
    from sportello.catalog.model import readable

    name = (way.contact.name if way.contact else way.name).says("en")
    ways = []
    if way.phone:
        country = way.contact.only_from if way.contact else None
        only = f", from {country} only" if country else ""
        ways.append(f"call {way.phone.shown_in(catalog.helpdesk.country)}{only}")
    if way.mail:
        ways.append(f"write to {readable(way.mail)}")
    if way.url:
        ways.append(f"open {way.url}")
    said = way.reachable.says("en")
    told = [*ways, *([said] if said else [])]
    spoken = ", ".join(way.contact.languages) if way.contact else ""
    inside = ", ".join(filter(None, (name, f"speaks {spoken}" if spoken else "")))
    return f"{' or '.join(told)}{f' ({inside})' if inside else ''}"


def _why(catalog: "Directory", answer: "Answer", at: datetime) -> str:
    hours = answer.way.hours
    opens = f"opens {_shown(answer.opens, at)}" if answer.opens else "nobody knows when it opens"
    match answer.state:
        case "open":
            why = f"open now, by the calendar {hours}"
        case "stand-in":
            closed = _called(answer.instead_of) if answer.instead_of else ""
            why = f"stands in for {closed}, which is closed: it {opens}"
        case "closed":
            why = f"closed, by the calendar {hours}: {opens}"
        case _:
            why = "its hours are not written: nobody knows whether it is open"
    assumed = hours is not None and catalog.calendars[hours].hours_assumed
    return f"{why} (hours not confirmed)" if assumed else why


def _called(way: "Way") -> str:
    from sportello.catalog.model import readable

    called = (way.contact.name if way.contact else way.name).says("en")
    return called or readable(way.mail or "") or way.kind


def _until(until: datetime | None, at: datetime) -> str:
    return f"until {_shown(until, at)}" if until else "as far as anything is known"


def _shown(instant: datetime, at: datetime) -> str:
    """Return an instant as the clock of another shows it."""
    return full_instant(instant.astimezone(at.tzinfo))


def _plain(
    catalog: "Directory", name: str, at: datetime, found: "Who", names: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "service": name,
        "at": at.isoformat(),
        "source": found.source,
        "until": _iso(found.until, at),
        "answers": [_plain_answer(catalog, each, at, names) for each in found.answers],
    }


def _plain_answer(
    catalog: "Directory", answer: "Answer", at: datetime, names: Mapping[str, str]
) -> dict[str, Any]:
    way, instead = answer.way, answer.instead_of
    hours = catalog.calendars[way.hours] if way.hours else None
    return {
        "kind": way.kind,
        "name": _text(way.contact.name if way.contact else way.name),
        "contact": way.contact_name,
        "phone": way.phone,
        "only_from": way.contact.only_from if way.contact else None,
        "mail": way.mail,
        "url": way.url,
        "reachable": _text(way.reachable),
        "languages": list(way.contact.languages) if way.contact else [],
        "state": answer.state,
        "instead_of": (instead.contact_name or instead.kind) if instead else None,
        "opens": _iso(answer.opens, at),
        "until": _iso(answer.until, at),
        "seats": [
            {**asdict(each), "name": names.get(each.person or "") or None} for each in answer.seats
        ],
        "calendar": way.hours,
        "hours_assumed": hours is not None and hours.hours_assumed,
    }


def _text(text: "Text") -> dict[str, str]:
    return {language: said for language, said in text.items() if said}


def _iso(instant: datetime | None, at: datetime) -> str | None:
    return instant.astimezone(at.tzinfo).isoformat() if instant else None
