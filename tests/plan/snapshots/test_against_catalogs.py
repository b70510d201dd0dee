"""The plan of two snapshots tells of mail, hours and deadlines what that of their catalogs tells."""

import os
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plan.mail_edits import Sections, catalog_of, edited, sections
from plan.test_random_promises import sides
from sportello.catalog.model import Catalog
from sportello.plan.change import Change
from sportello.plan.comparison import Side, compare
from sportello.plan.effects.addresses import addresses
from sportello.plan.effects.deadlines import deadlines
from sportello.plan.effects.hours import hours
from sportello.plan.kinds import KINDS
from sportello.plan.snapshots.comparing import changes_between
from sportello.plan.snapshots.making import snapshot_of
from sportello.plan.snapshots.snapshot import Snapshot, decoded, encoded

EXAMPLES = int(os.environ.get("EXAMPLES", "25"))
DAY = date(2026, 11, 28)
pairs = sections().flatmap(lambda before: st.tuples(st.just(before), edited(before)))


def snapshot(catalog: Catalog, day: date) -> Snapshot:
    """A snapshot that has been written and read."""
    return decoded(encoded(snapshot_of(catalog, day, {}, "", "")))


def told(changes: list[Change]) -> set[object]:
    """What is told, apart from what it is about.

    Of figures as text: an hour that comes twice is no equal of itself by another object of its zone.
    """
    return {
        (
            each.kind, each.impact, each.subject, each.part, each.case, each.since, each.until,
            each.before, each.after, repr(each.figures),
        )
        for each in changes
    }  # fmt: skip


def found(both: tuple[Catalog, Catalog], day: date, *groups: str) -> list[Change]:
    before, after = (snapshot(each, day) for each in both)
    return [each for each in changes_between(before, after) if KINDS[each.kind].group in groups]


@settings(max_examples=EXAMPLES, deadline=None)
@given(pairs)
def test_of_mail(both: tuple[Sections, Sections]) -> None:
    catalogs = catalog_of(both[0]), catalog_of(both[1])
    comparison = compare(Side(catalogs[0]), Side(catalogs[1]), DAY)
    assume("destinations" not in comparison.names)  # a snapshot knows of no new names
    assert told(found(catalogs, DAY, "mail")) == told([*addresses(comparison)])


@settings(max_examples=EXAMPLES, deadline=None)
@given(sides())
def test_of_deadlines_and_hours(catalogs: tuple[Catalog, Catalog]) -> None:
    day = date(2026, 1, 15)
    comparison = compare(Side(catalogs[0]), Side(catalogs[1]), day)
    assume(not comparison.names)
    told_of_hours = {(each.subject, each.figures) for each in hours(comparison)}
    assert {(each.subject, each.figures) for each in found(catalogs, day, "hours")} == told_of_hours
    assert told(found(catalogs, day, "promises")) == told([*deadlines(comparison)])
