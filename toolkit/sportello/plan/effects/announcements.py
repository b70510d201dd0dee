"""What is announced: to whom, for which days."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sportello.catalog.model import Announcement
from sportello.findings import KeyPath
from sportello.plan.change import Change, Quoted, Words, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.period import Period
from sportello.plan.texts.fields import differing, fields_in_words
from sportello.plan.texts.word_diff import short

_DAYS: Final = ("from_", "until", "ended")
_FIELDS: Final = (
    *_DAYS,
    "announce",
    "kind",
    "providers",
    "services",
    "calendars",
    "open",
    "days",
    "closed",
    "sla",
)


def announcements(comparison: Comparison) -> Iterator[Change]:
    """Yield what is announced, withdrawn, or announced for other days; words are told elsewhere."""
    if "announcements" not in comparison.sections:
        return
    before, after = comparison.before.announcements, comparison.after.announcements
    for name in comparison.sections["announcements"].entries:
        old, new = before.get(name), after.get(name)
        yield from _changes(("announcements", name), old, new, comparison.period)


def _changes(
    entry: KeyPath, old: Announcement | None, new: Announcement | None, period: Period
) -> Iterator[Change]:
    was_public, is_public = (
        each is not None and each.visibility == "public" for each in (old, new)
    )
    felt = Impact.NEUTRAL if was_public or is_public else Impact.DESK
    if old is None and new is not None:
        change = own_change(entry, "announcement-new", felt, ((), _said(new)))
        yield replace(change, since=period.since(new.from_.day))
    elif old is not None and (new is None or (was_public and not is_public)):
        yield own_change(entry, "announcement-gone", felt, (_said(old), ()))
    elif old is not None and new is not None:
        if is_public and not was_public:
            yield own_change(entry, "announcement-published", Impact.PUBLIC, ((), _said(new)))
        if fields := differing(old, new, _FIELDS):
            words = fields_in_words(old, fields), fields_in_words(new, fields)
            yield own_change(entry, "announcement-other", felt, words)
        if old.updates != new.updates:
            gone, come = _updates(old, but=new), _updates(new, but=old)
            yield own_change(entry, "announcement-update", felt, (gone, come))


def _updates(announcement: Announcement, *, but: Announcement) -> Words:
    """Return the updates that another side does not have, with their times and states."""
    words: list[str | Quoted] = []
    for each in announcement.updates:
        if each not in but.updates:
            state = f" ({each.state})" if each.state else ""
            text = next(iter(each.text.values()), "")
            words += [f"{'; ' if words else ''}{each.at}{state}: ", Quoted(short(text))]
    return tuple(words)


def _said(announcement: Announcement) -> Words:
    title = next(iter(announcement.title.values()), "")
    first, last = announcement.from_, announcement.end
    return (Quoted(short(title)), f", {first}" if first == last else f", {first} to {last}")


EFFECTS = (Effect(frozenset({"announcements"}), announcements),)
