"""Mails that break the rules, where servers differ about them: docs/mail-servers.md, row by row."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from live.mail.comparison import NO_MAIL
from live.mail.lab import SERVERS, Lab, lab
from live.mail.mails import Mail, mail_to
from routing.desk import acknowledgement, box, desk, has, rule
from sportello.catalog.model import TextTest
from sportello.routing import decide

DESK = desk(
    {
        "help": box(
            "help@01s.it",
            "desk",
            acknowledge="received",
            rules={
                "urgent": rule("team", subject=has("urgente", "u g")),
                "bruno": rule("bruno", from_=TextTest(is_=("bruno",))),
                "thai": rule("team", subject=has("ก")),
                "chinese": rule("team", subject=TextTest(is_=("鑰",))),
            },
        )
    },
    {each: f"{each}@mbox.example" for each in ("desk", "team", "bruno")},
    acknowledgements={"received": acknowledgement("1 hour")},
)
_NUMBERS = count(1)


@pytest.fixture(scope="module", params=list(SERVERS))
def site(request: pytest.FixtureRequest) -> Iterator[Lab]:
    """One site a server for all tests here."""
    with lab(str(request.param), DESK) as running:
        yield running


def mail_with(*headers: tuple[str, str], sender: str | None = None) -> Mail:
    """Return a mail whose headers are these, after those of every mail."""
    mail = mail_to("help@01s.it", sender=sender, headers=headers)
    own = {name for name, _ in headers}
    usual = tuple(each for each in mail.headers[:4] if each[0] not in own and each not in headers)
    return replace(mail, headers=(*usual, *headers), body=b"%d: the body\n" % next(_NUMBERS))


def places(site: Lab, mail: Mail) -> list[str]:
    """Send a mail, which is accepted, and return the destinations that store it."""
    assert [reply.code for reply in site.send([mail])[mail.id]] == [250]
    site.wait_until_idle()
    found = [each.to for each in site.stored() if each.body.endswith(mail.body)]
    return [to.partition("+")[0].partition("@")[0] for to in found]


def decided(mail: Mail) -> list[str]:
    return [each.destination for each in decide(DESK, "help@01s.it", mail.message()).deliveries]


def after(line: str) -> Mail:
    """Return a mail with this line above the Subject."""
    return mail_with(("", line), ("Subject", "urgente"))


def test_a_line_that_is_no_header_ends_them_or_the_mail_is_refused(site: Lab) -> None:
    mail = after("Hello, I write from my phone")
    assert decided(mail) == ["desk"]
    if site.server == "opensmtpd":
        assert site.send([mail])[mail.id] == (NO_MAIL,)
    else:
        assert places(site, mail) == ["desk"]


@pytest.mark.parametrize("line", ["My phone: new", "Sub\x01ject: x"])
def test_a_name_with_a_blank_is_a_header_on_opensmtpd_alone(site: Lab, line: str) -> None:
    mail = after(line)
    assert decided(mail) == ["desk"]
    assert places(site, mail) == (["team"] if site.server == "opensmtpd" else ["desk"])


@pytest.mark.parametrize("line", [": x", "Priorità: alta"])
def test_a_name_that_is_empty_or_not_ascii_is_no_header_on_postfix(site: Lab, line: str) -> None:
    mail = after(line)
    assert decided(mail) == ["desk"]
    assert places(site, mail) == (["desk"] if site.server == "postfix" else ["team"])


def test_opensmtpd_completes_an_address_without_domain(site: Lab) -> None:
    mail = mail_with(("From", "bruno"))
    assert decided(mail) == ["bruno"]
    assert places(site, mail) == (["desk"] if site.server == "opensmtpd" else ["bruno"])


def test_a_cr_without_lf_is_a_blank_but_on_opensmtpd(site: Lab) -> None:
    mail = mail_with(("Subject", "u\rg"))
    assert decided(mail) == ["team"]
    assert places(site, mail) == (["desk"] if site.server == "opensmtpd" else ["team"])


def test_a_name_that_is_folded_is_passed_over_on_exim_alone(site: Lab) -> None:
    mail = after("Phone\r\n : new")
    assert decided(mail) == ["desk"]
    if site.server == "opensmtpd":
        assert site.send([mail])[mail.id] == (NO_MAIL,)
    else:
        assert places(site, mail) == (["team"] if site.server == "exim" else ["desk"])


def test_an_lf_without_cr_ends_its_line_but_on_exim(site: Lab) -> None:
    mail = mail_with(("X-Other", "x\nSubject: urgente"), ("Subject", "Help"))
    assert decided(mail) == ["team"]
    assert places(site, mail) == (["desk"] if site.server == "exim" else ["team"])


def test_a_nul_ends_its_line_but_on_exim(site: Lab) -> None:
    mail = mail_with(("Subject", "x\0urgente"))
    assert decided(mail) == ["desk"]
    assert places(site, mail) == (["team"] if site.server == "exim" else ["desk"])


def test_a_line_of_more_than_998_bytes_is_folded_by_postfix(site: Lab) -> None:
    mail = mail_with(("Subject", "x" * (998 - len("Subject: urg")) + "urgente"))
    assert decided(mail) == ["team"]
    assert places(site, mail) == (["desk"] if site.server == "postfix" else ["team"])


def test_a_charset_that_only_dovecot_knows_is_not_decoded_by_us(site: Lab) -> None:
    mail = mail_with(("Subject", "=?windows-874?q?=A1?="))
    assert decided(mail) == ["desk"]
    assert places(site, mail) == ["team"]


def test_a_broken_chinese_character_is_marked_by_dovecot_alone(site: Lab) -> None:
    mail = mail_with(("Subject", "=?gbk?q?=E8=80=FF?="))
    assert decided(mail) == ["team"]
    assert places(site, mail) == ["desk"]


def asked(site: Lab, sender: str) -> int:
    """Return the code with which the server answers to a sender."""
    client = site.client()
    code, _ = client.mail(sender)
    client.close()
    return code


def test_a_sender_without_domain_is_given_that_of_the_server_but_on_exim(site: Lab) -> None:
    if site.server == "exim":
        assert asked(site, "anna") == asked(site, "MAILER-DAEMON") == 501
        return
    assert places(site, mail_with(sender="anna")) == ["desk"]
    assert "anna@mx.test.example" in [each.recipient for each in site.outside_mails()]


def test_mailer_daemon_without_domain_is_not_answered(site: Lab) -> None:
    mail = mail_with(sender="MAILER-DAEMON")
    assert decide(DESK, "help@01s.it", mail.message()).acknowledgement is None
    if site.server == "exim":
        return
    before = len(site.outside_mails())
    assert places(site, mail) == ["desk"]
    assert len(site.outside_mails()) == before


def test_a_sender_with_quotes_is_refused_by_opensmtpd(site: Lab) -> None:
    expected = 553 if site.server == "opensmtpd" else 250
    assert asked(site, '"a b"@client.example') == expected
