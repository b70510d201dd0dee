"""The desks as home shows them, and their services by the alphabet."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.views import by_name, spelt

MOST = 8
"""More services than these are told by their number."""


@dataclass(frozen=True)
class Counter:
    """Services of a provider that are answered in the same hours: by their families, or alone.

    `more` counts those that are left out where there are many.
    """

    calendar: str | None
    families: tuple[str, ...]
    services: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class ProviderDesk:
    """A provider with its services."""

    provider: str
    counters: tuple[Counter, ...]


def desks(catalog: PublicCatalog) -> Iterator[ProviderDesk]:
    """Yield the providers that have services, in the order of the catalog."""
    own = defaultdict[str, dict[str | None, list[str]]](lambda: defaultdict(list))
    for name, service in catalog.services.items():
        own[service.provider][service.calendar].append(name)
    for provider in catalog.providers:
        if provider in own:
            counters = (_counter(catalog, *each) for each in own[provider].items())
            yield ProviderDesk(provider, tuple(counters))


def _counter(catalog: PublicCatalog, calendar: str | None, names: list[str]) -> Counter:
    families = (catalog.services[name].family for name in names)
    alone = [name for name in names if catalog.services[name].family is None]
    return Counter(
        calendar=calendar,
        families=tuple(dict.fromkeys(name for name in families if name)),
        services=tuple(alone[:MOST]),
        more=len(alone[MOST:]),
    )


def services_of(catalog: PublicCatalog, family: str) -> tuple[str, ...]:
    """Return the services of a family, in the order of the catalog."""
    return tuple(name for name, each in catalog.services.items() if each.family == family)


def by_letter(catalog: PublicCatalog, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return all services by the first letters of their names, in the order of the alphabet.

    What begins with no letter stands under `#`.
    """
    found = defaultdict[str, list[str]](list)
    for name in by_name(catalog, language, catalog.services):
        first = spelt(catalog.services[name].name.says(language))[:1].upper()
        found[first if first.isalpha() else "#"].append(name)
    return tuple((letter, tuple(names)) for letter, names in found.items())
