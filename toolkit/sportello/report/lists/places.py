"""Rows of the tables as a report tells of them: places in files, instants of the desk's clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sportello.report.report import Place
from sportello.worktime.zone import at
from sportello.worktime.zones import Zone

SHOWN: Final = 100
"""How many entries a list has at most."""
PLACE: Final = "ticket.file, ticket.row, ticket.reference"


@dataclass(frozen=True)
class Places:
    """What numbers of files and instants mean: the names of the files, and the desk's zone."""

    files: Sequence[str]
    zone: Zone

    def place(self, file: int, row: int | None, reference: str | None) -> Place:
        """Return where a ticket, or a mistake, stands."""
        return Place(self.files[file], row, reference)

    def instant(self, seconds: int) -> datetime:
        """Return an instant as the desk's clock shows it."""
        return at(seconds, self.zone)

    def instant_or_none(self, seconds: int | None) -> datetime | None:
        """Return the same, or None for none."""
        return None if seconds is None else self.instant(seconds)
