"""What is held and published about a person: every place, for people and for programs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import click

from sportello.cli._common import answered, print_json

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog
    from sportello.directory.overlay import Overlay, PersonalData
    from sportello.directory.traces import Trace

Kind: TypeAlias = Literal["overlay", "catalog", "built"]

_TITLES = {
    "overlay": "In the file with the names:",
    "catalog": "In the catalog:",
    "built": "In what was built:",
}
_NOT_SEARCHED = (
    "Not looked into: the history of git, copies of the catalog elsewhere, mail servers and ticket "
    "systems. docs/people.md says how."
)


@dataclass(frozen=True)
class _Place:
    """A line that says something of the person, and in what kind of files it stands."""

    kind: Kind
    file: str
    line: int
    what: tuple[str, ...]


def print_held(
    catalog: "Catalog",
    person: str,
    overlay: "Overlay | None",
    folders: Iterable[tuple[Kind, Path]],
    style: str,
) -> None:
    """Print all places that say something of a person, by identifier and by what is known.

    Misuse if nobody knows the person.
    """
    from sportello.directory.overlay import PersonalData
    from sportello.findings import Invalid, did_you_mean

    known = overlay.people.get(person) if overlay else None
    with answered():
        if person not in catalog.people and known is None:
            hint = did_you_mean(person, catalog.people) or "the catalog has none"
            raise Invalid(f'nobody is called "{person}"', hint)
    data = known or PersonalData()
    places = [*_places(person, data, overlay, folders)]
    if style == "json":
        print_json(_plain(catalog, person, data, places))
    else:
        click.echo("\n".join(_lines(catalog, person, data, places)))


def _places(
    person: str,
    data: "PersonalData",
    overlay: "Overlay | None",
    folders: Iterable[tuple[Kind, Path]],
) -> Iterator[_Place]:
    from sportello.directory.traces import search_for

    search = search_for(data, person)
    if overlay is not None:
        document = overlay.document
        yield from _by_line("overlay", search.in_file(document.file, document.text.encode()))
    for kind, folder in folders:
        for file, content in _files(folder):
            yield from _by_line(kind, search.in_file(file, content))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    from sportello.files import list_tree

    for path in list_tree(folder):
        file = folder / path
        if path.startswith(".sportello/"):
            continue  # the schema for editors is made of the catalog, and has examples of its own
        if file.is_file() and not file.is_symlink():
            yield str(file), file.read_bytes()


def _by_line(kind: Kind, traces: "Iterator[Trace]") -> Iterator[_Place]:
    found: dict[tuple[str, int], list[str]] = {}
    for each in traces:
        found.setdefault((each.where.file, each.where.line), []).append(each.what)
    for (file, line), what in found.items():
        yield _Place(kind, file, line, tuple(what))


def _lines(
    catalog: "Catalog", person: str, data: "PersonalData", places: list[_Place]
) -> Iterator[str]:
    yield f"{person}: {data.name}" if data.name else person
    yield _public_words(catalog, person)
    for kind, title in _TITLES.items():
        own = [each for each in places if each.kind == kind]
        if own:
            yield ""
            yield title
        for each in own:
            yield f"  {each.file}:{each.line}: {', '.join(each.what)}"
    yield ""
    yield _NOT_SEARCHED


def _public_words(catalog: "Catalog", person: str) -> str:
    about = catalog.people.get(person)
    if about is None or not about.public:
        return "Nothing may be published."
    until = f" until {about.keep_until}" if about.keep_until else ""
    return f"May be published{until} ({about.basis}): {', '.join(about.public)}."


def _plain(
    catalog: "Catalog", person: str, data: "PersonalData", places: list[_Place]
) -> dict[str, Any]:
    about = catalog.people.get(person)
    return {
        "person": person,
        "known": {"name": data.name or None, "phone": data.phone, "mail": data.mail},
        "public": {
            "fields": list(about.public) if about else [],
            "basis": about.basis if about else None,
            "keep_until": about.keep_until.isoformat() if about and about.keep_until else None,
        },
        "places": [
            {"kind": each.kind, "file": each.file, "line": each.line, "what": list(each.what)}
            for each in places
        ],
        "not_searched": ["history", "copies", "mail servers", "ticket systems"],
    }
