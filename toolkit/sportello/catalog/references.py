"""References: the names that they may have, and what to say of one that nothing has."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from sportello.catalog.schema import FILES
from sportello.findings import Invalid, did_you_mean, nearest

Identifiers: TypeAlias = Mapping[str, frozenset[str]]
"""The identifiers of each section that references may name."""

SECTION_NOUNS: Final = {
    "acknowledgements": "acknowledgement",
    "calendars": "calendar",
    "contacts": "contact",
    "people": "person",
    "contracts": "contract",
    "destinations": "destination",
    "escalations": "escalation",
    "families": "family",
    "holidays": "holiday set",
    "mailboxes": "mailbox",
    "policies": "policy",
    "providers": "provider",
    "services": "service",
    "severities": "severity",
    "states": "state",
    "teams": "team",
    "types": "ticket type",
}
"""What an entry of each section is called."""
_NOTHING: Final = frozenset(
    {"", "no", "off", "none", "never", "nobody", "nothing", "null", "false"}
)
"""What people write for a reference to nothing."""


def unknown(section: str, name: str, known: frozenset[str], nothing: str | None = None) -> Invalid:
    """Return what is wrong with a name that a section does not have; `known` are those it has.

    `nothing` is what may be written for none, if that is not the same as to leave the key out.
    """
    kind = SECTION_NOUNS[section]
    if known and name.casefold() in _NOTHING:
        remedy = f"{leaving_out(kind, nothing)}; {did_you_mean(name, known)}"
        return Invalid(f'unknown {kind} "{name}"', remedy)
    keys = ("lifecycle", section) if section in ("states", "types") else (section,)
    file = next(file for file, sections in FILES.items() if keys[0] in sections)
    if known:
        remedy = did_you_mean(name, known)
        if nearest(name, known) is None:
            remedy = f"add it to {file}; {remedy}"
        return Invalid(f'unknown {kind} "{name}"', remedy)
    written = f'"{".".join(keys)}:"'
    where = f"{file} is missing, or has no {written}"
    return Invalid(
        f"this names {with_article(kind)}, and there is none: {where}",
        f"write {file} with {written} and what is named here",
    )


def leaving_out(kind: str, nothing: str | None) -> str:
    """Return the remedy for a value that shall name nothing of a kind."""
    how = "leave the key out" if nothing is None else f'write "{nothing}"'
    return f"for no {kind}, {how}"


def with_article(kind: str) -> str:
    """Return the word for a kind of thing with its article."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
