"""What else of an entry differs: fields that nothing else of a plan looks at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sportello.catalog.model import Helpdesk, Part
from sportello.findings import KeyPath
from sportello.plan.change import Change, Words, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.sections import WHOLE, entries_of
from sportello.plan.texts.fields import differing, fields_in_words


@dataclass(frozen=True, slots=True)
class Told:
    """The fields of a section that are told by themselves, and how.

    With `whole`, an entry that comes or goes is told by the same fields.
    """

    fields: tuple[str, ...]
    kind: str
    impact: Impact
    whole: bool = True


TOLD: Final[Mapping[str, tuple[Told, ...]]] = {
    "contracts": (Told(("customer",), "desk", Impact.DESK, whole=False),),
    "families": (Told(("provider",), "service-regrouped", Impact.NEUTRAL, whole=False),),
    "helpdesk": (
        Told(("timezone", "country", "mail_servers"), "desk", Impact.DESK),
        Told(("repository", "feedback"), "contact-detail", Impact.NEUTRAL),
    ),
    "mailboxes": (Told(("owner",), "team", Impact.DESK, whole=False),),
    "people": (
        Told(("team", "teams", "languages", "valid"), "team", Impact.DESK),
        Told(("basis", "keep_until"), "team", Impact.DESK, whole=False),
    ),
    "providers": (Told(("website", "certifications", "identifiers"), "provider", Impact.NEUTRAL),),
    "services": (Told(("checked",), "service-checked", Impact.NEUTRAL, whole=False),),
    "severities": (Told(("rank",), "severity-rank", Impact.NEUTRAL, whole=False),),
    "rotas": (
        Told(("provider", "contact", "calendar", "seats", "shifts", "rest"), "team", Impact.DESK),
    ),
    "teams": (
        Told(("provider", "parent", "level"), "team", Impact.DESK),
        Told(("handles", "identifiers"), "team", Impact.DESK, whole=False),
    ),
}
"""By section; texts are told elsewhere, and notes have no effect."""


def entries(comparison: Comparison) -> Iterator[Change]:
    """Yield the entries of which such fields differ, and those that came or went."""
    for section, told in TOLD.items():
        diff = comparison.sections.get(section)
        if diff is None:
            continue
        old, new = (entries_of(each, section) for each in (comparison.before, comparison.after))
        for name in diff.entries:
            for each in told:
                yield from _of_entry((section, name), old.get(name), new.get(name), each)


def _of_entry(entry: KeyPath, old: Any, new: Any, told: Told) -> Iterator[Change]:
    if old is not None and new is not None:
        fields = differing(old, new, told.fields)
    else:
        fields = told.fields if told.whole else ()
    if fields:
        words = _words(old, fields), _words(new, fields)
        yield own_change(entry, told.kind, told.impact, words)


def guides(comparison: Comparison) -> Iterator[Change]:
    """Yield the guides that came, went, or stand elsewhere."""
    before, after = (_guides(each.helpdesk) for each in (comparison.before, comparison.after))
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        fields = differing(old, new, ("page", "provider")) if old and new else ("title", "page")
        if fields:
            pages = {each.page for each in (old, new) if each}
            impact = Impact.DESK if pages == {"staff"} else Impact.NEUTRAL
            words = _words(old, fields), _words(new, fields)
            yield own_change(("helpdesk", WHOLE), "guide", impact, words, name)


def _guides(helpdesk: Helpdesk) -> Mapping[str, Any]:
    return helpdesk.guides


def _words(part: Part | None, fields: tuple[str, ...]) -> Words:
    return ("not there",) if part is None else fields_in_words(part, fields)


EFFECTS = (
    Effect(frozenset(TOLD), entries),
    Effect(frozenset({"helpdesk"}), guides),
)
