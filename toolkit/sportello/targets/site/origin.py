"""What the foot of a page says of it: where it is written, when it was changed, whom to tell."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.pages import CHANGES, Page
from sportello.targets.site.printing import mail_url
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
    catalog: PublicCatalog, context: BuildContext, page: Page, path: str, _: Messages
) -> dict[str, Any]:
    """Return for the foot of a page how to say what is unclear, its file, and its last change.

    Each where it is known: the address of the desk, its repository, a commit of the file.
    """
    found: dict[str, Any] = {}
    if catalog.helpdesk.feedback:
        address = f"{catalog.helpdesk.site.rstrip('/')}{path}"
        subject = _("A page is not clear: {address}").format(address=address)
        body = _("What I was looking for:") + "\n"
        found["feedback"] = mail_url(catalog.helpdesk.feedback, subject, body)
    if page == CHANGES:
        return found
    section = _SECTIONS.get(page.kind, "helpdesk")
    file = context.holders.get((section, page.key)) or context.holders.get((section,))
    if file is None:
        return found
    if catalog.helpdesk.repository:
        found["source"] = f"{catalog.helpdesk.repository.rstrip('/')}/blob/HEAD/{quote(file)}"
    # The sheet of a service says it of the service, which is one of several in its file.
    if file in context.changed and not (page.kind == "service" and context.history):
        day = _.date(context.changed[file], "long")
        found["changed"] = _("Last changed on {day}").format(day=day)
    return found
