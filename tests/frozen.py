"""The catalog that stands still: five real desks as they were one day, for tests of the program.

Editors change `catalog/` and never this copy; `tests/data/` alone reads theirs.
"""

from pathlib import Path
from shutil import copytree

FROZEN = Path(__file__).parent / "example" / "frozen"


def frozen_at(folder: Path) -> Path:
    """Copy the frozen catalog to `catalog/` in a folder, where what readers type finds it."""
    return copytree(FROZEN, folder / "catalog")
