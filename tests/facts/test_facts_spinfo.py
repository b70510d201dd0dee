"""Document 003: the rules of SPinfo's ticket platform."""

from sportello.catalog.model import Catalog
from sportello.sla import Ticket, deadlines

from .clock import local

FRIDAY_EVENING = local("2026-01-02T17:30")


def severity_and_rule(
    catalog: Catalog, service: str, phase: str | None = None, cause: str | None = None
) -> tuple[str | None, str | None]:
    ticket = Ticket(service, FRIDAY_EVENING, severity="high", phase=phase, cause=cause)
    chosen = deadlines(catalog, ticket).severity
    return chosen.severity, chosen.rule


def test_d1_incidents_alert_staff_and_high_ones_also_on_the_mobile(catalog: Catalog) -> None:
    every, high = (catalog.notifications[name] for name in ("spinfo-incident", "spinfo-high"))
    assert every.on == high.on == "opened"
    assert every.to == high.to == ("staff",)
    assert every.when.type == high.when.type == ("incident",)
    assert every.when.provider == high.when.provider == ("spinfo",)
    assert (every.by, every.when.severity) == (("mail",), ())
    assert (high.by, high.when.severity) == (("mobile",), ("high",))


def test_d2_only_bugs_and_server_faults_are_high(catalog: Catalog) -> None:
    assert "bug" in catalog.severities["high"].definition["en"]
    assert "server fault" in catalog.severities["high"].definition["en"]
    assert severity_and_rule(catalog, "spinfo-software", cause="user-data") == (
        "ordinary",
        "spinfo-user-data",
    )
    assert severity_and_rule(catalog, "spinfo-software", cause="software-bug") == ("high", None)


def test_d2_severities_are_those_of_spinfo_alone(catalog: Catalog) -> None:
    having = {name for name in catalog.providers if catalog.severities_of(name)}
    assert having == {"spinfo"}
    assert catalog.severities_of("spinfo") == ("high", "ordinary")


def test_d2_examples_stand_on_the_how_to_page(catalog: Catalog) -> None:
    guide = catalog.helpdesk.guides["priority-examples"]
    assert (guide.page, guide.provider) == ("open-a-ticket", "spinfo")
    assert "codice fiscale" in guide.text["it"]
    assert "IBAN" in guide.text["it"]


def test_d3_handled_within_48_hours_of_weekdays_on_average(catalog: Catalog) -> None:
    average = catalog.policies["spinfo"].averages["handling"]
    assert str(average.time) == "48 business hours"
    assert average.calendar == "weekdays"
    # six and a half hours of Friday, Monday, not Epiphany, seventeen and a half of Wednesday
    passed = catalog.calendars["weekdays"].due(FRIDAY_EVENING, average.time)
    assert passed.replace(tzinfo=None) == local("2026-01-07T17:30")


def test_d3_an_average_is_no_deadline(catalog: Catalog) -> None:
    assert catalog.policies["spinfo"].targets == {}
    assert deadlines(catalog, Ticket("spinfo-software", FRIDAY_EVENING)).deadlines == ()
    assert "no deadline" in catalog.policies["spinfo"].statement["en"]


def test_d4_contract_comes_first(catalog: Catalog) -> None:
    statement = catalog.policies["spinfo"].statement
    assert statement["it"].startswith("Vale il contratto")
    assert "only if they are in the contract" in statement["en"]


def test_d5_roll_out_is_ordinary(catalog: Catalog) -> None:
    assert severity_and_rule(catalog, "spinfo-software", phase="roll-out") == (
        "ordinary",
        "spinfo-roll-out",
    )


def test_d5_safety_critical_is_high_even_in_the_roll_out(catalog: Catalog) -> None:
    assert severity_and_rule(catalog, "spinfo-safety-critical", phase="roll-out") == (
        "high",
        "spinfo-safety-critical",
    )
    assert "contract" in catalog.services["spinfo-safety-critical"].description["en"]


def test_d5_rules_hold_for_spinfo_alone(catalog: Catalog) -> None:
    assert catalog.priority is not None
    assert {rule.when.provider for rule in catalog.priority.rules.values()} == {("spinfo",)}


def test_d6_how_to_write_a_good_report(catalog: Catalog) -> None:
    guide = catalog.helpdesk.guides["good-report"]
    assert (guide.page, guide.provider) == ("open-a-ticket", None)
    for language in ("it", "en"):
        assert guide.text[language].count("\n- **") >= 5


def test_d7_technical_cookies_only_and_nothing_shared(catalog: Catalog) -> None:
    platform, site = (catalog.helpdesk.guides[name] for name in ("ticket-platform", "this-site"))
    assert platform.page == site.page == "privacy"
    assert platform.provider == "spinfo"
    for word in ("technical cookies only", "no profiling", "third parties"):
        assert word in platform.text["en"]
    assert "given access" in platform.text["en"], "customers are sent there"
    assert "within the company" in platform.assumed["en"], "which the document does not say"
    for word in ("no cookies", "no visits", "third parties"):
        assert word in site.text["en"]
