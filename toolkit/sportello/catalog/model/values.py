"""What all parts of the model share: the frozen base, identifiers and references."""

from typing import Annotated

import msgspec
from msgspec import Meta

from sportello.catalog.model.scalars import NO_TEXT, Day, Text


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One immutable value of the catalog."""


class Claim(Part, frozen=True, kw_only=True):
    """Something that the desk states, with what of it is `assumed` because no source says it.

    Whoever reads the statement is told of the assumption beside it.
    """

    assumed: Text = NO_TEXT


class Valid(Part, frozen=True, kw_only=True):
    """The days on which something holds, both ends included; an end left out is open."""

    from_: Day | None = msgspec.field(name="from", default=None)
    until: Day | None = None


Id = Annotated[str, Meta(pattern=r"^[a-z0-9-]+$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2}$")]

# A reference names an entry of another section; the schema carries the section's name, and
# one check resolves them all (see `sportello.catalog.validate`).
AcknowledgementRef = Annotated[str, Meta(extra_json_schema={"reference": "acknowledgements"})]
CalendarRef = Annotated[str, Meta(extra_json_schema={"reference": "calendars"})]
ContactRef = Annotated[str, Meta(extra_json_schema={"reference": "contacts"})]
ContractRef = Annotated[str, Meta(extra_json_schema={"reference": "contracts"})]
DestinationRef = Annotated[str, Meta(extra_json_schema={"reference": "destinations"})]
FamilyRef = Annotated[str, Meta(extra_json_schema={"reference": "families"})]
MailboxRef = Annotated[str, Meta(extra_json_schema={"reference": "mailboxes"})]
PolicyRef = Annotated[str, Meta(extra_json_schema={"reference": "policies"})]
ProviderRef = Annotated[str, Meta(extra_json_schema={"reference": "providers"})]
ServiceRef = Annotated[str, Meta(extra_json_schema={"reference": "services"})]
SeverityRef = Annotated[str, Meta(extra_json_schema={"reference": "severities"})]
StateRef = Annotated[str, Meta(extra_json_schema={"reference": "states"})]
TeamRef = Annotated[str, Meta(extra_json_schema={"reference": "teams"})]
TicketTypeRef = Annotated[str, Meta(extra_json_schema={"reference": "types"})]
