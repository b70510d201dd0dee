"""What acknowledgements promise, in the words of the site: put into the script, sent by Pigeonhole."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from routing.desk import OFFICE, acknowledgement, box, desk, has, rule, service
from sportello.api.deciding import decide
from sportello.catalog.model import Catalog, Policy, Target, Text, When
from sportello.routing import Message, answer_text, flatten
from sportello.sla.mail_promise import NoMailPromise
from sportello.targets import render, sieve
from sportello.targets.promises import with_promises
from sportello.worktime import Calendar, Duration
from targets.pigeonhole import Pigeonhole, own_pigeonhole

LONG = Calendar.from_spec({"timezone": "Europe/Rome", "week": {"mon-sat": "08:00-20:00"}}, "long")


def policy(within: str, calendar: str, *services: str) -> Policy:
    target = Target(within=Duration.parse(within), calendar=calendar)
    when = When(service=services)
    return Policy(name=Text("Policy"), when=when, targets={"first_response": target})


DESK = replace(
    desk(
        {
            "isee": box("isee@01s.it", "desk", acknowledge="received"),
            "store": box(
                "store@01s.it",
                "desk",
                acknowledge="plain",
                rules={"till": rule(acknowledge="received", subject=has("till"))},
            ),
        },
        {"desk": "desk@mbox.example"},
        services={"isee": service("isee"), "store": service("store")},
        acknowledgements={
            "received": replace(
                acknowledgement("1 hour"),
                text=Text(
                    {"it": 'Rispondiamo "{promise}".', "en": "We answer {promise}: ${promise}"}
                ),
            ),
            "plain": acknowledgement("1 hour"),
        },
        calendars={"office": OFFICE, "long": LONG},
    ),
    policies={
        "store": policy("4 business hours", "long", "store"),
        "base": policy("2 working days", "office"),
    },
)
SAID = {
    "isee": (
        'Rispondiamo "entro 2 giorni lavorativi, lun–ven 8–12:30 e 13:30–18".',
        "We answer within 2 working days, Mon–Fri 8–12:30 and 13:30–18: $within 2 working days, Mon–Fri 8–12:30 and 13:30–18",
    ),
    "store": (
        'Rispondiamo "entro 4 ore lavorative, lun–sab 8–20".',
        "We answer within 4 business hours, Mon–Sat 8–20: $within 4 business hours, Mon–Sat 8–20",
    ),
}


@pytest.fixture
def pigeonhole() -> Iterator[Pigeonhole]:
    with own_pigeonhole() as found:
        yield found


def script(catalog: Catalog) -> bytes:
    return render([sieve.TARGET], catalog)["routing/sieve/sportello.sieve"]


def test_an_acknowledgement_that_two_mailboxes_share_promises_what_each_has(
    pigeonhole: Pigeonhole,
) -> None:
    pigeonhole.compile(script(DESK))
    for name, said in SAID.items():
        fields = (("To", f"{name}@01s.it"), ("Subject", "My till"))
        answer = pigeonhole.deliver(f"desk+{name}@mbox.example", "a@client.example", fields).answer
        assert answer is not None
        sent = " ".join(answer.get_content().split())
        assert sent == " -- ".join(said)
        decided = decide(
            DESK, f"{name}@01s.it", Message("a@client.example", fields)
        ).acknowledgement
        assert decided is not None
        assert sent == " ".join(answer_text(decided, ("it", "en")).split())


def test_a_script_without_promises_is_as_it_was() -> None:
    plain = replace(
        DESK, acknowledgements=dict.fromkeys(DESK.acknowledgements, acknowledgement("1 hour"))
    )
    assert with_promises(table := flatten(plain), plain.mailboxes, {}) is table


def test_only_what_is_asked_for_is_worked_out() -> None:
    # Of the other mailbox nobody could say what it promises.
    asked = replace(DESK, policies={"store": DESK.policies["store"]})
    fields = (("Subject", "till"),)
    found = decide(asked, "store@01s.it", Message("a@client.example", fields)).acknowledgement
    assert found is not None
    assert "4" in found.text.says("en")
    with pytest.raises(NoMailPromise):
        decide(asked, "isee@01s.it", Message("a@client.example"))


def test_all_languages_of_the_desk_are_told() -> None:
    many = replace(DESK, helpdesk=replace(DESK.helpdesk, languages=("it", "en", "de")))
    promises = with_promises(flatten(many), many.mailboxes, {}).promises
    assert {name: tuple(each) for name, each in promises.items()} == dict.fromkeys(
        ("isee", "store"), ("it", "en", "de")
    )
    assert promises["store"]["de"] == "within 4 business hours, Mo–Sa 8–20"
