"""Mail that leaves: with a sender of ours, and without a word of where it was to go."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from live.mail.lab import Lab, lab
from live.mail.mails import Mail, mail_to
from live.mail.programs import free_ports
from live.mail.sink import REFUSED, Caught
from live.mail.srs import DOMAIN, carry_out, commands, postsrsd
from routing.desk import acknowledgement, box, desk, has, rule

HIDDEN = f"secret@{REFUSED}"
DESK = desk(
    {
        "copied": box("copied@01s.it", "desk", "far", acknowledge="received"),
        "moved": box("moved@01s.it", "desk", rules={"away": rule("far", subject=has("x"))}),
        "refused": box("refused@01s.it", "desk", "bad"),
        "tagged": box("tagged@01s.it", "desk", "bad-too"),
    },
    {
        "desk": "desk@mbox.example",
        "far": "remote@away.example",
        "bad": HIDDEN,
        "bad-too": f"tickets+in@{REFUSED}",
    },
    domains=("01s.it",),
    acknowledgements={"received": acknowledgement("1 hour")},
    no_sieve=("far", "bad"),
    no_detail=("far", "bad"),
)
AWAY = frozenset({"away.example", REFUSED})


@pytest.fixture(scope="module")
def postfix() -> Iterator[Lab]:
    """Postfix as the page has it, with postsrsd."""
    with TemporaryDirectory(prefix="sportello-srs-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (second,) = free_ports(1)
        with postsrsd(folder, "01s.it", "mbox.example") as (forward, reverse):
            ports = {10001: forward, 10002: reverse, 10026: second}

            def tamper(place: Path) -> None:
                for section in ("This keeps delivery addresses out", "SRS, with the package"):
                    carry_out(commands(section), place, ports)

            with lab("postfix", DESK, AWAY, tamper=tamper) as running:
                yield running


def sent(site: Lab, mail: Mail) -> list[Caught]:
    """Send a mail, and return what then comes to the world outside."""
    before = len(site.outside_mails())
    assert [reply.code for reply in site.send([mail])[mail.id]] == [250] * len(mail.recipients)
    site.wait_until_idle()
    return site.outside_mails()[before:]


def with_srs(folder: Path) -> None:
    """Write into Exim's configuration what the page says, with this lab's names of domains."""
    config = folder / "exim" / "exim.conf"
    routers, transport = commands("SRS is\npart of Exim"), commands("The transport that sends to")
    text = config.read_text().replace("begin routers\n", f"begin routers\n{routers}")
    text = text.replace("sink:\n  driver = smtp\n", f"sink:\n  driver = smtp\n{transport}")
    text = text.replace("domainlist away = ", f"domainlist away = {DOMAIN} : ")
    lists = "domainlist local_domains = mbox.example\ndomainlist relay_to_domains = 01s.it\n"
    config.write_text(text.replace("begin acl\n", f"{lists}begin acl\n"))


@pytest.fixture(scope="module")
def exim() -> Iterator[Lab]:
    """Exim as the page has it."""
    with lab("exim", DESK, AWAY, tamper=with_srs) as running:
        yield running


@pytest.mark.parametrize("server", ["postfix", "exim"])
@pytest.mark.parametrize("local", ["copied", "moved"])
def test_what_leaves_has_a_sender_of_ours_and_its_bounce_finds_the_customer(
    request: pytest.FixtureRequest, server: str, local: str
) -> None:
    site: Lab = request.getfixturevalue(server)
    mail = mail_to(f"{local}@01s.it", headers=(("Subject", "x"),))
    (copy,) = [each for each in sent(site, mail) if each.recipient == "remote@away.example"]
    assert copy.sender.startswith("SRS0=")
    assert copy.sender.endswith(f"=client.example={mail.sender.partition('@')[0]}@{DOMAIN}")
    (bounce,) = sent(site, mail_to(copy.sender, sender=""))
    assert (bounce.sender, bounce.recipient) == ("", mail.sender)


def test_mail_that_stays_keeps_its_sender_and_is_acknowledged(postfix: Lab) -> None:
    mail = mail_to("copied@01s.it")
    (answer,) = [each for each in sent(postfix, mail) if each.recipient == mail.sender]
    assert answer.sender == ""
    (raw,) = [each for each in postfix.raw_stored() if mail.id.encode() in each]
    assert f"Return-Path: <{mail.sender}>".encode() in raw


@pytest.mark.parametrize("server", ["postfix", "exim"])
def test_a_sender_that_nobody_made_is_refused(request: pytest.FixtureRequest, server: str) -> None:
    site: Lab = request.getfixturevalue(server)
    mail = mail_to(f"SRS0=aaaa=AA=client.example=anna@{DOMAIN}", sender="")
    assert [reply.code for reply in site.send([mail])[mail.id]] == [550]


@pytest.mark.parametrize("local", ["refused", "tagged"])
def test_a_bounce_does_not_say_where_the_copy_went(postfix: Lab, local: str) -> None:
    mail = mail_to(f"{local}@01s.it")
    (bounce,) = sent(postfix, mail)
    assert (bounce.sender, bounce.recipient) == ("", mail.sender)
    assert REFUSED.encode() not in bounce.content
    assert f"Original-Recipient: rfc822;{local}@01s.it".encode() in bounce.content


def test_a_bounce_quotes_a_customer_of_the_destinations_own_domain(postfix: Lab) -> None:
    anna = f"Anna <anna@{REFUSED}>"
    (bounce,) = sent(postfix, mail_to("refused@01s.it", headers=(("From", anna),)))
    assert f"\nFrom: {anna}\r\n".encode() in bounce.content
    assert HIDDEN.encode() not in bounce.content


@pytest.mark.parametrize("local", ["refused", "tagged"])
def test_exim_names_the_address_that_was_written_to(exim: Lab, local: str) -> None:
    mail = mail_to(f"{local}@01s.it")
    (bounce,) = sent(exim, mail)
    assert bounce.recipient == mail.sender
    said = [line for line in bounce.content.splitlines() if REFUSED.encode() in line]
    # What the other server answers is quoted.
    assert all(b"550 5.1.1" in line or b"RCPT TO" in line for line in said), said
    assert f"{local}@01s.it".encode() in bounce.content
