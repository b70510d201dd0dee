"""International domains: in letters of their own (U-labels) and in ASCII (A-labels, RFC 5890)."""

import re
from typing import Final

from sportello.findings import Invalid

_PREFIX: Final = "xn--"
_POINTS: Final = re.compile("[.\u3002\uff0e\uff61]")
"""What stands between labels (UTS 46)."""
_A_LABELS: Final = re.compile(rf"\b{_PREFIX}[a-z0-9-]+", re.IGNORECASE)
_DOMAINS: Final = re.compile(r"(?<=@)[\w.-]*\w")
_LONGEST: Final = 253
"""Characters of a domain."""


def ascii_domain(domain: str) -> str:
    """Return a domain in lower case, each label that is not ASCII as its A-label (`xn--…`).

    Capitals and letters composed otherwise become the usual ones (UTS 46); what may stand in a
    label is as in IDNA 2008 (RFC 5891). Labels in ASCII are not looked at. Raises Invalid.
    """
    if domain.isascii():
        return domain.lower()
    wrong = Invalid(
        f'"{domain[:80]}" is not a mail domain',
        "write it as it is registered, or in its ASCII form, like xn--…",
    )
    if len(domain) > _LONGEST:
        raise wrong
    try:
        return ".".join(map(_ascii_label, _POINTS.split(domain)))
    except ValueError:
        raise wrong from None


def unicode_domain(domain: str) -> str:
    """Return a domain in lower case with each A-label in its own letters, if it has such."""
    domain = domain.lower()
    if _PREFIX not in domain:
        return domain
    return ".".join(map(_unicode_label, domain.split(".")))


def readable(text: str) -> str:
    """Return a text for people, with the domains in it in letters of their own."""
    if _PREFIX not in text:
        return text
    return _A_LABELS.sub(lambda found: _unicode_label(found[0].lower()), text)


def with_ascii_domains(text: str) -> str:
    """Return a text with what stands behind an @ in ASCII, if it is a domain."""
    return _DOMAINS.sub(lambda found: _ascii_or_as_it_is(found[0]), text)


def _ascii_or_as_it_is(domain: str) -> str:
    try:
        return domain if domain.isascii() else ascii_domain(domain)
    except ValueError:
        return domain


def _ascii_label(label: str) -> str:
    """Return the ASCII form of a label. Raises ValueError if it has none, or looks like another."""
    if label.isascii():
        return label.lower()
    import idna  # noqa: PLC0415 - its tables take longer than all else here, and few need them

    found = idna.encode(label, uts46=True).decode()
    if not found.startswith(_PREFIX):
        raise ValueError(label)  # such as the Kelvin sign, which becomes a k
    return found


def _unicode_label(label: str) -> str:
    if not label.startswith(_PREFIX):
        return label
    import idna  # noqa: PLC0415 - as above

    try:
        found = idna.decode(label)
    except idna.IDNAError:
        return label
    return found if ascii_domain(found) == label else label
