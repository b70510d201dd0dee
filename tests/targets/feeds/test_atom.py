"""Feeds: what feed readers read of them is what was written, whatever that is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atom_faults import atom_faults
from sportello.targets.feeds.atom import Feed, FeedEntry, atom, tag

FIRST = FeedEntry(
    id=tag("https://desk.example/", date(2026, 5, 4), "changes/en"),
    title="4 May 2026: Payroll & pensions",
    link="https://desk.example/changes/#day-2026-05-04",
    updated=datetime(2026, 5, 4, 12, 30, 15, tzinfo=timezone(timedelta(hours=2))),
    html="<ul><li>Payroll: <b>new</b> address</li></ul>",
)
SECOND = replace(
    FIRST,
    id=tag("https://desk.example/", date(2026, 3, 2), "changes/en"),
    updated=datetime(2026, 3, 2, 9, tzinfo=UTC),
)
FEED = Feed(
    id=tag("https://desk.example/", date(2026, 1, 1), "changes/en"),
    title="What changed – Acme",
    language="en",
    author="Acme",
    link="https://desk.example/changes/",
    address="https://desk.example/changes.atom",
    updated=FIRST.updated,
    entries=(FIRST, SECOND),
)


def test_a_reader_finds_what_was_written() -> None:
    read = feedparser.parse(atom(FEED))
    assert not read.bozo
    assert read.version == "atom10"
    assert (read.feed.title, read.feed.author, read.feed.language) == (
        "What changed – Acme",
        "Acme",
        "en",
    )
    first = read.entries[0]
    assert (first.id, first.title, first.link) == (FIRST.id, FIRST.title, FIRST.link)
    assert first.content[0].value == FIRST.html
    assert [each.id for each in read.entries] == [FIRST.id, SECOND.id]


def test_times_are_in_utc_wherever_somebody_committed() -> None:
    assert b"<updated>2026-05-04T10:30:15Z</updated>" in atom(FEED)


@given(st.text(), st.text())
def test_no_text_breaks_a_feed(title: str, name: str) -> None:
    feed = replace(FEED, title=f"a{title}", entries=(replace(FIRST, title=f"a{name}", html=name),))
    assert atom_faults(atom(replace(feed, author=f"a{name}"))) == []


def test_names_of_two_desks_on_one_host_differ() -> None:
    names = {tag(f"https://acme.example/{desk}/", date(2026, 1, 1), "changes") for desk in "ab"}
    assert names == {
        "tag:acme.example,2026-01-01:a/changes",
        "tag:acme.example,2026-01-01:b/changes",
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("</feed>", "", "no XML"),
        ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "no feed"),
        (SECOND.id, FIRST.id, "id twice"),
        ("<updated>2026-03-02T09:00:00Z</updated>", "", "entry: 0 updated"),
        ("2026-03-02T09:00:00Z", "2026-03-02 09:00", "no instant"),
        ("2026-03-02T09:00:00Z", "2026-06-02T09:00:00Z", "not the newest first"),
        ("  <author><name>Acme</name></author>", "", "feed: 0 author"),
        ('rel="self"', 'rel="related"', "no link to itself"),
        (SECOND.id, "2026-03-02", "no tag"),
        ("<title>4 May", "<summary>x</summary><title>4 May", "unknown summary"),
        (FIRST.link, "../changes", "leads nowhere"),
    ],
)
def test_faults_are_found(old: str, new: str, fault: str) -> None:
    xml = atom(FEED).decode()
    assert old in xml
    assert any(fault in each for each in atom_faults(xml.replace(old, new).encode()))


def test_nothing_is_wrong_with_ours() -> None:
    assert atom_faults(atom(FEED)) == []
    assert atom_faults(atom(replace(FEED, entries=()))) == []
