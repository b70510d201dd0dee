"""What becomes of a mail, apart from the names that only the catalog knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model import Acknowledgement, readable
from sportello.plan.change import Quoted, Words
from sportello.plan.impact import Impact
from sportello.routing import Decision, Refusal, RoutingTable

_OF_A_MAILBOX: Final = ("X-Sportello-Mailbox", "X-Sportello-Service")


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a mail: the destination, its address without the detail, and what it is."""

    destination: str
    address: str
    is_archive: bool


@dataclass(frozen=True, slots=True)
class MailOutcome:
    """What becomes of a mail: where copies go, what marks them, what is answered; or a refusal.

    `retired` says that the refusal is that of a mailbox out of use, `ours` that we decide about the
    address at all. `copies` begin with the one whose server answers.
    """

    copies: tuple[Copy, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    acknowledgement: Acknowledgement | None = None
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
    destinations = table.catalog.destinations
    mailbox = decision.mailbox
    retired = mailbox is not None and table.catalog.mailboxes[mailbox].retired is not None
    return MailOutcome(
        tuple(
            Copy(
                each.destination,
                str(destinations[each.destination].address),
                destinations[each.destination].kind == "archive",
            )
            for each in decision.deliveries
        ),
        decision.tags,
        decision.acknowledgement,
        decision.refusal,
        retired,
        not decision.external,
    )


def differences(before: MailOutcome, after: MailOutcome) -> Iterator[Difference]:
    """Yield how the outcome for the same mail differs."""
    if before.is_accepted != after.is_accepted or before.ours != after.ours:
        yield _taken_or_not(before, after)
    elif not after.is_accepted:
        if before.refusal != after.refusal:
            yield "refusal-text", Impact.NEUTRAL, _refusal(before), _refusal(after)
    else:
        yield from _copies(before, after)
        yield from _answers(before, after)
        if dict(before.tags) != dict(after.tags):
            yield "mail-tags", Impact.DESK, _tags(before), _tags(after)


def _taken_or_not(before: MailOutcome, after: MailOutcome) -> Difference:
    told = in_words(before), in_words(after)
    if not before.is_accepted and not after.is_accepted:
        return "domain-shared", Impact.MIXED, *told
    if after.is_accepted:
        return "address-new", Impact.NEUTRAL, *told
    return "address-retired" if after.retired else "address-lost", Impact.LOST_MAIL, *told


def in_words(each: MailOutcome) -> Words:
    """Return what becomes of a mail, in a few words."""
    if not each.ours:
        return ("left to the server of its domain",)
    if each.refusal is not None:
        return _refusal(each)
    return "goes to ", *_listed(sorted(copy.destination for copy in each.copies))


def _refusal(each: MailOutcome) -> Words:
    return ("refused: ", Quoted(each.refusal.text)) if each.refusal else ("refused",)


def _listed(names: list[str]) -> Words:
    found: list[str | Quoted] = []
    for name in names:
        found += [", ", Quoted(name)] if found else [Quoted(name)]
    return tuple(found)


def _copies(before: MailOutcome, after: MailOutcome) -> Iterator[Difference]:
    old, new = ({copy.address for copy in each.copies} for each in (before, after))
    told = in_words(before), in_words(after)
    if old == new:
        if before.copies[0].address != after.copies[0].address and after.acknowledgement:
            first = ("answered by ", Quoted(before.copies[0].destination))
            yield (
                "acknowledger-moves",
                Impact.NEUTRAL,
                first,
                (
                    "answered by ",
                    Quoted(after.copies[0].destination),
                ),
            )
        return
    if {copy.destination for copy in before.copies} == {copy.destination for copy in after.copies}:
        return  # its destinations have other addresses, which is told of them
    if new < old:
        yield "copy-lost", Impact.DESK, *told
    elif old < new:
        yield "copy-added", Impact.DESK, *told
    else:
        yield "mail-rerouted", Impact.DESK, *told


def _answers(before: MailOutcome, after: MailOutcome) -> Iterator[Difference]:
    old, new = before.acknowledgement, after.acknowledgement
    if old == new:
        return
    if new is None:
        yield "ack-gone", Impact.BROKEN, ("answered at once",), ("no automatic answer",)
    elif old is None:
        yield "ack-new", Impact.NEUTRAL, ("no automatic answer",), ("answered at once",)
    else:
        yield "ack-text", Impact.NEUTRAL, _answer(old), _answer(new)


def _answer(answer: Acknowledgement) -> Words:
    return (
        Quoted(next(iter(answer.subject.values()), "")),
        f", once per {answer.once_per}: ",
        Quoted(next(iter(answer.text.values()), "")),
    )


def _tags(each: MailOutcome) -> Words:
    tags = dict(each.tags)
    values = [readable(tags.get(name, "")) for name in _OF_A_MAILBOX]
    return "mailbox ", Quoted(values[0]), ", service ", Quoted(values[1])
