"""Hours for programs that show calendars: what can be subscribed to, and whose hours each has."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model import PublicCatalog
from sportello.files import Files
from sportello.targets.feeds.ics import CalendarFeed, Event, ics
from sportello.targets.feeds.recurring import Once, Weekly, openings
from sportello.targets.site import pages
from sportello.targets.site.closures import closed_days
from sportello.targets.site.hours import CalendarUse, calendar_uses
from sportello.targets.site.publication import Publication
from sportello.wording.messages import Messages
from sportello.wording.times import week_words

_NAMED: Final = 3
"""So many providers, or services of one, are named in an event."""


@dataclass(frozen=True)
class Subscription:
    """A calendar that can be subscribed to: its file below the language, and whose hours it has."""

    calendar: str
    file: str
    whose: str


def subscriptions(catalog: PublicCatalog, _: Messages) -> tuple[Subscription, ...]:
    """Return the calendars in which somebody answers, as far as their holidays are known."""
    return tuple(
        Subscription(use.name, f"feeds/{use.name}.ics", _whose(catalog, use, _))
        for use in calendar_uses(catalog)
        if use.opens and use.years
    )


def calendar_files(catalog: PublicCatalog, there: Publication, _: Messages) -> Files:
    """Return the files of a language: a calendar each."""
    uses = {use.name: use for use in calendar_uses(catalog)}
    return {
        each.file: ics(_calendar_feed(uses[each.calendar], each, there, _))
        for each in subscriptions(catalog, _)
    }


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
        told.append(
            f"{name} ({_.first_listed(called, _NAMED)})" if called and any(others) else name
        )
    return (
        _.first_listed(told, _NAMED)
        or _.told(use.calendar.title)
        or catalog.helpdesk.name.says(_.language)
    )


def _calendar_feed(
    use: CalendarUse, told: Subscription, there: Publication, _: Messages
) -> CalendarFeed:
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


def _events(
    use: CalendarUse, told: Subscription, there: Publication, _: Messages
) -> Iterator[Event]:
    answers = _("Somebody answers: {whose}").format(whose=told.whose)
    for when in openings(use.calendar, use.years):
        yield Event(f"{told.calendar}-{_stretch(when)}-{_.language}@{there.host}", answers, when)
    for day in closed_days(use.calendar, use.years):
        reason = use.calendar.day(day).reason
        why = _.told(reason.text) if reason and reason.text else ""
        closed = _("No answer: {whose}").format(whose=told.whose)
        summary = f"{closed} ({why})" if why else closed
        uid = f"{told.calendar}-closed-{day}-{_.language}@{there.host}"
        yield Event(uid, summary, (day, day))


def _stretch(when: Weekly | Once) -> str:
    """Return a name that stays the same as long as it begins and ends at the same time."""
    ends = when.begins, when.ends
    if isinstance(when, Once):
        ends = when.begins.astimezone(dt.UTC), when.ends.astimezone(dt.UTC)
    stretch = "-".join(f"{each:%Y%m%dT%H%M%S}" for each in ends)
    return f"weekly-{stretch}" if isinstance(when, Weekly) else stretch
