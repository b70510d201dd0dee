"""A message as routing sees it, and whether it may be acknowledged (M4)."""

import re
from dataclasses import dataclass
from email.utils import getaddresses

from sportello.routing.table import RoutingTable
from sportello.routing.words import decoded

_ROBOTS = ("mailer-daemon", "listserv", "majordomo")
_TO_MANY = ("bulk", "junk", "list")
_RECIPIENTS = ("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc")


@dataclass(frozen=True, slots=True)
class Message:
    """The sender and the headers (name, value) of a mail.

    `sender` is that of the envelope: None if it is not known, "" for the null sender of bounces.
    Unless the message is `whole`, it may have headers that are not known.
    """

    sender: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    whole: bool = False

    def values(self, *names: str) -> tuple[str, ...]:
        """Return the values of all headers with one of these names, given in lower case."""
        return tuple(value.strip() for name, value in self.headers if name.lower() in names)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the values of a header, its name given in lower case, as people read them."""
        return tuple(decoded(value) for value in self.values(name))

    def addresses(self, *names: str) -> tuple[str, ...]:
        """Return the addresses, without names, in these headers, given in lower case."""
        found = getaddresses(list(self.values(*names)))
        return tuple(address for _, address in found if address)


def silenced_by(message: Message, table: RoutingTable) -> str | None:
    """Return why no automatic answer may be sent to this message, or None if one may.

    Follows RFC 3834, section 2, and RFC 5230, section 4.6, and takes
    `X-Auto-Response-Suppress` with any value as a wish for silence.
    """
    return _silenced_by_sender(message.sender, table) or _silenced_by_headers(message)


def misses_recipient(message: Message, table: RoutingTable, mailbox: str) -> str | None:
    """Return why a message that does not name the mailbox is not answered (RFC 5230, 4.5).

    A message of which no recipient header is known is taken to name it, unless it is whole.
    """
    known = message.whole or message.values(*_RECIPIENTS)
    named = {address.lower() for address in message.addresses(*_RECIPIENTS)}
    ours = {*table.addresses(mailbox), table.acknowledger(mailbox).address}
    if not known or named & ours:
        return None
    return "no To or Cc header of it names the mailbox's address as the catalog writes it"


def _silenced_by_sender(sender: str | None, table: RoutingTable) -> str | None:
    if sender is None:
        return None
    address = sender.strip().removeprefix("<").removesuffix(">").lower()
    local = address.rpartition("@")[0]
    if not address:
        return "the null sender is that of bounces"
    if local in _ROBOTS or local.startswith("owner-") or local.endswith("-request"):
        return f"{address} is the address of a mail robot"
    if table.is_ours(address):
        return f"the sender {address} is one of our own addresses"
    return None


def _silenced_by_headers(message: Message) -> str | None:
    for value in message.values("auto-submitted"):
        if not re.fullmatch(r"no\s*([;(].*)?", value, re.IGNORECASE | re.DOTALL):
            return f'the header "Auto-Submitted: {value}" says that a robot wrote it'
    for value in message.values("precedence"):
        if value.lower() in _TO_MANY:
            return f'the header "Precedence: {value}" says that it went to many'
    for name, _ in message.headers:
        if name.lower().startswith("list-"):
            return f'the header "{name}" says that it came through a mailing list'
        if name.lower() == "x-auto-response-suppress":
            return f'the header "{name}" asks for no automatic answer'
    return None
