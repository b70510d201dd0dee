"""What is wrong with the mail routing of a catalog.

M001 an address used twice, M002 mail that goes round in a circle, M003 a mailbox without a
destination, M004 an address outside the mail domains, M006 a delivery address that no server
takes, M007 mail sent on to a retired mailbox, M008 a retirement that tells the sender nothing,
M009 a retirement's text that a mail server cannot say.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sportello.catalog.model import Address, Catalog, Mailbox
from sportello.findings import Problem, did_you_mean
from sportello.routing.address import domain_of
from sportello.routing.refusal import MAX_TEXT, ascii_text, lost_characters, written_reason
from sportello.routing.table import RoutingTable, as_of, flatten

Path = tuple[str | int, ...]


def problems(catalog: Catalog) -> Iterator[Problem]:
    """Yield everything wrong with the routing of a catalog, a family of problems after another."""
    # Judged as before every retirement: what is sound then is sound later, and M007 sees the rest.
    table = flatten(as_of(catalog, date.min))
    yield from _twice(catalog)
    yield from _claimed(table)
    yield from _circles(catalog, table)
    yield from _foreign(catalog)
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is not None:
            yield from _retirement(catalog, name, mailbox)
        elif not mailbox.deliver_to:
            yield Problem(
                "M003",
                ("mailboxes", name),
                f'mailbox "{name}" has no destination, so its mail would go nowhere',
                "add deliver_to, or retired with a successor",
                on_key=True,
            )
        yield from _unfit(table, name)
        if mailbox.retired is None:
            path = ("mailboxes", name, "deliver_to")
            yield from _dead_ends(catalog, table, path, mailbox.deliver_to)
    for domain, wanted in catalog.catch_all.items():
        yield from _dead_ends(catalog, table, ("catch_all", domain), wanted)


def _written(mailbox: Mailbox) -> Iterator[tuple[Path, Address]]:
    """Yield every address of a mailbox as often as it is written, with its path."""
    yield ("address",), mailbox.address
    for index, alias in enumerate(mailbox.aliases):
        yield ("aliases", index), alias


def _twice(catalog: Catalog) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, mailbox in catalog.mailboxes.items():
        for path, address in _written(mailbox):
            if address not in first:
                first[address] = name
                continue
            other = first[address]
            message = (
                f'{address} is written twice in mailbox "{name}"'
                if other == name
                else f'{address} is an address of both mailbox "{other}" and mailbox "{name}"'
            )
            yield Problem("M001", ("mailboxes", name, *path), message, "keep it in one place")


def _claimed(table: RoutingTable) -> Iterator[Problem]:
    for address, delivery in table.direct.items():
        name = table.owners.get(address)
        if name is not None:
            written = _written(table.catalog.mailboxes[name])
            path = next(path for path, each in written if each == address)
            yield Problem(
                "M001",
                ("mailboxes", name, *path),
                f'{address} of mailbox "{name}" is also where the destination '
                f'"{delivery.destination}" gets mail',
                "give the mailbox another address",
            )


def _circles(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    steps = {
        name: [
            (index, table.onward[destination])
            for index, destination in enumerate(mailbox.deliver_to)
            if destination in table.onward
        ]
        for name, mailbox in catalog.mailboxes.items()
    }
    edges = {name: [further for _, further in found] for name, found in steps.items() if found}
    for circle in _loops(edges):
        index = next(index for index, further in steps[circle[0]] if further == circle[1])
        yield Problem(
            "M002",
            ("mailboxes", circle[0], "deliver_to", index),
            f"mail would go round in a circle: {' → '.join(circle)}",
            "let one of these mailboxes deliver to a destination outside the circle",
        )
    heirs = {
        name: [mailbox.retired.successor]
        for name, mailbox in catalog.mailboxes.items()
        if mailbox.retired is not None and mailbox.retired.successor is not None
    }
    for circle in _loops(heirs):
        yield Problem(
            "M002",
            ("mailboxes", circle[0], "retired", "successor"),
            f"the successors go round in a circle: {' → '.join(circle)}",
            "name a mailbox that is in use",
        )


def _loops(edges: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Yield ways that lead from a node back to it; of a circle only one."""
    told: set[str] = set()
    for start in edges:
        if start in told:
            continue
        circle = _way_back(start, edges)
        if circle:
            told.update(circle)
            yield circle


def _way_back(start: str, edges: Mapping[str, list[str]]) -> list[str]:
    """Return the shortest way from `start` to itself, both ends included, or []."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for node in waiting:  # grows while it is walked: breadth first
        for further in edges.get(node, ()):
            if further == start:
                way = [start, node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1] if node != start else [start, start]
            if further not in came_from:
                came_from[further] = node
                waiting.append(further)
    return []


def _foreign(catalog: Catalog) -> Iterator[Problem]:
    for name, mailbox in catalog.mailboxes.items():
        for path, address in _written(mailbox):
            yield from _foreign_domain(catalog, ("mailboxes", name, *path), domain_of(address))
    for domain in catalog.catch_all:
        yield from _foreign_domain(catalog, ("catch_all", domain), domain)


def _foreign_domain(catalog: Catalog, path: Path, domain: str) -> Iterator[Problem]:
    if domain not in catalog.domains:
        near = did_you_mean(domain, catalog.domains)
        yield Problem(
            "M004",
            path,
            f'"{domain}" is not one of the mail domains',
            f"{near}; or add it to domains" if near else "add it to domains",
            on_key=path[0] == "catch_all",
        )


def _unfit(table: RoutingTable, name: str) -> Iterator[Problem]:
    for delivery in table.deliveries.get(name, ()):
        try:
            Address(delivery.address)
        except ValueError as error:
            yield Problem(
                "M006",
                ("mailboxes", name),
                f'mail of mailbox "{name}" to destination "{delivery.destination}" would go to '
                f"{delivery.address}, which is no good address: {error}",
                "give the mailbox a shorter identifier that ends with a letter or digit",
                on_key=True,
            )


def _dead_ends(
    catalog: Catalog, table: RoutingTable, path: Path, wanted: Iterable[str]
) -> Iterator[Problem]:
    for index, destination in enumerate(wanted):
        further = table.onward.get(destination)
        if further is not None and catalog.mailboxes[further].retired is not None:
            yield Problem(
                "M007",
                (*path, index),
                f'destination "{destination}" is the address of mailbox "{further}", '
                "which is retired",
                "deliver to a destination that is in use",
            )


def _retirement(catalog: Catalog, name: str, mailbox: Mailbox) -> Iterator[Problem]:
    if mailbox.retired is not None and not (mailbox.retired.successor or mailbox.retired.text):
        yield Problem(
            "M008",
            ("mailboxes", name, "retired"),
            f'mailbox "{name}" is retired, but senders are not told where to write',
            "add successor, or text",
        )
        return
    text = written_reason(catalog, mailbox)
    path = ("mailboxes", name, "retired", "text")
    lost = lost_characters(text)
    if lost:
        yield Problem(
            "M009",
            path,
            f'mail servers refuse mail in ASCII only, where "{lost}" cannot be said',
            "write the text with Latin letters",
        )
    if len(ascii_text(text)) > MAX_TEXT:
        yield Problem(
            "M009",
            path,
            f"the text has {len(ascii_text(text))} characters, and a mail server says "
            f"at most {MAX_TEXT} when it refuses mail",
            "shorten it",
        )
