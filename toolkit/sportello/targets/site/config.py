"""The settings that MkDocs builds one language with."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from sportello.catalog.model import PublicCatalog
from sportello.targets.site import pages
from sportello.targets.site.markdown import plain_title
from sportello.targets.site.messages import Messages
from sportello.targets.site.pages import Page, Paths
from sportello.targets.site.sources import Sources

_MOST_IN_NAVIGATION = 200
"""Services in the navigation. Each page repeats its neighbours there, so the time to build grows
with the square: 1000 services of one family take 46 s with it and 5 s without."""


def mkdocs_config(
    catalog: PublicCatalog, sources: Sources, _: Messages, paths: Paths, titles: Mapping[str, str]
) -> bytes:
    """Return `mkdocs.<language>.yml`: the settings all share, and those of the language."""
    settings: dict[str, Any] = yaml.safe_load(sources["mkdocs.yml"])
    palette_words = {"dark": _("Dark colours"), "light": _("Light colours")}
    for scheme in settings["theme"]["palette"]:
        scheme["toggle"]["name"] = palette_words[scheme["toggle"]["name"]]
    settings["theme"]["language"] = _.language
    site = catalog.helpdesk.site.rstrip("/")
    settings |= {
        "site_name": plain_title(catalog.helpdesk.name.says(_.language)),
        "site_description": plain_title(catalog.helpdesk.summary.says(_.language)),
        "site_url": f"{site}/{paths.folder}",
        "docs_dir": _.language,
    }
    footer = [{"title": titles[p.kind], "path": _relative(paths, p)} for p in _FOOTER]
    settings["extra"] |= {
        "site": site,
        "folder": paths.folder,
        "to_root": "/.." if paths.folder else "",
        "footer": footer,
        "words": {
            "edit": _("Correct this page"),
            "home": titles["home"],
            "not_found": _("There is no such page"),
        },
    }
    settings["nav"] = navigation(catalog, _, paths, titles)
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=100).encode()


_FOOTER = (pages.PHONE, pages.PRIVACY)


def navigation(
    catalog: PublicCatalog, _: Messages, paths: Paths, titles: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the navigation: eight entries, with groups and services below theirs."""

    def entry(page: Page) -> dict[str, Any]:
        return {titles[page.kind]: paths.source(page)}

    def section(page: Page, below: Sequence[Any]) -> dict[str, Any]:
        return {titles[page.kind]: [paths.source(page), *below]}

    few = len(catalog.services) <= _MOST_IN_NAVIGATION
    return [
        entry(pages.HOME),
        entry(pages.ADDRESSES),
        section(pages.SERVICES, _service_entries(catalog, _.language, paths) if few else ()),
        entry(pages.CONTACTS),
        entry(pages.HOURS),
        entry(pages.LEVELS),
        section(pages.OPEN, [entry(pages.PHONE), entry(pages.PRIVACY)]),
        entry(pages.FOLLOW),
    ]


def _service_entries(catalog: PublicCatalog, language: str, paths: Paths) -> list[dict[str, Any]]:
    in_family: dict[str | None, list[Any]] = {}
    for name, service in catalog.services.items():
        title = plain_title(service.name.says(language))
        in_family.setdefault(service.family, []).append(
            {title: paths.source(Page("service", name))}
        )
    grouped = [
        {
            plain_title(family.name.says(language)): [
                paths.source(Page("family", name)),
                *in_family.get(name, ()),
            ]
        }
        for name, family in catalog.families.items()
    ]
    return [*grouped, *in_family.get(None, ())]


def _relative(paths: Paths, page: Page) -> str:
    return paths.address(page).removeprefix(f"/{paths.folder}")
