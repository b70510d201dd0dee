"""International domains: written in their letters or in ASCII, they are one, and people read letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Write
from routing.desk import box, desk, problems, retired, rule
from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import Address, TextTest, readable, unicode_domain
from sportello.catalog.model.scalars import Domain
from sportello.findings import Invalid
from sportello.routing import Message, decide, flatten, retirement
from sportello.routing.refusal import ascii_text, lost_characters
from sportello.rules import check
from sportello.targets import sieve

ASCII, LETTERS = "xn--citt-3na.example", "città.example"


@pytest.mark.parametrize(
    "written",
    [LETTERS, "Città.example", "CITTÀ.EXAMPLE", "citta\u0300.example", "città。example", ASCII, ASCII.upper()],
)  # fmt: skip
def test_every_way_to_write_a_domain_is_the_same_domain(written: str) -> None:
    assert Domain(written) == ASCII
    assert Address(f"Poltrona@{written}") == f"poltrona@{ASCII}"


@pytest.mark.parametrize(
    "written",
    ["☃.example", "a_b.città", "-à.example", "à b.example", "\u212aa.example", "à" * 64 + ".example",
     "à..example", "à" * 300, "ｅｘａｍｐｌｅ.it", ".à.it", "а́.example\n"],
)  # fmt: skip
def test_what_is_no_international_domain_is_refused_with_its_remedy(written: str) -> None:
    with pytest.raises(Invalid) as error:
        Domain(written)
    assert error.value.message.endswith("is not a mail domain")
    assert error.value.hint


def test_letters_with_accents_before_the_at_are_refused_with_the_remedy() -> None:
    with pytest.raises(Invalid) as error:
        Address(f"perché@{LETTERS}")
    assert error.value.message == '"perché" cannot stand before the @'
    assert (
        error.value.hint
        == "use letters and digits, without accents: others can stand after the @ alone"
    )


def test_an_address_is_as_long_as_it_is_in_ascii() -> None:
    domain = ".".join(["à" * 50] * 4)
    assert len(f"{'a' * 40}@{domain}") < 254
    with pytest.raises(Invalid, match="too long"):
        Address(f"{'a' * 40}@{domain}")


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_is_taken_comes_back_in_letters_and_in_ascii(written: str) -> None:
    try:
        found = Domain(f"{written}.example")
    except Invalid:
        return
    assert found.isascii()
    assert Domain(unicode_domain(found)) == found
    assert unicode_domain(unicode_domain(found)) == unicode_domain(found)


def test_what_people_read_has_the_letters() -> None:
    assert readable(f"a@{ASCII} and xn--a.example") == f"a@{LETTERS} and xn--a.example"


SHEET = f"""\
domains: [{LETTERS}]
destinations:
  desk: {{name: Desk, kind: ticket-desk, address: desk@{LETTERS}}}
mailboxes:
  chair:
    address: poltrona@{ASCII}
    aliases: [sedia@{LETTERS}, postmaster@{LETTERS}, abuse@{LETTERS}]
    deliver_to: [desk]
  old: {{address: vecchia@{LETTERS}, retired: {{since: 2026-01-01, successor: chair}}}}
catch_all: {{{LETTERS.upper()}: [desk]}}
"""

SERVICES = SMALL["services/main.yaml"].replace("mailbox: help", "mailbox: chair")


def test_a_catalog_in_letters_routes_as_one_in_ascii(catalog_at: Write) -> None:
    loaded = load(catalog_at(**{"services/main": SERVICES, "mailboxes": SHEET}))
    assert check(loaded) == []
    table = flatten(loaded.catalog)
    assert [*table.owners] == [
        f"{name}@{ASCII}" for name in ("abuse", "poltrona", "postmaster", "sedia", "vecchia")
    ]
    assert table.domains == (ASCII,)
    assert [*table.catch_all] == [ASCII]
    for written in (f"Poltrona+x@{LETTERS}", f"poltrona@{ASCII}"):
        assert decide(loaded.catalog, written).mailbox == "chair"
    assert decide(loaded.catalog, f"x@{LETTERS}").deliveries[0].address == f"desk@{ASCII}"


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        (f"sedia@{LETTERS}", f"poltrona@{LETTERS}", "M001",
         f'poltrona@{LETTERS} is written twice in mailbox "chair"'),
        (f"domains: [{LETTERS}]", f"domains: [{LETTERS}, {ASCII}]", "M014",
         f'"{LETTERS}" is listed twice in domains'),
        ("catch_all: {", f"catch_all: {{{ASCII}: [desk], ", "M014",
         f'"{LETTERS}" is listed twice in catch_all'),
        (f"domains: [{LETTERS}]", f"shared_domains: [{ASCII}]", "M022",
         f'the catch-all of "{LETTERS}" would take the mail of all others in this domain'),
        (f"sedia@{LETTERS}", "sedia@citta.example", "M004",
         '"citta.example" is not one of the mail domains'),
        (f"sedia@{LETTERS}", f"sèdia@{LETTERS}", "S005", '"sèdia" cannot stand before the @'),
    ],
)  # fmt: skip
def test_both_forms_are_compared_as_one_and_findings_have_the_letters(
    catalog_at: Write, old: str, new: str, code: str, message: str
) -> None:
    assert SHEET.count(old) == 1
    root = catalog_at(**{"services/main": SERVICES, "mailboxes": SHEET.replace(old, new)})
    assert [(each.code, each.message) for each in check(load(root))] == [(code, message)]


def test_an_address_out_of_use_is_found_in_a_text_in_letters(catalog_at: Write) -> None:
    contact = "contacts:\n  sales: {name: Sales, reachable: write to vecchia@Città.example}\n"
    text = {"services/main": SERVICES, "mailboxes": SHEET, "contacts": contact}
    (found,) = [each for each in check(load(catalog_at(**text))) if each.code == "M024"]
    assert f"to vecchia@{LETTERS}, which" in found.message
    assert found.hint == f'write "chair", poltrona@{LETTERS}, instead'


def test_a_route_tells_the_letters_and_what_servers_call_them() -> None:
    catalog = desk(
        {"a": box(f"a@{LETTERS}", "desk")}, {"desk": f"desk@{LETTERS}"}, domains=(LETTERS,)
    )
    assert decide(catalog, f"a@{LETTERS}").why == (
        f"To mail servers the domain {LETTERS} is {ASCII}.",
        f'a@{LETTERS} belongs to the mailbox "a".',
        f'A copy goes to "desk" at desk+a@{LETTERS}.',
    )


def test_a_refusal_has_the_domain_in_ascii() -> None:
    text = f"Chiuso, scrivere perciò a b@{LETTERS}"
    assert ascii_text(text) == f"Chiuso, scrivere percio a b@{ASCII}"
    assert lost_characters("a@помощь.example") == ""
    mailboxes = {
        "a": box(f"a@{LETTERS}", retired=retired(successor="b", text=text)),
        "b": box(f"b@{LETTERS}", "desk"),
    }
    catalog = desk(mailboxes, {"desk": "desk@mbox.example"}, domains=(LETTERS,))
    refusal = retirement(catalog, "a", flatten(catalog).final_successors)
    assert refusal is not None
    assert refusal.text == f"Chiuso, scrivere percio a b@{ASCII}"
    assert problems(catalog) == []


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("ends", f"@{LETTERS}"),
        ("ends", ".Città.example"),
        ("ends", LETTERS),
        ("is_", f"anna@sub.{LETTERS}"),
        ("ends", f"@sub.{ASCII}"),
        ("contains", f"@sub.{LETTERS}"),
    ],
)
def test_a_rule_finds_a_sender_in_the_domain_however_it_is_written(kind: str, word: str) -> None:
    rules = {"city": rule(from_=TextTest(**{kind: (word,)}))}
    catalog = desk({"a": box("a@01s.it", "desk", rules=rules)}, {"desk": "desk@mbox.example"})
    sender = f"anna@{ASCII}" if word in {f"@{LETTERS}", LETTERS} else f"anna@sub.{ASCII}"
    message = Message(headers=(("From", f"Anna <{sender}>"),))
    assert decide(catalog, "a@01s.it", message).rule == "city"
    assert decide(catalog, "a@01s.it", Message(headers=(("From", "a@citta.example"),))).rule is None
    assert LETTERS not in sieve.render(flatten(catalog))["sportello.sieve"].decode()
