"""What a deploy changes, in files and in addresses, and whether it drops too many of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sportello.deploy.refused import Refused
from sportello.deploy.release import Route
from sportello.findings import first_lines

SHOWN_ROUTES = 20
"""Addresses of a kind that are printed; a plan on 10,000 lines is not read."""
_SHARE = 10


@dataclass(frozen=True, slots=True)
class DeployChanges:
    """Paths of files that are new, changed and gone; addresses with their old and new routes.

    An address that is not delivered any more counts as removed, also if its senders now get a
    text. `rerouted` are those that end elsewhere or are refused otherwise, `retagged` those where
    only the tags or what the script does differ. `before` is how many were delivered.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    added: Mapping[str, Route]
    removed: Mapping[str, Route]
    rerouted: Mapping[str, tuple[Route, Route]]
    retagged: Mapping[str, tuple[Route, Route]]
    before: int

    def files(self) -> frozenset[str]:
        """Return the paths of all files that differ."""
        return frozenset((*self.new, *self.changed, *self.gone))

    def lines(self) -> Iterator[str]:
        """Yield the changes for people."""
        for verb, paths in (("new", self.new), ("changed", self.changed), ("gone", self.gone)):
            if paths:
                yield f"  {verb:<9}{', '.join(paths)}"
        counts = (
            f"{len(found)} {verb}"
            for verb, found in (
                ("added", self.added),
                ("removed", self.removed),
                ("rerouted", self.rerouted),
            )
        )
        marked = f", {len(self.retagged)} tagged otherwise" if self.retagged else ""
        yield f"  addresses: {', '.join(counts)}{marked}"
        yield from _shown([f"    + {each}  {to}" for each, to in self.added.items()])
        yield from _shown([f"    - {each}  was {to}" for each, to in self.removed.items()])
        yield from _shown(
            [f"    ~ {each}  {new}  was {old}" for each, (old, new) in self.rerouted.items()]
        )
        yield from _shown(
            [f"    ~ {each}  {_changed_tags(*routes)}" for each, routes in self.retagged.items()]
        )


def compare(
    files: tuple[Mapping[str, str], Mapping[str, str]],
    addresses: tuple[Mapping[str, Route], Mapping[str, Route]],
) -> DeployChanges:
    """Return the changes between the old and the new digests, and the old and new routes."""
    old, new = files
    were, are = addresses
    before = {address: route for address, route in were.items() if route.deliver}
    after = {address: route for address, route in are.items() if route.deliver}
    other = {
        each: (were[each], to)
        for each, to in are.items()
        if each in were and were[each] != to and (each in before) == (each in after)
    }
    return DeployChanges(
        new=tuple(path for path in new if path not in old),
        changed=tuple(path for path in new if path in old and old[path] != new[path]),
        gone=tuple(path for path in old if path not in new),
        added={each: to for each, to in after.items() if each not in before},
        removed={each: to for each, to in before.items() if each not in after},
        rerouted={each: pair for each, pair in other.items() if _is_moved(*pair)},
        retagged={each: pair for each, pair in other.items() if not _is_moved(*pair)},
        before=len(before),
    )


def too_many_removed(changes: DeployChanges, allowed: int | None) -> Refused | None:
    """Return why so many addresses may not be dropped, or None.

    Without a number that is allowed, one address in ten may go.
    """
    limit = changes.before // _SHARE if allowed is None else allowed
    count = len(changes.removed)
    if count <= limit:
        return None
    share = 100 * count / changes.before
    names = ", ".join(first_lines([*changes.removed], 3, "…"))
    rule = "more than 10 %" if allowed is None else f"more than the {allowed} that are allowed"
    return Refused(
        f"this drops {count} of {changes.before} addresses ({share:.0f} %), {rule}: {names}",
        f"if that is meant, deploy with --allow-removals {count}; nothing was changed",
    )


def _is_moved(old: Route, new: Route) -> bool:
    return (old.deliver, old.refuse) != (new.deliver, new.refuse)


def _changed_tags(old: Route, new: Route) -> str:
    """Say which tags differ; if none does, a rule came or went, which only the script knows."""
    differing = [
        f"{name}: {new.tags.get(name, 'none')}  was {old.tags.get(name, 'none')}"
        for name in {**old.tags, **new.tags}
        if old.tags.get(name) != new.tags.get(name)
    ]
    return f"tags {'; '.join(differing)}" if differing else "other rules in the script"


def _shown(lines: list[str]) -> list[str]:
    return first_lines(lines, SHOWN_ROUTES, "    … and {} more")
