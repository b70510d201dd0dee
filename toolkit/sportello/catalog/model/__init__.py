"""The model: immutable values, one module a subject.

Each class is at once the type the program works with and the shape of the YAML: the JSON
Schema of a catalog file is made from these classes (see `sportello.catalog.schema`).
Where a thing has an internal side, the public side is a class of its own (`PublicContact`)
and the full class adds the internal fields (`Contact`).
"""

from sportello.catalog.model.announcements import (
    Announcement,
    AnnouncementUpdate,
    PublicAnnouncement,
)
from sportello.catalog.model.approval import Approval
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
from sportello.catalog.model.domains import (
    ascii_domain,
    readable,
    unicode_domain,
    with_ascii_domains,
)
from sportello.catalog.model.export import Export
from sportello.catalog.model.helpdesk import Guide, Helpdesk, Years
from sportello.catalog.model.identifiers import BodyCode, Identifiers, OfficeCode
from sportello.catalog.model.lifecycle import Lifecycle, State, TicketType, Transition
from sportello.catalog.model.mail import (
    Acknowledgement,
    Destination,
    Mailbox,
    MessageConditions,
    MessageRule,
    MessageTest,
    PublicMailbox,
    Retired,
    TextTest,
)
from sportello.catalog.model.moments import DayOrMinute
from sportello.catalog.model.notices import Escalation, EscalationStep, Notification
from sportello.catalog.model.people import Membership, Person
from sportello.catalog.model.phone import Country, Phone
from sportello.catalog.model.priority import Grade, Matrix, Priority, PriorityRule, SeverityLevel
from sportello.catalog.model.rota import Absence, Rota, Seat, Swap, Turns
from sportello.catalog.model.scalars import (
    Address,
    Day,
    Domain,
    Text,
    Url,
    WeeklyHours,
    ZoneName,
    mail_address,
)
from sportello.catalog.model.service import (
    After,
    Channel,
    Family,
    LeadStart,
    LeadTime,
    NotBefore,
    Phase,
    Prerequisites,
    PublicService,
    Service,
    Within,
    WorkLine,
)
from sportello.catalog.model.sla import (
    Availability,
    Average,
    Contract,
    OperationalLevel,
    Policy,
    Target,
    When,
)
from sportello.catalog.model.values import Part, Valid

__all__ = [
    "Absence",
    "Acknowledgement",
    "Address",
    "After",
    "Announcement",
    "AnnouncementUpdate",
    "Approval",
    "Availability",
    "Average",
    "BodyCode",
    "Catalog",
    "Certification",
    "Channel",
    "Contact",
    "Contract",
    "Country",
    "Day",
    "DayOrMinute",
    "Destination",
    "Domain",
    "Escalation",
    "EscalationStep",
    "Export",
    "Family",
    "Grade",
    "Guide",
    "Helpdesk",
    "Identifiers",
    "LeadStart",
    "LeadTime",
    "Lifecycle",
    "Mailbox",
    "Matrix",
    "Membership",
    "MessageConditions",
    "MessageRule",
    "MessageTest",
    "NotBefore",
    "Notification",
    "OfficeCode",
    "OperationalLevel",
    "Part",
    "Person",
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
    "SeverityLevel",
    "State",
    "Swap",
    "Target",
    "Team",
    "Text",
    "TextTest",
    "TicketType",
    "Transition",
    "Turns",
    "Url",
    "Valid",
    "WeeklyHours",
    "When",
    "Within",
    "WorkLine",
    "Years",
    "ZoneName",
    "ascii_domain",
    "mail_address",
    "readable",
    "unicode_domain",
    "with_ascii_domains",
]
