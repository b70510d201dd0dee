"""Refusals: the reply codes and texts that a sender's server gets."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from sportello.catalog.model import Catalog, Mailbox, Text, with_ascii_domains
from sportello.routing.answer import in_one_line

MAX_TEXT = 400
"""Characters of a refusal's text: a reply line has 512 bytes (RFC 5321, 4.5.3.1.5)."""

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "€": "EUR"}
)
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An SMTP reply: code, enhanced code (RFC 3463) and a text, in ASCII where a server says it."""

    code: int
    enhanced: str
    text: str

    def __str__(self) -> str:
        return f"{self.code} {self.enhanced} {self.text}"


def rule_refusal(text: Text, languages: tuple[str, ...]) -> Refusal:
    """Return the refusal of a message rule, whose text is said in all languages.

    It comes to the sender in a mail, so that no letter of it is lost.
    """
    return Refusal(550, "5.7.1", in_one_line(text, languages))


def retirement(catalog: Catalog, name: str, known: Mapping[str, str]) -> Refusal | None:
    """Return the refusal of a retired mailbox, None if it is in use.

    `known` are the `final_successors` of the catalog.

    The text is that of the catalog in the main language, without accents; the successor's
    address follows unless the text names it already or the successor is internal: a refusal
    answers anybody.
    """
    if catalog.mailboxes[name].retired is None:
        return None
    text = ascii_text(written_reason(catalog, name, known))[:MAX_TEXT].rstrip()
    return Refusal(550, "5.1.6", text)


def written_reason(catalog: Catalog, name: str, known: Mapping[str, str]) -> str:
    """Return why a retired mailbox refuses mail, as written in the catalog; `known` as above."""
    retired = catalog.mailboxes[name].retired
    main = catalog.helpdesk.languages[0]
    text = retired.text.says(main) if retired is not None and retired.text else ""
    successor = _shown(catalog, known.get(name))
    address = str(successor.address) if successor is not None else ""
    if not text:
        return "This address is no longer in use" + (f", write to {address}" if address else "")
    return text if address in with_ascii_domains(text).lower() else f"{text} ({address})"


def ascii_text(text: str) -> str:
    """Return the text on one line in ASCII: `è` becomes `e`, what has no such form `?`.

    The domain of an address stays the same domain.
    """
    apart = unicodedata.normalize("NFKD", with_ascii_domains(text).translate(_PLAIN))
    letters = "".join(char for char in apart if not unicodedata.combining(char))
    return re.sub(r"[^ -~]", _UNKNOWN, " ".join(letters.split()))


def lost_characters(text: str) -> str:
    """Return the characters of a text that `ascii_text` cannot keep, each once."""
    return "".join(
        dict.fromkeys(
            char
            for char in with_ascii_domains(text)
            if _UNKNOWN in ascii_text(char) and char != _UNKNOWN
        )
    )


def _shown(catalog: Catalog, name: str | None) -> Mailbox | None:
    """Return a mailbox, unless it is internal."""
    found = catalog.mailboxes[name] if name is not None else None
    return found if found is not None and found.visibility == "public" else None
