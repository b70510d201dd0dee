"""Teams: a team is within another one, never within itself."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity

P001: Final = Rule("P001", Severity.ERROR)
"""A team that lies within itself.

*Una squadra che sta dentro sé stessa.*

Through its parents it would be a part of itself, so nobody could say to whom it belongs. Remove
one of the parents that the finding lists.

Bad, in `teams.yaml`:

```yaml
teams:
  one: {name: One, provider: acme, parent: two}
  two: {name: Two, provider: acme, parent: one}
```

Good:

```yaml
teams:
  one: {name: One, provider: acme}
  two: {name: Two, provider: acme, parent: one}
```
"""


def _within_itself(catalog: Catalog) -> Iterator[Problem]:
    for name in catalog.teams:
        seen: list[str] = []
        at: str | None = name
        while at is not None and at in catalog.teams and at not in seen:
            seen.append(at)
            at = catalog.teams[at].parent
        if at == name:
            yield P001.problem(
                ("teams", name, "parent"),
                f'the team "{name}" lies within itself: {" within ".join([*seen, name])}',
                "remove one of these parents",
            )


CHECKS = (_within_itself,)
