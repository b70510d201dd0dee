"""Postfix: its own programs make the tables and are asked what they find in them."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sportello.deploy.refused import Refused
from sportello.deploy.release import Route
from sportello.deploy.server import Installation, Server, call, call_cleanly
from sportello.files import list_tree
from sportello.routing.address import domain_of, without_detail
from sportello.targets.postfix import NO_VERDICT

_PACKAGE = "postfix"
_SNIPPET = "main.cf.snippet"
_UNREAD = frozenset({"README.txt", _SNIPPET})
"""What Postfix does not read."""
_BUILT = {"btree": ".db", "cdb": ".cdb", "hash": ".db", "lmdb": ".lmdb"}
_OURS, _DOMAINS = "virtual_alias_domains", "domains"
"""The setting that names, as a plain file, the domains that mail is accepted for."""
_SETTINGS = {
    "recipient_delimiter": ("+", "it does not split name+detail at the plus alone"),
    "propagate_unmatched_extensions": (
        "",
        "what a sender writes after a plus follows the mailbox, and the mail arrives untagged",
    ),
    "smtputf8_enable": ("no", "it accepts mail that Dovecot does not take"),
}
"""Settings of main.cf that the tables rely on: the value, and what happens with another."""


def _check(installed: Installation) -> None:
    """Have the settings and the tables that are read as text looked through."""
    _settings(installed)
    for name, kind in _tables(installed).items():
        if kind not in _BUILT:
            _look_up(installed, installed.release, name, kind, ["probe@sportello.invalid"])


def _build(installed: Installation) -> Mapping[str, str]:
    made = {}
    for name, kind in _tables(installed).items():
        if kind in _BUILT:
            # postmap complains about bad lines on standard error and ends with 0 all the same.
            call_cleanly(
                _PACKAGE, "postmap", *installed.option("-c"), f"{kind}:{installed.release / name}"
            )
            made[f"{name}{_BUILT[kind]}"] = name
    return made


def _unused(installed: Installation) -> str:
    settings = _settings(installed)
    unread = [
        str(installed.release / name)
        for name in _tables(installed)
        if _entries(installed.release / name) and f"{installed.release / name}" not in settings
    ]
    domains = installed.release / _DOMAINS
    if _entries(domains) and str(domains) not in re.split(r"[\s,:]+", _value(installed, _OURS)):
        unread.append(str(domains))
    if not unread:
        return ""
    return f"Postfix does not read {' and '.join(unread)} yet: take {_SNIPPET} over into main.cf"


def _reload(installed: Installation, differing: frozenset[str]) -> str:
    """Reload unless only texts for people differ.

    Postfix sees that a table was replaced in its place, but not that a link above it was
    switched, so a reload is needed for every kind of table.
    """
    notes = []
    if _SNIPPET in differing:
        notes.append(f"{_SNIPPET} is new or has changed: compare it with main.cf.")
    if differing - _UNREAD and _running(installed):
        call_cleanly(_PACKAGE, "postfix", *installed.option("-c"), "reload")
        notes.append("Reloaded Postfix.")
    elif differing - _UNREAD:
        notes.append("Postfix is not running: it reads the new release when it starts.")
    return " ".join(notes)


def _probe(installed: Installation, addresses: Mapping[str, Route]) -> tuple[str, ...]:
    tables = _tables(installed)
    unlike = (*_missing(installed), *_otherwise_set(installed))
    virtual = _found(installed, tables, "virtual", addresses)
    access = _found(installed, tables, "recipient_access", addresses)
    return (
        *unlike,
        *(
            wrong
            for address, route in addresses.items()
            for wrong in _differing(
                address,
                route,
                _first(virtual, [*_keys(address), f"@{domain_of(address)}"]),
                _first(access, _keys(address)),
            )
        ),
    )


def _missing(installed: Installation) -> Iterator[str]:
    """Yield the tables that main.cf names and an older release does not have."""
    for _, name in _own(installed):
        if not (installed.release / name).exists():
            yield f"main.cf names {installed.release / name}, which is not there: take it out first"


def _otherwise_set(installed: Installation) -> Iterator[str]:
    """Yield the settings in force with which mail goes elsewhere than by the tables."""
    for name, (desired, so) in _SETTINGS.items():
        value = _value(installed, name)
        classes = value.replace(",", " ").split()
        if value != desired and (desired or "virtual" in classes):
            yield f'{name} is "{value}" in main.cf, not "{desired}" as in {_SNIPPET}: {so}'


def _differing(address: str, desired: Route, delivered: str, refused: str) -> Iterator[str]:
    refused = "" if refused == NO_VERDICT else refused
    goes = sorted(each for each in delivered.split(", ") if each)
    if desired.deliver and (refused or goes != sorted(set(desired.deliver))):
        yield f"{address} goes to {refused or delivered or 'nobody'}, not to {desired}"
    elif not desired.deliver and not refused and goes:
        yield f"{address} goes to {delivered}, but is {desired}"
    elif not desired.deliver and refused and refused != desired.refuse:
        yield f'{address} is refused with "{refused}", not with "{desired.refuse}"'


def _keys(address: str) -> list[str]:
    return [address, without_detail(address)]


def _first(table: Mapping[str, str], keys: Iterable[str]) -> str:
    return next((table[key] for key in keys if key in table), "")


def _found(
    installed: Installation, tables: Mapping[str, str], name: str, addresses: Iterable[str]
) -> dict[str, str]:
    keys = {key: None for each in addresses for key in (*_keys(each), f"@{domain_of(each)}")}
    return (
        _look_up(installed, installed.release, name, tables[name], keys) if name in tables else {}
    )


def _look_up(
    installed: Installation, folder: Path, name: str, kind: str, keys: Iterable[str]
) -> dict[str, str]:
    """Return what Postfix finds for each key; it ends with 1 if it finds none of them."""
    arguments = [*installed.option("-c"), "-q", "-", f"{kind}:{folder / name}"]
    output = call(_PACKAGE, "postmap", *arguments, stdin="".join(f"{key}\n" for key in keys))
    if output.err.strip():
        raise Refused(
            f"postmap complains: {output.complaint}",
            f"look at {folder / name}, and tell those who make Sportello",
        )
    return dict(line.split("\t", 1) for line in output.out.splitlines())


def _tables(installed: Installation) -> dict[str, str]:
    """Return the kind of each table in the release: as main.cf names it, else as the snippet."""
    snippet = re.findall(r"(\w+):/[^\s,]*/([^\s,/]+)", (installed.release / _SNIPPET).read_text())
    here = set(list_tree(installed.release))
    return {name: kind for kind, name in (*snippet, *_own(installed)) if name in here}


def _own(installed: Installation) -> list[tuple[str, str]]:
    """Return kind and name of the tables that main.cf reads from here."""
    return re.findall(r"(\w+):/[^\s,]*/current/([^\s,/]+)", _settings(installed))


def _entries(table: Path) -> bool:
    return any(not line.startswith("#") for line in table.read_text().splitlines())


def _settings(installed: Installation) -> str:
    """Return what main.cf sets, with its own names such as $dir filled in."""
    return call_cleanly(_PACKAGE, "postconf", *installed.option("-c"), "-nx")


def _value(installed: Installation, name: str) -> str:
    """Return a setting in force, be it written in main.cf or the usual one."""
    return call_cleanly(_PACKAGE, "postconf", *installed.option("-c"), "-hx", name).strip()


def _running(installed: Installation) -> bool:
    queue = call_cleanly(
        _PACKAGE, "postconf", *installed.option("-c"), "-h", "queue_directory"
    ).strip()
    if not Path(queue, "pid/master.pid").exists():
        return False
    running = call(_PACKAGE, "postfix", *installed.option("-c"), "status").status == 0
    if not running and os.geteuid() != 0:
        raise Refused("only root can reload Postfix", "deploy as root, for example with sudo")
    return running


SERVER = Server(
    "postfix", "Postfix", _check, _unused, _probe, samples=200, build=_build, reload=_reload
)
