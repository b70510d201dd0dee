"""The catalog that stands still: five real desks as they were one day, for tests of the program.

Editors change `catalog/` and never this copy; `tests/data/` alone reads theirs.
"""

from pathlib import Path
from shutil import copytree

from msgspec.structs import replace

from sportello.catalog.model import DayOrMinute, PublicCatalog

FROZEN = Path(__file__).parent / "example" / "frozen"


def frozen_at(folder: Path) -> Path:
    """Copy the frozen catalog to `catalog/` in a folder, where what readers type finds it."""
    return copytree(FROZEN, folder / "catalog")


def with_an_announcement(public: PublicCatalog) -> PublicCatalog:
    """Return a catalog whose first announcement lasts for all published years, so that it shows."""
    name, announcement = next(iter(public.announcements.items()))
    last = DayOrMinute(f"{public.helpdesk.years.last}-12-31")
    lasting = replace(announcement, until=last)
    return replace(public, announcements={name: announcement, "lasting": lasting})
