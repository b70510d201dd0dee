"""International mail: what the servers cannot hand on whole they refuse, and lose none of it."""

import smtplib
from collections.abc import Iterator

import pytest

from live.mail.lab import SERVERS, Lab, Reply, lab
from live.mail.mails import mail_to
from routing.desk import acknowledgement, box, desk, retired
from sportello.routing import decide

ASCII, LETTERS = "xn--societ-nta.example", "società.example"
DESK = desk(
    {
        "a": box(f"a@{LETTERS}", "desk", acknowledge="received"),
        "old": box(f"old@{LETTERS}", retired=retired(text="Shut")),
        "b": box("b@01s.it", "desk", acknowledge="received"),
    },
    {"desk": "desk@mbox.example"},
    domains=("01s.it", LETTERS),
    acknowledgements={"received": acknowledgement("1 hour")},
)


@pytest.fixture(scope="module", params=list(SERVERS))
def site(request: pytest.FixtureRequest) -> Iterator[Lab]:
    with lab(str(request.param), DESK) as running:
        yield running


@pytest.fixture
def client(site: Lab) -> Iterator[smtplib.SMTP]:
    """A client that writes every command in UTF-8."""
    with site.client() as client:
        client.command_encoding = "utf-8"
        yield client


def said(client: smtplib.SMTP, sender: str, recipient: str) -> list[int]:
    """Return the codes of the replies to MAIL and RCPT, as far as it comes."""
    codes = [client.docmd("MAIL", f"FROM:<{sender}> BODY=8BITMIME")[0]]
    if codes == [250]:
        codes.append(client.docmd("RCPT", f"TO:<{recipient}>")[0])
    client.docmd("RSET")
    return codes


def test_mail_under_smtputf8_is_not_taken(client: smtplib.SMTP) -> None:
    assert not client.has_extn("smtputf8")
    for sender in ("anna@client.example", "ànna@client.example"):
        code, _ = client.docmd("MAIL", f"FROM:<{sender}> BODY=8BITMIME SMTPUTF8")
        assert 500 <= code < 600


def test_a_header_in_raw_letters_is_carried_whole(site: Lab) -> None:
    mail = mail_to("b@01s.it", headers=(("Subject", "Perché è giù"),))
    assert [reply.code for reply in site.send([mail])[mail.id]] == [250]
    site.wait_until_idle()
    (raw,) = [raw for raw in site.raw_stored() if mail.id.encode() in raw]
    assert "Subject: Perché è giù".encode() in raw


def test_a_domain_in_its_own_letters_is_the_same_domain(site: Lab) -> None:
    assert decide(DESK, f"A+x@{LETTERS}").deliveries == decide(DESK, f"a@{ASCII}").deliveries
    mails = [mail_to(f"{local}@{LETTERS}") for local in ("a", "A+x", "old", "nobody")]
    codes = [site.send([mail])[mail.id][0].code for mail in mails]
    # OpenSMTPD knows addresses in ASCII alone.
    taken = [501] * 4 if site.server == "opensmtpd" else [250, 250, 550, 550]
    assert codes == taken
    site.wait_until_idle()
    ours = {mail.id for mail in mails}
    kept = [each for each in site.stored() if each.mail in ours]
    assert [each.to for each in kept] == ["desk+a@mbox.example"] * taken.count(250)
    assert all(each.tags == (("X-Sportello-Mailbox", "a"),) for each in kept)


def test_a_retired_address_in_other_letters_says_where_to_write(site: Lab) -> None:
    mail = mail_to(f"old@{LETTERS}")
    (reply,) = site.send([mail])[mail.id]
    text = {
        "postfix": f"5.1.6 <old@{ASCII}>: Recipient address rejected: Shut",
        "exim": "5.1.6 Shut",
        "opensmtpd": "5.1.3 Recipient address syntax error",
    }[site.server]
    assert reply == Reply(501 if site.server == "opensmtpd" else 550, text)


def test_no_answer_goes_to_another_sender(site: Lab, client: smtplib.SMTP) -> None:
    before = len(site.outside_mails())
    for sender in ("è@client.example", "anna@caffè.example"):
        mail = mail_to("b@01s.it", sender=sender)
        if said(client, sender, "b@01s.it") == [250, 250]:
            site.send([mail])
    site.wait_until_idle()
    found = {each.recipient for each in site.outside_mails()[before:]}
    assert found <= {"anna@xn--caff-8oa.example"}
