"""One edit of every field of every class of the model, each in a small catalog."""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from sportello.catalog.model import (
    Address,
    BodyCode,
    Catalog,
    Country,
    Day,
    DayOrMinute,
    Domain,
    OfficeCode,
    Part,
    Phone,
    Text,
    Url,
    Within,
    ZoneName,
)  # fmt: skip
from sportello.catalog.model.scalars import Handle, WeeklyHours
from sportello.plan.sections import entries_of
from sportello.worktime import Duration
from sportello.worktime.last_day import END_OF_DAY, At

_BESIDE: Final[Mapping[str, Mapping[str, Any]]] = {
    "After.if_closed": {"after": Duration.parse("3 calendar days")},
    "LeadTime.calendar": {
        "take_in_charge": Within(within=Duration.parse("3 working days"), from_="order")
    },
    "MessageConditions.calendar": {"hours": "closed"},
    "MessageConditions.hours": {"calendar": "office"},
    "MessageTest.calendar": {"hours": "closed"},
    "MessageTest.hours": {"calendar": "office"},
    "NotBefore.if_closed": {"not_before": Duration.parse("3 calendar days")},
    "Retired.forward_until": {"successor": "pay"},
    "Target.at": {"within": Duration.parse("3 working days")},
    "Target.if_closed": {"within": Duration.parse("3 calendar days")},
    "When.calendar": {"hours": "closed"},
    "Within.if_closed": {"within": Duration.parse("3 calendar days")},
}
"""What must stand beside a field that means nothing by itself."""
_WHOLE: Final[Mapping[str, tuple[str, ...]]] = {
    "Escalation": ("steps", "target"),
    "MessageRule": ("deliver_to",),
}
"""Without which fields a part has no effect."""

Edit = tuple[str, Catalog, Catalog]
"""What is edited (`contacts: Contact.phone`), and the catalog before and after."""

_LEAVES: Final[Mapping[type, tuple[Any, Any]]] = {
    Address: (Address("one@acme.example"), Address("other@acme.example")),
    At: (END_OF_DAY, At("14:00")),
    BodyCode: (BodyCode("c_a944"), BodyCode("c_h501")),
    Country: (Country("IT"), Country("DE")),
    Day: (Day("2026-12-12"), Day("2027-03-01")),
    DayOrMinute: (DayOrMinute("2026-12-12"), DayOrMinute("2027-03-01T14:30")),
    Domain: (Domain("acme.example"), Domain("bank.example")),
    Duration: (Duration.parse("4 business hours"), Duration.parse("9 business hours")),
    Handle: (Handle("@acme/one"), Handle("@acme/other")),
    OfficeCode: (OfficeCode("UF1A2B"), OfficeCode("UF3C4D")),
    Phone: (Phone("+390516033270"), Phone("+390516033271")),
    Text: (Text({"it": "Uno", "en": "One"}), Text({"it": "Altro", "en": "Other"})),
    Url: (Url("https://one.example/"), Url("https://other.example/")),
    WeeklyHours: (
        WeeklyHours({"mon-fri": "09:00-13:00"}),
        WeeklyHours({"mon-fri": "09:00-17:00"}),
    ),
    ZoneName: (ZoneName("Europe/Rome"), ZoneName("Europe/Athens")),
    bool: (False, True),
    float: (99.5, 98.0),
    int: (2, 3),
}


def edits(
    catalog: Catalog, section: str, texts: tuple[Text, Text] = _LEAVES[Text]
) -> Iterator[Edit]:
    """Yield edits of every field of what a section holds, of most of them two.

    What is written in fields of words are the `texts`.
    """
    if section == "calendars":
        return  # they are compiled, and no parts of the model
    hint = get_type_hints(Catalog, include_extras=True)[section]
    maker = Maker(catalog, texts)
    kinds = [*maker.parts_in(hint)]
    if not kinds:
        for now, other in maker.values(hint, getattr(catalog, section)):
            old, new = (replace(catalog, **{section: each}) for each in (now, other))
            yield f"Catalog.{section}", old, new
    for kind in kinds:
        name, entry = next(iter(entries_of(catalog, section).items()), ("new", None))
        base = entry if isinstance(entry, Part) else maker.value(kind, 0)
        for what, one, other in maker.edits_of(base):
            before, after = (_with(catalog, section, name, each) for each in (one, other))
            yield f"{section}: {what}", before, after


def _with(catalog: Catalog, section: str, name: str, entry: Part) -> Catalog:
    value = {**entries_of(catalog, section), name: entry} if name else entry
    return replace(catalog, **{section: value})


class Maker:
    """Makes values of a type, which name what is in a catalog."""

    def __init__(self, catalog: Catalog, texts: tuple[Text, Text]) -> None:
        self.catalog = catalog
        self.leaves: Mapping[Any, tuple[Any, Any]] = {**_LEAVES, Text: texts}

    def edits_of(self, part: Part) -> Iterator[tuple[str, Part, Part]]:
        """Yield the part before and after each edit of one of its fields, at any depth."""
        kind = type(part)
        for field, hint in get_type_hints(kind, include_extras=True).items():
            what = f"{kind.__name__}.{field}"
            whole = replace(part, **_BESIDE.get(what, {}))
            for old, new in self.values(hint, getattr(whole, field)):
                yield what, replace(whole, **{field: old}), replace(whole, **{field: new})
            for inner in self.parts_in(hint):
                held = self.value(hint, 0)
                for deeper, one, other in self.edits_of(self.value(inner, 0)):
                    old, new = (replace(part, **{field: _put(held, x)}) for x in (one, other))
                    yield deeper, old, new

    def values(self, hint: Any, now: Any) -> Iterator[tuple[Any, Any]]:
        """Yield what a field has, with each of two other values."""
        yield from ((now, other) for turn in (0, 1) if (other := self.value(hint, turn)) != now)

    def parts_in(self, hint: Any) -> Iterator[type[Part]]:
        """Yield the classes of the model that a type holds."""
        if isinstance(hint, type) and issubclass(hint, Part):
            yield hint
        for each in get_args(hint):
            yield from self.parts_in(each)

    def value(self, hint: Any, turn: int, reference: str = "") -> Any:
        """Return one of two values of a type; `reference` is the section whose names it has."""
        origin, inside = get_origin(hint), get_args(hint)
        if hint in self.leaves:
            found: Any = self.leaves[hint][turn]
        elif origin is Annotated:
            found = self._annotated(inside, turn, reference)
        elif origin is Literal:
            found = inside[turn % len(inside)]
        elif origin in {Union, UnionType}:
            kind = next(each for each in inside if each is not NoneType)
            found = self.value(kind, turn, reference)
        elif origin is tuple:
            found = (self.value(inside[0], turn, reference),)
        elif inside == (Domain, Domain):
            found = {Domain("acme.test"): Domain(("acme.example", "bank.example")[turn])}
        elif inside:
            found = {self.value(inside[0], 0): self.value(inside[1], turn, reference)}
        elif hint is str:
            found = self._name(reference, turn)
        else:
            found = self._part(hint, turn)
        return found

    def _annotated(self, inside: tuple[Any, ...], turn: int, reference: str) -> Any:
        marks = [each.extra_json_schema or {} for each in inside[1:] if isinstance(each, Meta)]
        if {"format": "language"} in marks:
            return ("it", "en")[turn]
        named = next((mark["reference"] for mark in marks if "reference" in mark), reference)
        return self.value(inside[0], turn, named)

    def _part(self, kind: type[Part], turn: int) -> Part:
        """Return a part with what it must have, or with its first field if that is nothing."""
        hints = get_type_hints(kind, include_extras=True)
        fields = msgspec.structs.fields(kind)
        written = [each.name for each in fields if each.required] or [fields[0].name]
        beside = {name: self.value(hints[name], 1) for name in _WHOLE.get(kind.__name__, ())}
        return kind(**{name: self.value(hints[name], turn) for name in written}, **beside)

    def _name(self, section: str, turn: int) -> str:
        if not section:
            return ("one", "other")[turn]
        lifecycle = self.catalog.lifecycle
        names: list[str] = [
            *(getattr(lifecycle, section, None) or entries_of(self.catalog, section))
        ]
        return names[-1] if turn else names[0]


def _put(whole: Any, part: Part) -> Any:
    """Return a value with the one part that it holds replaced."""
    match whole:
        case tuple():
            return (part,)
        case Mapping():
            return dict.fromkeys(whole, part)
    return part
