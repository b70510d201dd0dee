"""Catalogs with a canary in every place that is internal."""

import json
from collections.abc import Mapping
from copy import deepcopy
from itertools import product
from typing import Any, Final, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from catalogs import Data, catalogs, mended_data
from leak.canaries import WORD, Canaries, Planter
from leak.internal import ENTRIES, FIELDS, SECTIONS
from sportello.catalog.model import Catalog, Text
from sportello.catalog.model.helpdesk import Guide
from sportello.catalog.model.notices import EscalationStep
from sportello.directory.overlay import PersonalData


class Planted:
    """The data of a catalog with canaries in everything internal, and where they are.

    `bare` is the same catalog without its internal things, `people` is what is known of people.
    """

    def __init__(
        self, data: Data, bare: Data, people: Mapping[str, Data], canaries: Canaries
    ) -> None:
        self.data = data
        self.bare = bare
        self.people = people
        self.canaries = canaries

    def __repr__(self) -> str:
        """Say little: what is planted fills pages."""
        return f"<{len(self.canaries.words)} canaries>"

    @property
    def others(self) -> Data:
        """The same with other canaries in the same places: everything internal was edited."""
        text = json.dumps(self.data)
        assert f"{WORD}9" not in text
        others: Data = json.loads(text.replace(f"{WORD}0", f"{WORD}9"))
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
    data: Data = mended_data(draw(catalogs()))
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
    return Planted(data, bare, _plant_people(planter, data), canaries)


_KINDS: Final = get_type_hints(Catalog, include_extras=True)
"""The type of every section."""


def _plant_entries(planter: Planter, data: Data) -> None:
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


def _about_hidden(section: str, planter: Planter) -> Data:
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


def _plant_fields(planter: Planter, data: Data, public: Mapping[str, list[str]]) -> None:
    """Fill the internal fields of the public entries."""
    for section, fields in FIELDS.items():
        kind = get_args(_KINDS[section])[1]
        hints = get_type_hints(kind, include_extras=True)
        for name, field_name in product(public[section], fields):
            if "Literal" not in str(hints[field_name]) or field_name == "handles":
                made = planter.entry(hints[field_name], section, name, field_name)
                data[section][name] = {**data[section][name], field_name: made}


def _lead_to_hidden(planter: Planter, data: Data) -> None:
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


ROLE: Final = "Responsible for the counter"
"""What a person does of whom that alone is public."""
_PUBLISHED: Final[Mapping[str, Any]] = {
    "public": ["name", "role", "phone", "mail"],
    "basis": "consent",
    "keep_until": "2027-12-31",
    "valid": {"from": "2026-01-01"},
}
_PEOPLE: Final[Mapping[str, Mapping[str, Any]]] = {
    "only the role is public": {"public": ["role"], "role": ROLE},
    "no longer to be kept": {"keep_until": "2026-03-01"},
    "gone": {"valid": {"until": "2026-03-01"}},
    "without a ground": {"basis": None},
    "kept without an end": {"keep_until": None},
    "nothing is public": {"public": []},
}
"""People with a public function of whom something is not published on 2 March 2026, and why not."""


def _plant_people(planter: Planter, data: Data) -> dict[str, Data]:
    """Give public functions to people who are not public; return what is known of all people."""
    for number, (why, how) in enumerate(_PEOPLE.items()):
        person = planter.name("people", why)
        written = {"role": planter.entry(str, "people", why), **_PUBLISHED, **how}
        data["people"][person] = {key: each for key, each in written.items() if each is not None}
        data["contacts"][f"function-{number}"] = {
            "name": "Function",
            "provider": "acme",
            "phone": "+39 051 6033266",
            "person": person,
        }
    return {name: planter.entry(PersonalData, f"known of {name}") for name in data["people"]}
