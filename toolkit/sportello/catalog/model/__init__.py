"""The model: immutable values, one module a subject.

Each class is at once the type the program works with and the shape of the YAML: the JSON
Schema of a catalog file is made from these classes (see `sportello.catalog.schema`).
Where a thing has an internal side, the public side is a class of its own (`PublicContact`)
and the full class adds the internal fields (`Contact`).
"""

from sportello.catalog.model.announcements import Announcement, PublicAnnouncement
from sportello.catalog.model.catalog import Catalog, PublicCatalog
from sportello.catalog.model.directory import (
    Certification,
    Contact,
    Provider,
    PublicContact,
    PublicProvider,
    PublicTeam,
    Team,
)
from sportello.catalog.model.helpdesk import Guide, Helpdesk, Years
from sportello.catalog.model.mail import (
    Acknowledgement,
    Destination,
    Mailbox,
    PublicMailbox,
    Retired,
)
from sportello.catalog.model.rota import Rota, Seat
from sportello.catalog.model.scalars import Address, Day, Phone, Text, Url, ZoneName, mail_address
from sportello.catalog.model.service import (
    Channel,
    Family,
    LeadTime,
    Phase,
    Prerequisites,
    PublicService,
    Service,
    WorkLine,
)
from sportello.catalog.model.sla import (
    Availability,
    Contract,
    Escalation,
    EscalationStep,
    Export,
    Grade,
    Lifecycle,
    Matrix,
    Notification,
    OperationalLevel,
    Policy,
    Priority,
    PriorityRule,
    Severity,
    State,
    Target,
    TicketType,
    Transition,
    When,
)
from sportello.catalog.model.values import Part, Valid

__all__ = [
    "Acknowledgement",
    "Address",
    "Announcement",
    "Availability",
    "Catalog",
    "Certification",
    "Channel",
    "Contact",
    "Contract",
    "Day",
    "Destination",
    "Escalation",
    "EscalationStep",
    "Export",
    "Family",
    "Grade",
    "Guide",
    "Helpdesk",
    "LeadTime",
    "Lifecycle",
    "Mailbox",
    "Matrix",
    "Notification",
    "OperationalLevel",
    "Part",
    "Phase",
    "Phone",
    "Policy",
    "Prerequisites",
    "Priority",
    "PriorityRule",
    "Provider",
    "PublicAnnouncement",
    "PublicCatalog",
    "PublicContact",
    "PublicMailbox",
    "PublicProvider",
    "PublicService",
    "PublicTeam",
    "Retired",
    "Rota",
    "Seat",
    "Service",
    "Severity",
    "State",
    "Target",
    "Team",
    "Text",
    "TicketType",
    "Transition",
    "Url",
    "Valid",
    "When",
    "WorkLine",
    "Years",
    "ZoneName",
    "mail_address",
]
