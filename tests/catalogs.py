"""Catalogs for property tests: everything that the model can hold, odd names and texts first.

The strategy walks the model's own types, so that a new field of the model is tried without a word
here. What is drawn is mended by what `check` says of it: the entries that it names go, until it has
nothing to say.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import reject
from hypothesis import strategies as st
from msgspec import Meta

from sportello.catalog.documents import Documents, parse
from sportello.catalog.load import build
from sportello.catalog.model import (
    Address,
    BodyCode,
    Catalog,
    Country,
    Day,
    DayOrMinute,
    OfficeCode,
    Part,
    Phone,
    Text,
    Url,
    ZoneName,
)
from sportello.catalog.model.scalars import Domain, Handle, WeeklyHours
from sportello.catalog.reading import Entry
from sportello.catalog.schema import FILES
from sportello.findings import Finding, Problem, Severity
from sportello.rules import check
from sportello.worktime import At, Calendar, Duration

Data = dict[str, Any]

IDENTIFIERS = st.sampled_from([
    "index", "con", "aux", "nul", "com1", "lpt9", "en", "assets", "search", "examples", "404", "-",
    "x" * 64, "x" * 65, "x" * 300, "privacy", "readme", "office", "hours", "0", "a-b", "assistance",
]) | st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True)  # fmt: skip
ODD = (
    "{{ 7*7 }}", "{% raw %}", "{#", "<script>alert(1)</script>", "<!--", "](javascript:x)", "|", "`",
    "**", "# x", "---", "&amp;", "..", "../../etc/passwd", "%s %d", "{x}", "${x}", "{promise}", "\\", "'", '"',
    "]]>", "<div markdown>", "[a](https://x.example/)", "[a](page.md)", "![](x.png)", '--8<-- "x"',
    "!!! note", '=== "Tab"', "[TOC]", "*[HTML]: x", "[^1]: x", "{: .x #y }", ":smile:", "~~~", "```",
    "1. ", "- x", "> x", "\u00e0", "\u65e5\u672c", "\U0001f389", "\ufb01", "\u0130", "a.b",
    "x@y.example", "http://x", "C:\\x", "plain", "words", "0", "\u0645\u0631\u062d\u0628\u0627", "|---|",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(ODD), min_size=1, max_size=3).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\n\n", ""]).map(lambda glue: glue.join(parts))
)
LANGUAGES = st.sampled_from(["it", "en", "de", "mt", "xx", "ti", "no", "zh", "ar", "cu"])
HOURS = st.sampled_from([
    "00:00-24:00", "09:00-18:00", ["08:00-12:30", "13:00-17:00"], "22:00-06:00", "00:00-00:01",
    "23:59-24:00"])  # fmt: skip
WEEKS = st.sampled_from([("mon-sun",), ("mon-fri",), ("sat", "sun"), ("mon", "wed-thu"), ("sun",)])
DATES = st.sampled_from(["2026-01-01", "2026-02-28", "2026-12-31", "2027-06-15", "2099-12-31"])
DURATIONS = st.sampled_from([
    "immediate", "1 business hour", "40 business hours", "9999 business hours", "8 hours",
    "1 calendar day", "3 working days", "900 working days", "1 business minute", "30 minutes"])  # fmt: skip
LONGEST = f"a@{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 52}.example"
SCALARS: Mapping[Any, st.SearchStrategy[Any]] = {
    At: st.sampled_from(["end_of_day", "same_time", "00:00", "14:00", "23:59"]),
    Address: st.sampled_from([
        "help@acme.example", "a.b+c@acme.example", "con@acme.example", "postmaster@acme.example",
        "x" * 64 + "@acme.example", "x_y@other.example", "desk@tickets.example",
        LONGEST]),
    Country: st.sampled_from(["IT", "DE", "GB"]),
    Day: DATES,
    DayOrMinute: st.sampled_from(["2026-03-02", "2026-03-03 Tuesday", "2026-03-03T14:30"]),
    Domain: st.sampled_from(["acme.example", "other.example", "shared.example"]),
    Duration: DURATIONS,
    BodyCode: st.sampled_from(["c_a944", "m_x1", "agid-x"]),
    OfficeCode: st.sampled_from(["UF1A2B", "7GEM3B"]),
    Handle: st.sampled_from(["@anna", "@acme/front", "@a-b/c.d/e_f"]),
    Phone: st.sampled_from(["+39 051 6033266", "+44 20 7946 0018"]),
    Url: st.sampled_from(["https://acme.example/", "https://x.example/a?b=c&d#e", "http://[::1]/"]),
    ZoneName: st.sampled_from(["Europe/Rome", "UTC", "Pacific/Apia", "America/New_York"]),
    bool: st.booleans(),
    int: st.integers(0, 4),
    str: TEXTS,
}  # fmt: skip

LIKELY = frozenset({"mailbox", "calendar", "deliver_to", "mail", "family"})
"""Fields without which much of what is drawn leads nowhere."""


class Drawer:
    """Draws values of the model's types; references lead to the names that were drawn first."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        sections = [name for names in FILES.values() for name in names]
        self.names = {
            name: draw(st.lists(IDENTIFIERS, min_size=1, max_size=3, unique=True))
            for name in (*sections, "states", "types")
        }
        self.languages: list[str] = draw(st.lists(LANGUAGES, min_size=1, max_size=2, unique=True))

    def some(self) -> bool:
        """Whether a thing that may be left out is there."""
        return self.draw(st.integers(0, 3)) == 0

    def text(self) -> Any:
        if self.draw(st.booleans()):
            return self.draw(TEXTS)
        return {language: self.draw(TEXTS) for language in self.languages}

    def part(self, kind: type[Part]) -> Data:
        hints = get_type_hints(kind, include_extras=True)
        drawn = {}
        for field in msgspec.structs.fields(kind):
            if field.name == "site":
                drawn["site"] = self.draw(st.sampled_from(["https://x.example/a", "http://[::1]/"]))
            elif field.required or field.name in LIKELY or self.some():
                drawn[field.encode_name] = self.value(hints[field.name], field.name)
        return drawn

    def value(self, hint: Any, field: str = "") -> Any:
        origin, arguments = get_origin(hint), get_args(hint)
        if hasattr(hint, "__metadata__"):
            return self.annotated(arguments[0], hint.__metadata__[0], field)
        if origin is Literal:
            return self.draw(st.sampled_from(arguments))
        if origin in {Union, UnionType}:
            return self.value(next(each for each in arguments if each is not NoneType), field)
        if origin is tuple:
            return [self.value(arguments[0]) for _ in range(self.draw(st.integers(1, 2)))]
        if origin is not None and issubclass(origin, Mapping):
            names = self.names.get(field, []) if arguments[0] is not Domain else []
            keys = names or [self.value(arguments[0]) for _ in range(self.draw(st.integers(1, 2)))]
            return {key: self.value(arguments[1]) for key in keys}
        return self.plain(hint)

    def annotated(self, kind: Any, meta: Meta, field: str) -> Any:
        marked = (meta.extra_json_schema or {}).get("reference")
        if marked is not None:
            return self.draw(st.sampled_from(self.names[marked]))
        if (meta.extra_json_schema or {}).get("format") == "language":
            return self.draw(LANGUAGES)
        if meta.pattern is not None and "[a-z0-9-]" in meta.pattern:
            return self.draw(IDENTIFIERS)
        if meta.pattern is not None:
            return self.draw(st.sampled_from(["80 %", "X-Form", "word"]))
        if kind in {int, float}:
            return self.draw(st.integers(1, 4))
        return self.value(kind, field)

    def plain(self, kind: Any) -> Any:
        if kind is Text:
            return self.text()
        if kind is Calendar:
            return self.calendar()
        if kind is WeeklyHours:
            return self.week()
        if isinstance(kind, type) and issubclass(kind, Part):
            return self.part(kind)
        return self.draw(SCALARS[kind])

    def week(self) -> Data:
        return {days: self.draw(HOURS) for days in self.draw(WEEKS)}

    def calendar(self) -> Data:
        drawn: Data = {"timezone": self.draw(SCALARS[ZoneName]), "week": self.week()}
        if self.some():
            drawn["name"] = {language: self.draw(TEXTS) for language in self.languages}
        if self.some():
            drawn["holidays"] = self.names["holidays"][:1]
        if self.some():
            drawn["exceptions"] = [{"date": self.draw(DATES), "closed": True, "why": self.text()}]
        if self.some():
            first, last = sorted(self.draw(st.tuples(DATES, DATES)))
            valid = {"from": first, "until": last}
            drawn["seasons"] = [{"valid": valid, "week": self.week(), "why": self.text()}]
        return drawn

    def holidays(self) -> Data:
        if self.draw(st.booleans()):
            return {"country": self.draw(st.sampled_from(["IT", "DE", "CN", "TR"]))}
        return {"dates": [self.draw(DATES | st.just("--12-24"))]}


SOUND: Data = {
    "name": "Desk",
    "languages": ["it", "en"],
    "timezone": "Europe/Rome",
    "site": "https://support.example/",
    "years": {"first": 2026, "last": 2027},
}
"""What helpdesk.yaml cannot do without."""


@st.composite
def catalogs(draw: st.DrawFn) -> dict[str, Data]:
    """Draw the data of the files of a catalog, by section."""
    drawer = Drawer(draw)
    hints = get_type_hints(Catalog, include_extras=True)
    years = draw(st.sampled_from([(2026, 2027), (2026, 2026), (2020, 2024), (2099, 2100)]))
    found: dict[str, Any] = {
        "helpdesk": {
            **drawer.part(hints["helpdesk"]),
            "languages": drawer.languages,
            "years": dict(zip(("first", "last"), years, strict=True)),
        }
    }
    for section in hints.keys() - {"helpdesk"}:
        found[section] = drawer.value(hints[section], section)
    found["domains"] = ["acme.example", "other.example", LONGEST.partition("@")[2]]
    found["holidays"] = {name: drawer.holidays() for name in drawer.names["holidays"]}
    return found


class Traced(Documents):
    """Documents that remember of each finding where in the data it is."""

    def find(self, problem: Problem) -> Finding:
        finding = super().find(problem)
        self.paths[finding] = problem.path
        return finding

    @cached_property
    def paths(self) -> dict[Finding, tuple[str | int, ...]]:
        return {}


def traced(data: Mapping[str, Data]) -> Traced:
    """Return data as the files of a catalog."""
    found = parse([Entry(name, name, text.encode()) for name, text in texts(data).items()])
    return Traced(found.files, found.unknown, found.unread)


def texts(data: Mapping[str, Data]) -> dict[str, str]:
    """Return the texts of the files of a catalog by their patterns, such as `services/*.yaml`."""
    found = {}
    for pattern, sections in FILES.items():
        held = {name: part for name in sections if (part := _part(data, name, pattern))}
        found[pattern] = json.dumps(held.get("helpdesk", held), ensure_ascii=False)
    return found


def _part(data: Mapping[str, Data], section: str, pattern: str) -> Any:
    """Return what of a section stands in a file: its share of the entries, if others have some."""
    holders = [file for file, sections in FILES.items() if section in sections]
    content = data.get(section)
    if len(holders) == 1 or not content:
        return content
    return dict([*content.items()][holders.index(pattern) :: len(holders)])


def mended(data: Mapping[str, Data]) -> Catalog:
    """Return the catalog without the values that `check` finds wrong."""
    return build(traced(mended_data(data))).catalog


def mended_data(data: Mapping[str, Data]) -> dict[str, Data]:
    """Return the data without the values that `check` finds wrong."""
    rest = deepcopy(dict(data))
    for _ in range(60):
        sources = traced(rest)
        loaded = build(sources)
        if all(each.severity is not Severity.ERROR for each in check(loaded)):
            return rest
        wrong = {path for each, path in sources.paths.items() if each.severity is Severity.ERROR}
        # From the end of each list, so that the places of the others stay true.
        for path in sorted(wrong, key=lambda path: [f"{step:9}" for step in path], reverse=True):
            _remove(rest, path)
    reject()  # a mistake that nothing less mends
    raise AssertionError


def _remove(data: Any, path: tuple[str | int, ...]) -> None:
    if path[:2] in {("helpdesk", name) for name in SOUND}:
        data["helpdesk"][path[1]] = SOUND[str(path[1])]
        return
    *way, last = path
    try:
        for step in way:
            data = data[step]
        del data[last]
    except (KeyError, IndexError):  # gone with what it stood in
        return
