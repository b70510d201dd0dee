"""Conditions: what they ask for is there.

L005: a condition on a tag that no service has, or on a phase that no service has while one has a
phase of nearly the same name. A ticket may bring a phase of its own.
"""

from collections.abc import Collection, Iterator

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Severity, did_you_mean, nearest
from sportello.rules.rule import Rule
from sportello.sla.conditions import placed_conditions


def _unknown(catalog: Catalog) -> Iterator[Problem]:
    tags = {tag for service in catalog.services.values() for tag in service.tags}
    phases = {each.phase for service in catalog.services.values() for each in service.phases}
    for path, when in placed_conditions(catalog):
        for index, tag in enumerate(when.tag):
            if tag not in tags:
                yield _told((*path, "tag", index), "tag", tag, tags)
        for index, phase in enumerate(when.phase):
            if phase not in phases and nearest(phase, phases):
                yield _told((*path, "phase", index), "phase", phase, phases)


def _told(path: tuple[str | int, ...], what: str, name: str, known: Collection[str]) -> Problem:
    message = f'no service has the {what} "{name}"'
    return Problem("L005", path, message, did_you_mean(name, known), Severity.WARNING)


RULES = (Rule(_unknown, from_absence={"L005": {"services"}}),)
