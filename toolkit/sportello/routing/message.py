"""A message as routing sees it, and whether it may be acknowledged (M4)."""

from dataclasses import dataclass

from sportello.routing import autoresponders
from sportello.routing.address_list import addresses_in
from sportello.routing.encoded_words import header_text
from sportello.routing.table import RoutingTable
from sportello.routing.words import casemap

NAMED = ("To", "Cc", "Resent-To", "Resent-Cc")
"""The headers of which one must name a mailbox, so that it answers."""
_RECIPIENTS = (*NAMED, "Bcc", "Resent-Bcc")
_SIGNS = {name.lower(): sign for sign in autoresponders.SIGNS for name in sign.headers}


@dataclass(frozen=True, slots=True)
class Message:
    """The sender and the headers (name, value) of a mail.

    `sender` is that of the envelope: None if it is not known, "" for the null sender of bounces.
    Unless the message is `complete`, it may have headers that are not known.
    """

    sender: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    complete: bool = False

    def values(self, *names: str) -> tuple[str, ...]:
        """Return the values of all headers with one of these names, folded as they are."""
        lowered = {name.lower() for name in names}
        return tuple(value.strip(" \t") for name, value in self.headers if name.lower() in lowered)

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return the values of headers as people, and the Sieve script, read them."""
        return tuple(header_text(value) for value in self.values(*names))

    def addresses(self, *names: str) -> tuple[str, ...]:
        """Return the addresses, without names, in these headers, as the Sieve script reads them."""
        return tuple(found for value in self.values(*names) for found in addresses_in(value))


def suppression_reason(message: Message, table: RoutingTable) -> str | None:
    """Return why no automatic answer may be sent to this message, or None if one may.

    Follows RFC 3834, section 2, and RFC 5230, section 4.6; `autoresponders` has signs of its own.
    """
    return _sender_reason(message.sender, table) or _header_reason(message)


def untold_reason(message: Message) -> str | None:
    """Return why nobody would be told that this message is refused, or None if somebody would.

    Dovecot, which sends it back, drops a refused mail of the null sender, and one that has any
    Auto-Submitted but a plain `no`. One that says `no` is left alone too: Dovecot reads that header
    otherwise than its Sieve interpreter.
    """
    if message.sender is not None and not _bare(message.sender):
        return "it is a bounce, of the null sender, and nobody would learn that it is refused"
    if message.values("Auto-Submitted"):
        return "it has a header Auto-Submitted, and no robot would learn that it is refused"
    return None


def recipient_reason(message: Message, table: RoutingTable, mailbox: str) -> str | None:
    """Return why a message that does not name the mailbox is not answered (RFC 5230, 4.5).

    A message of which no recipient header is known is taken to name it, unless it is complete.
    """
    known = message.complete or message.values(*_RECIPIENTS)
    named = {casemap(address) for address in message.addresses(*NAMED)}
    ours = {*table.addresses(mailbox), table.acknowledger(mailbox).address}
    if not known or named & ours:
        return None
    return "no To or Cc header of it names the mailbox's address as the catalog writes it"


def _sender_reason(sender: str | None, table: RoutingTable) -> str | None:
    if sender is None:
        return None
    written = _bare(sender).lower()
    if not written:
        return "the null sender is that of bounces"
    address = (*addresses_in(written), written)[0]
    local = address.rpartition("@")[0] or address
    if (
        local in autoresponders.SENDERS
        or local.startswith(autoresponders.SENDER_BEGIN)
        or autoresponders.SENDER_PART in local
    ):
        return f"{address} is the address of an autoresponder"
    if table.is_ours(address):
        return f"the sender {address} is one of our own addresses"
    return None


def _bare(sender: str) -> str:
    return sender.strip().removeprefix("<").removesuffix(">")


def _header_reason(message: Message) -> str | None:
    for name, value in message.headers:
        # Pigeonhole takes this alone for the word of a person, without comment or parameters.
        if name.lower() == "auto-submitted" and value.lstrip(" \t").lower() != "no":
            written = header_text(value).strip()
            return f'the header "{name}: {written}" is not "no" alone, so an autoresponder wrote it'
        sign = _SIGNS.get(name.lower())
        text = header_text(value) if sign else ""
        if sign and (not sign.words or any(word in casemap(text) for word in sign.words)):
            return f'the header "{name}: {text.strip()}" {sign.why}'
    return None
