"""Where servers differ from `decide`, and from each other: docs/mail-servers.md, row by row."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from live.mail.comparison import said
from live.mail.dovecot import Stored
from live.mail.lab import SERVERS, Lab, Reply, lab
from live.mail.mails import Mail, mail_to
from live.mail.random_desk import AWAY
from routing.desk import acknowledgement, box, desk, has, retired, rule
from sportello.routing import decide

DESK = desk(
    {
        "isee": box("isee@01s.it", "desk", "far", aliases=("730@01s.it",), acknowledge="received"),
        "old": box("old@01s.it", retired=retired(text='Write, "or" don\'t: # \\ 100 %\\')),
        "own": box("help@own.example", "people", acknowledge="received"),
        "moved": box("moved@01s.it", "desk", rules={"all": rule("team", subject=has("e"))}),
    },
    {
        "desk": "desk@mbox.example",
        "team": "team@mbox.example",
        "far": "remote@away.example",
        "people": "people@own.example",
    },
    domains=("01s.it", "own.example"),
    shared=("both.example",),
    no_sieve=("far",),
    no_detail=("far",),
    acknowledgements={"received": acknowledgement("1 hour")},
)


@pytest.fixture(scope="module", params=list(SERVERS))
def site(request: pytest.FixtureRequest) -> Iterator[Lab]:
    """One site a server for all tests here."""
    with lab(str(request.param), DESK, AWAY) as running:
        yield running


def copies(site: Lab, mail: Mail) -> list[Stored]:
    """Send a mail and return what Dovecot stores of it."""
    site.send([mail])
    site.wait_until_idle()
    return [each for each in site.stored() if each.mail == mail.id]


def addresses(site: Lab, mail: Mail) -> list[str]:
    return sorted(each.to for each in copies(site, mail))


def acknowledged(site: Lab, mail: Mail) -> bool:
    """Send a mail and tell whether it is acknowledged."""
    copies(site, mail)
    return any(mail.id in each.content.decode() for each in site.outside_mails()
               if each.recipient == mail.sender)  # fmt: skip


def reply(site: Lab, address: str) -> Reply:
    mail = mail_to(address)
    return site.send([mail])[mail.id][0]


def test_a_refusal_has_the_text_of_the_catalog_and_what_the_server_adds(site: Lab) -> None:
    text = '5.1.6 Write, "or" don\'t: # \\ 100 %\\'
    assert decide(DESK, "old@01s.it").refusal == DESK_REFUSAL
    assert reply(site, "old@01s.it") == {
        "postfix": Reply(550, text.replace("5.1.6 ", "5.1.6 <old@01s.it>: Recipient address rejected: ")),
        "exim": Reply(550, text),
        "opensmtpd": Reply(550, f"{text}: <old@01s.it>"),
    }[site.server]  # fmt: skip


DESK_REFUSAL = decide(DESK, "old@01s.it").refusal


def test_an_unknown_address_is_refused_in_the_words_of_the_server(site: Lab) -> None:
    assert reply(site, "nobody@01s.it") == {
        "postfix": Reply(550, "5.1.1 <nobody@01s.it>: Recipient address rejected: User unknown in virtual alias table"),
        "exim": Reply(550, "5.1.1 User unknown"),
        "opensmtpd": Reply(550, "5.1.1 User unknown: <nobody@01s.it>"),
    }[site.server]  # fmt: skip


def test_a_foreign_address_is_refused_by_the_servers_own_settings(site: Lab) -> None:
    assert (
        reply(site, "x@elsewhere.example")
        == {
            "postfix": Reply(554, "5.7.1 <x@elsewhere.example>: Relay access denied"),
            "exim": Reply(554, "5.7.1 Relay access denied"),
            "opensmtpd": Reply(550, "Invalid recipient: <x@elsewhere.example>"),
        }[site.server]
    )


def test_an_address_and_its_alias_in_one_mail(site: Lab) -> None:
    mail = mail_to("isee@01s.it", "730@01s.it")
    assert decide(DESK, "730@01s.it").deliveries == decide(DESK, "isee@01s.it").deliveries
    once = ["desk+isee@mbox.example"]
    assert addresses(site, mail) == (2 * once if site.server == "opensmtpd" else once)
    outside = [each for each in site.outside_mails() if each.recipient == "remote@away.example"]
    sent_on = sum(mail.id in each.content.decode() for each in outside)
    assert sent_on == {"postfix": 2, "exim": 1, "opensmtpd": 2}[site.server]


def test_a_second_mail_with_the_same_message_id_stays_where_it_came(site: Lab) -> None:
    mail = mail_to("moved@01s.it")
    assert addresses(site, mail) == ["team+moved@mbox.example"]
    other = replace(mail, recipients=("moved+x@01s.it",), body=b"Another one\n")
    (stayed,) = [each for each in copies(site, other) if each.body == other.body]
    assert stayed.to == "desk+moved@mbox.example"
    assert stayed.tags == (("X-Sportello-Mailbox", "moved"),)


def test_a_mail_to_an_address_and_its_detail_is_sent_on_once(site: Lab) -> None:
    found = addresses(site, mail_to("moved@01s.it", "moved+x@01s.it"))
    once = ["team+moved@mbox.example"]
    if site.server != "opensmtpd":
        assert found == once
    else:
        # It delivers both copies at the same time: the second one stays, or is sent on too.
        assert found in (["desk+moved@mbox.example", *once], 2 * once)


def test_a_mail_that_comes_back_from_where_it_was_sent_on_to_is_stored(site: Lab) -> None:
    origin = "desk+moved@mbox.example"
    (stayed,) = copies(
        site, mail_to("moved@01s.it", headers=(("X-Sieve-Redirected-From", origin),))
    )
    assert (stayed.to, stayed.tags) == (origin, (("X-Sportello-Mailbox", "moved"),))


def test_a_rule_sends_on_every_mail_that_has_no_message_id(site: Lab) -> None:
    mail = replace(mail_to("moved@01s.it"), id="", body=b"Without a name\n")
    for _ in range(2):
        addresses(site, mail)
    found = [each.to for each in site.stored() if each.body == mail.body]
    assert found == 2 * ["team+moved@mbox.example"]


def test_a_destination_in_our_own_domain_keeps_the_detail_on_opensmtpd_alone(site: Lab) -> None:
    kept = site.server == "opensmtpd"
    found = addresses(site, mail_to("people+x@own.example"))
    assert found == ["people+x@own.example" if kept else "people@own.example"]


def test_an_unknown_address_beside_a_destination_or_others_is_left_to_its_server(
    site: Lab,
) -> None:
    for address in ("nobody@own.example", "nobody@both.example"):
        assert reply(site, address).code == 250
        assert addresses(site, mail_to(address)) == [address]


def test_a_tag_that_the_sender_brought_stays_where_no_script_runs(site: Lab) -> None:
    mail = mail_to("isee@01s.it", headers=(("X-Sportello-Mailbox", "forged"),))
    (copy,) = copies(site, mail)
    assert copy.tags == (("X-Sportello-Mailbox", "isee"),)
    (far,) = [each for each in site.outside_mails()
              if each.recipient == "remote@away.example" and mail.id in each.content.decode()]  # fmt: skip
    assert b"X-Sportello-Mailbox: forged" in far.content


def test_pigeonhole_sees_no_more_that_a_person_wrote_it_once_a_tag_is_removed(site: Lab) -> None:
    headers = (("Auto-Submitted", "no"), ("X-Sportello-Mailbox", "forged"))
    mail = mail_to("isee@01s.it", headers=headers)
    assert decide(DESK, "isee@01s.it", mail.message()).acknowledgement is not None
    assert not acknowledged(site, mail)


def test_pigeonhole_acknowledges_a_mail_that_says_a_person_wrote_it(site: Lab) -> None:
    assert acknowledged(site, mail_to("isee@01s.it", headers=(("Auto-Submitted", "No"),)))


def test_a_sender_is_answered_once_a_period(site: Lab) -> None:
    sender = f"twice-{site.server}@client.example"
    first, second = (mail_to("isee@01s.it", sender=sender) for _ in range(2))
    assert decide(DESK, "isee@01s.it", second.message()).acknowledgement is not None
    assert acknowledged(site, first)
    assert not acknowledged(site, second)
    assert acknowledged(site, mail_to("help@own.example", sender=sender))


def test_the_table_of_replies_is_that_of_the_comparison(site: Lab) -> None:
    for address in ("old@01s.it", "nobody@01s.it", "x@elsewhere.example"):
        refusal = decide(DESK, address).refusal
        assert refusal is not None
        assert reply(site, address) == said(site.server, refusal, address)
