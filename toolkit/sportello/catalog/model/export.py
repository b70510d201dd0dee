"""sla.yaml: how the exports of ticket systems are read, for reports and bulk answers."""

from collections.abc import Mapping
from typing import Literal

from sportello.catalog.model.lifecycle import TicketSystem
from sportello.catalog.model.scalars import ZoneName
from sportello.catalog.model.values import Part

ExportField = Literal[
    "reference",
    "service",
    "desk",
    "status",
    "type",
    "channel",
    "severity",
    "impact",
    "urgency",
    "phase",
    "cause",
    "contract",
    "customer",
    "opened",
    "opened_by",
    "take_in_charge",
    "first_response",
    "resolved",
    "closed",
    "updated",
    "paused",
    "reopened",
    "vote",
    "voted",
    "excluded",
    "summary",
    "requester",
]
"""What a column of an export may mean to us."""
Opener = Literal["desk", "requester"]
"""Who opened a ticket."""
Vote = Literal["positive", "neutral", "negative"]
"""What a requester thought of it in the end."""
Exclusion = Literal["spam", "test", "deleted", "merged"]
"""Why a ticket is in no figure."""


class Export(Part, frozen=True, kw_only=True):
    """How an export of a ticket system is read: columns, values, dates and zone.

    What is not written is as the system itself has it.
    """

    system: Literal[TicketSystem, "plain"]
    """The ticket system that makes the export; `plain` is a table with our own names of columns.

    Example: `jira`
    """
    columns: Mapping[ExportField, str] = {}
    """What its columns are called, by what they mean. `desk` is the service desk or project, which
    stands for the service where no column names that; `summary` and `requester` are never read.

    Example: `{reference: Key, opened: Created}`
    """
    values: Mapping[ExportField, Mapping[str, str]] = {}
    """What is written in a column, and what it is called here: services, severities, types,
    channels, contracts and states by their names in the catalog; a vote is `positive`, `neutral`
    or `negative`; `excluded` is `spam`, `test`, `deleted` or `merged`; `opened_by` is `desk` or
    `requester`.

    Example: `{service: {Online shop: shop}, vote: {Good: positive, Bad: negative}}`
    """
    given: Mapping[ExportField, str] = {}
    """What holds of every ticket of the export, and so has no column.

    Example: `{service: shop, channel: portal}`
    """
    timezone: ZoneName | None = None
    """The zone of its times: unless written, the desk's. Example: `UTC`"""
    dates: tuple[str, ...] = ()
    """How its times are written, with the letters of Unicode's date patterns.

    Example: `[dd/MMM/yy h:mm a]`
    """
    paused_in: Literal["business time", "calendar time"] | None = None
    """In which time the column of paused time counts. Example: `calendar time`"""
