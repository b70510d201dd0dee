"""Sieve for Dovecot's Pigeonhole: tags each mail with its mailbox and services, and acknowledges.

Files: `sportello.sieve`, and, without any text of the catalog, `90-sportello.conf` and
`README.txt`. The script runs for every user of the server. It knows the mailbox by the delivery
address, whose detail (RFC 5233) the routing table puts there.
"""

from importlib.resources import files as package_files

from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.targets.sieve.script import script
from sportello.targets.target import RoutingTarget


def render(table: RoutingTable) -> Files:
    """Return the script and the files that say how to install it."""
    static = package_files(__name__)
    return {
        "90-sportello.conf": static.joinpath("90-sportello.conf").read_bytes(),
        "README.txt": static.joinpath("README.txt").read_bytes(),
        "sportello.sieve": script(table).encode(),
    }


TARGET = RoutingTarget("routing/sieve", render)
