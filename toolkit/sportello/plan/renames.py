"""Which entry that is gone is one that came: by what is theirs alone, never by likeness of text.

Entries of a desk look alike: any two mailboxes share nine tenths of their text. So the same thing
is told by a value that no other entry has (an address, a number), then by who names it, then by
the rare values that two entries share.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from math import log
from typing import Any, Final

import msgspec

from sportello.catalog.model import Catalog
from sportello.catalog.model.publishing import references
from sportello.catalog.model.renaming import Names, with_names
from sportello.findings import KeyPath
from sportello.plan.sections import entries_of

_LIKELY: Final = 0.5
"""How much of the weight of two entries must be shared."""


def renames(before: Catalog, after: Catalog) -> Names:
    """Return the entries that are the same under another identifier, by section."""
    open_ends = {
        section: gone
        for section in _NAMED
        if (gone := _unmatched(before, after, section)).removed and gone.added
    }
    found: dict[str, dict[str, str]] = {}
    for section, unmatched in open_ends.items():
        pairs = _by_key(before, after, section, unmatched)
        rest = unmatched.without(pairs)
        if rest.removed and rest.added:
            pairs |= _by_references(before, after, section, rest)
            rest = rest.without(pairs)
        if rest.removed and rest.added:
            pairs |= _by_rare_values(before, after, section, rest)
        if pairs:
            found[section] = pairs
    return found


@dataclass(frozen=True, slots=True)
class _Unmatched:
    removed: tuple[str, ...]
    added: tuple[str, ...]

    def without(self, pairs: Mapping[str, str]) -> "_Unmatched":
        known = set(pairs.values())
        return _Unmatched(
            tuple(each for each in self.removed if each not in pairs),
            tuple(each for each in self.added if each not in known),
        )


def _unmatched(before: Catalog, after: Catalog, section: str) -> _Unmatched:
    old, new = entries_of(before, section), entries_of(after, section)
    return _Unmatched(
        tuple(each for each in old if each not in new),
        tuple(each for each in new if each not in old),
    )


_Keys = Callable[[Catalog, Any], Iterator[object]]


def _mailbox_keys(_: Catalog, entry: Any) -> Iterator[object]:
    yield from (entry.address, *entry.aliases)


def _destination_keys(_: Catalog, entry: Any) -> Iterator[object]:
    yield entry.address


def _contact_keys(_: Catalog, entry: Any) -> Iterator[object]:
    yield from ((entry.kind, each) for each in (entry.mail, entry.phone) if each)


def _named_keys(_: Catalog, entry: Any) -> Iterator[object]:
    yield next(iter(entry.name.items()))


def _contract_keys(_: Catalog, entry: Any) -> Iterator[object]:
    yield entry.customer


def _calendar_keys(catalog: Catalog, entry: Any) -> Iterator[object]:
    years = entry.known_years(catalog.helpdesk.years.first, catalog.helpdesk.years.last)
    if years:
        yield entry.timezone, entry.timeline(years[0], years[-1])


_KEYS: Final[Mapping[str, _Keys]] = {
    "calendars": _calendar_keys,
    "contacts": _contact_keys,
    "contracts": _contract_keys,
    "destinations": _destination_keys,
    "families": _named_keys,
    "mailboxes": _mailbox_keys,
    "providers": _named_keys,
    "services": _named_keys,
    "teams": _named_keys,
}
"""What of an entry is its own, so that nothing else has it."""
_ONLY_BY_KEY: Final = frozenset({"contracts", "destinations", "mailboxes"})
"""The sections of which an entry with another key is another thing."""
_NAMED: Final = (*_KEYS, "operational_levels", "policies", "severities")


def _by_key(before: Catalog, after: Catalog, section: str, unmatched: _Unmatched) -> dict[str, str]:
    """Return the pairs that share what is one entry's own, in each catalog."""
    if section not in _KEYS:
        return {}
    old, new = (_holders(catalog, section) for catalog in (before, after))
    candidates = Counter[tuple[str, str]]()
    for key, names in old.items():
        others = new.get(key, ())
        if len(names) == len(others) == 1:
            pair = names[0], others[0]
            if pair[0] in unmatched.removed and pair[1] in unmatched.added:
                candidates[pair] += 1
    return _one_to_one(candidates)


def _holders(catalog: Catalog, section: str) -> dict[object, list[str]]:
    found: dict[object, list[str]] = {}
    for name, entry in entries_of(catalog, section).items():
        for key in _KEYS[section](catalog, entry):
            found.setdefault(key, []).append(name)
    return found


def _by_references(
    before: Catalog, after: Catalog, section: str, unmatched: _Unmatched
) -> dict[str, str]:
    """Return the pairs that are named by the same entries, of which nothing else has changed."""
    if section in _ONLY_BY_KEY:
        return {}
    users = [
        _users(catalog, section, {*unmatched.removed, *unmatched.added})
        for catalog in (before, after)
    ]
    candidates = Counter(
        (old, new)
        for old in unmatched.removed
        for new in unmatched.added
        if (named := users[0].get(old)) and named == users[1].get(new)
    )
    pairs = _one_to_one(candidates)
    return {
        old: new
        for old, new in pairs.items()
        if all(
            with_names(_entry(before, path), {section: pairs}) == _entry(after, path)
            for path in users[0][old]
        )
    }


def _users(catalog: Catalog, section: str, wanted: Set[str]) -> dict[str, set[KeyPath]]:
    """Return which entries name each of these."""
    found: dict[str, set[KeyPath]] = {}
    for other in Catalog.__struct_fields__:
        for name, entry in entries_of(catalog, other).items():
            for named_section, named in references(entry):
                if named_section == section and named in wanted:
                    found.setdefault(named, set()).add((other, name))
    return found


def _entry(catalog: Catalog, path: KeyPath) -> Any:
    section, name = path
    return entries_of(catalog, str(section)).get(str(name))


def _by_rare_values(
    before: Catalog, after: Catalog, section: str, unmatched: _Unmatched
) -> dict[str, str]:
    """Return the pairs that share more of what is rare than either does with anything else.

    The weight of a value is the logarithm of how few entries have it.
    """
    if section in _ONLY_BY_KEY:
        return {}
    old = {name: _leaves(each) for name, each in entries_of(before, section).items()}
    new = {name: _leaves(each) for name, each in entries_of(after, section).items()}
    having = Counter(leaf for each in (*old.values(), *new.values()) for leaf in each)
    total = len(old) + len(new)
    weight = {leaf: log(total / count) for leaf, count in having.items()}

    def likeness(one: frozenset[object], other: frozenset[object]) -> float:
        larger = max(sum(weight[leaf] for leaf in each) for each in (one, other))
        return sum(weight[leaf] for leaf in one & other) / larger if larger else 0.0

    candidates = Counter[tuple[str, str]]()
    for gone in unmatched.removed:
        scores = sorted(
            ((likeness(old[gone], new[came]), came) for came in unmatched.added), reverse=True
        )
        best, came = scores[0]
        others = [
            *(likeness(old[gone], each) for name, each in new.items() if name != came),
            *(likeness(new[came], each) for name, each in old.items() if name != gone),
        ]
        if best >= max(_LIKELY, (1 + max(others, default=0.0)) / 2):
            candidates[gone, came] += 1
    return _one_to_one(candidates)


def _leaves(entry: Any) -> frozenset[object]:
    """Return the values in an entry, each with the keys that lead to it."""
    return frozenset(_leaves_below(msgspec.to_builtins(entry, enc_hook=repr), ()))


def _leaves_below(value: Any, path: tuple[str, ...]) -> Iterator[object]:
    match value:
        case Mapping():
            for key, each in value.items():
                yield from _leaves_below(each, (*path, str(key)))
        case list() | tuple():
            for each in value:
                yield from _leaves_below(each, path)
        case _:
            yield path, str(value)


def _one_to_one(candidates: Counter[tuple[str, str]]) -> dict[str, str]:
    """Return the pairs of which neither side is in another pair."""
    olds, news = (Counter(pair[side] for pair in candidates) for side in (0, 1))
    return {old: new for old, new in candidates if olds[old] == news[new] == 1}
