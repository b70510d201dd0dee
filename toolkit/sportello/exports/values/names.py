"""Names as exports write them -> names of the catalog."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from json import dumps
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar, get_args

from sportello.catalog.model import Catalog
from sportello.catalog.model.export import Exclusion, ExportField, Opener, Vote
from sportello.catalog.model.lifecycle import TicketSystem
from sportello.catalog.model.service import ChannelKind
from sportello.exports.problems import Mistake
from sportello.exports.values.rules import Q007
from sportello.findings import Invalid
from sportello.sla.events.state_names import StateNames
from sportello.sla.ticket import Ticket, check_name, check_service

NameField: TypeAlias = ExportField | Literal["assigned"]
"""What names something: a column, or the team that an event assigns a ticket to."""

_Value = TypeVar("_Value")
_MOST: Final = 100_000
"""Of the cells that are kept to be known again."""
_MOST_WRONG: Final = 200
"""Of different wrong cells of a column: with more, it is the column that is wrong."""
_SHOWN: Final = 60
_ANY: Final = datetime(2000, 1, 1, tzinfo=UTC)
FIXED: Final[Mapping[NameField, tuple[str, ...]]] = {
    "channel": get_args(ChannelKind),
    "vote": get_args(Vote),
    "opened_by": get_args(Opener),
    "excluded": get_args(Exclusion),
}
"""The words that a field may have, where they are ours and not the catalog's."""
_WORDS: Final = {
    "excluded": "reason to leave a ticket out",
    "opened_by": "side",
    "type": "ticket type",
}
_NO: Final = frozenset({"false", "no", "0", "n", "f"})


class Cells(dict[str, _Value | Mistake | None], Generic[_Value]):
    """What the cells of a column mean: each is read once. An empty one means nothing (None)."""

    def __init__(self, read: Callable[[str], _Value | Mistake | None], many: Mistake) -> None:
        super().__init__()
        self._read = read
        self._many = many
        self.wrong = 0

    def __missing__(self, cell: str) -> _Value | Mistake | None:
        """Read a cell; after many wrong ones, all that are wrong are told alike."""
        if len(self) > _MOST:
            self.clear()
        found = self._read(cell) if cell and not cell.isspace() else None
        if isinstance(found, Mistake):
            self.wrong += 1
            found = found if self.wrong <= _MOST_WRONG else self._many
        self[cell] = found
        return found


class Names:
    """The names of a catalog, and what an export calls them.

    A name is looked for in the `values` that are given, first of the export, then of its system,
    then among the identifiers and the titles of the catalog; capitals make no difference. `where`
    is where values are written, for hints.
    """

    def __init__(
        self,
        catalog: Catalog,
        system: str,
        values: Mapping[ExportField, Mapping[str, str]],
        where: str,
    ) -> None:
        self._catalog = catalog
        self._states = StateNames(catalog.lifecycle)
        self._system = system if system in get_args(TicketSystem) else None
        self._values = {field: _plain(meant.items()) for field, meant in values.items()}
        self._where = where

    def cells(self, field: NameField) -> Cells[str]:
        """Return what the cells of a column mean that names a field of tickets."""
        meant = self._meant(field)
        titles = _plain(self._called(field))
        what: NameField = "service" if field == "desk" else field

        def read(cell: str) -> str | Mistake | None:
            name = cell.strip()
            plain = name.casefold()
            if field == "excluded" and plain not in meant and (meant or plain in _NO):
                return None
            try:
                return self._verified(what, meant.get(plain) or titles.get(plain, name))
            except Invalid as error:
                return Mistake(Q007, error.message, self._hint(field, name, error.hint))

        many = f"the {_WORDS.get(what, what)} has more than {_MOST_WRONG} other unknown names"
        return Cells(read, Mistake(Q007, many, "look whether the right column is named"))

    def _meant(self, field: NameField) -> dict[str, str]:
        own = self._values.get(field, {}) if field != "assigned" else {}
        return {**self._values.get("service", {}), **own} if field == "desk" else own

    def _hint(self, field: NameField, name: str, hint: str) -> str:
        shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
        meant = f"{{{field}: {{{dumps(shown, ensure_ascii=False)}: …}}}}"
        remedy = f"write what it means in {self._where}, values: {meant}"
        if field == "assigned":
            return hint
        if field == "status":
            return f"{hint}; or write it under names: of a state"
        return f"{hint}; or {remedy}" if hint else remedy

    def _verified(self, field: NameField, name: str) -> str:
        """Return a name of the catalog. Raises Invalid for one that it does not have."""
        catalog = self._catalog
        if field in FIXED:
            check_name(_WORDS.get(field, field), name, FIXED[field])
        elif field == "status":
            return self._state(name)
        elif field == "severity":
            check_name("severity", name, catalog.severities)
        elif field == "assigned":
            check_name("team", name, catalog.teams)
        elif field == "service":
            check_service(catalog, name)
        else:
            said: dict[str, Any] = {"service": next(iter(catalog.services), ""), field: name}
            Ticket(opened=_ANY, **said).verify(catalog)
        return name

    def _state(self, name: str) -> str:
        try:
            return self._states.state(name, self._system)
        except Invalid:
            states = self._catalog.lifecycle.states if self._catalog.lifecycle else {}
            titles = _plain(_titles(states))
            if name.casefold() not in titles:
                raise
            return titles[name.casefold()]

    def _called(self, field: NameField) -> Iterator[tuple[str, str]]:
        """Yield what names are called, and they themselves."""
        words = self._catalog.contracts if field == "contract" else FIXED.get(field, ())
        yield from ((word, word) for word in words)
        yield from _titles(self._entries(field))

    def _entries(self, field: NameField) -> Mapping[str, Any]:
        catalog = self._catalog
        matrix = catalog.priority.matrix if catalog.priority else None
        sections: dict[NameField, Mapping[str, Any]] = {
            "service": catalog.services,
            "desk": catalog.services,
            "severity": catalog.severities,
            "assigned": catalog.teams,
            "type": catalog.lifecycle.types if catalog.lifecycle else {},
            "impact": matrix.impacts if matrix else {},
            "urgency": matrix.urgencies if matrix else {},
        }
        return sections.get(field, {})


def _titles(entries: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the entries of a section are called, and their identifiers."""
    for name, entry in entries.items():
        yield name, name
        for title in {*entry.name.values()}:
            yield title, name


def _plain(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what names mean, whatever their capitals, where that is one thing."""
    meant: dict[str, set[str]] = {}
    for name, meaning in named:
        meant.setdefault(name.strip().casefold(), set()).add(meaning)
    return {name: min(meanings) for name, meanings in meant.items() if len(meanings) == 1}
