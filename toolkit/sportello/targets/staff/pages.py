"""The pages for staff, from the whole catalog; pure."""

from functools import partial
from typing import Any

from markdown import markdown
from markupsafe import Markup

from sportello.catalog.model import Catalog, Guide, Text
from sportello.targets.site import sheet
from sportello.targets.site.phrases import labels
from sportello.targets.site.printing import tell
from sportello.targets.site.sources import Sources, own_sources, with_desk
from sportello.targets.site.templates import templates_of
from sportello.targets.target import BuildContext
from sportello.wording.messages import Messages, read_messages


def files(catalog: Catalog, context: BuildContext) -> dict[str, bytes]:
    """Return a page for each language of the desk, and their style sheet."""
    sources = with_desk(own_sources(), context.site)
    pages = {
        f"{language}.html": _page(catalog, sources, read_messages(sources, language))
        for language in catalog.helpdesk.languages
    }
    return {**pages, "staff.css": sources["staff/staff.css"]}


def _page(catalog: Catalog, sources: Sources, messages: Messages) -> bytes:
    templates = templates_of(sources, messages)
    templates.filters["paragraphs"] = partial(_paragraphs, language=messages.language)
    templates.globals |= _names(catalog, messages)
    return templates.get_template("staff.html.j2").render().encode()


def _names(catalog: Catalog, messages: Messages) -> dict[str, Any]:
    public = catalog.public()
    return {
        "_": messages,
        "ngettext": messages.counted,
        "catalog": catalog,
        "language": messages.language,
        "label": labels(messages).__getitem__,
        "channel_names": partial(sheet.channel_names, public),
        "staff_guides": _staff_guides(catalog),
    }


def _staff_guides(catalog: Catalog) -> tuple[Guide, ...]:
    return tuple(each for each in catalog.helpdesk.guides.values() if each.page == "staff")


def _paragraphs(text: Text, language: str) -> Markup:
    """Return a text of several paragraphs as HTML."""
    written = str(tell(text, language))
    extensions = ["md_in_html", "sane_lists", "tables"]
    return Markup(markdown(written, extensions=extensions))  # noqa: S704 - `tell` escapes
