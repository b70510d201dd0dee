"""The plan: what a change of the catalog does, by how much it hurts, each effect told once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sportello.catalog.model import Approval
from sportello.catalog.model.renaming import Names
from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.impact import Impact
from sportello.plan.kinds import KINDS

if TYPE_CHECKING:
    from sportello.plan.comparison import Side
    from sportello.plan.fingerprint import Written

Causes = tuple[KeyPath, ...]
"""Section and identifier of the entries that an effect comes from."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a line is about, by its natural name, and in which cases; "" is all of them."""

    name: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One effect on all subjects on which it is the same.

    `change` says what all of them have in common, and has no subject and no case; `causes` are the
    entries of the catalog that it comes from. `fingerprint` names the effect: it stays the same as
    long as these entries do; `approval` says that it is meant.
    """

    change: Change
    subjects: tuple[Subject, ...]
    causes: Causes
    fingerprint: str
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What differs between two catalogs, as seen on a day; the worst stands first.

    `without_effect` are the entries that differ and change nothing, `names` the identifiers that
    entries have now, by those that they had, `unneeded` the new approvals of what does not happen,
    and `spent` those that stand there as they did before.
    Of sections that are `incomplete`, something could not be read on one of the sides: what depends
    on them is not told, and nothing is said to be without effect or unneeded.
    """

    day: date
    lines: tuple[Line, ...]
    without_effect: tuple[KeyPath, ...]
    names: Names
    unneeded: tuple[str, ...] = ()
    spent: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs at all."""
        return not (self.lines or self.without_effect or self.names or self.incomplete)

    def of(self, *impacts: Impact) -> tuple[Line, ...]:
        """Return the lines of some impacts."""
        return tuple(each for each in self.lines if each.change.impact in impacts)


def plan(before: "Side", after: "Side", day: date, more: Iterable[Change] = ()) -> Plan:
    """Return what becomes of mail, deadlines and all else if one side takes the other's place.

    `more` are changes that no effect finds, with their causes.
    """
    # A plan of two states that are the same is made without all this, which takes long to import.
    from sportello.plan.causes import changes_with_causes  # noqa: PLC0415
    from sportello.plan.comparison import compare  # noqa: PLC0415
    from sportello.plan.effects import all_effects  # noqa: PLC0415
    from sportello.plan.fingerprint import written_in  # noqa: PLC0415
    from sportello.plan.sections import changed_entries  # noqa: PLC0415

    comparison = compare(before, after, day)
    incomplete = before.incomplete | after.incomplete
    # Nothing can be concluded from what a section lacks of which not all could be read, and what
    # names it leads nowhere. Without the desk's own file nothing is certain.
    effects = (
        each
        for each in all_effects()
        if not incomplete & each.sections and "helpdesk" not in incomplete
    )
    found = [*changes_with_causes(comparison, effects), *((each, each.causes) for each in more)]
    lines = ordered_lines(found, written_in(comparison))
    caused = {cause for _, causes in found for cause in causes}
    idle = (each for each in changed_entries(comparison.sections) if each not in caused)
    earlier, now = before.catalog.approved, after.catalog.approved
    # Written anew, with a reason of its own, an approval counts again.
    new = {name: each for name, each in now.items() if earlier.get(name) != each}
    approved = tuple(_with_approval(each, new.get(each.fingerprint)) for each in lines)
    met = {each.fingerprint for each in approved if each.approval}
    unneeded = tuple(each for each in new if each not in met and each not in earlier)
    spent = frozenset(now.keys() - new.keys())
    if incomplete:
        return Plan(day, approved, (), comparison.names, (), spent, incomplete)
    return Plan(day, approved, tuple(idle), comparison.names, unneeded, spent)


def ordered_lines(found: Iterable[tuple[Change, Causes]], written: "Written") -> tuple[Line, ...]:
    """Return changes with their causes as lines, the worst first; `written` tells of a cause."""
    return tuple(sorted(_lines(found, written), key=_order))


def _with_approval(line: Line, approval: Approval | None) -> Line:
    """Return a line with its approval, if that is one of its kind."""
    if approval is None or approval.kind != line.change.kind:
        return line
    return replace(line, approval=approval)


def _lines(found: Iterable[tuple[Change, Causes]], written: "Written") -> Iterator[Line]:
    """Put together what is the same of several subjects, or in several cases of one."""
    from sportello.plan.fingerprint import fingerprint  # noqa: PLC0415 - as above

    groups: dict[Change, list[tuple[Change, Causes]]] = {}
    for change, causes in found:
        alike = replace(change, subject="", case="", about=(), causes=())
        groups.setdefault(alike, []).append((change, causes))
    for alike, changes in groups.items():
        about = tuple(dict.fromkeys(each for change, _ in changes for each in change.about))
        causes = tuple(dict.fromkeys(each for _, causes in changes for each in causes))
        cases: dict[str, dict[str, None]] = {}
        for change, _ in changes:
            cases.setdefault(change.subject, {})[change.case] = None
        subjects = tuple(Subject(name, tuple(said)) for name, said in cases.items())
        said = ((each.name, each.cases) for each in subjects)
        named = fingerprint(alike, said, map(written, causes))
        yield Line(replace(alike, about=about), subjects, causes, named)


def _order(line: Line) -> tuple[int, int, str, str]:
    change = line.change
    return change.impact.rank, list(KINDS).index(change.kind), line.subjects[0].name, change.part
