"""Teams: a team is within another one, never within itself.

P001: a team that lies within itself, through its parents.
"""

from collections.abc import Iterator

from sportello.catalog.model import Catalog
from sportello.findings import Problem
from sportello.rules.rule import Rule


def _within_itself(catalog: Catalog) -> Iterator[Problem]:
    for name in catalog.teams:
        seen: list[str] = []
        at: str | None = name
        while at is not None and at in catalog.teams and at not in seen:
            seen.append(at)
            at = catalog.teams[at].parent
        if at == name:
            yield Problem(
                "P001",
                ("teams", name, "parent"),
                f'the team "{name}" lies within itself: {" within ".join([*seen, name])}',
                "remove one of these parents",
            )


RULES = (Rule(_within_itself),)
