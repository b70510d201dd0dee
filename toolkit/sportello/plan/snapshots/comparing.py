"""The plan of two snapshots: how their results differ, and whether that comes of the program.

The same catalog with other results: that is what another version of Sportello, of the holidays or
of the zones has done. Otherwise what comes of what is not told apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from sportello.findings import Invalid, KeyPath
from sportello.plan.change import Change, Quoted, Words
from sportello.plan.impact import Impact
from sportello.plan.mail.changes import mail_changes
from sportello.plan.mail.results import MailResults
from sportello.plan.open_hours import hours_changes
from sportello.plan.period import Period
from sportello.plan.plan import Plan, ordered_lines
from sportello.plan.promises.changes import promise_changes
from sportello.plan.runs import in_runs
from sportello.plan.snapshots.sides import SnapshotSides
from sportello.plan.snapshots.snapshot import Snapshot, since
from sportello.plan.texts.strings import details_in, readable_detail

_NOT_APART: Final = "the catalog differs too, and what comes of which is not told apart"


def plan_of_snapshots(before: Snapshot, after: Snapshot) -> Plan:
    """Return how the results of two snapshots differ.

    Raises Invalid for snapshots of different days or desks in different zones.
    """
    if before.day != after.day:
        raise Invalid(
            f"the snapshots are of different days, {before.day} and {after.day}",
            f"make both of one: sportello snapshot REV --on {after.day}",
        )
    if before.zone != after.zone:
        raise Invalid(
            f"the desks of the snapshots are in different zones, {before.zone} and {after.zone}",
            "compare the catalogs instead: sportello plan BASE HEAD",
        )
    changes = changes_between(before, after)
    other = tuple(_other_versions(before, after))
    causes = (*_of_catalog(before, after), *map(_cause, other))
    if not changes:
        return Plan(after.day, (), causes, {})
    known = causes or (("unknown", "neither the catalog nor the program differs"),)
    part = "" if before.catalog == after.catalog else _NOT_APART
    found = (
        *((each, known) for each in changes),
        *((_program(each, part), (_cause(each),)) for each in other),
    )
    return Plan(after.day, ordered_lines(found, repr), (), {})


def changes_between(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Return how the results of two snapshots of one day differ, whatever they come of."""
    dates = tuple(sorted({*before.dates, *after.dates}))
    period = Period(after.day, after.zone, dates)
    return (
        *_mail(before, after, period),
        *hours_changes(before.calendars, after.calendars),
        *promise_changes(SnapshotSides(before, after, period)),
        *_public(before, after),
        *_pages(before, after),
    )


def _mail(before: Snapshot, after: Snapshot, period: Period) -> Iterator[Change]:
    dated = (
        *before.mail.values(), *after.mail.values(),
        *before.unknown.values(), *after.unknown.values(),
    )  # fmt: skip
    days = sorted({period.day}.union(*dated))
    found = {
        day: [change for _, change in mail_changes(_mail_on(before, day), _mail_on(after, day))]
        for day in days
    }
    return in_runs(period, found)


def _mail_on(snapshot: Snapshot, day: date) -> MailResults:
    return MailResults(
        {address: since(each, day) for address, each in snapshot.mail.items()},
        {domain: since(each, day) for domain, each in snapshot.unknown.items()},
        frozenset(snapshot.shared),
        snapshot.originals,
    )


@dataclass(frozen=True, slots=True)
class _Public:
    """All that is public, and the addresses and numbers in it."""

    texts: frozenset[str]
    details: frozenset[str]


def _public(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Yield the public texts that read otherwise, are new or gone.

    What a catalog that is the same has not made public before, it told the desk alone.
    """
    is_same = before.catalog == after.catalog
    known = frozenset(text for *_, text in _sayings(before))
    was_known = _Public(known, frozenset(x for text in known for x in details_in(text, None)))
    old, new = (_by_place(_sayings(each)) for each in (before, after))
    for place in {**new, **old}:
        gone = [each for each in old.get(place, ()) if each not in new.get(place, ())]
        come = [each for each in new.get(place, ()) if each not in old.get(place, ())]
        for was, is_ in zip_longest(gone, come):
            yield from _text(place, was, is_, was_known, is_same=is_same)


def _text(
    place: tuple[str, str, str], was: str | None, is_: str | None, known: _Public, *, is_same: bool
) -> Iterator[Change]:
    section, name, field = place
    where: Words = (Quoted(f"{section}: {name}" if name else section), f", {field}")
    details = sorted(details_in(is_, None) - known.details) if is_ else []
    for each in details:
        subject = readable_detail(each)
        yield Change("detail-published", Impact.PUBLIC, subject, (), where)
    if details and is_ in details:
        return
    if is_same and is_ and is_ not in known.texts:
        yield Change("internal-said", Impact.PUBLIC, is_, (), where)
        return
    words: list[Words] = [(Quoted(each),) if each else () for each in (was, is_)]
    subject = name or section
    yield Change("text", Impact.NEUTRAL, subject, words[0], words[1], part=field)


def _sayings(snapshot: Snapshot) -> Iterator[tuple[str, str, str, str]]:
    for section, entries in snapshot.public.items():
        for name, texts in entries.items():
            yield from ((section, name, field, text) for field, text in texts)


def _by_place(
    sayings: Iterable[tuple[str, str, str, str]],
) -> Mapping[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for section, name, field, text in sayings:
        found.setdefault((section, name, field), []).append(text)
    return found


def _pages(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """Yield the addresses of pages that are gone or new, or lead on."""
    old, new = before.pages, after.pages
    for address in {**old, **new}:
        if address not in new:
            yield Change("page-gone", Impact.BROKEN, address)
        elif address not in old or old[address] != new[address]:
            there = new[address]
            words: Words = (Quoted(there),) if there else ()
            kind = "page-moved" if there else "page-new"
            yield Change(kind, Impact.NEUTRAL, address, after=words)


def _of_catalog(before: Snapshot, after: Snapshot) -> Iterator[KeyPath]:
    if before.catalog != after.catalog:
        names = [each.commit[:7] or each.catalog[:7] for each in (before, after)]
        yield "catalog", " → ".join(names)


def _cause(version: tuple[str, str, str]) -> KeyPath:
    name, was, now = version
    return "program", f"{name} {was} → {now}"


def _program(version: tuple[str, str, str], part: str) -> Change:
    name, was, now = version
    return Change("program", Impact.NEUTRAL, name, (Quoted(was),), (Quoted(now),), part=part)


def _other_versions(before: Snapshot, after: Snapshot) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys((*after.versions, *before.versions)):
        was, now = (each.versions.get(name, "none") for each in (before, after))
        if was != now:
            yield name, was, now
