"""Which addresses a server is asked about."""

from collections.abc import Mapping
from itertools import islice

from sportello.deploy.desired import asked
from sportello.deploy.release import Route
from sportello.deploy.server import Server


def sample(first: Mapping[str, Route], rest: Mapping[str, Route], size: int) -> dict[str, Route]:
    """Return up to `size` addresses to ask a server about: half of what changed, and others.

    The others are spread over the whole; what is asked is always the same for the same input.
    """
    taken = dict(islice(first.items(), max(size // 2, size - len(rest))))
    others = [address for address in rest if address not in taken]
    number = size - len(taken)
    spread = islice(others, 0, None, max(len(others) // max(number, 1), 1))
    return taken | {address: rest[address] for address in islice(spread, number)}


def questions(
    server: Server, first: Mapping[str, Route], rest: Mapping[str, Route]
) -> dict[str, Route]:
    """Return the addresses to ask this server about, as it has to be asked for them."""
    askable = [
        {address: route for address, route in each.items() if server.asks(route)}
        for each in (first, rest)
    ]
    found = sample(askable[0], askable[1], server.samples)
    return {asked(address): route for address, route in found.items()}
