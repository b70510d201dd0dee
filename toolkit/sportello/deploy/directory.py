"""The directory that is deployed into: releases, and the link that says which is in force.

releases/0001-3f0c…   each release complete, with its release.json
current               link to the one in force: what the server's configuration names
.lock                 held while somebody deploys
.unproved             the release before, from the switch until the server has been asked
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sportello.deploy.durable import fsync, write_durably
from sportello.deploy.refused import Refused
from sportello.deploy.release import RELEASE_FILE, Release, decode_release, is_release_name
from sportello.files import HeldError, hold

KEPT = 5
"""Releases that are kept, the one in force among them."""
_MARK = ".unproved"
"""The file that marks what is unverified; another name would lose the marks that stand already."""


@dataclass(frozen=True, slots=True)
class Directory:
    """What stands in the directory, and the few ways to change it. All methods raise OSError."""

    root: Path

    @property
    def current(self) -> Path:
        """The link that the server follows."""
        return self.root / "current"

    def path_of(self, name: str) -> Path:
        """Return where a release is."""
        return self.root / "releases" / name

    def in_force(self) -> str:
        """Return the name of the release in force, "" if there is none yet.

        Raises Refused if `current` is anything else than a link to a release, or if the directory
        was never deployed into and holds something else.
        """
        if not os.path.lexists(self.current):
            self._refuse_others()
            return ""
        target = self.current.readlink() if self.current.is_symlink() else Path()
        if target.parent != Path("releases"):
            raise Refused(
                f"{self.current} is not a link to a release of Sportello",
                "deploy into another directory, or move it away",
            )
        return target.name

    def release(self, name: str) -> Release | None:
        """Return what is known of a release; None if it is missing or incomplete."""
        try:
            return decode_release((self.path_of(name) / RELEASE_FILE).read_bytes())
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None

    def current_release(self, target: str) -> Release | None:
        """Return what is known of the release in force, None if there is none.

        Raises Refused if it is one of another target, or nothing is known of it.
        """
        name = self.in_force()
        if not name:
            return None
        release = self.release(name)
        if release is None:
            raise Refused(
                f"{self.path_of(name) / RELEASE_FILE} is missing or damaged, so nothing says what "
                "is in force",
                "bring it back from a backup; if there is none, as after putting a release there "
                f"by hand, remove {self.current} and deploy as if for the first time",
            )
        if release.target != target:
            raise Refused(
                f"{self.root} holds releases for {release.target}, not for {target}",
                f"name the directory that {target} reads from",
            )
        return release

    def _refuse_others(self) -> None:
        """Raise Refused for a directory such as /etc/postfix, which has files of its own."""
        _refuse_file(self.root)
        there = sorted(path.name for path in self.root.glob("*") if path.name != ".lock")
        if there and "releases" not in there:
            raise Refused(
                f"{self.root} holds what is not of Sportello: {', '.join(there[:3])}",
                f"name a directory of its own, such as {self.root / 'sportello'}",
            )

    def history(self, name: str) -> list[str]:
        """Return the releases from this one back, as far as they are kept."""
        names: list[str] = []
        while name and len(names) < KEPT and name not in names:
            release = self.release(name)
            if release is None:
                break
            names.append(name)
            name = release.previous
        return names

    def next_number(self) -> int:
        """Return the number of the release to come."""
        numbers = [path.name.partition("-")[0] for path in (self.root / "releases").glob("*-*")]
        return max((int(number) for number in numbers if number.isdigit()), default=0) + 1

    def switch(self, name: str) -> None:
        """Put a release in force in one step; "" takes the link away."""
        beside = self.root / "current.new"
        beside.unlink(missing_ok=True)
        if name:
            beside.symlink_to(Path("releases", name))
            beside.replace(self.current)
        else:
            self.current.unlink(missing_ok=True)
        fsync(self.root)

    def unverified(self) -> str | None:
        """Return the release to go back to if the one in force was never verified, else None."""
        mark = self.root / _MARK
        return mark.read_text() if mark.exists() else None

    def mark_unverified(self, previous: str) -> None:
        """Remember, before a switch, what to go back to."""
        write_durably(self.root / _MARK, previous.encode())

    def mark_verified(self) -> None:
        """Forget what to go back to: the release in force answers as it should."""
        (self.root / _MARK).unlink(missing_ok=True)
        fsync(self.root)

    def prune(self) -> None:
        """Remove the releases that nobody goes back to any more, and what a killed deploy left.

        What Sportello did not make stays, such as releases that were put there by hand.
        """
        kept = self.history(self.in_force())
        if not kept:
            return  # nothing says what may go: the link or its release.json is lost
        for path in sorted((self.root / "releases").glob("*")):
            if path.name not in {*kept, self.unverified()} and is_release_name(path.name):
                # First, so that what is left if this is killed is no release any more.
                (path / RELEASE_FILE).unlink(missing_ok=True)
                shutil.rmtree(path)
        for pattern in ("current.new", f".{_MARK}.*.new"):
            for path in self.root.glob(pattern):
                path.unlink()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Make the directory if need be, and hold it against others.

        Raises Refused if another process holds it, or other users may write into it.
        """
        if not self.root.parent.is_dir():
            raise Refused(
                f"there is no directory {self.root.parent} for {self.root.name} to stand in",
                "name the directory that the server's configuration will read from",
            )
        self.in_force()
        for folder in (self.root, self.root / "releases"):
            _refuse_file(folder)
            if not folder.is_dir():
                folder.mkdir(0o755)
                fsync(folder, 0o755)
                fsync(folder.parent)
            _refuse_writable(folder)
        try:
            with hold(self.root / ".lock"):
                yield
        except HeldError as other:
            raise Refused(
                f"somebody else deploys into {self.root} now (process {other.process})",
                "wait until that has ended, then look with --dry-run what is left to do",
            ) from None


def _refuse_file(path: Path) -> None:
    """Raise Refused for what stands where a directory has to be, such as /dev/null."""
    if os.path.lexists(path) and not path.is_dir():
        raise Refused(
            f"{path} is not a directory",
            "name a directory that the server's configuration will read from, or move it away",
        )


def _refuse_writable(folder: Path) -> None:
    """Raise Refused if others could put files or links where the server reads and root writes."""
    state = folder.stat()
    if state.st_uid not in {0, os.geteuid()} or state.st_mode & 0o022:
        raise Refused(
            f"other users than root may write into {folder}, and so tell the server what to do",
            f"look at what is there, then: chown root: {folder}; chmod go-w {folder}",
        )
