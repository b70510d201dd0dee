"""What visitors are told of every kind of change: the cases of the plan, as the site says them.

What comes out stands in `visitors.txt` of each case, if visitors feel it; `UPDATE_CASES=1` writes
it. What has an asterisk has no page any more.
"""

import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from plan.test_cases import CASES, side_of
from sportello.catalog.model import Catalog, PublicCatalog, readable
from sportello.plan.comparison import Side, compare
from sportello.plan.kinds import KINDS
from sportello.plan.public_side import public_side
from sportello.plan.sections import entries_of
from sportello.plan.texts.strings import sayings
from sportello.plan.visitors.changes import TOLD, UNTOLD, public_changes
from sportello.targets.changed import Beginning, ChangedDay, PublicChange, PublicHistory
from sportello.targets.site.change_words import sentences
from sportello.targets.site.changes import changed_days, changed_of
from sportello.targets.site.pages import titles_of
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import Messages, read_messages

DAY = date(2026, 11, 28)
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@cache
def changed(case: Path) -> tuple[Catalog, Catalog, tuple[PublicChange, ...]]:
    """The two catalogs of a case, and what visitors find otherwise."""
    with TemporaryDirectory() as folder:
        before, after = (side_of(case, each, Path(folder)).catalog for each in ("before", "after"))
    sides = Side(public_side(before)), Side(public_side(after))
    return before, after, public_changes(compare(*sides, DAY))


def history(changes: tuple[PublicChange, ...]) -> PublicHistory:
    days = (ChangedDay(DAY, NOON, changes),) if changes else ()
    return PublicHistory(days, date(2026, 1, 5), Beginning.FIRST, NOON)


def lines(catalog: PublicCatalog, changes: tuple[PublicChange, ...], _: Messages) -> Iterator[str]:
    for day in changed_days(catalog, history(changes), titles_of(_), _):
        for line in day.lines:
            names = (each.name + ("" if each.page else "*") for each in line.subjects)
            yield f"{', '.join(names)}: {line.says}"


def said(case: Path, language: str) -> list[str]:
    _before, after, changes = changed(case)
    return [*lines(after.public(), changes, read_messages(own_sources(), language))]


def check_against_golden(case: Path) -> None:
    text = ""
    for language in ("en", "it"):
        text += "".join(f"{language}  {each}\n" for each in said(case, language))
    golden = case / "visitors.txt"
    if os.environ.get("UPDATE_CASES"):
        golden.unlink(missing_ok=True)
        if text:
            golden.write_text(text)
    assert text == (golden.read_text() if golden.exists() else "")


def all_words(catalog: Catalog) -> Iterator[str]:
    """What a catalog says, and how it calls its entries."""
    sections = Catalog.__struct_fields__
    yield from (name for section in sections for name in entries_of(catalog, section))
    yield from (readable(text) for _, _, text in sayings(catalog, sections))


def leaks(case: Path) -> list[str]:
    """What is told although it is internal, or no name but an identifier."""
    before, after, changes = changed(case)
    known = " ".join(
        readable(text)
        for each in (before, after)
        for _, _, text in sayings(public_side(each), Catalog.__struct_fields__)
    )
    secret = {each for side in (before, after) for each in all_words(side) if each not in known}
    assert {"archive", "archive@tickets.example"} <= secret
    _ = read_messages(own_sources(), "en")
    told = [*lines(after.public(), changes, _)]
    for name in after.services:
        told += [each for _day, found in changed_of(history(changes), name, _) for each in found]
    text = "\n".join(told)
    return [each for each in secret if each and re.search(rf"\b{re.escape(each)}\b", text)]


def test_visitors_read_what_they_have_to_know_and_nothing_internal() -> None:
    """In one test, since the cases take most of its time."""
    for case in CASES:
        check_against_golden(case)
    found = {each.kind for case in CASES for each in changed(case)[2]}
    assert found == sentences(read_messages(own_sources(), "en")).keys()
    assert [(case.name, leaked) for case in CASES if (leaked := leaks(case))] == []


def test_of_every_kind_it_is_known_whether_visitors_are_told() -> None:
    felt = {name for name, each in KINDS.items() if each.felt_by != "desk"}
    assert felt - TOLD.keys() == UNTOLD.keys()
    assert TOLD.keys() <= KINDS.keys()


def test_a_sheet_names_what_is_not_its_own() -> None:
    case = next(each for each in CASES if each.name == "contact-detail")
    _before, after, changes = changed(case)
    _ = read_messages(own_sources(), "en")
    service = next(name for name, each in after.services.items() if each.channels or each.contacts)
    felt = tuple(
        PublicChange(each.kind, each.entry, each.name, (service,), each.before, each.after)
        for each in changes
    )
    assert changed_of(history(felt), service, _) == (
        (DAY, ("Hotline: is now reached at +39 051 603 3201 (it was +39 051 603 3200)",)),
    )
