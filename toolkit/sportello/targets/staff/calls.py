"""What whoever answers the phone of a provider needs at hand, and a form to fill in on paper."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sportello.catalog.model import Catalog, Channel, Contact, Guide, Text
from sportello.targets.site.promises import Promises


@dataclass(frozen=True)
class Line:
    """A phone that is answered: a channel, the contact behind it, and the services it is for."""

    channel: Channel
    contact: Contact | None
    services: tuple[str, ...]


@dataclass(frozen=True)
class CallSheet:
    """The phones of a provider and the services that are called there.

    `asked` are the texts that ask something of a request, each with the services whose they are.
    `rules` are those for staff, `told` what customers are told of calling, `severities` what the
    priority of a ticket may be, the worst first.
    """

    provider: str
    lines: tuple[Line, ...]
    services: tuple[str, ...]
    asked: tuple[tuple[Text, tuple[str, ...]], ...]
    rules: tuple[Guide, ...]
    told: tuple[Guide, ...]
    severities: tuple[str, ...]


def call_sheets(catalog: Catalog) -> Iterator[CallSheet]:
    """Yield the providers that are called, in the order of the catalog."""
    for provider in catalog.providers:
        lines = tuple(_lines(catalog, provider))
        if lines:
            services = tuple(dict.fromkeys(name for line in lines for name in line.services))
            yield CallSheet(
                provider,
                lines,
                services,
                _asked(catalog, lines, services),
                _guides(catalog, provider, "staff"),
                _guides(catalog, provider, "phone"),
                catalog.severities_of(provider),
            )


def promised_to_callers(
    promises: Mapping[str, Promises], sheet: CallSheet
) -> tuple[tuple[Promises, tuple[str, ...]], ...]:
    """Return what is promised at the services of a sheet, with those that are promised the same."""
    found: dict[int, tuple[Promises, list[str]]] = {}
    for name in sheet.services:
        if name in promises:
            promised = promises[name]
            found.setdefault(id(promised), (promised, []))[1].append(name)
    return tuple((promised, tuple(names)) for promised, names in found.values())


def _lines(catalog: Catalog, provider: str) -> Iterator[Line]:
    called: dict[Channel, list[str]] = {}
    for name, service in catalog.services.items():
        if service.provider == provider:
            for channel in service.channels:
                if channel.kind == "phone":
                    called.setdefault(channel, []).append(name)
    for channel, names in called.items():
        contact = catalog.contacts[channel.contact] if channel.contact else None
        yield Line(channel, contact, tuple(names))


def _asked(
    catalog: Catalog, lines: Iterable[Line], services: Iterable[str]
) -> tuple[tuple[Text, tuple[str, ...]], ...]:
    """Return what services ask of a request, and their phones of a call, each text once."""
    found: dict[Text, dict[str, None]] = {}
    for line in lines:
        if line.channel.intake:
            found.setdefault(line.channel.intake, {}).update(dict.fromkeys(line.services))
    for name in services:
        for text in catalog.services[name].intake:
            found.setdefault(text, {})[name] = None
    return tuple((text, tuple(names)) for text, names in found.items())


def _guides(catalog: Catalog, provider: str, page: str) -> tuple[Guide, ...]:
    """Return the guides of a page that hold for a provider: its own, and those for all."""
    guides = catalog.helpdesk.guides.values()
    return tuple(each for each in guides if each.page == page and each.provider in (provider, None))
