"""Loops: no mailbox leads back to itself."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.routing.table import RoutingTable

M002: Final = Rule("M002", Severity.ERROR)
"""Mail goes round in a loop.

*La posta gira in tondo.*

These mailboxes send their mail on to each other, or name each other as successors, so mail of
customers would reach nobody. Let one of them deliver to a destination that is no address of
another mailbox, or name a successor that is in use.

Bad, in `mailboxes.yaml`:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  back: {name: Back, kind: team, address: help@acme.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [back]
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
```
"""


def _looping(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    steps = {
        name: [
            (index, table.mailbox_destinations[destination])
            for index, destination in enumerate(mailbox.deliver_to)
            if destination in table.mailbox_destinations
        ]
        for name, mailbox in catalog.mailboxes.items()
    }
    edges = {name: [further for _, further in found] for name, found in steps.items() if found}
    for loop in _loops(edges):
        index = next(index for index, further in steps[loop[0]] if further == loop[1])
        yield M002.problem(
            ("mailboxes", loop[0], "deliver_to", index),
            f"mail would go round in a loop: {' → '.join(loop)}",
            "let one of these mailboxes deliver to a destination outside the loop",
        )
    successors = {
        name: [mailbox.retired.successor]
        for name, mailbox in catalog.mailboxes.items()
        if mailbox.retired is not None and mailbox.retired.successor is not None
    }
    for loop in _loops(successors):
        yield M002.problem(
            ("mailboxes", loop[0], "retired", "successor"),
            f"the successors go round in a loop: {' → '.join(loop)}",
            "name a mailbox that is in use",
        )


def _loops(edges: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Yield ways that lead from a node back to it; of a loop only one."""
    edges = _circling(edges)
    reported: set[str] = set()
    for start in edges:
        if start in reported:
            continue
        loop = _shortest_loop(start, edges)
        if loop:
            reported.update(loop)
            yield loop


def _circling(edges: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return edges without the nodes that only lead to loops, or away from them, or to none.

    Walked one by one, a line of successors would take time with the square of its length.
    """
    ahead = {node: {each for each in others if each in edges} for node, others in edges.items()}
    behind: dict[str, set[str]] = {node: set() for node in edges}
    for node, others in ahead.items():
        for each in others:
            behind[each].add(node)
    for here, there in ((ahead, behind), (behind, ahead)):
        ends = [node for node, others in here.items() if not others]
        for node in ends:  # grows while it is walked
            for each in there.pop(node):
                here[each].discard(node)
                if not here[each]:
                    ends.append(each)
            del here[node]
    return {node: others for node, others in edges.items() if node in ahead}


def _shortest_loop(start: str, edges: Mapping[str, list[str]]) -> list[str]:
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


ROUTING_CHECKS = (_looping,)
