"""A change of a plan, and what tells visitors of it.

Facts are read from the catalogs, since the words of a plan are those of its reviewers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from sportello.catalog.model import PublicCatalog
from sportello.catalog.model.publishing import references
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.sections import entries_of
from sportello.targets.changed import Fact, PublicChange

Facts: TypeAlias = tuple[Fact, ...]


@dataclass(frozen=True)
class Told:
    """A change of a plan between two public catalogs, ready to be told."""

    comparison: Comparison
    change: Change

    @property
    def sides(self) -> tuple[PublicCatalog, PublicCatalog]:
        """What is public before and after."""
        return self.comparison.public

    def both(self, section: str, name: str) -> tuple[Any, Any]:
        """Return an entry before and after; None where it is not there."""
        old, new = (entries_of(each, section).get(name) for each in self.sides)
        return old, new

    def of(
        self,
        kind: str,
        entry: tuple[str, str] | None = None,
        facts: tuple[Facts, Facts] = ((), ()),
        **more: Any,
    ) -> PublicChange:
        """Return what is told of an entry: the service that the change is about, unless named."""
        section, name = entry or ("services", self.change.subject)
        there = next(
            (each for each in reversed(self.both(section, name)) if each is not None), None
        )
        more.setdefault("name", getattr(there, "name", ""))
        more.setdefault("services", users(self.sides, section, name))
        since, until = self.change.since, self.change.until
        return PublicChange(
            kind, (section, name), before=facts[0], after=facts[1], since=since, until=until, **more
        )


Telling: TypeAlias = Callable[[Told], Iterator[PublicChange]]
"""What yields what visitors are told of a change."""


def plain(kind: str) -> Telling:
    """Return how a change of a service is told of which there is no more to say than its kind."""

    def tell(told: Told) -> Iterator[PublicChange]:
        yield told.of(kind)

    return tell


def users(sides: tuple[PublicCatalog, PublicCatalog], section: str, name: str) -> tuple[str, ...]:
    """Return the services whose visitors feel a change of an entry."""
    if section == "services":
        return (name,)
    if section not in {"contacts", "mailboxes"}:
        return ()
    found = (
        service
        for side in reversed(sides)
        for service, each in side.services.items()
        if (section, name) in set(references(each))
    )
    return tuple(dict.fromkeys(found))


def some(fact: Any) -> Facts:
    """Return a fact that there may be."""
    return (fact,) if fact else ()
