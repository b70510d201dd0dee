"""A ticket as a file gives it: plain data, and where each part of it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sportello.findings import Location

KeyPath = tuple[str | int, ...]
Locate = Callable[[KeyPath], Location]
"""The keys and positions that lead to a value -> its place in the file."""

ATTRIBUTES: Final = (
    "service",
    "channel",
    "severity",
    "severity_by",
    "impact",
    "urgency",
    "type",
    "phase",
    "cause",
    "contract",
    "tags",
    "system",
)
"""What may be said of a ticket, beside its name and its events."""
FIELDS: Final = ("at", "event", "value", "by")
"""What is said of an event."""


@dataclass(frozen=True, slots=True)
class RawTicket:
    """One ticket of a file, not checked yet; `number` counts from 1."""

    number: int
    data: Mapping[str, Any]
    locate: Locate
