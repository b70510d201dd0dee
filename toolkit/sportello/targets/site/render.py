"""From the public catalog to the Markdown pages of one language; pure."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final

from sportello.catalog.model import PublicCatalog
from sportello.files import Files
from sportello.targets import calculator
from sportello.targets.api import ROOT as API_ROOT
from sportello.targets.api import api
from sportello.targets.site import (
    address_book,
    changes,
    changes_feed,
    config,
    notices_feed,
    subscriptions,
)
from sportello.targets.site.answers import promises_data, script_words
from sportello.targets.site.asked_words import asked_words
from sportello.targets.site.calls import calls_data
from sportello.targets.site.descriptions import family_description, service_description
from sportello.targets.site.figures.page import sections
from sportello.targets.site.figures.reading import FOLDER, published_figures
from sportello.targets.site.finder import finder_index
from sportello.targets.site.here import Here
from sportello.targets.site.markdown import plain_title
from sportello.targets.site.moved import moved_pages
from sportello.targets.site.notices import Notices
from sportello.targets.site.opensearch import opensearch
from sportello.targets.site.origin import origin
from sportello.targets.site.own_pages import own_pages
from sportello.targets.site.pages import (
    FIGURES,
    Page,
    Paths,
    all_pages,
    descriptions_of,
    paths_of,
    titles_of,
)
from sportello.targets.site.publication import publication
from sportello.targets.site.sources import Sources, inside, own_sources, with_desk
from sportello.targets.site.structured import structured_data
from sportello.targets.site.templates import Environment, environment
from sportello.targets.target import BuildContext
from sportello.wording.messages import Messages, own_name, read_messages

_FIGURE_STYLES: Final = "styles/figures.css"


def files(catalog: PublicCatalog, context: BuildContext) -> dict[str, bytes]:
    """Return what the site is built from: pages, settings, assets and the frame of the pages."""
    parts = with_desk(own_sources(), context.site)
    if not inside(context.site, FOLDER):
        parts = {path: content for path, content in parts.items() if path != _FIGURE_STYLES}
    found = {f"overrides/{path}": content for path, content in inside(parts, "overrides").items()}
    for language in catalog.helpdesk.languages:
        found |= render(catalog, language, parts, context)
    main = catalog.helpdesk.languages[0]
    shared = _assets(catalog, parts)
    found |= {f"{main}/assets/{path}": content for path, content in shared.items()}
    last = max(context.changed.values(), default=None)
    found |= {f"{main}/{path}": content for path, content in api(catalog, last).items()}
    return found | {f"{main}/robots.txt": _robots(catalog)}


def _robots(catalog: PublicCatalog) -> bytes:
    site = catalog.helpdesk.site.rstrip("/")
    folders = ["", *(f"/{language}" for language in catalog.helpdesk.languages[1:])]
    maps = (f"Sitemap: {site}{folder}/sitemap.xml\n" for folder in folders)
    return f"User-agent: *\nAllow: /\n{''.join(maps)}".encode()


def _assets(catalog: PublicCatalog, sources: Sources) -> dict[str, bytes]:
    """Return what the pages of all languages load: it stands once, with the main language."""
    ours = inside(own_sources(), "styles")
    by_path = sorted(inside(sources, "styles").items(), key=lambda each: each[0] not in ours)
    styles = b"\n".join(content for _path, content in by_path)
    loaded = {
        f"sla/{path}": content
        for path, content in calculator.render(catalog).items()
        if path.endswith((".js", ".json")) and path != "package.json"
    }
    return {**inside(sources, "assets"), "desk.css": styles, **loaded}


def render(
    catalog: PublicCatalog, language: str, parts: Sources, context: BuildContext
) -> dict[str, bytes]:
    """Return one language: its pages in a directory, and its `mkdocs.<language>.yml`."""
    desk = Desk(catalog, parts, language, context)
    found = {f"{language}/{desk.paths.source(page)}": desk.markdown(page) for page in desk.pages()}
    moved = moved_pages(catalog, desk.paths, desk.messages)
    found |= {f"{language}/{path}": html for path, html in moved}
    found[f"{language}/assets/finder.json"] = desk.finder_index()
    found[f"{language}/opensearch.xml"] = desk.opensearch()
    if (feed := desk.changes_feed()) is not None:
        found[f"{language}/{changes_feed.FILE}"] = feed
    found[f"{language}/{notices_feed.FILE}"] = desk.notices_feed()
    found |= {f"{language}/{path}": content for path, content in desk.feed_files().items()}
    found |= {f"{language}/{path}": text for path, text in own_pages(parts, language).items()}
    for name, data in (
        ("words", script_words(catalog, desk.messages)),
        ("promises", promises_data(catalog, desk.messages)),
        ("calls", calls_data(catalog, desk.messages)),
    ):
        found[f"{language}/assets/{name}.json"] = json.dumps(data, ensure_ascii=False).encode()
    found[f"mkdocs.{language}.yml"] = config.mkdocs_config(
        catalog, parts, desk.languages, desk.titles, has_feed=context.history is not None
    )
    return found


class Desk:
    """A catalog in one language, ready to give its pages."""

    def __init__(
        self, catalog: PublicCatalog, sources: Sources, language: str, context: BuildContext
    ) -> None:
        self.catalog = catalog
        self._context = context
        self._day = context.day or date(catalog.helpdesk.years.first, 1, 1)
        languages = catalog.helpdesk.languages
        self._all_messages = {each: read_messages(sources, each) for each in languages}
        self._asked = {each: asked_words(sources, each) for each in languages}
        self.messages = self._all_messages[language]
        self._notices = Notices(catalog, self.messages, self._day)
        self.figures = published_figures(context.site)
        without = set() if self.figures else {FIGURES.kind}
        self.titles = _but(without, titles_of(self.messages))
        self._descriptions = _but(without, descriptions_of(self.messages))
        self._all_paths = {
            each: _paths(catalog, messages) for each, messages in self._all_messages.items()
        }
        self.paths = self._all_paths[language]
        self._history = context.history
        self._changed = (
            changes.changed_days(catalog, context.history, self.titles, self.messages)
            if context.history
            else ()
        )
        self._environment: Environment = environment(catalog, sources, self.messages, self._day)
        self._publication = publication(catalog, context, self.paths)
        self._environment.templates.globals |= {
            "subscriptions": subscriptions.subscriptions(catalog, self.messages),
            "has_contacts": any(True for _each in address_book.reachable(catalog)),
            "contacts_file": address_book.CONTACTS,
            "published_at": self._publication.address,
            "api_index": f"{self._publication.site}/{API_ROOT}index.json",
            "history": context.history,
            "people": context.people,
            "changed_days": self._changed,
            "changed_of": lambda name: changes.changed_of(context.history, name, self.messages),
            "day_anchor": changes_feed.anchor,
            "feed": changes_feed.FILE,
            "notices_feed": notices_feed.FILE,
            "published": self.figures,
            "figure_sections": lambda: sections(catalog, self.figures, self.messages),
        }

    @property
    def languages(self) -> list[tuple[Messages, Paths]]:
        """The words of all languages and where their pages stand, this one's first."""
        first = self.messages.language
        names = sorted(self._all_messages, key=lambda each: each != first)
        return [(self._all_messages[each], self._all_paths[each]) for each in names]

    def pages(self) -> Iterator[Page]:
        """Yield every page, in the order of the catalog, that of figures at last."""
        yield from all_pages(self.catalog)
        if self.figures:
            yield FIGURES

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
        messages = [each for each, _paths in self.languages]
        return finder_index(
            self.catalog,
            messages,
            [self._asked[each.language] for each in messages],
            self.paths,
            self._descriptions,
        )

    def opensearch(self) -> bytes:
        """Return what a browser asks to offer the finder as a search engine."""
        return opensearch(self.catalog, self.paths, self.messages)

    def feed_files(self) -> Files:
        """Return the calendars and the contacts that other programs take."""
        told = self.catalog, self._publication, self.messages
        return {**subscriptions.calendar_files(*told), **address_book.address_book(*told)}

    def notices_feed(self) -> bytes:
        """Return the feed of what is announced."""
        return notices_feed.notices_feed(self.catalog, self._publication, self.messages)

    def changes_feed(self) -> bytes | None:
        """Return the feed of what changed; None where that is not known."""
        if self._history is None:
            return None
        return changes_feed.changes_feed(
            self.catalog, self._history, self._changed, self._publication, self.messages
        )

    def _about(self, page: Page) -> dict[str, Any]:
        about: dict[str, Any] = {"title": plain_title(self._title(page)), "kind": page.kind}
        description = plain_title(self._description(page))
        if description:
            about["description"] = description
        about |= origin(self.catalog, self._context, page, self.paths.address(page), self.messages)
        if self._notices.on(page) or (page.kind == "hours" and self._notices.announced(past=False)):
            _ = self.messages
            about["built"] = _("Page of {day}").format(day=_.date(self._day))
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


def _but(kinds: Collection[str], texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of pages that a desk has."""
    return {kind: text for kind, text in texts.items() if kind not in kinds}


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
    lines = [line.rstrip() for line in body.strip().split("\n")]
    kept = (line for line, before in zip(lines, ["", *lines], strict=False) if line or before)
    return "\n".join(kept) + "\n"
