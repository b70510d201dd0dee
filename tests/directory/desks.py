"""Small desks with one service, of which the hours and the contacts are given."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from sportello.catalog.model import (
    Catalog,
    Contact,
    Helpdesk,
    Mailbox,
    Provider,
    Service,
    Text,
    Url,
    Years,
    ZoneName,
)
from sportello.worktime import Calendar
from sportello.worktime.zones import Zone


def desk(
    calendars: Mapping[str, Any],
    contacts: Mapping[str, Mapping[str, Any]],
    service: Mapping[str, Any],
    mailboxes: Mapping[str, Mapping[str, Any]] | None = None,
) -> Catalog:
    """A desk in Rome with the service `wiki` of the provider `acme`."""
    return Catalog(
        helpdesk=Helpdesk(
            name=Text("Desk"),
            languages=("it", "en"),
            timezone=ZoneName("Europe/Rome"),
            site=Url("https://desk.example/"),
            years=Years(first=2026, last=2027),
        ),
        providers={"acme": Provider(name=Text("ACME"))},
        calendars={name: Calendar.from_spec(spec, name) for name, spec in calendars.items()},
        mailboxes={name: part(Mailbox, each) for name, each in (mailboxes or {}).items()},
        contacts={name: part(Contact, {"name": name, **each}) for name, each in contacts.items()},
        services={"wiki": part(Service, {"name": "Wiki", "provider": "acme", **service})},
    )


def part(kind: type[Any], data: Mapping[str, Any]) -> Any:
    """A part of the model, of data as YAML has it."""
    return msgspec.convert(dict(data), kind, dec_hook=lambda scalar, value: scalar(value))


def when(written: str) -> datetime:
    """An instant of Rome, in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=Zone("Europe/Rome")).astimezone(UTC)
