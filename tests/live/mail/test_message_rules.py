"""Rules that refuse, that are silent and that have exceptions, and what is filled into answers.

Real mails through each mail server and Dovecot, whole and broken, as `decide` says.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from live.mail.conftest import Check
from live.mail.fates import BOUNCED, STORED, fates
from live.mail.lab import lab
from live.mail.mails import Mail, mail_to
from live.mail.random_desk import in_any_order, replace_body
from routing import broken
from routing.desk import (
    OFFICE,
    RECEIVED,
    acknowledgement,
    box,
    desk,
    has,
    is_sound,
    rule,
    service,
)
from sportello.catalog.model import (
    Announcement,
    DayOrMinute,
    Policy,
    Target,
    Text,
    TextTest,
)
from sportello.worktime import Calendar, Duration

FORM = Text(
    {
        "it": 'Usi il modulo: "è" ${subject} \\ %s {subject}',
        "en": "Use the form.\n.\n..\nhttps://desk.example/" + "x" * 300,
    }
)
ECHO = replace(
    acknowledgement("1 hour"),
    subject=Text({"it": "Ricevuto «{subject}»", "en": 'Got "{subject}" ${x} $ \\'}),
    text=Text("We keep ${subject} and {subject}.\n.\nThanks"),
)
PROMISING = replace(
    RECEIVED,
    text=Text({"it": "Grazie: rispondiamo {promise}.", "en": "Thank you: we answer {promise}."}),
)
ALWAYS = Calendar.from_spec({"timezone": "UTC", "week": {"mon-sun": "00:00-24:00"}}, "always")
ODD = (
    "Help",
    "An offer",
    "A reported offer",
    "Perché? «offer»",
    "",
    " ",
    "x" * 300,
    "è" * 120,
    "è" * 300,
    "yè" * 30 + ("\r\n " + "y" * 70) * 90,
    'a\\b"c ${subject} ${1} $ %s {subject}',
    "=?utf-8?q?a=0D=0ABcc:_x@y.example=0D=0A=0D=0Abody?=",
    "=?utf-8?q?a=09b=01c=7Fd=00e=C2=85f?=",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3Foffer=3F=3D?=",
    "=?utf-8?q?cut",
    "=?utf-8?q?off?=\r\n =?utf-8?q?er?=",
    "folded\r\n offer\r\n\tand more",
    "raw \udce8 \udcff offer",
    "{promise} {} {{subject}}",
)

MAILBOXES = desk(
    {
        "a": box(
            "a@01s.it",
            "desk",
            "team",
            "archive",
            aliases=("offers@01s.it",),
            acknowledge="echo",
            rules={
                "quiet": rule(acknowledge="none", subject=has("report")),
                "offers": rule(
                    refuse=FORM, subject=has("offer"), not_={"from_": TextTest(ends=("@bank.it",))}
                ),
                "moved": rule("far", header={"X-Form": TextTest(is_=("yes",))}),
            },
        ),
        "b": box(
            "b@01s.it",
            "desk",
            acknowledge="promising",
            rules={
                "none-but": rule(
                    refuse="Only with a number",
                    not_={"subject": has("help", "perch"), "hours": "open", "calendar": "always"},
                ),
            },
        ),
        "c": box(
            "c@01s.it",
            "archive",
            acknowledge="echo",
            rules={"offers": rule(refuse=FORM, subject=has("offer"))},
        ),
    },
    {each: f"{each}@mbox.example" for each in ("desk", "team", "archive", "far")},
    acknowledgements={"promising": PROMISING, "echo": ECHO},
    calendars={"always": ALWAYS, "office": OFFICE},
    services={"b": service("b")},
)
DAYS = Target(within=Duration.parse("2 working days"), calendar="office")
_SAID = {
    "title": Text("Works"),
    "acknowledgement": Text({"it": 'Oggi "più tardi" ${x} \\.\n.\nSì', "en": "Later today."}),
}


def _announced(days: int, **more: Any) -> Announcement:
    """Return an announcement of one day, so many from today, which acknowledgements speak of."""
    day = DayOrMinute(str(datetime.now(UTC).date() + timedelta(days=days)))
    return Announcement(from_=day, until=day, **{"kind": "maintenance", **_SAID, **more})


ANNOUNCED = {
    "now": _announced(-2, kind="incident", services=("b",)),
    "over": _announced(-2, acknowledgement=Text("It is over")),
    "later": _announced(2, acknowledgement=Text("It is to come")),
}
DESK = replace(
    MAILBOXES,
    announcements=ANNOUNCED,
    policies={"base": Policy(name=Text("Base"), targets={"first_response": DAYS})},
)
ADDRESSES = ("a@01s.it", "offers@01s.it", "A+x@01S.it", "b@01s.it", "c@01s.it", "c@01s.it")


def random_mails(seed: int, number: int) -> Iterator[Mail]:
    """Yield mails to the desk: whole, broken, from people, from robots and from ourselves."""
    random = Random(seed)  # noqa: S311 - a test, not a secret
    for _ in range(number):
        wanted = random.sample(ADDRESSES, random.choice((1, 1, 1, 2)))
        recipients = tuple({each.lower().replace("+x", ""): each for each in wanted}.values())
        sender = random.choice((None, None, None, None, None, None, "", "b@01s.it", "A@01S.IT"))
        headers = list(_headers(random))
        yield replace_body(
            in_any_order(mail_to(*recipients, sender=sender, headers=tuple(headers)), random),
            random,
        )


def _headers(random: Random) -> Iterator[tuple[str, str]]:
    said = random.choice(ODD)
    odd = not said.isascii() or "=?" in said or "\r" in said
    # Encoded it may become a line of more than 998 bytes, which Exim never sends on.
    as_it_is = len(said.encode("utf-8", "replace")) > 300 or (odd and random.random() < 0.6)
    yield "Subject", said if as_it_is else broken.text(random, said)
    if random.random() < 0.1:
        yield "Subject", random.choice(("Help", "offer"))
    if random.random() < 0.2:
        yield "X-Form", broken.text(random, "yes")
    if random.random() < 0.2:
        yield "From", broken.recipients(random, ["robot@bank.it"])
    for name, values in {
        "Auto-Submitted": ("no", " No ", "no (typed)", "auto-replied", "=?utf-8?q?no?=", ""),
        "Precedence": ("bulk",),
        "List-Id": ("<news.example>",),
        "X-Sportello-Mailbox": ("forged", "a"),
    }.items():
        if random.random() < 0.08:
            yield name, random.choice(values)


def test_the_desk_is_sound() -> None:
    assert is_sound(DESK)


@pytest.mark.parametrize("seed", [1, 2])
def test_random_mails_are_kept_or_sent_back_as_decided(
    seed: int, server: str, check: Check
) -> None:
    mails = [*random_mails(seed, 300)]
    with lab(server, DESK) as site:
        result = check(site, mails)
    assert result.differences == ()
    assert result.fates[BOUNCED] > 30
    assert result.fates[STORED] > 100


def test_a_refusal_that_cannot_be_sent_leaves_the_mail_at_the_desk(server: str) -> None:
    """Dovecot has no way out: the mail is there all the same, and nothing is lost."""
    mail = mail_to("a@01s.it", headers=(("Subject", "An offer"),))

    def without_way_out(folder: Path) -> None:
        conf = folder / "dovecot" / "dovecot.conf"
        conf.write_text(conf.read_text() + "\nsubmission_host = 127.0.0.1:1\n")

    with lab(server, DESK, tamper=without_way_out) as site:
        replies = site.send([mail])
        assert [reply.code for reply in replies[mail.id]] == [250]
        site.wait_until_idle()
        assert fates(site, [mail], replies) == {mail.id: STORED}
        assert [each.to for each in site.stored()] == ["desk+a@mbox.example"]


def test_a_refusal_names_the_destination_and_has_the_headers_of_the_mail(server: str) -> None:
    mail = mail_to("a@01s.it", headers=(("Subject", "An offer"), ("X-Seen", "yes")))
    with lab(server, DESK) as site:
        site.send([mail])
        site.wait_until_idle()
        (back,) = site.outside_mails()
    assert (back.sender, back.recipient) == ("", mail.sender)
    assert b"<desk+a@mbox.example> was automatically rejected:" in back.content
    assert b"X-Seen: yes" in back.content


def test_a_refusal_of_a_mail_with_a_line_too_long_stays_in_the_queue_of_exim(server: str) -> None:
    mail = mail_to("a@01s.it", headers=(("Subject", "offer" + "y" * 1_000),))
    with lab(server, DESK) as site:
        site.send([mail])
        if server == "exim":
            _wait_for(site.site.folder / "exim", b"message has lines too long for transport")
            assert site.outside_mails() == []
        else:
            site.wait_until_idle()
            assert [each.recipient for each in site.outside_mails()] == [mail.sender]


def _wait_for(folder: Path, line: bytes) -> None:
    """Wait until a log says something."""
    end = time.monotonic() + 30
    while not any(line in path.read_bytes() for path in folder.rglob("*log") if path.is_file()):
        assert time.monotonic() < end, "no log says it"
        time.sleep(0.05)
