"""The site: the public catalog as Markdown pages in every language, and their build.

The pages, their assets and one `mkdocs.<language>.yml` a language form a directory that MkDocs
builds as it stands; `build_site` does so for all languages and merges the results.
"""

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.build import build_site
from sportello.targets.site.engine import Engine, SiteError
from sportello.targets.site.sources import desk_sources
from sportello.targets.target import BuildContext, ContextTarget


def files(catalog: PublicCatalog, context: BuildContext | None = None) -> dict[str, bytes]:
    """Return what the site is built from: pages, settings, assets and the frame of the pages.

    What the desk has written by hand stands in place of what comes with the program, file by file.
    The dates of examples come after the day of the context.
    """
    # Only here: the other targets must be found where the extra `site` is not installed.
    from sportello.targets.site.render import files  # noqa: PLC0415

    return files(catalog, context or BuildContext())


TARGET = ContextTarget("docs", files)

__all__ = ["TARGET", "Engine", "SiteError", "build_site", "desk_sources", "files"]
