"""Document 000: Ditech's support for the start of electronic invoicing."""

from datetime import date

import pytest

from sportello.catalog.model import Catalog

from .clock import local

CENTRAL = ("ditech-finance", "ditech-sic", "ditech-more", "ditech-xmart")
COVERED = (*CENTRAL, "ditech-store")


def mail_of(catalog: Catalog, service: str) -> str | None:
    mailbox = catalog.services[service].mailbox
    return catalog.mailboxes[mailbox].address if mailbox else None


def contact_by(catalog: Catalog, service: str, kind: str) -> str | None:
    (channel,) = (each for each in catalog.services[service].channels if each.kind == kind)
    return channel.contact


def test_a1_project_referent_stays_first_contact_and_the_contract_decides(catalog: Catalog) -> None:
    service = catalog.services["ditech-intermediario"]
    assert service.contacts == ("ditech-project-referent",)
    assert "contract" in service.description["en"]
    assert "contratto" in catalog.policies["ditech"].statement["it"]


def test_a2_three_lines_of_work(catalog: Catalog) -> None:
    lines = catalog.services["ditech-intermediario"].lines
    assert [line.name["en"] for line in lines] == [
        "Helpdesk",
        "Technical support",
        "Specialist services",
    ]
    technical, specialist = (
        " ".join(each["en"] for each in line.covers).lower() for line in lines[1:]
    )
    for word in ("mappings", "second-level", "automations", "small developments", "sql"):
        assert word in technical
    for word in ("release", "renewal", "errors", "analysis", "documentation", "tests"):
        assert word in specialist


def test_a3_mail_portal_and_phone(catalog: Catalog) -> None:
    service = catalog.services["ditech-intermediario"]
    assert [channel.kind for channel in service.channels] == ["mail", "portal", "phone"]
    assert (
        service.channels[1].url
        == "http://jiradragon.ditechsw.it:8080/servicedesk/customer/portal/48"
    )
    box = catalog.mailboxes["ditech-open-business"]
    assert (box.address, box.deliver_to) == ("openbusiness@ditechspa.it", ("desk-ditech",))
    assert catalog.destinations["desk-ditech"].system == "jira"
    assert "opens the ticket" in service.intake[0]["en"]


def test_a4_requester_is_mailed_when_an_operator_comments(catalog: Catalog) -> None:
    told = catalog.notifications["ditech-comment"]
    assert (told.on, told.to, told.by) == ("comment", ("requester",), ("mail",))
    assert told.when.provider == ("ditech",)


def test_a5_following_own_tickets_and_those_of_the_team(catalog: Catalog) -> None:
    guide = catalog.helpdesk.guides["ditech-follow"]
    assert (guide.page, guide.provider) == ("follow-a-ticket", "ditech")
    for word in ("credentials", "your team", "states", "times"):
        assert word in guide.text["en"]


def test_a6_columns_of_the_export_and_its_own_status(catalog: Catalog) -> None:
    export = catalog.exports["ditech-jira"]
    assert export.system == "jira"
    assert dict(export.columns) == {
        "type": "Type",
        "reference": "Reference",
        "summary": "Summary",
        "desk": "Service desk",
        "status": "Status",
        "requester": "Requester",
    }
    assert catalog.lifecycle is not None
    status = catalog.lifecycle.states["credentials-sent"]
    assert status.names["jira"] == "INVIATE CREDENZIALI"
    assert status.providers == ("ditech",)


@pytest.mark.parametrize(
    ("service", "phone", "mail"),
    [
        ("ditech-finance", "+390516033266", "help.finance@ditechspa.it"),
        ("ditech-sic", "+390516033266", "assistenza.sic@ditechspa.it"),
        ("ditech-more", None, "helpdesk.more@ditechspa.it"),
        ("ditech-xmart", "+390516033358", None),
    ],
)
def test_a7_phone_and_mail_of_the_central_systems(
    catalog: Catalog, service: str, phone: str | None, mail: str | None
) -> None:
    assert mail_of(catalog, service) == mail
    caller = contact_by(catalog, service, "phone")
    assert caller is not None
    assert catalog.contacts[caller].phone == phone
    if phone is None:
        assert caller == "ditech-project-referent"
    if mail is None:
        assert contact_by(catalog, service, "mail") == "ditech-project-referent"


def test_a7_finance_and_sic_share_one_entry(catalog: Catalog) -> None:
    assert contact_by(catalog, "ditech-finance", "phone") == contact_by(
        catalog, "ditech-sic", "phone"
    )


def test_a7_project_referent_is_a_public_function_without_number(catalog: Catalog) -> None:
    referent = catalog.contacts["ditech-project-referent"]
    assert (referent.kind, referent.phone, referent.mail) == ("function", None, None)
    assert referent.is_public
    assert referent.reachable


@pytest.mark.parametrize("service", COVERED)
def test_a8_call_is_always_followed_by_a_mail(catalog: Catalog, service: str) -> None:
    assert "mail" in catalog.services[service].intake[0]["it"]
    assert "Always" in catalog.services[service].intake[0]["en"]


def test_a9_start_up_specialist_is_there_until_the_cover_ends(catalog: Catalog) -> None:
    specialist = catalog.contacts["ditech-startup-specialist"]
    assert specialist.kind == "person"
    assert specialist.valid is not None
    assert specialist.valid.until == catalog.announcements["e-invoicing-go-live"].until
    assert "ditech-startup-specialist" not in catalog.public().contacts
    assert all("ditech-startup-specialist" in catalog.services[name].contacts for name in CENTRAL)


def test_a10_extraordinary_cover_lengthens_the_hours(catalog: Catalog) -> None:
    cover = catalog.announcements["e-invoicing-go-live"]
    assert (cover.kind, cover.providers) == ("extraordinary-cover", ("ditech",))
    assert (cover.from_, cover.until) == (date(2021, 1, 2), date(2021, 1, 15))
    assert cover.until.strftime("%A") == "Friday"
    office = catalog.calendars["ditech-office"]
    evening = local("2021-01-15T19:00")
    assert office.is_open(evening)
    assert not office.is_open(local("2021-01-18T19:00"))
    assert office.elapsed(local("2021-01-02"), local("2021-01-16")) == 14 * 12 * 3600


def test_a10_cover_is_not_for_the_intermediary_service(catalog: Catalog) -> None:
    calendar = catalog.services["ditech-intermediario"].calendar
    assert calendar is not None
    assert not catalog.calendars[calendar].is_open(local("2021-01-15T19:00"))
    assert {catalog.services[name].calendar for name in COVERED} == {"ditech-office"}


def test_a11_long_assistance_moves_to_a_separate_channel(catalog: Catalog) -> None:
    moved = catalog.escalations["ditech-long"]
    assert set(CENTRAL) <= set(moved.when.service)
    assert not moved.steps, "the document names no threshold"
    assert "separate channel" in moved.statement["en"]


def test_a12_store_systems(catalog: Catalog) -> None:
    store = catalog.services["ditech-store"]
    assert "usual way" in store.summary["en"]
    assert mail_of(catalog, "ditech-store") == "helpdesk.store@ditechspa.it"
    assert catalog.contacts["ditech-store-phone"].phone == "+390516012298"
    assert contact_by(catalog, "ditech-store", "phone") == "ditech-store-phone"
    assert "ditech-store" in catalog.announcements["e-invoicing-go-live"].services
    assert "ditech-store" in catalog.escalations["ditech-long"].when.service
