"""What changed, as a feed of one language: an entry a day."""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final

from sportello.catalog.model import PublicCatalog
from sportello.targets.changed import PublicHistory
from sportello.targets.feeds.atom import Feed, FeedEntry, atom, tag
from sportello.targets.site import pages
from sportello.targets.site.changes import Day, Line
from sportello.targets.site.pages import Paths
from sportello.wording.messages import Messages

FILE: Final = "changes.atom"
"""The file of the feed, in the directory of each language."""
_NAMED: Final = date(2026, 1, 1)
"""A day in the names of feeds, which must never change."""
_IN_TITLE: Final = 3


def changes_feed(
    catalog: PublicCatalog,
    history: PublicHistory,
    days: tuple[Day, ...],
    where: tuple[Paths, str],
    _: Messages,
) -> bytes:
    """Return the feed of some days; `where` says where pages stand, and the title of its own."""
    paths, title = where
    desk = catalog.helpdesk
    site = desk.site.rstrip("/")
    name = desk.name.says(_.language)
    page = f"{site}{paths.address(pages.CHANGES)}"
    return atom(
        Feed(
            id=tag(site, _NAMED, f"changes/{_.language}"),
            title=f"{title} – {name}",
            language=_.language,
            author=name,
            link=page,
            address=f"{site}/{paths.folder}{FILE}",
            updated=history.updated,
            entries=tuple(
                FeedEntry(
                    id=tag(site, told.day, f"changes/{_.language}"),
                    title=_title(told, _),
                    link=f"{page}#{anchor(told.day)}",
                    updated=told.updated,
                    html="".join(_html(site, paths, told)),
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
    more = len(names) - _IN_TITLE
    if more > 0:
        others = _.counted("{n} other", "{n} others", more).format(n=_.number(more))
        names = [*names[:_IN_TITLE], others]
    return f"{_.date(told.day, 'long')}: {_.listed(names)}"


def _html(site: str, paths: Paths, told: Day) -> Iterator[str]:
    yield "<ul>"
    for line in told.lines:
        yield f"<li>{', '.join(_subjects(site, paths, line))}: {escape(line.says)}</li>"
    yield "</ul>"


def _subjects(site: str, paths: Paths, line: Line) -> Iterator[str]:
    for each in line.subjects:
        name = escape(each.name)
        there = each.page and escape(f"{site}{paths.address(each.page)}")
        yield f'<a href="{there}">{name}</a>' if there else name
