"""The count of accepted mails finds a mail that vanished: so the tests above it can fail."""

from pathlib import Path

from live.mail.fates import BOUNCED, LOST, REFUSED, SENT, STORED, fates
from live.mail.lab import lab
from live.mail.mails import mail_to
from live.mail.random_desk import AWAY
from routing.desk import box, desk

DESK = desk(
    {
        "a": box("a@01s.it", "desk"),
        "away": box("away@01s.it", "far"),
        "gone": box("gone@01s.it", "nowhere"),
    },
    {"desk": "desk@mbox.example", "far": "far@away.example", "nowhere": "no@refused.example"},
    no_sieve=("far", "nowhere"),
    no_detail=("far", "nowhere"),
)


def _dropping(folder: Path) -> None:
    """Let the script drop a mail, as no script of ours does."""
    script = folder / "dovecot" / "current" / "sportello.sieve"
    script.write_text(script.read_text() + 'if header :is "Subject" "Drop" { discard; }\n')
    script.with_suffix(".svbin").unlink()


def test_each_fate_is_told_from_the_others() -> None:
    sent = {
        STORED: mail_to("a@01s.it"),
        SENT: mail_to("away@01s.it"),
        BOUNCED: mail_to("gone@01s.it"),
        LOST: mail_to("a@01s.it", headers=(("Subject", "Drop"),)),
        REFUSED: mail_to("nobody@01s.it"),
    }
    away = AWAY | {"refused.example"}
    with lab("postfix", DESK, away, tamper=_dropping) as site:
        replies = site.send(sent.values())
        site.wait_until_idle()
        found = fates(site, sent.values(), replies)
    assert found == {mail.id: fate for fate, mail in sent.items()}
