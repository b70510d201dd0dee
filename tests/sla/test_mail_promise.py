"""By when mail to a mailbox is answered: one promise, or the reason why there is none."""

import re
from collections.abc import Callable

import pytest

from conftest import Write
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla import TicketError
from sportello.sla.mail_promise import MailPromise, NoMailPromise, mail_promise

Promised = Callable[..., str]

HEAD = """\
severities:
  high: {name: High, rank: 1}
  ordinary: {name: Ordinary, rank: 2}
priority:
  set_by: desk
  default: ordinary
  rules:
    critical: {when: {tag: [critical]}, severity: high, why: It is critical}
policies:
"""
BASE = "  base: {name: Base, targets: {first_response: {within: 40 business hours}}}\n"


@pytest.fixture
def catalog_with(catalog_at: Write) -> Callable[..., Catalog]:
    """Read the small catalog with these policies."""

    def catalog(policies: str, *changes: tuple[str, str, str]) -> Catalog:
        return load(catalog_at(*changes, sla=HEAD + policies)).catalog

    return catalog


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        (BASE, "within 40 business hours, calendar office"),
        (
            "  phone: {name: P, when: {channel: [phone]}, targets: {first_response: {within: 1 hour}}}\n"
            + BASE,
            "within 40 business hours, calendar office",
        ),
        (
            "  gold: {name: G, when: {contract: [gold]}, targets: {first_response: {within: 1 hour}}}\n"
            + BASE
            + "contracts:\n  gold: {customer: C}\n",
            "within 40 business hours, calendar office",
        ),
        (
            "  past: {name: P, valid: {until: 2025-12-31}, targets: {first_response: {within: 1 hour}}}\n"
            "  later: {name: L, valid: {from: 2028-01-01}, targets: {first_response: {within: 2 hours}}}\n"
            + BASE,
            "within 40 business hours, calendar office",
        ),
        (
            "  base: {name: B, targets: {resolution: {within: 2 working days}, take_in_charge: {within: 1 working day, at: '12:00'}}}\n",
            "within 1 working day, by 12:00, calendar office",
        ),
        (
            "  base: {name: B, targets: {first_response: {within: 1 hour, start: taken-in-charge}, resolution: {within: 3 calendar days, if_closed: next}}}\n",
            "within 3 calendar days, if closed on the next open day",
        ),
        ("  base: {name: B, targets: {resolution: {within: 8 hours}}}\n", "within 8 hours"),
        (
            "  base: {name: B, targets: {first_response: {within: immediate}}}\n",
            "at once, calendar office",
        ),
        (
            "  day: {name: D, when: {hours: open}, targets: {first_response: {within: 8 business hours}}}\n"
            "  night: {name: N, when: {hours: closed}, targets: {take_in_charge: {within: 8 business hours}}}\n",
            "within 8 business hours, calendar office",
        ),
    ],
)
def test_the_first_answer_that_every_mail_is_promised(
    catalog_with: Callable[..., Catalog], policies: str, expected: str
) -> None:
    assert str(mail_promise(catalog_with(policies), ("wiki",))) == expected


INTAKE = (
    "calendars.yaml",
    "calendars:\n",
    "calendars:\n  intake: {extends: office, week: {mon-fri: '00:00-16:00'}}\n",
)


@pytest.mark.parametrize(
    ("within", "intake", "expected"),
    [
        ("1 working day", "intake", ", received while calendar intake is open"),
        ("1 working day", "office", ", received while calendar office is open"),
        ("8 business hours", "intake", ", received while calendar intake is open"),
        # What comes while they are closed counts from their opening anyway.
        ("8 business hours", "office", ""),
    ],
)
def test_a_cut_off_belongs_to_what_is_promised(
    catalog_with: Callable[..., Catalog], within: str, intake: str, expected: str
) -> None:
    policies = f"  base: {{name: B, targets: {{resolution: {{within: {within}}}}}}}\n"
    own = ("services/main.yaml", "{name: Wiki", f"{{intake_calendar: {intake}, name: Wiki")
    catalog = catalog_with(policies, INTAKE, own)
    promised = f"within {within}, calendar office"
    assert str(mail_promise(catalog, ("wiki",))) == f"{promised}{expected}"
    if expected:
        told = f'a mail to "pump" is answered {promised}, and one to "wiki" {promised}{expected}'
        with pytest.raises(NoMailPromise, match=f"^{re.escape(told)}"):
            mail_promise(catalog, ("pump", "wiki"))


HIGH = "  high: {name: H, when: {severity: [high]}, targets: {first_response: {within: 1 hour}}}\n"
DAY = "  day: {name: D, when: {hours: open, calendar: office}, targets: {first_response: {within: 1 hour}}}\n"
OLD = "  old: {name: O, valid: {until: 2026-06-30}, targets: {first_response: {within: 1 hour}}}\n"


@pytest.mark.parametrize(
    ("services", "policies", "expected"),
    [
        ((), BASE, "no service has its mailbox"),
        (("wiki",), HIGH, "no policy fits a mail"),
        (("pump", "wiki"), HIGH, 'no policy fits a mail to "wiki"'),
        (
            ("wiki",),
            "  quiet: {name: Q, targets: {next_update: {within: 1 hour}}}\n",
            'the policy "quiet" promises no time by which a mail is answered',
        ),
        (
            ("wiki", "pump"),
            HIGH + BASE,
            'a mail to "wiki" is answered within 40 business hours, calendar office, and one to "pump" within 1 hour',
        ),
        (
            ("wiki",),
            DAY + BASE,
            'a mail while calendar "office" is open is answered within 1 hour, and one while calendar "office" is closed within 40 business hours, calendar office',
        ),
        (("wiki",), DAY, 'no policy fits a mail while calendar "office" is closed'),
        (
            ("wiki",),
            OLD + BASE,
            "a mail on 2026-01-01 is answered within 1 hour, and one on 2026-07-01 within 40 business hours, calendar office",
        ),
        (("wiki",), OLD, "no policy fits a mail on 2026-07-01"),
    ],
)
def test_what_keeps_a_mailbox_from_promising_is_told(
    catalog_with: Callable[..., Catalog], services: tuple[str, ...], policies: str, expected: str
) -> None:
    with pytest.raises(NoMailPromise) as caught:
        mail_promise(catalog_with(policies), services)
    assert caught.value.message == expected
    assert caught.value.hint


def test_a_phase_of_the_service_changes_what_is_promised(
    catalog_with: Callable[..., Catalog],
) -> None:
    phased = (
        "services/main.yaml",
        "wiki: {",
        "wiki: {phases: [{phase: roll-out, valid: {until: 2026-03-31}}], ",
    )
    quick = "  quick: {name: Q, when: {phase: [roll-out]}, targets: {first_response: {within: 1 hour}}}\n"
    with pytest.raises(NoMailPromise, match="on 2026-04-01 within 40"):
        mail_promise(catalog_with(quick + BASE, phased), ("wiki",))


def test_a_calendar_that_nothing_is_known_of_is_told(catalog_with: Callable[..., Catalog]) -> None:
    japan = ("calendars.yaml", "italy: {country: IT}", "italy: {country: JP}")
    years = ("helpdesk.yaml", "first: 2026, last: 2027", "first: 2100, last: 2100")
    with pytest.raises(
        NoMailPromise, match='whether calendar "office" is open, which is not known'
    ):
        mail_promise(catalog_with(DAY + BASE, japan, years), ("wiki",))
    assert str(mail_promise(catalog_with(BASE, japan, years), ("wiki",))) == (
        "within 40 business hours, calendar office"
    )


def test_a_promise_without_a_calendar_is_no_promise_to_tell(
    catalog_with: Callable[..., Catalog],
) -> None:
    without = ("services/main.yaml", "  calendar: office\n", "")
    with pytest.raises(TicketError, match="needs a calendar"):
        mail_promise(catalog_with(BASE, without), ("wiki",))
    missing = ("calendars.yaml", "08:00-18:00", "18:00-08:0")
    with pytest.raises(NoMailPromise, match='calendar "office" could not be read'):
        mail_promise(catalog_with(BASE, missing), ("wiki",))


def test_hours_that_are_told_alike_are_the_same(catalog_with: Callable[..., Catalog]) -> None:
    def promises(*, week: str = "08:00-18:00", zone: str = "Europe/Rome") -> list[MailPromise]:
        other = f'  other: {{timezone: {zone}, week: {{mon-fri: "{week}"}}, holidays: []}}\n'
        catalog = catalog_with(
            BASE,
            ("calendars.yaml", "    holidays: [italy]\n", "    holidays: [italy]\n" + other),
            ("services/main.yaml", "pump: {", "pump: {calendar: other, "),
        )
        return [mail_promise(catalog, (name,)) for name in ("wiki", "pump")]

    wiki, pump = promises()
    assert wiki.says_the_same_as(pump)
    assert wiki != pump
    for wiki, pump in (promises(week="08:00-17:00"), promises(zone="Europe/London")):
        assert not wiki.says_the_same_as(pump)
