"""Names that many rows have in common, by their numbers: terms of tickets, and promises."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

import duckdb

from sportello.catalog.model import Catalog, Target


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


_Named = TypeVar("_Named", Term, Promise)


class Names:
    """The terms and promises so far, by the numbers that the tables `term` and `promise` have."""

    def __init__(self, duck: duckdb.DuckDBPyConnection, catalog: Catalog) -> None:
        self._duck = duck
        self._catalog = catalog
        self._terms: dict[Term, int] = {}
        self._promises: dict[Promise, int] = {}
        terms = ", ".join(f"{name} VARCHAR" for name in Term._fields)
        promises = ", ".join(f"{name} VARCHAR" for name in Promise._fields)
        duck.execute(f"CREATE TEMP TABLE term (term BIGINT, {terms})")
        duck.execute(f"CREATE TEMP TABLE promise (promise BIGINT, {promises})")

    def term(
        self, attributes: Mapping[str, str | None], severity: str | None, policy: str | None
    ) -> int:
        """Return the number of what a ticket is counted under, with the family of its service."""
        service = attributes["service"] or ""
        sheet = self._catalog.services.get(service)
        found = Term(
            service,
            sheet.family if sheet else None,
            sheet.provider if sheet else None,
            attributes["channel"],
            severity,
            attributes["type"],
            attributes["contract"],
            policy,
        )
        return self._number("term", self._terms, found)

    def promise(self, kind: str, team: str | None, service: str, target: Target) -> int:
        """Return the number of a promise to tickets of a service; no calendar is day and night."""
        calendar = target.calendar or self._catalog.services[service].calendar
        return self._number("promise", self._promises, Promise(kind, team, calendar))

    def _number(self, table: str, known: dict[_Named, int], found: _Named) -> int:
        if found not in known:
            known[found] = len(known)
            marks = ", ".join("?" * (len(found) + 1))
            query = f"INSERT INTO {table} VALUES ({marks})"
            self._duck.execute(query, [known[found], *found])
        return known[found]
