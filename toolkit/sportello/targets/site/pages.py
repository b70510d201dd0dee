"""Which pages there are, and where each stands in a language."""

from collections.abc import Iterator
from dataclasses import dataclass

from sportello.catalog.model import PublicCatalog
from sportello.wording.messages import Messages


@dataclass(frozen=True)
class Page:
    """A page: what kind it is, and for families and services whose page it is."""

    kind: str
    key: str = ""


HOME = Page("home")
ADDRESSES = Page("addresses")
SERVICES = Page("services")
CONTACTS = Page("contacts")
HOURS = Page("hours")
LEVELS = Page("levels")
ANSWER = Page("answer")
OPEN = Page("open")
FOLLOW = Page("follow")
PHONE = Page("phone")
NOTICES = Page("notices")
CHANGES = Page("changes")
FEEDS = Page("feeds")
ACCESSIBILITY = Page("accessibility")
PRIVACY = Page("privacy")
FIXED = (
    *(HOME, ADDRESSES, SERVICES, CONTACTS, HOURS, ANSWER, LEVELS),
    *(OPEN, FOLLOW, PHONE, NOTICES, CHANGES, FEEDS, ACCESSIBILITY, PRIVACY),
)
FIGURES = Page("figures")
"""The page that only a desk has which publishes figures."""


def all_pages(catalog: PublicCatalog) -> Iterator[Page]:
    """Yield every page, in the order of the catalog."""
    yield from FIXED
    yield from (Page("family", name) for name in catalog.families)
    yield from (Page("service", name) for name in catalog.services)


@dataclass(frozen=True)
class Paths:
    """Where the pages stand in one language, which is below `folder` on the site."""

    folder: str
    slugs: dict[str, str]

    def source(self, page: Page) -> str:
        """Return the path of a page's Markdown: as deep as its address, so that links are the same.

        MkDocs leaves links of HTML as they are, Zensical takes them for links from the Markdown.
        """
        return f"{self.within(page)}index.md"

    def address(self, page: Page) -> str:
        """Return a page's address on the site, from the first slash on."""
        return f"/{self.folder}{self.within(page)}"

    def within(self, page: Page) -> str:
        """Return a page's address relative to the directory of the language."""
        return "".join([f"{part}/" for part in (self.slugs[page.kind], page.key) if part])

    def to_root(self, here: Page) -> str:
        """Return the way from a page's address up to the root of its language."""
        return "../" * self.within(here).count("/")

    def relative(self, here: Page, there: Page) -> str:
        """Return the address of a page relative to another's."""
        return self.to_root(here) + self.within(there) or "./"


def paths_of(_: Messages, *, is_main: bool) -> Paths:
    """Return where the pages stand in a language; the main one stands at the site's root."""
    services = _.named("address of the page", "services")
    slugs = {
        "home": "",
        "addresses": _.named("address of the page", "which-address"),
        "services": services,
        "service": services,
        "family": _.named("address of the page", "groups"),
        "contacts": _.named("address of the page", "contacts"),
        "hours": _.named("address of the page", "hours"),
        "levels": _.named("address of the page", "service-levels"),
        "answer": _.named("address of the page", "when-an-answer-comes"),
        "open": _.named("address of the page", "open-a-ticket"),
        "follow": _.named("address of the page", "follow-a-ticket"),
        "phone": _.named("address of the page", "phone"),
        "notices": _.named("address of the page", "past-notices"),
        "changes": _.named("address of the page", "what-changed"),
        "feeds": _.named("address of the page", "calendar-and-contacts"),
        "figures": _.named("address of the page", "figures"),
        "accessibility": _.named("address of the page", "accessibility"),
        "privacy": "privacy",
    }
    return Paths("" if is_main else f"{_.language}/", slugs)


def titles_of(_: Messages) -> dict[str, str]:
    """Return the titles of the pages that are no service's and no family's, by kind."""
    return {
        "home": _("Home"),
        "addresses": _("Whom to write to"),
        "services": _("Services"),
        "contacts": _("Contacts"),
        "hours": _("Hours and holidays"),
        "answer": _("When will I be answered?"),
        "levels": _("Service levels"),
        "open": _("Open a ticket"),
        "follow": _("Follow your ticket"),
        "phone": _("By phone"),
        "notices": _("Past notices"),
        "changes": _("What changed"),
        "feeds": _("For your calendar and your address book"),
        "figures": _("Figures"),
        "accessibility": _("Accessibility statement"),
        "privacy": _("Privacy"),
    }


def descriptions_of(_: Messages) -> dict[str, str]:
    """Return what search engines show of the pages that `titles_of` names, home excepted."""
    return {
        "addresses": _("Every service with the address to write to and the number to call."),
        "services": _("What each service covers, how to reach it and what is promised."),
        "contacts": _("Who answers at each provider, with address, phone number and hours."),
        "hours": _("When somebody answers, and the days on which nobody does."),
        "levels": _("How soon an answer comes, and who decides what is urgent."),
        "answer": _(
            "The day and hour by which you are answered, for the way and the time you write."
        ),
        "open": _("What to write so that nobody has to come back with questions."),
        "follow": _("What happens to your ticket, step by step."),
        "phone": _("The numbers to call, and when somebody answers."),
        "feeds": _("Hours in your calendar, contacts in your address book, and data for programs."),
        "changes": _("New and other addresses, hours, promises and services, day by day."),
        "notices": _("Closures, extraordinary hours and other notices that are over."),
        "figures": _("How many requests came, how soon they were answered, what was promised."),
        "accessibility": _("How far everybody can use this site, and whom to tell if not."),
        "privacy": _("What this site keeps of your visit: nothing."),
    }
