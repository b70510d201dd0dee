"""The templates' surroundings: everything they print goes through `escape` by itself."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any, TypeVar
from urllib.parse import quote

import jinja2
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from sportello.catalog.model import Address, Phone, PublicCatalog, Text, Url, readable
from sportello.targets.site import answers, directory, hours, levels, opening, sheet, views
from sportello.targets.site.closures import closures
from sportello.targets.site.desks import by_letter, desks, services_of
from sportello.targets.site.diagram import lifecycle_svg
from sportello.targets.site.markdown import escape, fill, link, one_line, prose
from sportello.targets.site.pages import Page, Paths
from sportello.targets.site.phrases import (
    cutoff_words,
    labels,
    part_hours_words,
    rhythm_words,
    season_week_words,
    season_words,
)
from sportello.targets.site.promises import promises_of
from sportello.targets.site.sources import Sources, inside
from sportello.targets.site.ways import all_ways
from sportello.wording.messages import Messages, own_name
from sportello.wording.times import (
    days_words,
    duration_words,
    hours_words,
    limit_words,
    rolled_words,
    week_words,
)
from sportello.worktime import Duration, in_language

_Value = TypeVar("_Value")
_Words = TypeVar("_Words")


@dataclass(frozen=True)
class Here:
    """The page being made, and the way from it to the others."""

    page: Page
    paths: Paths
    titles: Mapping[str, str]

    def file(self, path: str) -> Markup:
        """Return the address of a file of this language, for scripts of this page."""
        return Markup(self.paths.to_root(self.page) + f"assets/{path}")  # noqa: S704 - as below

    def shared(self, path: str) -> Markup:
        """Return the address of a file that all languages share, for scripts of this page."""
        up = "../" * self.paths.folder.count("/")
        return Markup(self.paths.to_root(self.page) + f"{up}assets/{path}")  # noqa: S704 - as below

    def to(self, kind: str, key: str = "") -> Markup:
        """Return the link from this page's Markdown to another's."""
        # Made of identifiers, which cannot hold anything special, and our own messages.
        return Markup(self.paths.between(self.page, Page(kind, key)))  # noqa: S704

    def url(self, kind: str, key: str = "") -> Markup:
        """Return the address of another page, relative to this one's."""
        return Markup(self.paths.relative(self.page, Page(kind, key)))  # noqa: S704 - as above

    def title(self, kind: str) -> str:
        """Return the title of another page."""
        return self.titles[kind]


@dataclass(frozen=True)
class Environment:
    """The templates of one catalog in one language."""

    templates: jinja2.Environment

    def render(self, name: str, here: Here) -> str:
        """Return the Markdown of a page."""
        return self.templates.get_template(f"{name}.md.j2").render(here=here, page=here.page)


def environment(
    catalog: PublicCatalog, sources: Sources, messages: Messages, day: date
) -> Environment:
    """Return the templates, with the catalog and the words of the language in their reach."""
    templates = templates_of(sources, messages)
    templates.globals |= _globals(catalog, messages, day)
    return Environment(templates)


def templates_of(sources: Sources, messages: Messages) -> jinja2.Environment:
    """Return the templates with what they can do in a language, but no names yet.

    What a template prints is escaped unless one of our functions made it: `finalize` sees every
    printed value, so no template can forget it.
    """
    written = {path: text.decode() for path, text in inside(sources, "templates").items()}
    printer = _Printer(messages)
    templates = _Templates(
        loader=jinja2.DictLoader(written),
        autoescape=True,
        finalize=printer,
        bytecode_cache=_compiled(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= _filters(messages, printer)
    return templates


class _MadeOnce(jinja2.Template):
    """A template whose macros are given what they need of a page, and are made once for all.

    Jinja would compare the names that are known to a page at each of its imports.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        return super()._get_default_module()


class _Templates(jinja2.Environment):
    template_class = _MadeOnce


def remembered(words: Callable[[_Value], _Words]) -> Callable[[_Value], _Words]:
    """Return a function that puts each object of the catalog into words once: it is on many pages.

    By the object, not by its value: 60 minutes equal one hour, and are said otherwise.
    """
    known: dict[int, tuple[_Value, _Words]] = {}

    def told(value: _Value) -> _Words:
        if id(value) not in known:
            known[id(value)] = value, words(value)  # held, so that no other one gets its place
        return known[id(value)][1]

    return told


def once() -> Callable[..., Markup]:
    """Return a function that calls a macro once for the same arguments, by the object as above."""
    known: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def told(macro: Macro, *arguments: object) -> Markup:
        key = (macro.name, _identity(arguments))
        if key not in known:
            known[key] = arguments, Markup(macro(*arguments))  # noqa: S704 - it is escaped
        return known[key][1]

    return told


def _identity(argument: object) -> Hashable:
    """Return what tells an object from others: texts and tuples are told by what is in them."""
    if isinstance(argument, tuple):
        return tuple(map(_identity, argument))
    return argument if isinstance(argument, str) else id(argument)


class _Printer:
    """Turns what a template prints into Markdown, by its type."""

    def __init__(self, messages: Messages) -> None:
        self._printers: dict[type[Any], Callable[[Any], Markup]] = {
            Markup: lambda shown: shown,
            str: escape,
            Text: remembered(partial(say, language=messages.language)),
            Address: mail,
            Phone: lambda phone: link(phone.shown, f"tel:{phone}"),
            Url: lambda url: link(url.removesuffix("/"), url),
            Duration: remembered(lambda length: escape(duration_words(length, messages))),
            date: lambda day: escape(messages.date(day)),
        }

    def __call__(self, value: object) -> Markup:
        kind = type(value)
        if kind not in self._printers:
            self._printers[kind] = self._printer_for(kind)
        return self._printers[kind](value)

    def _printer_for(self, kind: type[Any]) -> Callable[[Any], Markup]:
        base = next((each for each in kind.__mro__ if each in self._printers), None)
        return self._printers[base] if base else lambda value: escape(str(value))

    def fill(self, message: str, **values: object) -> Markup:
        """Return a message with its places filled in, each as a template would print it."""
        return fill(message, {name: self(value) for name, value in values.items()})


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled before: for the other languages, and when pages are made again."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code, if it is of the same text."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        self._code[bucket.key] = bucket.bytecode_to_string()


@cache
def _compiled() -> _Compiled:
    return _Compiled()


def say(text: Text, language: str) -> Markup:
    """Return a text for one line, marked with its own language if it is not in the page's."""
    shown = escape(text.says(language))
    other = next(iter(text))
    if shown and other and text.missing((language,)):
        return Markup('<span lang="{}">{}</span>').format(escape(other), shown)
    return shown


def tell(text: Text, language: str) -> Markup:
    """Return a text of several paragraphs, marked with its own language if it is another."""
    shown = prose(text.says(language))
    other = next(iter(text))
    if shown and other and text.missing((language,)):
        return Markup('<div lang="{}" markdown="1">\n\n{}\n\n</div>').format(escape(other), shown)
    return shown


def portal(name: Text, url: Url, language: str) -> Markup:
    """Return a link to a portal by its name, or by its address if it has none."""
    shown = say(name, language) or escape(url.removesuffix("/"))
    return Markup('<a href="{}">{}</a>').format(escape(url), shown)


def mail(address: Address, subject: str = "", body: str = "") -> Markup:
    """Return a link that writes to an address, perhaps with a subject and a text to fill in."""
    return link(readable(address), mail_url(address, subject, body))


def breakable(address: str) -> Markup:
    """Return an address that may go on in a new line before its domain and after earlier dots."""
    local, _at, domain = readable(address).rpartition("@")
    parts = [escape(f"{part}.") for part in local.split(".")]
    parts[-1] = escape(f"{local.rpartition('.')[2]}@")
    return Markup("<wbr>").join([*parts, escape(domain)])


def mail_url(address: str, subject: str = "", body: str = "") -> str:
    """Return a `mailto:` address (RFC 6068); lines end with CR LF there."""
    written = {"subject": subject, "body": body.replace("\n", "\r\n")}
    query = "&".join(f"{key}={_quoted(text)}" for key, text in written.items() if text)
    return f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else "")


_quoted = lru_cache(maxsize=1024)(partial(quote, safe=""))


def report_questions(messages: Messages) -> tuple[str, ...]:
    """Return what a good report answers."""
    _ = messages
    return (
        _("Program, page or function:"),
        _("What I did, step by step:"),
        _("What I expected:"),
        _("What happened (error message word for word):"),
        _("Since when, and always or now and then:"),
        _("How many people are stopped:"),
    )


def report_form(messages: Messages) -> str:
    """Return the questions that a good report answers, one a line."""
    return "\n\n".join(report_questions(messages)) + "\n"


def _filters(messages: Messages, printer: _Printer) -> dict[str, Any]:
    return {
        "prose": partial(tell, language=messages.language),
        "fill": printer.fill,
        "flat": one_line,
        "once": once(),
        "sentence": lambda text: text[:1].upper() + text[1:],
        "spans": lambda hours: messages.listed([each.replace("-", "–") for each in hours]),
        "mail": mail,
        "breakable": breakable,
        "bare": lambda address: escape(readable(address)),
        "limit": lambda target: limit_words(target.within, target.at, messages),
        "rolled": partial(rolled_words, _=messages),
        "rhythm": partial(rhythm_words, _=messages),
        "week": remembered(partial(week_words, _=messages)),
        "part_hours": partial(part_hours_words, _=messages),
        "hours": partial(hours_words, _=messages),
        "cutoff": remembered(partial(cutoff_words, _=messages)),
        "days": partial(days_words, _=messages),
        "percent": messages.percent,
        "weekday": messages.weekday,
        "date": messages.date,
        "moment": messages.moment,
        "clock": lambda minute: f"{minute // 60:02}:{minute % 60:02}",
        "occasion": partial(answers.occasion_words, _=messages),
        "day": lambda day: f"{messages.weekday(day.weekday())} {messages.day(day)}",
        "season": partial(season_words, _=messages),
        "season_week": partial(season_week_words, _=messages),
        "own_name": own_name,
        "named": partial(in_language, language=messages.language),
    }


_STATEMENT = date(2026, 11, 28)
"""When the accessibility statement was written: `site/templates/accessibility.md.j2`."""


def _globals(catalog: PublicCatalog, messages: Messages, day: date) -> dict[str, Any]:
    language = messages.language
    ways = all_ways(catalog)
    first, last = catalog.helpdesk.years.first, catalog.helpdesk.years.last
    return {
        "_": messages,
        "ngettext": messages.counted,
        "catalog": catalog,
        "language": language,
        "label": labels(messages).__getitem__,
        "years": range(first, last + 1),
        "new_year": lambda year: date(year, 1, 1),
        "year_end": lambda year: date(year, 12, 31),
        "contact_points": partial(sheet.contact_points, catalog),
        "channel_link": partial(sheet.channel_link, catalog),
        "channel_names": cache(partial(sheet.channel_names, catalog)),
        "channel_address": partial(sheet.channel_address, catalog),
        "policies_for": partial(sheet.policies_for, catalog),
        "desks": partial(desks, catalog),
        "services_of": partial(services_of, catalog),
        "by_letter": partial(by_letter, catalog, language),
        "closures": partial(closures, catalog),
        "ways_of": ways,
        "promises_of": cache(lambda name: promises_of(catalog, name, ways[name])),
        "promises_for": partial(sheet.promises_for, catalog),
        "other_contacts": partial(sheet.other_contacts, catalog),
        "whom_to_ask": partial(sheet.whom_to_ask, catalog),
        "availability_for": partial(sheet.availability_for, catalog),
        "service_groups": partial(views.service_groups, catalog),
        "by_name": partial(views.by_name, catalog, language),
        "provider_contacts": partial(directory.provider_contacts, catalog),
        "contacts_of": partial(directory.contacts_of, catalog),
        "ways_to": partial(directory.ways_to, catalog),
        "covered": partial(views.covered, catalog),
        "calendar_uses": partial(hours.calendar_uses, catalog),
        "openings": partial(hours.openings, catalog),
        "without_hours": partial(hours.without_hours, catalog),
        "holiday_sets": partial(hours.holiday_sets, catalog),
        "statement_day": _STATEMENT,
        "phone_numbers": partial(directory.phone_numbers, catalog),
        "numbers_elsewhere": partial(directory.numbers_elsewhere, ways),
        "intakes": partial(opening.intakes, catalog),
        "guides_for": partial(opening.guides_for, catalog),
        "level_rows": partial(levels.level_rows, catalog, ways),
        "severities_by_provider": partial(levels.severities_by_provider, catalog),
        "levels_version": partial(levels.version, catalog),
        "announced": partial(views.announced, catalog),
        "worked_examples": answers.worked_examples(catalog, day),
        "example_groups": partial(answers.example_groups, catalog, day),
        "services_with_promises": partial(answers.services_with_promises, catalog),
        "groups_without_promises": partial(answers.groups_without_promises, catalog),
        "most_telling": partial(answers.most_telling, _=messages),
        "city": messages.city,
        "tells_now": partial(answers.tells_now, catalog),
        "portal": partial(portal, language=language),
        "mail_url": mail_url,
        "report_form": partial(report_form, messages),
        "questions": partial(report_questions, messages),
        "lifecycle_svg": partial(lifecycle_svg, language=language),
    }
