"""Names that many rows have in common, by their numbers: terms of tickets, and promises."""

from typing import NamedTuple, TypeVar

import duckdb

from sportello.catalog.model import Catalog, Target
from sportello.findings import Rule
from sportello.report.cycles.instants import NONE
from sportello.sla.ticket import Ticket


class Term(NamedTuple):
    """What a ticket is counted under."""

    service: str
    family: str | None
    provider: str | None
    channel: str | None
    severity: str | None
    type: str | None
    contract: str | None
    policy: str | None


class Promise(NamedTuple):
    """What a row of `cycle` says of its promise."""

    target: str
    team: str | None
    calendar: str | None


class Word(NamedTuple):
    """The value of a step."""

    text: str


class Mistake(NamedTuple):
    """What is wrong with tickets, and the remedy."""

    code: str
    message: str
    hint: str


_Named = TypeVar("_Named", Term, Promise, Word, Mistake)


class Names:
    """Terms, promises, words and mistakes so far, by the numbers that the tables of them have."""

    def __init__(self, duck: duckdb.DuckDBPyConnection, catalog: Catalog) -> None:
        self._duck = duck
        self._catalog = catalog
        self._terms: dict[Term, int] = {}
        self._promises: dict[Promise, int] = {}
        self._words: dict[Word, int] = {}
        self._mistakes: dict[Mistake, int] = {}
        for table in (Term, Promise, Word, Mistake):
            name = table.__name__.lower()
            columns = ", ".join(f"{each} VARCHAR" for each in table._fields)
            duck.execute(f"CREATE TEMP TABLE {name} ({name} BIGINT, {columns})")

    def term(self, ticket: Ticket, severity: str | None, policy: str | None) -> int:
        """Return the number of what a ticket is counted under, with the family of its service."""
        sheet = self._catalog.services.get(ticket.service)
        family, provider = (sheet.family, sheet.provider) if sheet else (None, None)
        kept = ticket.channel, severity, ticket.type, ticket.contract, policy
        found = Term(ticket.service, family, provider, *kept)
        return self._number("term", self._terms, found)

    def promise(self, kind: str, team: str | None, service: str, target: Target) -> int:
        """Return the number of a promise to tickets of a service; no calendar is day and night."""
        calendar = target.calendar or self._catalog.services[service].calendar
        return self._number("promise", self._promises, Promise(kind, team, calendar))

    def word(self, text: str | None) -> int:
        """Return the number of a word, NONE for none."""
        return NONE if text is None else self._number("word", self._words, Word(text))

    def mistake(self, rule: Rule, message: str, hint: str) -> int:
        """Return the number of what is wrong with tickets."""
        return self._number("mistake", self._mistakes, Mistake(rule.code, message, hint))

    def _number(self, table: str, known: dict[_Named, int], found: _Named) -> int:
        if found not in known:
            known[found] = len(known)
            marks = ", ".join("?" * (len(found) + 1))
            query = f"INSERT INTO {table} VALUES ({marks})"
            self._duck.execute(query, [known[found], *found])
        return known[found]
