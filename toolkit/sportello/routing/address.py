"""Addresses as mail servers read them: case folded, `+detail` split off at the first plus."""

import re

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:[a-z0-9-]+\.)+[a-z0-9-]+)")


def parse_address(written: str) -> str:
    """Return the address in lower case, without `<…>` and blanks around it.

    Any address of RFC 5321 without quotes is taken, not only those a catalog may hold: anybody
    can write to anything. Raises ValueError, with the remedy, for other text.
    """
    text = written.strip().removeprefix("<").removesuffix(">").lower()
    if not _ADDRESS.fullmatch(text):
        raise ValueError(
            f'"{written[:80]}" is not a mail address: write it like helpdesk@example.it'
        )
    if len(text.rpartition("@")[0]) > 64 or len(text) > 254:
        raise ValueError(
            f'"{written[:40]}…" is too long: an address has 64 characters before the @, 254 in all'
        )
    return text


def domain_of(address: str) -> str:
    """Return what stands after the @."""
    return address.rpartition("@")[2]


def without_detail(address: str) -> str:
    """Return the address without `+detail`; an address that begins with a plus has none."""
    local, _, domain = address.rpartition("@")
    user, _, _ = local.partition("+")
    return f"{user or local}@{domain}"


def detail_of(address: str) -> str:
    """Return what stands between the first plus and the @, or ""."""
    return address.rpartition("@")[0].partition("+")[2]


def with_detail(address: str, detail: str) -> str:
    """Return the address with one more `+detail` before the @."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{detail}@{domain}"
