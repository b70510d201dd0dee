"""Which announcements a page shows, as of the day of its build; a script goes by the clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sportello.catalog.model import PublicCatalog, Text
from sportello.targets.announced import AnnouncementEntry, announcement_entries, as_of
from sportello.targets.site.pages import Page
from sportello.wording.messages import Messages


@dataclass(frozen=True)
class Notice:
    """An announcement on a page; `is_later`: it is shown from a day after that of the build."""

    entry: AnnouncementEntry
    is_later: bool


@dataclass(frozen=True)
class Notices:
    """The announcements of a catalog in a language, for pages that are built on a day."""

    catalog: PublicCatalog
    messages: Messages
    day: date

    def announced(self, *, past: bool) -> tuple[AnnouncementEntry, ...]:
        """Return the announcements that are not over on the day or, with `past`, those that are.

        Those that are not over stand as a banner chooses them, the others with the latest first.
        """
        start = as_of(self.day, self.catalog.helpdesk.timezone)
        found = [each for each in self._entries if each.is_over(start) is past]
        return tuple(sorted(found, key=lambda each: each.begins, reverse=True) if past else found)

    def on(self, page: Page) -> tuple[Notice, ...]:
        """Return the announcements that concern a page: home all, a sheet those of its service."""
        services = [*self._services(page)] if self._entries else []
        end = as_of(date.fromordinal(self.day.toordinal() + 1), self.catalog.helpdesk.timezone)
        return tuple(
            Notice(each, is_later=each.shown_from is not None and each.shown_from >= end)
            for each in self.announced(past=False)
            if page.kind == "home" or any(each.source.is_about(*service) for service in services)
        )

    @cached_property
    def _entries(self) -> tuple[AnnouncementEntry, ...]:
        return announcement_entries(self.catalog, self.messages)

    def _services(self, page: Page) -> Iterator[tuple[str, str]]:
        """Yield the services that a page is about, each with its provider."""
        if page.kind == "service":
            yield page.key, self.catalog.services[page.key].provider
        elif page.kind == "family":
            for name, service in self.catalog.services.items():
                if service.family == page.key:
                    yield name, service.provider


def announced_titles(catalog: PublicCatalog, *, past: bool) -> list[Text]:
    """Return what is announced for the published years or, with `past`, what was over before."""
    zone = catalog.helpdesk.timezone
    start = as_of(date(catalog.helpdesk.years.first, 1, 1), zone)
    return [
        each.title
        for each in catalog.announcements.values()
        if (not each.lasts and each.ends(zone) <= start) is past
    ]
