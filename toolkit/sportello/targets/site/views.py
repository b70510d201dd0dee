"""The catalog in the groups in which pages show it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias
from unicodedata import combining, normalize

from sportello.catalog.model import PublicCatalog


@dataclass(frozen=True)
class ServiceGroup:
    """Services of one family, or those of a provider that stand in none."""

    provider: str
    family: str | None
    services: tuple[str, ...]


def service_groups(catalog: PublicCatalog) -> Iterator[ServiceGroup]:
    """Yield all services in groups, by provider, those in no family first."""
    for provider in catalog.providers:
        families = [name for name, each in catalog.families.items() if each.provider == provider]
        for family in (None, *families):
            services = tuple(
                name
                for name, service in catalog.services.items()
                if service.family == family and (family is not None or service.provider == provider)
            )
            if services:
                yield ServiceGroup(provider, family, services)


def by_name(catalog: PublicCatalog, language: str, services: Iterable[str]) -> list[str]:
    """Return services by their names in a language, whatever their capitals and accents."""
    return sorted(services, key=lambda name: spelt(catalog.services[name].name.says(language)))


@lru_cache(maxsize=8192)
def spelt(text: str) -> str:
    """Return a text without capitals and accents, as lists are ordered."""
    split = normalize("NFKD", text)
    return "".join(sign for sign in split if not combining(sign)).casefold()


Whose: TypeAlias = tuple[Literal["provider", "family", "service"], str]
"""A service, or a provider or a family of which all services are meant; with its name."""
_FEW = 4


def covered(catalog: PublicCatalog, services: Iterable[str]) -> tuple[Whose, ...]:
    """Return services as people name them: a few each, more of them by their family or provider.

    A provider or a family stands for its services only if all of them are among these.
    """
    left = dict.fromkeys(services)
    found: list[Whose] = []
    groups: list[Whose] = [("family", name) for name in catalog.families]
    groups += [("provider", name) for name in catalog.providers]
    for kind, name in groups if len(left) > _FEW else ():
        own = [key for key, each in catalog.services.items() if getattr(each, kind) == name]
        if len(own) > 1 and all(key in left for key in own):
            found.append((kind, name))
            left = {key: None for key in left if key not in own}
    return (*found, *(("service", name) for name in left))
