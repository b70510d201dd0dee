"""The pages for staff, from the whole catalog; pure."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import jinja2
from markdown import markdown
from markupsafe import Markup

from sportello.catalog.model import Catalog, Guide, Text
from sportello.directory.ways import all_ways
from sportello.targets.report_questions import report_questions
from sportello.targets.site.phrases import labels
from sportello.targets.site.printing import tell
from sportello.targets.site.promises import all_promises
from sportello.targets.site.sheet import all_policies, channel_names
from sportello.targets.site.sources import Sources, own_sources, with_desk
from sportello.targets.site.templates import templates_of
from sportello.targets.staff.calls import call_sheets, promised_to_callers
from sportello.targets.staff.rota_sheet import RotaSheet, rota_sheets
from sportello.targets.target import BuildContext
from sportello.wording.messages import Messages, read_messages

_ROTA: Final = "rota.html.j2"


def files(catalog: Catalog, context: BuildContext) -> dict[str, bytes]:
    """Return the pages of each language of the desk, and their style sheet."""
    sources = with_desk(own_sources(), context.site)
    found = {"staff.css": sources["staff/staff.css"]}
    for language in catalog.helpdesk.languages:
        found |= _pages(catalog, context, sources, read_messages(sources, language))
    return found


def rota_page(
    catalog: Catalog, sheet: RotaSheet, language: str, people: Mapping[str, str]
) -> bytes:
    """Return the sheet of a rota with its style in it, as one file to print or to send.

    `people` are the names by identifier; who has none there is named by that.
    """
    sources = own_sources()
    templates = _templates(catalog, sources, read_messages(sources, language))
    style = Markup(sources["staff/staff.css"].decode())  # noqa: S704 - our own file
    template = templates.get_template(_ROTA)
    return template.render(sheet=sheet, style=style, person=_named(people)).encode()


def _pages(
    catalog: Catalog, context: BuildContext, sources: Sources, messages: Messages
) -> Iterator[tuple[str, bytes]]:
    templates = _templates(catalog, sources, messages)
    sheets = tuple(call_sheets(catalog))
    day = context.day or date(catalog.helpdesk.years.first, 1, 1)
    rotas = tuple(rota_sheets(catalog, day))
    planned = frozenset(each.compiled.name for each in rotas)
    page = templates.get_template("staff.html.j2").render(call_sheets=sheets, planned=planned)
    yield f"{messages.language}.html", page.encode()
    for sheet in sheets:
        page = templates.get_template("call.html.j2").render(sheet=sheet)
        yield f"phone-{sheet.provider}.{messages.language}.html", page.encode()
    for rota in rotas:
        page = templates.get_template(_ROTA).render(sheet=rota, style="", person=_named({}))
        yield f"rota-{rota.compiled.name}.{messages.language}.html", page.encode()


def _templates(catalog: Catalog, sources: Sources, messages: Messages) -> jinja2.Environment:
    templates = templates_of(sources, messages)
    templates.filters["paragraphs"] = partial(_paragraphs, language=messages.language)
    templates.globals |= _names(catalog, messages)
    return templates


def _named(people: Mapping[str, str]) -> Callable[[str], str]:
    """Return what names a person by an identifier."""
    return lambda person: people.get(person, person)


def _names(catalog: Catalog, messages: Messages) -> dict[str, Any]:
    public = catalog.public()
    language = messages.language
    promises = all_promises(public, all_policies(public), all_ways(public))
    return {
        "_": messages,
        "ngettext": messages.counted,
        "catalog": catalog,
        "language": language,
        "label": labels(messages).__getitem__,
        "channel_names": partial(channel_names, public),
        "staff_guides": _staff_guides(catalog),
        "questions": report_questions(messages),
        "promised_to_callers": partial(promised_to_callers, promises),
        "severity_names": lambda on: [catalog.severities[name].name for name in on.severities],
        "service_names": lambda on: [catalog.services[name].name for name in on.services],
    }


def _staff_guides(catalog: Catalog) -> tuple[Guide, ...]:
    return tuple(each for each in catalog.helpdesk.guides.values() if each.page == "staff")


def _paragraphs(text: Text, language: str) -> Markup:
    """Return a text of several paragraphs as HTML."""
    written = str(tell(text, language))
    extensions = ["md_in_html", "sane_lists", "tables"]
    return Markup(markdown(written, extensions=extensions))  # noqa: S704 - `tell` escapes
