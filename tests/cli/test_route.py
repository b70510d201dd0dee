"""`sportello route`: where a mail goes, and why."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import FROZEN
from small import ALONE

Run = Callable[..., Result]
Write = Callable[..., Path]
RULES = (
    "mailboxes.yaml",
    "acknowledge: standard}",
    "acknowledge: standard, rules: {\n"
    "    urgent: {when: {subject: {contains: [urgente]}}, deliver_to: [team], why: Burns},\n"
    "    night: {when: {hours: closed, calendar: office}, deliver_to: [team], why: Dark}}}",
)
TEAM = (
    "mailboxes.yaml",
    "destinations:",
    "destinations:\n  team: {name: Team, kind: team, address: team@tickets.example}",
)
MAIL = b"""\
Return-Path: <>
To: Help <HELP@acme.example>, other@elsewhere.example
Cc: nobody@acme.example
Subject: =?utf-8?q?non_URGENTE?=

Hello
"""


@pytest.fixture
def catalog_at(catalog_at: Write) -> Write:
    """Write the small catalog with one address."""
    return lambda *changes: catalog_at(ALONE, *changes)


def test_shared_mailbox_names_both_procedures(run: Run) -> None:
    result = run("route", "HELPDESK.sisemplice.isee@01s.it", "--catalog", FROZEN)
    assert result.exit_code == 0
    assert "service      isee: ISEE\n" in result.output
    assert "service      iseu: ISEU\n" in result.output


def test_json_tells_the_same(run: Run, catalog_at: Write) -> None:
    result = run("route", "help+42@acme.example", "--catalog", catalog_at(), "--format", "json")
    decision = json.loads(result.output)
    assert (decision["mailbox"], decision["services"]) == ("help", ["wiki", "pump"])
    assert (decision["rule"], decision["elsewhere"]) == (None, False)
    assert [each["service"] for each in decision["answers"]] == ["wiki", "pump"]


def test_it_ends_with_when_an_answer_is_due(run: Run, catalog_at: Write) -> None:
    asked = ("route", "help@acme.example", "--at", "2026-01-05T17:30", "--catalog", catalog_at())
    lines = run(*asked).output.splitlines()
    due = run(
        "sla", "due", "wiki", "--opened", "2026-01-05T17:30", "--channel", "mail", *asked[-2:]
    )
    (stated,) = [line for line in due.output.splitlines() if line.startswith("first response: ")]
    day = stated.removeprefix("first response: ")
    told = lines[lines.index("Answer:") + 1 :]
    assert (
        f"  - wiki: an answer is due {day}, because the policy base promises first response "
        "within 40 business hours, calendar office (Europe/Rome)"
    ) in told
    (wiki, _) = json.loads(run(*asked, "--format", "json").output)["answers"]
    assert (wiki["promise"], wiki["within"]) == ("first_response", "40 business hours")
    assert any(line.endswith(wiki["why"]) for line in told)


def test_where_no_time_is_promised_or_mail_is_refused_no_answer_is_due(
    run: Run, catalog_at: Write
) -> None:
    none = Path(catalog_at())
    (none / "sla.yaml").write_text("policies: {base: {name: Base}}\n")
    last = run("route", "help@acme.example", "--catalog", none).output.splitlines()[-1]
    why = "no answer is promised by a time, because the policy base promises no time"
    assert last == f"  - wiki, pump: {why}"
    far = run("route", "help@acme.example", "--at", "2100-12-31T09:00", "--catalog", catalog_at())
    assert (far.exit_code, "when an answer is due cannot be said" in far.output) == (0, True)
    assert "Answer:" not in run("route", "nobody@acme.example", "--catalog", catalog_at()).output


def test_a_pasted_recipient_has_a_name(run: Run, catalog_at: Write) -> None:
    result = run("route", '"Help, desk" <help@acme.example>', "--catalog", catalog_at())
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "help@acme.example")


def test_unknown_address_is_refused(run: Run, catalog_at: Write) -> None:
    result = run("route", "nobody@acme.example", "--catalog", catalog_at())
    assert (result.exit_code, "550" in result.output) == (1, True)


def test_mail_straight_to_a_destination_that_does_not_decide_stays_there(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    two = ("mailboxes.yaml", "domains: [", "domains: [tickets.example, ")
    also = ("mailboxes.yaml", "deliver_to: [desk]", "deliver_to: [desk, second]")
    more = (
        TEAM[0],
        TEAM[1],
        f"{TEAM[2]}\n  second: {{name: S, kind: team, address: s@tickets.example}}",
    )
    root = catalog_at(more, RULES, two, also)
    mail = tmp_path / "mail.eml"
    mail.write_bytes(MAIL)
    asked = ("--mail", mail, "--at", "2026-03-02T10:00", "--catalog", root)
    result = run("route", "s+help@tickets.example", *asked)
    assert (result.exit_code, "  delivered to second" in result.output) == (0, True), result.output


def test_an_address_of_others_in_a_shared_domain_is_left_to_its_server(
    run: Run, catalog_at: Write
) -> None:
    shared = ("mailboxes.yaml", "domains:", "shared_domains: [corp.example]\ndomains:")
    result = run("route", "anna@corp.example", "--catalog", catalog_at(shared))
    assert (result.exit_code, "left to      the server of its domain" in result.output) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nobody",),
        (),
        ("help@acme.example", "--to", "desk"),
        ("--mail", "x", "--to", "desk"),
        ("help@acme.example", "--at", "tomorrow"),
        ("--to", "wki"),
    ],
)
def test_misuse_is_told(run: Run, catalog_at: Write, arguments: tuple[str, ...]) -> None:
    result = run("route", *arguments, "--catalog", catalog_at())
    assert result.exit_code == 2
    if "wki" in arguments:
        assert 'did you mean "wiki"?' in result.output


def test_a_whole_mail_says_where_to_and_by_which_rule(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    (tmp_path / "mail.eml").write_bytes(MAIL)
    root = catalog_at(TEAM, RULES)
    result = run("route", "--mail", tmp_path / "mail.eml", "--catalog", root)
    assert result.exit_code == 1
    assert "  rule         urgent\n" in result.output
    assert "delivered to team (Team), as team+help@tickets.example" in result.output
    assert "No acknowledgement: the null sender is that of bounces." in result.output
    assert "nobody@acme.example\n  refused      550" in result.output
    person = run(
        "route", "help@acme.example", "--mail", tmp_path / "mail.eml",
        "--from", "<anna@client.example>", "--catalog", root, "--format", "json",
    )  # fmt: skip
    decision = json.loads(person.output)
    assert (decision["rule"], decision["acknowledged"]) == ("urgent", True)
    both = run("route", "--mail", tmp_path / "mail.eml", "--catalog", root, "--format", "json")
    assert [each["address"] for each in json.loads(both.output)] == [
        "help@acme.example",
        "nobody@acme.example",
    ]


def test_a_mail_to_others_is_not_ours(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(b"To: x@elsewhere.example\n\nHello\n")
    result = run("route", "--mail", tmp_path / "mail.eml", "--catalog", catalog_at())
    assert (result.exit_code, "name one" in result.output) == (2, True)


@pytest.mark.parametrize(
    "content", [b"", MAIL.decode().encode("utf-16"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"]
)
def test_a_file_that_is_no_mail_is_not_delivered(
    run: Run, catalog_at: Write, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "mail.msg").write_bytes(content)
    result = run(
        "route", "help@acme.example", "--mail", tmp_path / "mail.msg", "--catalog", catalog_at()
    )
    assert result.exit_code == 2
    assert "mail.msg is no mail: " in result.output
    assert "save the mail" in " ".join(result.output.split())
    assert "delivered" not in result.output


@pytest.mark.parametrize(
    ("at", "to"),
    [
        ("2026-03-02T09:00", "desk"),
        ("2026-03-02T18:00", "team"),
        ("2026-03-02T18:30+02:00", "desk"),
    ],
)
def test_the_hour_decides(run: Run, catalog_at: Write, at: str, to: str) -> None:
    root = catalog_at(TEAM, RULES)
    result = run("route", "help@acme.example", "--at", at, "--catalog", root)
    assert f"delivered to {to} " in result.output


def test_backwards_it_says_which_addresses_lead_there(run: Run, catalog_at: Write) -> None:
    root = catalog_at(TEAM, RULES)
    result = run("route", "--to", "team", "--catalog", root)
    assert result.exit_code == 0
    assert 'help@acme.example  the rule "urgent" of its mailbox' in result.output
    plain = run("route", "--to", "wiki", "--catalog", root, "--format", "json")
    (way,) = json.loads(plain.output)["ways"]
    assert (way["address"], way["mailbox"]) == ("help@acme.example", "help")


def test_what_no_address_leads_to_is_told(run: Run, catalog_at: Write) -> None:
    result = run("route", "--to", "anna", "--catalog", catalog_at())
    assert (result.exit_code, result.output) == (1, "No address leads to anna.\n")


def test_a_service_without_mail_says_how_it_is_reached(run: Run, catalog_at: Write) -> None:
    ways = """wiki: {name: Wiki, channels: [
      {kind: phone, contact: anna},
      {kind: mail, contact: sales},
      {kind: portal, name: {it: Sito, en: Site}, url: "https://acme.example/"},
      {kind: chat, reachable: {it: Nel programma, en: In the program}}]}"""
    root = catalog_at(
        ("services/main.yaml", "wiki: {name: Wiki, mailbox: help, contacts: [sales, anna]}", ways),
        ("contacts.yaml", "kind: person", "kind: function"),
    )
    result = run("route", "--to", "wiki", "--catalog", root)
    assert (result.exit_code, result.output) == (
        1,
        """\
No address leads to wiki. It is reached by
  phone   Anna: +39 051 603 3266
  mail    Sales: sales@acme.example
  portal  Site: https://acme.example/
  chat    In the program
""",
    )
    plain = json.loads(run("route", "--to", "wiki", "--catalog", root, "--format", "json").output)
    assert plain["ways"] == []
    assert plain["other_ways"][0] == {"channel": "phone", "where": "Anna: +39 051 603 3266"}


def test_an_empty_address_is_told_as_one(run: Run) -> None:
    result = run("route", "", "--catalog", str(FROZEN))
    assert result.exit_code == 2
    assert '"" is not a mail address' in result.output


@pytest.mark.parametrize("at", ["2026-10-25T02:30", "2026-03-29T02:30"])
def test_a_time_that_the_desk_s_clock_shows_twice_or_never_is_refused(
    run: Run, catalog_at: Write, at: str
) -> None:
    result = run("route", "help@acme.example", "--at", at, "--catalog", catalog_at())
    assert result.exit_code == 2
    assert "Error: " in result.output
    assert "Europe/Rome" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("help@acme.example", "--to", "wiki"), "or, with --to, what it shall reach"),
        (("help@acme.example", "--from", "a b"), '"a b" is not a mail address'),
        (("help@acme.example", "--from", "@"), "is not a mail address"),
        (("help@acme.example", "--at", "2026-03-29T02:30"), "does not exist in Europe/Rome"),
        (("help@acme.example", "--at", "2026-02-30T10:00"), "is not in the calendar"),
        (("--to", "wikki"), 'did you mean "wiki"?'),
    ],
)
def test_what_cannot_be_meant_is_misuse(
    run: Run, catalog_at: Write, arguments: tuple[str, ...], said: str
) -> None:
    found = run("route", *arguments, "--catalog", str(catalog_at()))
    assert found.exit_code == 2
    assert said in found.output


def test_an_international_domain_is_shown_in_its_letters(run: Run, catalog_at: Write) -> None:
    root = catalog_at()
    text = (root / "mailboxes.yaml").read_text().replace("acme.example", "città.example")
    (root / "mailboxes.yaml").write_text(text.replace("desk@tickets", "desk@bürodesk"))
    for written in ("help@città.example", "help@xn--citt-3na.example"):
        found = run("route", written, "--catalog", root)
        assert found.output.startswith("help@città.example\n")
        assert "as desk+help@bürodesk.example" in found.output
        assert "To mail servers the domain città.example is xn--citt-3na.example." in found.output
        plain = json.loads(run("route", written, "--catalog", root, "--format", "json").output)
        assert plain["address"] == written
        assert plain["deliveries"][0]["address"] == "desk+help@xn--brodesk-n2a.example"
    assert "  help@città.example  " in run("route", "--to", "wiki", "--catalog", root).output


REFUSING = (
    "mailboxes.yaml",
    "acknowledge: standard}",
    "acknowledge: standard, rules: {\n"
    "    offers: {when: {subject: {contains: [offer]}, not: {from: {ends: ['@bank.example']}}},\n"
    "             refuse: {it: Non qui, en: Not here}, why: Nobody reads them},\n"
    "    quiet: {when: {subject: {contains: [report]}}, acknowledge: none, why: No need}}}",
)
ECHO = ("mailboxes.yaml", "en: Received", 'en: "Received: {subject}"')


def mail_of(tmp_path: Path, subject: str, *lines: str) -> Path:
    path = tmp_path / "mail.eml"
    head = ("From: a@b.example", "To: help@acme.example", f"Subject: {subject}", *lines)
    path.write_text("".join(f"{line}\n" for line in head) + "\nHello\n")
    return path


def test_a_mail_that_a_rule_refuses_is_shown_as_refused(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    mail = mail_of(tmp_path, "An offer")
    result = run("route", "--mail", mail, "--catalog", catalog_at(REFUSING))
    assert result.exit_code == 1
    assert result.output.startswith(
        "help@acme.example\n  refused      550 5.7.1 Non qui / Not here\n  rule         offers\n"
    )
    plain = run("route", "--mail", mail, "--catalog", catalog_at(REFUSING), "--format", "json")
    (decision,) = json.loads(plain.output)
    assert (decision["rule"], decision["deliveries"]) == ("offers", [])
    assert decision["refusal"] == {"code": 550, "enhanced": "5.7.1", "text": "Non qui / Not here"}


@pytest.mark.parametrize(
    ("subject", "more"),
    [("An offer", "Auto-Submitted: no"), ("An offer", "Return-Path: <>"), ("A report", "X: y")],
)
def test_robots_are_not_refused_and_silence_is_told(
    run: Run, catalog_at: Write, tmp_path: Path, subject: str, more: str
) -> None:
    mail = mail_of(tmp_path, subject, more)
    result = run("route", "--mail", mail, "--catalog", catalog_at(REFUSING))
    assert result.exit_code == 0
    assert "delivered to desk" in result.output
    assert ("acknowledged" in result.output) is (more == "Auto-Submitted: no")
    if subject == "A report":
        assert 'No acknowledgement: the rule "quiet" says that there is none.' in result.output


def test_an_answer_is_shown_with_the_subject_of_the_mail(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    mail = mail_of(tmp_path, "=?utf-8?q?Perch=C3=A9=3F?=")
    asked = ("route", "--mail", mail, "--catalog", catalog_at(ECHO))
    assert "  acknowledged Ricevuto / Received: Perché?\n" in run(*asked).output
    (decision,) = json.loads(run(*asked, "--format", "json").output)
    assert decision["acknowledgement_subject"] == "Ricevuto / Received: Perché?"
    plain = run("route", "help@acme.example", "--catalog", catalog_at(ECHO))
    assert "  acknowledged Ricevuto / Received: {subject}\n" in plain.output


def test_what_an_answer_promises_is_told_in_the_words_of_the_site(
    run: Run, catalog_at: Write
) -> None:
    text = (
        "mailboxes.yaml",
        "{it: Grazie, en: Thanks}",
        '{it: "Entro: {promise}", en: "By: {promise}"}',
    )
    one = ("services/main.yaml", "Pump}, mailbox: help,", "Pump}, contacts: [sales],")
    asked = ("route", "help@acme.example", "--catalog", catalog_at(text, one))
    assert (
        "  - It promises an answer within 40 business hours, Mon–Fri 8–18.\n" in run(*asked).output
    )
    assert json.loads(run(*asked, "--format", "json").output)["acknowledgement_text"] == (
        "Entro: entro 40 ore lavorative, lun–ven 8–18\n\n--\n\n"
        "By: within 40 business hours, Mon–Fri 8–18\n"
    )
