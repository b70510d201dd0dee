"""A mail site of our own: a mail server, Dovecot and the world outside, for one catalog."""

import smtplib
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from live.mail import dovecot, exim, opensmtpd, postfix
from live.mail.dovecot import Stored
from live.mail.mails import Mail
from live.mail.programs import daemons, free_ports, need_root
from live.mail.sink import Caught, Sink, sink
from live.mail.site import Site
from sportello.catalog.model import Catalog

SERVERS: dict[str, ModuleType] = {"postfix": postfix, "exim": exim, "opensmtpd": opensmtpd}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server said to one recipient: code and text on one line."""

    code: int
    text: str


@dataclass(frozen=True)
class Lab:
    """A site that is running."""

    server: str
    site: Site
    outside: Sink

    def send(self, mails: Iterable[Mail]) -> dict[str, tuple[Reply, ...]]:
        """Send mails over one connection; return the reply to each recipient, by Message-ID."""
        replies = {}
        client = self.client()
        for mail in mails:
            try:
                replies[mail.id] = _transaction(client, mail)
            except smtplib.SMTPServerDisconnected:
                # A server may end a session in which little was accepted.
                client = self.client()
                replies[mail.id] = _transaction(client, mail)
        client.close()
        return replies

    def wait_until_idle(self) -> None:
        """Wait until every mail has come where it goes."""
        SERVERS[self.server].idle(self.site)
        # Acknowledgements leave with the delivery that causes them; bounces come a moment later.
        time.sleep(0.1)
        SERVERS[self.server].idle(self.site)

    def stored(self) -> list[Stored]:
        """Return what Dovecot has stored."""
        return dovecot.stored(self.site.folder)

    def raw_stored(self) -> list[bytes]:
        """Return what Dovecot has stored, as it stands there."""
        return [path.read_bytes() for path in dovecot.paths(self.site.folder)]

    def outside_mails(self) -> list[Caught]:
        """Return what was sent to the world outside."""
        return list(self.outside.mails)

    def client(self) -> smtplib.SMTP:
        """Return a connection from outside, after EHLO; addresses may be in any letters."""
        # Not from 127.0.0.1: that is Dovecot, for which the servers relay.
        client = smtplib.SMTP(
            "127.0.0.1",
            self.site.smtp,
            local_hostname="client.example",
            source_address=("127.0.0.2", 0),
        )
        client.ehlo()
        client.command_encoding = "utf-8"
        return client


def _transaction(client: smtplib.SMTP, mail: Mail) -> tuple[Reply, ...]:
    code, text = client.mail(mail.sender, ["BODY=8BITMIME"])
    assert code == 250, (mail, code, text)
    replies = [Reply(*_decoded(client.rcpt(recipient))) for recipient in mail.recipients]
    if any(reply.code == 250 for reply in replies):
        reply = Reply(*_decoded(client.data(mail.content())))
        if reply.code != 250:
            replies = [reply if each.code == 250 else each for each in replies]
    else:
        client.docmd("RSET")  # rset() would allow ASCII alone afterwards
    return tuple(replies)


def _decoded(reply: tuple[int, bytes]) -> tuple[int, str]:
    """Return the code and the text of all lines; each may begin with the same enhanced code."""
    code, text = reply
    first, *more = text.decode("utf-8", "replace").split("\n")
    enhanced = first.partition(" ")[0]
    lines = [first, *(line.removeprefix(f"{enhanced} ") for line in more)]
    return code, " ".join(" ".join(lines).split())


@contextmanager
def lab(
    server: str,
    catalog: Catalog,
    away: frozenset[str] = frozenset(),
    tamper: Callable[[Path], None] = lambda _: None,
) -> Iterator[Lab]:
    """Run a mail server and Dovecot with the files that are generated for a catalog.

    `tamper` may change them before the start.
    """
    need_root()
    module = SERVERS[server]
    with tempfile.TemporaryDirectory(prefix="sportello-mail-") as name, sink() as outside:
        folder = Path(name)
        folder.chmod(0o755)
        smtp, lmtp = free_ports(2)
        site = Site(folder, catalog, smtp, lmtp, outside.port, away)
        commands = {"dovecot": dovecot.prepare(site), server: module.prepare(site)}
        tamper(folder)
        with daemons(commands, folder, [lmtp, smtp]):
            yield Lab(server, site, outside)
