"""OpenSMTPD: it reads the tables of a release without using them; it cannot be asked more."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sportello.deploy.refused import Refused
from sportello.deploy.release import Route
from sportello.deploy.server import Installation, Server, call

_PACKAGE = "opensmtpd"
_SNIPPET = "smtpd.conf"
_FINE = "configuration OK"
_CONFIG = Path("/etc/smtpd.conf")
_STOPPED = "OpenSMTPD is not running: it reads the new release when it starts."
_SOCKET = Path("/run/smtpd.sock")
"""Where a running smtpd listens to smtpctl."""


def _check(installed: Installation) -> None:
    """Have the release's own smtpd.conf read, with its tables where they are staged."""
    snippet = (installed.release / _SNIPPET).read_text()
    staged = re.sub(r"(file:)\S*/", lambda found: f"{found[1]}{installed.release}/", snippet)
    with tempfile.TemporaryDirectory(prefix="sportello-") as scratch:
        config = Path(scratch, _SNIPPET)
        config.write_text(staged)
        _read(config)


def _read(config: Path) -> None:
    """Have a configuration read. smtpd says on standard error that it is fine, too."""
    output = call(_PACKAGE, "smtpd", "-n", "-f", config)
    if output.status != 0 or output.err.strip() != _FINE:
        raise Refused(
            f"smtpd complains: {output.complaint}",
            f"mend what it names, then deploy again; by hand: smtpd -n -f {config}",
        )


def _unused(installed: Installation) -> str:
    config = _CONFIG if installed.config is None else installed.config
    try:
        lines = config.read_text(errors="replace").splitlines()
    except FileNotFoundError:
        lines = []
    if any(f"{installed.release}/" in line.partition("#")[0] for line in lines):
        return ""
    return (
        f"OpenSMTPD does not read {installed.release} yet: "
        f"include {installed.release / _SNIPPET} in {config}"
    )


def _reload(installed: Installation, differing: frozenset[str]) -> str:
    """Have the tables read again that differ; the configuration itself is read at a restart."""
    if _SNIPPET in differing:
        return "OpenSMTPD must be restarted, for smtpd.conf changed: systemctl restart opensmtpd"
    snippet = (installed.release / _SNIPPET).read_text()
    tables = [
        table
        for table, name in re.findall(r"^table (\S+) file:\S*/(\S+)$", snippet, re.MULTILINE)
        if name in differing
    ]
    if not tables:
        return ""
    if not _SOCKET.exists():
        return _STOPPED
    for table in tables:
        output = call(_PACKAGE, "smtpctl", "update", "table", table)
        if "seem to be running" in output.err:  # the socket of one that was killed stays behind
            return _STOPPED
        if output.status != 0:
            raise Refused(
                f"smtpctl complains: {output.complaint}",
                f"deploy as root; by hand: smtpctl update table {table}",
            )
    return f"Had OpenSMTPD read again: {', '.join(tables)}."


def _probe(installed: Installation, _addresses: Mapping[str, Route]) -> tuple[str, ...]:
    """Read the whole configuration with the tables in force: there is no way to ask for more."""
    try:
        _read(_CONFIG if installed.config is None else installed.config)
    except Refused as refused:
        return (refused.message,)
    return ()


SERVER = Server(
    "opensmtpd", "OpenSMTPD", _check, _unused, _probe,
    samples=0, asks=lambda _route: False, reload=_reload,
)  # fmt: skip
