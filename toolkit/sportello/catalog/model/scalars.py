"""Values written as one YAML scalar: text, dates, addresses; phone numbers have their module.

Each is made by calling its class with what the YAML says and raises `Invalid`, a `ValueError`
with the problem and the remedy.
"""

import re
from typing import Final, Self
from urllib.parse import SplitResult, quote, urlsplit

from sportello.catalog.model.domains import ascii_domain
from sportello.findings import Invalid
from sportello.worktime.scalars import NO_TEXT as NO_TEXT
from sportello.worktime.scalars import Day as Day
from sportello.worktime.scalars import Text as Text
from sportello.worktime.scalars import ZoneName as ZoneName
from sportello.worktime.weekly_hours import WeeklyHours as WeeklyHours

LONGEST_ADDRESS: Final = 254
"""How many characters a mail address has at most, in ASCII (RFC 5321, 4.5.3.1)."""
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_DOT_ATOM = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_LOCAL_PART = re.compile(r"[a-z0-9]([a-z0-9._+-]*[a-z0-9])?")
_LONGEST_DOMAIN: Final = LONGEST_ADDRESS - len("a@")
_DOMAIN = re.compile(
    rf"(?=.{{4,{_LONGEST_DOMAIN}}}$)"
    r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
_NAME = r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*"
_HANDLE = re.compile(rf"(?=.{{2,100}}$)@{_NAME}(/{_NAME})*")
_NOT_IN_URLS = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")
_LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?|[0-9a-f]*:[0-9a-f:.]+")


def mail_address(written: str) -> str:
    """Return a mail address in lower case: any of RFC 5321 (4.1.2) without quotes.

    At most 64 characters before the @ and 254 in all (4.5.3.1). Raises `Invalid`.
    """
    local, _, domain = written.rpartition("@")
    if not local or not domain:
        raise Invalid(f'"{written[:80]}" is not a mail address', "write name@domain")
    if len(local) > 64 or len(written) > LONGEST_ADDRESS:
        raise _too_long(written)
    # Some letters become ASCII only in lower case, such as the Kelvin sign.
    if not local.isascii() or not _DOT_ATOM.fullmatch(local.lower()):
        raise _not_local(local)
    address = f"{local.lower()}@{Domain(domain)}"
    if len(address) > LONGEST_ADDRESS:  # in ASCII an international domain is longer
        raise _too_long(written)
    return address


def _too_long(written: str) -> Invalid:
    return Invalid(
        f'"{written[:40]}…" is too long', "write at most 64 characters before the @, 254 in all"
    )


class Address(str):
    """A mail address in lower case, of the grammar that every mail server agrees on.

    Of what `mail_address` takes, the local part is `[a-z0-9]([a-z0-9._+-]*[a-z0-9])?`: servers
    disagree on other legal characters.
    """

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        text = mail_address(written)
        local = text.rpartition("@")[0]
        if not _LOCAL_PART.fullmatch(local):
            raise _not_local(local)
        return super().__new__(cls, text)

    @property
    def local(self) -> str:
        """The part before the @."""
        return self.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """The part after the @."""
        return self.rpartition("@")[2]


def _not_local(local: str) -> Invalid:
    hint = "use letters and digits, and between them . _ + - with no two points in a row"
    if not local.isascii():
        hint = "use letters and digits, without accents: others can stand after the @ alone"
    return Invalid(f'"{local}" cannot stand before the @', hint)


class Domain(str):
    """A mail domain in lower case: `città.example` and `xn--citt-3na.example` are the same."""

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        domain = ascii_domain(written)
        if not _DOMAIN.fullmatch(domain):
            raise Invalid(f'"{written[:80]}" is not a mail domain', "write it like example.it")
        return super().__new__(cls, domain)


class Handle(str):
    """How a forge calls a person or a team, such as `@acme/front`: whoever writes it tells them.

    Letters and digits, one of `. _ -` between them, and `/` between a group and what is in it, so
    that it can stand in a comment as it is.
    """

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        if not _HANDLE.fullmatch(written):
            hint = "write it with its @, like @anna or @acme/front"
            raise Invalid(f'"{written[:80]}" is no handle on a forge', hint)
        return super().__new__(cls, written)


class Url(str):
    """A web address: `http` or `https` and nothing else, so that no link can run a script.

    It has only the characters of RFC 3986, no user name and a port that exists.
    """

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        wrong = _NOT_IN_URLS.search(written)
        if wrong:
            char = wrong[0] if wrong[0].isprintable() else f"U+{ord(wrong[0]):04X}"
            encoded = quote(wrong[0], safe="", errors="replace")
            raise Invalid(f'"{char}" cannot stand in a web address', f'write it as "{encoded}"')
        try:
            parts = urlsplit(written)
        except ValueError:
            raise _no_host(written) from None
        if parts.scheme not in ("http", "https"):
            raise Invalid(f'"{written}" is not a web address', "write it from https:// on")
        if "@" in parts.netloc:
            raise Invalid(f'"{written}" holds a user name', "remove what stands before the @")
        behind = parts.path + parts.query + parts.fragment
        if not _HOST.fullmatch(parts.hostname or "") or "[" in behind or "]" in behind:
            raise _no_host(written)
        if not _has_sound_port(parts):
            raise Invalid(f'"{written}" has no port that exists', "write 1 to 65535, or no port")
        return super().__new__(cls, written)


def _no_host(written: str) -> Invalid:
    return Invalid(f'"{written}" is not a web address', "write it like https://example.it/page")


def _has_sound_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False
