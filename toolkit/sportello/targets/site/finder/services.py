"""Services, their families and their providers, as the finder finds them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sportello.catalog.model import (
    PublicCatalog,
    PublicProvider,
    PublicService,
    Text,
    readable,
)
from sportello.targets.site import pages
from sportello.targets.site.finder.entry import Entry, in_all, in_one, once
from sportello.targets.site.pages import Page, Paths
from sportello.targets.site.phrases import labels
from sportello.targets.site.sheet import ContactPoints, contact_points
from sportello.wording.messages import Messages
from sportello.wording.times import week_words


def service_entries(catalog: PublicCatalog, _: Messages, paths: Paths) -> Iterator[Entry]:
    """Yield an entry for each service.

    What several services say in the same words tells none from another, and is left out.
    """
    about = {name: tuple(_about(catalog, each)) for name, each in catalog.services.items()}
    told = Counter(text for texts in about.values() for text in {*texts})
    homes = provider_pages(catalog)
    for name, service in catalog.services.items():
        page = Page("service", name)
        provider = catalog.providers[service.provider]
        is_alone = homes[service.provider] == page
        family = [catalog.families[service.family].name] if service.family else []
        points = contact_points(catalog, service)
        portals = (url for _name, url in points.portals)
        yield Entry(
            title=service.name.says(_.language),
            url=paths.within(page),
            kind=service.kind.says(_.language) or _("Service"),
            mail=readable(points.addresses[0]) if points.addresses else "",
            phone=(points.phones[0], points.phones[0].shown) if points.phones else (),
            way=_way(catalog, service, points, _),
            hours=_hours(catalog, service, _),
            names=in_all(service.name),
            words=once(
                (
                    *service.keywords,
                    *in_all(*_channels(catalog, service)),
                    *(_of_provider(provider) if is_alone else ()),
                )
            ),
            places=once((*map(readable, points.addresses), *portals)),
            phones=points.phones,
            groups=in_all(*family, provider.name, service.kind),
            about=once(
                (
                    *in_one(_.language, (text for text in about[name] if told[text] == 1)),
                    *([_("Activation")] if service.activation else []),
                    *([_("Deactivation")] if service.deactivation else []),
                )
            ),
        )


def family_entries(catalog: PublicCatalog, _: Messages, paths: Paths) -> Iterator[Entry]:
    """Yield an entry for each family."""
    homes = provider_pages(catalog)
    kinds: dict[str | None, list[Text]] = {}
    for service in catalog.services.values():
        kinds.setdefault(service.family, []).append(service.kind)
    for name, family in catalog.families.items():
        page = Page("family", name)
        provider = catalog.providers[family.provider]
        yield Entry(
            title=family.name.says(_.language),
            url=paths.within(page),
            kind=_("Group"),
            way=family.summary.says(_.language),
            names=in_all(family.name),
            words=in_all(provider.name) if homes.get(family.provider) == page else (),
            groups=in_all(provider.name, *kinds.get(name, ())),
            about=in_one(_.language, (family.summary,)),
        )


def provider_entries(catalog: PublicCatalog, _: Messages, paths: Paths) -> Iterator[Entry]:
    """Yield an entry for each provider that no service and no family alone stands for."""
    for name, page in provider_pages(catalog).items():
        if page == pages.SERVICES:
            provider = catalog.providers[name]
            yield Entry(
                title=provider.name.says(_.language),
                url=f"{paths.within(pages.SERVICES)}#provider-{name}",
                kind=_("Provider"),
                way=provider.summary.says(_.language),
                words=in_all(provider.name),
                about=in_one(_.language, (provider.summary,)),
            )


def provider_pages(catalog: PublicCatalog) -> Mapping[str, Page]:
    """Return the page about all services of each provider: of the only one, or of the only family.

    Where there is none it is the page with all services.
    """
    services: dict[str, list[str]] = {}
    for name, service in catalog.services.items():
        services.setdefault(service.provider, []).append(name)
    found: dict[str, Page] = {}
    for provider, names in services.items():
        families = {catalog.services[name].family for name in names}
        family = families.pop() if len(families) == 1 else None
        if len(names) == 1:
            found[provider] = Page("service", names[0])
        else:
            found[provider] = Page("family", family) if family else pages.SERVICES
    return found


def _channels(catalog: PublicCatalog, service: PublicService) -> Iterator[Text]:
    """Yield what the ways to a service are called."""
    for channel in service.channels:
        yield channel.name
        if channel.contact:
            yield catalog.contacts[channel.contact].name


def _about(catalog: PublicCatalog, service: PublicService) -> Iterator[Text]:
    yield from (service.summary, service.description)
    yield from (*service.functions, *service.benefits)
    for line in service.lines:
        yield from (line.name, *line.covers)
    if service.prerequisites:
        yield from (*service.prerequisites.services, *service.prerequisites.others)
    for channel in service.channels:
        yield from (channel.reachable, channel.intake)
    yield from service.intake
    for lead in (service.activation, service.deactivation):
        yield from lead.process if lead else ()
    yield from (*service.monitoring, *service.metrics, *service.reports)
    if service.team:
        yield catalog.teams[service.team].name


def _of_provider(provider: PublicProvider) -> Iterator[str]:
    """Yield what is asked for of a provider: its names, and what it is certified for."""
    yield from in_all(provider.name)
    yield from (each.standard for each in provider.certifications)


def _way(catalog: PublicCatalog, service: PublicService, points: ContactPoints, _: Messages) -> str:
    """Return whom to ask, where no address and no number says it."""
    if points.addresses or points.phones:
        return ""
    ways = [each.name.says(_.language) or labels(_)[each.kind] for each in service.channels]
    own = (catalog.contacts[name].name.says(_.language) for name in service.contacts)
    return _.listed(once(ways or own))


def _hours(catalog: PublicCatalog, service: PublicService, _: Messages) -> str:
    if not service.calendar:
        return ""
    calendar = catalog.calendars[service.calendar]
    words = week_words(calendar, _)
    if not calendar.hours_assumed:
        return words
    unconfirmed = _("Hours not confirmed")
    return f"{words}. {unconfirmed}."
