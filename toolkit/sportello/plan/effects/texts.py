"""What readers are told in other words, language by language."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from sportello.catalog.model import Catalog, PublicCatalog, Text
from sportello.findings import KeyPath
from sportello.plan.change import Change, Quoted, Words, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.offered import replaced
from sportello.plan.sections import entries_of
from sportello.plan.texts.pairs import TextPair, text_pairs
from sportello.plan.texts.word_diff import short, word_diff

SECTIONS: Final = frozenset(Catalog.__struct_fields__) - {"acknowledgements", "mailboxes"}
"""What mails say is told with them."""
_THINGS: Final = frozenset({"functions", "prerequisites, services", "prerequisites, others"})
"""Of a service, what is told as a thing that it does or needs, if there are more or fewer."""
_EXCLUDED: Final = "excludes"
"""Of an availability, what does not count as a failure."""


def texts(comparison: Comparison) -> Iterator[Change]:
    """Yield the texts of entries that both catalogs have, and that read otherwise."""
    languages = comparison.after.helpdesk.languages
    for section in comparison.sections:
        if section not in SECTIONS:
            continue
        for entries, pair, impact in _told_once(section, _pairs(comparison, section)):
            for change in _changes(entries[0], pair, languages, impact):
                yield replace(change, about=entries, causes=entries)


def _told_once(
    section: str, found: Iterator[tuple[KeyPath, TextPair, Impact]]
) -> Iterator[tuple[tuple[KeyPath, ...], TextPair, Impact]]:
    """Yield each text with its entry; with all of them, if calendars take it from each other."""
    groups: dict[object, list[tuple[KeyPath, TextPair, Impact]]] = {}
    for entry, pair, impact in found:
        groups.setdefault(pair if section == "calendars" else (entry, pair), []).append(
            (entry, pair, impact)
        )
    for each in groups.values():
        impact = max((impact for *_, impact in each), key=lambda impact: impact.rank)
        yield tuple(entry for entry, *_ in each), each[0][1], impact


def _pairs(comparison: Comparison, section: str) -> Iterator[tuple[KeyPath, TextPair, Impact]]:
    old, new = (entries_of(each, section) for each in (comparison.before, comparison.after))
    others = replaced(comparison) if section == "services" else ()
    for name in comparison.sections[section].changed:
        public = frozenset(text_pairs(*_public(comparison, section, name)))
        for pair in text_pairs(old[name], new[name]) if name not in others else ():
            if not _is_thing(section, pair):
                yield (section, name), pair, Impact.NEUTRAL if pair in public else Impact.DESK


def _public(comparison: Comparison, section: str, name: str) -> tuple[Any, Any]:
    """Return an entry as the public sees it before and after; None if it does not."""
    if section not in PublicCatalog.__struct_fields__:
        return None, None
    before, after = (entries_of(each, section).get(name) for each in comparison.public)
    return before, after


def _is_thing(section: str, pair: TextPair) -> bool:
    """Tell whether a text is a thing of which it is told by itself that it came or went."""
    if section == "availability":
        return pair.part.startswith(_EXCLUDED)
    return section == "services" and not (pair.before and pair.after) and pair.part in _THINGS


def _changes(
    entry: KeyPath, pair: TextPair, languages: tuple[str, ...], impact: Impact
) -> Iterator[Change]:
    old, new = _by_language(pair.before, pair.after, languages)
    both = [each for each in old if each in new]
    differing = [each for each in both if old[each] != new[each]]
    gone = [each for each in old if each not in new]
    came = [each for each in new if each not in old]
    if not (differing or gone or came):
        return
    kind = "text"
    if gone and new:
        kind = "translation-gone"
    elif differing and len(differing) < len(both):
        kind = "translation-stale"
    before = {each: short(old[each]) for each in gone}
    after = {each: short(new[each]) for each in came}
    for each in differing:
        before[each], after[each] = word_diff(old[each], new[each])
    change = own_change(entry, kind, impact, (_words(before), _words(after)))
    yield replace(change, part=pair.part)


def _by_language(
    before: Text, after: Text, languages: tuple[str, ...]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return what two texts say in each language of the desk; under "", if both are for all."""
    keys = ("",) if {*before, *after} == {""} else languages
    old, new = (
        {key: said for key in keys if (said := each.get(key) or each.get("", ""))}
        for each in (before, after)
    )
    return old, new


def _words(said: Mapping[str, str]) -> Words:
    words: list[str | Quoted] = []
    for language, text in said.items():
        mark = f"{language}: " if language else ""
        words += [f"{'; ' if words else ''}{mark}", Quoted(text)]
    return tuple(words)


EFFECTS = (Effect(SECTIONS, texts),)
