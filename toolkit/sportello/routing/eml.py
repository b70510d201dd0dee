"""A whole message as it was stored, such as a file `*.eml` (RFC 5322)."""

from dataclasses import replace
from email import message_from_bytes
from email.policy import compat32

from sportello.routing.address import domain_of, parse_address
from sportello.routing.message import Message
from sportello.routing.table import RoutingTable


def read_message(raw: bytes, sender: str | None = None) -> Message:
    """Return the sender and the headers of a stored message; its body does not matter.

    Without `sender`, the first header Return-Path says it, in which a mail server notes the sender
    of the envelope; without that it is not known.
    """
    fields = message_from_bytes(raw, policy=compat32).raw_items()
    headers = tuple((name, str(value)) for name, value in fields)
    message = Message(sender, headers, whole=True)
    noted = message.values("return-path")
    if sender is None and noted:
        return replace(message, sender=noted[0].removeprefix("<").removesuffix(">"))
    return message


def our_recipients(message: Message, table: RoutingTable) -> tuple[str, ...]:
    """Return the addresses in To and Cc that lie in our domains, each once, in lower case."""
    ours = {*table.domains, *table.shared}
    found: list[str] = []
    for written in message.addresses("to", "cc"):
        try:
            address = parse_address(written)
        except ValueError:
            continue  # a name without an address, or one that no server takes
        if domain_of(address) in ours:
            found.append(address)
    return tuple(dict.fromkeys(found))
