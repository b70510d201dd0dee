"""The settings that MkDocs builds one language with."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from sportello.catalog.model import PublicCatalog
from sportello.targets.content_policy import CONTENT_POLICY
from sportello.targets.site import pages
from sportello.targets.site.changes_feed import FILE
from sportello.targets.site.markdown import plain_title
from sportello.targets.site.own_pages import own_entries
from sportello.targets.site.pages import Page, Paths
from sportello.targets.site.sources import Sources
from sportello.wording.messages import Messages


def mkdocs_config(
    catalog: PublicCatalog,
    sources: Sources,
    languages: Sequence[tuple[Messages, Paths]],
    titles: Mapping[str, str],
    *,
    has_feed: bool = False,
) -> bytes:
    """Return `mkdocs.<language>.yml`: the settings all share, and those of the first language.

    Pages lead to those of the foot that are among the `titles`.

    With `has_feed`, pages name the feed of what changed.
    """
    _, paths = languages[0]
    settings: dict[str, Any] = yaml.safe_load(sources["mkdocs.yml"])
    short = _short_titles(_)
    site = catalog.helpdesk.site.rstrip("/")
    settings |= {
        "site_name": plain_title(catalog.helpdesk.name.says(_.language)),
        "site_description": plain_title(catalog.helpdesk.summary.says(_.language)),
        "site_url": f"{site}/{paths.folder}",
        "docs_dir": _.language,
    }
    settings["extra"] = {
        "site": site,
        "folder": paths.folder,
        "to_root": "../" if paths.folder else "",
        "language": _.language,
        "policy": CONTENT_POLICY,
        "feed": FILE if has_feed else "",
        "feed_title": titles["changes"],
        "finder": _relative(paths, pages.ADDRESSES),
        "main": [
            {
                "title": short[page.kind],
                "path": _relative(paths, page),
                "kinds": kinds,
            }
            for page, kinds in _MAIN
        ],
        "footer": [
            {"title": titles[page.kind], "path": _relative(paths, page), "kind": page.kind}
            for page in _FOOTER
            if page.kind in titles
        ]
        + [*own_entries(sources, _.language)],
        "not_found": [_not_found(catalog, *each) for each in languages],
        "words": {
            "skip": _("Skip to the content"),
            "pages": _("Main pages"),
            "languages": _("Languages"),
            "search": _("Find a service"),
            "find": _("Find"),
            "edit": _("Correct this page"),
            "feedback": _("Is something not clear? Write to us"),
            "dark": _("Dark colours"),
            "light": _("Light colours"),
        },
    }
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=100).encode()


_MAIN = (
    (pages.ADDRESSES, ["addresses"]),
    (pages.SERVICES, ["services", "service", "family"]),
    (pages.HOURS, ["hours", "notices"]),
    (pages.ANSWER, ["answer", "levels"]),
    (pages.CONTACTS, ["contacts"]),
    (pages.OPEN, ["open"]),
)
"""What every page leads to, with the kinds of page that belong to it."""
_FOOTER = (
    *(pages.FOLLOW, pages.PHONE, pages.FIGURES, pages.CHANGES, pages.FEEDS),
    *(pages.ACCESSIBILITY, pages.PRIVACY),
)


def _short_titles(_: Messages) -> Mapping[str, str]:
    """Return what the pages of the menu are called there, where a phone has two lines for all."""
    return {
        "addresses": _.named("menu", "Whom to write to"),
        "services": _.named("menu", "Services"),
        "hours": _.named("menu", "Hours"),
        "answer": _.named("menu", "How soon"),
        "contacts": _.named("menu", "Contacts"),
        "open": _.named("menu", "Open a ticket"),
    }


def _not_found(catalog: PublicCatalog, _: Messages, paths: Paths) -> dict[str, str]:
    """Return what the page for addresses that do not exist says in a language.

    It speaks all of them: a web server shows the same one for every address.
    """
    return {
        "language": _.language,
        "title": _("There is no such page"),
        "text": _("Its address may have changed. Look for the service above, or begin at:"),
        "home": plain_title(catalog.helpdesk.name.says(_.language)),
        "path": paths.address(pages.HOME),
    }


def _relative(paths: Paths, page: Page) -> str:
    return paths.address(page).removeprefix(f"/{paths.folder}")
