"""Canaries: words, addresses, numbers and days that nothing but an internal field holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hypothesis import strategies as st
from msgspec import Meta

from catalogs import Data, Drawer
from sportello.catalog.model import Address, Day, DayOrMinute, Part, Phone, Url
from sportello.catalog.model.scalars import Domain, Handle

WORD: Final = "xqkanarie"
"""How every canary begins that is a word; four digits follow."""
NUMBER: Final = "3477733"
"""How every phone number begins that is a canary; three digits follow."""
DAY: Final = "2071-03-02"
"""A day of a year that no public thing of these catalogs knows."""

BY_KIND: Final[Mapping[Any, str]] = {
    str: "\u00f1{}\u00df",
    Address: "{0}@{0}.example",
    Domain: "{}.example",
    Url: "https://{0}.example/{0}",
    Handle: "@{}",
    Day: DAY,
    DayOrMinute: f"{DAY}T14:30",
}
"""How values hold a word, by their types; days hold none."""
BY_PATTERN: Final = {
    "[a-z0-9-]": "{}",
    "A-Za-z0-9-": "X-{}",
    r"\S": BY_KIND[str],
    "%": "80 %",
    "a-p": "k" * 12,
}
"""How texts hold a word, by what is in the patterns that they must match."""


@dataclass
class Canaries:
    """Gives out canaries, and remembers where each one is."""

    words: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)

    def word(self, place: str) -> str:
        made = f"{WORD}{len(self.words):04}"
        self.words[made] = place
        return made

    def number(self, place: str) -> str:
        made = f"{NUMBER}{len(self.numbers):03}"
        self.numbers[made] = place
        return made


class Planter(Drawer):
    """Draws entries in which every field is there, and holds a canary if it can.

    References lead to internal entries where there are some, to those of the catalog otherwise.
    """

    def __init__(self, draw: st.DrawFn, canaries: Canaries, data: Mapping[str, Any]) -> None:
        self.draw = draw
        self.canaries = canaries
        self.languages = data["helpdesk"]["languages"]
        self.names = {name: [*each] for name, each in data.items() if isinstance(each, dict)}
        self.names |= {name: [*data["lifecycle"][name]] for name in ("types", "states")}
        self.place = ""

    def name(self, section: str, what: str = "") -> str:
        """Return an identifier for an internal entry, to which references lead from now on."""
        made = self.canaries.word(f"the name of an internal entry of {section} {what}".strip())
        self.names[section] = [made]
        return made

    def entry(self, kind: Any, section: str, *fields: str) -> Any:
        """Return a value with canaries that tell where they are."""
        self.place = ".".join((section, *fields))
        return self.value(kind, fields[-1] if fields else section)

    def some(self) -> bool:
        return True

    def text(self) -> Any:
        said = self.plain(str)
        return dict.fromkeys(self.languages, said)

    def annotated(self, kind: Any, meta: Meta, field: str) -> Any:
        if (meta.extra_json_schema or {}).get("format") == "language":
            return self.languages[0]
        for part, form in BY_PATTERN.items():
            if part in (meta.pattern or ""):
                return form.format(self.canaries.word(f"{self.place}: {field}"))
        return super().annotated(kind, meta, field)

    def part(self, kind: type[Part]) -> Data:
        before, self.place = self.place, f"{self.place} {kind.__name__}"
        made = super().part(kind)
        self.place = before
        return made

    def plain(self, kind: Any) -> Any:
        if kind is Phone:
            return f"+39 {self.canaries.number(self.place)}"
        if kind in BY_KIND:
            return BY_KIND[kind].format(self.canaries.word(self.place))
        return super().plain(kind)

    def calendar(self) -> Data:
        return {
            "timezone": "Europe/Rome",
            "name": self.text(),
            "week": {"mon-fri": "09:00-18:00"},
            "holidays": [self.names["holidays"][0]],
            "exceptions": [{"date": "2026-02-03", "closed": True, "why": self.text()}],
            "seasons": [
                {
                    "valid": {"from": "2026-07-01", "until": "2026-07-31"},
                    "week": {"mon": "10:00-11:00"},
                    "why": self.text(),
                }
            ],
        }
