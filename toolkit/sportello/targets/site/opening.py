"""How a ticket is opened at each provider: at which of its services, and what it wants to know."""

from collections.abc import Iterator
from dataclasses import dataclass

from sportello.catalog.model import Channel, Guide, PublicCatalog, Text


@dataclass(frozen=True)
class Intake:
    """The services of a provider, what all of them say of requests, and its guides.

    A note is about a channel, or about requests as such.
    """

    provider: str
    services: tuple[str, ...]
    notes: tuple[tuple[Channel | None, Text], ...]
    guides: tuple[Guide, ...]


def intakes(catalog: PublicCatalog) -> Iterator[Intake]:
    """Yield the providers that have services, in the order of the catalog."""
    for provider in catalog.providers:
        services = tuple(
            name for name, each in catalog.services.items() if each.provider == provider
        )
        if services:
            notes = tuple(_notes(catalog, services))
            guides = guides_for(catalog, "open-a-ticket", provider)
            yield Intake(provider, services, notes, guides)


def guides_for(catalog: PublicCatalog, page: str, provider: str | None) -> tuple[Guide, ...]:
    """Return the guides of a page for a provider's customers alone; with None those for all."""
    guides = catalog.helpdesk.guides.values()
    return tuple(each for each in guides if each.page == page and each.provider == provider)


def _notes(
    catalog: PublicCatalog, services: tuple[str, ...]
) -> Iterator[tuple[Channel | None, Text]]:
    """Yield what every one of some services says of its first channel, or of its intake."""
    own = [catalog.services[name] for name in services]
    for channel in own[0].channels[:1]:
        if channel.intake and all(
            channel.intake in [way.intake for way in each.channels[:1]] for each in own
        ):
            yield channel, channel.intake
    yield from ((None, text) for text in own[0].intake if all(text in each.intake for each in own))
