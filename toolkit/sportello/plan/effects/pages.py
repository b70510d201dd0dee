"""Under which addresses pages stand, and in which languages; those of services are told there."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import PublicCatalog
from sportello.plan.change import Change, Quoted, Words, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.sections import WHOLE, entries_of
from sportello.targets.site.pages import Page, all_pages, paths_of
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

_SECTIONS: Final = {"family": "families", "service": "services"}


def languages(comparison: Comparison) -> Iterator[Change]:
    """Yield the languages that the site speaks now, or no more, and where it stands as a whole."""
    before, after = comparison.before.helpdesk, comparison.after.helpdesk
    if before.languages != after.languages:
        number = [sum(1 for _ in all_pages(each)) for each in comparison.public]
        for language in before.languages:
            if language not in after.languages:
                yield _of_desk("language-gone", Impact.BROKEN, language, f"{number[0]} pages", "")
        for language in after.languages:
            if language not in before.languages:
                yield _of_desk("language-new", Impact.NEUTRAL, language, "", f"{number[1]} pages")
    if before.languages[0] != after.languages[0]:
        words = [_folders(each.languages) for each in (before, after)]
        yield _of_desk("main-language", Impact.BROKEN, after.languages[0], *words)
    if before.site != after.site:
        yield _of_desk("site-moved", Impact.BROKEN, before.site, before.site, after.site)


def _folders(languages: tuple[str, ...]) -> str:
    """Return where the pages of each language stand."""
    main, *others = languages
    return ", ".join((f"{main} at /", *(f"{each} at /{each}/" for each in others)))


def _of_desk(kind: str, impact: Impact, subject: str, before: str, after: str) -> Change:
    words = _quoted(before), _quoted(after)
    return own_change(("helpdesk", WHOLE), kind, impact, words, subject)


def _quoted(text: str) -> Words:
    return (Quoted(text),) if text else ()


def pages(comparison: Comparison) -> Iterator[Change]:
    """Yield the addresses of families that are gone, moved or new, and old ones that lead on.

    The page of a service goes and comes with the service, which is told by itself.
    """
    before, after = comparison.public
    for kind, section in _SECTIONS.items():
        renamed = {new: old for old, new in comparison.names.get(section, {}).items()}
        old, new = _standing(before, section, renamed), _standing(after, section, {})
        kept = entries_of(after, section)
        for key, name in old.items():
            was_page = key == renamed.get(name, name)
            is_page = new.get(key) == key
            if was_page and kind == "service":
                continue
            if key not in new and (was_page or name in kept):
                yield _change("page-gone", Impact.BROKEN, comparison, Page(kind, key), name)
            elif was_page and key in new and not is_page:
                yield _change("page-moved", Impact.NEUTRAL, comparison, Page(kind, key), new[key])
        for key, name in new.items():
            if key in old or (key == name and (kind == "service" or name in renamed)):
                continue
            told = "page-new" if key == name else "page-moved"
            yield _change(told, Impact.NEUTRAL, comparison, Page(kind, key), name)


def _standing(
    catalog: PublicCatalog, section: str, renamed: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the identifiers at which there is a page, or one that leads on, with whose it is.

    `renamed` are the identifiers that entries had, by their new ones.
    """
    entries = entries_of(catalog, section)
    former = {key: name for name, entry in entries.items() for key in entry.former}
    return {**former, **{renamed.get(name, name): name for name in entries}}


def _change(kind: str, impact: Impact, comparison: Comparison, page: Page, name: str) -> Change:
    """Return what becomes of a page; `name` is the entry that it was or is of."""
    section = _SECTIONS[page.kind]
    about = tuple((section, each) for each in dict.fromkeys((page.key, name)))
    diff = comparison.sections.get(section)
    catalog = comparison.public[0 if kind == "page-gone" else 1]
    there = _address(catalog, Page(page.kind, name)) if kind == "page-moved" else ""
    return Change(
        kind,
        impact,
        _address(catalog, page),
        after=(Quoted(there),) if there else (),
        about=about,
        causes=tuple(each for each in about if diff and each[1] in diff.entries),
    )


def _address(catalog: PublicCatalog, page: Page) -> str:
    """Return the address of a page in the main language, from the first slash on."""
    messages = read_messages(own_sources(), catalog.helpdesk.languages[0])
    return paths_of(messages, is_main=True).address(page)


EFFECTS = (
    Effect(frozenset({"helpdesk"}), languages),
    Effect(frozenset({"families", "services"}), pages),
)
