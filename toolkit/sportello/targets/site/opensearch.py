"""The finder as a search engine that a browser can add (OpenSearch 1.1)."""

from textwrap import shorten
from xml.sax.saxutils import escape

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.pages import ADDRESSES, Paths
from sportello.wording.messages import Messages

_LONGEST_NAME, _LONGEST_DESCRIPTION = 16, 1024
"""Characters that the standard allows."""


def opensearch(catalog: PublicCatalog, paths: Paths, _: Messages) -> bytes:
    """Return the description of the finder in a language, as XML."""
    desk = catalog.helpdesk
    site = desk.site.rstrip("/")
    full = desk.name.says(_.language)
    name = shorten(full, _LONGEST_NAME, placeholder="") or full[:_LONGEST_NAME]
    description = shorten(desk.summary.says(_.language) or full, _LONGEST_DESCRIPTION)
    finder = f"{site}{paths.address(ADDRESSES)}?q={{searchTerms}}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"  <ShortName>{escape(name)}</ShortName>\n"
        f"  <Description>{escape(description)}</Description>\n"
        "  <InputEncoding>UTF-8</InputEncoding>\n"
        f"  <Language>{_.language}</Language>\n"
        f'  <Url type="text/html" template="{escape(finder, {chr(34): "&quot;"})}"/>\n'
        "</OpenSearchDescription>\n"
    ).encode()
