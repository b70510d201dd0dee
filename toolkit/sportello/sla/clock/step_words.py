"""What a clock did, in the words of a language: `state waiting stops the clock until …`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sportello.sla.clock.report import ClockStep, ClockStepKind

_PARTS: Final[Mapping[ClockStepKind, str]] = {
    "changed": "severity",
    "retyped": "type",
    "moved": "service",
    "contracted": "contract",
    "paused": "state",
    "cancelled": "state",
}
"""What the value of a step is a name of, in the catalog."""


@dataclass(frozen=True)
class StepWords:
    """Puts steps of clocks into words.

    `translate` is gettext's function, or `str` for English; `instant` and `hours` say instants and
    lengths of time; `named` returns what a value is called, by `state`, `severity`, `type`,
    `service` or `contract` and its name in the catalog.
    """

    translate: Callable[[str], str]
    instant: Callable[[datetime], str]
    hours: Callable[[int], str]
    named: Callable[[str, str], str]

    def __call__(self, step: ClockStep) -> str:
        """Return what a step is, without its instant."""
        _ = self.translate
        terms = _("{changed}, new terms: the time used stays used")
        owed = _("{ended}: nothing more is owed")
        cancelled = _("the ticket is cancelled, in state {value}")
        words: Mapping[ClockStepKind, str] = {
            "started": "{milestone}",
            "received": _("it is received, and counts, from {until}"),
            "waited": _("the clock is paused then, and counts from {until}"),
            "changed": terms.format(changed=_("severity {value}")),
            "retyped": terms.format(changed=_("type {value}")),
            "moved": terms.format(changed=_("moved to {value}")),
            "contracted": terms.format(changed=_("contract {value}")),
            "paused": _("state {value} stops the clock"),
            "resolved": _("resolved: the clock stops"),
            "cancelled": owed.format(ended=cancelled)
            if step.seconds is None
            else _("{cancelled}: the clock stops").format(cancelled=cancelled),
            "announced": _('the announcement "{value}" stops the clock'),
            "elsewhere": _("not with this team: the clock stops"),
            "late": _("{milestone}, which ends the clock, too late"),
            "kept": _("{milestone}, and keeps the promise"),
            "ended": owed.format(ended="{end}"),
            "withdrawn": _("the terms promise it no more"),
        }
        said = words[step.kind].format(
            value=self._value(step),
            until=self._instant(step.until),
            milestone=self._milestones().get(step.value or "", ""),
            end=self._ended(step.value),
        )
        return said if step.seconds is None else f"{said}{self._pause(step)}"

    def _pause(self, step: ClockStep) -> str:
        _ = self.translate
        length = _("{hours} do not count").format(hours=self.hours(step.seconds or 0))
        until = _("and still does")
        if step.until is not None:
            until = _("until {until}").format(until=self._instant(step.until))
        return f" {until}; {length}"

    def _milestones(self) -> Mapping[str, str]:
        _ = self.translate
        return {
            "opened": _("the ticket is opened"),
            "assigned": _("the ticket is assigned"),
            "taken-in-charge": _("the ticket is taken in charge"),
            "requester-message": _("the requester writes and waits for an answer"),
            "desk-reply": _("the desk replies"),
            "note": _("the desk writes a note"),
            "reopened": _("the ticket is reopened"),
            "resolved": _("the ticket is resolved"),
            "closed": _("the ticket is closed"),
        }

    def _ended(self, by: str | None) -> str:
        _ = self.translate
        ended = {
            "requester": _("the requester ends the ticket"),
            "system": _("the system ends the ticket, and the requester waits for an answer"),
        }
        return ended.get(by or "", _("the ticket is resolved"))

    def _value(self, step: ClockStep) -> str:
        _ = self.translate
        part = _PARTS.get(step.kind)
        if part is None:
            return step.value or ""
        return _("none") if step.value is None else self.named(part, step.value)

    def _instant(self, moment: datetime | None) -> str:
        return self.instant(moment) if moment else ""
