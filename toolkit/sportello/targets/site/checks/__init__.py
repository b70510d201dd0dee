"""What a desk has written by hand of its site, checked before anything is built of it."""

from collections.abc import Iterator
from pathlib import Path

from sportello.catalog.model import Catalog
from sportello.findings import Finding, Location, Severity
from sportello.targets.site.asked_words import read_words
from sportello.targets.site.checks.figures import figure_findings
from sportello.targets.site.checks.files import file_findings
from sportello.targets.site.checks.messages import message_findings
from sportello.targets.site.checks.rules import T008
from sportello.targets.site.checks.styles import style_findings
from sportello.targets.site.sources import own_sources


def site_findings(folder: Path, catalog: Catalog, is_sound: bool) -> list[Finding]:
    """Return what is wrong with the files of a desk's own `site/`; nothing if there is none.

    Pages can be made, and looked at, only of a catalog that `is_sound`: without an error.
    """
    if not folder.is_dir():
        return []
    written, found = file_findings(folder, catalog.helpdesk.languages)
    ours = own_sources()
    changed = {path: content for path, content in written.items() if ours.get(path) != content}
    for path, content in changed.items():
        shown = (folder / path).as_posix()
        if path.startswith("messages/"):
            found += message_findings(content, shown, ours.get(path))
        elif path.startswith("words/"):
            found += read_words(content, shown)[1]
        elif path.startswith("styles/"):
            found += style_findings(content, shown)
        elif path.startswith("figures/"):
            found += figure_findings(content, shown)
    if any(each.severity is Severity.ERROR for each in found) or not is_sound:
        return found
    return [*found, *_made(folder, catalog, changed)]


def _made(folder: Path, catalog: Catalog, changed: dict[str, bytes]) -> Iterator[Finding]:
    """Yield what is wrong with the pages that are made."""
    kinds = ("pages/", "templates/", "overrides/", "mkdocs.yml")
    if not any(path.startswith(kinds) for path in changed):
        return
    try:
        # Only here: words are checked where the extra `site` is not installed, too.
        from sportello.targets.site.checks.pages import page_findings  # noqa: PLC0415
    except ModuleNotFoundError as error:
        yield T008.finding(
            f"pages and templates are not checked, since {error.name} is not installed",
            Location(folder.as_posix(), 1, 1, 1, ""),
            'install Sportello with its extra "site"',
        )
        return
    yield from page_findings(folder, catalog.public(), changed)
