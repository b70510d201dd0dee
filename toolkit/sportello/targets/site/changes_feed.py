"""What changed, as a feed of one language: an entry a day."""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final

from sportello.catalog.model import PublicCatalog
from sportello.targets.changed import PublicHistory
from sportello.targets.feeds.atom import Feed, FeedEntry, atom
from sportello.targets.site import pages
from sportello.targets.site.changes import Day, Line
from sportello.targets.site.pages import titles_of
from sportello.targets.site.publication import Publication
from sportello.wording.messages import Messages

FILE: Final = "changes.atom"
"""The file of the feed, in the directory of each language."""
_IN_TITLE: Final = 3


def changes_feed(
    catalog: PublicCatalog,
    history: PublicHistory,
    days: tuple[Day, ...],
    there: Publication,
    _: Messages,
) -> bytes:
    """Return the feed of some days."""
    name, title = catalog.helpdesk.name.says(_.language), titles_of(_)[pages.CHANGES.kind]
    page = there.page(pages.CHANGES)
    return atom(
        Feed(
            id=there.tag(f"changes/{_.language}"),
            title=f"{title} – {name}",
            language=_.language,
            author=name,
            link=page,
            address=there.address(FILE),
            updated=history.updated,
            entries=tuple(
                FeedEntry(
                    id=there.tag(f"changes/{_.language}", told.day),
                    title=_title(told, _),
                    link=f"{page}#{anchor(told.day)}",
                    updated=told.updated,
                    html="".join(_html(there, told)),
                )
                for told in days
            ),
        )
    )


def anchor(day: date) -> str:
    """Return the anchor of a day on the page."""
    return f"day-{day.isoformat()}"


def _title(told: Day, _: Messages) -> str:
    names = list(dict.fromkeys(each.name for line in told.lines for each in line.subjects))
    return f"{_.date(told.day, 'long')}: {_.first_listed(names, _IN_TITLE)}"


def _html(there: Publication, told: Day) -> Iterator[str]:
    yield "<ul>"
    for line in told.lines:
        yield f"<li>{', '.join(_subjects(there, line))}: {escape(line.says)}</li>"
    yield "</ul>"


def _subjects(there: Publication, line: Line) -> Iterator[str]:
    for each in line.subjects:
        name = escape(each.name)
        page = each.page and escape(there.page(each.page))
        yield f'<a href="{page}">{name}</a>' if page else name
