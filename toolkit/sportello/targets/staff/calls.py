"""What whoever answers the phone of a provider needs at hand, and a form to fill in on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sportello.catalog.model import Catalog, Channel, Contact, Guide
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

    `rules` are those for staff, `told` what customers are told of calling, `severities` what the
    priority of a ticket may be, the worst first.
    """

    provider: str
    lines: tuple[Line, ...]
    services: tuple[str, ...]
    rules: tuple[Guide, ...]
    told: tuple[Guide, ...]
    severities: tuple[str, ...]


def call_sheets(catalog: Catalog) -> Iterator[CallSheet]:
    """Yield the providers that are called, in the order of the catalog."""
    for provider in catalog.providers:
        lines = tuple(_lines(catalog, provider))
        if lines:
            yield CallSheet(
                provider,
                lines,
                tuple(dict.fromkeys(name for line in lines for name in line.services)),
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


def _guides(catalog: Catalog, provider: str, page: str) -> tuple[Guide, ...]:
    """Return the guides of a page that hold for a provider: its own, and those for all."""
    guides = catalog.helpdesk.guides.values()
    return tuple(each for each in guides if each.page == page and each.provider in (provider, None))
