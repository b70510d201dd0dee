"""What is meant by the name of a service that is none: a title, or whose services they are."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import did_you_mean, first_few, nearest

_SHOWN: Final = 8


def service_hint(catalog: Catalog, word: str) -> str:
    """Return a sentence for a hint: which services a word that names none may stand for.

    A provider or family stands for its services, a title for its service; else the nearest name
    is proposed, by identifier before title.
    """
    groups = (("provider", catalog.providers), ("family", catalog.families))
    for what, group in groups:
        for name, each in group.items():
            if word.casefold() in {name.casefold(), *_titles(each.name)}:
                return _services_of(catalog, what, name)
    titles = dict(_services_by_title(catalog))
    title = word.casefold() if word.casefold() in titles else None
    if title is None and nearest(word, catalog.services) is None:
        title = nearest(word, titles)
    if title is not None:
        return f'"{titles[title]}" is the identifier of the service with that title'
    return did_you_mean(word, catalog.services) or "the catalog has no service"


def _services_of(catalog: Catalog, what: str, name: str) -> str:
    found = [key for key, each in catalog.services.items() if getattr(each, what) == name]
    if not found:
        return f'"{name}" is a {what}, and it has no service'
    those = "service is" if len(found) == 1 else "services are"
    return f'"{name}" is a {what}: its {those} {first_few(found, _SHOWN)}'


def _services_by_title(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for name, service in catalog.services.items():
        for title in _titles(service.name):
            yield title, name


def _titles(text: Mapping[str, str]) -> list[str]:
    return [each.casefold() for each in text.values()]
