"""Damaged catalogs: a small one with some values replaced by whatever else may stand there."""

from copy import deepcopy
from typing import Any

import yaml
from hypothesis import strategies as st

from small import SMALL
from sportello.catalog.documents import Documents
from sportello.catalog.load import Loaded, build
from sportello.catalog.yaml.reader import read

WORDS = [
    "help",
    "office",
    "high",
    "closed",
    "2026-01-05",
    "08:00-18:00",
    "5 working days",
    "it",
    "",
]
LEAVES = st.one_of(
    st.sampled_from(WORDS), st.none(), st.booleans(), st.integers(-3, 3000), st.floats(), st.text(max_size=5)
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from([*WORDS, "name", "open", "when"]), inner, max_size=2)
    ),
    max_leaves=4,
)
MORE = """\
calendars.yaml:
  holidays:
    most: {country: IT, except: [--12-08]}
  calendars:
    office: {exceptions: [{date: 2nd sat, closed: true}]}
    intake: {extends: office, week: {mon-fri: "00:00-16:00"}}
    queue: {any_of: [office, intake]}
    both: {all_of: [queue, intake], timezone: Europe/Rome}
mailboxes.yaml:
  alias_domains: {acme.test: acme.example}
  mailboxes:
    help:
      rules:
        offers: {when: {subject: {is: [offer]}, not: {from: {is: [a@b.it]}}}, refuse: Wrong desk, why: W}
        quiet: {when: {hours: closed, calendar: queue}, acknowledge: none, why: W}
sla.yaml:
  lifecycle: {states: {merged: {name: Merged, category: cancelled}}}
  policies:
    base:
      when: {hours: open, calendar: queue}
      targets:
        next_update: {within: 5 calendar days, if_closed: next, stop: note}
        resolution: {within: 1 working day, at: "14:00"}
  escalations:
    silence: {in: new, steps: [{after: 1 hour, every: 1 hour, to: [staff]}], statement: S}
services/main.yaml:
  services:
    wiki: {intake_calendar: intake}
"""


def merged(one: Any, other: Any) -> Any:
    """The keys of two mappings, at every depth; else the other one."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return other
    return {
        key: merged(one.get(key, {}), other[key]) if key in other else one[key]
        for key in {**one, **other}
    }


DATA = merged({file: yaml.safe_load(text) for file, text in SMALL.items()}, yaml.safe_load(MORE))


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of everything inside a value."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path, *(place for key, each in items for place in places(each, (*path, key)))]


PLACES = [place for place in places(DATA) if place]
Changes = list[tuple[tuple[Any, ...], Any]]
CHANGES = st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3)


def damaged(changes: Changes) -> dict[str, bytes]:
    """The files of the catalog with other values in some places."""
    data: Any = deepcopy(DATA)
    for (*way, last), value in changes:
        holder = data
        for key in way:
            try:
                holder = holder[key]
            except (KeyError, IndexError, TypeError):
                break
        if isinstance(holder, dict) and isinstance(last, str):
            holder[last] = value
    return {
        file: yaml.safe_dump(content, sort_keys=False).encode() for file, content in data.items()
    }


def loaded(files: dict[str, bytes]) -> Loaded:
    """The catalog in some files."""
    return build(Documents({file: read(raw, file) for file, raw in files.items()}))
