"""people.yaml: the people of the desk, by an identifier that names nobody.

Their names, numbers and addresses stand in no file of a catalog (see `sportello.directory`), so
that it can be shared, and one of them can be forgotten.
"""

from datetime import date
from typing import Literal, TypeAlias

from sportello.catalog.model.language import Language
from sportello.catalog.model.scalars import NO_TEXT, Day, Text
from sportello.catalog.model.values import Part, TeamRef, Valid

PersonalField: TypeAlias = Literal["name", "role", "phone", "mail"]
Basis: TypeAlias = Literal["responsible-manager", "consent", "contract"]


class Membership(Part, frozen=True, kw_only=True):
    """A team that a person is in, for some days."""

    team: TeamRef
    """The team. Example: `first-line`"""
    valid: Valid | None = None
    """The days on which the person is in it; unless written, as long as at the desk."""


class Person(Part, frozen=True, kw_only=True):
    """Somebody of the desk, without a name: who it is, a file tells that is never shared.

    Nothing of a person is published, unless `public` names it.
    """

    team: TeamRef | None = None
    """The team that the person is in, of which the level comes. Example: `first-line`"""
    teams: tuple[Membership, ...] = ()
    """The teams instead of `team:`, where there are several, one after the other or at once.

    Example: `[{team: first-line, valid: {until: 2026-06-30}}, {team: second-line}]`
    """
    languages: tuple[Language, ...] = ()
    """The languages that the person answers in. Example: `[it, en]`"""
    role: Text = NO_TEXT
    """What the person does. Example: `{it: Responsabile, en: Head of the desk}`"""
    valid: Valid
    """The days on which the person is at the desk. Example: `{from: 2026-01-07}`"""
    public: tuple[PersonalField, ...] = ()
    """What the public may know of the person: nothing else. Example: `[name, role]`"""
    basis: Basis | None = None
    """The legal ground for what is `public`. Example: `consent`"""
    keep_until: Day | None = None
    """The last day on which what is `public` may be published. Example: `2027-06-30`"""

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """The teams, however they are written."""
        return (Membership(team=self.team), *self.teams) if self.team else self.teams

    def teams_on(self, day: date) -> frozenset[str]:
        """Return the teams that the person is in on a date; none when not at the desk."""
        if not self.valid.covers(day):
            return frozenset()
        return frozenset(
            each.team for each in self.memberships if each.valid is None or each.valid.covers(day)
        )
