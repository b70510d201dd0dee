"""The site: the public catalog as Markdown pages in every language, and their build.

The pages, their assets and one `mkdocs.<language>.yml` a language form a directory that MkDocs
builds as it stands; `build_site` does so for all languages and merges the results.
"""

from datetime import date

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.build import build_site
from sportello.targets.site.engine import Engine, SiteError
from sportello.targets.site.sources import Sources, read_sources
from sportello.targets.target import DatedTarget


def files(
    catalog: PublicCatalog, sources: Sources | None = None, day: date | None = None
) -> dict[str, bytes]:
    """Return what the site is built from: pages, settings, assets and theme overrides.

    `sources` are the hand-written parts, by default those that come with the program. The dates of
    examples come after `day`, by default after the first one that is published.
    """
    # Only here: the other targets must be found where the extra `site` is not installed.
    from sportello.targets.site.render import files  # noqa: PLC0415

    return files(catalog, sources, day)


def _files(catalog: PublicCatalog, day: date | None) -> dict[str, bytes]:
    return files(catalog, day=day)


TARGET = DatedTarget("docs", _files)

__all__ = ["TARGET", "Engine", "SiteError", "Sources", "build_site", "files", "read_sources"]
