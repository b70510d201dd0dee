"""Ordinary edits of a catalog, each where its shape leads: no text of today is named."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from data.writing import Writing, keys
from sportello.catalog.model import Catalog, Service

Edit = Callable[[Writing, Catalog], None]
NEW = "an-entry-that-is-new"
MAILBOXES = "mailboxes.yaml"


def shortest(writing: Writing, section: str, fits: Callable[[str], bool]) -> tuple[str, str]:
    """Return file and name of the entry of a section with the fewest keys, of those that fit."""
    found = [
        (len(keys(node)), file, name)
        for file in writing.files()
        for name, node in keys(keys(writing.data(file)).get(section)).items()
        if fits(name)
    ]
    _, file, name = min(found)
    return file, name


def office(desk: Catalog) -> Service:
    """Return a service with a calendar that is closed at night."""
    night = datetime.fromisoformat(f"{desk.helpdesk.years.first}-03-02T03:00")
    return next(
        each
        for each in desk.services.values()
        if each.calendar and not desk.calendars[each.calendar].is_open(night)
    )


def new_address(desk: Catalog, mailbox: str) -> str:
    return f"{NEW}@{desk.mailboxes[mailbox].address.domain}"


def another_procedure_with_a_mailbox(writing: Writing, desk: Catalog) -> None:
    file, name = shortest(writing, "services", lambda each: bool(desk.services[each].mailbox))
    mailbox = desk.services[name].mailbox or ""
    destinations = ", ".join(desk.mailboxes[mailbox].deliver_to)
    address = new_address(desk, mailbox)
    writing.add(
        MAILBOXES, ("mailboxes",), f"{NEW}: {{address: {address}, deliver_to: [{destinations}]}}"
    )
    writing.copy(file, "services", name, NEW)
    writing.put(file, ("services", NEW, "name"), "Another procedure")
    writing.put(file, ("services", NEW, "mailbox"), NEW)


def changed_number(writing: Writing, desk: Catalog) -> None:
    file, name = shortest(writing, "contacts", lambda each: desk.contacts[each].phone is not None)
    writing.put(file, ("contacts", name, "phone"), "+39 051 6033999")


def retired_mailbox_with_successor(writing: Writing, desk: Catalog) -> None:
    named = {each.mailbox for each in desk.services.values()}
    plain = {
        name
        for name, each in desk.mailboxes.items()
        if name in named and not each.aliases and not each.retired
    }
    file, name = shortest(writing, "mailboxes", plain.__contains__)
    old, new = str(desk.mailboxes[name].address), new_address(desk, name)
    writing.copy(file, "mailboxes", name, NEW)
    writing.put(file, ("mailboxes", NEW, "address"), new)
    retired = f"{{since: {desk.helpdesk.years.first}-03-02, successor: {NEW}}}"
    writing.put(file, ("mailboxes", name, "retired"), retired)
    for each in writing.files():
        writing.replace(each, lambda key, text: (key, text) == ("mailbox", name), NEW)
        # What was expected of the old address is expected of the new one.
        writing.replace(each, lambda key, text: key == "to" and text.lower() == old.lower(), new)


def announcement(writing: Writing, desk: Catalog, day: date, what: str) -> None:
    service = office(desk)
    writing.add(
        "announcements.yaml",
        ("announcements",),
        f"{NEW}: {{title: {day}, from: {day}, until: {day}, providers: [{service.provider}],"
        f" calendars: [{service.calendar}], {what}}}",
    )


def closure_on_the_second_of_june(writing: Writing, desk: Catalog) -> None:
    day = date(desk.helpdesk.years.last, 6, 2)
    announcement(writing, desk, day, "kind: closure, closed: true")


def cover_on_a_saturday(writing: Writing, desk: Catalog) -> None:
    day = date(desk.helpdesk.years.last, 2, 1)
    saturday = day + timedelta((5 - day.weekday()) % 7)
    announcement(writing, desk, saturday, 'kind: extraordinary-cover, open: ["09:00-13:00"]')


def renamed_service(writing: Writing, desk: Catalog) -> None:
    file, name = shortest(writing, "services", desk.services.__contains__)
    writing.put(file, ("services", name, "name"), "A name that is new")


def new_promise(writing: Writing, desk: Catalog) -> None:
    service = office(desk)
    (name,) = (name for name, each in desk.services.items() if each is service)
    writing.add(
        "sla.yaml",
        ("policies",),
        f"{NEW}: {{name: New, when: {{service: [{name}], channel: [chat]}},"
        f" targets: {{first_response: {{within: 2 business hours, calendar: {service.calendar}}}}}}}",
    )


def new_person(writing: Writing, desk: Catalog) -> None:
    file, name = shortest(writing, "services", desk.services.__contains__)
    service = desk.services[name]
    person = (
        f"{{name: Referent, kind: person, provider: {service.provider}, phone: +39 051 6033999}}"
    )
    writing.add("contacts.yaml", ("contacts",), f"{NEW}: {person}")
    contacts = ", ".join((*service.contacts, NEW))
    writing.put(file, ("services", name, "contacts"), f"[{contacts}]")


def new_language(writing: Writing, desk: Catalog) -> None:
    spoken = desk.helpdesk.languages
    new = next(each for each in ("de", "fr", "es", "pt", "sl") if each not in spoken)
    writing.put("helpdesk.yaml", ("languages",), f"[{', '.join((*spoken, new))}]")


def new_alias(writing: Writing, desk: Catalog) -> None:
    file, name = shortest(writing, "mailboxes", lambda each: not desk.mailboxes[each].retired)
    aliases = ", ".join((*desk.mailboxes[name].aliases, new_address(desk, name)))
    writing.put(file, ("mailboxes", name, "aliases"), f"[{aliases}]")


EDITS: tuple[Edit, ...] = (
    another_procedure_with_a_mailbox,
    changed_number,
    retired_mailbox_with_successor,
    closure_on_the_second_of_june,
    cover_on_a_saturday,
    renamed_service,
    new_promise,
    new_person,
    new_language,
    new_alias,
)
