"""The page being made, as its template knows it: the ways from it to others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from sportello.targets.site.pages import Page, Paths


@dataclass(frozen=True)
class Here:
    """The page being made, and the way from it to the others."""

    page: Page
    paths: Paths
    titles: Mapping[str, str]

    @cached_property
    def _up(self) -> str:
        return self.paths.to_root(self.page)

    def beside(self, path: str) -> Markup:
        """Return the address of a file that stands beside this language's first page."""
        return Markup(f"{self._up}{path}")  # noqa: S704 - as below

    def file(self, path: str) -> Markup:
        """Return the address of a file of this language, for scripts of this page."""
        return Markup(f"{self._up}assets/{path}")  # noqa: S704 - as below

    def shared(self, path: str) -> Markup:
        """Return the address of a file that all languages share, for scripts of this page."""
        up = "../" * self.paths.folder.count("/")
        return Markup(f"{self._up}{up}assets/{path}")  # noqa: S704 - as below

    def to(self, kind: str, key: str = "") -> Markup:
        """Return the link from this page's Markdown to another's."""
        # Made of identifiers, which cannot hold anything special, and our own messages.
        return Markup(self._up + self.paths.source(Page(kind, key)))  # noqa: S704

    def url(self, kind: str, key: str = "") -> Markup:
        """Return the address of another page, relative to this one's."""
        return Markup(self._up + self.paths.within(Page(kind, key)) or "./")  # noqa: S704 - as above

    def title(self, kind: str) -> str:
        """Return the title of another page."""
        return self.titles[kind]
