"""The views that a reader may have of the site: page × language × size × colours."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from playwright.sync_api import Browser, BrowserContext

from frozen import FROZEN
from sportello.catalog import load
from sportello.targets.site.pages import Page, all_pages, paths_of
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

T = TypeVar("T")
Colours: TypeAlias = Literal["light", "dark"]
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
COLOURS: tuple[Colours, ...] = ("light", "dark")
SAMPLE = 12


@dataclass(frozen=True)
class View:
    """One page, as one reader sees it."""

    path: str
    size: str
    colours: Colours

    def __str__(self) -> str:
        return f"{self.path or 'home'}-{self.size}-{self.colours}"

    def context(self, browser: Browser) -> BrowserContext:
        """Return a fresh profile of such a reader."""
        width, height = SIZES[self.size]
        return browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=self.colours
        )


def paths() -> list[str]:
    """Return the address of a page of each type in each language, the fullest of its type."""
    public = load(FROZEN).catalog.public()
    fullest: dict[str, Page] = {}
    for page in sorted(
        all_pages(public), key=lambda page: len(repr(public.services.get(page.key)))
    ):
        fullest[page.kind] = page
    languages = public.helpdesk.languages
    return [
        paths_of(read_messages(own_sources(), language), is_main=language == languages[0])
        .address(page)
        .removeprefix("/")
        for language in languages
        for page in (*fullest.values(), Page("service", "isee"))
    ] + ["404.html", "en/404.html"]


def views() -> list[View]:
    """Return every view, or the sample of them that the commit chooses; `VIEWS=all` takes all."""
    return chosen([View(*each) for each in product(paths(), SIZES, COLOURS)], SAMPLE)


def chosen(all_of_them: Sequence[T], count: int) -> list[T]:
    """Return about so many of a sequence, beginning with one that the commit chooses."""
    if os.environ.get("VIEWS") == "all":
        return list(all_of_them)
    step = max(len(all_of_them) // count, 1)
    return list(all_of_them[_commit() % step :: step])


def _commit() -> int:
    command = ["git", "rev-parse", "--short=7", "HEAD"]
    found = subprocess.run(
        command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return int(found.stdout.strip() or "0", 16)
