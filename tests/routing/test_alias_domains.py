"""Alias domains: the mailboxes of a domain have the same addresses in another."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from conftest import Write
from routing.desk import RECEIVED, box, catalogs, desk, problems, retired, service
from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.catalog.model.scalars import Domain
from sportello.findings import Severity
from sportello.routing import Message, decide, flatten, inbound_routes, our_recipients
from sportello.rules import check

TWIN = {"new.example": "old.example", "too.example": "shared.example"}
DESK = desk(
    {
        "help": box(
            "help@old.example", "desk", aliases=("aid@old.example",), acknowledge="received"
        ),
        "shut": box("shut@old.example", retired=retired(successor="help")),
        "moved": box("moved@old.example", retired=retired(successor="help", until="2099-12-31")),
        "both": box("both@shared.example", "desk"),
    },
    {"desk": "desk@mbox.example"},
    domains=("old.example",),
    shared=("shared.example",),
    catch_all={"old.example": ("desk",)},
    services={"s": service("help")},
    acknowledgements={"received": RECEIVED},
    aliases=TWIN,
)


def test_every_address_is_the_same_in_the_alias_domain() -> None:
    assert problems(DESK) == []
    table = flatten(DESK)
    for twin, original in TWIN.items():
        for address, mailbox in table.owners.items():
            local, _, domain = address.rpartition("@")
            if domain == original:
                assert table.owners[f"{local}@{twin}"] == mailbox
    assert table.addresses("help") == (
        "help@old.example", "aid@old.example", "help@new.example", "aid@new.example",
        "moved@old.example", "moved@new.example",
    )  # fmt: skip


@pytest.mark.parametrize("local", ["help", "AID+x", "shut", "moved", "anybody"])
def test_mail_to_the_alias_domain_goes_where_that_to_the_other_goes(local: str) -> None:
    message = Message("anna@client.example", (("To", f"{local}@new.example"),), complete=True)
    there = replace_to(message, f"{local}@old.example")
    found = decide(DESK, f"{local}@new.example", message)
    same = decide(DESK, f"{local}@old.example", there)
    for name in ("mailbox", "deliveries", "services", "tags", "acknowledgement", "refusal"):
        assert getattr(found, name) == getattr(same, name), name


def replace_to(message: Message, address: str) -> Message:
    return Message(message.sender, (("To", address),), complete=True)


def test_the_route_says_of_which_domain_the_addresses_are() -> None:
    assert decide(DESK, "aid@new.example").why[:2] == (
        "new.example has the addresses of old.example: aid@new.example is aid@old.example.",
        'aid@old.example belongs to the mailbox "help" as an alias of help@old.example.',
    )


def test_an_alias_domain_is_ours_alone_or_shared_as_the_other_unless_it_is_listed() -> None:
    table = flatten(DESK)
    assert table.domains == ("new.example", "old.example")
    assert table.shared == ("shared.example", "too.example")
    assert decide(DESK, "nobody@too.example").external
    listed = replace(DESK, domains=(*DESK.domains, Domain("too.example")))
    assert flatten(listed).shared == ("shared.example",)
    assert decide(listed, "nobody@too.example").refusal is not None
    others = replace(DESK, shared_domains=(*DESK.shared_domains, Domain("new.example")))
    assert decide(others, "nobody@new.example").external
    assert decide(others, "help@new.example").mailbox == "help"


def test_backwards_and_the_recipients_of_a_mail_know_the_alias_domain() -> None:
    ways = {each.address for each in inbound_routes(flatten(DESK), "s")}
    assert ways >= {"help@old.example", "help@new.example", "moved@new.example"}
    message = Message(headers=(("To", "Help <HELP@new.example>, x@else.example"),))
    assert our_recipients(DESK, message) == ("help@new.example",)


@given(catalogs())
def test_an_alias_domain_changes_nothing_for_the_other(catalog: Catalog) -> None:
    table = flatten(catalog)
    new = {Domain("new.example"): Domain("one.example")}
    doubled = flatten(replace(catalog, alias_domains=new))
    assert table.owners.items() <= doubled.owners.items()
    assert table.deliveries == doubled.deliveries
    assert table.direct == doubled.direct
    for address in table.owners:
        local, _, domain = address.rpartition("@")
        if domain == "one.example":
            assert doubled.owners[f"{local}@new.example"] == table.owners[address]


MAILBOXES = """\
domains: [acme.example]
alias_domains: {acme.test: acme.example}
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old: {address: old@acme.example, retired: {since: 2026-01-01, successor: help}}
"""


def test_a_sound_alias_domain_has_postmaster_and_abuse_by_itself(catalog_at: Write) -> None:
    assert check(load(catalog_at(mailboxes=MAILBOXES))) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"),
    [
        ("acme.test: acme.example", "acme.test: acmee.example", "M072",
         '"acmee.example" is not one of the mail domains',
         'did you mean "acme.example"?'),
        ("acme.test: acme.example", "acme.test: acme.test", "M072",
         '"acme.test" cannot stand for itself',
         "write the domain that it has the addresses of, or remove the line"),
        ("acme.test: acme.example", "acme.example: acme.example", "M072",
         '"acme.example" cannot stand for itself',
         "write the domain that it has the addresses of, or remove the line"),
        ("{acme.test: acme.example}", "[acme.test]", "S003",
         "under alias_domains there must be names, each with its keys and values",
         "write it like {acme.test: acme.example}, or remove the key"),
        ("acme.test: acme.example", "acme.test: acme.example, a.test: acme.test", "M072",
         '"acme.test" is an alias domain too: no address is written in it',
         'write "acme.example"'),
        ("acme.test: acme.example", "acme.test: acme.example, ACME.test: acme.example", "M014",
         '"acme.test" is listed twice in alias_domains', "remove one of them"),
        ("abuse@acme.example]", "abuse@acme.example, help@acme.test]", "M001",
         'help@acme.test of mailbox "help" is help@acme.example of mailbox "help" already: '
         "acme.test has the addresses of acme.example", "remove it here"),
        ("address: old@acme.example", "address: help@acme.test", "M001",
         'help@acme.test of mailbox "old" is help@acme.example of mailbox "help" already: '
         "acme.test has the addresses of acme.example", "give one of the two another address"),
        ("abuse@acme.example]", "abuse@acme.example, help@acme.tst]", "M004",
         '"acme.tst" is not one of the mail domains',
         'did you mean "acme.test"?; or add it to domains'),
        ("[acme.example]\n", "[acme.example]\nshared_domains: [acme.example]\n", "M022", "", ""),
        ("acme.test: acme.example", "acme: acme.example", "S006",
         '"acme" is not a mail domain', "write it like example.it"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_alias_domain_is_told_with_its_remedy(
    catalog_at: Write, old: str, new: str, code: str, message: str, hint: str
) -> None:
    assert old in MAILBOXES
    (found,) = check(load(catalog_at(mailboxes=MAILBOXES.replace(old, new))))
    assert found.code == code
    if message:
        assert (found.message, found.hint) == (message, hint)


def test_a_circle_of_alias_domains_is_told(catalog_at: Write) -> None:
    text = MAILBOXES.replace("acme.test: acme.example", "a.test: b.test, b.test: a.test")
    found = check(load(catalog_at(mailboxes=text)))
    assert [each.code for each in found] == ["M072", "M072"]
    assert {each.hint for each in found} == {"write the domain that has the addresses"}


def test_a_destination_may_not_be_an_address_of_the_alias_domain(catalog_at: Write) -> None:
    text = MAILBOXES.replace("desk@tickets.example", "help@acme.test")
    found = check(load(catalog_at(mailboxes=text)))
    assert [each.code for each in found if each.severity is Severity.ERROR] == ["M002"]


def test_texts_and_contacts_may_name_an_address_of_the_alias_domain(catalog_at: Write) -> None:
    contacts = SMALL["contacts.yaml"].replace("sales@acme.example", "old@acme.test")
    (found,) = check(load(catalog_at(mailboxes=MAILBOXES, contacts=contacts)))
    assert found.code == "M024"
    assert "old@acme.test, which is out of use" in found.message
