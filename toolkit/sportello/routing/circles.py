"""Mailboxes that lead back to themselves."""

from collections.abc import Iterator, Mapping

from sportello.catalog.model import Catalog
from sportello.findings import Problem
from sportello.routing.table import RoutingTable


def circles(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    """Yield M002: mailboxes that send mail on to each other, and successors of each other."""
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
