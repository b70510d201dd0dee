"""Postfix, Exim and OpenSMTPD, each with Dovecot, do what `decide` says."""

from collections.abc import Iterator
from email.header import Header

import pytest

from live.mail.conftest import Check
from live.mail.lab import lab
from live.mail.mails import Mail, mail_to
from live.mail.random_desk import AWAY, random_desk, random_mails
from routing.desk import RECEIVED, box, desk, has, rule
from sportello.catalog import Loaded
from sportello.catalog.model import Catalog
from sportello.routing import flatten

MAILS = 550
"""To each random catalog; there are four, so that each server gets more than 2,400."""


def every_kind_of_mail(catalog: Catalog) -> Iterator[Mail]:
    """Yield mails to every address of a catalog, and of every kind to some of them."""
    addresses = list(flatten(catalog).owners)
    for address in addresses:
        local, _, domain = address.partition("@")
        for written in (
            address,
            address.upper(),
            f"{local}+ticket-5@{domain}",
            f"{local}+@{domain}",
        ):
            yield mail_to(written)
        yield mail_to(f"{local}.nobody@{domain}")
        yield mail_to(f"{local}@elsewhere.example")
    for at in range(0, len(addresses), 5):
        yield mail_to(*addresses[at : at + 5])
        yield mail_to(addresses[at], f"nobody-{at}@01s.it", addresses[at].replace("@", "+x@"))
    chosen = addresses[::10]
    for address in chosen:
        yield mail_to(address, sender="")
        yield mail_to(address, sender=chosen[0])
        yield mail_to(address, sender="someone@xn--societ-8ta.example")
        for headers in HEADERS:
            yield mail_to(address, headers=headers)


HEADERS = (
    (("Auto-Submitted", "auto-replied"),),
    (("Auto-Submitted", "no (typed)"),),
    (("Auto-Submitted", "no; by=hand"),),
    (("List-Anything", "x"),),
    (("Precedence", "bulk"),),
    (("List-Id", "<news.example>"),),
    (("List-Unsubscribe", "<https://news.example/>"),),
    (("X-Auto-Response-Suppress", "All"),),
    (("Subject", Header("Perché non va?", "utf-8").encode()),),
    (("Subject", Header("Perché non va?", "iso-8859-1").encode()),),
    (("From", '"Società S.p.A." <someone@xn--societ-8ta.example>'),),
    (("X-Sportello-Mailbox", "forged"), ("x-sportello-service", "forged")),
    (("X-Sportello-Service", "one"), ("X-Sportello-Service", "two")),
    (("X-Original-To", "root@desk.example"), ("Delivered-To", "root@desk.example")),
)


def test_the_frozen_catalog_is_served_as_decided(frozen: Loaded, server: str, check: Check) -> None:
    with lab(server, frozen.catalog) as site:
        result = check(site, every_kind_of_mail(frozen.catalog))
    assert result.differences == ()
    assert result.mails > 6 * 37


def test_mail_straight_to_a_delivery_address_is_served_as_decided(
    server: str, check: Check
) -> None:
    catalog = desk(
        {
            "a": box(
                "a@own.example",
                "desk",
                "team",
                acknowledge="received",
                rules={"urgent": rule("on-call", subject=has("urgent"))},
            ),
            "b": box("b@own.example", "desk", rules={"urgent": rule("far", subject=has("urgent"))}),
            "c": box("c@own.example", "team", rules={"urgent": rule("far", subject=has("urgent"))}),
        },
        {
            "desk": "desk@own.example",
            "team": "team@own.example",
            "on-call": "oncall@own.example",
            "far": "far@away.example",
        },
        domains=("own.example",),
        acknowledgements={"received": RECEIVED},
        no_detail=("far",),
        no_sieve=("far",),
    )
    mails = [
        mail_to(*expected, headers=(("Subject", subject),))
        for subject in ("Help", "Urgent!")
        for expected in (
            *((address,) for address in flatten(catalog).direct),
            ("a@own.example", "desk+a@own.example"),
            ("b@own.example", "c@own.example"),
            ("b@own.example", "desk+b@own.example", "desk+a@own.example"),
        )
    ]
    with lab(server, catalog, AWAY) as site:
        assert check(site, mails).differences == ()


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_random_catalogs_are_served_as_decided(seed: int, server: str, check: Check) -> None:
    catalog = random_desk(seed)
    with lab(server, catalog, AWAY) as site:
        result = check(site, random_mails(catalog, seed, MAILS))
    assert result.differences == ()
    assert result.mails == MAILS
