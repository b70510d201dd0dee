"""What can be wrong with expectations."""

from typing import Final

from sportello.findings import Rule, Severity

X001: Final = Rule("X001", Severity.ERROR)
"""An expectation that says nothing.

*Un'aspettativa che non dice nulla.*

The expectation asks something and says of nothing what the answer must be, so it could never
fail, and `sportello test` would guard nothing. Add what must be, such as `open: true`; the
finding lists what can be said.

Bad, in `tests/wiki.yaml`:

```yaml
hours:
  - {calendar: office, at: 2026-01-05T09:00}
```

Good:

```yaml
hours:
  - {calendar: office, at: 2026-01-05T09:00, open: true}
```
"""

X002: Final = Rule("X002", Severity.ERROR)
"""Something is other than expected.

*Qualcosa è diverso dal previsto.*

The catalog answers otherwise than expected. Either the change in the catalog is a mistake, or the
expectation is old: then change it too, and the reviewer sees both.

Bad, in `tests/wiki.yaml`:

```yaml
hours:
  - {calendar: office, at: 2026-01-05T20:00, open: true}
```

Good:

```yaml
hours:
  - {calendar: office, at: 2026-01-05T20:00, open: false}
```
"""
