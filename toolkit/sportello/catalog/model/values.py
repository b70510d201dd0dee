"""What parts of the model share: claims, validity, identifiers and references."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from sportello.catalog.model.scalars import NO_TEXT, Day, Text
from sportello.part import Part as Part
from sportello.worktime.written import CalendarRef as CalendarRef


class Claim(Part, frozen=True, kw_only=True):
    """Something that the desk states, with what of it is `assumed` because no source says it.

    Whoever reads the statement is told of the assumption beside it.
    """

    assumed: Text = NO_TEXT
    """What of it no source says: readers are told beside it.

    Example: `{it: L'orario del sabato., en: The hours of Saturday.}`
    """


class Valid(Part, frozen=True, kw_only=True):
    """The days on which something holds, both ends included; an end left out is open."""

    from_: Day | None = msgspec.field(name="from", default=None)
    """Its first day; unless written, it has always held."""
    until: Day | None = None
    """Its last day, itself included; unless written, it has no end."""

    def covers(self, day: date) -> bool:
        """Return whether it holds on a date."""
        return (self.from_ is None or self.from_ <= day) and (
            self.until is None or day <= self.until
        )


Id = Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,64}$")]
FileId = Annotated[
    str,
    Meta(pattern=r"^(?!(index|con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9-]{1,64}$"),
]
"""An identifier that becomes the name of a file: `index` is that of a list, the others mean devices
to Windows."""

NOTHING = "none"
"""What stands for nothing where leaving out a key means something else."""

# A reference names an entry of another section; the schema carries the section's name, and
# one check resolves them all (see `sportello.catalog.validate`).
AcknowledgementRef = Annotated[str, Meta(extra_json_schema={"reference": "acknowledgements"})]
AcknowledgementOrNone = Annotated[
    str, Meta(extra_json_schema={"reference": "acknowledgements", "nothing": NOTHING})
]
"""One that may say, by `none`, that there shall be nothing."""
ContactRef = Annotated[str, Meta(extra_json_schema={"reference": "contacts"})]
ContractRef = Annotated[str, Meta(extra_json_schema={"reference": "contracts"})]
DestinationRef = Annotated[str, Meta(extra_json_schema={"reference": "destinations"})]
FamilyRef = Annotated[str, Meta(extra_json_schema={"reference": "families"})]
MailboxRef = Annotated[str, Meta(extra_json_schema={"reference": "mailboxes"})]
PersonRef = Annotated[str, Meta(extra_json_schema={"reference": "people"})]
PolicyRef = Annotated[str, Meta(extra_json_schema={"reference": "policies"})]
ProviderRef = Annotated[str, Meta(extra_json_schema={"reference": "providers"})]
ServiceRef = Annotated[str, Meta(extra_json_schema={"reference": "services"})]
SeverityRef = Annotated[str, Meta(extra_json_schema={"reference": "severities"})]
StateRef = Annotated[str, Meta(extra_json_schema={"reference": "states"})]
TeamRef = Annotated[str, Meta(extra_json_schema={"reference": "teams"})]
TicketTypeRef = Annotated[str, Meta(extra_json_schema={"reference": "types"})]
