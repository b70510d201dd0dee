"""What a server should have and do: the files of the target, and each address's fate."""

from collections.abc import Iterable
from dataclasses import dataclass

from sportello.catalog.model import Catalog
from sportello.deploy.release import Route, digests
from sportello.files import Files
from sportello.routing import RoutingTable, flatten, route
from sportello.targets import all_targets, render


@dataclass(frozen=True)
class Desired:
    """The files of one target, the routes of all addresses, and the revision of the catalog."""

    target: str
    files: Files
    digests: dict[str, str]
    addresses: dict[str, Route]
    revision: str
    table: RoutingTable

    def route(self, address: str) -> Route:
        """Return the fate of any address, also of one that the catalog does not hold."""
        return _route(self.table, address)


def desired(target: str, catalog: Catalog, revision: str) -> Desired:
    """Return what a target such as "postfix" should have by a catalog, as of one day.

    Raises LookupError if there is no such target.
    """
    directory = f"routing/{target}"
    found = [each for each in all_targets() if each.directory == directory]
    if not found:
        raise LookupError(target)
    rendered = render(found, catalog)
    files = {path.removeprefix(f"{directory}/"): each for path, each in rendered.items()}
    table = flatten(catalog)
    addresses = {address: _route(table, address) for address in _addresses(table)}
    return Desired(target, files, digests(files), addresses, revision, table)


def _addresses(table: RoutingTable) -> Iterable[str]:
    return (*table.owners, *(f"@{domain}" for domain in table.catch_all))


def asked(address: str) -> str:
    """Return the address to ask a server for: a catch-all is asked with a name that nobody has."""
    return f"sportello-probe{address}" if address.startswith("@") else address


def _route(table: RoutingTable, address: str) -> Route:
    decision = route(table, asked(address))
    ruled = decision.mailbox is not None and bool(table.rules.get(decision.mailbox))
    owner = table.owner(address)
    served = decision.deliveries if owner is None or decision.refusal else table.served(owner)
    return Route(
        deliver=tuple(each.address for each in served),
        refuse="" if decision.refusal is None else str(decision.refusal),
        tags=dict(decision.tags),
        scripted=tuple(
            each.address for each in decision.deliveries if not ruled and table.is_scripted(each)
        ),
    )
