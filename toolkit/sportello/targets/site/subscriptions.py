"""What can be subscribed to and taken along: hours for calendars, contacts for address books."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sportello.catalog.model import PublicCatalog, PublicContact, readable
from sportello.files import Files
from sportello.targets.api import ROOT as API_ROOT
from sportello.targets.feeds.ics import CalendarFeed, Event, ics
from sportello.targets.feeds.recurring import Once, Weekly, openings
from sportello.targets.feeds.vcard import Card, vcards
from sportello.targets.site import directory, pages
from sportello.targets.site.closures import closed_days
from sportello.targets.site.hours import CalendarUse, calendar_uses
from sportello.targets.site.pages import Paths
from sportello.targets.spreadsheet import csv_table
from sportello.targets.target import BuildContext
from sportello.wording.messages import Messages
from sportello.wording.times import week_words

CONTACTS: Final = "feeds/contacts"
"""The files with all contacts, without their endings."""
_NAMED: Final = 3
"""So many providers, or services of one, are named in an event."""


@dataclass(frozen=True)
class Subscription:
    """A calendar that can be subscribed to: its file below the language, and whose hours it has."""

    calendar: str
    file: str
    whose: str


@dataclass(frozen=True)
class Where:
    """Where the pages of a language stand, and when what they say was changed last."""

    site: str
    paths: Paths
    changed: dt.datetime

    def address(self, path: str) -> str:
        """Return the address of a file beside the first page of the language."""
        return f"{self.site}/{self.paths.folder}{path}"

    def page(self, page: pages.Page) -> str:
        """Return the address of a page."""
        return f"{self.site}{self.paths.address(page)}"


def where(catalog: PublicCatalog, context: BuildContext, paths: Paths) -> Where:
    """Return where a language stands; its last change is that of the catalog's files.

    Where no commit is known, it is the beginning of the published years: no clock is asked.
    """
    last = max(context.changed.values(), default=dt.date(catalog.helpdesk.years.first, 1, 1))
    changed = dt.datetime.combine(last, dt.time(), dt.UTC)
    if context.history is not None:
        changed = max(changed, context.history.updated)
    return Where(catalog.helpdesk.site.rstrip("/"), paths, changed)


def names(catalog: PublicCatalog, there: Where, _: Messages) -> dict[str, Any]:
    """Return what templates know of all this."""
    return {
        "subscriptions": subscriptions(catalog, _),
        "has_contacts": any(True for _each in reachable(catalog)),
        "contacts_file": CONTACTS,
        "published_at": there.address,
        "api_index": f"{there.site}/{API_ROOT}index.json",
    }


def subscriptions(catalog: PublicCatalog, _: Messages) -> tuple[Subscription, ...]:
    """Return the calendars in which somebody answers, as far as their holidays are known."""
    return tuple(
        Subscription(use.name, f"feeds/{use.name}.ics", _whose(catalog, use, _))
        for use in calendar_uses(catalog)
        if use.opens and use.years
    )


def feed_files(catalog: PublicCatalog, there: Where, _: Messages) -> Files:
    """Return the files of a language: a calendar each, the contacts together and one by one."""
    uses = {use.name: use for use in calendar_uses(catalog)}
    found = {
        each.file: ics(_calendar_feed(uses[each.calendar], each, there, _))
        for each in subscriptions(catalog, _)
    }
    cards = {name: _card(catalog, name, each, there, _) for name, each in reachable(catalog)}
    if cards:
        found[f"{CONTACTS}.vcf"] = vcards(cards.values())
        found[f"{CONTACTS}.csv"] = _contacts_table(catalog, _)
    return found | {f"feeds/contact-{name}.vcf": vcards([card]) for name, card in cards.items()}


def _whose(catalog: PublicCatalog, use: CalendarUse, _: Messages) -> str:
    """Return who answers in a calendar, else what it or the desk is called.

    A provider is named alone where all that has hours of its services has these, and else with the
    services.
    """
    used = {*use.services}
    by_provider: dict[str, list[str]] = {}
    for name in use.services:
        by_provider.setdefault(catalog.services[name].provider, []).append(name)
    for contact in catalog.contacts.values():
        if contact.calendar == use.name and contact.provider:
            by_provider.setdefault(contact.provider, [])
    told = []
    for provider, services in by_provider.items():
        others = (
            name
            for name, each in catalog.services.items()
            if each.provider == provider and each.calendar and name not in used
        )
        name = catalog.providers[provider].name.says(_.language)
        called = [catalog.services[each].name.says(_.language) for each in services]
        told.append(f"{name} ({_first(called, _)})" if called and any(others) else name)
    return _first(told, _) or _.told(use.calendar.title) or catalog.helpdesk.name.says(_.language)


def _first(names: Sequence[str], _: Messages) -> str:
    """Return the first names as a list, and how many more there are."""
    more = len(names) - _NAMED
    if more <= 0:
        return _.listed(names)
    others = _.counted("{n} other", "{n} others", more).format(n=_.number(more))
    return _.listed([*names[:_NAMED], others])


def _calendar_feed(use: CalendarUse, told: Subscription, there: Where, _: Messages) -> CalendarFeed:
    hours = there.page(pages.HOURS)
    late = _(
        "Programs for calendars look here in their own time, often once a day. For today's hours "
        "see {page}."
    ).format(page=hours)
    assumed = _.told(use.calendar.assumed) if use.calendar.hours_assumed else ""
    unsure = f"{_('Not confirmed')}: {assumed}" if assumed else ""
    return CalendarFeed(
        name=_("Answering hours: {whose}").format(whose=told.whose),
        description="\n".join(filter(None, (week_words(use.calendar, _), unsure, late))),
        language=_.language,
        zone=use.calendar.rules.zone,
        page=hours,
        address=there.address(told.file),
        changed=there.changed,
        events=tuple(_events(use, told, there, _)),
    )


def _events(use: CalendarUse, told: Subscription, there: Where, _: Messages) -> Iterator[Event]:
    host = there.site.partition("//")[2].replace("/", ".")
    answers = _("Somebody answers: {whose}").format(whose=told.whose)
    for when in openings(use.calendar, use.years):
        yield Event(f"{told.calendar}-{_stretch(when)}-{_.language}@{host}", answers, when)
    for day in closed_days(use.calendar, use.years):
        reason = use.calendar.day(day).reason
        why = _.told(reason.text) if reason and reason.text else ""
        closed = _("No answer: {whose}").format(whose=told.whose)
        summary = f"{closed} ({why})" if why else closed
        uid = f"{told.calendar}-closed-{day}-{_.language}@{host}"
        yield Event(uid, summary, (day, day))


def _stretch(when: Weekly | Once) -> str:
    """Return a name that stays the same as long as it begins and ends at the same time."""
    weekly = "weekly-" if isinstance(when, Weekly) else ""
    begins = when.begins.astimezone(dt.UTC) if isinstance(when, Once) else when.begins
    return f"{weekly}{begins:%Y%m%dT%H%M%S}-{when.ends - when.begins}".replace(":", "").replace(
        " days, ", "d"
    )


def reachable(catalog: PublicCatalog) -> Iterator[tuple[str, PublicContact]]:
    """Yield the contacts that can be written to or called, with their names."""
    yield from (
        (name, each) for name, each in catalog.contacts.items() if directory.ways_to(catalog, each)
    )


def _card(
    catalog: PublicCatalog, name: str, contact: PublicContact, there: Where, _: Messages
) -> Card:
    host = there.site.partition("//")[2].replace("/", ".")
    organisation = [
        *([catalog.providers[contact.provider].name] if contact.provider else []),
        *([catalog.teams[contact.team].name] if contact.team else []),
    ]
    hours = week_words(catalog.calendars[contact.calendar], _) if contact.calendar else ""
    return Card(
        uid=f"contact-{name}@{host}",
        name=contact.name.says(_.language),
        organisation=tuple(each.says(_.language) for each in organisation),
        mails=_mails(catalog, contact),
        phone=contact.phone,
        url=contact.url,
        note="\n".join(filter(None, (hours, contact.reachable.says(_.language)))),
        changed=there.changed,
    )


def _mails(catalog: PublicCatalog, contact: PublicContact) -> tuple[str, ...]:
    mailbox = catalog.mailboxes[contact.mailbox].address if contact.mailbox else None
    return tuple(dict.fromkeys(str(each) for each in (mailbox, contact.mail) if each))


def _contacts_table(catalog: PublicCatalog, _: Messages) -> bytes:
    header = (
        *(
            _("Contact"),
            _("Provider"),
            _("Team"),
            _("Email"),
            _("Phone"),
            _("Website:").rstrip(":"),
        ),
        *(_("Answering hours"), _("Where")),
    )
    return csv_table(header, (_row(catalog, each, _) for _name, each in reachable(catalog)))


def _row(catalog: PublicCatalog, contact: PublicContact, _: Messages) -> tuple[str, ...]:
    return (
        contact.name.says(_.language),
        catalog.providers[contact.provider].name.says(_.language) if contact.provider else "",
        catalog.teams[contact.team].name.says(_.language) if contact.team else "",
        " ".join(readable(each) for each in _mails(catalog, contact)),
        contact.phone.shown if contact.phone else "",
        contact.url or "",
        week_words(catalog.calendars[contact.calendar], _) if contact.calendar else "",
        contact.reachable.says(_.language),
    )
