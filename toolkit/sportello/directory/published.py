"""What the public may know of people: made of the catalog and of the file with their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sportello.catalog.model import Address, Catalog, Person, Phone, Text
from sportello.catalog.model.scalars import NO_TEXT
from sportello.directory.overlay import PersonalData


@dataclass(frozen=True, slots=True)
class PublishedPerson:
    """Of somebody who has a function, the fields that are public; the others are empty."""

    name: str = ""
    role: Text = NO_TEXT
    phone: Phone | None = None
    mail: Address | None = None


def published_people(
    catalog: Catalog, known: Mapping[str, PersonalData], day: date
) -> Mapping[str, PublishedPerson]:
    """Return what may be published of people on a day, by the public contact that each has.

    Only the fields that `public` names, with a ground and until `keep_until`, while the person is
    at the desk and the contact is there.
    """
    found = {}
    for name, contact in catalog.contacts.items():
        person = catalog.people.get(contact.person or "")
        if person is None or not contact.is_public or not _is_published(person, day):
            continue
        if contact.valid is not None and not contact.valid.covers(day):
            continue
        data = known.get(contact.person or "", PersonalData())
        fields = {"name": data.name, "role": person.role, "phone": data.phone, "mail": data.mail}
        told = {field: value for field, value in fields.items() if field in person.public}
        if any(told.values()):
            found[name] = PublishedPerson(**told)  # type: ignore[arg-type]
    return found


def _is_published(person: Person, day: date) -> bool:
    has_ground = person.basis is not None and person.keep_until is not None
    return has_ground and day <= (person.keep_until or date.min) and person.valid.covers(day)
