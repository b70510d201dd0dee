"""The private calendars of a catalog's rotas, for the commands that print or write them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sportello.catalog.model import Catalog

_BEFORE: Final = 28
_AHEAD: Final = 365
"""Days."""
_FILES: Final = ("rota.yaml", "calendars.yaml", "announcements.yaml")
"""What decides who sits where."""


def private_feeds(
    directory: Path, catalog: "Catalog", names: Mapping[str, str], day: date | None
) -> Mapping[str, bytes]:
    """Return the files of all seats and people, from four weeks before a day to a year after it.

    Without one, it is today. The same commit and the same day give the same bytes.

    They are of the day on which their files were committed last, and change no more often; where
    there are no commits, of the first day that they tell.
    """
    from sportello.catalog.desk_time import desk_time
    from sportello.catalog.git import last_changes
    from sportello.targets.staff.rota_feeds import rota_feeds

    seen = (day or desk_time(catalog).date()).toordinal()
    first, last = date.fromordinal(seen - _BEFORE), date.fromordinal(seen + _AHEAD)
    committed = last_changes(directory)
    changed = max((committed[each] for each in _FILES if each in committed), default=first)
    return dict(rota_feeds(catalog, first, last, changed, names))
