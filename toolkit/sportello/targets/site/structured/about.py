"""What a page is about, by its kind: the desk, or a service with those who answer for it.

The types are those of https://schema.org. A service is a `Service`: whether it is one of a public
body (`GovernmentService`) is nothing that a catalog says.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sportello.catalog.model import Address, PublicCatalog, PublicContact, PublicService
from sportello.targets.site.pages import ADDRESSES, HOME, Page, Paths
from sportello.targets.site.sheet import contact_points
from sportello.targets.site.structured.opening_hours import Specification, opening_hours
from sportello.wording.messages import Messages
from sportello.wording.times import week_words

Data = dict[str, Any]


def structured_data(catalog: PublicCatalog, page: Page, paths: Paths, _: Messages) -> Data | None:
    """Return what machines shall read of a page, as a JSON-LD document; None if nothing."""
    match page.kind:
        case "home":
            things = _desk(catalog, paths, _)
        case "service":
            things = _service(catalog, page, paths, _)
        case _kind:
            return None
    return {"@context": "https://schema.org", "@graph": [*things]}


def _desk(catalog: PublicCatalog, paths: Paths, _: Messages) -> Iterator[Data]:
    desk = catalog.helpdesk
    address = _address(catalog, paths, HOME)
    yield {
        "@type": "Organization",
        "@id": f"{address}#desk",
        "name": desk.name.says(_.language),
        "description": desk.summary.says(_.language),
        "url": address,
        "logo": f"{desk.site.rstrip('/')}/assets/logo.svg",
        "contactPoint": [
            _contact_point(catalog, contact, _)
            for contact in catalog.contacts.values()
            if contact.phone or contact.mail or contact.mailbox
        ],
    }
    yield {
        "@type": "WebSite",
        "name": desk.name.says(_.language),
        "url": address,
        "inLanguage": _.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{_address(catalog, paths, ADDRESSES)}?q={{search_term_string}}",
            "query": "required name=search_term_string",
        },
    }


def _contact_point(catalog: PublicCatalog, contact: PublicContact, _: Messages) -> Data:
    mailbox = catalog.mailboxes[contact.mailbox].address if contact.mailbox else None
    return _given({
        "@type": "ContactPoint",
        "contactType": "sales" if contact.role == "commercial" else "technical support",
        "name": contact.name.says(_.language),
        "email": mailbox or contact.mail,
        "telephone": contact.phone,
        "hoursAvailable": _hours(catalog, contact.calendar),
    })  # fmt: skip


def _service(catalog: PublicCatalog, page: Page, paths: Paths, _: Messages) -> Iterator[Data]:
    service = catalog.services[page.key]
    provider = catalog.providers[service.provider]
    found = contact_points(catalog, service)
    points = [
        {"@type": "ContactPoint", "contactType": "technical support", "email": str(each)}
        for each in found.addresses
    ]
    points += [
        {"@type": "ContactPoint", "contactType": "technical support", "telephone": str(each)}
        for each in found.phones
    ]
    address = _address(catalog, paths, page)
    yield _given({
        "@type": "Service",
        "@id": f"{address}#service",
        "name": service.name.says(_.language),
        "description": service.summary.says(_.language),
        "url": address,
        "provider": _given({
            "@type": "Organization",
            "name": provider.name.says(_.language),
            "url": provider.website,
            "contactPoint": points,
        }),
        "hoursAvailable": _hours(catalog, service.calendar),
        "availableChannel": [
            {"@type": "ServiceChannel", "serviceUrl": str(url)} for _name, url in found.portals
        ],
    })  # fmt: skip
    if questions := [*_questions(catalog, service, found.addresses, _)]:
        yield {"@type": "FAQPage", "@id": f"{address}#questions", "mainEntity": questions}


def _questions(
    catalog: PublicCatalog, service: PublicService, addresses: Sequence[Address], _: Messages
) -> Iterator[Data]:
    """Yield the questions that the page of a service answers."""
    name = service.name.says(_.language)
    if addresses:
        question = _("Whom do I write to about {service}?").format(service=name)
        yield _answered(question, _.listed([str(each) for each in addresses]))
    calendar = catalog.calendars[service.calendar] if service.calendar else None
    if calendar and not calendar.hours_assumed:
        question = _("When does somebody answer about {service}?").format(service=name)
        yield _answered(question, week_words(calendar, _))


def _answered(question: str, answer: str) -> Data:
    said = {"@type": "Answer", "text": answer}
    return {"@type": "Question", "name": question, "acceptedAnswer": said}


def _hours(catalog: PublicCatalog, calendar: str | None) -> tuple[Specification, ...]:
    if calendar is None:
        return ()
    years = catalog.helpdesk.years
    return opening_hours(catalog.calendars[calendar], years.first, years.last)


def _address(catalog: PublicCatalog, paths: Paths, page: Page) -> str:
    return f"{catalog.helpdesk.site.rstrip('/')}{paths.address(page)}"


def _given(data: Mapping[str, Any]) -> Data:
    """Return what is there of the data: nothing is told by an empty value."""
    return {key: value for key, value in data.items() if value}
