"""Which calendar somebody answers in, which ones follow others, and which years are published."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sportello.catalog.model import Contact, Service
from sportello.findings import KeyPath
from sportello.plan.change import Change, OpenFigures, Quoted, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.follows import otherwise_following
from sportello.plan.impact import Impact
from sportello.plan.open_hours import hours_impact, open_difference, open_hours
from sportello.plan.texts.words import quoted

SECTIONS: Final = frozenset({"announcements", "calendars", "contacts", "services"})


def swapped(comparison: Comparison) -> Iterator[Change]:
    """Yield who answers by another calendar that is open at other times."""
    before, after = comparison.before.calendars, comparison.after.calendars
    found: dict[tuple[str, str], OpenFigures | None] = {}
    for entry, part, old, new in _answering(comparison):
        if old is None or new is None:
            words = quoted([old]), quoted([new])
            yield replace(own_change(entry, "calendar-swapped", Impact.NEUTRAL, words), part=part)
            continue
        if old not in before or new not in after:
            continue  # one side has errors
        if (old, new) not in found:
            found[old, new] = open_difference(
                open_hours(before[old], comparison.period),
                open_hours(after[new], comparison.period),
            )
        figures = found[old, new]
        if figures is not None:
            yield Change(
                "calendar-swapped",
                hours_impact(figures),
                str(entry[1]),
                (Quoted(old),),
                (Quoted(new),),
                part=part,
                about=(entry,),
                causes=(entry,),
                figures=figures,
            )


def split(comparison: Comparison) -> Iterator[Change]:
    """Yield the calendars that take over what later edits make of others, or do so no more.

    Their hours may well be the same today, and drift apart later.
    """
    before, after = comparison.follows
    for name in otherwise_following(before, after):
        if name in comparison.before.calendars and name in comparison.after.calendars:
            words = [quoted(each.get(name, ())) for each in (before, after)]
            entry = ("calendars", name)
            yield own_change(entry, "calendar-split", Impact.DESK, (words[0], words[1]))


def years(comparison: Comparison) -> Iterator[Change]:
    """Yield that calendars are published for other years."""
    before, after = (each.helpdesk.years for each in (comparison.before, comparison.after))
    if before != after:
        is_less = after.first > before.first or after.last < before.last
        impact = Impact.BROKEN if is_less else Impact.NEUTRAL
        words = [(f"{each.first} to {each.last}",) for each in (before, after)]
        yield Change("published-years", impact, "the site", words[0], words[1])


def _answering(comparison: Comparison) -> Iterator[tuple[KeyPath, str, str | None, str | None]]:
    """Yield who has another calendar now: the entry, what of it, and both calendars."""
    for section in ("services", "contacts"):
        if section not in comparison.sections:
            continue
        before, after = (getattr(each, section) for each in (comparison.before, comparison.after))
        for name in comparison.sections[section].changed:
            old, new = (dict(_calendars(each[name])) for each in (before, after))
            for part in old:
                # With a whole service or contact comes and goes its calendar: that is told of it.
                is_told = part == "" and None in {old[part], new.get(part)}
                if part in new and old[part] != new[part] and not is_told:
                    yield (section, name), part, old[part], new[part]


def _calendars(entry: Service | Contact) -> Iterator[tuple[str, str | None]]:
    """Yield the calendars in which somebody answers, each with what of the entry has it."""
    yield "", entry.calendar
    if isinstance(entry, Service):
        for channel in entry.channels:
            yield channel.kind, channel.calendar


EFFECTS = (
    Effect(SECTIONS, swapped),
    Effect(frozenset({"calendars"}), split),
    Effect(frozenset({"helpdesk"}), years),
)
