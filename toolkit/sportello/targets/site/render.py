"""From the public catalog to the Markdown pages of one language; pure."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sportello.catalog.model import PublicCatalog
from sportello.targets import calculator
from sportello.targets.site import config
from sportello.targets.site.answers import promises_data, script_words
from sportello.targets.site.descriptions import family_description, service_description
from sportello.targets.site.finder import asked_words, finder_index
from sportello.targets.site.markdown import plain_title
from sportello.targets.site.moved import moved_pages
from sportello.targets.site.opensearch import opensearch
from sportello.targets.site.pages import (
    Page,
    Paths,
    all_pages,
    descriptions_of,
    paths_of,
    titles_of,
)
from sportello.targets.site.sources import Sources, inside, own_sources
from sportello.targets.site.structured import structured_data
from sportello.targets.site.templates import Environment, Here, environment
from sportello.wording.messages import Messages, own_name, read_messages


def files(
    catalog: PublicCatalog, sources: Sources | None = None, day: date | None = None
) -> dict[str, bytes]:
    """Return what the site is built from: pages, settings, assets and theme overrides.

    `sources` are the hand-written parts, by default those that come with the program. The dates of
    examples come after `day`, by default after the first one that is published.
    """
    parts = own_sources() if sources is None else sources
    found = {f"overrides/{path}": content for path, content in inside(parts, "overrides").items()}
    for language in catalog.helpdesk.languages:
        found |= render(catalog, language, parts, day)
    main = catalog.helpdesk.languages[0]
    shared = _assets(catalog, parts)
    found |= {f"{main}/assets/{path}": content for path, content in shared.items()}
    return found | {f"{main}/robots.txt": _robots(catalog)}


def _robots(catalog: PublicCatalog) -> bytes:
    site = catalog.helpdesk.site.rstrip("/")
    folders = ["", *(f"/{language}" for language in catalog.helpdesk.languages[1:])]
    maps = (f"Sitemap: {site}{folder}/sitemap.xml\n" for folder in folders)
    return f"User-agent: *\nAllow: /\n{''.join(maps)}".encode()


def _assets(catalog: PublicCatalog, sources: Sources) -> dict[str, bytes]:
    """Return what the pages of all languages load: it stands once, with the main language."""
    styles = b"\n".join(inside(sources, "styles").values())
    loaded = {
        f"sla/{path}": content
        for path, content in calculator.render(catalog).items()
        if path.endswith((".js", ".json")) and path != "package.json"
    }
    return {**inside(sources, "assets"), "desk.css": styles, **loaded}


def render(
    catalog: PublicCatalog,
    language: str,
    sources: Sources | None = None,
    day: date | None = None,
) -> dict[str, bytes]:
    """Return one language: its pages in a directory, and its `mkdocs.<language>.yml`."""
    parts = own_sources() if sources is None else sources
    desk = Desk(catalog, parts, language, day or date(catalog.helpdesk.years.first, 1, 1))
    found = {
        f"{language}/{desk.paths.source(page)}": desk.markdown(page) for page in all_pages(catalog)
    }
    moved = moved_pages(catalog, desk.paths, desk.messages)
    found |= {f"{language}/{path}": html for path, html in moved}
    found[f"{language}/assets/finder.json"] = desk.finder_index()
    found[f"{language}/opensearch.xml"] = desk.opensearch()
    for name, data in (
        ("words", script_words(desk.messages)),
        ("promises", promises_data(catalog, desk.messages)),
    ):
        found[f"{language}/assets/{name}.json"] = json.dumps(data, ensure_ascii=False).encode()
    found[f"mkdocs.{language}.yml"] = config.mkdocs_config(
        catalog, parts, desk.messages, desk.paths, desk.titles
    )
    return found


class Desk:
    """A catalog in one language, ready to give its pages."""

    def __init__(self, catalog: PublicCatalog, sources: Sources, language: str, day: date) -> None:
        self.catalog = catalog
        languages = catalog.helpdesk.languages
        self._all_messages = {each: read_messages(sources, each) for each in languages}
        self._asked = {each: asked_words(sources, each) for each in languages}
        self.messages = self._all_messages[language]
        self.titles = titles_of(self.messages)
        self._descriptions = descriptions_of(self.messages)
        self._all_paths = {
            each: _paths(catalog, messages) for each, messages in self._all_messages.items()
        }
        self.paths = self._all_paths[language]
        self._environment: Environment = environment(catalog, sources, self.messages, day)

    def markdown(self, page: Page) -> bytes:
        """Return a page: what it says about itself, and its Markdown."""
        here = Here(page, self.paths, self.titles)
        body = self._environment.render(page.kind, here)
        # JSON is YAML too, and many times faster to write.
        about = "".join(
            f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
            for name, value in self._about(page).items()
        )
        return f"---\n{about}---\n\n{_tidied(body)}".encode()

    def finder_index(self) -> bytes:
        """Return what the finder looks through."""
        first = self.messages.language
        languages = sorted(self._all_messages, key=lambda each: each != first)
        return finder_index(
            self.catalog,
            [self._all_messages[each] for each in languages],
            [self._asked[each] for each in languages],
            self.paths,
            self._descriptions,
        )

    def opensearch(self) -> bytes:
        """Return what a browser asks to offer the finder as a search engine."""
        return opensearch(self.catalog, self.paths, self.messages)

    def _about(self, page: Page) -> dict[str, Any]:
        about: dict[str, Any] = {"title": plain_title(self._title(page)), "kind": page.kind}
        description = plain_title(self._description(page))
        if description:
            about["description"] = description
        if self.catalog.helpdesk.repository:
            repository = self.catalog.helpdesk.repository.rstrip("/")
            about["source"] = f"{repository}/blob/HEAD/catalog/{_SOURCES[page.kind]}"
        about["alternates"] = [
            {"language": each, "name": own_name(each), "path": paths.address(page)}
            for each, paths in self._all_paths.items()
        ]
        if data := structured_data(self.catalog, page, self.paths, self.messages):
            about["data"] = _script(data)
        return about

    def _title(self, page: Page) -> str:
        match page.kind:
            case "home":
                return self.catalog.helpdesk.name.says(self.messages.language)
            case "service":
                return self.catalog.services[page.key].name.says(self.messages.language)
            case "family":
                return self.catalog.families[page.key].name.says(self.messages.language)
            case kind:
                return self.titles[kind]

    def _description(self, page: Page) -> str:
        match page.kind:
            case "service":
                return service_description(self.catalog, page.key, self.messages)
            case "family":
                return family_description(self.catalog, page.key, self.messages)
            case "home":
                return self.catalog.helpdesk.summary.says(self.messages.language)
            case kind:
                return self._descriptions[kind]


_SOURCES: Mapping[str, str] = {
    "home": "helpdesk.yaml",
    "addresses": "mailboxes.yaml",
    "services": "services",
    "service": "services",
    "family": "services",
    "contacts": "contacts.yaml",
    "hours": "calendars.yaml",
    "levels": "sla.yaml",
    "answer": "sla.yaml",
    "open": "helpdesk.yaml",
    "follow": "sla.yaml",
    "phone": "helpdesk.yaml",
    "notices": "announcements.yaml",
    "accessibility": "helpdesk.yaml",
    "privacy": "helpdesk.yaml",
}


def _paths(catalog: PublicCatalog, messages: Messages) -> Paths:
    return paths_of(messages, is_main=messages.language == catalog.helpdesk.languages[0])


def _script(data: Any) -> str:
    """Return data as JSON that may stand in a script.

    As text: to read it as YAML took a sixth of MkDocs' time.
    """
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _tidied(body: str) -> str:
    """Leave one empty line between blocks: templates put in more than people would."""
    lines: list[str] = []
    for line in body.strip().split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines) + "\n"
