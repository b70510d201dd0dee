"""Exim: it checks its configuration against a release, and is asked where addresses go."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sportello.deploy.refused import Refused
from sportello.deploy.release import Route
from sportello.deploy.server import CommandOutput, Installation, Server, call

_PACKAGE = "exim4-daemon-light"
_STATIC = frozenset({"main.conf", "routers.conf"})
_DIR = "SPORTELLO_DIR"
"""The macro of main.conf that says where the files are; a command may set it."""
_UNDELIVERABLE = " is undeliverable: "


@dataclass(frozen=True, slots=True)
class _Answer:
    """One line of `exim -bt`: whom it is about, where it ends, and why it is not delivered."""

    asked: str
    final: str
    reason: str


def _check(installed: Installation) -> None:
    """Have the configuration read with the macro set to the release, and one address looked up."""
    macro = f"-D{_DIR}={installed.release}"
    read = _exim(installed, macro, "-bV")
    if read.status or read.err.strip():
        raise _refused(read.err or read.out)
    # An address that Exim cannot route is no complaint; a file that it cannot look into is.
    looked = _exim(installed, macro, "-bt", "probe@sportello.invalid")
    unread = "cannot be resolved" in looked.out and str(installed.release) in looked.out
    if unread or not looked.out.strip():
        raise _refused(looked.out + looked.err)


def _refused(complaint: str) -> Refused:
    return Refused(
        f"exim complains: {' '.join(complaint.split())}",
        "mend what it names, then deploy again; by hand: exim4 -bV",
    )


def _unused(installed: Installation) -> str:
    routers = re.findall(
        r"^(\w+):$", (installed.release / "routers.conf").read_text(), re.MULTILINE
    )
    known = _exim(installed, "-bP", "router_list").out.split()
    macros = _exim(installed, "-bP", "macros").out.splitlines()
    if f"{_DIR}={installed.release}" in macros and set(routers) <= set(known):
        return ""
    return (
        f"Exim does not read {installed.release} yet: include its main.conf and routers.conf in "
        f"Exim's configuration, with {_DIR} = {installed.release} above"
    )


def _reload(_installed: Installation, differing: frozenset[str]) -> str:
    """Exim opens its data files at every lookup; only its configuration is read once."""
    changed = ", ".join(sorted(differing & _STATIC))
    if not changed:
        return ""
    return f"Exim must be reloaded, for {changed} changed: exim -bV, then systemctl reload exim4"


def _probe(installed: Installation, addresses: Mapping[str, Route]) -> tuple[str, ...]:
    output = _exim(installed, "-bt", *addresses)
    # Standard error is no sign: routers with debug_print, such as Debian's, write there.
    if not output.out.strip():
        return (f"exim -bt complains: {output.complaint}",)
    answers = list(_answers(output.out))
    return tuple(
        wrong
        for address, route in addresses.items()
        for wrong in _differing(address, route, [a for a in answers if a.asked == address])
    )


def _answers(out: str) -> Iterator[_Answer]:
    """Read what `exim -bt` prints: a final address, then indented those it came from."""
    for block in re.split(r"\n(?=\S)", out.strip()):
        head, *rest = block.splitlines()
        final, _, reason = head.partition(_UNDELIVERABLE)
        came = [line.strip().removeprefix("<-- ") for line in rest if line.startswith("    <-- ")]
        address = final.split()[0] if final.split() else ""
        yield _Answer(came[-1] if came else address, address, reason)


def _differing(address: str, desired: Route, answers: Iterable[_Answer]) -> Iterator[str]:
    found = list(answers)
    goes = {each.final for each in found if each.final != address}
    own = next((each.reason for each in found if each.final == address), "")
    if desired.deliver:
        if goes != set(desired.deliver) - {address}:
            to = ", ".join(sorted(goes)) or own or "nobody"
            yield f"{address} goes to {to}, not to {desired}"
    elif goes:
        yield f"{address} goes to {', '.join(sorted(goes))}, but is {desired}"
    elif desired.refuse and own != desired.refuse and not desired.refuse.startswith(_UNKNOWN):
        yield f'{address} is refused with "{own}", not with "{desired.refuse}"'


_UNKNOWN = ("550 5.1.1", "554 5.7.1")
"""Refusals that the server's own rules may say in other words."""


def _exim(installed: Installation, *arguments: str) -> CommandOutput:
    # Without variables of the environment, for Exim warns of those that it does not pass on.
    return call(_PACKAGE, "exim4", *installed.option("-C"), *arguments, environment={})


SERVER = Server("exim", "Exim", _check, _unused, _probe, samples=200, reload=_reload)
