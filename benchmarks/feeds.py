"""How long feeds and the data for programs take for 1,000 services, beside rendering the site's pages.

In one run, in turn, in two languages: calendars, contacts, notices (`feeds`), the public catalog as
JSON with its schemas (`api`), and all pages as Markdown (the floor, since a build makes them anyway).
Calendars are made anew each time, so nothing is remembered. The claim is that feeds and data take less
than a second together.
"""

import statistics
import time
from datetime import date
from pathlib import Path
from platform import machine, python_version
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from service_catalog import write

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.targets import BuildContext
from sportello.targets.api import api
from sportello.targets.site import files
from sportello.targets.site.address_book import address_book
from sportello.targets.site.notices_feed import notices_feed
from sportello.targets.site.pages import paths_of
from sportello.targets.site.publication import publication
from sportello.targets.site.sources import own_sources
from sportello.targets.site.subscriptions import calendar_files
from sportello.wording.messages import read_messages

if TYPE_CHECKING:
    from collections.abc import Callable

SERVICES = 1_000
ROUNDS = 5
DAY = date(2026, 6, 1)
CONTEXT = BuildContext(day=DAY, changed={"services/1.yaml": DAY})
CONTACTS = "contacts:\n" + "".join(
    f"  line-{n}: {{name: {{it: Linea {n}, en: Line {n}}}, provider: acme, calendar: office, "
    f'phone: "+39 051 60{n:05}"}}\n'
    for n in range(200)
)


def main() -> None:
    """Print the seconds of each, and their ratio to the floor."""
    print(f"Python {python_version()}, {machine()}; medians of {ROUNDS} rounds, processor time")
    with TemporaryDirectory() as folder:
        catalog = Path(folder) / "catalog"
        write(catalog, SERVICES, 20)
        (catalog / "contacts.yaml").write_text(CONTACTS)
        steps: dict[str, Callable[[PublicCatalog], object]] = {
            "pages (floor, with all below)": lambda public: files(public, CONTEXT),
            "feeds": _feeds,
            "api": lambda public: api(public, DAY),
        }
        taken: dict[str, list[float]] = {name: [] for name in steps}
        for _round in range(ROUNDS):
            for name, step in steps.items():
                public = load(catalog).catalog.public()
                begun = time.process_time()
                step(public)
                taken[name].append(time.process_time() - begun)
    floor = statistics.median(taken["pages (floor, with all below)"])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:32} {median:6.3f} s  {median / floor:5.2f} x")


def _feeds(public: PublicCatalog) -> None:
    for language in public.helpdesk.languages:
        messages = read_messages(own_sources(), language)
        there = publication(public, CONTEXT, paths_of(messages, is_main=language == "it"))
        calendar_files(public, there, messages)
        address_book(public, there, messages)
        notices_feed(public, there, messages)


if __name__ == "__main__":
    main()
