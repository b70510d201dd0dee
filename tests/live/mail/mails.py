"""Mails to send."""

from dataclasses import dataclass, field
from itertools import count

from sportello.routing import Message

_NUMBERS = count(1)

BODY = "Ciao, perché non va?\n.\n..\nFrom here on: €\n"


@dataclass(frozen=True)
class Mail:
    """One mail: the envelope, headers as they are sent, and the body in some encoding.

    `id` is its Message-ID; without one it has none.
    """

    sender: str
    recipients: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    body: bytes = BODY.encode()
    id: str = field(default_factory=lambda: f"<{next(_NUMBERS)}@client.example>")

    def message(self) -> Message:
        """Return the mail as routing sees it."""
        return Message(self.sender, self.headers, whole=True)

    def content(self) -> bytes:
        """Return headers and body as they go over the wire."""
        fixed = (
            *((("Message-ID", self.id),) if self.id else ()),
            ("Date", "Sat, 21 Nov 2026 10:00:00 +0100"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("MIME-Version", "1.0"),
        )
        head = "".join(f"{name}: {value}\r\n" for name, value in (*self.headers, *fixed))
        return head.encode() + b"\r\n" + self.body.replace(b"\n", b"\r\n")


def mail_to(
    *recipients: str, sender: str | None = None, headers: tuple[tuple[str, str], ...] = ()
) -> Mail:
    """Return a plain mail that names its recipients, from a sender who has not written before."""
    who = f"client-{next(_NUMBERS)}@client.example" if sender is None else sender
    own = {name.lower() for name, _ in headers}
    usual = (
        ("From", who or "MAILER-DAEMON@client.example"),
        ("To", ", ".join(recipients)),
        ("Subject", "Help"),
    )
    return Mail(
        who, recipients, (*(each for each in usual if each[0].lower() not in own), *headers)
    )
