"""Sieve: Dovecot's compiler checks and builds; the interpreter is asked for the tags it sets."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from email import message_from_bytes
from pathlib import Path

from sportello.deploy.refused import Refused
from sportello.deploy.release import Route
from sportello.deploy.server import Installation, Server, call, call_cleanly

_PACKAGE = "dovecot-sieve"
_SCRIPT = "sportello.sieve"
_COMPILED = "sportello.svbin"
_SENDER = "probe@sportello.invalid"
_MESSAGE = f"From: {_SENDER}\nSubject: Probe of Sportello\nPrecedence: bulk\n\nProbe\n"
"""Bulk mail is not answered, so that nobody is remembered as answered."""


def _check(installed: Installation) -> None:
    """Compile into nowhere: a script that Dovecot does not take is refused there."""
    with tempfile.TemporaryDirectory(prefix="sportello-") as scratch:
        _compile(installed, Path(scratch, _COMPILED))


def _build(installed: Installation) -> Mapping[str, str]:
    # The users whose mail is delivered may not write here, so nobody else would compile it.
    _compile(installed, installed.release / _COMPILED)
    return {_COMPILED: _SCRIPT}


def _compile(installed: Installation, into: Path) -> None:
    try:
        call_cleanly(_PACKAGE, "sievec", *installed.option("-c"), installed.release / _SCRIPT, into)
    except Refused as refused:
        if "unknown Sieve capability" not in refused.message:
            raise
        raise Refused(
            refused.message,
            f"Dovecot's own settings come first: copy 90-sportello.conf from {installed.release} "
            "to /etc/dovecot/conf.d and reload Dovecot, then deploy again",
        ) from None


def _unused(installed: Installation) -> str:
    script = f"{installed.release / _SCRIPT}"
    if script in call_cleanly("dovecot-core", "doveconf", *installed.option("-c"), "-n"):
        return ""
    return (
        f"Dovecot does not read {script} yet: copy 90-sportello.conf to /etc/dovecot/conf.d, with "
        f"sieve_before = {script}, and reload Dovecot"
    )


def _probe(installed: Installation, addresses: Mapping[str, Route]) -> tuple[str, ...]:
    """Deliver a mail to each delivery address, into a directory that is thrown away."""
    return tuple(
        wrong
        for route in addresses.values()
        for address in route.scripted
        for wrong in _differing(address, route.tags, _tags(installed, address, route.tags))
    )


def _differing(address: str, desired: Mapping[str, str], found: Mapping[str, str]) -> Iterable[str]:
    if found != desired:
        yield f"a mail for {address} gets {_listed(found)}, not {_listed(desired)}"


def _listed(tags: Mapping[str, str]) -> str:
    return " and ".join(f'"{name}: {value}"' for name, value in tags.items()) or "no tag"


def _unfolded(value: str) -> str:
    """Return a header's value on one line (RFC 5322, 2.2.3): Pigeonhole folds long ones.

    Where it folds at a space it writes a tab, so any white space counts as one space.
    """
    return " ".join(value.split())


def _tags(installed: Installation, address: str, names: Iterable[str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory(prefix="sportello-") as scratch:
        store, mail = Path(scratch, "store"), Path(scratch, "mail")
        store.mkdir()
        mail.write_text(_MESSAGE)
        mail.chmod(0o644)
        user: tuple[str, ...] = ()
        if os.geteuid() == 0:
            # Dovecot delivers nothing as root.
            user = ("-o", f"mail_uid={_NOBODY}", "-o", f"mail_gid={_NOBODY}")
            Path(scratch).chmod(0o755)
            os.chown(store, _NOBODY, _NOBODY)
        output = call(
            _PACKAGE, "sieve-test", *installed.option("-c"), *user, "-e", "-l", f"maildir:{store}",
            "-f", _SENDER, "-a", address, "-r", address, installed.release / _SCRIPT, mail,
        )  # fmt: skip
        stored = [message_from_bytes(path.read_bytes()) for path in store.glob("new/*")]
        if output.status != 0 or not stored:
            raise Refused(
                f"Dovecot stored nothing of a mail for {address}: "
                f"{output.complaint or f'exit status {output.status}'}",
                "mend what it names, then deploy again",
            )
        return {name: _unfolded(str(stored[0][name])) for name in names if name in stored[0]}


_NOBODY = 65534


SERVER = Server(
    "sieve", "Dovecot", _check, _unused, _probe,
    samples=10, asks=lambda route: bool(route.scripted), build=_build,
)  # fmt: skip
