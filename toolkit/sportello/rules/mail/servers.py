"""Mail servers: what one of them cannot do, though the others can."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.routing import SUBJECT, answer_subject, answer_text, flatten
from sportello.routing.answer import MAX_SUBJECT
from sportello.rules.mail.limits import MAX_LINE

M040: Final = Rule("M040", Severity.WARNING)
"""More delivery addresses than OpenSMTPD takes.

*Più indirizzi di consegna di quanti ne accetti OpenSMTPD.*

OpenSMTPD takes at most 2,047 characters of delivery addresses for one address, with a comma and a
blank between them, and would put off every mail beyond it for ever. The other servers take them.
Deliver to a distribution list of the mail server, or use another server. A desk without OpenSMTPD
may silence this (I001 shows how).
"""
M041: Final = Rule("M041", Severity.ERROR)
"""An acknowledgement with a word too long for a mail.

*Una conferma con una parola troppo lunga per un messaggio.*

A line of a mail has at most 998 bytes. Lines of more words are broken between them, but one word
is longer than that, mostly a link: Exim would not send the acknowledgement, and Postfix breaks
the word. Put a blank or a line break into it, or shorten it.
"""
M042: Final = Rule("M042", Severity.ERROR)
"""An acknowledgement whose subject would be cut.

*Una conferma il cui oggetto verrebbe tagliato.*

In all languages together a subject has at most 256 characters, and each `{subject}` in it counts
as 80, so that there is room for that of the sender. Dovecot cuts what is longer, so those who read
the last language get half of it. Shorten it, or write `{subject}` in one language alone.
"""

MAX_BYTES = 2047
"""Of the value of a table of OpenSMTPD 6.8, where the addresses stand with `, ` between them."""
_ROOM = 80
"""Characters that each subject of a sender shall have in that of an acknowledgement."""


def _too_long_for_opensmtpd(catalog: Catalog) -> Iterator[Problem]:
    table = flatten(catalog)
    rows = [
        *((("mailboxes", name, "deliver_to"), f'mailbox "{name}"', each)
          for name in table.deliveries if (each := table.served(name))),
        *((("catch_all", domain), f'the catch-all of "{domain}"', each)
          for domain, each in table.catch_all.items()),
    ]  # fmt: skip
    for path, what, deliveries in rows:
        size = len(", ".join(each.address for each in deliveries))
        if size > MAX_BYTES:
            yield M040.problem(
                path,
                f"the delivery addresses of {what} take {size} characters, and OpenSMTPD takes "
                f"{MAX_BYTES} at most: it would put off every mail",
                "deliver to a distribution list of the mail server, or use another server",
            )


def _too_long_words(catalog: Catalog) -> Iterator[Problem]:
    for name, answer in catalog.acknowledgements.items():
        lines = answer_text(answer, catalog.helpdesk.languages).split("\n")
        longest = max(len(line.encode(errors="replace")) for line in lines)
        if longest > MAX_LINE:
            yield M041.problem(
                ("acknowledgements", name, "text"),
                f'a word of acknowledgement "{name}" has {longest} bytes, and a line of a '
                f"mail has {MAX_LINE} at most: Exim would not send it",
                "put a blank or a line break into it, or shorten it",
            )


def _long_subjects(catalog: Catalog) -> Iterator[Problem]:
    for name, answer in catalog.acknowledgements.items():
        subject = answer_subject(answer, catalog.helpdesk.languages)
        length = len(subject.replace(SUBJECT, "x" * _ROOM))
        if length > MAX_SUBJECT:
            yield M042.problem(
                ("acknowledgements", name, "subject"),
                f'the subject of acknowledgement "{name}" has {length} characters in all languages '
                f"together, and Dovecot would cut it after {MAX_SUBJECT}",
                "shorten it",
            )


CHECKS = (_too_long_for_opensmtpd, _too_long_words, _long_subjects)
