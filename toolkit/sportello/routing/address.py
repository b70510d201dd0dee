"""Addresses as mail servers read them: case folded, `+detail` split off at the first plus.

A domain in letters of its own (U-labels, RFC 5890) is the same as its ASCII form (A-labels).
"""

import unicodedata

from sportello.catalog.model import mail_address

_PREFIX = "xn--"


def parse_address(written: str) -> str:
    """Return the address in lower case, without `<…>` and blanks around it.

    Any address of RFC 5321 without quotes is taken, not only those a catalog may hold: anybody
    can write to anything. Raises ValueError, with the remedy, for other text.
    """
    local, at, domain = written.strip().removeprefix("<").removesuffix(">").rpartition("@")
    return mail_address(f"{local}{at}{ascii_domain(domain)}")


def ascii_domain(domain: str) -> str:
    """Return a domain with each label that is not ASCII in its ASCII form (`xn--…`)."""
    return ".".join(
        label if label.isascii() else _PREFIX + _composed(label).encode("punycode").decode()
        for label in domain.split(".")
    )


def unicode_domain(domain: str) -> str:
    """Return a domain in lower case with each label `xn--…` in its own letters, if it has such.

    Only letters, digits and marks are taken for such: nothing else stands in the name of a
    domain (RFC 5892), and what a table gets from here is no sign of its language.
    """
    return ".".join(_in_letters(label) for label in domain.split("."))


def _in_letters(label: str) -> str:
    if not label.startswith(_PREFIX):
        return label
    try:
        found = label.removeprefix(_PREFIX).encode().decode("punycode")
    except UnicodeError:
        return label
    fit = all(each == "-" or unicodedata.category(each)[0] in "LMN" for each in found)
    return found if fit and ascii_domain(found) == label else label


def _composed(label: str) -> str:
    return unicodedata.normalize("NFC", label.lower())


def domain_of(address: str) -> str:
    """Return what stands after the @."""
    return address.rpartition("@")[2]


def without_detail(address: str) -> str:
    """Return the address without `+detail`; an address that begins with a plus has none."""
    local, _, domain = address.rpartition("@")
    user, _, _ = local.partition("+")
    return f"{user or local}@{domain}"


def with_detail(address: str, detail: str) -> str:
    """Return the address with one more `+detail` before the @."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{detail}@{domain}"


def group_name(mailbox: str) -> str:
    """Return the name of the group that a mailbox is where mail is hosted (Exchange, Google)."""
    return f"sportello-{mailbox}"
