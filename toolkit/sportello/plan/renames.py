"""Which entry that is gone is one that came: by what is theirs alone, never by likeness of text.

Entries of a desk look alike: any two mailboxes share nine tenths of their text. So the same thing
is told by a value that no other entry has (an address, a number), then by who names it, then by
the rare values that two entries share.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.publishing import references
from sportello.catalog.model.renaming import Names, with_names
from sportello.findings import KeyPath
from sportello.plan.likeness import Likeness
from sportello.plan.sections import entries_of

_LIKELY: Final = 0.5
"""How much of the weight of two entries must be shared."""
_SURE: Final = 0.9
"""How much, if they are called otherwise: two modules of a product have much in common."""


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


def renames(before: Catalog, after: Catalog) -> Names:
    """Return the entries that are the same under another identifier, by section.

    An identifier may be in use before and after, for different things: two entries may have
    exchanged theirs, or a new one has that of an old one which moved.
    """
    found: dict[str, dict[str, str]] = {}
    for section in _NAMED:
        unmatched = _unmatched(before, after, section)
        pairs = _declared(after, section, unmatched)
        rest = unmatched.without(pairs)
        for step in (_by_key, _by_references, _by_rare_values):
            if rest.removed and rest.added:
                pairs |= step(before, after, section, rest)
                rest = rest.without(pairs)
        pairs |= _moved(before, after, section, pairs)
        if pairs:
            found[section] = pairs
    return found


def _declared(after: Catalog, section: str, unmatched: _Unmatched) -> dict[str, str]:
    """Return the pairs that the catalog itself names by `former`."""
    if section not in _WITH_FORMER:
        return {}
    entries = entries_of(after, section)
    claimed = {name: {*entries[name].former} & {*unmatched.removed} for name in unmatched.added}
    return {olds.pop(): new for new, olds in claimed.items() if len(olds) == 1}


def _moved(
    before: Catalog, after: Catalog, section: str, pairs: Mapping[str, str]
) -> dict[str, str]:
    """Return the entries that gave their identifier to another thing, and have another now."""
    if section not in _KEYS or section == "calendars":
        return {}
    old, new = entries_of(before, section), entries_of(after, section)
    other_now = [name for name in old if name not in pairs and old[name] != new.get(name)]
    found = _by_key(before, after, section, _Unmatched(tuple(other_now), tuple(new)))
    found = {one: other for one, other in found.items() if one != other}
    if not found:
        return {}
    alike = Likeness(old, new)
    found = {
        one: other
        for one, other in found.items()
        if other not in pairs.values() and (one not in new or alike(one, other) > alike(one, one))
    }
    while stuck := [one for one, other in found.items() if other in old and other not in found]:
        found = {one: other for one, other in found.items() if one not in stuck}
    return found


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
_WITH_FORMER: Final = frozenset({"families", "services"})
"""The sections whose entries name the identifiers that they had."""
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
    pairs = _one_to_one(candidates)
    return _with_same_users(before, after, pairs) if section == "calendars" else pairs


def _with_same_users(before: Catalog, after: Catalog, pairs: dict[str, str]) -> dict[str, str]:
    """Return the calendars that somebody uses before and after, since hours are not their own."""
    old = _users(before, "calendars", pairs.keys())
    new = _users(after, "calendars", {*pairs.values()})
    return {
        one: other
        for one, other in pairs.items()
        if old.get(one, set()) & new.get(other, set()) or not (one in old or other in new)
    }


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
    """Return the pairs that share more of what is rare than either does with anything else."""
    if section in _ONLY_BY_KEY:
        return {}
    alike = Likeness(entries_of(before, section), entries_of(after, section))
    candidates = Counter[tuple[str, str]]()
    for gone in unmatched.removed:
        best, came = max((alike(gone, came), came) for came in unmatched.added)
        entries = _entry(before, (section, gone)), _entry(after, (section, came))
        least = _LIKELY if _names(entries[0]) & _names(entries[1]) else _SURE
        if best >= max(least, (1 + alike.closest(gone, came)) / 2):
            candidates[gone, came] += 1
    return _one_to_one(candidates)


def _names(entry: Any) -> frozenset[str]:
    """Return what an entry is called in all languages; a contact may have only its ways."""
    name = getattr(entry, "name", None)
    return frozenset(name.values() if isinstance(name, Mapping) else ())


def _one_to_one(candidates: Counter[tuple[str, str]]) -> dict[str, str]:
    """Return the pairs of which neither side is in another pair."""
    olds, news = (Counter(pair[side] for pair in candidates) for side in (0, 1))
    return {old: new for old, new in candidates if olds[old] == news[new] == 1}
