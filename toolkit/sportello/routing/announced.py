"""What announcements add to the acknowledgements of mailboxes while they hold."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from sportello.catalog.model import Acknowledgement, Announcement, Catalog, DayOrMinute, Text
from sportello.routing.table import RoutingTable


class AnnouncedAnswer(NamedTuple):
    """What an announcement says at the beginning of acknowledgements, from when until when.

    In epoch seconds, the first included, the last not; None while nobody knows when it ends.
    """

    name: str
    begin: int
    end: int | None
    text: Text

    def holds(self, instant: float) -> bool:
        """Tell whether the announcement holds at an instant, in epoch seconds."""
        return self.begin <= instant and (self.end is None or instant < self.end)


Stretch = tuple[int, int | None]
"""From when until when the same announcements hold, in epoch seconds; None is for ever."""


def announced_answers(table: RoutingTable, mailbox: str) -> tuple[AnnouncedAnswer, ...]:
    """Return what announcements add to the acknowledgements of a mailbox, the first one first.

    They are those about one of its services; of a mailbox without services, those about all.
    """
    catalog = table.catalog
    about = [(name, catalog.services[name].provider) for name in table.services.get(mailbox, ())]
    found = (
        _answer(catalog, name, each)
        for name, each in speaking(catalog)
        if any(each.is_about(*service) for service in about)
        or (not about and not each.services and not each.providers)
    )
    return tuple(sorted(found, key=lambda each: each.begin))


def speaking(catalog: Catalog) -> Iterator[tuple[str, Announcement]]:
    """Yield the announcements that acknowledgements speak of: an internal one tells nobody."""
    for name, each in catalog.announcements.items():
        if each.acknowledgement and each.visibility == "public":
            yield name, each


def without_past(catalog: Catalog, day: date) -> Catalog:
    """Return a catalog without the announcements that are over on a day."""
    zone = catalog.helpdesk.timezone
    begin = DayOrMinute(str(day)).begins(zone)
    left = {
        name: each
        for name, each in catalog.announcements.items()
        if each.lasts or each.ends(zone) > begin
    }
    return replace(catalog, announcements=left)


def answers_at(
    answers: Iterable[AnnouncedAnswer], instant: datetime | None
) -> tuple[AnnouncedAnswer, ...]:
    """Return what holds at an instant (aware); nothing without one."""
    if instant is None:
        return ()
    return tuple(each for each in answers if each.holds(instant.timestamp()))


def stretches(
    answers: tuple[AnnouncedAnswer, ...],
) -> Iterator[tuple[Stretch, tuple[AnnouncedAnswer, ...]]]:
    """Yield the stretches of time in which something holds, with all that does, in order."""
    edges = {each.begin for each in answers} | {each.end for each in answers if each.end}
    ends: list[int | None] = sorted(edges)  # type: ignore[assignment]
    for begin, end in pairwise([*ends, None]):
        holding = tuple(each for each in answers if begin is not None and each.holds(begin))
        if begin is not None and holding:
            yield (begin, end), holding


def with_announced(
    answer: Acknowledgement, announced: tuple[AnnouncedAnswer, ...], languages: tuple[str, ...]
) -> Acknowledgement:
    """Return an acknowledgement that says first what is announced, in each language its text."""
    if not announced:
        return answer
    texts = [*(each.text for each in announced), answer.text]
    spoken = [each for each in languages if any(each in text for text in texts)]
    said = {key: "\n\n".join(text.says(key).strip() for text in texts) for key in spoken or [""]}
    return replace(answer, text=Text(said))


def _answer(catalog: Catalog, name: str, each: Announcement) -> AnnouncedAnswer:
    zone = catalog.helpdesk.timezone
    end = None if each.lasts else int(each.ends(zone).timestamp())
    return AnnouncedAnswer(name, int(each.begins(zone).timestamp()), end, each.acknowledgement)
