"""Canaries: words, addresses, numbers and days that nothing but an internal field holds."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from msgspec import Meta

from catalogs import Data, Drawer, catalogs, mended_data
from leak.internal import ENTRIES, FIELDS, SECTIONS
from sportello.catalog.model import (
    Address,
    Catalog,
    Day,
    DayOrMinute,
    Part,
    Phone,
    Text,
    Url,
)
from sportello.catalog.model.helpdesk import Guide
from sportello.catalog.model.notices import EscalationStep
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


class Planted:
    """The data of a catalog with canaries in everything internal, and where they are.

    `bare` is the same catalog without its internal things.
    """

    def __init__(self, data: dict[str, Any], bare: dict[str, Any], canaries: Canaries) -> None:
        self.data = data
        self.bare = bare
        self.canaries = canaries

    def __repr__(self) -> str:
        """Say little: what is planted fills pages."""
        return f"<{len(self.canaries.words)} canaries>"

    @property
    def others(self) -> dict[str, Any]:
        """The same with other canaries in the same places: everything internal was edited."""
        text = json.dumps(self.data)
        assert f"{WORD}9" not in text
        others: dict[str, Any] = json.loads(text.replace(f"{WORD}0", f"{WORD}9"))
        return others

    def place(self, canary: str) -> str:
        """Return where a canary is."""
        known = self.canaries.words | self.canaries.numbers
        return known.get(canary.replace(f"{WORD}9", f"{WORD}0"), canary)


LEAST: Final[Mapping[str, Mapping[str, Any]]] = {
    "providers": {"acme": {"name": "Acme"}},
    "teams": {"front": {"name": "Front", "provider": "acme"}},
    "contacts": {"hotline": {"name": "Hotline", "provider": "acme", "phone": "+39 051 6033266"}},
    "calendars": {"office": {"timezone": "Europe/Rome", "week": {"mon-fri": "09:00-18:00"}}},
    "severities": {"high": {"name": "High", "rank": 90}},
    "mailboxes": {"hello": {"address": "hello@acme.example"}},
    "services": {
        "tool": {"name": "Tool", "provider": "acme", "calendar": "office", "mailbox": "hello"}
    },
    "announcements": {
        "fair": {"title": "Fair", "kind": "go-live", "from": "2026-03-02", "until": "2026-03-03"}
    },
}
"""Public entries that every catalog has, so that each field has a place."""

TICKETS: Final = {
    "types": {"incident": {"name": "Incident"}},
    "states": {"new": {"name": "New", "category": "new"}},
}
"""What every lifecycle has."""


@st.composite
def planted(draw: st.DrawFn) -> Planted:
    """Draw a catalog with a canary in everything that is internal."""
    data: dict[str, Any] = mended_data(draw(catalogs()))
    for section, entries in LEAST.items():
        data[section] = {**data.get(section, {}), **entries}
    lifecycle = data.get("lifecycle", {})
    data["lifecycle"] = lifecycle | {
        section: {**lifecycle.get(section, {}), **entries} for section, entries in TICKETS.items()
    }
    bare = deepcopy(data)
    public = {section: [*data.get(section, {})] for section in FIELDS}
    canaries = Canaries()
    planter = Planter(draw, canaries, data)
    _plant_entries(planter, data)
    _plant_fields(planter, data, public)
    _lead_to_hidden(planter, data)
    return Planted(data, bare, canaries)


_KINDS: Final = get_type_hints(Catalog, include_extras=True)
"""The type of every section."""


def _plant_entries(planter: Planter, data: dict[str, Any]) -> None:
    """Add the internal entries, which name each other."""
    holidays = planter.name("holidays")
    closed = {"date": "2026-02-04", "name": planter.entry(str, "holidays", "name")}
    data.setdefault("holidays", {})[holidays] = {"dates": [closed]}
    names = {
        section: [planter.name(section, str(how)) for how in ways]
        for section, ways in ENTRIES.items()
    }
    for section in SECTIONS:
        if get_origin(_KINDS[section]) is not tuple and section in _NAMED:
            planter.name(section)
    for section in SECTIONS:
        made = planter.entry(_KINDS[section], section)
        if isinstance(made, dict):
            data[section] = {**data.get(section, {}), **made}
        else:
            data[section] = [*data.get(section, []), *made]
    for person in data["people"].values():
        for published in ("public", "basis", "keep_until"):
            person.pop(published, None)
    for section, ways in ENTRIES.items():
        kind = Guide if section == "guides" else get_args(_KINDS[section])[1]
        held = data["helpdesk"] if section == "guides" else data
        for name, how in zip(names[section], ways, strict=True):
            entry = {**planter.entry(kind, section), **how, **_about_hidden(section, planter)}
            written = {key: each for key, each in entry.items() if each is not None}
            held[section] = {**held.get(section, {}), name: written}


_NAMED: Final = {"people", "rotas", "destinations", "contracts", "operational_levels", "exports"}
"""The internal sections whose entries have names of the desk's own."""


def _about_hidden(section: str, planter: Planter) -> dict[str, Any]:
    """Return what makes an entry internal by what it is about, or by whom it reaches."""
    match section:
        case "escalations":
            step = planter.entry(EscalationStep, section, "steps")
            return {"steps": [{**step, "to": ["lead", "management"]}]}
        case "policies":
            return {"when": {"contract": planter.names["contracts"]}, "overrides": None}
        case "availability":
            return {"service": planter.names["services"]}
    return {}


def _plant_fields(planter: Planter, data: dict[str, Any], public: Mapping[str, list[str]]) -> None:
    """Fill the internal fields of the public entries."""
    for section, fields in FIELDS.items():
        kind = get_args(_KINDS[section])[1]
        hints = get_type_hints(kind, include_extras=True)
        for name, field_name in product(public[section], fields):
            if "Literal" not in str(hints[field_name]) or field_name == "handles":
                made = planter.entry(hints[field_name], section, name, field_name)
                data[section][name] = {**data[section][name], field_name: made}


def _lead_to_hidden(planter: Planter, data: dict[str, Any]) -> None:
    """Let public entries name internal ones, wherever they can."""
    service, contact, mailbox = (
        planter.names[section][0] for section in ("services", "contacts", "mailboxes")
    )

    def text(place: str) -> Any:
        return planter.entry(Text, place)

    data["services"]["tool"] |= {
        "contacts": ["hotline", contact],
        "channels": [
            {"kind": "mail", "mailbox": mailbox, "name": text("a channel to a hidden mailbox")},
            {"kind": "phone", "contact": contact, "name": text("a channel to a hidden contact")},
        ],
    }
    data["contacts"]["hotline"] |= {"out_of_hours": contact, "mailbox": mailbox}
    data["mailboxes"]["old"] = {
        "address": "old@acme.example",
        "retired": {"since": "2026-01-01", "successor": mailbox},
    }
    data["announcements"] |= {
        "about-hidden": {
            "title": text("the title of an announcement about a hidden service"),
            "kind": "maintenance",
            "from": "2026-03-02",
            "until": "2026-03-03",
            "services": [service],
        },
        "closes": {
            "title": text("the title of a hidden announcement that closes a public calendar"),
            "text": text("the text of a hidden announcement that closes a public calendar"),
            "kind": "closure",
            "from": "2026-03-04",
            "until": "2026-03-04",
            "calendars": ["office"],
            "closed": True,
            "visibility": "internal",
        },
    }
    steps = [
        {"after": "1 business hour", "to": ["requester"]},
        {**planter.entry(EscalationStep, "escalations", "steps"), "to": ["management"]},
    ]
    data["escalations"]["for-both"] = {"statement": "We tell you", "steps": steps}
    data["policies"]["about-hidden"] = {
        "name": text("the name of a policy for a hidden service"),
        "when": {"service": [service]},
        "targets": {"first_response": {"within": "8 hours"}},
    }
    data["priority"] = {
        "set_by": "desk",
        "default": "high",
        "rules": {
            "about-hidden": {
                "when": {"service": [service]},
                "severity": "high",
                "why": text("the reason of a rule for a hidden service"),
            }
        },
    }
