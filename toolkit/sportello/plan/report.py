"""A plan with what was compared, as the forms are given it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sportello.findings import KeyPath, Location
from sportello.plan.owners import Asked
from sportello.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of a plan: how it is called, its commit, and how many errors were in it."""

    name: str
    commit: str = ""
    errors: int = 0


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file of a build, by its path in it, before and after; None where there is none."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def tree(self) -> str:
        """The directory of the build that it is in, which is that of its target."""
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Report:
    """A plan with its two sides and the version of Sportello that made it.

    `catalog` is where the catalog stands in its repository. `places` are those of the causes in the
    files after the change, as far as they are there. `built` are the files of a build that differ,
    if that was wanted; `asked` are the teams that the change is up to. With `public`, it holds only
    what the public may know, and no effect can be approved by it, nor by a plan `of_snapshots`.
    """

    plan: Plan
    before: Compared
    after: Compared
    version: str
    catalog: str = "catalog"
    places: Mapping[KeyPath, Location] = field(default_factory=dict)
    built: tuple[FileChange, ...] = ()
    asked: tuple[Asked, ...] = ()
    public: bool = False
    of_snapshots: bool = False

    def named(self, names: tuple[str, str]) -> "Report":
        """Return the same with other names for its two sides."""
        before, after = (
            replace(side, name=name)
            for side, name in zip((self.before, self.after), names, strict=True)
        )
        return replace(self, before=before, after=after)

    @property
    def is_complete(self) -> bool:
        """Whether both sides could be read whole."""
        return not (self.before.errors or self.after.errors)
