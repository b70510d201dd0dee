"""Addresses as mail servers read them: case folded, `+detail` split off at the first plus.

A domain in letters of its own (U-labels, RFC 5890) is the same as its ASCII form (A-labels).
"""

from sportello.catalog.model import mail_address


def parse_address(written: str) -> str:
    """Return the address in lower case, without `<…>` and blanks around it.

    Any address of RFC 5321 without quotes is taken, not only those a catalog may hold: anybody
    can write to anything. Raises ValueError, with the remedy, for other text.
    """
    return mail_address(written.strip().removeprefix("<").removesuffix(">"))


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
