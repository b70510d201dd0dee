"""Mails to send."""

from dataclasses import dataclass, field
from itertools import count

from sportello.routing import Message, read_message

_NUMBERS = count(1)

BODY = "Ciao, perché non va?\n.\n..\nFrom here on: €\n"


@dataclass(frozen=True)
class Mail:
    """One mail: the envelope, headers as they are sent, and the body in some encoding.

    A header without a name is a line that is none. `id` is its Message-ID; without one it has none.
    """

    sender: str
    recipients: tuple[str, ...]
    headers: tuple[tuple[str, str], ...]
    body: bytes = BODY.encode()
    id: str = field(default_factory=lambda: f"<{next(_NUMBERS)}@client.example>")

    def message(self) -> Message:
        """Return the mail as routing sees it."""
        return read_message(self.content(), self.sender)

    def content(self) -> bytes:
        """Return headers and body as they go over the wire."""
        fixed = (
            *((("Message-ID", self.id),) if self.id else ()),
            ("Date", "Sat, 21 Nov 2026 10:00:00 +0100"),
            ("Content-Transfer-Encoding", "8bit"),
            ("MIME-Version", "1.0"),
        )
        head = "".join(_line(*each) for each in (*fixed, *self.headers))
        body = self.body.replace(b"\n", b"\r\n")
        return head.encode("utf-8", "surrogateescape") + b"\r\n" + body


def _line(name: str, value: str) -> str:
    if not name:
        return f"{value}\r\n"
    return f"{name}:{value}\r\n" if value[:1] in {" ", "\t", "\r"} else f"{name}: {value}\r\n"


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
        ("Content-Type", "text/plain; charset=utf-8"),
    )
    return Mail(
        who, recipients, (*(each for each in usual if each[0].lower() not in own), *headers)
    )
