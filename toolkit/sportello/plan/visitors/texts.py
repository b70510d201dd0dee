"""What reads otherwise: an entry, or the page that has a guide."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sportello.catalog.model import Guide
from sportello.plan.texts.pairs import text_pairs
from sportello.plan.visitors.reached import notice
from sportello.plan.visitors.told import Told, some
from sportello.targets.changed import PublicChange

_NAMED: Final = frozenset({"contacts", "families", "providers", "services"})
_READ: Final = _NAMED | {
    *("announcements", "availability", "helpdesk", "lifecycle", "policies", "priority"),
    "severities",
}
"""The sections whose texts stand on pages as their own."""


def reworded(told: Told) -> Iterator[PublicChange]:
    """Yield what reads otherwise, and in which languages; both names, if it has another."""
    for section, name in told.change.about:
        entry = (str(section), str(name))
        old, new = told.both(*entry)
        if section not in _READ or new is None:
            continue
        if section == "helpdesk":
            yield from _guide(told, old.guides, new.guides)
        elif told.change.part == "name" and section in _NAMED and old is not None:
            yield told.of("renamed", entry, (some(old.name), some(new.name)))
        elif section == "announcements":
            yield from notice("notice-other")(told)
        else:
            yield told.of("text", entry, languages=_languages(told, old, new))


def _guide(
    told: Told, old: Mapping[str, Guide], new: Mapping[str, Guide]
) -> Iterator[PublicChange]:
    """Yield the page of a guide, or the first page for other texts of the desk."""
    parts = told.change.part.split(", ")
    name = parts[1] if parts[0] == "guides" and len(parts) > 1 else told.change.subject
    sides = [each[name] for each in (old, new) if name in each]
    if not sides:
        yield told.of(
            "text", ("helpdesk", ""), languages=_languages(told, *told.both("helpdesk", ""))
        )
    pages = dict.fromkeys(each.page for each in sides)
    languages = _languages(told, *sides) if len(sides) == 2 and len(pages) == 1 else ()
    for page in pages:
        yield PublicChange("text", ("guides", page), "", languages=languages)


def _languages(told: Told, old: Any, new: Any) -> tuple[str, ...]:
    """Return the languages in which two sides of an entry read otherwise; none for all."""
    pairs = [*text_pairs(old, new)]
    found = tuple(
        each
        for each in told.sides[1].helpdesk.languages
        if any(pair.before.says(each) != pair.after.says(each) for pair in pairs)
    )
    return () if found == told.sides[1].helpdesk.languages else found
