"""What becomes of mails that fit message rules, before and after."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

from sportello.plan.change import Words
from sportello.plan.impact import Impact
from sportello.plan.mail.arrivals import Arrival
from sportello.plan.mail.outcome import (
    COPIES,
    Difference,
    MailOutcome,
    differences,
    joined,
    moved,
    outcome,
)
from sportello.plan.mail.rule_mails import RuleMail, mails_between, mails_of, texts_in_words
from sportello.plan.mail.tables import MailTables
from sportello.routing import Message, RoutedRule, route

Told: TypeAlias = tuple[Impact, Words, Words]
"""How much a difference hurts, and what was and is."""


@dataclass(frozen=True)
class Trial:
    """Mails to an address, before and after, as they arrive at some instants."""

    address: str
    tables: MailTables
    arrivals: Sequence[Arrival]

    def of(self, mail: RuleMail) -> dict[Told, tuple[str, ...]]:
        """Return what differs for a mail, with the arrivals for which it does; all are ""."""
        found: dict[Told, list[str]] = {}
        for arrival in self.arrivals:
            own = self._own(*self._outcomes(mail.message, arrival.at))
            if own:
                found.setdefault(_told(own), []).append(arrival.said)
        return {
            told: ("",) if len(said) == len(self.arrivals) else tuple(said)
            for told, said in found.items()
        }

    def _own(self, before: MailOutcome, after: MailOutcome) -> list[Difference]:
        """Return what differs for a mail and not for all mails to the address."""
        of_all = self._of_all
        known = {*differences(*of_all)}
        moves = moved(before, after) == moved(*of_all)
        return [
            each
            for each in differences(before, after)
            if each not in known and not (moves and each[0] in COPIES)
        ]

    @cached_property
    def _of_all(self) -> tuple[MailOutcome, MailOutcome]:
        return self._outcomes(None, None)

    def _outcomes(
        self, message: Message | None, at: datetime | None
    ) -> tuple[MailOutcome, MailOutcome]:
        before, after = (
            outcome(each, route(each, self.address, message, at)) for each in self.tables.both
        )
        return before, after


def _told(found: Sequence[Difference]) -> Told:
    lost = any(impact is Impact.LOST_MAIL for _, impact, _, _ in found)
    old, new = joined(old for *_, old, _ in found), joined(new for *_, new in found)
    return Impact.LOST_MAIL if lost else Impact.DESK, old, new


def cases(trial: Trial, rules: Iterable[RoutedRule]) -> Iterator[tuple[str, Told]]:
    """Yield the mails that are treated otherwise, in words, and how.

    What fits two rules is told if it ends otherwise than what fits one of them.
    """
    alone: dict[str, Mapping[Told, tuple[str, ...]]] = {}
    different = {rule.when: rule for rule in rules}.values()
    for rule in different:
        mails = {each.said: trial.of(each) for each in mails_of(rule)}
        alone |= mails
        if len(mails) > 1 and all(each == next(iter(mails.values())) for each in mails.values()):
            mails = {texts_in_words(rule): next(iter(mails.values()))}
        for said, found in mails.items():
            yield from _in_words(said, found)
    for mail in mails_between(different):
        known = {new for part in mail.parts for *_, new in alone.get(part, ())}
        found = {told: said for told, said in trial.of(mail).items() if told[-1] not in known}
        yield from _in_words(mail.said, found)


def _in_words(said: str, found: Mapping[Told, tuple[str, ...]]) -> Iterator[tuple[str, Told]]:
    for told, arrived in found.items():
        for when in arrived:
            yield ", ".join(filter(None, (said, when))) or "any mail", told
