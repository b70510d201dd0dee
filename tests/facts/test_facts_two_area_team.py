"""Document 004: the guidelines of a two-area support team."""

from sportello.catalog.model import Catalog

TEAM = "two-area-team"


def test_e1_two_areas_and_a_first_level(catalog: Catalog) -> None:
    teams = {name: team for name, team in catalog.teams.items() if team.provider == TEAM}
    assert set(teams) == {"direct-area", "indirect-area", "indirect-first-level"}
    assert (teams["indirect-first-level"].parent, teams["indirect-first-level"].level) == (
        "indirect-area",
        1,
    )
    assert teams["direct-area"].parent is None


def test_e2_ticket_and_phone(catalog: Catalog) -> None:
    ticket, phone = catalog.services["two-area-support"].channels
    assert (ticket.kind, ticket.name.says("it"), phone.kind) == ("desk", "Freshdesk", "phone")


def test_e3_severity_decides_the_times(catalog: Catalog) -> None:
    assert catalog.severities_of(TEAM) == (), "the document names none"
    policy = catalog.policies[TEAM]
    assert policy.when.provider == (TEAM,)
    assert "priority recorded in the ticket" in policy.statement["en"]


def test_e4_two_people_staff_the_phone(catalog: Catalog) -> None:
    rota = catalog.rotas["phone-front-end"]
    assert sorted(seat.team for seat in rota.seats.values()) == [
        "direct-area",
        "indirect-first-level",
    ]
    assert rota.contact == catalog.services["two-area-support"].channels[1].contact


def test_e5_thirty_seconds_and_always_a_ticket(catalog: Catalog) -> None:
    guide = catalog.helpdesk.guides["phone-front-end"]
    assert (guide.page, guide.provider) == ("phone", TEAM)
    for word in ("30 seconds", "Every call becomes a ticket", "imprecise ticket beats"):
        assert word in guide.text["en"]
    intake = catalog.services["two-area-support"].channels[1].intake["it"]
    assert "30 secondi" in intake


def test_e6_desk_sets_the_priority(catalog: Catalog) -> None:
    assert catalog.priority is not None
    assert catalog.priority.set_by == "desk"
    assert "not the caller" in catalog.services["two-area-support"].intake[0]["en"]


def test_e7_nothing_is_made_up(catalog: Catalog) -> None:
    assert catalog.policies[TEAM].targets == {}
    service = catalog.services["two-area-support"]
    assert (service.calendar, service.mailbox, catalog.rotas["phone-front-end"].calendar) == (
        None,
        None,
        None,
    )
    assert catalog.contacts["phone-front-end"].phone is None
