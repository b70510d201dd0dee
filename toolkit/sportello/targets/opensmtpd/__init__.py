"""OpenSMTPD: tables for virtual expansion.

Files: `domains`, `addresses`, `catch_all`, `destinations`, `virtual`, and, without any text of the
catalog, `smtpd.conf` and `README.txt`.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files as package_files

from sportello.files import Files
from sportello.routing import Refusal, RoutingTable
from sportello.routing.address import domain_of
from sportello.targets.aliases import ADDRESSES, Aliases, aliases, is_key
from sportello.targets.target import GENERATED, RoutingTarget

_SPECIAL = re.compile(r"""[\\,'"]""")
_ERROR = r"""error:5\d\d 5\.\d\.\d (?:[^\\,'"]|\\[\\,'"])+"""
_VALUE = re.compile(rf"(?=[ -~]*\Z)(?:{ADDRESSES}|{_ERROR}(?<! ))?")
_UNKNOWN = Refusal(550, "5.1.1", "User unknown")
_NOBODY = "none.invalid"
"""A domain that never exists (RFC 2606), for tables without entries: OpenSMTPD takes none empty."""

_CHECK = "# Check: smtpd -n   (it must say: configuration OK)\n"
_ABOUT = {
    "domains": "# The domains that are the help desk's alone, one a line.\n",
    "addresses": "# The addresses in domains that hold other people's mailboxes too.\n",
    "catch_all": "# The domains of which every other address goes to the help desk too.\n",
    "destinations": "# The addresses in these domains that a catch-all must leave alone.\n",
    "virtual": "# Where the mail of each address goes, and what is refused.\n",
}


def render(table: RoutingTable) -> Files:
    """Return the tables and the files that say how to install them."""
    found = aliases(table)
    static = package_files(__name__)
    shared = set(found.shared)
    ours = [*found.forwards, *found.refusals]
    tables: dict[str, Iterable[tuple[str, str]]] = {
        "domains": ((domain, "") for domain in found.domains),
        "addresses": ((key, "") for key in {*ours} if key[0] != "@" and domain_of(key) in shared),
        "catch_all": ((domain, "") for domain in shared if f"@{domain}" in found.forwards),
        "destinations": ((address, "") for address in found.direct),
        "virtual": _virtual(found),
    }
    return {
        "README.txt": static.joinpath("README.txt").read_bytes(),
        "smtpd.conf": static.joinpath("smtpd.conf").read_bytes(),
        **{name: _file(_ABOUT[name], entries) for name, entries in tables.items()},
    }


def entry(key: str, value: str) -> str:
    """Return one line of a table.

    A comma or a line break makes another entry, and OpenSMTPD runs what begins with a bar and
    writes to what begins with a slash. Raises ValueError if key or value is not of the grammar
    that is safe.
    """
    if not is_key(key) or not _VALUE.fullmatch(value):
        raise ValueError(f"not fit for a table of OpenSMTPD: {key!r} {value!r}")
    return f"{key}  {value}".rstrip() + "\n"


def _file(about: str, entries: Iterable[tuple[str, str]]) -> bytes:
    lines = [entry(key, value) for key, value in sorted(entries)]
    return (GENERATED + about + _CHECK + "".join(lines or [entry(_NOBODY, "")])).encode("ascii")


def _virtual(found: Aliases) -> Iterator[tuple[str, str]]:
    for key, addresses in found.forwards.items():
        yield key, ", ".join(addresses)
    for key, refusal in found.refusals.items():
        if refusal is not None:
            yield key, _refused(refusal)
    for domain in (*found.domains, _NOBODY):
        if f"@{domain}" not in found.forwards:
            yield f"@{domain}", _refused(_UNKNOWN)


def _refused(refusal: Refusal) -> str:
    """Return the value that refuses; a comma would end the text, quotes would have to match."""
    return "error:" + _SPECIAL.sub(r"\\\g<0>", str(refusal))


TARGET = RoutingTarget("routing/opensmtpd", render)
