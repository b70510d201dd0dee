"""What is generated for servers has the addresses of an alias domain beside those of the other."""

import json

import pytest

from routing.desk import RECEIVED, box, desk, retired, service
from sportello.targets import all_targets, render

DESK = desk(
    {
        "help": box("help@old.example", "desk", aliases=("aid@old.example",), acknowledge="received"),
        "shut": box("shut@old.example", retired=retired(text="Shut")),
    },
    {"desk": "desk@mbox.example"},
    domains=("old.example",),
    aliases={"new.example": "old.example"},
    services={"s": service("help")},
    acknowledgements={"received": RECEIVED},
)  # fmt: skip
FILES = render([each for each in all_targets() if each.directory.startswith("routing/")], DESK)


@pytest.mark.parametrize(
    ("server", "file"),
    [
        ("postfix", "virtual"),
        ("exim", "virtual"),
        ("opensmtpd", "virtual"),
        ("postfix", "recipient_access"),
        ("exim", "retired"),
        ("google", "aliases.csv"),
        ("google", "recipient-address-map.csv"),
    ],
)
def test_a_table_has_a_line_for_both_domains(server: str, file: str) -> None:
    lines = FILES[f"routing/{server}/{file}"].decode().splitlines()
    for line in [line for line in lines if "aid@old" in line or "shut@old" in line]:
        assert line.replace("aid@old", "aid@new").replace("shut@old", "shut@new") in lines
    assert any("@new.example" in line for line in lines)


@pytest.mark.parametrize("server", ["postfix", "exim", "opensmtpd"])
def test_the_alias_domain_is_the_desk_s_own_too(server: str) -> None:
    lines = FILES[f"routing/{server}/domains"].decode().splitlines()
    assert {line.strip(" :") for line in lines} >= {"old.example", "new.example"}


def test_a_group_has_the_addresses_of_both_domains() -> None:
    data = json.loads(FILES["routing/exchange/routing.json"])
    (group,) = data["groups"]
    assert group["address"] == "help@old.example"
    assert group["aliases"] == ["aid@old.example", "help@new.example", "aid@new.example"]
    assert data["refusals"][0]["addresses"] == ["shut@new.example", "shut@old.example"]


def test_an_acknowledgement_answers_mail_to_both_domains() -> None:
    script = FILES["routing/sieve/sportello.sieve"].decode()
    both = '["help@old.example", "aid@old.example", "help@new.example", "aid@new.example"'
    assert f":addresses {both}]" in script
    assert 'address :is ["To", "Cc", "Resent-To", "Resent-Cc"] ' + both in script
