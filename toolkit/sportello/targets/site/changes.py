"""What changed, in the words of visitors: for its page, for sheets of services and for the feed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from sportello.catalog.model import PublicCatalog
from sportello.targets.changed import ChangedDay, PublicChange, PublicHistory
from sportello.targets.site import pages
from sportello.targets.site.change_words import fact_words, said_of, sentences
from sportello.targets.site.pages import Page
from sportello.targets.site.views import covered
from sportello.wording.messages import Messages

_OF_A_SERVICE: Final = 3
"""Days that the sheet of a service tells of."""
_SECTIONS: Final[Mapping[str, Page]] = {
    "mailboxes": pages.ADDRESSES,
    "contacts": pages.CONTACTS,
    "calendars": pages.HOURS,
    "announcements": pages.HOURS,
    "providers": pages.SERVICES,
    "policies": pages.LEVELS,
    "severities": pages.LEVELS,
    "priority": pages.LEVELS,
    "availability": pages.LEVELS,
    "lifecycle": pages.FOLLOW,
    "helpdesk": pages.HOME,
}
"""The page that tells of an entry, where it has none of its own."""
_PAGE_ONLY: Final = frozenset({"policies", "severities", "priority", "availability", "lifecycle"})
"""The sections whose entries visitors know by their page alone."""

_GUIDED: Final = {"open-a-ticket": "open", "follow-a-ticket": "follow"}
"""The pages that guides name otherwise than we do."""


@dataclass(frozen=True)
class Subject:
    """What changed, as visitors call it, and the page that tells of it, if there is one."""

    name: str
    page: Page | None


@dataclass(frozen=True)
class Line:
    """What is the same of some subjects, said after their names."""

    subjects: tuple[Subject, ...]
    says: str


@dataclass(frozen=True)
class Day:
    """What changed on a day, what matters most first, by its last commit at `updated`."""

    day: date
    updated: datetime
    lines: tuple[Line, ...]


def changed_days(
    catalog: PublicCatalog, history: PublicHistory, titles: Mapping[str, str], _: Messages
) -> tuple[Day, ...]:
    """Return what changed, day by day, the newest first; nothing of what another language says."""
    tell = _Telling(catalog, titles, _)
    told = (Day(each.day, each.updated, tell.lines(each.changes)) for each in history.days)
    return tuple(each for each in told if each.lines)


def changed_of(
    history: PublicHistory | None, name: str, _: Messages
) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """Return the last days on which something of a service changed, each with what that was."""
    found = []
    for day, own in _by_service(history).get(name, ()) if history else ():
        said = dict.fromkeys(said_of(each, _, within=name) for each in _by_weight(own, _))
        found += [(day, tuple(said))] if said else []
    return tuple(found[:_OF_A_SERVICE])


@lru_cache(maxsize=1)
def _by_service(history: PublicHistory) -> Mapping[str, list[tuple[date, list[PublicChange]]]]:
    found: dict[str, list[tuple[date, list[PublicChange]]]] = {}
    for each in history.days:
        for name, own in _shared_out(each).items():
            found.setdefault(name, []).append((each.day, own))
    return found


def _shared_out(day: ChangedDay) -> Mapping[str, list[PublicChange]]:
    found: dict[str, list[PublicChange]] = {}
    for change in day.changes:
        for name in change.services:
            found.setdefault(name, []).append(change)
    return found


class _Telling:
    """What tells the changes of a day in one language."""

    def __init__(self, catalog: PublicCatalog, titles: Mapping[str, str], _: Messages) -> None:
        self._catalog = catalog
        self._titles = titles
        self._words = _

    def lines(self, changes: Iterable[PublicChange]) -> tuple[Line, ...]:
        """Return the changes of a day, with all that share a sentence in one line."""
        groups: dict[str, list[PublicChange]] = {}
        for each in _by_weight(changes, self._words):
            groups.setdefault(said_of(each, self._words), []).append(each)
        return tuple(Line(tuple(self._subjects(found)), said) for said, found in groups.items())

    def _subjects(self, changes: Iterable[PublicChange]) -> list[Subject]:
        """Return what changes are of; many services as their family or their provider."""
        services: dict[str, None] = {}
        found: dict[Subject, None] = {}
        for each in changes:
            section, name = each.entry
            if section == "services" and name in self._catalog.services:
                services[str(name)] = None
            else:
                found[self._subject(each)] = None
        for kind, name in covered(self._catalog, services):
            section = {"family": "families", "provider": "providers"}.get(kind, "services")
            entry = getattr(self._catalog, section)[name]
            page = pages.SERVICES if kind == "provider" else Page(kind, name)
            found[Subject(entry.name.says(self._words.language), page)] = None
        return list(found)

    def _subject(self, change: PublicChange) -> Subject:
        section, name = str(change.entry[0]), str(change.entry[1])
        if section in _PAGE_ONLY or section == "guides":
            page = _SECTIONS.get(section) or Page(_GUIDED.get(name, name))
            return Subject(self._titles[page.kind], page)
        called = fact_words(change.name, self._words)
        if section == "families":
            return Subject(called, Page("family", name) if name in self._catalog.families else None)
        there = section == "helpdesk" or name in getattr(self._catalog, section, ())
        return Subject(called, _SECTIONS.get(section) if there else None)


def _by_weight(changes: Iterable[PublicChange], _: Messages) -> list[PublicChange]:
    """Return the changes that readers of a language feel, with what matters most to them first."""
    places = {kind: place for place, kind in enumerate(sentences(_))}
    felt = (each for each in changes if _is_felt(each, _))
    return sorted(felt, key=lambda each: places[each.kind])


def _is_felt(change: PublicChange, _: Messages) -> bool:
    if change.languages:
        return _.language in change.languages
    before, after = (
        [fact_words(each, _) for each in facts] for facts in (change.before, change.after)
    )
    return before != after or not before
