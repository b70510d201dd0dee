"""Document 002: the service sheet of ACCATRE's trade credit platform."""

import pytest

from sportello.catalog.model import After, Catalog, NotBefore, Text, Within
from sportello.sla import Answer, Ticket, deadlines
from sportello.worktime import Duration

from .clock import local

SHEET = "piattaforma-crediti"
MONDAY_BEFORE_EPIPHANY = local("2026-01-05T17:30")


def answer(catalog: Catalog, channel: str) -> Answer:
    return deadlines(catalog, Ticket(SHEET, MONDAY_BEFORE_EPIPHANY, channel=channel))


def english(texts: tuple[Text, ...]) -> str:
    return " ".join(text["en"] for text in texts)


def test_c1_head_of_the_sheet(catalog: Catalog) -> None:
    service = catalog.services[SHEET]
    assert service.kind["it"] == "Servizio"
    assert catalog.providers[service.provider].name.says("it") == "ACCATRE S.r.l."
    assert service.contacts == ("accatre-commercial",)
    assert catalog.contacts["accatre-commercial"].mail == "info@accatre.it"
    assert catalog.contacts["accatre-commercial"].role == "commercial"
    assert "stock" in service.description["it"]


def test_c1_functions_and_benefits(catalog: Catalog) -> None:
    service = catalog.services[SHEET]
    functions = english(service.functions)
    for word in ("2012", "1 July 2014", "SDI", "certify", "monitor", "falls due"):
        assert word in functions
    benefits = english(service.benefits)
    for word in ("due date", "creditor", "assignment", "inheritance", "company"):
        assert word in benefits


def test_c1_prerequisites(catalog: Catalog) -> None:
    prerequisites = catalog.services[SHEET].prerequisites
    assert prerequisites is not None
    assert prerequisites.services == (), "none from other cloud services"
    assert len(prerequisites.others) == 10
    others = english(prerequisites.others)
    for word in (
        "invoices and credit notes",
        "special cases",
        "servizifinanziari.accatre.it",
        "web portal",
        "90 days",
        "does not take over",
        "remote connection",
        "credentials",
        "signed",
        "latest released version",
    ):
        assert word in others


def test_c1_standards_and_certifications(catalog: Catalog) -> None:
    certifications = catalog.providers["accatre"].certifications
    assert [each.standard for each in certifications] == [
        "UNI EN ISO 9001",
        "ISO/IEC 20000-1",
        "UNI EN ISO 22301",
        "UNI CEI ISO/IEC 27001",
        "ISO/IEC 27018",
        "ISO/IEC 27017",
        "UNI EN ISO 14001",
        "ITIL V3",
        "D.Lgs. 231/2001",
        "OWASP",
        "EMAS",
    ]
    assert all(each.scope for each in certifications)


def test_c1_channels(catalog: Catalog) -> None:
    desk, mail, phone = catalog.services[SHEET].channels
    assert [each.kind for each in (desk, mail, phone)] == ["desk", "mail", "phone"]
    assert "X-DESK" in desk.name["it"]
    assert "Segnalazioni" in desk.reachable["it"]
    assert mail.reachable, "the sheet gives no address"
    assert phone.contact == "accatre-freephone"
    assert catalog.contacts["accatre-freephone"].phone is None, "the sheet gives no number"
    assert catalog.contacts["accatre-freephone"].reachable


def test_c1_sections_are_complete(catalog: Catalog) -> None:
    service = catalog.services[SHEET]
    assert service.activation is not None
    assert service.deactivation is not None
    assert len(service.activation.process) == 3
    assert len(service.deactivation.process) == 4
    assert len(service.monitoring) == 4
    assert len(service.metrics) == 3
    assert len(service.reports) == 3


def test_c2_lead_times(catalog: Catalog) -> None:
    service = catalog.services[SHEET]
    assert service.activation is not None
    assert service.deactivation is not None
    thirty, five, ninety = (Duration.parse(f"{n} calendar days") for n in (30, 5, 90))
    assert service.activation.take_in_charge == Within(within=thirty, from_="order")
    assert service.activation.service_starts == NotBefore(not_before=ninety, from_="order")
    assert service.deactivation.take_in_charge == Within(within=five, from_="request")
    fifth = After(after=Duration.parse("5 working days"), from_="certified-mail")
    assert service.deactivation.work_starts == fifth


def test_c2_work_starts_on_the_fifth_working_day_after_the_certified_mail(
    catalog: Catalog,
) -> None:
    lead = catalog.services[SHEET].deactivation
    assert lead is not None
    assert lead.work_starts is not None
    sent = local("2026-01-02T11:00")
    due = catalog.calendars["accatre-office"].due(sent, lead.work_starts.after)
    assert due.date().isoformat() == "2026-01-12"  # 5, 7, 8, 9 and 12: the 6th is a holiday


def test_c3_accepted_at_any_time_answered_in_office_hours(catalog: Catalog) -> None:
    service = catalog.services[SHEET]
    assert (service.intake_calendar, service.calendar) == ("always", "accatre-office")
    always, office = catalog.calendars["always"], catalog.calendars["accatre-office"]
    christmas_night = local("2026-12-25T03:00")
    assert always.is_open(christmas_night)
    assert not office.is_open(christmas_night)
    friday = [local(f"2026-05-08T{clock}") for clock in ("07:59", "08:00", "18:00")]
    assert [office.is_open(each) for each in friday] == [False, True, False]
    assert not office.is_open(local("2026-05-09T12:00"))
    year = local("2026-01-01"), local("2027-01-01")
    assert always.elapsed(*year) == 365 * 24 * 3600


def test_c4_availability_and_the_same_time_said_twice(catalog: Catalog) -> None:
    assert catalog.availability[SHEET].percent == 99
    assert catalog.availability[SHEET].service == (SHEET,)
    for name in ("accatre", "accatre-desk"):
        target = catalog.policies[name].targets["first_response"]
        assert str(target.within) == "40 business hours"
        assert str(target.also_stated) == "2400 business minutes"
        assert target.within == target.also_stated
        assert target.calendar == "accatre-office"


@pytest.mark.parametrize(
    ("channel", "policy", "due"),
    [
        (
            "phone",
            "accatre-phone",
            {"first_response": "2026-01-05T17:30", "next_update": "2026-01-12T17:30"},
        ),
        (
            "desk",
            "accatre-desk",
            {"take_in_charge": "2026-01-05T17:30", "first_response": "2026-01-12T17:30"},
        ),
        ("mail", "accatre", {"first_response": "2026-01-12T17:30"}),
    ],
)
def test_c5_promise_of_each_channel(
    catalog: Catalog, channel: str, policy: str, due: dict[str, str]
) -> None:
    found = answer(catalog, channel)
    assert found.policy.name == policy
    assert {
        each.kind: each.due.replace(tzinfo=None).isoformat(timespec="minutes")
        for each in found.deadlines
    } == due


def test_c6_figures_for_the_customer(catalog: Catalog) -> None:
    service = catalog.services[SHEET]
    assert "Availability" in english(service.monitoring)
    for texts in (service.metrics, service.reports):
        figures = english(texts).lower()
        for word in ("by channel", "first contact", "three smileys"):
            assert word in figures
    assert all("tables and charts" in text["en"] for text in service.reports)


def test_c5_call_at_night_is_answered_when_somebody_is_there(catalog: Catalog) -> None:
    ticket = Ticket(SHEET, local("2026-12-25T03:00"), channel="phone")
    due = {each.kind: each.due.isoformat() for each in deadlines(catalog, ticket).deadlines}
    assert due["first_response"] == "2026-12-28T08:00:00+01:00"
