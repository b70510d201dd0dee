"""What differs between mail servers, and how their programs are called."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sportello.deploy.refused import Refused
from sportello.deploy.release import Route

SYSTEM_PATH = "/usr/sbin:/sbin"
"""Where the programs of servers are, also for users and timers that do not look there."""
_PATIENCE = 300
"""Seconds after which a program is taken to wait for something that will not come."""


@dataclass(frozen=True, slots=True)
class Installation:
    """A release as a server sees it, and the server's configuration if it is not the usual one."""

    release: Path
    config: Path | None = None

    def option(self, flag: str) -> tuple[str, ...]:
        """Return what names the configuration to a program, () if it is the usual one."""
        return () if self.config is None else (flag, str(self.config.absolute()))


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server: its target, its name, and what its own programs do with a release.

    `check` raises Refused if the server would not take the files. `build` makes what the server
    reads of what Sportello writes, and returns the source of each file it made. `unused` says in
    words what is to be done so that the server reads the release, "" if it does. `reload` is told
    which files differ and returns in words what it did, "" for nothing. `probe` asks the server
    about addresses and returns in words each answer that differs; `samples` is how many it can be
    asked about within a second or so, and `asks` whether it can be asked about one. By default a
    server reads the files as they are, at every mail anew, and can be asked about any address.
    """

    target: str
    name: str
    check: Callable[[Installation], None]
    unused: Callable[[Installation], str]
    probe: Callable[[Installation, Mapping[str, Route]], tuple[str, ...]]
    samples: int
    asks: Callable[[Route], bool] = lambda _route: True
    build: Callable[[Installation], Mapping[str, str]] = lambda _installed: {}
    reload: Callable[[Installation, frozenset[str]], str] = lambda _installed, _differing: ""


@dataclass(frozen=True, slots=True)
class CommandOutput:
    """What a program wrote, and its exit status."""

    out: str
    err: str
    status: int

    @property
    def complaint(self) -> str:
        """What it wrote on standard error, on one line."""
        return " ".join(self.err.split())


def call(
    package: str,
    program: str,
    *arguments: str | Path,
    stdin: str = "",
    environment: Mapping[str, str] | None = None,
) -> CommandOutput:
    """Run a program of a Debian package, in our environment unless one is given.

    Raises Refused if it is not there or does not end.
    """
    # An empty entry would mean the working directory, which may be anybody's.
    entries = [*os.environ.get("PATH", "").split(":"), SYSTEM_PATH]
    found = shutil.which(program, path=":".join(filter(None, entries)))
    if found is None:
        raise Refused(
            f"the program {program} is not on this machine",
            f"install the Debian package {package}, or deploy on the machine of the mail server",
        )
    command = [found, *(str(each) for each in arguments)]
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the arguments are paths and settings
            command, input=stdin, capture_output=True, text=True, errors="replace",
            timeout=_PATIENCE, check=False, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(
            f"{program} did not end within {_PATIENCE} seconds: {' '.join(command)}",
            "run that command by hand and see what it waits for",
        ) from None
    return CommandOutput(done.stdout, done.stderr, done.returncode)


def call_cleanly(package: str, program: str, *arguments: str | Path, stdin: str = "") -> str:
    """Run a program that must succeed and have no complaint; return what it printed.

    Several programs of mail servers end with 0 on bad input, so anything they write on standard
    error counts. Raises Refused.
    """
    output = call(package, program, *arguments, stdin=stdin)
    if output.status != 0 or output.err.strip():
        raise Refused(
            f"{program} complains: {output.complaint or f'exit status {output.status}'}",
            f"mend what it names, then deploy again; by hand: {program} "
            + " ".join(str(each) for each in arguments),
        )
    return output.out
