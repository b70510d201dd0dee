"""The site: the public catalog as Markdown pages in every language, and their build.

The pages, their assets and one `mkdocs.<language>.yml` a language form a directory that MkDocs
builds as it stands; `build_site` does so for all languages and merges the results.
"""

from sportello.targets import PublicTarget
from sportello.targets.site.build import SiteError, build_site
from sportello.targets.site.render import files, render
from sportello.targets.site.sources import Sources, read_sources

TARGET = PublicTarget("docs", files)

__all__ = ["TARGET", "SiteError", "Sources", "build_site", "files", "read_sources", "render"]
