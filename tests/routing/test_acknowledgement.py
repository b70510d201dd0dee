"""Which messages are acknowledged (M4)."""

import pytest

from routing.desk import SMALL
from sportello.routing import Message, decide, flatten, suppression_reason

TABLE = flatten(SMALL)
TO = ("To", "helpdesk.isee@01s.it")

DSN = "multipart/report; report-type=delivery-status; boundary=x"
MDN = "Multipart/Report;\r\n report-type=disposition-notification"

PEOPLE = [
    Message(),
    Message("anna@client.example"),
    Message("anna@client.example", (TO, ("Subject", "ISEE"))),
    Message("no-reply@client.example"),
    Message("request@client.example", (("X-List", "x"), ("Precedence", "first-class"))),
    Message("isee@elsewhere.example", (("Auto-Submitted", "no"),)),
    Message("anna@client.example", (("auto-submitted", " \tNo"),)),
    Message("anna@client.example", (("List-Anything", "x"), ("Listing", "x"))),
    Message("anna@client.example", (("X-Auto-Response-Suppress", "DR"),)),
    Message("anna@client.example", (("X-Auto-Response-Suppress", "DR, NDR, RN, NRN"),)),
    Message("anna@client.example", (("X-Auto-Response-Suppress", "None"),)),
    Message("anna@client.example", (("Content-Type", "multipart/mixed; boundary=report"),)),
    Message("owner@client.example"),
]
ROBOTS = [
    (Message(""), "null sender"),
    (Message("<>"), "null sender"),
    (Message("MAILER-DAEMON@client.example"), "an autoresponder"),
    (Message("majordomo@client.example"), "an autoresponder"),
    (Message("owner-news@client.example"), "an autoresponder"),
    (Message("news-request@client.example"), "an autoresponder"),
    (Message("<Isee+x@01S.it>"), "one of our own addresses"),
    (Message("closed@01s.it"), "one of our own addresses"),
    (Message("a@b.example", (("Auto-Submitted", "auto-replied"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("AUTO-SUBMITTED", "not"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("Auto-Submitted", "\r\n no"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("Auto-Submitted", "no "),)), "autoresponder wrote it"),
    (Message("a@b.example", (("Auto-Submitted", " No ; by=hand"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("auto-submitted", "no (typed)"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("Auto-Submitted", "=?utf-8?q?no?="),)), "autoresponder wrote it"),
    (Message("a@b.example", (("Auto-Submitted", ""),)), "autoresponder wrote it"),
    (
        Message("a@b.example", (("Auto-Submitted", "no"), ("Auto-Submitted", "x"))),
        "autoresponder wrote it",
    ),
    (Message("MAILER-DAEMON"), "an autoresponder"),
    (Message("<Listserv>"), "an autoresponder"),
    (Message('"owner-news"@client.example'), "an autoresponder"),
    (Message("news-request-5@client.example"), "an autoresponder"),
    (Message("a@b.example", (("Precedence", "\r\n bulk"),)), "went to many"),
    (Message("a@b.example", (("Precedence", "auto_reply"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("X-Precedence", "Bulk"),)), "went to many"),
    (Message("a@b.example", (("X-Autoreply", "yes"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("x-autorespond", "Away"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("Content-Type", DSN),)), "report by an autoresponder"),
    (Message("a@b.example", (("Content-Type", MDN),)), "report by an autoresponder"),
    (Message("a@b.example", (("X-Failed-Recipients", "x@y.example"),)), "autoresponder wrote it"),
    (Message("a@b.example", (("Precedence", "Bulk "),)), "went to many"),
    (Message("a@b.example", (("Precedence", "list"),)), "went to many"),
    (Message("a@b.example", (("Precedence", "junk"),)), "went to many"),
    (Message("a@b.example", (("LIST-Unsubscribe", "x"),)), "mailing list"),
    (Message("a@b.example", (("X-Auto-Response-Suppress", "OOF"),)), "no automatic answer"),
    (Message("a@b.example", (("X-Auto-Response-Suppress", "DR,\r\n AutoReply"),)), "no automatic"),
    (Message("a@b.example", (("X-Auto-Response-Suppress", "All"),)), "no automatic answer"),
]


@pytest.mark.parametrize("message", PEOPLE, ids=repr)
def test_people_are_acknowledged(message: Message) -> None:
    assert suppression_reason(message, TABLE) is None
    assert decide(SMALL, "isee@01s.it", message).acknowledgement is not None


@pytest.mark.parametrize(("message", "reason"), ROBOTS, ids=repr)
def test_robots_are_not_acknowledged(message: Message, reason: str) -> None:
    assert reason in (suppression_reason(message, TABLE) or "")
    assert reason in decide(SMALL, "isee@01s.it", message).suppression_reason


@pytest.mark.parametrize(
    ("header", "answered"),
    [
        (("To", "Desk <HELPDESK.isee@01s.it>"), True),
        (("Cc", "x@y.example, isee@01s.it"), True),
        (("Resent-To", "isee@01s.it"), True),
        (("To", "desk+isee@mbox.example"), True),
        (("To", '"isee"@01s.it'), True),
        (("To", "x@y.example; isee@01s.it"), False),
        (("Bcc", "isee@01s.it"), False),
        (("Resent-Bcc", "isee@01s.it"), False),
        (("To", "undisclosed-recipients:;"), False),
        (("To", "isee+detail@01s.it"), False),
        (("To", "helpdesk.store@ditechspa.it"), False),
    ],
)
def test_only_a_mail_that_names_the_mailbox_is_acknowledged(
    header: tuple[str, str], answered: bool
) -> None:
    found = decide(SMALL, "isee@01s.it", Message("a@b.example", (header,)))
    assert (found.acknowledgement is not None) is answered
    assert bool(found.suppression_reason) is not answered


def test_a_whole_message_that_names_no_recipient_is_not_acknowledged() -> None:
    headers = (("Subject", "Help"),)
    part = decide(SMALL, "isee@01s.it", Message("a@b.example", headers))
    assert part.acknowledgement is not None
    found = decide(SMALL, "isee@01s.it", Message("a@b.example", headers, complete=True))
    assert found.acknowledgement is None
    assert "no To or Cc header" in found.suppression_reason
