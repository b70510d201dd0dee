"""Which ticket system an export is of, by its headings, and by which entry of the catalog."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from sportello.catalog.model import Catalog
from sportello.catalog.model.lifecycle import TicketSystem
from sportello.exports.mapping import Mapped, mapped, quoted
from sportello.exports.problems import ExportError, about_file
from sportello.exports.rules import Q002
from sportello.exports.system import System
from sportello.exports.systems import all_systems
from sportello.findings import Finding, did_you_mean, nearest

_SHOWN = 12
_ALIKE = 0.75
_ENOUGH = 2
"""So many headings that are alike say something of the system; one may be so by chance."""
_OWN = (
    "export the tickets as a table; if that is one, write what its columns are called in sla.yaml: "
    "exports: {own: {system: plain, columns: {reference: …, opened: …, service: …}}}"
)


def candidates(catalog: Catalog, export: str | None, system: str | None) -> list[Mapped]:
    """Return all the ways in which an export may be read: the entries of the catalog, and systems.

    `export` and `system` name the only ones. Of a system that an entry is about, the entry counts
    alone. Raises ExportError for a name that is none.
    """
    entries = {name: each.system for name, each in catalog.exports.items()}
    if export is not None:
        if export not in entries:
            hint = did_you_mean(export, entries) or "the catalog has no exports: in sla.yaml"
            raise ExportError([Q002.finding(f'no export is called "{export}"', None, hint)])
        return [mapped(catalog, system_of(entries[export]), export)]
    names = [*dict.fromkeys([*all_systems(), *entries.values()])]
    if system is not None:
        known = {*names, *get_args(TicketSystem)}
        if system not in known:
            hint = did_you_mean(system, known)
            raise ExportError([Q002.finding(f'no ticket system is called "{system}"', None, hint)])
        names = [system]
    found = [
        mapped(catalog, system_of(each), name) for name, each in entries.items() if each in names
    ]
    of_entries = {each.system.name for each in found}
    return found + [mapped(catalog, system_of(each)) for each in names if each not in of_entries]


def system_of(name: str) -> System:
    """Return a ticket system by its name; of one that nobody has tried, nothing is known."""
    return all_systems().get(name) or System(name, name, None, {})


def recognise(file: Path, headings: Sequence[str], among: Iterable[Mapped]) -> Mapped:
    """Return the way in which most columns of a file mean something.

    Raises ExportError, with what the nearest of them lacks, if a ticket would lack something, and
    if two fit alike.
    """
    ways = [*among]
    fitness = [_fitness(each, headings) for each in ways]
    best = [way for way, found in zip(ways, fitness, strict=True) if found == max(fitness)]
    if not max(fitness)[0] and len(ways) > 1:
        if max(fitness)[1] > _ENOUGH:
            message = f"the file is most like {_called(best[0])}, and lacks what tickets need"
            hint = (
                "name the columns that it lacks, or another way to read it by --export or --system"
            )
            lacking = best[0].problems(file, headings)
            raise ExportError([about_file(Q002, file, message, hint), *lacking])
        raise ExportError(_unknown(file, headings, best))
    if problems := best[0].problems(file, headings):
        raise ExportError(problems)
    if len(best) > 1:
        names = " and ".join(_called(each) for each in best)
        hint = "say which one is meant, by --export or --system"
        raise ExportError([about_file(Q002, file, f"the file fits {names} alike", hint)])
    return best[0]


def _unknown(file: Path, headings: Sequence[str], best: Sequence[Mapped]) -> list[Finding]:
    """Return what is wrong with headings that no system writes, and what the nearest would need."""
    alike = [sum(any(_near(name, way)) for name in headings) for way in best]
    message = f"no ticket system writes such headings: {quoted(headings, _SHOWN)}"
    if max(alike) < _ENOUGH:
        return [about_file(Q002, file, message, _OWN)]
    near = best[alike.index(max(alike))]
    hint = f"name it by --system, or write its columns in exports: of sla.yaml; {_called(near)} is "
    hint += "the most alike"
    return [about_file(Q002, file, message, hint), *near.problems(file, headings)]


def _near(heading: str, way: Mapped) -> Iterator[bool]:
    for names in way.headings.values():
        yield nearest(heading, names, _ALIKE) is not None


def _fitness(way: Mapped, headings: Sequence[str]) -> tuple[bool, int]:
    columns = way.columns(headings)
    return not way.lacks(columns), len({*columns.values()})


def _called(way: Mapped) -> str:
    return f'the export "{way.export}"' if way.export else way.system.title
