"""When calendars are open: minutes and dates over the period, and who uses them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.publishing import references, with_parts
from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.open_hours import hours_changes, open_hours
from sportello.plan.sections import entries_of
from sportello.worktime import Calendar

SECTIONS: Final = frozenset({"announcements", "calendars"})


def hours(comparison: Comparison) -> Iterator[Change]:
    """Yield the calendars, in use before and after, that are open at other times."""
    before, after = comparison.before.calendars, comparison.after.calendars
    ruled = [name for name in after if name in before and before[name].rules != after[name].rules]
    both = (
        {name: open_hours(each[name], comparison.period) for name in ruled}
        for each in (before, after)
    )
    for change in hours_changes(*both):
        name = change.subject
        about = (("calendars", name), *users(comparison.after, name))
        yield replace(change, kind=_kind(before[name], after[name], change), about=about)


def users(catalog: Catalog, calendar: str) -> tuple[KeyPath, ...]:
    """Return the entries that count or answer in a calendar, or in one made of it."""
    made_of_it = {
        name for name in catalog.calendars if calendar in with_parts(catalog.calendars, (name,))
    }
    return tuple(
        (section, name)
        for section in Catalog.__struct_fields__
        if section != "calendars"
        for name, entry in entries_of(catalog, section).items()
        if any(kind == "calendars" and named in made_of_it for kind, named in references(entry))
    )


def _kind(before: Calendar, after: Calendar, change: Change) -> str:
    """Return what kind of change it is, by what of the calendar was written otherwise."""
    if before.combined is None and after.combined is None and before.timezone == after.timezone:
        parts = {
            "holidays": before.rules.holidays != after.rules.holidays,
            "closure": (before.exceptions, before.ruled) != (after.exceptions, after.ruled),
            "season": before.seasons != after.seasons,
            "": before.weekly() != after.weekly(),
        }
        changed = [name for name, differs in parts.items() if differs]
        if changed == ["closure"]:
            return "opening" if change.impact is Impact.STRONGER else "closure"
        if len(changed) == 1 and changed[0]:
            return changed[0]
    return change.kind


EFFECTS = (Effect(SECTIONS, hours),)
