"""Where the pages of a language stand, and when what they say was changed last."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model import PublicCatalog
from sportello.targets.feeds.atom import tag
from sportello.targets.site import pages
from sportello.targets.site.pages import Paths
from sportello.targets.target import BuildContext

_NAMED: Final = dt.date(2026, 1, 1)
"""A day in the names of feeds."""


@dataclass(frozen=True)
class Publication:
    """Where the pages of a language stand, and when what they say was changed last."""

    site: str
    paths: Paths
    changed: dt.datetime

    @property
    def host(self) -> str:
        """The address of the site as it ends the names of what it tells."""
        return self.site.partition("//")[2].replace("/", ".")

    def tag(self, path: str, day: dt.date = _NAMED) -> str:
        """Return the name of what the site tells, which must never change (RFC 4151)."""
        return tag(self.site, day, path)

    def address(self, path: str) -> str:
        """Return the address of a file beside the first page of the language."""
        return f"{self.site}/{self.paths.folder}{path}"

    def page(self, page: pages.Page) -> str:
        """Return the address of a page."""
        return f"{self.site}{self.paths.address(page)}"


def publication(catalog: PublicCatalog, context: BuildContext, paths: Paths) -> Publication:
    """Return where a language stands; its last change is that of the catalog's files.

    Where no commit is known, it is the beginning of the published years: no clock is asked.
    """
    last = max(context.changed.values(), default=dt.date(catalog.helpdesk.years.first, 1, 1))
    changed = dt.datetime.combine(last, dt.time(), dt.UTC)
    if context.history is not None:
        changed = max(changed, context.history.updated)
    return Publication(catalog.helpdesk.site.rstrip("/"), paths, changed)
