"""What a target is: a directory of the build, and a pure function that fills it."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from sportello.catalog.model import Catalog, PublicCatalog
from sportello.files import Files
from sportello.routing import RoutingTable, flatten


@dataclass(frozen=True)
class Target:
    """A target for those who run the desk: it sees the whole catalog."""

    directory: str
    files: Callable[[Catalog], Files]


@dataclass(frozen=True)
class PublicTarget:
    """A target that is published: it is given the public catalog, so it cannot leak."""

    directory: str
    files: Callable[[PublicCatalog], Files]


@dataclass(frozen=True)
class RoutingTarget:
    """A target for a mail server or a ticket system: it is given the flattened mailboxes."""

    directory: str
    files: Callable[[RoutingTable], Files]


@contextmanager
def _uncollected() -> Iterator[None]:
    # Tables and texts hold no cycles, and looking for some in 100,000 mailboxes over and over
    # takes a third of the time.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


AnyTarget: TypeAlias = Target | PublicTarget | RoutingTarget


def render(targets: Iterable[AnyTarget], catalog: Catalog) -> dict[str, bytes]:
    """Return the files of some targets by their path below the build directory.

    The public catalog and the routing table are made once for all, and only if a target asks.
    """
    public = cache(catalog.public)
    table = cache(lambda: flatten(catalog))
    found: dict[str, bytes] = {}
    for target in targets:
        match target:
            case Target():
                files = target.files(catalog)
            case PublicTarget():
                files = target.files(public())
            case RoutingTarget():
                with _uncollected():
                    files = target.files(table())
        found |= {f"{target.directory}/{path}": content for path, content in files.items()}
    return found
