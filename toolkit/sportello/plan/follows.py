"""Which calendars take over what later edits make of others: that shows in no hours of today."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from sportello.catalog.model.renaming import Names
from sportello.worktime.combined_spec import parts_of

Follows: TypeAlias = Mapping[str, tuple[str, ...]]
"""What calendars are written on, by their names: what one `extends`, and what it is made of."""


def followed(written: Mapping[str, Any]) -> Follows:
    """Return which calendars follow others, of the sections as they are written."""
    calendars = written.get("calendars", {})
    found = {name: (*_extended(spec), *parts_of(spec)) for name, spec in calendars.items()}
    return {name: others for name, others in found.items() if others}


def renamed_followed(follows: Follows, names: Names) -> Follows:
    """Return the same by the new identifiers of calendars."""
    new = names.get("calendars", {})
    return {
        new.get(name, name): tuple(new.get(each, each) for each in others)
        for name, others in follows.items()
    }


def otherwise_following(before: Follows, after: Follows) -> tuple[str, ...]:
    """Return the calendars that follow others than before, or none any more."""
    return tuple(
        name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)
    )


def _extended(spec: Any) -> tuple[str, ...]:
    named = spec.get("extends") if isinstance(spec, dict) else None
    return (named,) if isinstance(named, str) else ()
