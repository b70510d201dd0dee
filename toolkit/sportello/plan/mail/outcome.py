"""What becomes of a mail, apart from the names that only the catalog knows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from msgspec import Struct

from sportello.catalog.model import Acknowledgement, Text
from sportello.plan.change import Quoted, Words
from sportello.plan.impact import Impact
from sportello.routing import Decision, Refusal, RoutingTable

COPIES: Final = frozenset({"mail-rerouted", "copy-lost", "copy-added"})
"""The kinds of changes that are about where copies go."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a mail: the destination, and its address without the detail."""

    destination: str
    address: str


class MailOutcome(Struct, frozen=True, omit_defaults=True):
    """What becomes of a mail: where copies go, what marks them, what is answered; or a refusal.

    It is marked with a `mailbox` and `services`; the order of these means nothing.
    `retired` says that the refusal is that of a mailbox out of use, `ours` that we decide about the
    address at all. `answered_by` is the destination whose server sends the acknowledgement; no
    mailbox has one that is `plain`, where no server runs the script that answers.
    """

    copies: tuple[Copy, ...] = ()
    mailbox: str = ""
    services: tuple[str, ...] = ()
    acknowledgement: Acknowledgement | None = None
    answered_by: Copy | None = None
    plain: bool = False
    refusal: Refusal | None = None
    retired: bool = False
    ours: bool = True

    @property
    def is_accepted(self) -> bool:
        """Whether the mail is delivered."""
        return bool(self.copies)


Difference = tuple[str, Impact, Words, Words]
"""A kind of change, how much it hurts, and what was and is."""


def outcome(table: RoutingTable, decision: Decision) -> MailOutcome:
    """Return what becomes of a mail by the decision of a table."""
    mailbox = decision.mailbox
    retired = mailbox is not None and table.catalog.mailboxes[mailbox].retired is not None
    first = table.acknowledger(mailbox) if mailbox is not None and decision.deliveries else None
    return MailOutcome(
        tuple(_copy(table, each.destination) for each in decision.deliveries),
        mailbox or "",
        decision.services,
        decision.acknowledgement,
        _copy(table, first.destination) if first and decision.acknowledgement else None,
        first is not None and not table.is_scripted(first),
        decision.refusal,
        retired,
        not decision.external,
    )


def _copy(table: RoutingTable, destination: str) -> Copy:
    return Copy(destination, str(table.catalog.destinations[destination].address))


def differences(before: MailOutcome, after: MailOutcome) -> Iterator[Difference]:
    """Yield how the outcome for the same mail differs.

    What comes of a destination that has another address, or another server, is told of that.
    """
    if before.is_accepted != after.is_accepted:
        yield _taken_or_not(before, after)
    elif not after.is_accepted:
        if (before.refusal, before.ours) != (after.refusal, after.ours):
            yield "refusal-text", Impact.NEUTRAL, in_words(before), in_words(after)
    else:
        yield from _copies(before, after)
        yield from _answers(before, after)
        yield from _marks(before, after)


def _taken_or_not(before: MailOutcome, after: MailOutcome) -> Difference:
    told = in_words(before), in_words(after)
    if after.is_accepted:
        return "address-new", Impact.NEUTRAL, *told
    return "address-retired" if after.retired else "address-lost", Impact.LOST_MAIL, *told


def in_words(each: MailOutcome) -> Words:
    """Return what becomes of a mail, in a few words."""
    if not each.ours:
        return ("left to the server of its domain",)
    if each.refusal is not None:
        return _refusal(each)
    return "goes to ", *joined((Quoted(name),) for name in sorted(_names(each)))


def _refusal(each: MailOutcome) -> Words:
    return ("refused: ", Quoted(each.refusal.text)) if each.refusal else ("refused",)


def moved(before: MailOutcome, after: MailOutcome) -> tuple[frozenset[str], frozenset[str]]:
    """Return the destinations that get no copy any more, and those that get one now.

    One of the same name, or at the same address, is the same.
    """
    return _without(before.copies, after.copies), _without(after.copies, before.copies)


def _without(some: tuple[Copy, ...], others: tuple[Copy, ...]) -> frozenset[str]:
    return frozenset(each.destination for each in some if not _is_among(each, others))


def _copies(before: MailOutcome, after: MailOutcome) -> Iterator[Difference]:
    told = in_words(before), in_words(after)
    match moved(before, after):
        case gone, come if gone and come:
            yield "mail-rerouted", Impact.DESK, *told
        case gone, _ if gone:
            yield "copy-lost", Impact.DESK, *told
        case _, come if come:
            yield "copy-added", Impact.DESK, *told


def _is_among(copy: Copy, others: tuple[Copy, ...]) -> bool:
    return any(
        copy.destination == each.destination or copy.address == each.address for each in others
    )


def _answers(before: MailOutcome, after: MailOutcome) -> Iterator[Difference]:
    old, new = before.acknowledgement, after.acknowledgement
    if old is not None and new is not None:
        for told in _answer(old, new):
            yield "ack-text", Impact.NEUTRAL, *told
        yield from _answering(before.answered_by, after)
    elif before.plain != after.plain and _names(before) == _names(after):
        return  # a server answers no more, or does now, which is told of that
    elif old is not None:
        yield "ack-gone", Impact.BROKEN, ("answered at once",), ("no automatic answer",)
    elif new is not None:
        yield "ack-new", Impact.NEUTRAL, ("no automatic answer",), ("answered at once",)


def _names(each: MailOutcome) -> frozenset[str]:
    return frozenset(copy.destination for copy in each.copies)


def _answering(before: Copy | None, after: MailOutcome) -> Iterator[Difference]:
    now = after.answered_by
    if before is None or now is None or _is_among(before, (now,)):
        return
    if _is_among(before, after.copies):
        told = (
            ("answered by ", Quoted(before.destination)),
            (
                "answered by ",
                Quoted(now.destination),
            ),
        )
        yield "acknowledger-moves", Impact.NEUTRAL, *told


def _answer(old: Acknowledgement, new: Acknowledgement) -> Iterator[tuple[Words, Words]]:
    """Yield the first thing in which two answers differ: a text, or how often they are sent."""
    for before, after in ((old.subject, new.subject), (old.text, new.text)):
        for language in [each for each in (*after, *before) if each] or [""]:
            told = _said(before, language), _said(after, language)
            if told[0] != told[1]:
                yield told
                return
    if old.once_per != new.once_per:
        yield (f"once per {old.once_per}",), (f"once per {new.once_per}",)


def _said(text: Text, language: str) -> Words:
    said = " ".join((text.get(language) or text.get("", "")).split())
    return (Quoted(said),) if said else ("nothing",)


def _marks(before: MailOutcome, after: MailOutcome) -> Iterator[Difference]:
    old, new = [], []
    if before.mailbox != after.mailbox:
        old.append(_mark("mailbox", before.mailbox))
        new.append(_mark("mailbox", after.mailbox))
    if {*before.services} != {*after.services}:
        old.append(_mark("service", ", ".join(before.services)))
        new.append(_mark("service", ", ".join(after.services)))
    if old:
        yield "mail-tags", Impact.DESK, joined(old), joined(new)


def _mark(what: str, value: str) -> Words:
    return (f"{what} ", Quoted(value)) if value else (f"no {what}",)


def joined(parts: Iterable[Words]) -> Words:
    """Return words one after the other, with commas between."""
    found: list[str | Quoted] = []
    for each in parts:
        found += [", ", *each] if found else each
    return tuple(found)
