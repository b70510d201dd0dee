"""What is said to the desk alone is found in public texts, however it is written there."""

import pytest

from sportello.catalog.model import Catalog, Contact, Country, Helpdesk, Text, Url, Years, ZoneName
from sportello.plan.texts.leaks import Secrets

CATALOG = Catalog(
    helpdesk=Helpdesk(
        name=Text("Support"), languages=("it", "en"), timezone=ZoneName("Europe/Rome"),
        country=Country("IT"), site=Url("https://support.example/"), years=Years(first=2026, last=2027),
    ),
    contacts={
        "anna": Contact(name=Text("Anna Verdi"), kind="person"),
        "night": Contact(name=Text("Night"), visibility="internal"),
    },
)  # fmt: skip
SECRETS = Secrets(
    CATALOG,
    [
        (("destinations", "desk"), "address", "desk@tickets.example"),
        (("destinations", "desk"), "name", "Desk"),
        (("contacts", "anna"), "name", "Anna Verdi"),
        (("contacts", "night"), "name", "Night"),
        (("contacts", "anna"), "phone", "+390516033266"),
        (("contracts", "gold"), "customer", "Comune di Esempio"),
        (("teams", "back"), "note", "Short one. They may leave us before next May! Ask."),
        (("rotas", "front"), "name", "Who answers the phone"),
    ],
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to DESK@tickets.example.", {"desk@tickets.example"}),
        ("Call 051/603.32.66, or come", {"+390516033266"}),
        ("Call +39 051 603 3266", {"+390516033266"}),
        ("Call 051 603 32 67", set()),
        ("(Anna   Verdi)", {"Anna Verdi"}),
        ("Anna, and Verdi", set()),
        ("anna verdi", set()),
        ("As for the Comune  di Esempio:", {"Comune di Esempio"}),
        ("Comune di", set()),
        ("it is said that They may leave us before next May", {"They may leave us before next May!"}),
        ("Short one. Ask the Desk at Night. Who answers the phone", set()),
        ("", set()),
    ],
)  # fmt: skip
def test_secret_is_found_as_a_whole(text: str, found: set[str]) -> None:
    assert {leak.text for leak in SECRETS.in_text(text)} == found
