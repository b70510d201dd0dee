"""Old addresses of pages: each is a page of its own that leads on, on any web server."""

from collections.abc import Iterator

from markupsafe import escape

from sportello.catalog.model import Family, PublicCatalog, PublicService
from sportello.targets.site.pages import Page, Paths
from sportello.wording.messages import Messages

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={there}">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<link rel="stylesheet" href="{root}assets/desk.css">
</head>
<body>
<main><h1>{title}</h1><p><a href="{there}">{name}</a></p></main>
</body>
</html>
"""


def moved_pages(catalog: PublicCatalog, paths: Paths, _: Messages) -> Iterator[tuple[str, bytes]]:
    """Yield the pages at the former addresses of services and families, in one language."""
    site = catalog.helpdesk.site.rstrip("/")
    entries: list[tuple[Page, Family | PublicService]] = []
    entries += [(Page("family", key), family) for key, family in catalog.families.items()]
    entries += [(Page("service", key), service) for key, service in catalog.services.items()]
    for page, entry in entries:
        for old in entry.former:
            here = Page(page.kind, old)
            html = _PAGE.format(
                language=escape(_.language),
                title=escape(_("This page has moved")),
                there=escape(paths.relative(here, page)),
                canonical=escape(f"{site}{paths.address(page)}"),
                root="../" * (paths.address(here).count("/") - 1),
                name=escape(entry.name.says(_.language)),
            )
            yield paths.source(here).removesuffix(".md") + ".html", html.encode()
