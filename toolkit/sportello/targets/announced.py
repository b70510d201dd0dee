"""What is announced, ready to be shown: as banners of the site, in an archive, in a feed.

Times are instants, so that whoever shows an announcement can tell by a clock whether it holds;
`when` says the same in words, which are true before, during and after it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sportello.catalog.model import DayOrMinute, PublicAnnouncement, PublicCatalog

if TYPE_CHECKING:  # other targets must be found where the extra `site` is not installed
    from sportello.wording.messages import Messages

_ORDER: Final = ("incident", "closure", "extraordinary-cover", "maintenance", "go-live")
"""Which kind goes before which, where there is room for one."""


@dataclass(frozen=True)
class AnnouncementUpdateEntry:
    """What became known of an announcement: from when on, in words, and how far it was."""

    at: datetime
    when: str
    text: str
    state: str | None


@dataclass(frozen=True)
class AnnouncementEntry:
    """An announcement in a language.

    It holds from `begins` (included) to `ends` (not included), which is None of an incident that
    lasts; `expected` is when it is planned to end. It is shown from `shown_from` on, None as soon
    as it is known. `state` is that of its last update that has one. Updates stand by time.
    """

    id: str
    kind: str
    title: str
    text: str
    when: str
    begins: datetime
    ends: datetime | None
    expected: datetime
    shown_from: datetime | None
    updates: tuple[AnnouncementUpdateEntry, ...]
    state: str | None
    source: PublicAnnouncement

    def is_over(self, instant: datetime) -> bool:
        """Return whether it holds no more at an instant."""
        return self.ends is not None and self.ends <= instant

    def is_shown(self, instant: datetime) -> bool:
        """Return whether it is to be shown at an instant: announced, and not over."""
        return not self.is_over(instant) and (self.shown_from or instant) <= instant


def announcement_entries(catalog: PublicCatalog, _: "Messages") -> tuple[AnnouncementEntry, ...]:
    """Return what a catalog announces: by kind what hurts most first, then what begins later."""
    zone = catalog.helpdesk.timezone
    entries = (_entry(name, each, zone, _) for name, each in catalog.announcements.items())
    return tuple(
        sorted(entries, key=lambda each: (_ORDER.index(each.kind), -each.begins.timestamp()))
    )


def when_words(announcement: PublicAnnouncement, _: "Messages") -> str:
    """Return in words from when until when an announcement holds, with its weekdays."""
    first, last = announcement.from_, announcement.end
    if announcement.lasts:
        return _.named("time", "from {first}; expected to end: {last}").format(
            first=_moment(first, _), last=_moment(last, _)
        )
    if first.day == last.day and first.time is None and last.time is None:
        return _.date(first.day)
    if first.day == last.day and first.time and last.time:
        times = {"first": f"{first.time:%H:%M}", "last": f"{last.time:%H:%M}"}
        return _.named("time", "{day}, from {first} to {last}").format(
            day=_.date(first.day), **times
        )
    return _.named("time", "from {first} to {last}").format(
        first=_moment(first, _), last=_moment(last, _)
    )


def _entry(name: str, each: PublicAnnouncement, zone: str, _: "Messages") -> AnnouncementEntry:
    updates = tuple(
        AnnouncementUpdateEntry(
            update.at.begins(zone),
            _moment(update.at, _),
            update.text.says(_.language),
            update.state,
        )
        for update in sorted(each.updates, key=lambda update: update.at.first)
    )
    begins = each.begins(zone)
    before = timedelta(seconds=each.announce.amount) if each.announce else None
    return AnnouncementEntry(
        id=name,
        kind=each.kind,
        title=each.title.says(_.language),
        text=each.text.says(_.language),
        when=when_words(each, _),
        begins=begins,
        ends=None if each.lasts else each.ends(zone),
        expected=each.until.ends(zone),
        shown_from=None if before is None else begins - before,
        updates=updates,
        state=next((update.state for update in reversed(updates) if update.state), None),
        source=each,
    )


def _moment(moment: DayOrMinute, _: "Messages") -> str:
    if moment.time is None:
        return _.date(moment.day)
    return _.moment(moment.first)


def as_of(day: date, zone: str) -> datetime:
    """Return the first instant of a day, by the clock of a desk."""
    return DayOrMinute(str(day)).begins(zone)
