"""Where what a page says is written, when that was changed last, and how to say what is wrong."""

from collections.abc import Mapping
from typing import Any, Final

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.pages import Page
from sportello.targets.target import BuildContext
from sportello.wording.messages import Messages

_SECTIONS: Final[Mapping[str, str]] = {
    "addresses": "mailboxes",
    "services": "services",
    "service": "services",
    "family": "families",
    "contacts": "contacts",
    "hours": "calendars",
    "notices": "announcements",
    "levels": "policies",
    "answer": "policies",
    "follow": "lifecycle",
}
"""The section of the catalog that a kind of page shows most of; else it is the desk's own."""


def origin(
    catalog: PublicCatalog, context: BuildContext, page: Page, _: Messages
) -> dict[str, Any]:
    """Return for the foot of a page the link to its file, and the day of its last change in words.

    Neither where it is not known: without a repository, outside of git, or before the first commit.
    """
    section = _SECTIONS.get(page.kind, "helpdesk")
    file = context.holders.get((section, page.key)) or context.holders.get((section,))
    if file is None:
        return {}
    found: dict[str, Any] = {}
    if catalog.helpdesk.repository:
        found["source"] = f"{catalog.helpdesk.repository.rstrip('/')}/blob/HEAD/{file}"
    if file in context.changed:
        day = _.date(context.changed[file], "long")
        found["changed"] = _("Last changed on {day}").format(day=day)
    return found
