"""What is announced, as a feed of one language: an entry an announcement."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Final

from markdown import markdown

from sportello.catalog.model import PublicCatalog
from sportello.targets.announced import AnnouncementEntry, announcement_entries
from sportello.targets.feeds.atom import Feed, FeedEntry, atom
from sportello.targets.site import pages
from sportello.targets.site.markdown import prose
from sportello.targets.site.phrases import labels
from sportello.targets.site.publication import Publication
from sportello.wording.messages import Messages

FILE: Final = "notices.atom"
"""The file of the feed, in the directory of each language."""
_MOST: Final = 50


def notices_feed(catalog: PublicCatalog, there: Publication, _: Messages) -> bytes:
    """Return the feed of what a catalog announces, what was changed last first."""
    name, title = catalog.helpdesk.name.says(_.language), _("Notices")
    entries = sorted(announcement_entries(catalog, _), key=lambda each: each.begins, reverse=True)
    told = tuple(
        sorted(
            (_entry(each, there, _) for each in entries[:_MOST]),
            key=lambda each: each.updated,
            reverse=True,
        )
    )
    return atom(
        Feed(
            id=there.tag(f"notices/{_.language}"),
            title=f"{title} – {name}",
            language=_.language,
            author=name,
            link=there.page(pages.HOME),
            address=there.address(FILE),
            updated=max((each.updated for each in told), default=there.changed),
            entries=told,
        )
    )


def _entry(entry: AnnouncementEntry, there: Publication, _: Messages) -> FeedEntry:
    kind = labels(_)[entry.kind]
    return FeedEntry(
        id=there.tag(f"notices/{entry.id}/{_.language}"),
        title=f"{kind}: {entry.title}",
        link=there.page(pages.HOME),
        updated=_updated(entry, there.changed),
        html="".join(_html(entry, _)),
    )


def _updated(entry: AnnouncementEntry, changed: datetime) -> datetime:
    """Return when an announcement was changed last, as far as the catalog itself tells it.

    By its updates and its times, so that one entry does not become new with another; but never
    after the last change of the catalog.
    """
    told = [each.at for each in entry.updates]
    told += [each for each in (entry.shown_from, entry.begins, entry.ends) if each]
    return max((each for each in told if each <= changed), default=changed)


def _html(entry: AnnouncementEntry, _: Messages) -> Iterator[str]:
    yield f"<p><strong>{escape(entry.when)}</strong></p>"
    if entry.text:
        yield markdown(str(prose(entry.text)), extensions=["sane_lists", "tables"])
    if entry.updates:
        yield "<ul>"
        for each in reversed(entry.updates):
            state = f" ({labels(_)[each.state]})" if each.state else ""
            yield f"<li>{escape(each.when)}{escape(state)}: {escape(each.text)}</li>"
        yield "</ul>"
