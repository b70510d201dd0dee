"""What is announced as a feed: what each entry says, and when it was changed."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from atom_faults import atom_faults
from sportello.catalog import load
from sportello.targets import BuildContext
from sportello.targets.site import files

Write = Callable[..., Path]
ANNOUNCEMENTS = """\
announcements:
  works:
    kind: maintenance
    title: {it: Lavori, en: Works <b>}
    text: {it: "**Fermo** breve", en: "A **short** stop"}
    from: 2026-03-03T20:00
    until: 2026-03-03T22:00
    updates: [{at: 2026-03-03T20:30, state: in-progress, text: {it: Iniziati, en: "Begun & going"}}]
  secret: {kind: maintenance, title: {it: Segreto, en: Secret}, from: 2026-03-04, until: 2026-03-04, visibility: internal}
  old: {kind: go-live, title: {it: Avvio, en: Start}, from: 2026-01-07, until: 2026-01-07}
"""


@pytest.fixture
def feed(catalog_at: Write) -> Callable[..., bytes]:
    """The feed in a language of a desk whose announcements were changed last on a day."""

    def made(changed: dt.date, language: str = "en", written: str = ANNOUNCEMENTS) -> bytes:
        catalog = load(catalog_at(announcements=written)).catalog
        context = BuildContext(day=dt.date(2026, 6, 1), changed={"announcements.yaml": changed})
        return files(catalog.public(), context)[f"{language}/notices.atom"]

    return made


def test_an_entry_says_what_when_and_how_far_it_is(feed: Callable[..., bytes]) -> None:
    content = feed(dt.date(2026, 5, 4))
    assert atom_faults(content) == []
    read = feedparser.parse(content)
    assert [each.title for each in read.entries] == [
        "Maintenance: Works <b>",
        "Go-live: Start",
    ]
    told = read.entries[0].content[0].value
    assert "Tuesday 3 March 2026, from 20:00 to 22:00" in told
    assert "A <strong>short</strong> stop" in told
    assert "Work is under way" in told
    assert "Begun &amp; going" in told


def test_an_entry_is_as_new_as_what_became_known_of_it(feed: Callable[..., bytes]) -> None:
    def updated(changed: dt.date) -> list[str]:
        return [each.updated for each in feedparser.parse(feed(changed)).entries]

    assert updated(dt.date(2026, 5, 4)) == ["2026-03-03T21:00:00Z", "2026-01-07T23:00:00Z"]
    # Nothing of it had come by the time of the last change, so that is when it was written.
    assert updated(dt.date(2026, 2, 1)) == ["2026-02-01T00:00:00Z", "2026-01-07T23:00:00Z"]


def test_what_is_internal_is_not_in_it(feed: Callable[..., bytes]) -> None:
    assert b"Segreto" not in feed(dt.date(2026, 5, 4), "it")


def test_a_desk_that_announces_nothing_has_a_feed_without_entries(
    feed: Callable[..., bytes],
) -> None:
    content = feed(dt.date(2026, 5, 4), written="announcements: {}\n")
    assert atom_faults(content) == []
    assert b"<entry>" not in content
    assert b"<updated>2026-05-04T00:00:00Z</updated>" in content
