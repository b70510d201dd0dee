"""Entries as an Atom feed (RFC 4287): what a feed reader shows, and asks for again and again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

_NO_XML: Final = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: `id` stays the same for ever, `html` is what it says, `link` where it is said."""

    id: str
    title: str
    link: str
    updated: datetime
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in a language. `link` is the page that says the same, `address` that of the feed.

    All times are those of what is told, never of a clock: the same feed gives the same bytes.
    """

    id: str
    title: str
    language: str
    author: str
    link: str
    address: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


def tag(site: str, day: date, path: str) -> str:
    """Return a name for what a site tells, which no one else gives to anything (RFC 4151).

    `site` is its address, and `day` one on which that was the desk's; a year later it still is the
    name of the same thing, wherever the page is then.
    """
    parts = urlsplit(site)
    place = "/".join(each.strip("/") for each in (parts.path, path) if each.strip("/"))
    return f"tag:{parts.hostname},{day}:{quote(place)}"


def atom(feed: Feed) -> bytes:
    """Return a feed as XML, with its entries as they come."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(feed.language)}>',
        f"  <id>{_text(feed.id)}</id>",
        f"  <title>{_text(feed.title)}</title>",
        f"  <updated>{_instant(feed.updated)}</updated>",
        f"  <author><name>{_text(feed.author)}</name></author>",
        f'  <link rel="alternate" type="text/html" href={quoteattr(feed.link)}/>',
        f'  <link rel="self" type="application/atom+xml" href={quoteattr(feed.address)}/>',
        *_entries(feed.entries),
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entries(entries: Iterable[FeedEntry]) -> Iterable[str]:
    for each in entries:
        yield from (
            "  <entry>",
            f"    <id>{_text(each.id)}</id>",
            f"    <title>{_text(each.title)}</title>",
            f"    <updated>{_instant(each.updated)}</updated>",
            f'    <link rel="alternate" type="text/html" href={quoteattr(each.link)}/>',
            f'    <content type="html">{_text(each.html)}</content>',
            "  </entry>",
        )


def _text(text: str) -> str:
    """Return text for XML 1.0, which has no place for most control characters, even escaped."""
    return escape(_NO_XML.sub(" ", text))


def _instant(instant: datetime) -> str:
    """Return an instant as RFC 3339 has it, in UTC: nobody needs the zone of who committed."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
