"""Google Workspace: a group for each mailbox, as tables for GAM and for the admin console.

Files: `groups.csv`, `aliases.csv`, `members/*.csv`, `recipient-address-map.csv`, and, without any
text of the catalog, `README.txt`.
"""

from sportello.files import Files
from sportello.routing import RoutingTable
from sportello.routing.address import group_name
from sportello.targets.spreadsheet import csv_table
from sportello.targets.target import RoutingTarget, static_files

_LONGEST = 250
"""Characters of the name of a file, without its ending."""


def render(table: RoutingTable) -> Files:
    """Return the tables, and the file that says how to apply them."""
    groups = {
        name: table.addresses(name) for name in sorted(table.deliveries) if table.deliveries[name]
    }
    members = {name: [each.address for each in table.served(name)] for name in groups}
    files = {name: _file_name(addresses[0], name) for name, addresses in groups.items()}
    routed = sorted(
        (address, target)
        for name, addresses in groups.items()
        for address in addresses
        for target in members[name]
    )
    return {
        **static_files(__name__, "README.txt"),
        "aliases.csv": csv_table(
            ("group", "alias"),
            ((first, alias) for first, *aliases in groups.values() for alias in aliases),
        ),
        "groups.csv": csv_table(
            ("email", "name"), ((each[0], group_name(name)) for name, each in groups.items())
        ),
        "recipient-address-map.csv": csv_table(("from", "to"), routed),
        **{
            f"members/{files[name]}.csv": csv_table(("email",), ((each,) for each in found))
            for name, found in members.items()
        },
    }


def _file_name(address: str, mailbox: str) -> str:
    # The longest addresses are longer than a file's name may be.
    return address if len(address) <= _LONGEST else f"mailbox-{mailbox}"


TARGET = RoutingTarget("routing/google", render)
