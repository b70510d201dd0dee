"""What each team promises to the desk for a ticket (OLA): of each team, the first that fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sportello.catalog.model import Catalog, OperationalLevel, Target
from sportello.sla.calendars import calendar_of
from sportello.sla.conditions import Facts
from sportello.sla.match import condition_in_words, why_unmet
from sportello.sla.validity import not_in_force
from sportello.worktime import Calendar


@dataclass(frozen=True)
class LevelChoice:
    """The operational level of one team: its name, and each target with its calendar."""

    name: str
    level: OperationalLevel
    targets: Mapping[str, tuple[Target, Calendar]]


def choose_levels(
    catalog: Catalog, service: str, facts: Facts, opened: date
) -> tuple[Mapping[str, LevelChoice], tuple[str, ...]]:
    """Return the operational level of each team that has one for these facts, and every step.

    What counts is what is in force on the day of opening. Raises TicketError for a target without
    a calendar to count it in.
    """
    found: dict[str, LevelChoice] = {}
    steps: list[str] = []
    for name, level in catalog.operational_levels.items():
        team = level.team
        if team in found:
            steps.append(f"level {name} is passed over: {found[team].name} holds for team {team}")
            continue
        reason = not_in_force(level.valid, opened) or why_unmet(level.when, facts)
        if reason is not None:
            steps.append(f"level {name} of team {team} does not fit: {reason}")
            continue
        steps.append(f"level {name} of team {team} fits ({condition_in_words(level.when)})")
        targets: dict[str, tuple[Target, Calendar]] = {
            kind: (target, calendar_of(catalog, service, target))
            for kind, target in level.targets.items()
        }
        found[team] = LevelChoice(name, level, targets)
    return found, tuple(steps)
