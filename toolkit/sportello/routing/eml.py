"""A complete message as it was stored, such as a file `*.eml` (RFC 5322)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Final

from sportello.catalog.model import Catalog
from sportello.files import read_at_most
from sportello.findings import Invalid
from sportello.routing.address import domain_of, parse_address
from sportello.routing.alias_domains import own_domains, shared_domains
from sportello.routing.message import Message

_MOST: Final = 4 * 2**20
"""Bytes of a mail that are read: what decides stands at its head, and servers take less of it."""
_FIELD = re.compile(r"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_USUAL = frozenset(
    {"cc", "date", "delivered-to", "from", "message-id", "received", "return-path", "sender",
     "subject", "to"}
)  # fmt: skip
"""Headers of which every mail has one, but hardly any other file."""
_SAVE = 'save the mail as a file .eml ("Save as" or "Download" in the mail program)'
_UNEDITED = "save the mail itself as a file .eml, not what an editor shows of it"
_OTHERS = (
    (rb"\s*\Z", "it is empty", _SAVE),
    (
        rb"\xd0\xcf\x11\xe0",
        "it is a mail in Outlook's own format (.msg)",
        'save the mail as a file .eml ("Download" in Outlook on the web)',
    ),
    (rb"\xff\xfe|\xfe\xff|.{,3}\0", "it is text in UTF-16, or no text at all", _UNEDITED),
    (rb"\xef\xbb\xbf", "it begins with a byte order mark, as editors write it", _UNEDITED),
    (
        rb"From ",
        "it is a mailbox (mbox), which may hold many mails",
        'take one mail out of it, without the line that begins with "From "',
    ),
    (rb"\s*<(?i:!doctype|html|head|body|\?xml)", "it is a web page", _SAVE),
    (rb"\d+\s*\n", "it is a mail in Apple Mail's own format (.emlx)", _SAVE),
)
"""How other files begin, what they are, and the remedy."""


def read_mail(file: str | PathLike[str], sender: str | None = None) -> Message:
    """Return the sender and the headers of a stored mail, such as a file `*.eml`.

    `sender` is as in `read_message`. Raises Invalid if the file holds something else, with what it
    seems to be and the remedy, OSError if it cannot be read.
    """
    raw = read_at_most(Path(file), _MOST)
    wrong = not_a_mail(raw)
    if wrong is not None:
        what, remedy = wrong
        raise Invalid(f"{file} is no mail: {what}. To ask about it, {remedy}.")
    return read_message(raw, sender)


def read_message(raw: bytes, sender: str | None = None) -> Message:
    """Return the sender and the headers of a stored message; its body does not matter.

    Without `sender`, the first header Return-Path says it, in which a mail server notes the sender
    of the envelope; without that it is not known. Bytes that are no mail have no headers, or odd
    ones (`not_a_mail`).
    """
    message = Message(sender, tuple(_headers(raw)), complete=True)
    paths = message.texts("Return-Path")
    if sender is None and paths:
        return replace(message, sender=paths[0].strip().removeprefix("<").removesuffix(">"))
    return message


def not_a_mail(raw: bytes) -> tuple[str, str] | None:
    """Return what bytes are that are no stored mail, and the remedy, or None if they are one."""
    for begin, what, remedy in _OTHERS:
        if re.match(begin, raw, re.DOTALL):
            return what, remedy
    if not any(name.lower() in _USUAL for name, _ in _headers(raw)):
        return "it does not begin with headers such as From, To and Subject", _SAVE
    return None


def our_recipients(catalog: Catalog, message: Message) -> tuple[str, ...]:
    """Return the addresses in To and Cc that lie in our domains, each once, in lower case."""
    ours = own_domains(catalog) | shared_domains(catalog)
    found: list[str] = []
    for written in message.addresses("To", "Cc"):
        try:
            address = parse_address(written)
        except ValueError:
            continue  # a name without an address, or one that no server takes
        if domain_of(address) in ours:
            found.append(address)
    return tuple(dict.fromkeys(found))


def _headers(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield the names and values of the headers, folded as they are.

    They end, as on mail servers, at the first line that is no header; a NUL ends its line, and a CR
    within it is a blank.
    """
    text = re.sub(r"\r+\n", "\n", raw.decode("utf-8", "surrogateescape")).replace("\r", " ")
    lines = [line.partition("\0")[0] for line in text.split("\n")]
    name, value = "", ""
    for line in lines:
        if name and line.startswith((" ", "\t")):
            value += f"\n{line}"
            continue
        if name:
            yield name, value
        found = _FIELD.fullmatch(line)
        if found is None:
            return
        name, value = found[1], found[2]
    if name:
        yield name, value
