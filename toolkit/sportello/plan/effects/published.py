"""What becomes public: persons, numbers and addresses, and texts that were internal."""

from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cached_property
from typing import Final

from sportello.catalog.model import Catalog, Contact, PublicCatalog, readable
from sportello.catalog.model.publishing import references
from sportello.findings import KeyPath
from sportello.plan.change import Change, Quoted, Words, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.sections import entries_of
from sportello.plan.texts.leaks import Leak, Secrets, internal
from sportello.plan.texts.strings import Saying, details_in, readable_detail, said_in, sayings

SECTIONS: Final = frozenset(Catalog.__struct_fields__)
_PUBLIC: Final = PublicCatalog.__struct_fields__
_SHOWN: Final = 3
_LONGEST: Final = 80
"""Characters of a text that names what became public."""


def published(comparison: Comparison) -> Iterator[Change]:
    """Yield the contacts, details and internal texts that the public learns of."""
    yield from _contacts(comparison)
    yield from _mailboxes(comparison)
    yield from _people(comparison)
    news = _News(comparison)
    for saying in news.sayings:
        leaks = {each.text: each for each in reversed([*_leaks(news, saying)])}
        yield from (_leaked(news, saying, each) for each in leaks.values())
        yield from _details(news, saying, leaks.keys())


def _contacts(comparison: Comparison) -> Iterator[Change]:
    """Yield the persons that become public, and the functions that were internal."""
    before, after = comparison.public
    for name in after.contacts:
        contact = comparison.after.contacts[name]
        is_new = name not in comparison.before.contacts
        if name in before.contacts or (contact.kind == "function" and is_new):
            continue
        words: tuple[Words, Words] = (
            ("not there" if is_new else "internal",),
            _all_of(after, name, contact),
        )
        yield own_change(("contacts", name), "contact-published", Impact.PUBLIC, words)


def _mailboxes(comparison: Comparison) -> Iterator[Change]:
    """Yield the addresses that were for the desk alone and are shown now, and the opposite."""
    before, after = (each.mailboxes for each in comparison.public)
    for name in dict.fromkeys((*before, *after)):
        if name not in comparison.before.mailboxes or name not in comparison.after.mailboxes:
            continue
        entry, address = ("mailboxes", name), comparison.after.mailboxes[name].address
        if name not in before:
            words: tuple[Words, Words] = ("internal",), ("public",)
            yield own_change(entry, "detail-published", Impact.PUBLIC, words, readable(address))
        elif name not in after:
            words = ("public",), ("internal",)
            yield own_change(entry, "address-hidden", Impact.BROKEN, words, readable(address))


def _people(comparison: Comparison) -> Iterator[Change]:
    """Yield the people of whom the public may know more than before, or less."""
    if "people" not in comparison.sections:
        return
    for name in comparison.sections["people"].entries:
        sides = (each.people.get(name) for each in (comparison.before, comparison.after))
        old, new = (each.public if each else () for each in sides)
        words = (", ".join(old) or "nothing",), (", ".join(new) or "nothing",)
        if {*new} - {*old}:
            yield own_change(("people", name), "detail-published", Impact.PUBLIC, words)
        elif {*old} - {*new}:
            yield own_change(("people", name), "team", Impact.DESK, words)


def _all_of(catalog: PublicCatalog, name: str, contact: Contact) -> Words:
    """Return what the public learns of a contact, and where."""
    ways = (contact.phone, contact.mail, contact.url)
    said: list[str | Quoted] = [
        "a person" if contact.kind == "person" else "a function of the desk"
    ]
    for way in filter(None, ways):
        said += [", ", Quoted(readable_detail(str(way)))]
    services = [
        service
        for service, each in catalog.services.items()
        if ("contacts", name) in set(references(each))
    ]
    pages = ["contacts", *(["phone numbers"] if contact.phone else [])]
    if services:
        pages.append(f"{len(services)} service{'s' if len(services) > 1 else ''}")
    said.append(
        f"; on the pages of {' and '.join(filter(None, (', '.join(pages[:-1]), pages[-1])))}"
    )
    if services:
        more = f" and {len(services) - _SHOWN} more" if len(services) > _SHOWN else ""
        said += [" (", Quoted(", ".join(services[:_SHOWN])), f"{more})"]
    return tuple(said)


class _News:
    """What is public now and was not, and what of it was known already in another way."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.before, self.after = comparison.public
        self.country = comparison.after.helpdesk.country
        self.sayings = tuple(dict.fromkeys(self._sayings()))

    def _sayings(self) -> Iterator[Saying]:
        for section in _PUBLIC:
            old = entries_of(self.before, section)
            for name, entry in entries_of(self.after, section).items():
                if (known := old.get(name)) != entry:
                    once = {text for _, text in said_in(known)}
                    yield from (
                        ((section, name), field, text)
                        for field, text in said_in(entry)
                        if text not in once
                    )

    def is_new(self, entry: KeyPath) -> bool:
        """Tell whether the public sees an entry for the first time."""
        section, name = entry
        return name not in entries_of(self.before, str(section))

    def causes(self, entry: KeyPath) -> tuple[KeyPath, ...]:
        """Return the entry, if it differs; nothing if it is public for another reason."""
        section, name = entry
        diff = self.comparison.sections.get(str(section))
        return (entry,) if diff and name in diff.entries else ()

    @cached_property
    def known(self) -> frozenset[str]:
        """All that was public."""
        return frozenset(text for _, _, text in sayings(self.before, _PUBLIC))

    @cached_property
    def known_details(self) -> frozenset[str]:
        """The numbers and addresses that were public."""
        return frozenset(x for text in self.known for x in details_in(text, self.country))

    @cached_property
    def secrets(self) -> Secrets:
        """What was said to the desk alone."""
        before = self.comparison.before
        return Secrets(before, internal(before, self.known))

    @cached_property
    def no_secrets(self) -> frozenset[str]:
        """What was said to the desk, and stood in a public text all the same."""
        return frozenset(leak.text for text in self.known for leak in self.secrets.in_text(text))

    @cached_property
    def official(self) -> frozenset[str]:
        """The numbers and addresses that are there to be known: of mailboxes and functions."""
        contacts = self.comparison.after.contacts
        return frozenset(
            text
            for section in ("contacts", "helpdesk", "mailboxes")
            for name, entry in entries_of(self.after, section).items()
            if section != "contacts" or contacts[name].kind == "function"
            for field, text in said_in(entry)
            if field in {"address", "feedback", "mail", "phone"}
        )


def _leaks(news: _News, saying: Saying) -> Iterator[Leak]:
    """Yield what a new public text says that others said to the desk alone."""
    entry, _, text = saying
    for leak in news.secrets.in_text(text):
        is_its_own = leak.entry == entry and news.is_new(entry)
        if not is_its_own and leak.text not in news.no_secrets:
            yield leak


def _leaked(news: _News, saying: Saying, leak: Leak) -> Change:
    entry, field, _ = saying
    return Change(
        "internal-said",
        Impact.PUBLIC,
        _cut(readable_detail(leak.text)),
        _place(leak.entry, leak.field),
        _place(entry, field),
        about=(entry, leak.entry),
        causes=news.causes(entry),
    )


def _details(news: _News, saying: Saying, told: Set[str]) -> Iterator[Change]:
    """Yield the numbers and addresses that a new public text has, and no public one had."""
    entry, field, text = saying
    if entry[0] == "contacts" and news.is_new(entry):
        return
    for detail in sorted(details_in(text, news.country) - told - news.official):
        if detail not in news.known_details:
            change = own_change(
                entry, "detail-published", Impact.PUBLIC, ((), _place(entry, field))
            )
            yield replace(change, subject=readable_detail(detail), causes=news.causes(entry))


def _place(entry: KeyPath, field: str) -> Words:
    section, name = entry
    where = f"{section}: {name}" if name else str(section)
    return (Quoted(where), f", {field.replace('_', ' ')}")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


EFFECTS = (Effect(SECTIONS, published),)
