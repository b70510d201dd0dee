"""What an export is read by: an entry of `exports:` in the catalog, on top of its ticket system."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal, get_args

from sportello.catalog.model import Catalog
from sportello.catalog.model.export import Export, ExportField
from sportello.exports.problems import Mistake, about_file
from sportello.exports.rules import Q002, Q012
from sportello.exports.system import System, Unit
from sportello.findings import Finding, first_few, nearest
from sportello.worktime.zones import Zone

NEEDED: Final[tuple[ExportField, ...]] = ("reference", "opened", "service")
NOT_READ: Final[frozenset[ExportField]] = frozenset({"summary", "requester"})
_SHOWN: Final = 12


@dataclass(frozen=True)
class Mapped:
    """How an export is read: its system, with what the catalog says of it otherwise.

    `headings` are what each column may be called; those in `written` stand in the catalog and are
    the only ones. `where` is where the catalog tells it, for hints.
    """

    system: System
    export: str | None
    headings: Mapping[ExportField, tuple[str, ...]]
    written: frozenset[ExportField]
    given: Mapping[ExportField, str]
    values: Mapping[ExportField, Mapping[str, str]]
    dates: tuple[str, ...]
    zone: Zone
    paused_in: Literal["business time", "calendar time"] | None
    paused_unit: Unit | None
    where: str

    def columns(self, headings: Collection[str]) -> dict[ExportField, str]:
        """Return which column of a file holds which field, by the headings that it has."""
        plain = {_plain(each): each for each in reversed([*headings])}
        found: dict[ExportField, str] = {}
        for field, names in self.headings.items():
            exact = [name for name in names if name in headings]
            alike = [plain[_plain(name)] for name in names if _plain(name) in plain]
            if field not in NOT_READ and (exact or alike):
                found[field] = (exact or alike)[0]
        return found

    def with_own_names(self) -> "Mapped":
        """Return the same for a table whose columns may have our own names of fields too."""
        fields: tuple[ExportField, ...] = get_args(ExportField)
        headings = {field: (*self.headings.get(field, ()), field) for field in fields}
        return replace(self, headings=headings)

    def lacks(self, columns: Collection[ExportField]) -> list[ExportField]:
        """Return what every ticket needs and no column holds."""
        held = {*columns, *self.given}
        if "desk" in held:
            held.add("service")
        return [field for field in NEEDED if field not in held]

    def problems(self, file: Path, headings: Sequence[str]) -> list[Finding]:
        """Return why a table with these headings is no export that is read so."""
        columns = self.columns(headings)
        shown = quoted(headings, _SHOWN)
        found = []
        for field in self.lacks(columns):
            names = self.headings.get(field, ())
            near = next(filter(None, (nearest(name, headings) for name in names)), None)
            remedy = f'write "{near}"' if near else "write what the column is called"
            message = f"no column holds the {_what(field)} of tickets"
            if names:
                message += f", such as {quoted(names, 3)}"
            hint = f"{remedy} in {self.where}, columns: {{{field}: …}} (there are {shown})"
            found.append(about_file(Q002, file, message, hint))
        times = Counter(map(_plain, headings))
        for field, heading in columns.items():
            if times[_plain(heading)] > 1:
                message = f'the column "{heading}", which holds the {field}, comes twice'
                found.append(about_file(Q002, file, message, "rename or remove one of the two"))
        return found

    def missing(self, headings: Collection[str]) -> list[Mistake]:
        """Return what is wrong with columns that the catalog tells of, and that are not there."""
        gone = self.written - self.columns(headings).keys() - NOT_READ
        return [self._missing(field, headings) for field in sorted(gone)]

    def _missing(self, field: ExportField, headings: Collection[str]) -> Mistake:
        name = self.headings[field][0]
        near = nearest(name, headings)
        meant = f'did you mean "{near}"? ' if near else ""
        hint = f"{meant}correct {self.where}, columns: {{{field}: …}}, or export the column"
        return Mistake(Q012, f'the column "{name}" of the {field} is not there', hint)


def mapped(catalog: Catalog, system: System, name: str | None = None) -> Mapped:
    """Return how exports of a system are read, by the entry of that name in the catalog, if any."""
    export = catalog.exports[name] if name is not None else Export(system="plain")
    headings = {**system.headings, **{field: (each,) for field, each in export.columns.items()}}
    values = {
        field: {**system.values.get(field, {}), **export.values.get(field, {})}
        for field in {**system.values, **export.values}
    }
    return Mapped(
        system=system,
        export=name,
        headings=headings,
        written=frozenset(export.columns),
        given=export.given,
        values=values,
        dates=export.dates or system.dates,
        zone=Zone(export.timezone or catalog.helpdesk.timezone),
        paused_in=export.paused_in or system.paused_in,
        paused_unit=system.paused_unit,
        where=f"exports: {{{name}: …}} of sla.yaml" if name else "exports: of sla.yaml",
    )


def quoted(names: Iterable[str], most: int) -> str:
    """Return the first names in quotes, and how many more there are."""
    return first_few([f'"{name}"' for name in names if name], most)


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _what(field: ExportField) -> str:
    return {"opened": "opening", "service": "service or desk"}.get(field, field)
