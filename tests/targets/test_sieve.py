"""The Sieve script, on Dovecot's own compiler and interpreter."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.desk import RECEIVED, SMALL, box, catalogs, desk, problems, service
from sportello.catalog import Loaded
from sportello.catalog.model import Acknowledgement, Catalog, Text
from sportello.routing import Message, decide, flatten
from sportello.targets import sieve
from sportello.targets.sieve.strings import quoted, string_list
from sportello.worktime import Duration
from targets.pigeonhole import Pigeonhole, own_pigeonhole

GOLDEN = Path(__file__).parent / "golden" / "sieve"


@pytest.fixture
def pigeonhole() -> Iterator[Pigeonhole]:
    with own_pigeonhole() as found:
        yield found


def script(catalog: Catalog) -> bytes:
    return sieve.render(flatten(catalog))["sportello.sieve"]


def test_the_script_reads_like_its_golden_file() -> None:
    assert script(SMALL).decode() == (GOLDEN / "sportello.sieve").read_text()


def test_every_file_says_not_to_edit_it_and_how_to_check_it() -> None:
    for name, content in sieve.render(flatten(SMALL)).items():
        head = content.decode()[:400] if name != "README.txt" else content.decode()
        assert "do not edit" in head, name
        assert "check" in head.lower(), name


def test_static_files_hold_no_text_of_the_catalog() -> None:
    other = desk({}, {}, domains=())
    for name in ("90-sportello.conf", "README.txt"):
        assert sieve.render(flatten(SMALL))[name] == sieve.render(flatten(other))[name]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters='"\\\n${}')))
def test_a_quoted_string_reads_back_as_it_was_written(text: str) -> None:
    written = quoted(text)
    assert re.fullmatch(r'"(?:[^"\\]|\\["\\])*"', written, re.DOTALL)
    assert re.sub(r"\\(.)", r"\1", written[1:-1], flags=re.DOTALL) == text


def test_line_breaks_are_those_of_unix_and_control_characters_are_refused() -> None:
    assert quoted("a\r\nb") == '"a\nb"'
    assert string_list(["a", 'b"']) == '["a", "b\\""]'
    for char in "\0\r\x1b\x85\ud800":
        with pytest.raises(ValueError, match="not fit for a Sieve script"):
            quoted(f"a{char}b")


@pytest.mark.parametrize(
    ("once_per", "period"),
    [
        ("30 minutes", ":seconds 1800 "),
        ("3 calendar days", ":days 3 "),
        ("48 hours", ":days 2 "),
        ("36 hours", ":seconds 129600 "),
        ("2 business hours", ":seconds 7200 "),
        ("2 working days", ":days 2 "),
    ],
)
def test_the_period_of_an_acknowledgement_is_in_days_or_seconds(once_per: str, period: str) -> None:
    assert f"vacation {period}:handle" in answering(once_per=once_per).decode()


def answering(
    subject: Text | str = "Received", text: Text | str = "Thanks", once_per: str = "1 hour"
) -> bytes:
    answer = Acknowledgement(
        subject=subject if isinstance(subject, Text) else Text(subject),
        text=text if isinstance(text, Text) else Text(text),
        once_per=Duration.parse(once_per),
    )
    return script(
        desk(
            {"a": box("a@01s.it", "desk", acknowledge="received")},
            {"desk": "desk@mbox.example"},
            acknowledgements={"received": answer},
        )
    )


# --- with Pigeonhole itself ----------------------------------------------------------------------


def test_tags_are_set_and_forged_ones_removed(pigeonhole: Pigeonhole) -> None:
    forged = (("X-Sportello-Service", "forged"), ("x-sportello-MAILBOX", "forged"))
    pigeonhole.compile(script(SMALL))
    for delivery in decide(SMALL, "isee@01s.it").deliveries:
        stored = pigeonhole.deliver(delivery.address, "a@client.example", forged).stored
        for name, value in decide(SMALL, "isee@01s.it").tags:
            assert stored.get_all(name) == [value]
    untagged = pigeonhole.deliver("desk@mbox.example", "a@client.example", forged).stored
    assert "X-Sportello-Service" not in untagged
    assert "X-Sportello-Mailbox" not in untagged


def test_another_user_with_the_same_detail_gets_his_mail_as_it_is(pigeonhole: Pigeonhole) -> None:
    pigeonhole.compile(script(SMALL))
    for other in ("mario+isee@mbox.example", "desk+isee@other.example"):
        outcome = pigeonhole.deliver(other, "a@client.example", (("To", "isee@01s.it"),))
        assert "X-Sportello-Mailbox" not in outcome.stored
        assert "X-Sportello-Service" not in outcome.stored
        assert outcome.answer is None


def test_the_case_of_the_delivery_address_does_not_matter(pigeonhole: Pigeonhole) -> None:
    pigeonhole.compile(script(SMALL))
    to = (("To", "isee@01s.it"),)
    outcome = pigeonhole.deliver("Desk+ISEE@MBOX.example", "a@client.example", to)
    assert outcome.stored["X-Sportello-Mailbox"] == "isee"
    assert outcome.answer is not None


def test_the_acknowledgement_speaks_every_language_the_main_one_first(
    pigeonhole: Pigeonhole,
) -> None:
    pigeonhole.compile(script(SMALL))
    to = (("To", "isee@01s.it"), ("Subject", "Help"))
    answer = pigeonhole.deliver("desk+isee@mbox.example", "a@client.example", to).answer
    assert answer is not None
    assert answer["From"] == "helpdesk.isee@01s.it"
    assert answer["To"] == "a@client.example"
    assert answer["Subject"] == "Richiesta ricevuta / Request received"
    assert answer["Auto-Submitted"].startswith("auto-replied")
    assert answer.get_content().strip() == 'Grazie: "è arrivata".\n\n--\n\nThank you.'


def test_an_acknowledgement_in_one_long_line_is_wrapped(pigeonhole: Pigeonhole) -> None:
    text = "La richiesta è arrivata. " * 60
    pigeonhole.compile(answering(text=text))
    to = (("To", "a@01s.it"),)
    answer = pigeonhole.deliver("desk+a@mbox.example", "a@client.example", to).answer
    assert answer is not None
    lines = answer.get_content().strip().split("\n")
    assert max(map(len, lines)) <= 78
    assert " ".join(lines) == text.strip()


def test_of_several_destinations_one_acknowledges(pigeonhole: Pigeonhole) -> None:
    pigeonhole.compile(script(SMALL))
    answers = [
        pigeonhole.deliver(each.address, "a@client.example", (("To", "isee@01s.it"),)).answer
        for each in decide(SMALL, "isee@01s.it").deliveries
    ]
    assert [answer is not None for answer in answers] == [True, False]


@pytest.mark.parametrize(
    "message",
    [
        Message("a@client.example"),
        Message("no-reply@client.example"),
        Message("isee@elsewhere.example"),
        Message("mailer-daemon@client.example"),
        Message("owner-news@client.example"),
        Message("news-request@client.example"),
        Message("majordomo@client.example"),
        Message("listserv@client.example"),
        Message("helpdesk.isee@01s.it"),
        Message("ISEE+x@01s.it"),
        Message("isee+urgent@01s.it"),
        Message("helpdesk.store@ditechspa.it"),
        Message("helpdesk.store@01s.it"),
        Message("a@client.example", (("Auto-Submitted", "auto-generated"),)),
        Message("a@client.example", (("Precedence", "bulk"),)),
        Message("a@client.example", (("Precedence", " LIST "),)),
        Message("a@client.example", (("Precedence", "junk"),)),
        Message("a@client.example", (("Precedence", "first-class"),)),
        Message("a@client.example", (("List-Id", "<x>"),)),
        Message("a@client.example", (("List-Unsubscribe-Post", "x"),)),
        Message("a@client.example", (("X-Auto-Response-Suppress", "DR"),)),
        Message("a@client.example", (("X-Auto-Response-Suppress", "DR, AutoReply"),)),
        Message("a@client.example", (("X-Auto-Response-Suppress", "DR,\n OOF"),)),
        Message("a@client.example", (("Precedence", "auto_reply"),)),
        Message("a@client.example", (("Precedence", "\n bulk"),)),
        Message("a@client.example", (("X-Autoreply", "yes"),)),
        Message("a@client.example", (("Content-Type", "multipart/report; boundary=x"),)),
        Message("a@client.example", (("Content-Type", "multipart/mixed; boundary=x"),)),
        Message("a@client.example", (("List-Anything", "x"),)),
        Message("a@client.example", (("Auto-Submitted", "no"),)),
        Message("a@client.example", (("Auto-Submitted", "\tNO"),)),
        Message("a@client.example", (("Auto-Submitted", "no "),)),
        Message("a@client.example", (("Auto-Submitted", "no (typed)"),)),
        Message("a@client.example", (("Auto-Submitted", "no; by=hand"),)),
        Message("a@client.example", (("Auto-Submitted", "=?utf-8?q?no?="),)),
        Message("a@client.example", (("Auto-Submitted", "\n no"),)),
        Message("a@client.example", (("Auto-Submitted", "no\n "),)),
        Message("a@client.example", (("Auto-Submitted", ""),)),
        Message("a@client.example", (("Auto-Submitted", "no"), ("Auto-Submitted", "auto-replied"))),
        Message("OWNER-news@client.example"),
        Message("news-request-5@client.example"),
        Message("a@client.example", (("To", '"isee"@01s.it'),)),
        Message("a@client.example", (("To", "x@client.example; isee@01s.it"),)),
        Message("a@client.example", (("To", "x@client.example"), ("Bcc", "isee@01s.it"))),
        Message("a@client.example", (("To", "isee+x@01s.it"),)),
        Message("a@client.example", (("To", "ISEE@01S.IT"),)),
        Message("a@client.example", (("To", "b@client.example"), ("Cc", "x <isee@01s.it>"))),
        Message("a@client.example", (("To", "undisclosed-recipients:;"),)),
    ],
    ids=repr,
)
def test_pigeonhole_acknowledges_what_was_decided(pigeonhole: Pigeonhole, message: Message) -> None:
    headers = message.headers
    if not message.values("to"):
        headers = (("To", "isee@01s.it"), *headers)
    decision = decide(SMALL, "isee@01s.it", Message(message.sender, headers))
    pigeonhole.compile(script(SMALL))
    outcome = pigeonhole.deliver("desk+isee@mbox.example", message.sender or "", headers)
    assert (outcome.answer is not None) == (decision.acknowledgement is not None)


def test_a_mail_with_a_very_long_name_of_a_header_is_stored(pigeonhole: Pigeonhole) -> None:
    """To remove a header, Pigeonhole reads them all anew, and such a one ends its process."""
    pigeonhole.compile(script(SMALL))
    headers = (("To", "isee@01s.it"), ("X" * 1001, "x"))
    outcome = pigeonhole.deliver("desk+isee@mbox.example", "a@client.example", headers)
    assert outcome.stored["X-Sportello-Mailbox"] == "isee"
    assert outcome.answer is not None
    forged = (*headers, ("X-Sportello-Mailbox", "forged"))
    with pytest.raises(AssertionError, match="Panic: file edit-mail"):
        pigeonhole.deliver("desk+isee@mbox.example", "a@client.example", forged)


@pytest.mark.parametrize("hostile", ['a"; discard;\n"', "\\", '\\"', "${x}", "a\n.\nb", "/* # */"])
def test_no_text_of_the_catalog_becomes_code(pigeonhole: Pigeonhole, hostile: str) -> None:
    pigeonhole.compile(answering(subject=hostile, text=hostile))
    answer = pigeonhole.deliver(
        "desk+a@mbox.example", "a@client.example", (("To", "a@01s.it"),)
    ).answer
    assert answer is not None
    assert answer["Subject"] == " ".join(hostile.split())
    assert answer.get_content().strip() == hostile.strip()


def test_a_destination_with_a_detail_of_its_own_is_tagged(pigeonhole: Pigeonhole) -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk")},
        {"desk": "desk+in@mbox.example"},
        services={"s": service("a")},
    )
    pigeonhole.compile(script(catalog))
    stored = pigeonhole.deliver("desk+in+a@mbox.example", "c@client.example", ()).stored
    assert stored["X-Sportello-Service"] == "s"


def test_a_catalog_without_mailboxes_compiles(pigeonhole: Pigeonhole) -> None:
    pigeonhole.compile(script(desk({}, {})))


def test_thousands_of_mailboxes_compile(pigeonhole: Pigeonhole) -> None:
    names = [f"mailbox-{number}" for number in range(5000)]
    catalog = desk(
        {name: box(f"{name}@01s.it", "desk", acknowledge="received") for name in names},
        {"desk": "desk@mbox.example"},
        acknowledgements={"received": RECEIVED},
    )
    pigeonhole.compile(script(catalog))
    stored = pigeonhole.deliver("desk+mailbox-4999@mbox.example", "c@client.example", ()).stored
    assert stored["X-Sportello-Mailbox"] == "mailbox-4999"


@given(catalogs())
def test_every_delivery_has_one_branch(catalog: Catalog) -> None:
    text = script(catalog).decode()
    assert text == script(catalog).decode()
    for name, deliveries in flatten(catalog).deliveries.items():
        if deliveries:
            assert text.count(f'addheader "X-Sportello-Mailbox" "{name}";') == 1
            expected = catalog.mailboxes[name].acknowledge is not None
            assert text.count(f':handle "sportello-{name}"') == expected


def test_the_script_of_the_frozen_catalog_compiles(frozen: Loaded, pigeonhole: Pigeonhole) -> None:
    assert problems(frozen.catalog) == []
    pigeonhole.compile(script(frozen.catalog))
