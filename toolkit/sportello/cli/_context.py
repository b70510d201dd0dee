"""What a build knows beside the catalog: the day, the files, their history, the desk's own site."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sportello.frozendict import FrozenDict

if TYPE_CHECKING:
    from sportello.catalog import Loaded
    from sportello.catalog.model import Catalog
    from sportello.directory.overlay import Overlay
    from sportello.targets import BuildContext


def build_context(
    directory: Path,
    loaded: "Loaded",
    changed: Mapping[str, date] | None = None,
    day: date | None = None,
    *,
    with_history: bool = False,
) -> "BuildContext":
    """Return the context of a build; raises OSError for an unreadable site.

    The retirements in force and the dates of the site's examples depend on the day: that of the
    desk's clock, unless another is given. What changed is looked for only
    `with_history`: that takes a second and more.
    """
    from sportello.catalog.desk_time import desk_time
    from sportello.catalog.git import place_in_repository
    from sportello.targets import BuildContext
    from sportello.targets.site.sources import desk_folder, desk_sources

    folder = place_in_repository(directory)
    names = {path: f"{folder}{path}" for path in loaded.documents.files}
    seen_on = day or desk_time(loaded.catalog).date()
    history = None
    if with_history:
        from sportello.api.public_history import public_history

        history = public_history(directory, loaded.catalog.helpdesk.timezone, seen_on)
    return BuildContext(
        day=seen_on,
        holders={at: names[path] for at, path in loaded.documents.holders.items()},
        changed={names[path]: day for path, day in (changed or {}).items() if path in names},
        site=desk_sources(desk_folder(directory)),
        history=history,
    )


def with_people(
    context: "BuildContext", catalog: "Catalog", overlay: "Overlay | None"
) -> "BuildContext":
    """Return the context of a build that publishes what is public of people on its day."""
    from sportello.directory.published import published_people

    known = overlay.people if overlay else {}
    day = context.day or date.max
    return replace(context, people=FrozenDict(published_people(catalog, known, day)))
