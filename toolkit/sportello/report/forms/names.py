"""What the parts of a report are called, by the catalog and in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sportello.catalog.model import Catalog, Text
from sportello.report.figure import Table
from sportello.report.forms.sentences import month_words
from sportello.report.forms.values import NOTHING
from sportello.targets.site.phrases import labels
from sportello.wording.messages import Messages

PERIODS: Final = frozenset({"month", "quarter", "year"})
_SECTIONS: Final = {
    "service": "services",
    "family": "families",
    "provider": "providers",
    "severity": "severities",
    "policy": "policies",
}
"""The section of the catalog that has the names of what tickets are parted by."""


@dataclass(frozen=True)
class Names:
    """Names by the catalog, in the language of some messages; months in short where asked for."""

    catalog: Catalog
    messages: Messages
    short: bool = False

    def heading(self, part: str) -> str:
        """Return what a part is called: `Service`."""
        return self._headings.get(part, part)

    def value(self, part: str, value: str | None) -> str:
        """Return what one of a part is called, itself if nobody says, and a dash for none.

        Of no month yet is what is not decided.
        """
        if value is None:
            _ = self.messages
            return _("none yet") if part in PERIODS else NOTHING
        if part in PERIODS:
            return month_words(value, self.messages, short=self.short)
        if part in {"channel", "target"}:
            return labels(self.messages).get(value, value)
        named = self._entries(part).get(value)
        return named.says(self.messages.language) if named else value

    def row(self, table: Table, group: tuple[str | None, ...]) -> tuple[str, ...]:
        """Return what a row of a table is about."""
        return tuple(self.value(*each) for each in zip(table.by, group, strict=True))

    def _entries(self, part: str) -> Mapping[str, Text]:
        if part in _SECTIONS:
            section = getattr(self.catalog, _SECTIONS[part])
            return {name: entry.name for name, entry in section.items()}
        lifecycle = self.catalog.lifecycle
        if lifecycle is None or part not in {"type", "state"}:
            return {}
        kinds = lifecycle.types if part == "type" else lifecycle.states
        return {name: entry.name for name, entry in kinds.items()}

    @cached_property
    def _headings(self) -> Mapping[str, str]:
        _ = self.messages
        ours = ("service", "family", "provider", "contract", "channel", "severity", "type")
        return {
            **{part: labels(_)[part] for part in ours},
            "customer": _("Customer"),
            "month": _("Month"),
            "quarter": _("Quarter"),
            "year": _("Year"),
            "target": _("Promise"),
            "policy": _("Policy"),
            "calendar": _("Calendar"),
        }
