"""The page being made, as its template knows it: the ways from it to others."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sportello.targets.site.pages import Page, Paths


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
